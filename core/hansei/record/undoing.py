"""What ``undo`` takes back: the last answer, note, groups, who takes part, a step that was given up, minutes given."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hansei.record.events import (
    ActionFollowed,
    Agreed,
    Answered,
    AnyEvent,
    BeganWith,
    Cleared,
    ClockAdded,
    Counted,
    EndPlanned,
    Grouped,
    GroupMoved,
    HandedIn,
    Joined,
    Left,
    Moved,
    NotAgreed,
    Noted,
    ProtocolKept,
    Replied,
    Started,
    StepEnded,
    StepReopened,
)
from hansei.record.rounds import Rounds

#: What can be taken back by itself. A reveal cannot: everybody has seen it.
_CHANGES = (
    ActionFollowed,
    Agreed,
    Answered,
    BeganWith,
    Cleared,
    ClockAdded,
    Counted,
    EndPlanned,
    Grouped,
    GroupMoved,
    NotAgreed,
    Noted,
    ProtocolKept,
    Replied,
)


def last_change(
    events: Sequence[AnyEvent], undone: Collection[str], rounds: Rounds, rater: str = ""
) -> list[AnyEvent] | None:
    """Return the last change that can be taken back, and after it what has to go with it; None: there is none.

    ``Joined`` or ``Left`` written once more for somebody without changing how they take part, as a renaming
    does, is no change of its own: it goes with the change that it repeats, which would be in force otherwise.
    The coming of somebody who has rated in a round since cannot be taken back. A step that was skipped or left for next
    time is open again, and the room is where it was; that a step is done is no change to take back: going on is
    not what somebody who presses undo means.

    Args:
        events: Everything on the record, in order.
        undone: The ids of the events that do not count any more.
        rounds: The rounds of rating: what everybody has seen, or somebody handed in, stays.
        rater: Who has the keyboard in a hidden round; nothing but their own of that round can go. Empty: nobody,
            and nothing that is hidden can go.
    """
    repeated: dict[str, list[AnyEvent]] = {}
    needed: set[str] = set()
    reopened: set[str] = set()
    for index in range(len(events) - 1, -1, -1):
        event = events[index]
        if event.id in undone:
            continue
        if isinstance(event, StepReopened):
            reopened.add(event.step)
        if isinstance(event, StepEnded):
            if event.outcome == "done" or event.step in reopened or rater:
                reopened.add(event.step)  # what came before it does not count any more either
                continue
            return [event, *_went_on(events, index, undone)]
        if isinstance(event, _CHANGES) and _free(event, rounds, rater):
            return [event]
        if isinstance(event, (Answered, HandedIn)):
            needed.add(event.rater.removeprefix("person:"))
        if rater or not isinstance(event, (Joined, Left)):
            continue
        before = _before(events, index, undone, event.person)
        if _repeats(event, before):
            repeated.setdefault(event.person, []).append(event)
        elif before is None and event.person in needed:
            return None
        elif not (before is None and _from_the_beginning(events, index)):
            return [event, *repeated.get(event.person, ())]
    return None


def _went_on(events: Sequence[AnyEvent], index: int, undone: Collection[str]) -> list[AnyEvent]:
    """Return the going on of the room that was written together with the end of a step."""
    return [each for each in events[index + 1 : index + 2] if isinstance(each, Moved) and each.id not in undone]


def _free(event: AnyEvent, rounds: Rounds, rater: str) -> bool:
    """Whether a change may be taken back, seen from the rounds."""
    if not isinstance(event, (Answered, Cleared, Counted)):
        return not rater
    found = rounds.get(event.instrument, event.round)
    if found is None:
        return not rater
    if not found.open:
        return False
    if isinstance(event, Counted) or not found.hidden:
        return not rater
    return event.rater == rater and rater not in found.handed


def _before(events: Sequence[AnyEvent], index: int, undone: Collection[str], person: str) -> Joined | Left | None:
    """Return what was so of a person before an event."""
    for at in range(index - 1, -1, -1):
        event = events[at]
        if isinstance(event, (Joined, Left)) and event.person == person and event.id not in undone:
            return event
    return None


def _repeats(event: Joined | Left, before: Joined | Left | None) -> bool:
    if isinstance(event, Joined):
        return isinstance(before, Joined) and _how(event) == _how(before)
    return before is None or isinstance(before, Left)


def _how(joined: Joined) -> tuple[str, bool, str]:
    return joined.role, joined.votes, joined.building


def _from_the_beginning(events: Sequence[AnyEvent], index: int) -> bool:
    """Whether somebody was there when the session was set up: written together with its beginning."""
    began = events[0].at
    return all(isinstance(event, (Started, Joined)) and event.at == began for event in events[: index + 1])
