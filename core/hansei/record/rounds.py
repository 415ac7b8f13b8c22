"""Rounds of rating as the record has them: what is open, what is hidden, who handed in, what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from attrs import define, field

from hansei.record.events import (
    Agreed,
    Answered,
    AnyEvent,
    Cleared,
    Counted,
    HandedIn,
    NotAgreed,
    RoundOpened,
    RoundRevealed,
)

#: What the team settled on, or that it did not.
Settled = Agreed | NotAgreed


@define
class Round:
    """One round of rating an instrument. Only the fold changes it."""

    opened: RoundOpened
    #: Rater to the receipt.
    handed: dict[str, HandedIn] = field(factory=dict)
    #: Item and group ("" for the whole room) to the hands counted.
    counted: dict[tuple[str, str], Counted] = field(factory=dict)
    revealed: bool = False
    dropped: bool = False
    #: Who was to rate when it was revealed, as the record writes them: whoever comes later is not missing in it.
    asked: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """1-based, among the rounds of its instrument."""
        return self.opened.round

    @property
    def open(self) -> bool:
        """Whether it still takes ratings."""
        return not (self.revealed or self.dropped)

    @property
    def hidden(self) -> bool:
        """Whether nobody may see what was given in it; what the team says aloud is not, until it is called off."""
        aloud = self.opened.by == "team" and self.opened.how != "hands"
        return not self.revealed and (self.dropped or not aloud)

    def covers(self, item: str) -> bool:
        """Whether an item is rated in it."""
        return not self.opened.items or item in self.opened.items


@define
class Rounds:
    """All rounds of a session and what came out of them."""

    #: Instrument to its rounds by number.
    of: dict[str, dict[int, Round]] = field(factory=dict)
    #: Instrument and item to what is settled; more than one: two people settled it at once, differently.
    settled: dict[tuple[str, str], list[Settled]] = field(factory=dict)
    #: How many events settled something: what was rated is the same before and after them.
    settlings: int = 0
    #: What agreements rest on, kept by :mod:`hansei.record.facts` as long as nothing but agreements comes.
    rests: dict[tuple[str, str, int], tuple[int, tuple[str, int, int, str]]] = field(factory=dict, eq=False, repr=False)

    def get(self, instrument: str, number: int) -> Round | None:
        """Return a round."""
        return self.of.get(instrument, {}).get(number)

    def open(self, instrument: str, item: str = "") -> Round | None:
        """Return the round that takes ratings of an item, or of any item of an instrument."""
        found = [each for each in self.of.get(instrument, {}).values() if each.open and (not item or each.covers(item))]
        return found[-1] if found else None

    def all_open(self, instrument: str) -> tuple[Round, ...]:
        """Return every round that takes ratings, the first opened first; no two of them rate the same item."""
        return tuple(each for each in self.of.get(instrument, {}).values() if each.open)

    def last(self, instrument: str, item: str) -> Round | None:
        """Return the last round that an item was rated in and that everybody has seen."""
        rounds = self.of.get(instrument, {}).values()
        found = [each for each in rounds if each.covers(item) and not each.hidden]
        return found[-1] if found else None

    def public(self, instrument: str, item: str) -> int:
        """Return the number under which an item is answered outside any round: the first that no round has."""
        rounds = self.of.get(instrument, {})
        number = 1
        while number in rounds and rounds[number].covers(item):
            number += 1
        return number

    def hidden(self, instrument: str, item: str, number: int) -> bool:
        """Whether an answer may not be seen yet."""
        rounds = self.of.get(instrument)
        if not rounds:
            return False
        found = rounds.get(number)
        return found is not None and found.hidden and found.covers(item)

    # ------------------------------------------------------------------------------------- the fold

    def begin(self, event: RoundOpened) -> None:
        """Take in a round; one of a number that is there already (two windows at once) is the same round."""
        self.of.setdefault(event.instrument, {}).setdefault(event.round, Round(event))

    def settle(self, event: Settled) -> None:
        """Take in what was settled, in the place of what it names."""
        self.settlings += 1
        there = self.settled.setdefault((event.instrument, event.item), [])
        there[:] = [each for each in there if each.id not in event.instead]
        there.append(event)


class _State(Protocol):
    """What :func:`told` looks at of a state."""

    events: list[AnyEvent]
    rounds: Rounds


def told(state: _State, events: Sequence[AnyEvent]) -> tuple[AnyEvent, ...]:
    """Return what may be told of events that were just recorded: nothing hidden, and at a reveal all of its round.

    Args:
        state: The state after them.
        events: The events.
    """
    found: list[AnyEvent] = []
    for event in events:
        if isinstance(event, RoundRevealed):
            found += _of_round(state.events, event.instrument, event.round)
        if not isinstance(event, (Answered, Cleared, Counted)) or not state.rounds.hidden(
            event.instrument, event.item, event.round
        ):
            found.append(event)
    return tuple(found)


def _of_round(events: Iterable[AnyEvent], instrument: str, number: int) -> list[AnyEvent]:
    return [
        event
        for event in events
        if isinstance(event, (Answered, Cleared, Counted)) and (event.instrument, event.round) == (instrument, number)
    ]
