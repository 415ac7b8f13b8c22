"""``hansei toolkit schema``: the keys of a toolkit file, for editors and for reading."""

from __future__ import annotations

from pathlib import Path

import click

from hansei_tui.commands.options import engine_of, store_options
from hansei_tui.output import say, say_failures
from hansei_tui.sentences import tr


@click.command("schema")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file instead.")
@click.option("--reference", is_flag=True, help="The same as a page to read, in Markdown.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@store_options
@click.pass_context
def schema(ctx: click.Context, output: Path | None, reference: bool, force: bool) -> None:
    """Print the JSON Schema of toolkit.yaml, by which editors complete and check it.

    The instrument kinds of your plugins are in it. A toolkit names it in its first line:
    # yaml-language-server: $schema=toolkit.schema.json
    """
    from hansei.authoring.reference import reference_page
    from hansei.authoring.starting import schema_text
    from hansei.document.files import write_whole

    with engine_of(ctx) as engine:
        kinds = engine.kinds
        say_failures(engine.failures())
    data = reference_page(kinds).encode() if reference else schema_text(kinds)
    if output is None:
        click.echo(data, nl=False)
    else:
        say(tr("Wrote {path}.", path=write_whole(output, data, force=force)))
