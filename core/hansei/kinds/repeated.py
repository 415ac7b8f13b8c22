"""A whole instrument answered once for each row: each programme, building, role or line of a register.

Not a kind that authors name: any instrument with ``for_each`` or ``each`` is one, unless its kind makes items of rows
by itself (:attr:`hansei.kinds.Kind.follows`). See docs/decisions/13-for-each-of-any-kind.md.

Found in: the Hexagon Tool (NIRN, one set of ratings for each programme) and the Strategic Abandonment Tool (one
review for each initiative).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from hansei.content.toolkit import Instrument
from hansei.document import Block, Heading, Paragraph, Tone, said
from hansei.form import Choose, Given, Question
from hansei.kinds.kind import Action, Answer, Answers, AnyKind, Fact, Fault, Item, Kind, Reference, Scale
from hansei.kinds.results import Result
from hansei.words.ours import tr


def listed(instrument: Instrument) -> tuple[Item, ...] | None:
    """Return the rows that an author lists under ``each``; None when there are none."""
    return tuple(Item(each.id, each.title) for each in instrument.each) or None


@frozen
class Part:
    """One row and what the answers for it amount to."""

    #: Id of the row.
    id: str
    title: str
    because: str
    items: tuple[Item, ...]
    summary: Any


@frozen
class RepeatedSummary:
    """All rows, in their order."""

    parts: tuple[Part, ...]


class Repeated(Kind[Any, Any, RepeatedSummary]):
    """Another kind, answered for each row.

    Args:
        kind: The kind that is answered.
    """

    def __init__(self, kind: AnyKind) -> None:
        self.kind = kind
        self.definition = kind.definition
        self.response = kind.response

    @property
    def name(self) -> str:  # type: ignore[override]
        """The name of the kind that is answered."""
        return self.kind.name

    @property
    def anonymous(self) -> bool:  # type: ignore[override]
        """Whether the kind that is answered is."""
        return self.kind.anonymous

    @property
    def offers(self) -> tuple[str, ...]:  # type: ignore[override]
        """The results that the kind offers."""
        return self.kind.offers

    def faults(self, definition: Any) -> Sequence[Fault]:
        """Return those of the kind."""
        return self.kind.faults(definition)

    def references(self, definition: Any) -> Sequence[Reference]:
        """Return those of the kind."""
        return self.kind.references(definition)

    def items(self, definition: Any, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return every item of the kind for each row, the row before its id."""
        return tuple(
            evolve(
                item,
                id=f"{row.id}.{item.id}",
                short=f"{row.label}: {item.label}",
                row=f"{row.label}: {item.row}" if item.column else row.label,
                because=row.because,
                for_row=row.id,
            )
            for row in rows or ()
            for item in self.kind.items(definition)
        )

    def form(self, definition: Any, item: Item, given: Given) -> Question | None:
        """Ask what the kind asks."""
        return self.kind.form(definition, self._inner(definition, item), given)

    def respond(self, definition: Any, item: Item, given: Given) -> Any:
        """Make the response of the kind."""
        return self.kind.respond(definition, self._inner(definition, item), given)

    def given(self, definition: Any, item: Item, response: Any) -> Given:
        """Return what the kind's form would have collected."""
        return self.kind.given(definition, self._inner(definition, item), response)

    def check(self, definition: Any, item: Item, response: Any) -> None:
        """Refuse what the kind refuses."""
        self.kind.check(definition, self._inner(definition, item), response)

    def say(self, definition: Any, item: Item, response: Any) -> str:
        """Say it as the kind does."""
        return self.kind.say(definition, self._inner(definition, item), response)

    def whole(self, definition: Any, item: Item, response: Any) -> tuple[str, ...]:
        """Return all of it as the kind does."""
        return self.kind.whole(definition, self._inner(definition, item), response)

    def recalls(self, definition: Any, item: Item, answers: Answers) -> tuple[str, ...]:
        """Return what the kind has to be seen, of the same row."""
        row = f"{item.for_row}."
        own = {id_.removeprefix(row): given for id_, given in answers.items() if id_.startswith(row)}
        return self.kind.recalls(definition, self._inner(definition, item), own)

    def summary(self, definition: Any, items: Sequence[Item], answers: Answers) -> RepeatedSummary:
        """Return what the answers for each row amount to."""
        return RepeatedSummary(
            tuple(
                Part(row.id, row.label, row.because, asked, self.kind.summary(definition, asked, given))
                for row, asked, given in self._rows(definition, items, answers)
            )
        )

    def _rows(
        self, definition: Any, items: Sequence[Item], answers: Answers
    ) -> Iterator[tuple[Item, tuple[Item, ...], Answers]]:
        """Yield each row with the kind's own items and what was answered to them."""
        inner = {each.id: each for each in self.kind.items(definition)}
        rows: dict[str, list[Item]] = {}
        for item in items:
            rows.setdefault(item.for_row, []).append(item)
        for row, members in rows.items():
            asked = {item.id: inner[item.id.removeprefix(f"{row}.")] for item in members}
            given = {asked[item.id].id: answers[item.id] for item in members if item.id in answers}
            found = tuple(asked.values())
            title = members[0].short.removesuffix(f": {found[0].label}")
            yield Item(row, title, because=members[0].because), found, given

    def document(self, definition: Any, items: Sequence[Item], summary: RepeatedSummary | None) -> tuple[Block, ...]:
        """Return what the kind has on paper under a heading for each row; blank, one for all when there is no row."""
        found: list[Block] = []
        for part in (self.summary(definition, items, {}) if summary is None else summary).parts:
            found.append(Heading(said(f"{part.title} — {part.because}" if part.because else part.title), 4))
            found += self.kind.document(definition, part.items, None if summary is None else part.summary)
        if found:
            return tuple(found)
        if summary is None:
            return self.kind.document(definition, self.kind.items(definition), None)
        return (Paragraph(said(tr("There is no row to answer this for.")), tone=Tone.MISSING),)

    def facts(self, definition: Any, summary: RepeatedSummary) -> tuple[Fact, ...]:
        """Return the kind's rows for each row."""
        return tuple(
            evolve(fact, item=f"{part.id}.{fact.item}")
            for part in summary.parts
            for fact in self.kind.facts(definition, part.summary)
        )

    def scale(self, definition: Any, item: Item) -> Scale | None:
        """Return the scale of the kind."""
        return self.kind.scale(definition, self._inner(definition, item))

    def wording(self, definition: Any, item: Item) -> tuple[str, ...]:
        """Return the row's id and the words of the kind."""
        return (item.for_row, *self.kind.wording(definition, self._inner(definition, item)))

    def place(self, definition: Any, item: Item, response: Any) -> str:
        """Return the place by the kind."""
        return self.kind.place(definition, self._inner(definition, item), response)

    def at(self, definition: Any, item: Item, place: str) -> Given:
        """Return a bare place as the kind gives it."""
        return self.kind.at(definition, self._inner(definition, item), place)

    def agreed(self, definition: Any, item: Item, place: str, answers: Sequence[Answer[Any]]) -> Given:
        """Return what the kind gives for what a team agrees on."""
        return self.kind.agreed(definition, self._inner(definition, item), place, answers)

    def beside(self, definition: Any, item: Item) -> tuple[Choose, ...]:
        """Return what the kind settles beside."""
        return self.kind.beside(definition, self._inner(definition, item))

    def results(self, definition: Any, items: Sequence[Item], answers: Answers) -> tuple[Result, ...]:
        """Return the results for each row; of a verdict on the row, the row goes on."""
        found = []
        for part, asked, given in self._rows(definition, items, answers):
            for each in self.kind.results(definition, asked, given):
                if each.judges:
                    because = f"{each.words} — {each.because}" if each.because else each.words
                    found.append(evolve(each, id=part.id, words=part.label, because=because, judges=False))
                else:
                    found.append(evolve(each, id=f"{part.id}.{each.id}", words=f"{part.label}: {each.words}"))
        return tuple(found)

    def places(self, definition: Any) -> dict[str, str]:
        """Return the places of the kind."""
        return self.kind.places(definition)

    def decided(self, definition: Any, item: Item, response: Any) -> str:
        """Return what is decided by the kind."""
        return self.kind.decided(definition, self._inner(definition, item), response)

    @property
    def gives_actions(self) -> bool:
        """Whether the kind's responses can hold actions."""
        return self.kind.gives_actions

    def actions(self, definition: Any, item: Item, response: Any) -> tuple[Action, ...]:
        """Return the actions by the kind."""
        return self.kind.actions(definition, self._inner(definition, item), response)

    def _inner(self, definition: Any, item: Item) -> Item:
        """Return the kind's own item, with why the row is there."""
        own = item.id.removeprefix(f"{item.for_row}.")
        inner = next(each for each in self.kind.items(definition) if each.id == own)
        return evolve(inner, because=item.because)
