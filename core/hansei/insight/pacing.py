"""How the whole session stands against its plan, what is left, and what could be done about it.

The plan of an activity is a range, as in "20 to 30 minutes". A session is behind only when it has used more
than the upper ends allow, and ahead only when it needed less than the lower ends. Pure functions: no timer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import frozen

from hansei.content.toolkit import AgendaStep
from hansei.insight.clock import MINUTE, ActivityClock


@frozen
class Pacing:
    """How the session stands. Milliseconds throughout."""

    #: Used so far, by all activities that have a time.
    used: int
    #: Beyond the upper ends of what is finished or runs; below zero: that much is in hand.
    over_high: int
    #: Beyond the lower ends of what is finished; below zero: that much quicker than the quickest plan.
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
            return f"{_minutes(self.behind)} behind"
        return f"{_minutes(self.ahead)} ahead" if self.ahead else "on time"

    def rest(self) -> str:
        """Return what the rest takes, as in "45 to 60 min left"."""
        low, high = -(-self.left_low // MINUTE), -(-self.left_high // MINUTE)
        return "nothing left" if not high else f"{low} to {high} min left" if low != high else f"{high} min left"


@frozen
class Replan:
    """Something that would win time."""

    what: Literal["shorten", "drop", "later"]
    #: The activity to shorten, or the path of the step to drop or to move to next time.
    target: str
    #: As people read it.
    title: str
    #: Minutes it wins; of a step about its share of its activity.
    minutes: int

    def words(self) -> str:
        """Return it as people say it."""
        if self.what == "shorten":
            return f"Shorten {self.title} by {_minutes(self.minutes)}"
        return f"{'Drop' if self.what == 'drop' else 'Next time'}: {self.title} (about {_minutes(self.minutes)})"


def pacing(
    agenda: Sequence[AgendaStep],
    clocks: Mapping[str, ActivityClock],
    ended: Mapping[str, str],
    *,
    running: str,
    until: int = 0,
    now: int = 0,
) -> Pacing:
    """Return how a session stands.

    Args:
        agenda: Its steps.
        clocks: Activity to its clock, as of now.
        ended: Path of a step to how it ended.
        running: The activity the room is at.
        until: When the session must end, UTC in milliseconds; 0: no such time.
        now: UTC, milliseconds.
    """
    used = high = low = left_low = left_high = 0
    for id_, clock in clocks.items():
        if clock.planned is None:
            continue
        used += clock.used
        most, least = clock.planned.high * MINUTE, clock.planned.low * MINUTE
        steps = [each.path for each in agenda if each.activity.id == id_]
        outcomes = [ended.get(path) for path in steps]
        if all(outcomes):
            if "done" in outcomes:  # what was skipped as a whole wins no time that it never took
                high += clock.used - most
                low += clock.used - least
            continue
        share = sum(not outcome or outcome == "done" for outcome in outcomes) / len(steps)
        if id_ == running or clock.used:
            high += max(0, clock.used - most)
            low += max(0, clock.used - least)
        left_low += round(max(0, least * share - clock.used))
        left_high += round(max(0, most * share - clock.used))
    return Pacing(used, high, low, left_low, left_high, until - now if until else None)


def replans(
    agenda: Sequence[AgendaStep], clocks: Mapping[str, ActivityClock], ended: Mapping[str, str]
) -> tuple[Replan, ...]:
    """Return what would win time, in the order of the agenda: activities to shorten, then steps to leave out."""
    shorter, without = [], []
    seen: set[str] = set()
    for entry in agenda:
        clock = clocks[entry.activity.id]
        if entry.path in ended or clock.planned is None:
            continue
        open_ = [each for each in agenda if each.activity.id == clock.activity and each.path not in ended]
        left = max(0, clock.planned.high * MINUTE - clock.used)
        spare = left - max(0, clock.planned.low * MINUTE - clock.used)
        if entry.activity.id not in seen and spare >= MINUTE:
            shorter.append(Replan("shorten", clock.activity, entry.activity.title, spare // MINUTE))
        seen.add(entry.activity.id)
        if (share := left // len(open_)) >= MINUTE:
            title = f"{entry.activity.title}: {entry.title}"
            without.append(Replan("drop", entry.path, title, share // MINUTE))
            without.append(Replan("later", entry.path, title, share // MINUTE))
    return (*shorter, *without)


def _minutes(count: int) -> str:
    return f"{count} minute" if count == 1 else f"{count} minutes"
