"""The session clock: time used against the ranges that the toolkit gives. Pure functions, no timer.

A clock that was set back never makes time used negative, and a running activity is counted up to ``now``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from attrs import frozen

from hansei.content.minutes import Minutes
from hansei.content.toolkit import Activity, AgendaStep
from hansei.record.events import ClockAdded, ClockStarted, ClockStopped
from hansei.words.ours import N_

MINUTE = 60_000


class Pace(Enum):
    """How an activity stands against its range."""

    NOT_STARTED = N_("not started")
    #: Before the lower end.
    ON_TIME = N_("on time")
    #: Between the two ends.
    IN_RANGE = N_("in range")
    #: Past the upper end.
    OVER = N_("over")
    #: The toolkit gives no time.
    UNTIMED = N_("not timed")


@frozen
class ActivityClock:
    """The clock of one activity."""

    activity: str
    #: Planned minutes, with what was added; None: not timed.
    planned: Minutes | None
    #: Milliseconds used so far.
    used: int = 0
    running: bool = False

    @property
    def minutes(self) -> int:
        """Whole minutes used."""
        return self.used // MINUTE

    @property
    def pace(self) -> Pace:
        """How it stands against its range."""
        if self.planned is None:
            return Pace.UNTIMED
        if not self.used and not self.running:
            return Pace.NOT_STARTED
        if self.used < self.planned.low * MINUTE:
            return Pace.ON_TIME
        return Pace.IN_RANGE if self.used < self.planned.high * MINUTE else Pace.OVER

    @property
    def went(self) -> Pace:
        """How it stands in whole minutes, as a record tells it: ten minutes and some seconds of ten are not over."""
        pace = self.pace
        return Pace.IN_RANGE if pace is Pace.OVER and self.left >= 0 else pace

    @property
    def left(self) -> int:
        """Minutes to the upper end of the range, below zero when it is over; 0 when not timed."""
        return self.planned.high - self.minutes if self.planned else 0


def activities(agenda: Sequence[AgendaStep]) -> tuple[Activity, ...]:
    """Return the activities of an agenda, in order, each once."""
    return tuple({entry.activity.id: entry.activity for entry in agenda}.values())


def clocks(
    agenda: Sequence[AgendaStep], marks: Iterable[ClockStarted | ClockStopped | ClockAdded], now: int
) -> dict[str, ActivityClock]:
    """Return the clock of every activity.

    Args:
        agenda: The steps of the session.
        marks: The events of the clock, in order.
        now: UTC, milliseconds.
    """
    used: dict[str, int] = {}
    added: dict[str, int] = {}
    running, since = "", 0
    for mark in marks:
        if isinstance(mark, ClockAdded):
            added[mark.activity] = added.get(mark.activity, 0) + mark.minutes
            continue
        if running and (isinstance(mark, ClockStarted) or mark.activity == running):
            end = mark.until if isinstance(mark, ClockStopped) and mark.until else mark.at
            used[running] = used.get(running, 0) + max(0, end - since)
            running = ""
        if isinstance(mark, ClockStarted):
            running, since = mark.activity, mark.at
    if running:
        used[running] = used.get(running, 0) + max(0, now - since)
    return {
        activity.id: ActivityClock(
            activity.id,
            _longer(activity.minutes, added.get(activity.id, 0)),
            used.get(activity.id, 0),
            running == activity.id,
        )
        for activity in activities(agenda)
    }


def _longer(planned: Minutes | None, minutes: int) -> Minutes | None:
    if planned is None or not minutes:
        return planned
    return Minutes(max(1, planned.low + minutes), max(1, planned.high + minutes))
