"""Filling a small table cell by cell: words, dates and choices; a new row is always ready at the end."""

from __future__ import annotations

import json
from typing import Any

from rich.cells import cell_len

from hansei.form import Column, Table
from hansei.kinds.cells import lacking, past, refused
from hansei.kinds.dates import today
from hansei_tui.run.asker import Answer, Changed, Look, Reaction, Say, Write
from hansei_tui.run.canvas import Canvas, Line, Part, filled
from hansei_tui.run.options import offer, option_of
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import tr, trn
from hansei_tui.shown import padded

Row = dict[str, str]
#: Lines of a cell that are shown while another one is selected.
TALL = 3
#: Lines of the selected cell, or of an answer that is only read: more than fits on any screen.
WHOLE = 200
#: Lines that the head of a column takes at the most.
HEAD = 3
#: Cells of a date, and of a number at the least.
DATE, NUMBER = 11, 8


class Filling:
    """Asks a :class:`hansei.form.Table`."""

    name = "table"

    def __init__(self, question: Table) -> None:
        self.question = question
        self.rows: list[Row] = []
        #: Row and column to what was begun in the cell and not kept yet.
        self.begun: dict[tuple[int, int], str] = {}
        #: Row and column of the selected cell; the row after the last is a new one, the one after that saves.
        self.row = 0
        self.column = 0
        #: Whether a cell with options was opened, so that letters choose one and are no keys.
        self.opened = False
        #: Before each change of the rows, to step back: the rows, the selected cell, and what was begun in a row
        #: that was removed; None: a cell was filled.
        self._trail: list[tuple[list[Row], int, int, dict[int, str] | None]] = []

    @property
    def saving(self) -> bool:
        """Whether the line that saves is selected."""
        return self.row > len(self.rows)

    @property
    def picking(self) -> bool:
        """Whether a cell with options is open: all letters belong to it, as they do to what is written."""
        return self.opened and self._offers

    @property
    def _offers(self) -> bool:
        """Whether the selected cell has options."""
        return not self.saving and self.question.columns[self.column].type == "choice"

    @property
    def fresh(self) -> bool:
        """Whether nothing is filled yet that must be, and the first cell takes words."""
        must = not self.question.optional and self.question.columns[0].type != "choice"
        return must and not self.rows and not self.begun

    # ------------------------------------------------------------------------------------- keys

    def press(self, key: str) -> Reaction:
        """Take a key."""
        if key == "ctrl+s":
            return self._save()
        if self.picking and key not in ("up", "down", "left", "right"):
            return self._pick(key)
        self.opened = False
        if key in ("up", "k", "down", "j"):
            self.row = min(max(0, self.row + (1 if key in ("down", "j") else -1)), len(self.rows) + 1)
            return Changed()
        if key in ("left", "h", "right", "l"):
            step = 1 if key in ("right", "l") else -1
            self.column = min(max(0, self.column + step), len(self.question.columns) - 1)
            return Changed()
        if key in ("enter", "space"):
            return self._save() if self.saving else self._edit()
        if key in ("delete", "backspace"):
            return self._remove()
        if key.isdecimal() and not self.saving:
            if self._offers:
                return self._pick(key)
            if self.question.columns[self.column].type in ("number", "date"):  # nobody presses enter before a number
                return self._edit(typed=key)
        return None

    def _pick(self, key: str) -> Reaction:
        """Take a key in a cell with options."""
        column = self.question.columns[self.column]
        if key == "escape":
            self.opened = False
        elif key in ("delete", "backspace"):
            self._put("")
        elif key == "shift+tab":
            return self.edit(self.row, self.column - 1)
        elif key in ("enter", "tab"):
            return self._go_on()
        elif (option := option_of(column, key, self._cell(self.row, column))) is not None:
            going_on = self.opened or self.row >= len(self.rows)  # who begins a new row goes on with it
            self._put(option)
            if key.isdecimal() and going_on:
                return self._go_on()
        else:
            no = tr("There is no option {key}") if key.isdecimal() else tr("No option begins with {key}")
            return Say(no.format(key=key if key.isdecimal() else repr(key)))
        return Changed()

    def hit(self, what: str) -> Reaction:
        """Take a click: on a cell, or on the line that saves."""
        if what == "save":
            return self._save()
        row, _, column = what.partition(",")
        if row == "option":
            return self._pick(str(int(column) + 1))
        if not row.isdigit() or not column.isdigit():
            return None
        again = (int(row), int(column)) == (self.row, self.column)
        self.row, self.column, self.opened = int(row), int(column), False
        return self._edit() if again else Changed()

    def _save(self) -> Reaction:
        if self.begun:
            self.row, self.column = min(self.begun)
            title = self.question.columns[self.column].title
            draft = tr("Row {n} · {column} is a draft: enter keeps it, then save", n=self.row + 1, column=title)
            return self._edit(draft)
        shown = [column.id for column in self.question.columns]
        rows = [row for row in self.rows if any(row.get(id_, "").strip() for id_ in shown)]
        if not rows and not self.question.optional:
            return Say(tr("Fill at least one row"))
        for at, row in enumerate(self.rows):
            column = lacking(self.question.columns, row) if row in rows else None
            if column is not None:
                self.row, self.column = at, self.question.columns.index(column)
                needs = tr("Row {n} needs something under {column}, then save", n=at + 1, column=column.title)
                return self._edit(needs)
        return Answer(rows)

    def _remove(self) -> Reaction:
        if self.row >= len(self.rows):
            return None
        self._remember({c: text for (r, c), text in self.begun.items() if r == self.row})
        del self.rows[self.row]
        self.begun = {(r - (r > self.row), c): text for (r, c), text in self.begun.items() if r != self.row}
        return Changed()

    def _cell(self, row: int, column: Column) -> str:
        return self.rows[row].get(column.id, "") if row < len(self.rows) else ""

    def _put(self, value: str) -> None:
        if value == self._cell(self.row, self.question.columns[self.column]):
            return
        self._remember()
        if self.row >= len(self.rows):
            self.rows.append({})
            self.row = len(self.rows) - 1
        self.rows[self.row][self.question.columns[self.column].id] = value

    def _remember(self, removed: dict[int, str] | None = None) -> None:
        self._trail.append(([dict(row) for row in self.rows], self.row, self.column, removed))

    def step_back(self) -> bool:
        """Take back the last cell that was filled, or row that was removed; return whether there was one.

        Words of a cell that was filled are a draft in it again.
        """
        if not self._trail:
            return False
        was, (self.rows, self.row, self.column, removed) = self.rows, self._trail.pop()
        if removed is not None:
            self.begun = {(r + (r >= self.row), c): text for (r, c), text in self.begun.items()}
            self.begun |= {(self.row, c): text for c, text in removed.items()}
            return True
        self.begun = {(min(r, len(self.rows)), c): text for (r, c), text in self.begun.items()}
        column = self.question.columns[self.column]
        words = was[self.row].get(column.id, "")
        if words and column.type != "choice":
            self.begun[self.row, self.column] = words
        return True

    def edit(self, row: int, column: int) -> Reaction:
        """Go to a cell and fill it; where there is none, stay at the edge."""
        self.row = min(max(0, row), len(self.rows))
        self.column = min(max(0, column), len(self.question.columns) - 1)
        return self._edit()

    def _edit(self, says: str = "", typed: str = "") -> Reaction:
        column = self.question.columns[self.column]
        now = self._cell(self.row, column)
        if self._offers:
            self.opened = True
            return Changed(says)
        label = tr("{column}, as {date}", column=column.title, date=today()) if column.type == "date" else column.title
        text = typed or self.begun.get((self.row, self.column), now)
        if typed:
            self._typed(typed)
        if not self.column and self.rows and self.row == len(self.rows):
            label += "   " + tr("enter alone: no more rows")
        return Write(tr("Row {n} · {label}", n=self.row + 1, label=label), text, self._done, self._typed, says)

    def _typed(self, text: str) -> None:
        if text == self._cell(self.row, self.question.columns[self.column]):
            self.begun.pop((self.row, self.column), None)
        else:
            self.begun[self.row, self.column] = text

    def _done(self, text: str) -> Reaction:
        column = self.question.columns[self.column]
        value = text.strip()
        if column.type != "choice" and (wrong := refused(column, value)):
            return Say(wrong)
        late = past(column, value)
        self.begun.pop((self.row, self.column), None)
        if not value and not self.column and self.rows and self.row == len(self.rows):
            self.row += 1  # enter in a new row that nobody wants: what was filled is to be saved
            return Changed()
        self._put(value)
        return self._go_on(late)

    def _go_on(self, says: str = "") -> Reaction:
        """Open the next cell, at once: who goes on typing fills row after row, and presses no keys."""
        if self.column + 1 < len(self.question.columns):
            self.column += 1
        elif self.rows and self.row >= len(self.rows):
            self.opened = False  # nothing was chosen in a new row: what was filled is to be saved
            self.row, self.column = len(self.rows) + 1, 0
            return Changed(says)
        else:
            self.column, self.row = 0, len(self.rows)
        return self._edit(says)

    # ------------------------------------------------------------------------------------- drafts

    def draft(self) -> str:
        """Return the rows so far, and the cells that were begun."""
        if self.begun:
            return json.dumps({"rows": self.rows, "begun": [[*at, text] for at, text in self.begun.items()]})
        return json.dumps(self.rows) if self.rows else ""

    def restore(self, draft: str) -> None:
        """Go on with the rows."""
        try:
            rows = json.loads(draft)
            kept = rows.get("begun", ()) if isinstance(rows, dict) else ()
            begun = {(int(row), int(column)): str(text) for row, column, text in kept}
        except (ValueError, TypeError):
            return
        if isinstance(rows, dict):
            rows = rows.get("rows")
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            self.prefill(rows)
            self.begun = {
                (row, column): text
                for (row, column), text in begun.items()
                if 0 <= row <= len(rows) and 0 <= column < len(self.question.columns)
            }
            if self.begun:
                self.row, self.column = min(self.begun)

    def prefill(self, value: Any) -> None:
        """Begin with rows that are on the record."""
        self.rows = [{str(key): str(cell) for key, cell in row.items()} for row in value or ()]
        self.row = len(self.rows)

    # ------------------------------------------------------------------------------------- painting

    def paint(self, on: Canvas, look: Look) -> None:
        """Paint the table, and below it the line that saves."""
        ink, columns = look.ink, self.question.columns
        widths = _widths(columns, on.width - len(columns) + 1)
        titles = [wrap(column.title, width, HEAD) for column, width in zip(columns, widths, strict=True)]
        for number in range(max(len(title) for title in titles)):
            head: list[Part] = []
            for title, width in zip(titles, widths, strict=True):
                head.append((padded(title[number] if number < len(title) else "", width) + " ", ink.dim))
            on.line(*head)
        on.line(*[part for width in widths for part in (("─" * width, ink.rule), (" ", ink.rule))])
        count = len(self.rows) + (0 if look.settled else 1)
        for row in range(count):
            self._paint_row(on, look, row, widths)
        if look.settled:
            return
        on.blank()
        rows = len(self.rows)
        words = trn("save {n} row", "save {n} rows", rows) if rows else tr("save")
        style = ink.now_block if self.saving else ink.dim
        if self.saving:
            on.focus = (on.y, on.y)
        on.line(
            ("▸ " if self.saving else "  ", ink.now),
            (f" {words} ", style),
            ("  ctrl+s", ink.key),
            hit="ask:save",
        )

    def _paint_row(self, on: Canvas, look: Look, row: int, widths: list[int]) -> None:
        ink = look.ink
        cells: list[list[Line]] = []
        for at, (column, width) in enumerate(zip(self.question.columns, widths, strict=True)):
            here = not look.settled and (row, at) == (self.row, self.column)
            ground = ink.lit if here else ink.panel
            text = self._cell(row, column)
            if (row, at) in self.begun and not look.settled and not look.writing:
                text = tr("draft: {words}", words=self.begun[row, at])
            style = (ink.said if text else ink.dim) + ground
            if not text:
                text = ("▸ enter" if here else "·") if row == len(self.rows) else ("▸" if here else "")
            mark = ("▸" if here and self._cell(row, column) else " ", ink.now + ground)
            lines = wrap(text, max(1, width - 1), WHOLE if here or look.settled else TALL)
            cells.append(
                [
                    filled((mark if not n else (" ", ground), (line, style)), width, ground)
                    for n, line in enumerate(lines)
                ]
            )
        tall = max(len(cell) for cell in cells)
        x = 0
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            ground = ink.lit if not look.settled and (row, at) == (self.row, self.column) else ink.panel
            cell += [filled((), width, ground)] * (tall - len(cell))
            on.zone(x, width, f"ask:{row},{at}", height=tall)
            x += width + 1
        top = on.y
        on.beside(cells, 1)
        if row != self.row or look.settled:
            return
        if self._offers and not look.writing:
            column = self.question.columns[self.column]
            left = sum(widths[: self.column]) + self.column
            offer(on, look, column, self._cell(row, column), left, opened=self.opened)
        on.focus = (top, on.y - 1)


def _widths(columns: tuple[Column, ...], room: int) -> list[int]:
    """Share the room: dates, numbers and options take what they need, the first column of words twice its share."""
    shares = {index: 2 if not index else 1 for index in range(len(columns))}
    fixed: dict[int, int] = {}
    for index, column in enumerate(columns):
        if column.type == "date":
            fixed[index] = DATE
        elif column.type == "number":
            fixed[index] = max(NUMBER, min(cell_len(column.title) + 1, room // (len(columns) + 1)))
        elif column.type == "choice":
            longest = max((cell_len(each) for each in column.options), default=0)
            fixed[index] = min(longest + 1, room * shares[index] // (len(columns) + 1))
    shares = {index: share for index, share in shares.items() if index not in fixed}
    left = max(len(columns) * 4, room - sum(fixed.values()))
    total = sum(shares.values()) or 1
    return [fixed.get(index) or max(4, left * shares.get(index, 1) // total) for index in range(len(columns))]
