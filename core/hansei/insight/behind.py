"""What stands behind a number: what the team settled on a row and why, and what each rater said of it."""

from __future__ import annotations

from hansei.insight.compare import ComparedRow, compare
from hansei.record.events import Agreed
from hansei.record.measures import called_here
from hansei.record.rounds import Settled
from hansei.record.view import SessionView
from hansei.words.ours import tr


def behind(session: SessionView, instrument: str, item: str) -> tuple[tuple[str, str], ...]:
    """Return who said what of a row, what was settled before all else; nothing of what is still hidden.

    Args:
        session: The session.
        instrument: The instrument's id, as it was called first.
        item: The row's id, likewise.
    """
    row = _row(session, *called_here(session, instrument, item))
    if row is None:
        return ()
    settled = [line for each in row.settled for line in _settled(session, each)]
    return (*settled, *_positions(row))


def positions(session: SessionView, instrument: str, item: str) -> tuple[tuple[str, str], ...]:
    """Return who said what of a row, without what was settled; nothing of what is still hidden."""
    row = _row(session, instrument, item)
    return () if row is None else tuple(_positions(row))


def _row(session: SessionView, instrument: str, item: str) -> ComparedRow | None:
    return next((each for each in compare(session, instrument) if each.item.id == item), None)


def _settled(session: SessionView, settled: Settled) -> list[tuple[str, str]]:
    if isinstance(settled, Agreed):
        says, head, kept = session.say(settled), tr("agreed"), settled.dissent
    else:
        says, head, kept = "", tr("no agreement"), settled.positions
    words = " — ".join(filter(None, (says, settled.rationale)))
    lines = [
        (session.rater_name(each.rater), tr("does not go along: {words}", words=each.words or tr("no reason given")))
        for each in kept
    ]
    return [(head, words), *lines]


def _positions(row: ComparedRow) -> list[tuple[str, str]]:
    return [(f"{each.rater} ×{each.count}" if each.count > 1 else each.rater, each.says) for each in row.positions]
