"""``hansei toolkit adapt`` and ``languages``: a district's own words on top of a toolkit, and its translations."""

from __future__ import annotations

from pathlib import Path

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.output import say, say_failures, say_json, say_table
from hansei_tui.sentences import tr


@click.command("adapt")
@click.argument("toolkit")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--by", required=True, metavar="NAME", help='Who adapts it, as in "Riverside School District".')
@store_options
@click.pass_context
def adapt(ctx: click.Context, toolkit: str, folder: Path, by: str) -> None:
    """Make a new FOLDER in which TOOLKIT is adapted: parts hidden, reworded, added; its own text stays where it is."""
    from hansei.authoring.adapting import begin_overlay
    from hansei_tui.commands.toolkit.place import read

    with engine_of(ctx) as engine:
        found = read(engine, toolkit)
        say_failures(engine.failures())
    place = begin_overlay(found, folder, by)
    say(tr("Made {place}: write there what is hidden, reworded and added.", place=place))
    say("  " + tr("Every text with its address: hansei toolkit languages {toolkit} --missing xx", toolkit=toolkit))


@click.command("languages")
@click.argument("toolkit")
@click.option("--missing", default="", metavar="CODE", help="Print what is not translated, as a file to fill in.")
@json_option
@store_options
@click.pass_context
def languages(ctx: click.Context, toolkit: str, missing: str, as_json: bool) -> None:
    """Say into which languages TOOLKIT was translated, and how much of it."""
    from hansei.authoring.adapting import to_translate
    from hansei.content.locale import coverage
    from hansei_tui.commands.toolkit.place import read

    with engine_of(ctx) as engine:
        found = read(engine, toolkit)
        kinds = engine.kinds
        say_failures(engine.failures())
        there = engine.shelf.languages(found)
    if missing:
        click.echo(to_translate(found, missing, kinds), nl=False)
        return
    covered = [coverage(found, language, kinds) for language in there]
    if as_json:
        rows = [
            {
                "language": each.language,
                "status": each.status,
                "translated": each.translated,
                "texts": len(each.all),
                "missing": [".".join(address) for address in each.missing],
            }
            for each in covered
        ]
        say_json({"toolkit": found.toolkit.id, "published": found.toolkit.language, "languages": rows})
    elif not covered:
        say(tr("{id} is in {language} only.", id=found.toolkit.id, language=found.toolkit.language))
    else:
        table = [
            (each.language, tr("{n} of {all}", n=each.translated, all=len(each.all)), tr(each.status))
            for each in covered
        ]
        say_table((tr("LANGUAGE"), tr("TEXTS"), tr("STATUS")), table)
