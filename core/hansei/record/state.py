"""The fold: what a session's events amount to.

Kept flat and quick on purpose: a session with a million ratings opens at the speed of reading them. An
answer's content is not read here; its kind reads it when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import define, field

from hansei.record.events import (
    Answered,
    AnyEvent,
    Cleared,
    ClockAdded,
    ClockStarted,
    ClockStopped,
    Closed,
    Joined,
    Left,
    Moved,
    Noted,
    Reopened,
    Started,
    StepEnded,
    StepReopened,
    Undone,
)

#: Item, rater, round.
Key = tuple[str, str, int]


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
    #: Step to "done" or "skipped".
    ended: dict[str, str] = field(factory=dict)
    #: Instrument to its current answers.
    answers: dict[str, dict[Key, Answered]] = field(factory=dict)
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

    def apply(self, events: Sequence[AnyEvent]) -> None:
        """Take in further events.

        An event that was undone is left out; when one that is already in gets undone, all is folded anew.
        """
        undos = [event for event in events if type(event) is Undone]
        if undos and self.events:
            everything = [*self.events, *events]
            self.__init__()  # type: ignore[misc]  # a fresh state, folded below
            self.apply(everything)
            return
        self.events += events
        for undo in reversed(undos):
            if undo.id not in self.undone:  # an undo that was undone itself takes nothing back
                self.undone.add(undo.target)
        handlers = _HANDLERS
        if undos:
            events = [event for event in events if event.id not in self.undone]
        for event in events:
            handlers[type(event)](self, event)


def _answered(state: State, event: Answered) -> None:
    answers = state.answers.get(event.instrument)
    if answers is None:
        answers = state.answers[event.instrument] = {}
    answers[event.item, event.rater, event.round] = event


def _cleared(state: State, event: Cleared) -> None:
    state.answers.get(event.instrument, {}).pop((event.item, event.rater, event.round), None)


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


def _clock(state: State, event: ClockStarted | ClockStopped | ClockAdded) -> None:
    state.clock.append(event)


def _closed(state: State, event: Closed | Reopened) -> None:
    state.closed = type(event) is Closed


def _undone(state: State, event: Undone) -> None:
    """Nothing to do: what it names was left out."""


_HANDLERS: dict[type[Any], Callable[[State, Any], None]] = {
    Answered: _answered,
    Cleared: _cleared,
    ClockAdded: _clock,
    ClockStarted: _clock,
    ClockStopped: _clock,
    Closed: _closed,
    Joined: _joined,
    Left: _left,
    Moved: _moved,
    Noted: _noted,
    Reopened: _closed,
    Started: _started,
    StepEnded: _step_ended,
    StepReopened: _step_reopened,
    Undone: _undone,
}
