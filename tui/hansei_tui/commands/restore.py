"""``hansei restore``: put a backup in the place of the store."""

from __future__ import annotations

import click

from hansei_tui.commands.options import json_option, store_options
from hansei_tui.output import say, say_json
from hansei_tui.sentences import tr


@click.command("restore")
@click.argument("file")
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, file: str, as_json: bool) -> None:
    """Put the backup FILE in the place of the store; the store that was there is kept beside it.

    The backup is copied and read back first. When anything is wrong with it, nothing changes.
    """
    from hansei.care import restore
    from hansei.stores import default_store

    store = (ctx.find_root().obj or {}).get("store") or default_store()
    done = restore(file, store)
    kept = str(done.kept) if done.kept else ""
    if as_json:
        say_json({"store": store, "file": file, "sessions": done.sessions, "events": done.events, "kept": kept})
        return
    say(
        tr(
            "{store} is {file} now: {sessions} sessions, {events} lines, read back and equal.",
            store=store,
            file=file,
            sessions=done.sessions,
            events=done.events,
        )
    )
    if kept:
        say(tr("What was there before is kept in {kept}", kept=kept))
