"""How a session stands against its plan, for every front: the pace, when it must end, and planning anew."""

from __future__ import annotations

import re

from hansei.errors import UsageError
from hansei.insight.clock import MINUTE, ActivityClock, clocks
from hansei.insight.pacing import Pacing, Replan, pacing, replans
from hansei.record.events import ClockAdded, EndPlanned
from hansei.record.session import Session
from hansei_tui.sentences import tr
from hansei_tui.times import clock_time, time_of_day

#: Who types a time further ahead than this means one that is over.
_FAR = 12 * 60 * MINUTE


def _measured(session: Session, now: int) -> dict[str, ActivityClock]:
    return clocks(session.agenda, session.state.clock, now)


def how_it_stands(session: Session) -> Pacing:
    """Return how a session stands now."""
    state, measured = session.state, _measured(session, int(session.now()))
    return pacing(session.agenda, measured, state.ended, until=state.until, now=session.wall())


def worded(session: Session) -> list[str]:
    """Return how a session stands: the pace, the rest, when it would end and when it must."""
    stands, now = how_it_stands(session), session.wall()
    parts = [stands.words(), stands.rest()]
    if stands.left_high:
        low, high = clock_time(_up(now + stands.left_low)), clock_time(_up(now + stands.left_high))
        if low == high:
            parts.append(tr("ends {time}", time=low))
        else:
            parts.append(tr("ends {low} to {high}", low=low, high=high))
    if session.state.until:
        parts.append(must_end(session))
    return parts


def must_end(session: Session) -> str:
    """Return when a session must end and whether there is time enough; empty at no time in particular."""
    if not session.state.until:
        return ""
    stands, at = how_it_stands(session), clock_time(session.state.until)
    if stands.short_at_best:
        return tr("must end {time}: {n} min too little even at the quickest", time=at, n=stands.short_at_best)
    if stands.short:
        return tr("must end {time}: up to {n} min too little", time=at, n=stands.short)
    return tr("must end {time}", time=at)


def effect(session: Session, plan: Replan) -> str:
    """Return what comes of winning time: when the session then ends at the latest, and whether that is in time."""
    ends = _up(session.wall() + max(0, how_it_stands(session).left_high - plan.minutes * MINUTE))
    at = clock_time(ends)
    if not session.state.until:
        return tr("then it ends {time} at the latest", time=at)
    late = -(-(ends - session.state.until) // MINUTE)
    if late > 0:
        return tr("then it ends {time} at the latest, {n} min too late", time=at, n=late)
    return tr("then it ends {time} at the latest, in time", time=at)


def short_of_the_end(session: Session) -> str:
    """Return by how much the time to the planned end is too short even at the quickest; empty: it may be enough."""
    if not session.state.until or not (short := how_it_stands(session).short_at_best):
        return ""
    return tr("{n} min short of {time}", n=short, time=clock_time(session.state.until))


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
        if not event.until:
            return tr("that there is no planned end")
        return tr("the end {time}", time=clock_time(event.until))
    if event.minutes > 0:
        return tr("{n} minutes more", n=event.minutes)
    return tr("{n} minutes fewer", n=-event.minutes)


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
            tr(
                "{text} lies behind (it is {now}), or more than 12 hours ahead; give a later time, or +90 for minutes",
                text=text.strip(),
                now=clock_time(now),
            )
        )
    return at
