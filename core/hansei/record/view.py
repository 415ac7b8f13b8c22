"""What a session's record says: reading only, so that it can be handed to anybody.

Nothing in here writes; :class:`hansei.record.session.Session` is the view that can.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from attrs import evolve

from hansei.content.toolkit import Instrument
from hansei.errors import HanseiError, ResponseError
from hansei.form import Option
from hansei.kinds import Action, Answer, Answers, Item, Result
from hansei.kinds.repeated import listed
from hansei.record.events import Agreed, Answered, Counted
from hansei.record.frame import OnScale, SessionFrame
from hansei.record.people import TEAM
from hansei.words.ours import N_, tr
from hansei.words.speaking import spoken

T = TypeVar("T")

#: Who gave what the team settled on, as people read it.
AGREED = N_("Agreed")
#: Who gave what raised hands said.
HANDS = N_("Hands")


class SessionView(SessionFrame):
    """A session as it stands. Its arguments are those of :class:`hansei.record.frame.SessionFrame`."""

    def items(self, instrument: str) -> tuple[Item, ...]:
        """Return what is to be answered now, in order.

        For an instrument that follows another (``for_each``): for the rows that call for work, and for any
        that was answered already.
        """
        return self.unchanged(("items", instrument), lambda: self._items_now(instrument))

    def _items_now(self, instrument: str) -> tuple[Item, ...]:
        this, kind = self.instrument(instrument)
        if not this.for_each:
            return tuple(self.all_items(instrument).values())
        needed = kind.items(this.definition, self._called_for(this))
        all_ = self.all_items(instrument)
        if any(item.among for item in needed):
            needed = tuple(evolve(item, once=_gone(item, all_.get(item.id, item))) for item in needed)
        known = {item.id for item in needed}
        hidden = self.state.rounds.hidden
        given = self.state.given(instrument)
        answered = {item for item, _, number in given if not hidden(instrument, item, number)} - known
        return needed + tuple(item for id_, item in all_.items() if id_ in answered)

    def _called_for(self, this: Instrument) -> tuple[Item, ...]:
        """Return the rows that an instrument is answered for now: those that call for work, and stand where it says."""
        rows = self.needed(this.for_each)
        for instrument, places in this.where.items():
            there = {each.id for each in self.results(instrument) if each.place in places}
            rows = tuple(row for row in rows if any(f"{id_}.".startswith(f"{row.id}.") for id_ in there))
        return rows

    def needed(self, instrument: str) -> tuple[Item, ...]:
        """Return the rows of an instrument that call for work; of one that follows another, what it came to."""
        this, kind = self.instrument(instrument)
        if not this.for_each:
            return self.needs(instrument)
        return tuple(_row(each) for each in self.results(instrument) if each.work and each.name == kind.offers[0])

    def results(self, instrument: str) -> tuple[Result, ...]:
        """Return what an instrument came to, as its kind offers it to others."""
        this, kind = self.instrument(instrument)

        def found() -> tuple[Result, ...]:
            return kind.results(this.definition, self.items(instrument), self.answers(instrument))

        return self.unchanged(("results", instrument), found) if kind.offers else ()

    def recalls(self, instrument: str, item: Item) -> tuple[str, ...]:
        """Return what has to be seen while an item is answered, such as what was predicted."""
        this, kind = self.instrument(instrument)

        def found() -> tuple[str, ...]:
            return tuple(kind.recalls(this.definition, item, self.answers(instrument)))

        return self.unchanged(("recalls", instrument, item.id), found)

    def needs(self, instrument: str) -> tuple[Item, ...]:
        """Return the items of an instrument that call for work, such as what must be created."""
        this, kind = self.instrument(instrument)
        needed = self.unchanged(("needs", instrument), lambda: kind.needs(this.definition, self.answers(instrument)))
        return tuple(needed)

    def all_items(self, instrument: str) -> dict[str, Item]:
        """Return everything that can be answered, whether it is called for now or not."""
        told = (instrument, spoken())
        found = self._asks.items.get(told)
        if found is None:
            if self.grows(instrument):
                return self.unchanged(("all items", instrument), lambda: self._items_that_grew(instrument))
            this, kind = self.instrument(instrument)
            rows = listed(this)
            if this.for_each:
                source, source_kind = self.instrument(this.for_each)
                rows = source_kind.rows(source.definition, {})
            found = {item.id: item for item in kind.items(this.definition, rows)}
            self._asks.items[told] = found
        return found

    def on_scale(self, instrument: str, item: Item) -> OnScale:
        """Return on which scale an item is rated, and what is settled with the level."""
        told = (instrument, spoken())
        known = self._asks.items.get(told)
        if known is None or known.get(item.id) is not item:  # an item of this session alone
            return self._on_scale(instrument, item)
        key = (*told, item.id)
        found = self._asks.scales.get(key)
        if found is None:
            found = self._asks.scales[key] = self._on_scale(instrument, item)
        return found

    def _on_scale(self, instrument: str, item: Item) -> OnScale:
        this, kind = self.instrument(instrument)
        return OnScale(kind.scale(this.definition, item), tuple(kind.beside(this.definition, item)))

    def grows(self, instrument: str) -> bool:
        """Whether people add the rows that an instrument is answered for, so that no two sessions have the same."""
        source = self._instrument(instrument).for_each
        return bool(source) and (bool(self._instrument(source).for_each) or self.instrument(source)[1].grows)

    def _items_that_grew(self, instrument: str) -> dict[str, Item]:
        """Return an item for every row that somebody ever added: what was answered for one that is gone stays."""
        this, kind = self.instrument(instrument)
        rows = self._rows_ever(this.for_each)
        found = {item.id: item for item in kind.items(this.definition, rows)}
        known = {row.id for row in rows}
        answered = dict.fromkeys(item.partition(".")[0] for item, _, _ in self.state.given(instrument))
        strays = [Item(id_, id_) for id_ in answered if id_ not in known and id_ not in found]
        return found | {item.id: item for item in (kind.items(this.definition, strays) if strays else ())}

    def _rows_ever(self, instrument: str) -> tuple[Item, ...]:
        """Return every row of an instrument that another one was ever answered for, or can be."""
        this, kind = self.instrument(instrument)
        ever: dict[str, list[Answer[Any]]] = {}
        for event in self.state.events:
            if isinstance(event, Answered) and event.instrument == instrument:
                response = self.read_response(event)
                if isinstance(response, kind.response) and not self.state.rounds.hidden(
                    event.instrument, event.item, event.round
                ):
                    ever.setdefault(event.item, []).append(Answer(event.rater, response, event.round))
        if not this.for_each:
            return kind.rows(this.definition, ever)
        # What it came to at some time was one of its items, a row that these are for, or is told by an answer.
        items = tuple(self.all_items(instrument).values())
        rows = {row.id: row for row in self._rows_ever(this.for_each)} | {item.id: item for item in items}
        rows |= {each.id: _row(each) for each in kind.results(this.definition, items, ever) if kind.offers}
        return tuple(rows.values())

    def item(self, instrument: str, item: str) -> Item:
        """Return one item.

        Raises:
            ResponseError: naming the items there are.
        """
        found = self.all_items(instrument).get(item)
        if found is None:
            import difflib

            known = list(self.all_items(instrument))
            near = difflib.get_close_matches(item, known, n=1)
            hint = (
                tr("did you mean {near}?", near=repr(near[0]))
                if near
                else tr("there are: {known}", known=", ".join(known))
            )
            raise ResponseError(tr("no item {item}; {hint}", item=repr(item), hint=hint), instrument=instrument)
        if found.among:  # what can be chosen is what is called for now
            return next((each for each in self.items(instrument) if each.id == item), found)
        return found

    def current_round(self, instrument: str, item: str) -> int:
        """Return the round that is open for an item, or the last one it was rated in; before any what is public."""
        found = self.state.rounds.open(instrument, item) or self.state.rounds.last(instrument, item)
        return found.number if found is not None else self.state.rounds.public(instrument, item)

    def answered(self, instrument: str, item: str, rater: str) -> Answered | None:
        """Return what a rater gave in the current round, or None.

        In a hidden round it is for that rater's eyes, who has the keyboard; from the hand-in to the reveal it is
        for nobody's, and None.

        Args:
            instrument: The instrument's id.
            item: The item's id.
            rater: As the record writes it.
        """
        number = self.current_round(instrument, item)
        round_ = self.state.rounds.get(instrument, number)
        if round_ is not None and round_.hidden and round_.covers(item) and rater in round_.handed:
            return None
        return self.state.given(instrument).get((item, rater, number))

    def response(self, instrument: str, item: str, *, rater: str = TEAM) -> Any:
        """Return a rater's response to an item in the current round, or None; see :meth:`answered`."""
        event = self.answered(instrument, item, self.rater(rater))
        return None if event is None else self.read_response(event)

    def read_response(self, event: Answered | Agreed) -> Any:
        """Return an answer's response as its kind's class; as plain values when the kind is not at hand."""
        kind = self.kinds.get(self._instrument(event.instrument).kind)
        if kind is None:
            return msgspec.json.decode(event.response)
        try:
            return msgspec.json.decode(event.response, type=kind.response)
        except msgspec.ValidationError:
            return msgspec.json.decode(event.response)

    def answers(self, instrument: str) -> Answers:
        """Return the answers that stand, by item: what was agreed, else what the last round shows.

        What is hidden is not in it.
        """
        return self.unchanged(("answers", instrument), lambda: self._standing(instrument))

    def _standing(self, instrument: str) -> Answers:
        found: dict[str, list[Answer[Any]]] = {}
        given = self.state.given(instrument)
        rounds = self.state.rounds
        if instrument not in rounds.of:
            for (item, rater, round_), event in given.items():
                answer = Answer(self.rater_name(rater), self.read_response(event), round_)
                found.setdefault(item, []).append(answer)
            return found
        seen: dict[str, int] = {}
        for item in dict.fromkeys([*self.all_items(instrument), *(key[0] for key in given)]):
            agreed = [each for each in rounds.settled.get((instrument, item), ()) if isinstance(each, Agreed)]
            if agreed:
                found[item] = [self._settled(instrument, item, each) for each in agreed]
            else:
                last = rounds.last(instrument, item)
                seen[item] = last.number if last is not None else rounds.public(instrument, item)
        for item, answers in self.given_in(instrument, seen).items():
            found[item] = list(answers)
        return found

    def _settled(self, instrument: str, item: str, event: Agreed) -> Answer[Any]:
        """Return what was settled, with what it came out of where who holds it, or the like, was left open."""
        response, out_of = self.read_response(event), tuple[Answer[Any], ...]()
        if self.kinds.get(self._instrument(instrument).kind) is None:
            return Answer(tr(AGREED), response, event.round)
        this, kind = self.instrument(instrument)
        definition, what = this.definition, self.all_items(instrument).get(item)
        if what is not None and isinstance(response, kind.response):
            asked = self.on_scale(instrument, what).beside
            given = kind.given(definition, what, response) if asked else {}
            if any(not given.get(each.id) for each in asked):
                out_of = tuple(self.given_in(instrument, {item: event.round}).get(item, ()))
        return Answer(tr(AGREED), response, event.round, out_of=out_of)

    def given_in(self, instrument: str, rounds: Mapping[str, int]) -> Answers:
        """Return what was given in rounds, with the hands that were counted; what is hidden is not in it.

        Args:
            instrument: The instrument's id.
            rounds: Item to the number of its round, 1-based.
        """
        hidden = self.state.rounds.hidden
        shown = {item: number for item, number in rounds.items() if not hidden(instrument, item, number)}
        found: dict[str, list[Answer[Any]]] = {}
        given, names = self.state.given(instrument), dict[str, str]()
        for item, number in shown.items():
            for rater, event in given.to(item, number).items():
                name = names.get(rater) or names.setdefault(rater, self.rater_name(rater))
                found.setdefault(item, []).append(Answer(name, self.read_response(event), number))
        for item, number in shown.items():
            round_of = self.state.rounds.get(instrument, number)
            for (what, _), count in round_of.counted.items() if round_of is not None else ():
                if what == item:
                    found.setdefault(item, []).extend(self.hands(count))
        return found

    def hands(self, count: Counted) -> list[Answer[Any]]:
        """Return counted hands as answers, one for each level."""
        this, kind = self.instrument(count.instrument)
        item = self.item(count.instrument, count.item)
        return [
            Answer(
                self.state.called.get(count.group, count.group) or tr(HANDS),
                kind.respond(this.definition, item, kind.at(this.definition, item, place)),
                count.round,
                hands,
            )
            for place, hands in count.counts.items()
            if hands
        ]

    def summary(self, instrument: str) -> Any:
        """Return what the answers to an instrument amount to, as its kind's summary."""
        this, kind = self.instrument(instrument)
        return kind.summary(this.definition, self.items(instrument), self.answers(instrument))

    def actions(self) -> tuple[tuple[str, Item, Action], ...]:
        """Return every action on the record, with the instrument and the item it was written at."""
        return tuple((instrument, item, action) for instrument, item, _, action in self.actions_by_rater())

    def actions_by_rater(self) -> tuple[tuple[str, Item, str, Action], ...]:
        """Return every action on the record: instrument, item, rater as the record writes it, action.

        An instrument whose kind is not at hand, or no longer reads its definition, gives none. What is hidden
        gives none either.
        """
        return self.unchanged("actions", self._actions_by_rater)

    def _actions_by_rater(self) -> tuple[tuple[str, Item, str, Action], ...]:
        found: list[tuple[str, Item, str, Action]] = []
        for id_, answers in self.state.answers.items():
            try:
                this, kind = self.instrument(id_)
                items = self.all_items(id_) if kind.gives_actions else {}
            except HanseiError:
                continue
            for (item, rater, round_), event in answers.items() if items else ():
                if item not in items or self.state.rounds.hidden(id_, item, round_):
                    continue
                response = self.read_response(event)
                if isinstance(response, kind.response):
                    actions = kind.actions(this.definition, items[item], response)
                    found += [(id_, items[item], rater, action) for action in actions]
        return tuple(found)

    def say(self, event: Answered | Agreed) -> str:
        """Return an answer in one line of words; empty when its kind cannot say it."""
        try:
            this, kind = self.instrument(event.instrument)
            item = self.item(event.instrument, event.item)
        except HanseiError:
            return ""
        response = self.read_response(event)
        return kind.say(this.definition, item, response) if isinstance(response, kind.response) else ""

    def whole(self, event: Answered | Agreed) -> tuple[str, ...]:
        """Return all of an answer in words, what is said of it first; empty when its kind cannot say it."""
        try:
            this, kind = self.instrument(event.instrument)
            item = self.item(event.instrument, event.item)
        except HanseiError:
            return ()
        response = self.read_response(event)
        return kind.whole(this.definition, item, response) if isinstance(response, kind.response) else ()


def _row(result: Result) -> Item:
    """Return what an instrument came to as a row of another one."""
    return Item(result.id, result.words, because=result.because)


def _gone(item: Item, ever: Item) -> tuple[Option, ...]:
    """Return what could be chosen once and is not called for now."""
    now = {option.id for option in item.among}
    return tuple(option for option in ever.among if option.id not in now)
