"""``hansei toolkit skeleton``: a workbook to write a toolkit in."""

from __future__ import annotations

from pathlib import Path

import click

from hansei_tui.again import command_line
from hansei_tui.output import say
from hansei_tui.sentences import tr


@click.command("skeleton")
@click.option("--xlsx", type=click.Path(path_type=Path), required=True, metavar="FILE", help="The workbook to write.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def skeleton(xlsx: Path, force: bool) -> None:
    """Write a workbook with instructions, to write a toolkit in and read it back by `hansei toolkit import`."""
    from hansei.authoring.workbook_skeleton import skeleton as made
    from hansei.document.files import write_whole
    from hansei.errors import UsageError

    if xlsx.suffix.lower() != ".xlsx":
        raise UsageError(tr("{path} is to be a workbook; let its name end in .xlsx", path=xlsx))
    say(tr("Wrote {path}. Fill it in, then:", path=write_whole(xlsx, made(), force=force)))
    say("  " + command_line("toolkit", "import", str(xlsx)))
