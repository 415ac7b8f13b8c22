"""``hansei report``: the report of a session in a file."""

from __future__ import annotations

import sys

import click

from hansei_tui.commands.options import json_option, reading, session_argument, store_options
from hansei_tui.output import say, say_failures, say_json


@click.command("report")
@session_argument
@click.option("format_", "--format", default="html", show_default=True, metavar="FORMAT", help="html, md, json, …")
@click.option("-o", "--output", metavar="FILE", help="The file; - is standard output; default: named by team and date.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, session: str, format_: str, output: str | None, force: bool, as_json: bool) -> None:
    """Write the report of SESSION (an id, the beginning of one, or `last`)."""
    with reading(ctx) as engine:
        if output == "-":
            data = engine.render(session, format_)
            say_failures(engine.failures())
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return
        path = engine.export(session, format_, output, force=force)
        say_failures(engine.failures())
        if as_json:
            say_json({"session": engine.find(session), "format": format_, "file": str(path.absolute())})
        else:
            say(f"Wrote {path}")
