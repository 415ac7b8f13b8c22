"""``hansei toolkit check``: every fault of a toolkit at once."""

from __future__ import annotations

from pathlib import Path

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.output import say, say_failures, say_json


@click.command("check")
@click.argument("path", type=click.Path(path_type=Path))
@json_option
@store_options
@click.pass_context
def check(ctx: click.Context, path: Path, as_json: bool) -> int:
    """Check the toolkit at PATH: every fault at once, with file, line and likely fix."""
    from hansei.content.reading import read_toolkit
    from hansei.errors import ToolkitError

    with engine_of(ctx) as engine:
        kinds = engine.kinds
        say_failures(engine.failures())
    try:
        read = read_toolkit(path, kinds)
    except ToolkitError as error:
        if as_json:
            faults = [
                {"file": each.source, "line": each.line, "path": each.path, "message": each.message}
                for each in error.problems
            ]
            say_json({"ok": False, "faults": faults})
        else:
            for problem in error.problems:
                say(str(problem), err=True)
            count = len(error.problems)
            say(f"{count} {'fault' if count == 1 else 'faults'}.", err=True)
        return 1
    if as_json:
        say_json({"ok": True, "toolkit": read.toolkit.id, "version": read.toolkit.version, "digest": read.digest})
    else:
        this = read.toolkit
        counted = f"{len(this.agenda())} steps, {len(this.instruments)} instruments"
        say(f"{this.id} {this.version}: no faults ({counted}).")
    return 0
