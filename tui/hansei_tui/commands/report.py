"""``hansei report``: the report of a session in a file, in one format or several."""

from __future__ import annotations

import sys

import click

from hansei.document.look import Look
from hansei.engine import Engine
from hansei.errors import UsageError
from hansei_tui.commands.looks import look_of, look_options
from hansei_tui.commands.options import json_option, reading, session_argument, store_options
from hansei_tui.output import say, say_failures, say_json


@click.command("report")
@session_argument
@click.option(
    "formats",
    "--format",
    multiple=True,
    metavar="FORMAT",
    help="html, pdf, docx, xlsx, md, csv, json, ics, micip, …; repeatable. [default: html]",
)
@click.option("all_", "--all", is_flag=True, help="Every format, in one zip.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The file; - is standard output; default: named by team and date. "
    "For several formats a folder, or a file that ends in .zip.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@look_options
@json_option
@store_options
@click.pass_context
def command(
    ctx: click.Context,
    session: str,
    formats: tuple[str, ...],
    all_: bool,
    output: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write the report of SESSION (an id, the beginning of one, or `last`)."""
    formats = tuple(dict.fromkeys(formats)) or ("html",)
    with reading(ctx) as engine:
        look = look_of(ctx, engine, engine.open(session).toolkit)
        if all_ or len(formats) > 1:
            _several(engine, session, formats, output, look, all_=all_, force=force, as_json=as_json)
            return
        (format_,) = formats
        if output == "-":
            data = engine.render(session, format_, look=look)
            say_failures(engine.failures())
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return
        path = engine.export(session, format_, output, force=force, look=look)
        say_failures(engine.failures())
        if as_json:
            say_json({"session": engine.find(session), "format": format_, "file": str(path.absolute())})
        else:
            say(f"Wrote {path}")


def _several(
    engine: Engine,
    session: str,
    formats: tuple[str, ...],
    output: str | None,
    look: Look,
    *,
    all_: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write several formats, into a folder or a zip; ``--all`` leaves out what is not installed and says so."""
    from hansei_tui.reports import formats_at_hand, write_each, zip_name

    if output == "-":
        raise UsageError("only one format fits on standard output; name a folder, or a file that ends in .zip")
    lacking: list[str] = []
    if all_:
        known, lacking = formats_at_hand(engine)
        formats = tuple(known)
        output = zip_name(engine, session) if output is None else output
        if not output.lower().endswith(".zip"):
            raise UsageError(f"--all writes one zip; {output} does not end in .zip")
    written = write_each(engine, session, formats, output, force=force, look=look)
    say_failures(engine.failures())
    for each in lacking:
        say(f"Left out: {each}", err=True)
    if as_json:
        files = [{"format": each, "file": str(path.absolute())} for each, path in written.items()]
        say_json({"session": engine.find(session), "files": files})
    elif all_ or len(set(written.values())) == 1:
        say(f"Wrote {next(iter(written.values()))} ({', '.join(written)})")
    else:
        for path in written.values():
            say(f"Wrote {path}")
