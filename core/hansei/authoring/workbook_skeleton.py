"""The skeleton of a toolkit as a workbook: instructions, an example to write over, and lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from hansei.authoring.extras import need
from hansei.authoring.workbook_layout import ABOUT, AGENDA, KIND, LAYOUTS, README, STEPS, TOOLKIT, Label, Layout
from hansei.words.ours import tr

_HOW = """\
This workbook becomes a toolkit for Hansei: what a team does, step by step, and what it answers on the way.

1. Write over the example. It is a whole toolkit: it runs as it stands.
2. Toolkit: the title, who wrote it, who may use it.
3. Agenda: one line for each step. Section and activity are written once, at their first step.
   Instruments are the names of sheets, as in: habits, plan
4. Every further sheet is an instrument. Its first line says the kind; the table below belongs to that kind.
   Copy a sheet to have another one of its kind, and rename it: its name is what the agenda calls it.
   Kinds: {kinds}
5. A rubric has a column for each level, left to right; the heading is the level's title.
6. In a cell, alt+enter begins a new line.

Leave the labels as they are. Do not merge cells in a table, and hide nothing.
Excel likes to make dates of what looks like one: minutes such as 20-25 stay what they are as long as the cell is
formatted as Text, as it is here.

When you are done:   hansei toolkit import FILE.xlsx
What cannot be read is named by sheet and cell.
"""
_ABOUT = {
    "Title": "How we meet",
    "Version": "0.1",
    "Language": "en",
    "By": "Your team or school",
    "Licence": "CC BY 4.0",
}
_STEPS = (
    ("How we meet", "Where are we?", "20-30", "Rate each row", "For each row, find the description that fits us today.",
     "What do we see?", "habits", ""),
    ("", "", "", "Think about why", "For each row that is not yet at the right, think about why.", "", "thinking", ""),
    ("", "What do we do?", "15", "Who does what", "Write down who does what by when.", "", "plan", ""),
)  # fmt: skip
#: Sheet to its kind, its lines and its table; the first line of the table are the levels' titles, for a rubric.
_SHEETS: dict[str, tuple[str, dict[str, str], tuple[str, ...], tuple[tuple[str, ...], ...]]] = {
    "habits": (
        "rubric",
        {"Title": "How we meet", "Question": "Does this describe us?", "Evidence": "What shows it?"},
        ("Seldom", "Often", "Always"),
        (
            ("We know why we meet", "Purpose", "Meetings begin without anybody saying what they are for.",
             "Most meetings have an agenda that was sent out before.",
             "Each agenda says what will be decided, and who prepares it."),
            ("Everybody is heard", "Voices", "The same two people do the talking.",
             "Some of the quiet ones are asked what they think.",
             "A round lets each person speak before we decide."),
        ),
    ),
    "thinking": (
        "prompts",
        {"Title": "Why we stand there", "For each row of": "habits"},
        (),
        (("What keeps us from the next column?", "text", "Why"), ("What could we begin?", "actions", "Begin")),
    ),
    "plan": (
        "plan",
        {"Title": "Our plan"},
        (),
        (("What", "text", "text", ""), ("Who", "text", "owner", ""), ("By when", "date", "due", "")),
    ),
}  # fmt: skip

#: Height of a line in points, and the letters of a line in a cell: not every program finds the height itself.
_LINE, _LETTERS = 15, 34


def skeleton() -> bytes:
    """Return the workbook.

    Raises:
        ExportError: when the library that writes workbooks is not there.
    """
    need(tr("A skeleton"), "xlsxwriter")
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        _Skeleton(book).write()
    return data.getvalue()


class _Skeleton:
    def __init__(self, book: Any) -> None:
        self.book = book
        wrap = {"text_wrap": True, "valign": "top"}
        self.text = book.add_format({**wrap, "num_format": "@"})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.head = book.add_format({**wrap, "bold": True, "bg_color": "#DDE7F0", "bottom": 1})
        self.help = book.add_format({"valign": "top", "italic": True, "font_color": "#5A6672"})

    def write(self) -> None:
        """Write all sheets, in the order in which an author fills them."""
        sheet = self.sheet(README, (110,))
        for row, line in enumerate(_HOW.format(kinds=", ".join(LAYOUTS)).splitlines()):
            sheet.write_string(row, 0, line)
        sheet = self.sheet(TOOLKIT, (16, 60, 60))
        self.lines(sheet, 0, ABOUT, _ABOUT)
        sheet = self.sheet(AGENDA, (22, 22, 10, 22, 50, 36, 24, 12))
        self.table(sheet, 0, STEPS, (), _STEPS)
        sheet.freeze_panes(1, 0)
        for name, (kind, values, levels, rows) in _SHEETS.items():
            self.instrument(name, LAYOUTS[kind], values, levels, rows)

    def sheet(self, name: str, widths: Sequence[int]) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            # Text, also where nothing is yet: Excel would make a date of minutes.
            sheet.set_column(column, column, width, self.text if name != README else None)
        return sheet

    def instrument(
        self,
        name: str,
        layout: Layout,
        values: dict[str, str],
        levels: Sequence[str],
        rows: Sequence[Sequence[str]],
    ) -> None:
        sheet = self.sheet(name, (34, 30, 34, 34, 34, 34))
        kind = Label(KIND, ("kind",), "What the sheet is.", tuple(LAYOUTS))
        after = self.lines(sheet, 0, (kind, *layout.lines), {KIND: layout.kind, **values})
        self.table(sheet, after + 1, layout.columns, levels, rows)
        sheet.freeze_panes(after + 2, 1)

    def lines(self, sheet: Any, row: int, labels: Sequence[Label], values: dict[str, str]) -> int:
        """Write labels below each other; return the row after them."""
        for label in labels:
            sheet.write_string(row, 0, label.name, self.label)
            sheet.write_string(row, 1, values.get(label.name, ""), self.text)
            if label.help:
                sheet.write_string(row, 2, label.help, self.help)
            if label.options:
                sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": list(label.options)})
            row += 1
        return row

    def table(
        self, sheet: Any, row: int, columns: Sequence[Label], levels: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> None:
        """Write a table with a heading for each column; what helps stands as a note on the heading."""
        for index, label in enumerate(columns):
            sheet.write_string(row, index, label.name, self.head)
            if label.help:
                sheet.write_comment(row, index, label.help)
            if label.options:
                choose = {"validate": "list", "source": list(label.options), "ignore_blank": True}
                sheet.data_validation(row + 1, index, row + 200, index, choose)
        for index, title in enumerate(levels, len(columns)):
            sheet.write_string(row, index, title, self.head)
        for down, cells in enumerate(rows, row + 1):
            sheet.set_row(down, _LINE * max(1 + len(text) // _LETTERS for text in cells))
            for index, text in enumerate(cells):
                sheet.write_string(down, index, text, self.text)
