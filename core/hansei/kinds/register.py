"""The register: a table whose columns an author writes and whose rows people add, one for each initiative or person.

Found in: the Initiative Inventory (SISEP / PBIS: one row for each initiative, with its purpose, population, cost and
evidence) and the rosters of implementation teams. Another instrument can be answered for each of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from attrs import field, frozen

from hansei.document import Block, Cell, Paragraph, Table, Tone, said
from hansei.errors import ResponseError
from hansei.form import Column, Given, Question
from hansei.form import Table as TableQuestion
from hansei.kinds.actions import identified
from hansei.kinds.dates import need_date
from hansei.kinds.kind import Action, Answer, Answers, Fault, Item, Kind, repeated
from hansei.kinds.needed import need_decimal, need_id, need_one_of, need_rows, need_text
from hansei.words.days import date_told
from hansei.words.lines import one_line
from hansei.words.ours import N_, tr, trn

#: A register has a single item, which is the table itself.
ITEM = "rows"
#: Beside the columns: what a row is called, so that it can be followed. No column can have this id.
ID = "id"
#: Empty rows of a blank one.
BLANK = 6


@frozen
class RegisterColumn:
    """A column."""

    id: str
    title: str
    #: What is written in it: ``text``, ``number``, ``date``, ``choice`` or ``person``.
    type: Literal["text", "number", "date", "choice", "person"] = "text"
    #: What can be chosen.
    options: tuple[str, ...] = ()
    #: Whether every row needs it.
    needed: bool = False
    #: Whether the numbers under it are added up.
    total: bool = False


@frozen
class Register:
    """What the author writes."""

    columns: tuple[RegisterColumn, ...]
    ask: str = "What is there?"
    #: What is said while there is no row.
    empty: str = N_("Nothing is listed yet.")
    #: Id of the column that names a row; empty: the first one.
    named_by: str = ""
    #: Choice column to the options with which a row calls for work; empty: every row does.
    work_when: dict[str, tuple[str, ...]] = field(factory=dict)

    @property
    def name(self) -> str:
        """Id of the column that names a row."""
        return self.named_by or (self.columns[0].id if self.columns else "")


@frozen
class Listed:
    """What a rater gives: any number of rows, each a value for some columns."""

    rows: tuple[dict[str, str], ...]


@frozen
class RegisterSummary:
    """All rows, each with who added it."""

    rows: tuple[tuple[str, dict[str, str]], ...]
    #: Column to what its numbers add up to.
    totals: dict[str, float]


class RegisterKind(Kind[Register, Listed, RegisterSummary]):
    """List what there is, row by row."""

    name = "register"
    definition = Register
    response = Listed
    grows = True

    def faults(self, definition: Register) -> Sequence[Fault]:
        """Find columns that cannot be, choices without options, conditions that name none of them."""
        columns = {column.id: column for column in definition.columns}
        found = [] if columns else [Fault(("columns",), tr("write at least 1 column"))]
        for index, column in enumerate(definition.columns):
            path = ("columns", index)
            if column.id == ID:
                found.append(
                    Fault(
                        (*path, "id"),
                        tr('a column cannot have the id "{id}", which names rows; call it otherwise', id=ID),
                    )
                )
            if column.type == "choice" and len(column.options) < 2:
                found.append(Fault((*path, "options"), tr("a choice column needs at least 2 options")))
            if column.type != "choice" and column.options:
                found.append(Fault((*path, "options"), tr("only a choice has options; write `type: choice`")))
            found += [
                Fault((*path, "options"), tr('"{each}" stands twice', each=each)) for each in repeated(column.options)
            ]
            if column.total and column.type != "number":
                found.append(Fault((*path, "total"), tr("only numbers can be added up; write `type: number`")))
        if definition.named_by and definition.named_by not in columns:
            found.append(
                Fault(
                    ("named_by",),
                    tr(
                        'no column "{named_by}"; the columns are {columns}',
                        named_by=definition.named_by,
                        columns=", ".join(columns),
                    ),
                )
            )
        for id_, options in definition.work_when.items():
            known = columns[id_].options if id_ in columns else ()
            if not known:
                choices = [each.id for each in definition.columns if each.options]
                found.append(
                    Fault(
                        ("work_when", id_),
                        tr(
                            'no choice column "{id}"; there are: {choices}',
                            id=id_,
                            choices=", ".join(choices) or tr("none"),
                        ),
                    )
                )
            found += [
                Fault(
                    ("work_when", id_), tr('no option "{each}"; there are: {known}', each=each, known=", ".join(known))
                )
                for each in options
                if known and each not in known
            ]
        return found

    def items(self, definition: Register, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return the one item."""
        return (Item(ITEM, definition.ask),)

    def rows(self, definition: Register, answers: Answers) -> tuple[Item, ...]:
        """Return a row for each line that somebody added; a later answer has the last word on it."""
        lines = {row[ID]: row for each in answers.get(ITEM, ()) for row in _identified(definition, each.response.rows)}
        return tuple(Item(id_, one_line(row.get(definition.name, "")) or id_) for id_, row in lines.items())

    def form(self, definition: Register, item: Item, given: Given) -> Question | None:
        """Ask for the rows."""
        if "rows" in given:
            return None
        columns = tuple(
            Column(each.id, each.title, each.type, each.options, each.needed or each.id == definition.name)
            for each in definition.columns
        )
        return TableQuestion("rows", definition.ask, columns)

    def respond(self, definition: Register, item: Item, given: Given) -> Listed:
        """Make the rows, without the cells that were left empty."""
        rows = [{str(key): need_text(row, key) for key in row} for row in need_rows(given.get("rows"), "rows")]
        return Listed(_identified(definition, [{key: value for key, value in row.items() if value} for row in rows]))

    def given(self, definition: Register, item: Item, response: Listed) -> Given:
        """Return the rows."""
        return {"rows": [dict(row) for row in _identified(definition, response.rows)]}

    def check(self, definition: Register, item: Item, response: Listed) -> None:
        """Refuse unknown columns, values that are not what a column holds, and rows without what they need."""
        columns = {column.id: column for column in definition.columns}
        for row in response.rows:
            need_id(row.get(ID, "-"), "rows")
            for key, value in row.items():
                if key != ID:
                    _fits(columns[need_one_of(key, list(columns), "rows")], value)
            for column in definition.columns:
                if (column.needed or column.id == definition.name) and not row.get(column.id, "").strip():
                    raise ResponseError(
                        tr('a row needs something under "{title}"', title=column.title), field=column.id
                    )

    def say(self, definition: Register, item: Item, response: Listed) -> str:
        """Return how many rows there are, and their names."""
        names = "; ".join(row.get(definition.name, "") for row in response.rows)
        count = len(response.rows)
        return one_line(trn("{n} row: {names}", "{n} rows: {names}", count, names=names)) if names else tr("no rows")

    def whole(self, definition: Register, item: Item, response: Listed) -> tuple[str, ...]:
        """Return how many rows there are, and each with everything that is in it."""
        rest = [column for column in definition.columns if column.id != definition.name]
        found = [trn("{n} row", "{n} rows", len(response.rows)) if response.rows else tr("no rows")]
        for row in response.rows:
            cells = "; ".join(f"{column.title}: {row[column.id]}" for column in rest if row.get(column.id))
            found.append(one_line(" — ".join(filter(None, (row.get(definition.name, ""), cells)))))
        return tuple(found)

    def summary(self, definition: Register, items: Sequence[Item], answers: Answers) -> RegisterSummary:
        """Gather the rows, and add up."""
        given: Sequence[Answer[Listed]] = answers.get(ITEM, ())
        rows = tuple((each.who, row) for each in given for row in each.response.rows)
        totals = {
            column.id: sum(need_decimal(row[column.id], column.id) for _, row in rows if row.get(column.id))
            for column in definition.columns
            if column.total
        }
        return RegisterSummary(rows, totals)

    def document(
        self, definition: Register, items: Sequence[Item], summary: RegisterSummary | None
    ) -> tuple[Block, ...]:
        """Return the table: with empty rows when blank, with its totals when there are any."""
        header = tuple(Cell.of(column.title, head=True) for column in definition.columns)
        wide = len(header) > 5
        if summary is None:
            empty = tuple(Cell() for _ in header)
            return (Paragraph(definition.ask), Table(rows=(empty,) * BLANK, header=(header,), wide=wide))
        if not summary.rows:
            asked = tr("Asked of each: {columns}", columns="; ".join(column.title for column in definition.columns))
            empty_ = (Paragraph(said(each), tone=Tone.MISSING) for each in (tr(definition.empty), asked))
            return (Paragraph(definition.ask), *empty_)
        several = len({who for who, _ in summary.rows}) > 1
        rows = [
            tuple(
                Cell.of(
                    said(date_told(row.get(column.id, ""))), head=not index, mark=who if several and not index else ""
                )
                for index, column in enumerate(definition.columns)
            )
            for who, row in summary.rows
        ]
        if summary.totals:
            rows.append(
                tuple(
                    Cell.of(
                        f"{summary.totals[column.id]:.12g}" if column.total else "" if index else tr("All"), head=True
                    )
                    for index, column in enumerate(definition.columns)
                )
            )
        return (Paragraph(definition.ask), Table(rows=tuple(rows), header=(header,), wide=wide))

    def needs(self, definition: Register, answers: Answers) -> tuple[Item, ...]:
        """Return the rows that call for work: all of them, or those with one of the options that say so."""
        lines = {row[ID]: row for each in answers.get(ITEM, ()) for row in _identified(definition, each.response.rows)}
        titles = {column.id: column.title for column in definition.columns}
        found = []
        for item in self.rows(definition, answers):
            row = lines[item.id]
            if all(row.get(id_, "") in options for id_, options in definition.work_when.items()):
                because = "; ".join(f"{titles[id_]}: {row[id_]}" for id_ in definition.work_when)
                found.append(Item(item.id, item.title, because=because))
        return tuple(sorted(found, key=lambda each: each.id) if len(answers.get(ITEM, ())) > 1 else found)


def _identified(definition: Register, rows: Sequence[dict[str, str]]) -> tuple[dict[str, str], ...]:
    """Give each row an id that stays when its words are changed."""
    known = identified([Action(row.get(definition.name, ""), id=row.get(ID, "")) for row in rows])
    return tuple(row | {ID: each.id} for row, each in zip(rows, known, strict=True))


def _fits(column: RegisterColumn, value: str) -> None:
    if column.type == "date":
        need_date(value, column.id)
    if column.type == "choice":
        need_one_of(value, column.options, column.id)
    if column.type == "number" and value:
        need_decimal(value, column.id)
