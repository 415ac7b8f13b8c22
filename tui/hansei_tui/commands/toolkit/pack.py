"""``hansei toolkit pack``: a toolkit as a package that others install."""

from __future__ import annotations

from pathlib import Path

import click

from hansei_tui.commands.options import engine_of, store_options
from hansei_tui.commands.toolkit.place import read
from hansei_tui.output import say, say_failures
from hansei_tui.sentences import tr


@click.command("pack")
@click.argument("toolkit")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="The folder for the wheel and its source; made when it is not there.",
)
@store_options
@click.pass_context
def pack(ctx: click.Context, toolkit: str, output: Path) -> None:
    """Make TOOLKIT (a folder) a package, so that others have it by `pip install`.

    Who gets the wheel installs it beside Hansei; `hansei toolkit list` then shows the toolkit. Needs hansei[author].
    """
    from hansei.authoring.packing import pack as pack_

    with engine_of(ctx) as engine:
        found = read(engine, toolkit)
        say_failures(engine.failures())
    packed = pack_(found, output)
    for each in packed.files:
        say(tr("Wrote {path}.", path=each))
    for remark in packed.remarks:
        say(tr("Note: {remark}.", remark=remark))
    say(tr("Install it beside Hansei: pip install {wheel}", wheel=packed.files[0]))
