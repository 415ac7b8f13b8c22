"""A sheet that was filled in, read back from a workbook: values only, nothing is run, every fault with its cell."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any, Final

from attrs import Factory, define, evolve

from hansei.document.sheet import FilledLine, FilledSheet
from hansei_reports.sentences import tr, trn
from hansei_reports.sheet_writing import HIDDEN

#: Bytes of a workbook when it is unpacked, and rows of a sheet; more is a mistake, or meant to exhaust a reader.
_UNPACKED, _ROWS = 60_000_000, 5_000
#: Columns in which words beside the table are looked for.
_BESIDE: Final = 60
#: What the hidden page says for reading.
_MARKED: Final = {"rows": dict, "columns": list, "fields": dict, "about": str, "why": str, "beside": str}
_WRONG: Final = re.compile(r"#(REF|N/A|VALUE|NAME|DIV/0|NUM|NULL)[!?]?")
#: Days since 1899 that a number in a column of dates can be: 1954 to 2119.
_DAYS: Final = range(20_000, 80_000)


def read_sheet(data: bytes) -> FilledSheet:
    """Return what was filled in.

    Raises:
        ValueError: when it is no workbook, or none that was made here.
    """
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except zipfile.BadZipFile:
        raise ValueError(tr("it is no workbook; save it as one (.xlsx)")) from None
    if unpacked > _UNPACKED:
        raise ValueError(tr("it is far larger than a sheet can be"))
    try:
        # Twice: the values that were last worked out, and whether a cell holds a formula.
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data))
    except Exception as error:
        raise ValueError(tr("it is no workbook that can be read ({kind})", kind=type(error).__name__)) from error
    marks = _marks(book)
    pages = [page for page in book.worksheets if page.title != HIDDEN and page.sheet_state == "visible"]
    read = [
        (page, _Reader(page, formulas[page.title], marks, *head).read())
        for page in pages
        if (head := _head(page, marks))
    ]
    if not read:
        raise ValueError(
            tr(
                "no page of it has the row that begins with {about}; take a new sheet and copy the lines over",
                about=repr(marks["about"]),
            )
        )
    (first, sheet), *others = read
    known = [page.title for page, _ in read]
    away = [page.title for page in pages if page.title not in known and _has_words(page)]
    remarks = [tr("the page {title} was not read", title=title) for title in away]
    problems = [
        (
            line.place,
            tr(
                "{other} has this table as well; move the line to {first}, or take {other} away",
                other=page.title,
                first=first.title,
            ),
        )
        for page, other in others
        for line in other.lines
        if (line.row, line.values) not in [(each.row, each.values) for each in sheet.lines]
    ]
    return evolve(sheet, problems=(*sheet.problems, *problems), remarks=(*sheet.remarks, *remarks))


def _has_words(page: Any) -> bool:
    return any(cell is not None for row in page.iter_rows(max_row=_ROWS, values_only=True) for cell in row)


def _marks(book: Any) -> dict[str, Any]:
    if HIDDEN not in book.sheetnames:
        raise ValueError(
            tr(
                "it is no sheet that `hansei handout … --format xlsx` made: its hidden page is not there; take a "
                "new sheet and copy the lines over"
            )
        )
    try:
        told = (row[0].value for row in book[HIDDEN].iter_rows(max_row=_ROWS, max_col=1))
        marks = json.loads("".join(str(each) for each in told if each is not None))
        whole = all(isinstance(marks[key], of) for key, of in _MARKED.items())
    except (ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise ValueError(tr("its hidden page was changed; take a new sheet and copy the lines over"))
    return dict(marks)


def _head(page: Any, marks: dict[str, Any]) -> tuple[int, dict[str, int], list[tuple[int, str]]] | None:
    """Find the head of the table: its row, the column of each title, and columns that are none of ours."""
    titles = [marks["about"], marks["why"], marks["beside"], *(each["title"] for each in marks["columns"])]
    for number, row in enumerate(page.iter_rows(max_row=min(page.max_row, 60)), 1):
        words = {cell.column: " ".join(str(cell.value).split()) for cell in row if cell.value is not None}
        if marks["about"] in words.values() and sum(title in words.values() for title in titles) * 2 >= len(titles):
            found: dict[str, int] = {}
            for column, word in words.items():
                found.setdefault(word, column)
            others = [(column, word) for column, word in words.items() if word not in titles]
            return number, found, others
    return None


@define
class _Reader:
    page: Any
    formulas: Any
    marks: dict[str, Any]
    head: int
    columns: dict[str, int]
    others: list[tuple[int, str]]
    problems: list[tuple[str, str]] = Factory(list)
    remarks: list[str] = Factory(list)
    #: Cells with words in columns without a title.
    stray: list[str] = Factory(list)
    #: Cells of merged ranges: the one that holds the value, and whether the range is wider than a column.
    merged: dict[tuple[int, int], tuple[int, int, bool]] = Factory(dict)

    def read(self) -> FilledSheet:
        """Return everything, with the faults of all cells."""
        for span in self.page.merged_cells.ranges:
            for row, column in span.cells:
                self.merged[row, column] = (span.min_row, span.min_col, span.max_col > span.min_col)
        missing = [each["title"] for each in self.marks["columns"] if each["title"] not in self.columns]
        for title in missing:
            where = f"{self.page.title}!{self.head}:{self.head}"
            self.problems.append(
                (
                    where,
                    tr("the column {title} is missing; take a new sheet and copy the lines over", title=repr(title)),
                )
            )
        fields, places = self._fields()
        lines = [] if missing else list(self._lines())
        return FilledSheet(
            {key: value for key, value in self.marks.items() if key not in ("rows", "columns")},
            tuple(lines),
            fields,
            places,
            tuple(self.problems),
            tuple(self.remarks),
        )

    def _fields(self) -> tuple[dict[str, str], dict[str, str]]:
        fields, places = {}, {}
        for row in range(1, self.head):
            label = str(self.page.cell(row, 1).value or "").strip()
            id_ = self.marks["fields"].get(label)
            if id_:
                fields[id_] = self._text(row, 2)
                places[id_] = self._place(row, 2)
        return fields, places

    def _lines(self) -> Iterator[FilledLine]:
        labels = {_key(label): id_ for id_, label in self.marks["rows"].items()}
        hidden, last = 0, min(self.page.max_row, self.head + _ROWS)
        titled = {*self.columns.values(), *(at for at, _ in self.others)}
        beside = [at for at in range(1, min(self.page.max_column, _BESIDE) + 1) if at not in titled]
        if self.page.max_row > last:
            self.problems.append(
                (f"{self.page.title}!{last + 1}", tr("more than {rows} rows cannot be read", rows=_ROWS))
            )
        for row in range(self.head + 1, last + 1):
            values, cells = {}, {}
            for column in self.marks["columns"]:
                at = self.columns[column["title"]]
                cells[column["id"]] = self._place(row, at)
                said = self._said(row, at, column)
                if said:
                    values[column["id"]] = said
            for at, title in self.others:
                if self._text(row, at):
                    message = tr(
                        "{title} is no column of this sheet, and its words would be lost; move them to another",
                        title=repr(title),
                    )
                    self.problems.append((self._place(row, at), message))
            self.stray += [self._place(row, at) for at in beside if self._text(row, at)]
            if not values:
                continue
            hidden += bool(self.page.row_dimensions[row].hidden)
            about = self._text(row, self.columns[self.marks["about"]])
            id_ = labels.get(_key(about))
            if id_ is None:
                first = next(iter(self.marks["rows"].values()), "")
                what = (
                    tr("{about} is nothing that this is about", about=repr(about))
                    if about
                    else tr("it does not say what this is about")
                )
                place = self._place(row, self.columns[self.marks["about"]])
                self.problems.append(
                    (place, tr("{what}; choose from the list, as {first}", what=what, first=repr(first)))
                )
                continue
            yield FilledLine(id_, values, self._beside(row), cells, next(iter(cells.values()), ""))
        if self.stray:
            where = ", ".join(self.stray[:5]) + (" …" if len(self.stray) > 5 else "")
            self.remarks.append(tr("words beside the table were not taken in: {cells}", cells=where))
        if hidden:
            many = trn("{n} hidden row", "{n} hidden rows", hidden)
            self.remarks.append(tr("{many} of {title} with words taken in", many=many, title=self.page.title))

    def _beside(self, row: int) -> dict[str, str]:
        at = self.columns.get(self.marks["beside"])
        told = self._text(row, at) if at else ""
        if not told:
            return {}
        try:
            found = json.loads(told)
            if isinstance(found, dict) and all(isinstance(each, str) for each in found.values()):
                return found
        except ValueError:
            pass
        message = tr("this hidden cell was changed; empty it, and the line is a new one")
        self.problems.append((self._place(row, at or 1), message))
        return {}

    def _said(self, row: int, at: int, column: dict[str, Any]) -> str:
        """Return a cell's words in the form that its column asks for; what has none as it is, to be refused later."""
        value = self._value(row, at)
        if column["type"] == "date":
            if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _DAYS:
                from openpyxl.utils.datetime import from_excel

                value = from_excel(value)
            return _date(_words(value))
        said = _words(value)
        if column["type"] == "choice":
            return next((each for each in column["options"] if _key(each) == _key(said)), said)
        return said

    def _text(self, row: int, at: int) -> str:
        return _words(self._value(row, at))

    def _value(self, row: int, at: int) -> Any:
        """Return a cell's value; one of a merged range has the range's, and a fault where that cannot be told."""
        top, left, wide = self.merged.get((row, at), (row, at, False))
        if wide:
            if (row, at) == (top, left) and row > self.head:
                self.problems.append(
                    (self._place(row, at), tr("this cell is merged with the ones beside it; part them"))
                )
            top, left = row, at
        value = self.page.cell(top, left).value
        if value is None and self.formulas.cell(top, left).data_type == "f":
            self.problems.append((self._place(row, at), tr("the formula here has no value; type what it is to be")))
        elif isinstance(value, str) and _WRONG.fullmatch(value):
            message = tr("the formula here went wrong ({value}); type what it is to be", value=value)
            self.problems.append((self._place(row, at), message))
            return None
        return value

    def _place(self, row: int, at: int) -> str:
        from openpyxl.utils import get_column_letter

        return f"{self.page.title}!{get_column_letter(at)}{row}"


def _words(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case _:
            return str(value).replace("\r\n", "\n").strip()


def _date(said: str) -> str:
    """Return a date as it is recorded, where it is one that can be read in one way only."""
    stamp = re.fullmatch(r"(\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}.*", said)
    if stamp:
        return stamp[1]
    american = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", said)
    if american and (int(american[2]) > 12 or american[1] == american[2]):
        iso = f"{american[3]}-{int(american[1]):02d}-{int(american[2]):02d}"
        with suppress(ValueError):  # told as it was written when there is no such day
            return date.fromisoformat(iso).isoformat()
    return said


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
