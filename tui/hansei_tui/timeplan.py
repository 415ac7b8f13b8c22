"""How a session stands against its plan, for every front: the pace, when it must end, and planning anew."""

from __future__ import annotations

import re

from hansei.errors import UsageError
from hansei.insight.clock import MINUTE, ActivityClock, clocks
from hansei.insight.pacing import Pacing, Replan, pacing, replans
from hansei.record.events import ClockAdded, EndPlanned
from hansei.record.session import Session
from hansei_tui.times import clock_time, time_of_day

#: Who types a time further ahead than this means one that is over.
_FAR = 12 * 60 * MINUTE


def _measured(session: Session, now: int) -> dict[str, ActivityClock]:
    return clocks(session.agenda, session.state.clock, now)


def how_it_stands(session: Session) -> Pacing:
    """Return how a session stands now."""
    state, measured = session.state, _measured(session, int(session.now()))
    return pacing(session.agenda, measured, state.ended, until=state.until, now=session.wall())


def in_words(session: Session) -> list[str]:
    """Return how a session stands: the pace, the rest, when it would end and when it must."""
    stands, now = how_it_stands(session), session.wall()
    parts = [stands.words(), stands.rest()]
    if stands.left_high:
        low, high = clock_time(_up(now + stands.left_low)), clock_time(_up(now + stands.left_high))
        parts.append(f"ends {low}" if low == high else f"ends {low} to {high}")
    if session.state.until:
        parts.append(must_end(session))
    return parts


def must_end(session: Session) -> str:
    """Return when a session must end and whether there is time enough; empty at no time in particular."""
    if not session.state.until:
        return ""
    stands, must = how_it_stands(session), f"must end {clock_time(session.state.until)}"
    if stands.short_at_best:
        return f"{must}: {stands.short_at_best} min too little even at the quickest"
    return f"{must}: up to {stands.short} min too little" if stands.short else must


def effect(session: Session, plan: Replan) -> str:
    """Return what comes of winning time: when the session then ends at the latest, and whether that is in time."""
    ends = _up(session.wall() + max(0, how_it_stands(session).left_high - plan.minutes * MINUTE))
    words = f"then it ends {clock_time(ends)} at the latest"
    if not session.state.until:
        return words
    late = -(-(ends - session.state.until) // MINUTE)
    return f"{words}, {f'{late} min too late' if late > 0 else 'in time'}"


def short_of_the_end(session: Session) -> str:
    """Return by how much the time to the planned end is too short even at the quickest; empty: it may be enough."""
    if not session.state.until or not (short := how_it_stands(session).short_at_best):
        return ""
    return f"{short} min short of {clock_time(session.state.until)}"


def _up(at: int) -> int:
    """Round a time up to the minute, so that it is never said to end before it does."""
    return -(-at // MINUTE) * MINUTE


def plans(session: Session) -> tuple[Replan, ...]:
    """Return what would win time now."""
    return replans(session.agenda, _measured(session, int(session.now())), session.state.ended)


def do(session: Session, plan: Replan) -> None:
    """Win the time: on the record, like everything else."""
    if plan.what == "shorten":
        session.add_time(plan.target, -plan.minutes)
    else:
        session.end_step(plan.target, "skipped" if plan.what == "drop" else "later")


def plan_taken_back(event: ClockAdded | EndPlanned) -> str:
    """Return in words what of the plan does not count any more."""
    if isinstance(event, EndPlanned):
        return f"the end {clock_time(event.until)}" if event.until else "that there is no planned end"
    return f"{abs(event.minutes)} minutes {'more' if event.minutes > 0 else 'fewer'}"


def end_of(text: str, now: int) -> int:
    """Return when a session must end, UTC in milliseconds; 0 for no time in particular.

    Args:
        text: A time of day, ``+90`` for minutes from now, or ``none``.
        now: UTC, milliseconds.

    Raises:
        UsageError: when it is no time, or one that is over.
    """
    said = text.strip().casefold()
    if said in ("", "none"):
        return 0
    if found := re.fullmatch(r"\+\s*(\d{1,4})(?:\s*min(?:utes)?)?", said):
        return now + int(found[1]) * MINUTE
    at = time_of_day(said, now)
    if at - now > _FAR:
        raise UsageError(
            f"{text.strip()} lies behind (it is {clock_time(now)}), or more than 12 hours ahead; "
            "give a later time, or +90 for minutes"
        )
    return at
