"""A sheet to fill in as a workbook: lists to choose from, dates that are checked, heads that cannot be overwritten."""

from __future__ import annotations

import json
from datetime import date
from itertools import zip_longest
from typing import Any, Final

from hansei.document.look import Look
from hansei.document.sheet import Sheet, SheetColumn
from hansei.errors import ExportError
from hansei_reports._text import visible
from hansei_reports._workbook import MOST, Page, Workbook, day
from hansei_reports.sentences import tr

#: The hidden page; its first column says, from the top, what the sheet was made from.
HIDDEN = "hansei-marks"
#: The title of the hidden column with what belongs to a line and is not shown.
BESIDE: Final = "hansei"
#: Lines that are free below those that are there.
_FREE = 40
#: Letters wide, by type of column.
_WIDTHS = {"date": 14, "choice": 18}


def write_sheet(sheet: Sheet, look: Look) -> bytes:
    """Return the workbook."""
    from hansei_reports.logos import as_bitmap

    for line in sheet.lines:
        for column in sheet.columns:
            if len(line.values.get(column.id, "")) > MOST:
                where = f"{line.row.label}, {column.title}"
                raise ExportError(
                    tr("a text is longer than a cell can be ({where}); write the plan as a report instead", where=where)
                )
    book = Workbook(sheet.title, sheet.language, look=look)
    page = book.page(sheet.short, tr("to fill in"))
    columns = sheet.columns
    # Why a row is here has a column where it is said of some.
    why = [sheet.why] if any(line.row.because for line in sheet.lines) else []
    page.set((30, *[20] * len(why), *(_WIDTHS.get(each.type, 30) for each in columns), 30))
    if look.logo is not None:
        page.picture(as_bitmap(look.logo), look.logo.alt)
    page.say(sheet.title, "title")
    for each in sheet.told:
        page.say(each)
    for one in sheet.fields:
        page.row((one.label, one.value), ("label", "field" if one.open else "plain"))
    page.at += 1
    head = page.at
    titles = (sheet.about, *why, *(each.title for each in columns), BESIDE)
    page.head(titles, page.widths, still=1)
    looks = ["field label", *["because"] * len(why), *map(_look, columns)]
    for line in sheet.lines:
        values = [
            day(line.values.get(each.id, "")) if each.type == "date" else line.values.get(each.id, "")
            for each in columns
        ]
        beside = json.dumps(dict(line.beside), ensure_ascii=False) if line.beside else None
        page.row([line.row.label, *[line.row.because] * len(why), *values, beside], looks, height=32)
    for _ in range(_FREE):
        page.row([None] * (len(titles) - 1), looks)
    _rules(book, page, sheet, head, 1 + len(why))
    page.sheet.set_column(len(titles) - 1, len(titles) - 1, None, None, {"hidden": True})
    allowed = ("format_columns", "format_rows", "insert_rows", "sort", "autofilter")
    page.sheet.protect("", dict.fromkeys(allowed, True))
    return book.data()


def _look(column: SheetColumn) -> str:
    return "field day" if column.type == "date" else "field"


def _rules(book: Workbook, page: Page, sheet: Sheet, head: int, begins: int) -> None:
    """Write the hidden page, and let cells be filled from its lists; the columns to fill in begin at ``begins``."""
    first, last = head + 1, page.at + 200
    marks: dict[str, Any] = {
        **sheet.marks,
        "rows": {each.id: visible(each.label) for each in sheet.rows},
        "columns": [
            {"id": each.id, "title": visible(each.title), "type": each.type, "options": list(each.options)}
            for each in sheet.columns
        ],
        "about": visible(sheet.about),
        "why": visible(sheet.why),
        "beside": BESIDE,
        "fields": {each.label: each.id for each in sheet.fields},
    }
    hidden = book.page(HIDDEN, "what this sheet was made from")
    hidden.sheet.very_hidden()
    lists = [(0, [each.label for each in sheet.rows])]
    lists += [(at, list(each.options)) for at, each in enumerate(sheet.columns, begins) if each.type == "choice"]
    told = json.dumps(marks, ensure_ascii=False)
    parts = [told[at : at + MOST] for at in range(0, len(told), MOST)]
    for line in zip_longest(parts, *(options for _, options in lists)):
        hidden.row(line, ["plain"] * len(line))
    for number, (column, options) in enumerate(lists, 1):
        letter = chr(ord("A") + number)
        rule = {"validate": "list", "source": f"='{HIDDEN}'!${letter}$1:${letter}${max(len(options), 1)}"}
        rule |= {"error_title": tr("From the list"), "error_message": tr("Choose from the list.")}
        page.sheet.data_validation(first, column, last, column, rule)
    for at, each in enumerate(sheet.columns, begins):
        if each.type == "date":
            rule = {"validate": "date", "criteria": ">=", "value": date(1990, 1, 1)}  # type: ignore[dict-item]
            rule |= {"error_title": tr("A date"), "error_message": tr("Type a date, as 2031-04-30.")}
            page.sheet.data_validation(first, at, last, at, rule)
