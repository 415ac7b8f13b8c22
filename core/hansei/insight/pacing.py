"""How the whole session stands against its plan, what is left, and what could be done about it.

The plan of an activity is a range, as in "20 to 30 minutes". A session is behind when what it has used and what
the rest takes at its slowest are more than the toolkit's upper ends together. So what is shortened or left out
makes good what was lost, and what is added is lost. It is ahead when what is finished took less than the lower
ends: nobody is ahead by leaving things out. It is never both. Pure functions: no timer.

Each step is taken for an equal share of its activity; the minutes that a team added to an activity, or took from
it, count in full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import frozen

from hansei.content.toolkit import AgendaStep
from hansei.insight.clock import MINUTE, ActivityClock
from hansei.words.ours import tr, trn


@frozen
class Pacing:
    """How the session stands. Milliseconds throughout."""

    #: Used so far, by all activities that have a time.
    used: int
    #: Beyond the toolkit's upper ends, with the rest at its slowest; below zero: that much is in hand.
    over_high: int
    #: Beyond the lower ends, with the rest at its quickest; below zero: that much quicker than the quickest plan.
    over_low: int
    #: What the rest takes, at the quickest.
    left_low: int
    #: What the rest takes, at the slowest.
    left_high: int
    #: To the time at which the session must end; None: there is no such time.
    room: int | None = None

    @property
    def behind(self) -> int:
        """Whole minutes behind the upper ends; 0 when it is not."""
        return max(0, self.over_high) // MINUTE

    @property
    def ahead(self) -> int:
        """Whole minutes ahead of the lower ends; 0 when it is not."""
        return max(0, -self.over_low) // MINUTE

    @property
    def short(self) -> int:
        """Whole minutes, rounded up, that the rest does not fit into the room at its slowest; 0 when it fits."""
        return 0 if self.room is None else max(0, -((self.room - self.left_high) // MINUTE))

    @property
    def short_at_best(self) -> int:
        """Whole minutes, rounded up, that the rest does not fit even at its quickest; 0 when it fits."""
        return 0 if self.room is None else max(0, -((self.room - self.left_low) // MINUTE))

    def words(self) -> str:
        """Return it as people say it: on time, or so many minutes ahead or behind."""
        if self.behind:
            return tr("{minutes} behind", minutes=_minutes(self.behind))
        return tr("{minutes} ahead", minutes=_minutes(self.ahead)) if self.ahead else tr("on time")

    def rest(self) -> str:
        """Return what the rest takes, as in "45 to 60 min left"."""
        low, high = -(-self.left_low // MINUTE), -(-self.left_high // MINUTE)
        return (
            tr("nothing left")
            if not high
            else tr("{low} to {high} min left", low=low, high=high)
            if low != high
            else tr("{high} min left", high=high)
        )


@frozen
class Replan:
    """Something that would win time."""

    what: Literal["shorten", "drop", "later"]
    #: The activity to shorten, or the path of the step to drop or to move to next time.
    target: str
    #: As people read it.
    title: str
    #: Whole minutes that what is left gets shorter by it, at its slowest.
    minutes: int

    def words(self) -> str:
        """Return it as people say it."""
        if self.what == "shorten":
            return tr("Shorten {title} by {minutes}", title=self.title, minutes=_minutes(self.minutes))
        if self.what == "drop":
            return tr("Drop: {title} (about {minutes})", title=self.title, minutes=_minutes(self.minutes))
        return tr("Next time: {title} (about {minutes})", title=self.title, minutes=_minutes(self.minutes))


def pacing(
    agenda: Sequence[AgendaStep],
    clocks: Mapping[str, ActivityClock],
    ended: Mapping[str, str],
    *,
    until: int = 0,
    now: int = 0,
) -> Pacing:
    """Return how a session stands.

    Args:
        agenda: Its steps.
        clocks: Activity to its clock, as of now.
        ended: Path of a step to how it ended.
        until: When the session must end, UTC in milliseconds; 0: no such time.
        now: UTC, milliseconds.
    """
    used = high = low = left_low = left_high = 0
    for steps in _by_activity(agenda):
        clock = clocks[steps[0].activity.id]
        if clock.planned is None:
            continue
        part = _part(steps, clock, ended)
        used += clock.used
        high += part.over_high
        low += part.over_low
        left_low += part.left_low
        left_high += part.left_high
    return Pacing(used, high, low, left_low, left_high, until - now if until else None)


def replans(
    agenda: Sequence[AgendaStep], clocks: Mapping[str, ActivityClock], ended: Mapping[str, str]
) -> tuple[Replan, ...]:
    """Return what would win time, in the order of the agenda: activities to shorten, then steps to leave out."""
    shorter, without = [], []
    for steps in _by_activity(agenda):
        activity = steps[0].activity
        clock = clocks[activity.id]
        if clock.planned is None:
            continue
        part = _part(steps, clock, ended)
        if (spare := part.left_high - part.left_low) >= MINUTE:
            shorter.append(Replan("shorten", activity.id, activity.title, spare // MINUTE))
        for entry in steps:
            wins = part.left_high - _part(steps, clock, {**ended, entry.path: "skipped"}).left_high
            if entry.path not in ended and wins >= MINUTE:
                title = f"{activity.title}: {entry.title}"
                without.append(Replan("drop", entry.path, title, wins // MINUTE))
                without.append(Replan("later", entry.path, title, wins // MINUTE))
    return (*shorter, *without)


@frozen
class _Part:
    """What one activity is of the whole. Milliseconds."""

    left_low: int
    left_high: int
    #: Beyond the plan's lower end, without what is left out or was taken from it.
    over_low: int
    #: Beyond the plan's upper end, as the toolkit gives it.
    over_high: int


def _part(steps: Sequence[AgendaStep], clock: ActivityClock, ended: Mapping[str, str]) -> _Part:
    """Return what an activity is of the whole that has a time."""
    now, toolkit = clock.planned, steps[0].activity.minutes
    assert now is not None  # noqa: S101 - asked for only of what has a time
    toolkit = toolkit or now
    outcomes = [ended.get(entry.path) for entry in steps]
    kept = sum(outcome in (None, "done") for outcome in outcomes) / len(steps)
    low, high = (round(minutes * MINUTE * kept) for minutes in (toolkit.low, toolkit.high))
    least, most = max(0, low + min(0, now.low - toolkit.low) * MINUTE), toolkit.high * MINUTE
    high = max(clock.used, high + (now.high - toolkit.high) * MINUTE)
    low = min(high, max(clock.used, low + (now.low - toolkit.low) * MINUTE))
    if not all(outcomes):
        return _Part(low - clock.used, high - clock.used, low - least, high - most)
    if clock.used or clock.running or "done" not in outcomes:
        low = high = clock.used
    # Otherwise it is done and nobody measured it: taken for as long as planned, it says nothing of the pace.
    return _Part(0, 0, low - least, high - most)


def _by_activity(agenda: Sequence[AgendaStep]) -> list[list[AgendaStep]]:
    """Return the steps of each activity, in the order of the agenda."""
    found: dict[str, list[AgendaStep]] = {}
    for entry in agenda:
        found.setdefault(entry.activity.id, []).append(entry)
    return list(found.values())


def _minutes(count: int) -> str:
    return trn("{n} minute", "{n} minutes", count)
