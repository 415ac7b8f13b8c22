"""``hansei backup``: the whole store in one file, read back."""

from __future__ import annotations

import time

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.output import say, say_json
from hansei_tui.sentences import tr


@click.command("backup")
@click.argument("file", required=False)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, file: str | None, force: bool, as_json: bool) -> None:
    """Copy the whole store into FILE and read the copy back; others may go on working meanwhile.

    Without FILE it is called hansei-backup-DATE.db, in this folder. `hansei restore FILE` puts it back.
    """
    target = file or f"hansei-backup-{time.strftime('%Y-%m-%d')}.db"
    with engine_of(ctx) as engine:
        copied = engine.care.backup(target, force=force)
        store = engine.log.name
    if as_json:
        say_json({"store": store, "file": str(copied.path), "sessions": copied.sessions, "events": copied.events})
    else:
        say(
            tr(
                "Copied {store} to {path}: {sessions} sessions, {events} lines, read back and equal.",
                store=store,
                path=copied.path,
                sessions=copied.sessions,
                events=copied.events,
            )
        )
