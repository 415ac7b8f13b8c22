"""The fold: what a session's events amount to.

Kept flat and quick on purpose: a session with a million ratings opens at the speed of reading them. An
answer's content is not read here; its kind reads it when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import define, field

from hansei.record.events import (
    ActionFollowed,
    Agreed,
    Answered,
    AnyEvent,
    BeganWith,
    Cleared,
    ClockAdded,
    ClockStarted,
    ClockStopped,
    Closed,
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
    Reopened,
    Replied,
    Reviewed,
    RoundDropped,
    RoundOpened,
    RoundRevealed,
    Started,
    StepEnded,
    StepReopened,
    Table,
    Undone,
)
from hansei.record.given import NOTHING, Given
from hansei.record.rounds import Rounds


@define
class State:
    """What is so after some events. Only :meth:`apply` changes it."""

    events: list[AnyEvent] = field(factory=list)
    started: Started | None = None
    #: Person id to how they take part, in the order in which they joined.
    people: dict[str, Joined] = field(factory=dict)
    gone: set[str] = field(factory=set)
    #: The running step.
    running: str = ""
    #: Step to "done", "skipped" or "later".
    ended: dict[str, str] = field(factory=dict)
    #: Instrument to its current answers.
    answers: dict[str, Given] = field(factory=dict)
    #: The small groups, in the order in which they were named.
    groups: tuple[Table, ...] = ()
    #: Every group there ever was, as the record writes it, to what people call it.
    called: dict[str, str] = field(factory=dict)
    #: Group to the step it is at, for groups that are not with the room.
    apart: dict[str, str] = field(factory=dict)
    rounds: Rounds = field(factory=Rounds)
    #: Session ("" for this one) and action to how it stands.
    followed: dict[tuple[str, str], ActionFollowed] = field(factory=dict)
    #: Question of another team to what this one answered.
    replied: dict[str, Replied] = field(factory=dict)
    #: Instrument to what of other teams was looked at before it was filled.
    reviewed: dict[str, Reviewed] = field(factory=dict)
    #: Instrument, and session, instrument, result and row that it was begun with, to what was taken.
    begun: dict[tuple[str, ...], BeganWith] = field(factory=dict)
    #: Step to whether it was run as the toolkit says.
    kept: dict[str, ProtocolKept] = field(factory=dict)
    #: When the session must end, UTC in milliseconds; 0: no such time.
    until: int = 0
    #: Note id to the note as it reads now.
    notes: dict[str, Noted] = field(factory=dict)
    #: Events of the clock, in order.
    clock: list[ClockStarted | ClockStopped | ClockAdded] = field(factory=list)
    closed: bool = False
    undone: set[str] = field(factory=set)

    @property
    def version(self) -> int:
        """How many events were applied."""
        return len(self.events)

    @property
    def clock_running(self) -> str:
        """The activity whose clock runs; empty when none does."""
        running = ""
        for mark in self.clock:
            if isinstance(mark, ClockStarted):
                running = mark.activity
            elif isinstance(mark, ClockStopped) and mark.activity == running:
                running = ""
        return running

    def raters(self, by: str) -> tuple[str, ...]:
        """Return who is to rate now, as the record writes them: everybody with a vote, or groups with such people.

        Args:
            by: ``team``, ``group`` or ``person``.
        """
        if by == "group":
            return tuple(
                f"group:{each.name}"
                for each in self.groups
                if each.heads or any(self.votes(id_) for id_ in each.people)
            )
        if by == "person":
            return tuple(f"person:{id_}" for id_ in self.people if self.votes(id_))
        return ("team",)

    def votes(self, person: str) -> bool:
        """Whether somebody takes part with a vote."""
        return self.there(person) and self.people[person].votes

    def there(self, person: str) -> bool:
        """Whether somebody takes part and has not left."""
        return person in self.people and person not in self.gone

    def given(self, instrument: str) -> Given:
        """Return the answers to an instrument."""
        return self.answers.get(instrument, NOTHING)

    def apply(self, events: Sequence[AnyEvent]) -> None:
        """Take in further events.

        An event that was undone is left out; when one that is already in gets undone, all is folded anew.
        """
        self.events.extend(events)
        self._fold(events)

    def _fold(self, events: Sequence[AnyEvent]) -> None:
        handlers, answers = _HANDLERS, self.answers
        for event in events:
            if type(event) is Answered:  # nearly all of them, so without a call
                try:
                    answers[event.instrument].rounds[event.round][event.item][event.rater] = event
                except KeyError:
                    answers.setdefault(event.instrument, Given()).put(event)
            elif type(event) is Undone:
                self._fold_anew()
                return
            else:
                handlers[type(event)](self, event)

    def _fold_anew(self) -> None:
        """Fold everything again without what was undone: it must be known before anything is folded."""
        events, undone = self.events, set[str]()
        for event in reversed(events):
            if type(event) is Undone and event.id not in undone:  # an undo that was undone takes nothing back
                undone.add(event.target)
        self.__init__(events=events, undone=undone)  # type: ignore[misc]  # a fresh state, folded below
        self._fold([event for event in events if type(event) is not Undone and event.id not in undone])


def _cleared(state: State, event: Cleared) -> None:
    state.given(event.instrument).drop(event.item, event.rater, event.round)


def _started(state: State, event: Started) -> None:
    state.started = event


def _joined(state: State, event: Joined) -> None:
    state.people[event.person] = event
    state.gone.discard(event.person)


def _left(state: State, event: Left) -> None:
    state.gone.add(event.person)


def _moved(state: State, event: Moved) -> None:
    state.running = event.step


def _step_ended(state: State, event: StepEnded) -> None:
    state.ended[event.step] = event.outcome


def _step_reopened(state: State, event: StepReopened) -> None:
    state.ended.pop(event.step, None)


def _noted(state: State, event: Noted) -> None:
    if event.text:
        state.notes[event.note] = event
    else:
        state.notes.pop(event.note, None)


def _grouped(state: State, event: Grouped) -> None:
    state.groups = event.groups
    state.called.update({each.name: each.called or each.name for each in event.groups})
    names = {each.name for each in event.groups}
    state.apart = {name: step for name, step in state.apart.items() if name in names}


def _group_moved(state: State, event: GroupMoved) -> None:
    if event.step:
        state.apart[event.group] = event.step
    else:
        state.apart.pop(event.group, None)


def _round_opened(state: State, event: RoundOpened) -> None:
    state.rounds.begin(event)


def _round_ended(state: State, event: RoundRevealed | RoundDropped) -> None:
    found = state.rounds.get(event.instrument, event.round)
    if found is not None and found.open:
        found.revealed = type(event) is RoundRevealed
        found.dropped = not found.revealed
        found.asked = state.raters(found.opened.by)


def _handed_in(state: State, event: HandedIn) -> None:
    found = state.rounds.get(event.instrument, event.round)
    if found is not None:
        found.handed[event.rater] = event


def _counted(state: State, event: Counted) -> None:
    found = state.rounds.get(event.instrument, event.round)
    if found is not None:
        found.counted[event.item, event.group] = event


def _settled(state: State, event: Agreed | NotAgreed) -> None:
    state.rounds.settle(event)


def _followed(state: State, event: ActionFollowed) -> None:
    state.followed[event.session, event.action] = event


def _replied(state: State, event: Replied) -> None:
    state.replied[event.question] = event


def _reviewed(state: State, event: Reviewed) -> None:
    state.reviewed[event.instrument] = event


def _began_with(state: State, event: BeganWith) -> None:
    state.begun[event.instrument, *event.origin.place] = event


def _kept(state: State, event: ProtocolKept) -> None:
    state.kept[event.step] = event


def _end_planned(state: State, event: EndPlanned) -> None:
    state.until = event.until


def _clock(state: State, event: ClockStarted | ClockStopped | ClockAdded) -> None:
    state.clock.append(event)


def _closed(state: State, event: Closed | Reopened) -> None:
    state.closed = type(event) is Closed


_HANDLERS: dict[type[Any], Callable[[State, Any], None]] = {
    ActionFollowed: _followed,
    Agreed: _settled,
    BeganWith: _began_with,
    Cleared: _cleared,
    ClockAdded: _clock,
    ClockStarted: _clock,
    ClockStopped: _clock,
    Closed: _closed,
    Counted: _counted,
    EndPlanned: _end_planned,
    GroupMoved: _group_moved,
    Grouped: _grouped,
    HandedIn: _handed_in,
    Joined: _joined,
    Left: _left,
    Moved: _moved,
    NotAgreed: _settled,
    Noted: _noted,
    ProtocolKept: _kept,
    Reopened: _closed,
    Replied: _replied,
    Reviewed: _reviewed,
    RoundDropped: _round_ended,
    RoundOpened: _round_opened,
    RoundRevealed: _round_ended,
    Started: _started,
    StepEnded: _step_ended,
    StepReopened: _step_reopened,
}
