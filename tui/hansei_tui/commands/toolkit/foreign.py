"""``hansei toolkit import`` and ``export``: rubrics and toolkits of other programs."""

from __future__ import annotations

from pathlib import Path

import click

from hansei_tui.again import command_line
from hansei_tui.commands.options import engine_of, store_options
from hansei_tui.output import say, say_failures
from hansei_tui.sentences import tr


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@store_options
@click.pass_context
def import_(ctx: click.Context, file: Path, folder: Path | None) -> None:
    """Make a toolkit in a new FOLDER of a FILE of another program.

    A file that ends in .json holds rubrics of 1EdTech CASE 1.1; one that ends in .xlsx is a workbook as
    `hansei toolkit skeleton` makes one. Nothing is written when something cannot be read; it is named by its place.
    """
    from hansei.authoring.importing import check_imported, read_foreign, write_imported

    imported = read_foreign(file)
    with engine_of(ctx) as engine:
        check_imported(imported, file, engine.kinds)
        place = write_imported(imported, folder, engine.kinds)
        read = engine.shelf.read(place)
        say_failures(engine.failures())
    say(
        tr(
            "Made {place}: {title} ({names}).",
            place=place,
            title=read.toolkit.title,
            names=", ".join(read.toolkit.instruments),
        )
    )
    for remark in imported.remarks:
        say("  " + tr("Note: {remark}.", remark=remark))
    say("  " + tr("Look at it: {command}", command=command_line("toolkit", "check", str(place))))


@click.command("export")
@click.argument("toolkit")
@click.option("--instrument", metavar="ID", help="The rubric; needed when there are several.")
@click.option("--format", type=click.Choice(["case"]), default="case", expose_value=False, help="1EdTech CASE 1.1.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file instead.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@store_options
@click.pass_context
def export(ctx: click.Context, toolkit: str, instrument: str | None, output: Path | None, force: bool) -> None:
    """Print a rubric of TOOLKIT (a folder or an id) as a CFRubric of 1EdTech CASE 1.1."""
    import msgspec

    from hansei.authoring.case_reading import json_of
    from hansei.authoring.case_writing import case_of, kept_beside
    from hansei.document.files import write_whole
    from hansei_tui.commands.toolkit.place import read

    with engine_of(ctx) as engine:
        found = read(engine, toolkit)
        say_failures(engine.failures())
    root = msgspec.json.decode(found.tree)
    rubrics = [id_ for id_, each in found.toolkit.instruments.items() if each.kind == "rubric"]
    if instrument is None and len(rubrics) != 1:
        if not rubrics:
            raise click.UsageError(tr("There is no rubric in it."))
        raise click.UsageError(
            tr("Which rubric? Name it with --instrument. There are: {rubrics}.", rubrics=", ".join(rubrics))
        )
    id_ = instrument or rubrics[0]
    data = json_of(case_of(root, id_, kept_beside(Path(found.source).parent, id_)))
    if output is None:
        click.echo(data, nl=False)
    else:
        say(tr("Wrote {path}.", path=write_whole(output, data, force=force)))
