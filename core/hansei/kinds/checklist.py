"""The checklist: statements that hold, partly hold or do not hold yet, each with a remark.

Found in: MICIP District-Led Continuous Improvement, 2021, Facilitator Readiness.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from attrs import frozen

from hansei.content.toolkit import Ours
from hansei.document import BOX, Block, Cell, Paragraph, Table, Tone, WriteLines, said
from hansei.document.spans import plain
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Option, Question, Text
from hansei.kinds.kind import Answers, Fact, Fault, Item, Kind, repeated
from hansei.kinds.needed import need_one_of, need_text
from hansei.kinds.results import ROW, Result
from hansei.words.lines import begun_large, one_line
from hansei.words.ours import tr


@frozen
class Statement:
    """One line of the checklist."""

    id: str
    text: str
    ours: Ours = Ours()


@frozen
class Checklist:
    """What the author writes."""

    statements: tuple[Statement, ...]
    #: What can be said of a statement, best first.
    marks: tuple[str, ...] = ("yes", "partly", "not yet")
    ask: str = "Is this so?"
    #: The question after any mark but the best, which leaves nothing to ask; empty: never asked.
    remark: str = ""


class Mark(msgspec.Struct, frozen=True):
    """What a rater gives for one statement."""

    mark: str
    remark: str = ""


class MarkedBy(msgspec.Struct, frozen=True):
    """One rater's mark, as a summary lists it."""

    rater: str
    mark: Mark


class ChecklistRow(msgspec.Struct, frozen=True):
    """A statement and its marks."""

    item: Item
    marks: tuple[MarkedBy, ...]


class ChecklistSummary(msgspec.Struct, frozen=True):
    """All statements, and how many carry each mark."""

    rows: tuple[ChecklistRow, ...]
    counts: dict[str, int]


class ChecklistKind(Kind[Checklist, Mark, ChecklistSummary]):
    """Mark each statement."""

    name = "checklist"
    definition = Checklist
    response = Mark

    def faults(self, definition: Checklist) -> Sequence[Fault]:
        """Find an empty list, or fewer than two marks."""
        found = [] if definition.statements else [Fault(("statements",), tr("write at least 1 statement"))]
        if len(definition.marks) < 2:
            found.append(Fault(("marks",), tr("a checklist needs at least 2 marks")))
        found += [Fault(("marks",), tr('"{each}" stands twice', each=mark)) for mark in repeated(definition.marks)]
        return found

    def items(self, definition: Checklist, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item for each statement."""
        return tuple(
            Item(each.id, plain(each.text), each.ours.short, bool(each.ours.short)) for each in definition.statements
        )

    def form(self, definition: Checklist, item: Item, given: Given) -> Question | None:
        """Ask for the mark, then for a remark, unless the mark is the best there is."""
        if "mark" not in given:
            return Choose("mark", definition.ask, tuple(Option(each, each.capitalize()) for each in definition.marks))
        if definition.remark and "remark" not in given and given["mark"] != definition.marks[0]:
            return Text("remark", definition.remark)
        return None

    def respond(self, definition: Checklist, item: Item, given: Given) -> Mark:
        """Make the mark."""
        mark = given.get("mark")
        if not isinstance(mark, str) or not mark:
            raise ResponseError(tr("give one of {names}", names=", ".join(definition.marks)), field="mark")
        return Mark(mark, need_text(given, "remark"))

    def given(self, definition: Checklist, item: Item, response: Mark) -> Given:
        """Return the mark and the remark."""
        return {"mark": response.mark, "remark": response.remark}

    def check(self, definition: Checklist, item: Item, response: Mark) -> None:
        """Refuse an unknown mark."""
        need_one_of(response.mark, definition.marks, "mark")

    def say(self, definition: Checklist, item: Item, response: Mark) -> str:
        """Return the mark and the remark."""
        return one_line(f"{response.mark} — {response.remark}" if response.remark else response.mark)

    def whole(self, definition: Checklist, item: Item, response: Mark) -> tuple[str, ...]:
        """Return the same as it is asked, with a capital."""
        return (begun_large(self.say(definition, item, response)),)

    def summary(self, definition: Checklist, items: Sequence[Item], answers: Answers) -> ChecklistSummary:
        """Count the marks."""
        rows = tuple(
            ChecklistRow(item, tuple(MarkedBy(each.rater, each.response) for each in answers.get(item.id, ())))
            for item in items
        )
        given = [by.mark.mark for row in rows for by in row.marks]
        return ChecklistSummary(rows, {mark: given.count(mark) for mark in definition.marks})

    def document(
        self, definition: Checklist, items: Sequence[Item], summary: ChecklistSummary | None
    ) -> tuple[Block, ...]:
        """Return the statements with their marks, or with boxes to tick."""
        header = (
            tuple(
                Cell.of(text, head=True)
                for text in (tr("Statement"), *definition.marks, definition.remark or tr("Remark"))
            ),
        )
        marked = {row.item.id: row.marks for row in summary.rows} if summary else {}
        rows = []
        for statement in definition.statements:
            by = marked.get(statement.id, ())
            names = {mark: ", ".join(each.rater for each in by if each.mark.mark == mark) for mark in definition.marks}
            boxes = tuple(
                Cell.of(said(names[mark] or BOX), tone=Tone.CHOSEN if names[mark] else Tone.PLAIN)
                for mark in definition.marks
            )
            remarks = tuple(Paragraph(said(each.mark.remark), label=each.rater) for each in by if each.mark.remark)
            rows.append((Cell.of(statement.text), *boxes, Cell(remarks)))
        asked = Paragraph(definition.ask)
        return (asked, Table(rows=tuple(rows), header=header), *(() if summary else (WriteLines(2),)))

    def facts(self, definition: Checklist, summary: ChecklistSummary) -> tuple[Fact, ...]:
        """Return each statement's mark where all raters gave the same."""
        found = []
        for row in summary.rows:
            marks = {by.mark.mark for by in row.marks}
            if len(marks) == 1:
                mark = marks.pop()
                found.append(Fact(row.item.id, float(definition.marks.index(mark)), mark))
        return tuple(found)

    def results(self, definition: Checklist, items: Sequence[Item], answers: Answers) -> tuple[Result, ...]:
        """Return each statement to which all raters gave one mark; any but the best calls for work."""
        found, ladder = [], tuple(reversed(definition.marks))
        for item in items:
            given = answers.get(item.id, ())
            marks = {each.response.mark for each in given}
            if len(marks) == 1:
                mark = marks.pop()
                says = self.say(definition, item, given[0].response) if len(given) == 1 else mark
                work = mark != definition.marks[0]
                found.append(Result(ROW, item.id, one_line(item.label), says, mark, ladder, work))
        return tuple(found)

    def places(self, definition: Checklist) -> dict[str, str]:
        """Return the marks."""
        return {mark: mark.capitalize() for mark in definition.marks}
