"""``hansei archive``: put a session away, and take it out again."""

from __future__ import annotations

import click

from hansei_tui.commands.options import complete_session, reading, store_options
from hansei_tui.output import say
from hansei_tui.sentences import tr


@click.command("archive")
@click.argument("sessions", nargs=-1, required=True, shell_complete=complete_session)
@click.option("--undo", is_flag=True, help="Take them out again.")
@store_options
@click.pass_context
def command(ctx: click.Context, sessions: tuple[str, ...], undo: bool) -> None:
    """Put SESSIONS away: they are kept whole, and lists leave them out.

    `hansei list --archived` shows them. They can be opened and reported, and count wherever sessions are counted.
    """
    with reading(ctx) as engine:
        for id_ in [engine.find(session) for session in sessions]:
            engine.care.archive(id_, away=not undo)
            say(tr("{rest}: session {id}", rest="Taken out again" if undo else "Put away", id=id_))
