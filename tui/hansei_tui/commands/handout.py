"""``hansei handout``: a toolkit's handouts in files, blank to write on or with what a team answered."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hansei_tui.commands.looks import look_of, look_options
from hansei_tui.commands.options import complete_session, json_option, reading, store_options
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr, trn

if TYPE_CHECKING:
    from hansei.document.look import Look
    from hansei.engine import Engine
    from hansei.record.view import SessionView


@click.command("handout")
@click.argument("toolkit")
@click.argument("handouts", nargs=-1, metavar="[HANDOUT]...")
@click.option(
    "formats",
    "--format",
    multiple=True,
    metavar="FORMAT",
    help="pdf, docx, html, md or xlsx; several as pdf,docx or by naming the option again. "
    "[default: what FILE ends in, or pdf]",
)
@click.option("all_", "--all", is_flag=True, help="Every format that has pages, in one zip.")
@click.option(
    "--session", "of", metavar="SESSION", shell_complete=complete_session, help="With what this session answered."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    help="A file for one handout (- is standard output), a folder or a .zip for several.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option(
    "--template",
    metavar="FILE",
    help="A document of your own with placeholders to be filled; its format is chosen. See docs/templates.md.",
)
@click.option("--language", default="", metavar="CODE", help="Blank, in a language it was translated into, as es.")
@look_options
@json_option
@store_options
@click.pass_context
def command(
    ctx: click.Context,
    toolkit: str,
    handouts: tuple[str, ...],
    formats: tuple[str, ...],
    all_: bool,
    of: str | None,
    output: str | None,
    force: bool,
    template: str | None,
    language: str,
    as_json: bool,
) -> None:
    """Write handouts of TOOLKIT (an id or a folder): those that are named, otherwise all of them.

    HANDOUT is an id as in handout-2, a title, or a number in the toolkit's list; also a plan that no handout shows, as
    district-plan, and about-this-toolkit. Without --session they are blank, with room to write; with it, they show
    what the team answered, and are blank where nothing was.

    As xlsx, a plan is a sheet to fill in, which `hansei receive` reads back: name the plan (as district-plan), or a
    handout that shows one.
    """
    from hansei.errors import UsageError
    from hansei_tui.reports import (
        chosen_formats,
        formats_at_hand,
        named_by,
        refuse_another_ending,
        several,
        takes_templates,
    )

    formats = chosen_formats(formats)
    if all_ and formats:
        raise UsageError(tr("--all is every format; leave --format out, or name formats without it"))
    if all_ and output and not output.lower().endswith(".zip"):
        raise UsageError(tr("--all writes one zip; {output} does not end in .zip", output=output))
    lacking: list[str] = []
    with reading(ctx) as engine:
        if all_:
            known, lacking = formats_at_hand(engine, pages=True)
            formats = tuple(known)
        formats = formats or (takes_templates(engine) if template is not None else named_by(engine, output, "pdf"),)
        if template is not None and (all_ or len(formats) > 1):
            raise UsageError(tr("a template is for one format; name it alone"))
        for each in formats:
            engine.exporter(each)  # a slip in the name of a format is told before anything is looked for
        view, beginning = _view(engine, toolkit, of, language)
        look = look_of(ctx, engine, view.toolkit)
        if view.id and "individual" in look.without:
            view, _ = engine.handoff.without_individuals(engine.open(view.id))
        made: list[tuple[str, bytes]] = []
        ids: dict[str, None] = {}
        for format_ in formats:
            exporter = engine.exporter(format_)
            make = _sheets if exporter.sheets else _handouts
            made_of = make(engine, view, handouts, format_, look, template)
            ids |= dict.fromkeys(made_of)
            made += [(f"{beginning}-{id_}{exporter.suffix}", data) for id_, data in made_of.items()]
        # All there are, which happen to be one, go into the folder that two would go into.
        folder = several(output) or bool(output and output != "-" and not handouts and not Path(output).suffix)
        single = len(made) == 1 and not all_ and not folder
        if single:
            refuse_another_ending(engine, formats[0], output)
        say_failures(engine.failures())
    if output == "-":
        if not single:
            raise click.UsageError(tr("Standard output takes one handout: name it, or name a folder with -o."), ctx)
        sys.stdout.buffer.write(made[0][1])
        sys.stdout.buffer.flush()
        return
    place = _written(made, output, beginning, single=single, all_=all_, force=force)
    for each in lacking:
        say(tr("Left out: {each}", each=each), err=True)
    if as_json:
        chosen = {"format": formats[0]} if len(formats) == 1 else {"formats": list(formats)}
        say_json({"handouts": list(ids), **chosen, "file": str(place.absolute())})
    else:
        say(tr("Wrote {place}", place=place) + _counted(len(ids), formats, single=single))


def _counted(handouts: int, formats: Sequence[str], *, single: bool) -> str:
    if single:
        return ""
    if len(formats) > 1:
        each = ", ".join(formats)
        return trn(" ({n} handout as {formats})", " ({n} handouts as {formats})", handouts, formats=each)
    return trn(" ({n} handout)", " ({n} handouts)", handouts)


def _written(
    made: Sequence[tuple[str, bytes]], output: str | None, beginning: str, *, single: bool, all_: bool, force: bool
) -> Path:
    """Write handouts and return where they are."""
    from hansei.document.files import write_whole
    from hansei_tui.reports import write_files

    if single:
        name, data = made[0]
        target = Path(output) if output else Path(name)
        return write_whole(target / name if target.is_dir() else target, data, force=force)
    where = output or f"{beginning}-handouts{'.zip' if all_ else ''}"
    write_files(where, made, force=force)
    return Path(where)


def _handouts(
    engine: Engine, view: SessionView, names: Sequence[str], format_: str, look: Look, template: str | None
) -> dict[str, bytes]:
    """Return handouts in a format, by id."""
    from hansei.insight.handout import handout_report, named
    from hansei.insight.sheets import beside

    _needs_pages(engine, format_)
    more = beside(view, view.toolkit.handouts, view.toolkit.instruments) if names else ()
    chosen = named(view.toolkit, names, more)
    return {
        each.id: engine.written(partial(handout_report, view, each, look=look), format_, template=template)
        for each in chosen
    }


def _sheets(
    engine: Engine, view: SessionView, names: Sequence[str], format_: str, look: Look, template: str | None
) -> dict[str, bytes]:
    """Return sheets to fill in, by the id of their instrument."""
    from hansei.errors import UsageError
    from hansei.insight.sheets import chosen

    if template is not None:
        raise UsageError(tr("a sheet to fill in takes no template; name the format that does, as docx"))
    made = {id_: engine.sheets.made(view, id_, format_, look) for id_ in chosen(view, names)}
    if view.id and view.state.closed:
        told = tr(
            "Note: session {id} is closed; `hansei receive` takes a sheet of it in once `hansei resume {id} --reopen` "
            "opened it again",
            id=view.id,
        )
        say(told, err=True)
    return made


def _needs_pages(engine: Engine, format_: str) -> None:
    from hansei.errors import UsageError

    if not engine.exporter(format_).pages:
        there = ", ".join(sorted(name for name, each in engine.exporters.items() if each.pages or each.sheets))
        raise UsageError(
            tr("handouts are pages, and {format} has none; there are: {there}", format=format_, there=there)
        )


def _view(engine: Engine, toolkit: str, of: str | None, language: str) -> tuple[SessionView, str]:
    """Return what the handouts are of, and how the names of their files begin."""
    from hansei.errors import UsageError
    from hansei.insight.handout import nobodys
    from hansei.insight.names import file_name

    if of is None:
        found = engine.shelf.get(toolkit)
        read = (engine.shelf.translated(found, language) if language else found).toolkit
        return nobodys(read, engine.kinds), f"{read.id}-{language}" if language else read.id
    if language:
        raise UsageError(tr("a session is in the language it was begun in; leave --language out"))
    session = engine.open(of)
    if toolkit != session.toolkit.id and engine.shelf.get(toolkit).toolkit.id != session.toolkit.id:
        raise UsageError(
            tr(
                "session {id} was run with the toolkit {its}, not {toolkit}; name that one",
                id=session.id,
                its=session.toolkit.id,
                toolkit=toolkit,
            )
        )
    return session, file_name(session, "")
