"""The plan: for each row that calls for work, what will be done, by whom, by when, and how we will know.

Found in: MICIP District-Led Continuous Improvement, 2021, Activity 3 step 2 (the Maintaining Balance
action-planning templates). The source links the two templates without printing them, so their columns
are reconstructed from what it says of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from attrs import frozen

from hansei.content.toolkit import TeamKind
from hansei.document import Block, Cell, Paragraph, Table, Tone, said
from hansei.document.breadth import is_broad
from hansei.errors import ResponseError
from hansei.form import Column, Given, Question
from hansei.form import Table as TableQuestion
from hansei.kinds.actions import identified
from hansei.kinds.dates import need_date
from hansei.kinds.kind import Action, Answers, Fault, Item, Kind, Reference, repeated
from hansei.kinds.needed import need_one_of, need_rows
from hansei.kinds.source_row import source_rows
from hansei.words.days import date_told
from hansei.words.lines import one_line
from hansei.words.ours import N_, tr, trn

#: Beside the columns: what a line is called, so that it can be followed. No column can have this id.
ID = "id"
#: Beside the columns: the rows of other sessions that a line came from. No column can have this id either.
FROM = "from"
#: Empty lines of a blank template whose rows nobody knows yet.
BLANK = 6
#: Columns up to which a template stands on an upright page.
_UPRIGHT = 4
#: Roles a column can have in an action: what, who, by when, how we will know.
Means = Literal["", "text", "owner", "due", "measure"]


@frozen
class PlanColumn:
    """A column of the template."""

    id: str
    title: str
    type: Literal["text", "date", "choice"] = "text"
    options: tuple[str, ...] = ()
    #: Which part of an action the column is; empty: none.
    means: Means = ""


@frozen
class PlanDefinition:
    """What the author writes."""

    columns: tuple[PlanColumn, ...]
    #: The team that fills it; None: either.
    team: TeamKind | None = None
    ask: str = "What will be done?"
    #: How the first column, the row it is about, is headed.
    about: str = "Function"
    #: The plan of other teams that is reviewed first, by instrument id.
    reviews: str = ""


@frozen
class Planned:
    """What a rater gives for one row: any number of lines, each a value for some columns."""

    lines: tuple[dict[str, str], ...]


@frozen
class PlannedBy:
    """One rater's lines, as a summary lists them."""

    rater: str
    planned: Planned


@frozen
class PlanRow:
    """A row and what is planned for it."""

    item: Item
    planned: tuple[PlannedBy, ...]


@frozen
class PlanSummary:
    """All rows of the plan."""

    rows: tuple[PlanRow, ...]


class PlanKind(Kind[PlanDefinition, Planned, PlanSummary]):
    """Plan what will be done for each row that calls for work."""

    name = "plan"
    definition = PlanDefinition
    response = Planned
    follows = True
    offers = ()

    def faults(self, definition: PlanDefinition) -> Sequence[Fault]:
        """Find a plan that plans nothing, and choices without options."""
        found = []
        if not any(column.means == "text" for column in definition.columns):
            found.append(Fault(("columns",), tr("no column says what will be done; give one `means: text`")))
        found += [
            Fault(
                ("columns", index, "id"),
                tr(what, taken=taken),
            )
            for taken, what in (
                (ID, N_('a column cannot have the id "{taken}", which names lines; call it otherwise')),
                (
                    FROM,
                    N_('a column cannot have the id "{taken}", which says where a line came from; call it otherwise'),
                ),
            )
            for index, column in enumerate(definition.columns)
            if column.id == taken
        ]
        meanings = [column.means for column in definition.columns if column.means]
        found += [
            Fault(("columns",), tr("two columns have `means: {means}`; an action has one", means=means))
            for means in repeated(meanings)
        ]
        for index, column in enumerate(definition.columns):
            if repeated(column.options):
                found.append(
                    Fault(
                        ("columns", index, "options"),
                        tr('"{each}" stands twice', each=repeated(column.options)[0]),
                    )
                )
            if column.type == "choice" and len(column.options) < 2:
                found.append(Fault(("columns", index, "options"), tr("a choice column needs at least 2 options")))
        return found

    def references(self, definition: PlanDefinition) -> Sequence[Reference]:
        """Return the plan of other teams that is reviewed first."""
        return [Reference(("reviews",), definition.reviews, self.name)] if definition.reviews else []

    def items(self, definition: PlanDefinition, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item for each row of the instrument it plans for, or a single one."""
        return (Item("plan", definition.ask),) if rows is None else tuple(rows)

    def form(self, definition: PlanDefinition, item: Item, given: Given) -> Question | None:
        """Ask for the lines."""
        if "lines" in given:
            return None
        columns = tuple(
            Column(each.id, each.title, each.type, each.options, each.means == "text", each.means == "due")
            for each in definition.columns
        )
        return TableQuestion("lines", definition.ask, columns, optional=False)

    def respond(self, definition: PlanDefinition, item: Item, given: Given) -> Planned:
        """Make the lines, without the columns that were left empty."""
        return self._named(definition, [_filled(line) for line in need_rows(given.get("lines"), "lines")])

    def _named(self, definition: PlanDefinition, lines: Sequence[dict[str, str]]) -> Planned:
        """Give each line an id that stays when its words are changed."""
        words = next((column.id for column in definition.columns if column.means == "text"), "")
        known = identified([Action(line.get(words, ""), id=line.get(ID, "")) for line in lines])
        return Planned(tuple(line | {ID: each.id} for line, each in zip(lines, known, strict=True)))

    def given(self, definition: PlanDefinition, item: Item, response: Planned) -> Given:
        """Return the lines."""
        return {"lines": [dict(line) for line in self._named(definition, response.lines).lines]}

    def check(self, definition: PlanDefinition, item: Item, response: Planned) -> None:
        """Refuse no lines, unknown columns, a date that is none, an unknown choice, a source that is none."""
        columns = {column.id: column for column in definition.columns}
        if not response.lines:
            raise ResponseError(tr("plan at least one line"), field="lines")
        needed = [column for column in definition.columns if column.means == "text"]
        for line in response.lines:
            for key, value in line.items():
                if key == FROM and FROM not in columns:
                    source_rows(value)
                if key in _beside(definition):
                    continue
                column = columns[need_one_of(key, list(columns), "lines")]
                if column.type == "date":
                    need_date(value, key)
                if column.type == "choice":
                    need_one_of(value, column.options, key)
            for column in needed:
                if not line.get(column.id, "").strip():
                    raise ResponseError(tr('a line needs words under "{title}"', title=column.title), field=column.id)

    def say(self, definition: PlanDefinition, item: Item, response: Planned) -> str:
        """Return the lines, columns joined, each with how many rows of others it came from."""
        beside = _beside(definition)
        return one_line(
            "; ".join(
                " | ".join(value for key, value in line.items() if key not in beside) + _came_from(definition, line)
                for line in response.lines
            )
        )

    def summary(self, definition: PlanDefinition, items: Sequence[Item], answers: Answers) -> PlanSummary:
        """Gather the lines."""
        return PlanSummary(
            tuple(
                PlanRow(item, tuple(PlannedBy(each.rater, each.response) for each in answers.get(item.id, ())))
                for item in items
            )
        )

    def document(
        self, definition: PlanDefinition, items: Sequence[Item], summary: PlanSummary | None
    ) -> tuple[Block, ...]:
        """Return the template, empty or with its lines."""
        titles = (definition.about, *(column.title for column in definition.columns))
        header = (tuple(Cell.of(title, head=True) for title in titles),)
        empty = tuple(Cell() for _ in definition.columns)
        if summary is None:
            rows = tuple((Cell.of(said(item.label), head=True), *empty) for item in items)
            rows = rows or ((Cell(), *empty),) * BLANK
            return (Paragraph(definition.ask), Table(rows=rows, header=header, wide=len(titles) > _UPRIGHT))
        several = len({by.rater for row in summary.rows for by in row.planned}) > 1
        lines = [
            (Cell.of(said(row.item.label), head=True, mark=_mark(row, by, several=several)), *_cells(definition, line))
            for row in summary.rows
            for by in row.planned
            for line in by.planned.lines
        ]
        open_ = [row.item.label for row in summary.rows if not row.planned]
        missing = (Paragraph(said(tr("Not planned: ") + "; ".join(open_)), tone=Tone.MISSING),) if open_ else ()
        wide = is_broad((*header, *lines))
        if lines:
            return (Paragraph(definition.ask), Table(rows=tuple(lines), header=header, wide=wide), *missing)
        asked = tr("Asked of each: {columns}", columns="; ".join(column.title for column in definition.columns))
        return (Paragraph(definition.ask), *missing, Paragraph(said(asked), tone=Tone.MISSING))

    def actions(self, definition: PlanDefinition, item: Item, response: Planned) -> tuple[Action, ...]:
        """Return each line as an action."""
        means = {column.id: column.means for column in definition.columns if column.means}
        found = []
        for line in self._named(definition, response.lines).lines:
            parts: dict[str, str] = {means[key]: value for key, value in line.items() if key in means}
            found.append(Action(**parts, id=line[ID], sources=_sources(definition, line)))
        return tuple(found)


def _beside(definition: PlanDefinition) -> set[str]:
    """Return the keys of a line that are no columns; in an old toolkit one of them may be a column after all."""
    return {ID, FROM} - {column.id for column in definition.columns}


def _sources(definition: PlanDefinition, line: dict[str, str]) -> tuple[str, ...]:
    return tuple(line.get(FROM, "").split()) if FROM in _beside(definition) else ()


def _came_from(definition: PlanDefinition, line: dict[str, str]) -> str:
    """Return how many rows of other teams a line came from; who they are is told by who has their sessions."""
    rows = len(_sources(definition, line))
    return trn(" (from {n} row of other teams)", " (from {n} rows of other teams)", rows) if rows else ""


def _filled(line: dict[str, Any]) -> dict[str, str]:
    for key, value in line.items():
        if value is not None and not isinstance(value, str):
            raise ResponseError(tr("give text, not {kind}", kind=type(value).__name__), field=str(key))
    return {str(key): value for key, value in line.items() if value}


def _mark(row: PlanRow, by: PlannedBy, *, several: bool) -> str:
    """Say why the row is there and, when several planned, whose line it is."""
    return ", ".join(filter(None, (row.item.because, by.rater if several else "")))


def _cells(definition: PlanDefinition, line: dict[str, str]) -> tuple[Cell, ...]:
    """Return the columns; the one that says what is done is marked with where the line came from."""
    came_from = _came_from(definition, line).strip(" ()")
    return tuple(
        Cell.of(said(date_told(line.get(column.id, ""))), mark=came_from if column.means == "text" else "")
        for column in definition.columns
    )
