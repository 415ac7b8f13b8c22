"""``hansei toolkit list`` and ``show``: what is at hand."""

from __future__ import annotations

from typing import Any

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.output import say, say_failures, say_json, say_table
from hansei_tui.sentences import tr


@click.command("list")
@click.option("--whole", is_flag=True, help="Read every toolkit whole, and say what is wrong with any.")
@json_option
@store_options
@click.pass_context
def list_(ctx: click.Context, as_json: bool, whole: bool) -> None:
    """List the toolkits at hand and where each comes from.

    Of more than a few that were never used, only the first lines are read.
    """
    with engine_of(ctx) as engine:
        if whole:
            engine.shelf.all()
        found, glanced = engine.shelf.titles()
        failures = engine.failures()
    if as_json:
        rows: list[dict[str, Any]] = [
            {
                "id": id_,
                "version": title.version,
                "title": title.title,
                "from": origin,
                "file": source,
                "digest": title.digest or None,
            }
            for id_, (title, origin, source) in found.items()
        ]
        say_json({"toolkits": rows, "failures": {place: str(error) for place, error in failures.items()}})
        return
    if found:
        table = [(id_, title.version, title.title, _from(origin)) for id_, (title, origin, _) in found.items()]
        say_table((tr("TOOLKIT"), tr("VERSION"), tr("TITLE"), tr("FROM")), table)
    else:
        say(tr("No toolkits. Install one, or put its folder into your toolkits folder."))
    if glanced:
        say(
            tr(
                "Of {toolkits} only the first lines were read; --whole reads all, and says what is wrong.",
                toolkits=glanced,
            ),
            err=True,
        )
    say_failures(failures)


@click.command("show")
@click.argument("toolkit")
@click.option("--language", default="", metavar="CODE", help="In a language it was translated into, as es.")
@json_option
@store_options
@click.pass_context
def show(ctx: click.Context, toolkit: str, language: str, as_json: bool) -> None:
    """Show TOOLKIT (an id or a path) whole."""
    with engine_of(ctx) as engine:
        read = engine.shelf.get(toolkit)
        if language:
            read = engine.shelf.translated(read, language)
        say_failures(engine.failures())
    if as_json:
        import msgspec

        say_json({**msgspec.json.decode(read.tree), "digest": read.digest})
        return
    from hansei.insight.adapting import adapted_line

    this = read.toolkit
    say(f"{this.title} ({this.id} {this.version})")
    licence = tr("licence: {licence}", licence=this.source.licence or tr("not stated"))
    for text in (this.subtitle, this.audience, this.source.by, adapted_line(this), licence):
        if text:
            say(text)
    for entry in this.agenda():
        minutes = entry.activity.minutes
        planned = f", {minutes} min" if minutes else ""
        whose = "" if entry.step.provenance == "source" else f" ({_provenance(entry.step.provenance)})"
        say(f"\n{entry.path}: {entry.title}{whose}\n  {entry.activity.title}{planned}\n  {entry.step.text}")
        for question in entry.step.questions:
            say(f"  - {question}")
        for id_ in entry.step.instruments:
            instrument = this.instruments[id_]
            say(f"  [{instrument.kind}] {id_}: {instrument.title or instrument.ours.title}")


def _from(origin: str) -> str:
    """Return where a toolkit comes from, in the language that is spoken."""
    plugin = origin.removeprefix("plugin ")
    return tr("plugin {name}", name=plugin) if plugin != origin else origin


def _provenance(provenance: str) -> str:
    """Return whose words a step is, where they are not the publisher's."""
    return {"ours": tr("ours"), "adapted": tr("adapted")}.get(provenance, provenance)
