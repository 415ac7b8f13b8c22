"""``hansei list``: the sessions, the last changed first."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from hansei_tui.commands.options import demo_hint, engine_of, json_option, store_options
from hansei_tui.organisations import kind_word
from hansei_tui.output import say, say_failures, say_json, say_table
from hansei_tui.sentences import tr, trc

if TYPE_CHECKING:
    from hansei.record.log import Head


@click.command("list")
@click.option("--archived", is_flag=True, help="Those that were put away, and no others.")
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, archived: bool, as_json: bool) -> None:
    """List the sessions, the last changed first."""
    with engine_of(ctx) as engine:
        everything = engine.sessions()
        heads = [head for head in everything if head.archived == archived]
        store = engine.log.name
        hint = "" if everything else demo_hint(ctx, engine)
        say_failures(dict(engine.plugins.load_strangers()))
    if as_json:
        say_json([{**head._asdict(), "started": iso(head.started), "changed": iso(head.changed)} for head in heads])
        return
    if not heads and everything:
        say(tr("No session was put away.") if archived else tr("All sessions were put away: `hansei list --archived`."))
        return
    if not heads:
        say(
            tr(
                "No sessions in {store} yet. `hansei run` starts one; `hansei demo` makes some in a store of its own.",
                store=store,
            )
        )
        if hint:
            say(f"{hint[0].upper()}{hint[1:]}.")
        return
    rows = [
        (head.session, head.team, kind_word(head.team_kind), head.title, _state(head), head.place, day(head.changed))
        for head in heads
    ]
    say_table((tr("SESSION"), tr("TEAM"), tr("KIND"), tr("TOOLKIT"), tr("STATE"), tr("AT"), tr("CHANGED")), rows)


def _state(head: Head) -> str:
    state = trc("a session", "closed") if head.state == "closed" else trc("a session", "open")
    return tr("{state}, received", state=state) if head.origin else state


def iso(at: int) -> str:
    """Return a time of the record as ISO 8601, in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at // 1000))


def day(at: int) -> str:
    """Return a time of the record as people read it, in this machine's time zone."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at // 1000))
