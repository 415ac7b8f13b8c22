"""Dots: hand out a number of dots over options, and say what stands in the way of the first one."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

import hansei
from hansei.document import Block, Bullets, Cell, Paragraph, Table, Tone, WriteLines, said
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Number, Option, Question
from hansei.kinds import Answers, Fact, Fault, Item, Kind


@frozen
class Thing:
    id: str
    text: str


@frozen
class Dots:
    dots: int
    things: tuple[Thing, ...]
    ease: tuple[str, ...] = ("easy", "hard")


@frozen
class Placed:
    dots: int
    ease: str
    more: dict[str, str] = field(factory=dict)


@frozen
class DotsSummary:
    totals: dict[str, int]
    words: dict[str, tuple[str, ...]]


class DotsKind(Kind[Dots, Placed, DotsSummary]):
    name = "dots"
    definition = Dots
    response = Placed

    def faults(self, definition: Dots) -> Sequence[Fault]:
        return [] if definition.dots > 0 else [Fault(("dots",), "hand out at least 1 dot")]

    def items(self, definition: Dots, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        return tuple(Item(thing.id, thing.text) for thing in definition.things)

    def form(self, definition: Dots, item: Item, given: Given) -> Question | None:
        if "dots" not in given:
            return Number("dots", "How many dots?", low=0, high=definition.dots, unit="dots")
        if "ease" not in given:
            return Choose("ease", "How easy is it?", tuple(Option(each, each.title()) for each in definition.ease))
        return None

    def respond(self, definition: Dots, item: Item, given: Given) -> Placed:
        if not isinstance(given.get("dots"), int | float) or not isinstance(given.get("ease"), str):
            raise ResponseError("give a number of dots and how easy it is", field="dots")
        return Placed(int(given["dots"]), given["ease"])

    def given(self, definition: Dots, item: Item, response: Placed) -> Given:
        return {"dots": response.dots, "ease": response.ease}

    def check(self, definition: Dots, item: Item, response: Placed) -> None:
        if not 0 <= response.dots <= definition.dots:
            raise ResponseError(f"there are {definition.dots} dots", field="dots")
        if response.ease not in definition.ease:
            raise ResponseError(f"one of {', '.join(definition.ease)}", field="ease")

    def say(self, definition: Dots, item: Item, response: Placed) -> str:
        return f"{response.dots} dots, {response.ease}"

    def summary(self, definition: Dots, items: Sequence[Item], answers: Answers) -> DotsSummary:
        return DotsSummary(
            {item.id: sum(each.response.dots for each in answers.get(item.id, ())) for item in items},
            {
                item.id: tuple(f"{each.rater}: {each.response.ease}" for each in answers.get(item.id, ()))
                for item in items
            },
        )

    def document(self, definition: Dots, items: Sequence[Item], summary: DotsSummary | None) -> tuple[Block, ...]:
        if summary is None:
            return (Bullets(tuple(said(item.title) for item in items)), WriteLines(2))
        rows = tuple(
            (
                Cell.of(said(item.title)),
                Cell.of(said("● " * summary.totals[item.id]), tone=Tone.CHOSEN, mark=str(summary.totals[item.id])),
                Cell(tuple(Paragraph(said(words)) for words in summary.words[item.id])),
            )
            for item in items
        )
        return (Table(rows, header=(tuple(Cell.of(word, head=True) for word in ("Thing", "Dots", "Ease")),)),)

    def facts(self, definition: Dots, summary: DotsSummary) -> tuple[Fact, ...]:
        return tuple(Fact(id_, float(total), str(total)) for id_, total in summary.totals.items())


@hansei.hookimpl
def hansei_kinds() -> list[DotsKind]:
    return [DotsKind()]
