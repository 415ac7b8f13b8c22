"""``hansei forget``: remove a person's name from a session."""

from __future__ import annotations

import click

from hansei_tui.commands.options import json_option, reading, session_argument, store_options
from hansei_tui.output import say, say_json
from hansei_tui.people import still_there
from hansei_tui.sentences import tr


@click.command("forget")
@session_argument
@click.argument("person")
@click.option("--words", metavar="NAME", multiple=True, help="Take NAME out of what people wrote, too; repeatable.")
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, session: str, person: str, words: tuple[str, ...], as_json: bool) -> int:
    """Remove the name of PERSON from SESSION. What they gave stays, under "Person 3" or the like.

    The name is taken out of the file too. What people wrote in words of their own stays as they wrote it, and where
    the name stands in it is said; --words NAME puts "Person 3" there as well, now or later.
    """
    with reading(ctx) as engine:
        done = engine.care.forget(session, person, words=words)
    if as_json:
        say_json(
            {
                "session": done.session,
                "called": done.called,
                "mentions": list(done.mentions),
                "elsewhere": list(done.elsewhere),
                "wiped": done.wiped,
            }
        )
    else:
        say(
            tr(
                "{called} of session {session} has no name any more; what they gave is kept.",
                called=done.called,
                session=done.session,
            )
        )
        if rest := still_there(done):
            say(rest.replace("\n\n", "\n"), err=not done.wiped)
    return 0 if done.wiped else 1
