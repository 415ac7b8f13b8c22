"""``hansei toolkit new``: a folder that already runs."""

from __future__ import annotations

import os
from pathlib import Path

import click

from hansei_tui.again import command_line
from hansei_tui.commands.options import engine_of, store_options
from hansei_tui.output import say, say_failures
from hansei_tui.sentences import tr


@click.command("new")
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The title on the cover; otherwise the name in words.")
@click.option("--translation", default="", metavar="CODE", help="Put an example of a translation beside it: es.")
@store_options
@click.pass_context
def new(ctx: click.Context, name: Path, title: str, translation: str) -> None:
    """Make the folder NAME with a small toolkit that already runs, to be changed piece by piece."""
    from hansei.authoring.starting import begin
    from hansei.content.found import FILE

    with engine_of(ctx) as engine:
        folder = begin(name, engine.kinds, title, translation=translation)
        say_failures(engine.failures())
    say(tr("Made {path}: a rubric, questions and a plan that run as they stand.", path=folder / FILE))
    say("\n" + tr("Next:"))
    place = str(folder)
    named = f"{place}{os.sep}" if len(folder.parts) == 1 else place  # else a toolkit's id is meant
    steps = {
        command_line("toolkit", "preview", place): tr("see it beside your editor, and follow every save"),
        command_line("toolkit", "check", place): tr(
            "what is wrong, with line and likely fix, and what could be better"
        ),
        command_line("toolkit", "try", place): tr("made-up teams run it to the end"),
        command_line("run", named): tr("run it with your own team"),
    }
    for line, why in steps.items():
        say(f"  {line:<{max(map(len, steps))}}   {why}")
