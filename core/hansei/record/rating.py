"""Rounds of rating: opened, handed in without anybody seeing, revealed together, and settled.

Source: MICIP District-Led CI, 2021, Activity 2 ("break into smaller groups and then compare results"). The
simultaneous vote with raised hands and the consensus after it are those of the District Capacity Assessment
(SISEP). Re-rating opens a further round; no earlier one is ever changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from attrs import frozen

from hansei.errors import ClosedRoundError, ResponseError, UsageError
from hansei.form import Given
from hansei.record.events import (
    Agreed,
    Counted,
    Dissent,
    HandedIn,
    NotAgreed,
    RoundDropped,
    RoundOpened,
    RoundRevealed,
    Undone,
)
from hansei.record.people import TEAM, folded, group, voice
from hansei.record.rounds import Round, Settled

if TYPE_CHECKING:
    from hansei.record.session import Session

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


class RatingRounds:
    """The rounds of a session.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def current(self, instrument: str, item: str = "") -> Round | None:
        """Return the round that is open, or None.

        Args:
            instrument: The instrument's id.
            item: An item of it; empty: any.
        """
        return self._session.state.rounds.open(instrument, item)

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
        session.instrument(instrument)
        for item in items:
            session.item(instrument, item)
        self._none_open(instrument, items)
        if by == "group" and not session.state.groups:
            raise UsageError("there are no groups yet; form them first")
        if by == "person" and not any(each.votes and each.present for each in session.people):
            raise UsageError("nobody with a vote takes part yet; add people first")
        if how == "hands":
            this, kind = session.instrument(instrument)
            if not any(kind.scale(this.definition, item) for item in session.items(instrument)):
                raise UsageError(f"{instrument} has no levels to raise hands for; pass the keyboard on instead")
        used = [number for _, _, number in session.state.given(instrument)]
        number = max([0, *used, *session.state.rounds.of.get(instrument, {})]) + 1
        session.record(
            session.event(RoundOpened, instrument=instrument, round=number, by=by, how=how, items=tuple(items)),
            still=lambda: self._none_open(instrument, items),
        )
        return self._open(instrument)

    def _none_open(self, instrument: str, items: Sequence[str]) -> None:
        for each in self.of(instrument):
            meet = not items or not each.opened.items or set(items) & set(each.opened.items)
            if each.open and meet:
                raise UsageError(f"round {each.number} of {instrument} is open; reveal it or call it off first")

    def _open(self, instrument: str, item: str = "") -> Round:
        """Return the round that is open.

        Raises:
            ClosedRoundError: when none is.
        """
        found = self.current(instrument, item)
        if found is None:
            about = f"{item!r} of {instrument}" if item else instrument
            raise ClosedRoundError(f"no round is open for {about}; open one first")
        return found

    def receipts(self, instrument: str, number: int = 0) -> tuple[Receipt, ...]:
        """Return who is to rate in a round that is open and how far they are; never what they gave.

        Args:
            instrument: The instrument's id.
            number: The round, 1-based; 0: the one that was opened last.
        """
        session, found = self._session, self._open(instrument)
        if number:
            found = session.state.rounds.of[instrument][number]
        given = [rater for _, rater, number in session.state.given(instrument) if number == found.number]
        counted = [f"group:{group}" if group else "team" for _, group in found.counted]
        asked = list(session.raters(instrument)) if found.opened.how != "hands" else []
        raters = dict.fromkeys([*asked, *given, *counted, *found.handed])
        return tuple(
            Receipt(rater, session.rater_name(rater), given.count(rater) + counted.count(rater), rater in found.handed)
            for rater in raters
        )

    def hand_in(self, instrument: str, rater: str) -> Receipt:
        """Note that a rater is done; nothing of theirs can be changed or seen until the reveal.

        Raises:
            UsageError: when they do not rate in this round or have given nothing.
        """
        session, found = self._session, self._open(instrument)
        rater = session.rater(rater)
        receipt = next((each for each in self.receipts(instrument) if each.rater == rater), None)
        if receipt is None:
            raise UsageError(f"{session.rater_name(rater)} does not rate in round {found.number} of {instrument}")
        if not receipt.rated:
            raise UsageError(f"{receipt.name} has rated nothing yet; abstaining is an answer of its own")
        if not receipt.handed_in:
            session.record(
                session.event(HandedIn, instrument=instrument, round=found.number, rater=rater),
                still=lambda: self._still_open(instrument, found.number),
            )
        return next(each for each in self.receipts(instrument) if each.rater == rater)

    def hand_back(self, instrument: str, rater: str) -> None:
        """Let a rater change what they handed in, as long as nothing is revealed."""
        found = self._open(instrument)
        handed = found.handed.get(self._session.rater(rater))
        if handed is not None:
            self._session.record(self._session.event(Undone, target=handed.id))

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
            raise UsageError(f"round {found.number} of {instrument} is not counted by hands")
        this, kind = session.instrument(instrument)
        what = session.item(instrument, item)
        scale = kind.scale(this.definition, what)
        if scale is None:
            raise UsageError(f"{instrument} has no levels to raise hands for")
        known = [each.id for each in (*scale.levels, *scale.asides)]
        for place, hands in counts.items():
            if place not in known:
                raise ResponseError(
                    f"{place!r} is not one of {', '.join(known)}", instrument=instrument, item=item, field="counts"
                )
            if not isinstance(hands, int) or isinstance(hands, bool) or hands < 0:
                raise UsageError(f"{hands!r} hands for {place}? Give a whole number, 0 or more")
        name, room = self._room(group)
        if sum(counts.values()) > room:
            raise UsageError(f"{sum(counts.values())} hands, but {name} has {room} people with a vote; count again")
        if not sum(counts.values()):
            raise UsageError("no hand was raised; leave the row open instead")
        kept = {place: counts[place] for place in known if counts.get(place)}
        event = session.event(
            Counted, instrument=instrument, item=item, round=found.number, counts=kept, group=name if group else ""
        )
        session.record(event, still=lambda: self._still_open(instrument, found.number))

    def _room(self, group: str) -> tuple[str, int]:
        """Return whose hands are counted, and how many there can be."""
        if group:
            found = self._session.groups.get(group)
            return found.name, sum(person.votes for person in found.people) + found.heads
        voters = sum(each.present and each.votes for each in self._session.people)
        heads = sum(each.heads for each in self._session.groups.all)
        return "the room", voters + heads or MOST

    def _still_open(self, instrument: str, number: int) -> None:
        found = self._session.state.rounds.get(instrument, number)
        if found is None or not found.open:
            raise ClosedRoundError(f"round {number} of {instrument} is over; somebody ended it a moment ago")

    # ------------------------------------------------------------------------------------- reveal

    def reveal(self, instrument: str) -> Round:
        """Show everybody what was given, all at once; the round takes nothing more.

        Raises:
            UsageError: when nobody has rated anything.
        """
        session, found = self._session, self._open(instrument)
        if not any(each.rated for each in self.receipts(instrument)):
            raise UsageError(f"nobody has rated anything in round {found.number} of {instrument}; nothing to reveal")
        session.record(
            session.event(RoundRevealed, instrument=instrument, round=found.number),
            still=lambda: self._still_open(instrument, found.number),
        )
        return found

    def drop(self, instrument: str) -> None:
        """Call a round off; what was given in it stays hidden, and counts for nothing."""
        found = self._open(instrument)
        self._session.record(self._session.event(RoundDropped, instrument=instrument, round=found.number))

    # ------------------------------------------------------------------------------------- settling

    def settled(self, instrument: str, item: str) -> tuple[Settled, ...]:
        """Return what is settled for an item; more than one when two people settled it at once, differently."""
        return tuple(self._session.state.rounds.settled.get((instrument, item), ()))

    def agree(
        self,
        instrument: str,
        item: str,
        given: Given | Any = None,
        *,
        level: str = "",
        beside: Mapping[str, str] | None = None,
        rationale: str = "",
        dissent: Mapping[str, str] | None = None,
    ) -> Agreed:
        """Record what the team settles on; who does not go along is kept with their words.

        Args:
            instrument: The instrument's id.
            item: The item's id.
            given: What the kind's form asks for, or a response of the kind; None: ``level`` says it.
            level: A level, or an answer that is none, of the item's scale.
            beside: What is settled with the level, such as ``{"held": "district"}``; what is not in it is taken
                from the ratings where all who said it said the same.
            rationale: Why.
            dissent: Rater to their words, which may be empty. A rater is a group, a person by name, or in free
                words, as "one of us".

        Raises:
            ClosedRoundError: when a round is still hidden.
            ResponseError: when the answer does not fit.
        """
        session = self._session
        self._seen(instrument, item)
        this, kind = session.instrument(instrument)
        what = session.item(instrument, item)
        if given is None:
            if kind.scale(this.definition, what) is None:
                raise UsageError(f"{instrument} has no levels; give the answer itself")
            round_ = session.current_round(instrument, item)
            answers = session.given_in(instrument, {item: round_}).get(item, ())
            answers = [each for each in answers if isinstance(each.response, kind.response)]
            asked = [each.id for each in kind.beside(this.definition, what)]
            for id_ in beside or {}:
                if id_ not in asked:
                    known = f"; there is: {', '.join(asked)}" if asked else ""
                    raise ResponseError(
                        f"nothing called {id_!r} is settled with a level of {instrument}{known}",
                        instrument=instrument,
                        item=item,
                        field="beside",
                    )
            given = {**kind.agreed(this.definition, what, level, answers), **(beside or {})}
        response = msgspec.Raw(session.written(instrument, item, given))
        event = session.event(
            Agreed,
            instrument=instrument,
            item=item,
            round=session.current_round(instrument, item),
            response=response,
            rationale=rationale.strip(),
            dissent=self._words(dissent),
            instead=tuple(each.id for each in self.settled(instrument, item)),
        )
        session.record(event, still=lambda: self._seen(instrument, item))
        return event

    def disagree(
        self, instrument: str, item: str, *, rationale: str = "", positions: Mapping[str, str] | None = None
    ) -> NotAgreed:
        """Record that the team did not come together; every position stays as it was rated.

        Args:
            instrument: The instrument's id.
            item: The item's id.
            rationale: What stands between them.
            positions: Rater to what they want said of their position.
        """
        session = self._session
        self._seen(instrument, item)
        session.item(instrument, item)
        event = session.event(
            NotAgreed,
            instrument=instrument,
            item=item,
            round=session.current_round(instrument, item),
            rationale=rationale.strip(),
            positions=self._words(positions),
            instead=tuple(each.id for each in self.settled(instrument, item)),
        )
        session.record(event, still=lambda: self._seen(instrument, item))
        return event

    def _seen(self, instrument: str, item: str) -> None:
        """Refuse to settle what nobody may see yet."""
        open_ = self.current(instrument, item)
        if open_ is not None and open_.hidden:
            raise ClosedRoundError(f"round {open_.number} of {instrument} is still hidden; reveal it first")

    def _words(self, given: Mapping[str, str] | None) -> tuple[Dissent, ...]:
        return tuple(Dissent(self._voice(rater), words.strip()) for rater, words in (given or {}).items())

    def _voice(self, name: str) -> str:
        """Return who speaks as the record writes it: who rates, or, where nobody is called so, the words themselves."""
        session = self._session
        people = {folded(each.name) for each in session.people}
        if name in (TEAM, "") or name.startswith(("person:", "group:")) or folded(name) in people:
            return session.rater(name)
        rated = {rater for given in session.state.answers.values() for _, rater, _ in given}
        rater = group(name)
        known = rater in rated or any(each.name == name for each in session.state.groups)
        return rater if known else voice(name.removeprefix("voice:"))
