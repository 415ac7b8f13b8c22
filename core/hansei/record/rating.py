"""Rounds of rating: opened, handed in without anybody seeing, revealed together, and settled.

Source: MICIP District-Led CI, 2021, Activity 2 ("break into smaller groups and then compare results"). The
simultaneous vote with raised hands and the consensus after it are those of the District Capacity Assessment
(SISEP). Re-rating opens a further round; no earlier one is ever changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Literal

from attrs import frozen

from hansei.errors import ClosedRoundError, ResponseError, StoreError, UsageError
from hansei.record.events import (
    Counted,
    HandedIn,
    RoundDropped,
    RoundOpened,
    RoundRevealed,
    Undone,
)
from hansei.record.rounds import Round
from hansei.record.settling import Settling
from hansei.words.ours import tr

#: Who rates in a round, and how it comes in.
WHO, HOW = ("team", "group", "person"), ("keyboard", "hands", "paper")
#: The most hands that are counted where nobody knows how many people there are.
MOST = 1000


@frozen
class Receipt:
    """What may be said of a rater before the reveal: how much they gave, never what."""

    rater: str
    name: str
    #: How many items they have rated.
    rated: int
    handed_in: bool


class RatingRounds(Settling):
    """The rounds of a session.

    Args:
        session: The session.
    """

    def all_open(self, instrument: str) -> tuple[Round, ...]:
        """Return every round that takes ratings, the first opened first; no two of them rate the same item."""
        return self._session.state.rounds.all_open(instrument)

    def of(self, instrument: str) -> tuple[Round, ...]:
        """Return all rounds of an instrument, the first first."""
        return tuple(self._session.state.rounds.of.get(instrument, {}).values())

    # ------------------------------------------------------------------------------------- rating

    def open(
        self,
        instrument: str,
        *,
        by: Literal["team", "group", "person"] = "group",
        how: Literal["keyboard", "hands", "paper"] = "keyboard",
        items: Sequence[str] = (),
    ) -> Round:
        """Begin a round; what is given in it is hidden until :meth:`reveal`.

        Args:
            instrument: The instrument's id.
            by: Who rates. What the whole team rates together is not hidden.
            how: How it comes in: the keyboard is passed on, hands are counted, or paper is typed in.
            items: The items to rate; empty: all.

        Raises:
            UsageError: when one is open already, nobody could rate, or an item is not in the toolkit.
        """
        session = self._session
        this, kind = session.instrument(instrument)
        for item in items:
            session.item(instrument, item)
        if by not in WHO or how not in HOW:
            raise UsageError(
                tr(
                    "a round is by {all_by} and how {all_how}, not by {by} and how {how}",
                    all_by=", ".join(WHO),
                    all_how=", ".join(HOW),
                    by=repr(by),
                    how=repr(how),
                )
            )
        if by == "person" and kind.anonymous:
            raise UsageError(
                tr("{instrument} has no names on the record; nobody rates it one by one", instrument=instrument)
            )
        if how == "hands" and not any(kind.scale(this.definition, item) for item in session.items(instrument)):
            raise UsageError(
                tr("{instrument} has no levels to raise hands for; pass the keyboard on instead", instrument=instrument)
            )

        def opened() -> RoundOpened:
            self._none_open(instrument, items)
            if by == "group" and not session.state.raters("group"):
                raise UsageError(tr("there are no groups yet; form them first"))
            if by == "person" and not session.state.raters("person"):
                raise UsageError(tr("nobody with a vote takes part yet; add people first"))
            used = session.state.given(instrument).rounds
            number = max([0, *used, *session.state.rounds.of.get(instrument, {})]) + 1
            rows = tuple(dict.fromkeys(items))
            return session.event(RoundOpened, instrument=instrument, round=number, by=by, how=how, items=rows)

        number = session.decide(opened).round
        return session.state.rounds.of[instrument][number]

    def _none_open(self, instrument: str, items: Sequence[str]) -> None:
        for each in self.of(instrument):
            meet = not items or not each.opened.items or set(items) & set(each.opened.items)
            if each.open and meet:
                raise UsageError(
                    tr(
                        "round {number} of {instrument} is open; reveal it or call it off first",
                        number=each.number,
                        instrument=instrument,
                    )
                )

    def _open(self, instrument: str, item: str = "", *, number: int = 0) -> Round:
        """Return the round that is open; of several the one with a number, or the last one.

        Raises:
            ClosedRoundError: when none is.
        """
        found = self.current(instrument, item)
        if number:
            self._still_open(instrument, number)
            found = self._session.state.rounds.get(instrument, number)
        if found is None:
            self._session.instrument(instrument)  # says when there is no such thing
            about = tr("{item} of {instrument}", item=repr(item), instrument=instrument) if item else instrument
            raise ClosedRoundError(tr("no round is open for {about}; open one first", about=about))
        return found

    def receipts(self, instrument: str, number: int = 0) -> tuple[Receipt, ...]:
        """Return who is to rate in a round that is open and how far they are; never what they gave.

        Args:
            instrument: The instrument's id.
            number: The round, 1-based; 0: the one that was opened last.
        """
        session, found = self._session, self._open(instrument, number=number)
        items = session.state.given(instrument).rounds.get(found.number, {})
        given = [rater for item, raters in items.items() if found.covers(item) for rater in raters]
        counted = [f"group:{group}" if group else "team" for _, group in found.counted]
        asked = list(session.state.raters(found.opened.by)) if found.opened.how != "hands" else []
        raters = dict.fromkeys([*asked, *given, *counted, *found.handed])
        return tuple(
            Receipt(rater, session.rater_name(rater), given.count(rater) + counted.count(rater), rater in found.handed)
            for rater in raters
        )

    def hand_in(self, instrument: str, rater: str, *, number: int = 0) -> Receipt:
        """Note that a rater is done; nothing of theirs can be changed or seen until the reveal.

        Args:
            instrument: The instrument's id.
            rater: Who hands in, by name or as the record writes it.
            number: The round, 1-based; 0: the one that was opened last.

        Raises:
            UsageError: when they do not rate in this round or have given nothing.
        """
        session, found = self._session, self._open(instrument, number=number)
        rater = session.rater(rater)
        receipt = next((each for each in self.receipts(instrument, found.number) if each.rater == rater), None)
        if receipt is None:
            raise UsageError(
                tr(
                    "{rater_name} does not rate in round {number} of {instrument}",
                    rater_name=session.rater_name(rater),
                    number=found.number,
                    instrument=instrument,
                )
            )
        if not receipt.rated:
            raise UsageError(tr("{name} has rated nothing yet; abstaining is an answer of its own", name=receipt.name))
        if not receipt.handed_in:
            session.record(
                session.event(HandedIn, instrument=instrument, round=found.number, rater=rater),
                still=lambda: self._still_open(instrument, found.number),
            )
        self._forget_drafts(found, rater)
        return next(each for each in self.receipts(instrument, found.number) if each.rater == rater)

    def hand_back(self, instrument: str, rater: str, *, number: int = 0) -> None:
        """Let a rater change what they handed in, as long as nothing is revealed.

        Args:
            instrument: The instrument's id.
            rater: Who has handed in, by name or as the record writes it.
            number: The round, 1-based; 0: the one that was opened last.
        """
        found = self._open(instrument, number=number)
        handed = found.handed.get(self._session.rater(rater))
        if handed is not None:
            self._session.record(
                self._session.event(Undone, target=handed.id),
                still=lambda: self._still_open(instrument, found.number),
            )

    def count(self, instrument: str, item: str, counts: Mapping[str, int], *, group: str = "") -> None:
        """Count raised hands for an item; a second count of the same hands takes the place of the first.

        Args:
            instrument: The instrument's id.
            item: The item's id.
            counts: Id of a level, or of an answer that is no level, to the number of hands.
            group: The group whose hands they are; empty: the whole room's.

        Raises:
            UsageError: when there are more hands than people.
            ResponseError: when a level is not the item's.
        """
        session, found = self._session, self._open(instrument, item)
        if found.opened.how != "hands":
            raise UsageError(
                tr("round {number} of {instrument} is not counted by hands", number=found.number, instrument=instrument)
            )
        this, kind = session.instrument(instrument)
        what = session.item(instrument, item)
        scale = kind.scale(this.definition, what)
        if scale is None:
            raise UsageError(tr("{instrument} has no levels to raise hands for", instrument=instrument))
        known = [each.id for each in (*scale.levels, *scale.asides)]
        for place, hands in counts.items():
            if place not in known:
                raise ResponseError(
                    tr("{place} is not one of {known}", place=repr(place), known=", ".join(known)),
                    instrument=instrument,
                    item=item,
                    field="counts",
                )
            if not isinstance(hands, int) or isinstance(hands, bool) or hands < 0:
                raise UsageError(
                    tr("{hands} hands for {place}? Give a whole number, 0 or more", hands=repr(hands), place=place)
                )
        name, key, room = self._room(group)
        self._one_way(found, item, key)
        if sum(counts.values()) > room:
            raise UsageError(
                tr(
                    "{n} hands, but {name} has {room} people with a vote; count again",
                    n=sum(counts.values()),
                    name=name,
                    room=room,
                )
            )
        if not sum(counts.values()):
            raise UsageError(tr("no hand was raised; leave the row open instead"))
        kept = {place: counts[place] for place in known if counts.get(place)}
        event = session.event(Counted, instrument=instrument, item=item, round=found.number, counts=kept, group=key)

        def still() -> None:
            self._still_open(instrument, found.number)
            self._one_way(session.state.rounds.of[instrument][found.number], item, event.group)

        session.record(event, still=still)

    def _one_way(self, round_: Round, item: str, group: str) -> None:
        """Refuse to count hands twice: of the whole room, and of a group in it."""
        other = next((each for of, each in round_.counted if of == item and bool(each) != bool(group)), None)
        if other is not None:
            counted = (
                tr("those of {rater}", rater=self._session.state.called.get(other, other))
                if other
                else tr("those of the whole room")
            )
            raise UsageError(
                tr(
                    "{counted} are counted at {item} already; count the room, or each group; undo takes back",
                    counted=counted,
                    item=repr(item),
                )
            )

    def _room(self, group: str) -> tuple[str, str, int]:
        """Return whose hands are counted, the group as the record writes it, and how many there can be."""
        if group:
            found = self._session.groups.get(group)
            return found.name, found.key, sum(person.votes for person in found.people) + found.heads
        voters = sum(each.present and each.votes for each in self._session.people)
        heads = sum(each.heads for each in self._session.groups.all)
        return tr("the room"), "", voters + heads or MOST

    def _still_open(self, instrument: str, number: int) -> None:
        found = self._session.state.rounds.get(instrument, number)
        if found is None:
            raise ClosedRoundError(
                tr("there is no round {number} of {instrument}; open one first", number=number, instrument=instrument)
            )
        if not found.open:
            raise ClosedRoundError(
                tr(
                    "round {number} of {instrument} is over; what was given in it stays as it is",
                    number=number,
                    instrument=instrument,
                )
            )

    # ------------------------------------------------------------------------------------- reveal

    def reveal(self, instrument: str, *, number: int = 0) -> Round:
        """Show everybody what was given, all at once; the round takes nothing more.

        Args:
            instrument: The instrument's id.
            number: The round, 1-based; 0: the one that was opened last.

        Raises:
            UsageError: when nobody has rated anything.
        """
        session, found = self._session, self._open(instrument, number=number)
        if not any(each.rated for each in self.receipts(instrument, found.number)):
            raise UsageError(
                tr(
                    "nobody has rated anything in round {number} of {instrument}; nothing to reveal",
                    number=found.number,
                    instrument=instrument,
                )
            )
        session.record(
            session.event(RoundRevealed, instrument=instrument, round=found.number),
            still=lambda: self._still_open(instrument, found.number),
        )
        self._forget_drafts(found)
        return session.state.rounds.of[instrument][found.number]

    def drop(self, instrument: str, *, number: int = 0) -> None:
        """Call a round off; what was given in it stays hidden, and counts for nothing.

        Args:
            instrument: The instrument's id.
            number: The round, 1-based; 0: the one that was opened last.
        """
        found = self._open(instrument, number=number)
        self._session.record(
            self._session.event(RoundDropped, instrument=instrument, round=found.number),
            still=lambda: self._still_open(instrument, found.number),
        )
        self._forget_drafts(found)

    def _forget_drafts(self, round_: Round, rater: str = "") -> None:
        """Throw away what was typed for a round and never answered: it lies beside the record, for anybody to read."""
        instrument, number = re.escape(round_.opened.instrument), round_.number
        of = re.compile(rf"(draft|given|left):{instrument}/[^/]+/{re.escape(rater) or '.+'}/{number}(/.*)?")
        hands = f"hands:{round_.opened.instrument}/{number}/"
        for key in self._session.aside():
            if of.fullmatch(key) or (not rater and key.startswith(hands)):
                with suppress(StoreError):  # the round is over all the same
                    self._session.put_aside(key, "")
