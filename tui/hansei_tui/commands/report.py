"""``hansei report``: the report of a session in a file, in one format or several."""

from __future__ import annotations

import os
import sys

import click

from hansei.document.look import Look
from hansei.engine import Engine
from hansei.errors import UsageError
from hansei_tui.commands.looks import look_of, look_options, wished, wishes_of
from hansei_tui.commands.options import complete_session, json_option, named_toolkits, reading, store_options
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr


@click.command("report")
@click.argument("sessions", metavar="[SESSION]...", nargs=-1, shell_complete=complete_session)
@click.option("--every", is_flag=True, help="Of every session that was not put away.")
@click.option(
    "formats",
    "--format",
    multiple=True,
    metavar="FORMAT",
    help="html, pdf, docx, xlsx, md, csv, json, ics, micip, …; several as pdf,docx or by naming the option again. "
    "[default: what FILE ends in, or html]",
)
@click.option("all_", "--all", is_flag=True, help="Every format, in one zip.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The file, or a folder for it; - is standard output; default: named by team and date. "
    "For several formats a folder, or a file that ends in .zip.",
)
@click.option(
    "--template",
    metavar="FILE",
    help="A document of your own with placeholders to be filled; its format is chosen. See docs/templates.md.",
)
@click.option("--template-example", metavar="FILE", help="Write a template to begin with to this file, and no report.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option(
    "--missing",
    is_flag=True,
    help="Of several sessions, leave the files that are there and write the others, as after an interruption.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Of several sessions, how many reports are written at a time; default: as many as there are processors.",
)
@look_options
@json_option
@store_options
@click.pass_context
def command(
    ctx: click.Context,
    sessions: tuple[str, ...],
    every: bool,
    formats: tuple[str, ...],
    all_: bool,
    output: str | None,
    template: str | None,
    template_example: str | None,
    force: bool,
    missing: bool,
    jobs: int | None,
    as_json: bool,
) -> int:
    """Write the report of SESSION (an id, the beginning of one, or `last`).

    The reports of several sessions, or of --every one, go into the folder or the .zip that -o names.
    """
    from hansei_tui.reports import chosen_formats, named_by, refuse_another_ending, several, takes_templates

    formats = chosen_formats(formats)
    if all_ and formats:
        raise UsageError(tr("--all is every format; leave --format out, or name formats without it"))
    with reading(ctx) as engine:
        if template_example is not None:
            _own_look(ctx)
            _example(engine, formats, template_example, force=force, as_json=as_json)
            return 0
        if every and sessions:
            raise UsageError(tr("name sessions or say --every, not both"))
        if every:
            sessions = tuple(head.session for head in engine.sessions() if not head.archived)
            if not sessions:
                raise UsageError(_none(engine))
        if not sessions:
            raise click.MissingParameter(ctx=ctx, param_hint="SESSION", param_type="argument")
        formats = formats or (
            (takes_templates(engine),) if template is not None else (named_by(engine, output, "html"),)
        )
        if template is not None and (all_ or len(formats) > 1):
            raise UsageError(tr("a template is for one format; name it alone"))
        for each in formats:
            engine.exporter(each)  # a slip in the name of a format is told before anything is looked for
        if template is not None:
            _suits(ctx, engine, formats[0])
        if every or len(sessions) > 1:
            from hansei_tui.many_reports import write_many

            if all_:
                formats, output = _all(engine, output or "reports.zip")
            return write_many(
                engine,
                sessions,
                formats,
                output,
                wishes=wishes_of(ctx),
                template=template,
                force=force,
                missing=missing,
                jobs=jobs,
                toolkits=named_toolkits(ctx),
                as_json=as_json,
            )
        (session,) = sessions
        if missing:
            raise UsageError(tr("--missing is for the reports of several sessions"))
        if len(formats) == 1 and not all_:
            refuse_another_ending(engine, formats[0], output)
        opened = engine.open(session)
        look = look_of(ctx, engine, opened.toolkit)
        if all_ or len(formats) > 1 or several(output):
            _several(engine, session, formats, output, look, template, all_=all_, force=force, as_json=as_json)
            return 0
        (format_,) = formats
        if output == "-":
            data = engine.render(opened, format_, look=look, template=template)
            say_failures(engine.failures())
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return 0
        if output is not None and os.path.isdir(output):  # noqa: PTH112 - never raises
            from hansei.insight.names import file_name

            output = os.path.join(output, file_name(opened, engine.exporter(format_).suffix))  # noqa: PTH118
        path = engine.export(opened, format_, output, force=force, look=look, template=template)
        say_failures(engine.failures())
        if as_json:
            say_json({"session": opened.id, "format": format_, "file": str(path.absolute())})
        else:
            say(tr("Wrote {path}", path=path))
    return 0


def _none(engine: Engine) -> str:
    """Say that a store has no session, or that there is no store."""
    from hansei.record.log import MadeLater

    if isinstance(engine.log, MadeLater) and not engine.log.there:
        return tr("there is no store at {store}; name another with --store or HANSEI_STORE", store=engine.log.name)
    return tr("there is no session in {store} to write a report of", store=engine.log.name)


def _suits(ctx: click.Context, engine: Engine, format_: str) -> None:
    """Refuse a template for a format that takes none, and say what it leaves without effect."""
    from hansei_tui.reports import takes_templates

    if not engine.exporter(format_).templates:
        name = takes_templates(engine)
        raise UsageError(tr("the format {format} takes no template; {name} does", format=format_, name=name))
    _own_look(ctx)


def _own_look(ctx: click.Context) -> None:
    """Say what a call wishes for in vain, as a template has it itself."""
    asked = [f"--{each}" for each in ("paper", "logo", "colour") if each in wished(ctx)]
    if asked:
        say(tr("Note: the template has its own look; {asked} changes nothing", asked=", ".join(asked)), err=True)


def _example(engine: Engine, formats: tuple[str, ...], output: str, *, force: bool, as_json: bool) -> None:
    from pathlib import Path

    from hansei.document.files import write_whole
    from hansei.errors import ExportError
    from hansei_tui.reports import named_by, refuse_another_ending, takes_templates

    exporter = engine.exporter(formats[0] if formats else takes_templates(engine))
    refuse_another_ending(engine, exporter.name, output)
    named_by(engine, output, exporter.name)  # refuses an ending of no format
    if lacking := exporter.missing():
        raise ExportError(lacking)
    path = write_whole(Path(output), exporter.example(), force=force)
    if as_json:
        say_json({"template": exporter.name, "file": str(path.absolute())})
    else:
        say(tr("Wrote {path}, a template to begin with", path=path))


def _several(
    engine: Engine,
    session: str,
    formats: tuple[str, ...],
    output: str | None,
    look: Look,
    template: str | None,
    *,
    all_: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write several formats, into a folder or a zip; ``--all`` leaves out what is not installed and says so."""
    from hansei_tui.reports import write_each, zip_name

    if output == "-":
        raise UsageError(tr("only one format fits on standard output; name a folder, or a file that ends in .zip"))
    if all_:
        formats, output = _all(engine, zip_name(engine, session) if output is None else output)
    written = write_each(engine, session, formats, output, force=force, look=look, template=template)
    say_failures(engine.failures())
    if as_json:
        files = [{"format": each, "file": str(path.absolute())} for each, path in written.items()]
        say_json({"session": engine.find(session), "files": files})
    elif all_ or (len(written) > 1 and len(set(written.values())) == 1):
        say(tr("Wrote {path} ({written})", path=next(iter(written.values())), written=", ".join(written)))
    else:
        for path in written.values():
            say(tr("Wrote {path}", path=path))


def _all(engine: Engine, output: str) -> tuple[tuple[str, ...], str]:
    """Return every format that can be made, and the zip for them; what is not installed is left out and said."""
    from hansei_tui.reports import formats_at_hand

    known, lacking = formats_at_hand(engine)
    if not output.lower().endswith(".zip"):
        raise UsageError(tr("--all writes one zip; {output} does not end in .zip", output=output))
    for each in lacking:
        say(tr("Left out: {each}", each=each), err=True)
    return tuple(known), output
