"""Raters side by side: who stands where on each row, how far apart, and what the team made of it.

Works for any kind that says on which scale its answers stand (:meth:`hansei.kinds.Kind.scale`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
from attrs import frozen

from hansei.errors import ClosedRoundError
from hansei.form import Choose
from hansei.insight.consensus import consensus, spread, why
from hansei.kinds import Answer, Item, Scale
from hansei.record.events import NotAgreed
from hansei.record.rounds import Settled
from hansei.record.view import SessionView
from hansei.words.ours import tr


class Position(msgspec.Struct, frozen=True, gc=False):
    """Where a rater stands on a row."""

    #: As people read it.
    rater: str
    #: Id of the level or of the answer that is none; empty where there is no scale.
    place: str
    #: 0-based on the scale; None: no level.
    level: int | None
    #: How many raters it is, as of raised hands.
    count: int
    #: All of it in one line, with the evidence.
    says: str
    answer: Answer[object]
    #: Question that is settled with the level to what was chosen, by their ids; what was left out is not in it.
    beside: Mapping[str, str] = {}


@frozen
class ComparedRow:
    """A row and everybody's position on it."""

    item: Item
    scale: Scale | None
    #: The round that is shown, 1-based.
    round: int
    positions: tuple[Position, ...]
    #: How many raters chose each level, in the order of the levels.
    counts: tuple[int, ...]
    #: Who was to rate and gave nothing, as people read it.
    missing: tuple[str, ...]
    #: What the team settled on; more than one: settled twice at once, differently.
    settled: tuple[Settled, ...]
    #: All rounds in which the row was rated and that may be seen.
    rounds: tuple[int, ...]
    #: What is settled with the level, such as who holds a function.
    asked: tuple[Choose, ...] = ()

    @property
    def spread(self) -> int:
        """Steps between the lowest and the highest level chosen."""
        return spread(self.counts)

    @property
    def consensus(self) -> float | None:
        """Leik's measure, 0 to 1; None when nobody chose a level."""
        return consensus(self.counts)

    @property
    def rated(self) -> int:
        """How many raters chose a level."""
        return sum(self.counts)

    def chosen(self, question: str) -> dict[str, int]:
        """Return how many raters chose what, of a question that is settled with the level."""
        found: dict[str, int] = {}
        for each in self.positions:
            if (option := each.beside.get(question)) is not None:
                found[option] = found.get(option, 0) + each.count
        return found

    @property
    def disputed(self) -> tuple[Choose, ...]:
        """The questions beside the level on which raters differ."""
        return tuple(each for each in self.asked if len(self.chosen(each.id)) > 1)

    @property
    def state(self) -> Literal["open", "agreed", "not agreed", "conflict"]:
        """What the team made of it."""
        if not self.settled:
            return "open"
        if len(self.settled) > 1:
            return "conflict"
        return "not agreed" if isinstance(self.settled[0], NotAgreed) else "agreed"

    @property
    def again(self) -> bool:
        """Whether the row was rated again since it was settled: what was settled stands until the team looks at it."""
        return bool(self.settled and self.rounds) and max(each.round for each in self.settled) < self.rounds[-1]

    @property
    def to_settle(self) -> bool:
        """Whether the team has still to look at it: open, in conflict, or rated again since."""
        return self.state in ("open", "conflict") or self.again

    @property
    def asides(self) -> dict[str, int]:
        """How many raters gave which answer that is no level, by its title."""
        found: dict[str, int] = {}
        for each in self.positions:
            if each.level is None and self.scale is not None:
                title = self.scale.title(each.place)
                found[title] = found.get(title, 0) + each.count
        return found

    def why(self) -> tuple[str, ...]:
        """Return why the number is what it is, a line each: denominators first."""
        if self.scale is None:
            return (tr("Answers to this have no order, so there is no number."),)
        return (self.denominator(), *why(self.counts, [level.title for level in self.scale.levels]))

    def denominator(self) -> str:
        """Return who is behind the numbers, as in "2 of 3 chose a level; 1 cannot tell; Table 3 not rated"."""
        given = sum(each.count for each in self.positions)
        if not given and not self.missing:
            return tr("nobody has rated this")
        parts = [tr("{rated} of {given} chose a level", rated=self.rated, given=given + len(self.missing))]
        parts += [f"{count} {title[0].lower()}{title[1:]}" for title, count in self.asides.items()]
        if self.missing:
            some = ", ".join(self.missing[:3]) + (
                tr(" and {n} more", n=len(self.missing) - 3) if len(self.missing) > 3 else ""
            )
            parts.append(tr("{some} not rated", some=some))
        return "; ".join(parts)


def compare(session: SessionView, instrument: str, number: int = 0) -> tuple[ComparedRow, ...]:
    """Return every row of an instrument with all positions, in the toolkit's order.

    Args:
        session: The session.
        instrument: The instrument's id.
        number: The round, 1-based; 0: of each row the last one that may be seen.

    Raises:
        ClosedRoundError: when the round that was asked for is still hidden.
    """
    # A screen asks for it with every key.
    return session.unchanged(("compare", instrument, number), lambda: _compared(session, instrument, number))


def _compared(session: SessionView, instrument: str, number: int) -> tuple[ComparedRow, ...]:
    rounds = session.state.rounds
    asked = rounds.get(instrument, number)
    known = sorted({1, *rounds.of.get(instrument, {}), *session.state.given(instrument).rounds})
    if number and number not in known:
        there = ", ".join(map(str, known))
        raise ClosedRoundError(
            tr(
                "there is no round {number} of {instrument}; there are: {there}",
                number=number,
                instrument=instrument,
                there=there,
            )
        )
    if asked is not None and asked.hidden:
        raise ClosedRoundError(
            tr("round {number} of {instrument} is still hidden; reveal it first", number=number, instrument=instrument)
        )
    rows = []
    for item in session.items(instrument):
        if asked is None or asked.covers(item.id):
            last = None if number else rounds.last(instrument, item.id)
            shown = number or (last.number if last is not None else rounds.public(instrument, item.id))
            rows.append(_row(session, instrument, item, shown))
    return tuple(rows)


def _row(session: SessionView, instrument: str, item: Item, number: int) -> ComparedRow:
    """Return a row in one round; a report looks at it in the round's place, in the summary and in the chain."""
    return session.unchanged(("row", instrument, item.id, number), lambda: _row_in(session, instrument, item, number))


def _row_in(session: SessionView, instrument: str, item: Item, number: int) -> ComparedRow:
    this, kind = session.instrument(instrument)
    definition = this.definition
    scale, questions = session.on_scale(instrument, item)
    order = {level.id: place for place, level in enumerate(scale.levels)} if scale else {}
    positions = []
    for answer in session.given_in(instrument, {item.id: number}).get(item.id, ()):
        place = kind.place(definition, item, answer.response) if scale else ""
        says = kind.say(definition, item, answer.response)
        gave = kind.given(definition, item, answer.response) if questions else {}
        beside = {each.id: gave[each.id] for each in questions if gave.get(each.id)}
        positions.append(Position(answer.rater, place, order.get(place), answer.count, says, answer, beside))
    counts = [0] * len(order)
    for each in positions:
        if each.level is not None:
            counts[each.level] += each.count
    return ComparedRow(
        item=item,
        scale=scale,
        round=number,
        positions=tuple(positions),
        counts=tuple(counts),
        missing=_missing(_asked(session, instrument, number), positions),
        settled=tuple(session.state.rounds.settled.get((instrument, item.id), ())),
        rounds=tuple(_seen(session, instrument).get(item.id, ())),
        asked=questions,
    )


def by_spread(rows: Sequence[ComparedRow]) -> tuple[ComparedRow, ...]:
    """Return rows in the order in which to talk about them.

    Most steps between the ends first; of those with as many the one with less agreement, then those where raters
    differ in what is settled with the level; then the toolkit's order. Rows that nobody gave a level come last.
    """
    return tuple(sorted(rows, key=lambda row: (not row.rated, -row.spread, row.consensus or 0.0, -len(row.disputed))))


def _seen(session: SessionView, instrument: str) -> dict[str, list[int]]:
    """Return by item the rounds in which it was rated and that may be seen."""
    return session.unchanged(("seen", instrument), lambda: _seen_now(session, instrument))


def _seen_now(session: SessionView, instrument: str) -> dict[str, list[int]]:
    hidden = session.state.rounds.hidden
    found: dict[str, set[int]] = {}
    for item, number in {(item, number) for item, _, number in session.state.given(instrument)}:
        if not hidden(instrument, item, number):
            found.setdefault(item, set()).add(number)
    for each in session.state.rounds.of.get(instrument, {}).values():
        for item, _ in each.counted if not each.hidden else ():
            found.setdefault(item, set()).add(each.number)
    return {item: sorted(numbers) for item, numbers in found.items()}


def _asked(session: SessionView, instrument: str, number: int) -> tuple[str, ...]:
    """Return who was to rate in a round, as people read it; nobody where hands were counted.

    Outside any round each person is, where the toolkit asks each; who else rates there is up to the room.
    """
    return session.unchanged(("asked", instrument, number), lambda: _asked_in(session, instrument, number))


def _asked_in(session: SessionView, instrument: str, number: int) -> tuple[str, ...]:
    round_ = session.state.rounds.get(instrument, number)
    if round_ is None:
        alone = session.toolkit.instruments[instrument].per == "person"
        asked = session.state.raters("person") if alone else ()
    elif round_.opened.how == "hands":
        asked = ()
    else:
        asked = session.state.raters(round_.opened.by) if round_.open else round_.asked
    return tuple(map(session.rater_name, asked))


def _missing(asked: Sequence[str], positions: Sequence[Position]) -> tuple[str, ...]:
    """Return who was to rate a row and gave nothing."""
    there = {each.rater for each in positions}
    return tuple(name for name in asked if name not in there)
