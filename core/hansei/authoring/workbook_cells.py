"""The cells of a workbook as texts, and what is wrong with one told by sheet and cell."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from hansei.authoring.extras import need
from hansei.errors import Problem, ToolkitError
from hansei.words.ours import tr

#: Bytes a workbook has at most, as it is and unpacked: a toolkit's has some 20,000.
MOST, MOST_UNPACKED = 20_000_000, 200_000_000
#: Rows and columns of a sheet that are looked at.
MOST_ROWS, MOST_COLUMNS = 2_000, 60


@frozen
class Cell:
    """A cell that says something, or an empty one."""

    text: str
    #: As people name it: ``habits!C7``.
    where: str


class Sheet:
    """One sheet: every cell as text.

    Args:
        sheet: As openpyxl has it, with formulas.
        values: The same with what formulas amount to.
        faults: Where what cannot be read is told.
        source: The file.
    """

    def __init__(self, sheet: Any, values: Any, faults: list[Problem], source: str) -> None:
        self.name = str(sheet.title)
        self.faults = faults
        self.source = source
        self._sheet = sheet
        self._values = values
        self.rows = min(sheet.max_row or 0, MOST_ROWS)
        self.columns = min(sheet.max_column or 0, MOST_COLUMNS)
        if (sheet.max_row or 0) > MOST_ROWS and any(
            self._raw(row, 1) for row in range(MOST_ROWS + 1, sheet.max_row + 1)
        ):
            self.fault(
                tr(
                    "{rows} rows; {most} are read. Is it the right file?",
                    rows=sheet.max_row,
                    most=MOST_ROWS,
                ),
                MOST_ROWS,
                1,
            )
        #: Cells that lie in a merged range, but for its first, to that range.
        self.merged: dict[tuple[int, int], Any] = {
            (row, column): each
            for each in sheet.merged_cells.ranges
            for row in range(each.min_row, min(each.max_row, self.rows) + 1)
            for column in range(each.min_col, min(each.max_col, self.columns) + 1)
            if (row, column) != (each.min_row, each.min_col)
        }

    def _raw(self, row: int, column: int) -> Any:
        return self._sheet.cell(row, column).value

    def where(self, row: int, column: int) -> str:
        """Return a cell as people name it."""
        return f"{self.name}!{self._sheet.cell(row, column).coordinate}"

    def fault(self, message: str, row: int, column: int) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(Problem(message, path=self.where(row, column), source=self.source))

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell as text; what is none is told."""
        where = self.where(row, column)
        cell = self._sheet.cell(row, column)
        value = cell.value
        if cell.data_type == "f":
            value = self._values.cell(row, column).value
            if value is None:
                self.fault(tr("a formula without a value; write the text itself"), row, column)
        elif cell.data_type == "e":
            self.fault(tr("Excel says {value} here; write the text itself", value=value), row, column)
            value = None
        return Cell(self._text(value, row, column), where)

    def _text(self, value: Any, row: int, column: int) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
            shown = value.date() if isinstance(value, datetime.datetime) else value
            self.fault(
                tr(
                    "Excel made a date of what was typed ({shown}); format the cell as Text and type it again",
                    shown=shown,
                ),
                row,
                column,
            )
            return ""
        text = str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
        return "\n".join(line.rstrip() for line in text.strip().split("\n"))

    def blank(self, row: int) -> bool:
        """Return whether nothing stands in a row."""
        return all(self._raw(row, column) in (None, "") for column in range(1, self.columns + 1))

    def look_for_hidden(self) -> None:
        """Tell what is hidden and says something: whether it is meant cannot be seen."""
        for row in range(1, self.rows + 1):
            if self._sheet.row_dimensions[row].hidden and not self.blank(row):
                self.fault(tr("row {row} is hidden, perhaps by a filter; show it, or delete it", row=row), row, 1)
        for column in self._hidden_columns():
            if any(self._raw(row, column) not in (None, "") for row in range(1, self.rows + 1)):
                self.fault(tr("the column is hidden; show it, or delete it"), 1, column)

    def _hidden_columns(self) -> Iterator[int]:
        for each in self._sheet.column_dimensions.values():
            if each.hidden and each.min:
                yield from range(each.min, min(each.max, self.columns) + 1)

    def look_for_merged(self, first: int, last: int, but: frozenset[int] = frozenset()) -> None:
        """Tell merged cells in a table: only the first of them has words.

        Args:
            first: The table's first row.
            last: Its last column.
            but: Columns in which cells may be merged downwards, as those that are written once.
        """
        for each in self._sheet.merged_cells.ranges:
            down = each.min_col == each.max_col and each.min_col in but
            if each.max_row >= first and each.min_col <= last and not down:
                name = f"{each.coord}"
                message = tr(
                    "{name} are merged, so that only the first has words; split them and fill each cell", name=name
                )
                self.fault(message, max(each.min_row, 1), each.min_col)


def sheets_of(path: Path, faults: list[Problem]) -> tuple[list[Sheet], list[str]]:
    """Return the sheets of a workbook that can be seen, and the names of those that are hidden.

    Args:
        path: The file.
        faults: Where what cannot be read is told.

    Raises:
        ExportError: when the library that reads workbooks is not there.
        ToolkitError: when the file is no workbook.
    """
    need(tr("Reading a workbook"), "openpyxl")
    _look_at(path)
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts of a workbook that it passes over, such as validation of a new form
            book = openpyxl.load_workbook(path)
            values = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:  # noqa: BLE001 - whatever it meets in a file that is none
        raise _no_workbook(path, tr("it cannot be read as one ({name})", name=type(error).__name__)) from None
    seen = [each for each in book.worksheets if each.sheet_state == "visible"]
    hidden = [each.title for each in book.worksheets if each.sheet_state != "visible"]
    return [Sheet(each, values[each.title], faults, str(path)) for each in seen], hidden


def _look_at(path: Path) -> None:
    try:
        with path.open("rb") as file:
            first = file.read(8)
        size = path.stat().st_size
    except OSError as error:
        raise ToolkitError(
            str(path), [Problem(tr("cannot be read: {strerror}", strerror=error.strerror), source=str(path))]
        ) from None
    if first.startswith(b"\xd0\xcf\x11\xe0"):
        raise _no_workbook(path, tr("it is an old .xls or has a password; save it as .xlsx without one"))
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        raise _no_workbook(path, tr("it is something else under that name; save it as .xlsx in Excel")) from None
    if size > MOST or unpacked > MOST_UNPACKED:
        raise _no_workbook(
            path,
            tr("{size} MB; a toolkit's has less than one. Is it the right file?", size=f"{unpacked / 1_000_000:.0f}"),
        )


def _no_workbook(path: Path, why: str) -> ToolkitError:
    return ToolkitError(str(path), [Problem(tr("no workbook: {why}", why=why), source=str(path))])
