"""``hansei toolkit diff``: what a new version does to recorded sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.commands.toolkit.place import read
from hansei_tui.output import say, say_failures, say_json

if TYPE_CHECKING:
    from hansei.authoring.differing import Difference
    from hansei.content.toolkit import Toolkit
    from hansei.engine import Engine

#: What is said of rows that fare alike: one of them, many of them.
SAID = {
    "kept": "kept: same words, ratings go on",
    "renamed": "renamed, as declared: ratings go on",
    "apart": "apart: other words, so what is rated from now on is never laid beside what was rated before",
    "gone": "gone: no longer asked; what was rated stays where it is",
    "new": "new",
}


@click.command("diff")
@click.argument("old")
@click.argument("new")
@json_option
@store_options
@click.pass_context
def diff(ctx: click.Context, old: str, new: str, as_json: bool) -> None:
    """Say what the version NEW of a toolkit does to sessions recorded with OLD.

    Each is a folder, the id of a toolkit, or a session whose toolkit is meant. No session changes: each keeps the text
    it was begun with. A row that was only renamed is declared in the new version: `formerly: {new-id: old-id}`.
    """
    from hansei.authoring.differing import difference

    with engine_of(ctx) as engine:
        (before, one), (after, other) = _toolkit(engine, old), _toolkit(engine, new)
        found = difference(before, after, engine.kinds, same_text=one == other)
        sessions = sum(head.toolkit == before.id for head in engine.sessions())
        say_failures(engine.failures())
    if as_json:
        say_json(_record(found, sessions))
        return
    say(f"{before.id} {before.version} → {after.id} {after.version}")
    for fate, words in SAID.items():
        rows = [each for each in found.rows if each.fate == fate]
        if rows:
            say(f"\n{len(rows)} {'row' if len(rows) == 1 else 'rows'} {words}")
            if fate != "kept":
                for row in rows:
                    was = f" (was {row.was})" if row.was else ""
                    say(f"  {row.row}{was}{': ' if row.why else ''}{row.why}")
    if found.remarks:
        say()
    for remark in found.remarks:
        say(f"Look: {remark}.")
    say(f"\n{sessions} {'session' if sessions == 1 else 'sessions'} of it in your store; none changes.")


def _toolkit(engine: Engine, name: str) -> tuple[Toolkit, str]:
    """Return a toolkit and its digest: of a folder, of an id, or the one that a session was begun with."""
    from hansei.errors import AmbiguousSessionError, UnknownSessionError, UnknownToolkitError
    from hansei.record.events import Started

    try:
        there = read(engine, name)
    except UnknownToolkitError as error:
        try:
            session = engine.open(name)
        except (AmbiguousSessionError, UnknownSessionError):
            raise error from None
        return session.toolkit, next(each.digest for each in session.state.events if isinstance(each, Started))
    return there.toolkit, there.digest


def _record(found: Difference, sessions: int) -> dict[str, object]:
    return {
        "old": {"toolkit": found.old.id, "version": found.old.version},
        "new": {"toolkit": found.new.id, "version": found.new.version},
        "rows": [{"row": each.row, "fate": each.fate, "was": each.was or None, "why": each.why} for each in found.rows],
        "remarks": list(found.remarks),
        "sessions": sessions,
    }
