"""Rows of a workbook's pages as the file holds them. XlsxWriter holds the rest, and leaves them out.

The library checks a cell some twenty times on its way, which takes twice as long as a whole workbook may. A row is
little more than its texts: they are written here, and put in place of the ones that the library wrote.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import Factory, define

from hansei_reports._heights import FITS, TALLEST, lines
from hansei_reports._text import visible

#: What a cell can hold; None is an empty one.
Value = str | int | float | date | datetime | None

#: Looks without lines: where there is nothing, nothing is written.
_LEFT_EMPTY: Final = frozenset(
    {"none", "plain", "label", "faint text", "strong text", "heading2", "heading3", "heading4"}
)
#: Letters up to which what is written of a text is kept: most are the toolkit's, and in its next report again.
_SHORT: Final = 2000
#: Points of a line.
_LINE: Final = 15
#: How hard parts are compressed: the strongest is a tenth smaller and takes three times as long.
_LEVEL: Final = 2
#: What Excel would read as one of the letters that XML cannot hold.
_LETTER: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LOOK: Final = re.compile(r'<c r="[A-Z]+1" s="(\d+)"')
_TEXTS: Final = "xl/sharedStrings.xml"
_TEXTS_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
)


@define
class Rows:
    """Rows of one page, from the top."""

    #: The texts of the whole workbook, and their places in it.
    texts: dict[str, int]
    #: Of each cell what stands before the number of its look, the look's name, and what stands behind.
    pieces: list[str] = Factory(list)
    #: Of what is written, 1-based; 0: nothing is.
    first: int = 0
    last: int = 0
    columns: int = 0

    def add(
        self,
        at: int,
        values: Sequence[Value],
        looks: Sequence[str] = (),
        widths: Sequence[float] = (),
        *,
        more: float = 0,
        height: float = 0,
    ) -> None:
        """Write a row below those that are there, as tall as its texts need.

        Args:
            at: 0-based.
            values: One for each column.
            looks: Of each cell; empty, or left out: as its value asks for. Some looks have no lines and leave a cell
                without a value alone.
            widths: Of the columns, in letters; where they are not known, texts ask for no height.
            more: Points beyond what the texts need.
            height: Points, where the texts do not matter.
        """
        pieces, texts, tall, count = self.pieces, self.texts, 1, max(len(values), len(looks))
        number, begun, known = f'{at + 1}" s="', len(pieces), len(widths)
        for place, (name, value, look) in enumerate(zip_longest(_names(count), values, looks, fillvalue="")):
            if isinstance(value, str) and value:
                pieces += (name + number, look or "body", f'" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>')
                share = FITS if value.isascii() else FITS / 2
                if place < known and (len(value) > share * widths[place] or "\n" in value or "\r" in value):
                    tall = max(tall, lines(visible(value), widths[place]))
            elif value is None or value == "":
                if look not in _LEFT_EMPTY:
                    pieces += (name + number, look or "body", '"/>')
            elif isinstance(value, date):
                usual = "moment" if isinstance(value, datetime) else "day"
                pieces += (name + number, look or usual, f'"><v>{_serial(value)}</v></c>')
            else:
                pieces += (name + number, look or "number", f'"><v>{value}</v></c>')
        points = height or (min(_LINE * tall + more, TALLEST) if tall > 1 or more else 0)
        told = f' ht="{points:g}" customHeight="1"' if points else ""
        if len(pieces) > begun:
            pieces[begun] = f'<row r="{at + 1}"{told}>{pieces[begun]}'
            pieces[-1] += "</row>"
        elif told:
            pieces += (f'<row r="{at + 1}"{told}/>', "", "")
        else:
            return
        self.first, self.last, self.columns = self.first or at + 1, at + 1, max(self.columns, count)

    def looks(self) -> Iterable[str]:
        """Return the names of the looks, each at least once."""
        return dict.fromkeys(each for each in self.pieces[1::3] if each)

    def markup(self, numbers: Mapping[str, str]) -> str:
        """Return the rows.

        Args:
            numbers: Of the looks, as the workbook counts them.
        """
        self.pieces[1::3] = [numbers.get(each, "") for each in self.pieces[1::3]]
        return "".join(self.pieces)


def put_in(frame: bytes, pages: Mapping[str, Rows], texts: Iterable[str], looks: Sequence[str]) -> bytes:
    """Return a workbook with its rows.

    Args:
        frame: The workbook; the first row of its first page has a cell of each look and nothing else, and one of its
            cells holds a text.
        pages: Rows by the name of the part that they belong to, of every page.
        texts: What their cells hold, in order.
        looks: Their names, in the order of the cells of that first row.
    """
    written = io.BytesIO()
    with ZipFile(io.BytesIO(frame)) as made, ZipFile(written, "w") as book:
        numbers = dict(zip(looks, _LOOK.findall(made.read(next(iter(pages))).decode()), strict=True))
        for part in made.infolist():
            if part.filename == _TEXTS:
                data = _shared(texts).encode()
            elif part.filename in pages:
                data = _with_rows(made.read(part).decode(), pages[part.filename], numbers).encode()
            else:
                data = made.read(part)
            book.writestr(ZipInfo(part.filename, part.date_time), data, ZIP_DEFLATED, _LEVEL)
    return written.getvalue()


def _shared(texts: Iterable[str]) -> str:
    told = [_kept(each) if len(each) < _SHORT else _written(each) for each in texts]
    return f'{_TEXTS_HEAD} uniqueCount="{len(told)}">{"".join(told)}</sst>'


def _with_rows(page: str, rows: Rows, numbers: Mapping[str, str]) -> str:
    """Return a page with its rows, in place of those that it has."""
    before, _, after = page.partition("<sheetData")
    if not after.startswith("/>"):
        after = after.partition("</sheetData")[2]
    extent = f"A{rows.first}:{_letters(max(rows.columns, 1) - 1)}{rows.last}" if rows.last else "A1"
    head, _, rest = before.partition('<dimension ref="')
    seen = rest.partition('"')[2]
    return (
        f'{head}<dimension ref="{extent}"{seen}<sheetData>{rows.markup(numbers)}</sheetData>{after.partition(">")[2]}'
    )


def _written(text: str) -> str:
    """Return a text as the workbook lists it."""
    told = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in told:
        told = _LETTER.sub("_x005F_", told)
    kept = ' xml:space="preserve"' if told[0].isspace() or told[-1].isspace() else ""
    return f"<si><t{kept}>{told}</t></si>"


_kept = lru_cache(maxsize=4096)(_written)


def _serial(value: date) -> float:
    """Return a day or a time as the days since the last one of 1899; Excel believes in a 29 February 1900."""
    days = value.toordinal() - date(1899, 12, 31).toordinal()
    days += days > 59
    if isinstance(value, datetime):
        return days + (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    return days


@cache
def _names(count: int) -> list[str]:
    """Return how the cells of the first columns begin."""
    return [f'<c r="{_letters(column)}' for column in range(count)]


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
