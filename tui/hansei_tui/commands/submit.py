"""``hansei submit``: a session in a file that can be handed in."""

from __future__ import annotations

from typing import Any

import click

from hansei_tui.commands.options import json_option, reading, session_argument, store_options
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr


@click.command("submit")
@session_argument
@click.option("-o", "--output", metavar="FILE", help="The file; default: named by team, toolkit and date.")
@click.option("--only", type=click.Choice(["agreed"]), help="Only what the team agreed on.")
@click.option("--without-individual", is_flag=True, help="Everything but the ratings of single people.")
@click.option("--without-names", is_flag=True, help="Leave out the names of who took part.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@json_option
@store_options
@click.pass_context
def command(
    ctx: click.Context,
    session: str,
    output: str | None,
    only: str | None,
    without_individual: bool,
    without_names: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write SESSION (an id, the beginning of one, or `last`) to a file for another team, such as the district's.

    The session goes on here as before; a later file of it takes the place of the earlier one where it is received.
    Ratings that nobody has seen yet are never in it. Names in notes and answers are words people gave, and stay.
    """
    if only and without_individual:
        raise click.UsageError(tr("--only agreed leaves the ratings of single people out already; give one of the two"))
    scope = only or ("no-individual" if without_individual else "everything")
    with reading(ctx) as engine:
        opened = engine.open(session)
        done = engine.handoff.submit(opened, output, scope=scope, names=not without_names, force=force)
        say_failures(engine.failures())
    if as_json:
        told: dict[str, Any] = {
            "session": opened.id,
            "file": str(done.path.absolute()),
            "bytes": done.size,
            "events": done.events,
            "scope": done.scope,
            "left_out": done.left_out,
            "fingerprint": done.fingerprint,
        }
        say_json(told)
        return
    from hansei.handoff.scope import TITLES, left_out_in_words
    from hansei.words.ours import tr as engine_tr

    say(tr("Wrote {path} ({size} kB)", path=done.path, size=(done.size + 999) // 1000))
    say(
        tr(
            "In it: {scope}. Left out: {words}.",
            scope=_small(engine_tr(TITLES[scope])),  # type: ignore[index]
            words=left_out_in_words(done.left_out) or tr("nothing"),
        )
    )
    say(tr("Who receives it sees the fingerprint {fingerprint}", fingerprint=done.fingerprint))


def _small(text: str) -> str:
    return text[0].lower() + text[1:]
