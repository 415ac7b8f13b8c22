"""Tables of a Word document: header rows on every page, rows that stay together, grounds for what a cell means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from hansei.document import Bullets, Cell, Paragraph, Table, Tone
from hansei_reports._text import introducing, visible
from hansei_reports.layout import (
    CROWD,
    LONG,
    LONG_HEAD,
    MANY,
    columns,
    joined,
    letters,
    small,
    to_write_in,
    way,
    weights,
)
from hansei_reports.word.elements import Element, add, make, named, run
from hansei_reports.word.texts import Texts

#: The ground of a cell and the line above it.
_GROUNDS: Final = {
    Tone.CHOSEN: ("E7F2F9", "00588B"),
    Tone.GOOD: ("E8F4EE", "145A3B"),
    Tone.NEEDS: ("FBF0E4", "7D3E00"),
}
#: How high a row is at least that is there to be written in, in twentieths of a point.
_ROOM: Final = "840"


@frozen
class Tables:
    """Writes tables.

    Args:
        texts: Writes what is in their cells.
    """

    texts: Texts

    def table(self, parent: Element, table: Table, width: int, *, close: bool = False) -> None:
        """Add a table and what it is called.

        Args:
            parent: Where it goes.
            table: The table.
            width: That of the text, in twentieths of a point.
            close: True to set its rows closer to each other.
        """
        count = columns(table)
        if table.caption:
            title = self.texts.words(parent, "Caption", table.caption)
            title[0].insert(1, title[0].makeelement(title[0].tag.replace("pPr", "keepNext")))
        if not count:
            return
        drawn = add(parent, "tbl")
        shares = weights(table, count)
        widths = [int(width * each / sum(shares)) for each in shares]
        self._looks(drawn, table, width, close=close, crowded=count > CROWD)
        grid = add(drawn, "tblGrid")
        for each in widths:
            add(grid, "gridCol", w=str(each))
        style = "HanseiCellTiny" if count > CROWD else "HanseiCellSmall" if count > MANY else "HanseiCell"
        repeat = sum(letters(cell) for row in table.header for cell in row) < LONG_HEAD
        for at, row in enumerate(table.header, 1):
            line = self._row(drawn, row, whole=True, head=repeat)
            last = at == len(table.header)
            self._cells(line, row, widths, style, header=True, under=last and at > 1)
        for row in table.rows:
            longest = max((letters(cell) for cell in row), default=0)
            line = self._row(drawn, row, whole=longest <= LONG, room=to_write_in(row))
            self._cells(line, row, widths, style, header=False)
        if small(table):
            _together(drawn)
        self._apart(parent)

    def _looks(self, drawn: Element, table: Table, width: int, *, close: bool, crowded: bool) -> None:
        looks = add(drawn, "tblPr")
        add(looks, "tblStyle", val=self.texts.styles("HanseiTable"))
        if _first_words_way(table) == "rtl":
            add(looks, "bidiVisual")
        add(looks, "tblW", w=str(width), type="dxa")
        add(looks, "tblLayout", type="fixed")
        margins = {"top": "40", "bottom": "0"} if close else {"left": "24", "right": "24"} if crowded else {}
        if margins:
            room = add(looks, "tblCellMar")
            for side, each in margins.items():
                add(room, side, w=each, type="dxa")
        heads = bool(table.rows) and all(row and row[0].head for row in table.rows)
        parts = {"firstRow": str(int(bool(table.header))), "firstColumn": str(int(heads))}
        value = f"{(0x20 if table.header else 0) | (0x80 if heads else 0) | 0x600:04X}"
        add(looks, "tblLook", val=value, **parts, lastRow="0", lastColumn="0", noHBand="1", noVBand="1")
        if table.caption:
            add(looks, "tblCaption", val=visible(table.caption)[:250])

    def _row(
        self, drawn: Element, row: Sequence[Cell], *, whole: bool, head: bool = False, room: bool = False
    ) -> Element:
        line = add(drawn, "tr")
        if whole or head or room:
            looks = add(line, "trPr")
            if whole:
                add(looks, "cantSplit")
            if room:
                add(looks, "trHeight", val=_ROOM, hRule="atLeast")
            if head:
                add(looks, "tblHeader")
        return line

    def _cells(
        self,
        line: Element,
        row: Sequence[Cell],
        widths: Sequence[int],
        style: str,
        *,
        header: bool,
        under: bool = False,
    ) -> None:
        at = 0
        for cell in row:
            self._cell(line, cell, sum(widths[at : at + cell.span]), style, header=header, under=under)
            at += cell.span
        for each in widths[at:]:
            self._cell(line, Cell(), each, style, header=header, under=under)

    def _cell(self, line: Element, cell: Cell, width: int, style: str, *, header: bool, under: bool) -> None:
        box = add(line, "tc")
        looks = add(box, "tcPr")
        add(looks, "tcW", w=str(width), type="dxa")
        if cell.span > 1:
            add(looks, "gridSpan", val=str(cell.span))
        ground = None if header else _GROUNDS.get(cell.tone)
        if ground is not None or under:
            self._ground(looks, ground)
        self._content(box, cell, style, header=header)

    def _ground(self, looks: Element, ground: tuple[str, str] | None) -> None:
        borders = add(looks, "tcBorders")
        if ground is None:
            add(borders, "bottom", val="single", sz="10", space="0", color="1B2126")
            return
        fill, line = ground
        add(borders, "top", val="single", sz="18", space="0", color=line)
        for side in ("left", "right"):  # white, so that neighbours of one tone stay apart
            add(borders, side, val="single", sz="18", space="0", color="FFFFFF")
        add(looks, "shd", val="clear", color="auto", fill=fill)

    def _content(self, box: Element, cell: Cell, style: str, *, header: bool) -> None:
        starts = bool(cell.blocks) and isinstance(cell.blocks[0], Paragraph)
        beside = cell.mark != "" or (cell.tone is not Tone.PLAIN and not starts)
        if beside and (header or not cell.head):
            self._mark(box, cell, style)
        for at, block in enumerate(cell.blocks):
            if isinstance(block, Bullets):
                self.texts.items(box, block, style)
            else:
                first = Tone.PLAIN if beside or at else cell.tone
                self._paragraph(box, block, style, first, told=cell.tone, head=header or (cell.head and not at))
        if beside and cell.head and not header:
            self._mark(box, cell, style)
        if not len(box) or box[-1].tag.endswith("tcPr"):
            self.texts.paragraph(box, style)

    def _mark(self, box: Element, cell: Cell, style: str) -> None:
        paragraph = self.texts.paragraph(box, style, rtl=way(cell.mark) == "rtl")
        self.texts.sign(paragraph, cell.tone, cell.mark, style="HanseiHeadMark" if cell.head else "")

    def _paragraph(self, box: Element, block: Paragraph, style: str, first: Tone, *, told: Tone, head: bool) -> None:
        rtl = way(joined(block.text)) == "rtl"
        paragraph = self.texts.paragraph(box, style, rtl=rtl)
        if block.label:
            run(
                paragraph,
                f"{introducing(block.label)} ",
                style=self.texts.styles("HanseiLabel"),
                rtl=way(block.label) == "rtl",
            )
        self.texts.sign(paragraph, first)
        if block.tone is not told and block.tone is not first:
            self.texts.sign(paragraph, block.tone)
        self.texts.spans(paragraph, block.text, rtl=rtl, strong=head)

    def _apart(self, parent: Element) -> None:
        """Add a little room after a table: two tables that follow each other would be one."""
        self.texts.paragraph(parent, "HanseiAfter")


def _together(drawn: Element) -> None:
    """Keep all rows of a table on one page."""
    *rows, _ = drawn.iter(named("tr"))
    for row in rows:
        for paragraph in row.iter(named("p")):
            looks = paragraph[0]
            looks.insert(int(looks[:1] != [] and looks[0].tag == named("pStyle")), make("keepNext"))


def _first_words_way(table: Table) -> str:
    """Return which way a table runs: that of the first words in it."""
    for row in (*table.header, *table.rows):
        for cell in row:
            for block in cell.blocks:
                if isinstance(block, Paragraph) and block.text:
                    return way(joined(block.text))
    return "ltr"
