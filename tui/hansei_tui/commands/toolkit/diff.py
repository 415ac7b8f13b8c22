"""``hansei toolkit diff``: what a new version does to recorded sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.commands.toolkit.place import read
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr, trn

if TYPE_CHECKING:
    from hansei.authoring.differing import Difference, Fate
    from hansei.content.toolkit import Toolkit
    from hansei.engine import Engine

#: What can become of a row, as it is told.
FATES: tuple[Fate, ...] = ("kept", "renamed", "apart", "gone", "new")


def _told(fate: Fate, n: int) -> str:
    """Return how many rows fare alike, and what that means."""
    if fate == "kept":
        return trn("{n} row kept: same words, ratings go on", "{n} rows kept: same words, ratings go on", n)
    if fate == "renamed":
        return trn("{n} row renamed, as declared: ratings go on", "{n} rows renamed, as declared: ratings go on", n)
    if fate == "apart":
        return trn(
            "{n} row apart: other words, so what is rated from now on is never laid beside what was rated before",
            "{n} rows apart: other words, so what is rated from now on is never laid beside what was rated before",
            n,
        )
    if fate == "gone":
        return trn(
            "{n} row gone: no longer asked; what was rated stays where it is",
            "{n} rows gone: no longer asked; what was rated stays where it is",
            n,
        )
    return trn("{n} row new", "{n} rows new", n)


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
    for fate in FATES:
        rows = found.of(fate)
        if rows:
            say("\n" + _told(fate, len(rows)))
            if fate != "kept":
                for row in rows:
                    was = tr("{row} (was {was})", row=row.row, was=row.was) if row.was else row.row
                    say(f"  {was}: {row.why}" if row.why else f"  {was}")
    if found.remarks:
        say()
    for remark in found.remarks:
        say(tr("Look: {remark}.", remark=remark))
    say(
        "\n"
        + trn(
            "{n} session of it in your store; none changes.",
            "{n} sessions of it in your store; none changes.",
            sessions,
        )
    )


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
