"""A workbook's pages: tables with a title, a head that stays, and print set-up. What is written is never a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import Factory, define

from hansei.document.look import Look
from hansei_reports._rows import Rows, Value, put_in
from hansei_reports._text import visible
from hansei_reports.sentences import tr

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Letters of one cell: half of what Excel allows, as it counts a letter beyond the basic plane twice.
MOST = 16_000
#: From pale to strong; black on any of them keeps 4.5:1, and the number stands in the cell.
PALE, STRONG = "#FFFFFF", "#56B4E9"
_SHADES = (PALE, "#EAF6FD", "#C9E7F8", "#93D0F1", STRONG)
_HEAD, _INK, _FAINT, _LINE = "#17365D", "#1F1F1F", "#595959", "#BFBFBF"
#: A cell that is filled in; texts stay texts.
_FIELD = {"text_wrap": True, "valign": "top", "font_color": _INK, "border": 1, "border_color": _LINE, "locked": False}
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


@define
class Workbook:
    """Pages in order; :meth:`data` ends it."""

    title: str
    language: str = "en"
    made: datetime | None = None
    look: Look = Factory(Look)
    #: Pages by name, each with what it holds.
    pages: dict[str, str] = Factory(dict)
    _texts: dict[str, int] = Factory(dict)
    _sheets: list[Page] = Factory(list)
    #: Looks that were asked for, by name.
    _formats: dict[str, Format] = Factory(dict)
    _file: io.BytesIO = Factory(io.BytesIO)
    _book: Any = None

    def __attrs_post_init__(self) -> None:
        from xlsxwriter import Workbook as Written

        kept = {f"strings_to_{what}": False for what in ("formulas", "urls", "numbers")}
        self._book = Written(self._file, {"in_memory": True, **kept})
        properties: dict[str, Any] = {"title": visible(self.title)[:250], "comments": "Made by Hansei"}
        self._book.set_properties(properties | ({"created": self.made} if self.made else {}))

    def style(self, name: str) -> Format:
        """Return one of :func:`_looks`, made once; ``shade0`` to ``shade4`` go from pale to strong."""
        made = self._formats.get(name)
        if made is None:
            made = self._formats[name] = self._book.add_format(_looks(self.look.accent or _HEAD)[name])
        return made

    def page(self, title: str, what: str) -> Page:
        """Begin a page.

        Args:
            title: Its name; shortened and made unique as Excel asks for.
            what: What it holds, in a few words.
        """
        name = _page_name(visible(title), self.pages)
        self.pages[name] = what
        sheet: Worksheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9 if self.look.paper == "a4" else 1)  # as Excel counts papers
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        told = _one_line(self.title)[:80].replace("&", "&&")
        sheet.set_header(f"&L{told}&R&A")
        sheet.set_footer("&RPage &P of &N")
        sheet.hide_gridlines(2)
        page = Page(self, sheet, name, Rows(self._texts))
        self._sheets.append(page)
        return page

    def chart(self) -> Any:
        """Begin a chart of bars that stand one after the other."""
        return self._book.add_chart({"type": "bar", "subtype": "stacked"})

    def data(self) -> bytes:
        """Return the file."""
        first, pages = self._sheets[0].sheet, [each.rows for each in self._sheets]
        looks = dict.fromkeys(chain.from_iterable(each.looks() for each in pages))
        for place, name in enumerate(looks):  # so that the library counts them; rows take the place of these cells
            first.write_string(0, place, name, self.style(name))
        self._book.close()
        parts = {f"xl/worksheets/sheet{number}.xml": each for number, each in enumerate(pages, 1)}
        return put_in(self._file.getvalue(), parts, self._texts, tuple(looks))


@define
class Page:
    """One page, written from the top."""

    book: Workbook
    sheet: Worksheet
    name: str
    #: What is written; the sheet has the rest.
    rows: Rows
    #: 0-based row that is written next.
    at: int = 0
    #: Of the columns, in letters.
    widths: Sequence[float] = ()

    def say(self, text: str, style: str = "faint", *, column: int = 0) -> None:
        """Write a text on a line of its own."""
        for part in _parts(visible(text)):
            self.rows.add(self.at, [*[None] * column, part], [*["none"] * column, style])
            self.at += 1

    def picture(self, data: bytes, alt: str, *, height: float = 48, width: float = 320) -> None:
        """Put a picture on a row of its own.

        Args:
            data: PNG or JPEG.
            alt: What it shows, in words.
            height: At the most, in pixels.
            width: At the most, in pixels.
        """
        from xlsxwriter.image import Image

        image = Image(io.BytesIO(data))
        tall, wide = image.height * 96 / image.y_dpi, image.width * 96 / image.x_dpi
        scale = min(height / tall, width / wide)
        options = {"x_scale": scale, "y_scale": scale, "description": visible(alt), "object_position": 1}
        pixels = round(tall * scale) + 12
        self.sheet.set_row_pixels(self.at, pixels)
        self.rows.add(self.at, (), height=pixels * 0.75)
        self.sheet.insert_image(self.at, 0, image, options)
        self.at += 1

    def set(self, widths: Sequence[float]) -> None:
        """Set how wide the columns are, in letters."""
        self.widths = widths
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def head(self, titles: Sequence[str], widths: Sequence[float], *, still: int = 1) -> None:
        """Write the head of a table; it and the first columns stay when the page is scrolled or printed on.

        Args:
            titles: The columns.
            widths: Of the columns, in letters.
            still: How many columns stay.
        """
        self.set(widths)
        self.rows.add(self.at, [visible(each)[:MOST] for each in titles], ["head"] * len(titles), widths, more=6)
        self.sheet.repeat_rows(self.at)
        self.at += 1
        self.sheet.freeze_panes(self.at, still)

    def row(self, values: Sequence[Value], styles: Sequence[str] = (), *, height: float = 0) -> None:
        """Write a row; a text that is too long for a cell goes on in the rows below, nothing is cut.

        Args:
            values: One for each column.
            styles: The look of each cell; empty, or left out: as its value asks for. Some looks have no lines and
                leave a cell without a value alone.
            height: Points; 0: as tall as its texts need.
        """
        for each in values:
            if isinstance(each, str) and len(each) > MOST:
                break
        else:
            self._line(values, styles, height)
            return
        columns = [list(_parts(visible(each))) if isinstance(each, str) else [each] for each in values]
        for line in range(max(len(parts) for parts in columns)):
            self._line([parts[line] if line < len(parts) else None for parts in columns], styles)

    def _line(self, values: Sequence[Value], styles: Sequence[str], height: float = 0) -> None:
        self.rows.add(self.at, values, styles, self.widths, height=height)
        self.at += 1

    def offer(self, column: int, first: int, options: Sequence[str]) -> None:
        """Let a column be filled from a list, from a row on and beyond the last; other words are allowed."""
        listed = [visible(each).replace(",", " ") for each in options]
        if not listed or len(",".join(listed)) > 255:  # more than Excel takes
            return
        rule = {"validate": "list", "source": listed, "error_type": "information"}
        self.sheet.data_validation(first, column, self.at + 50, column, rule)

    def ask_days(self, column: int, first: int) -> None:
        """Let a column take dates, from a row on and beyond the last."""
        rule = {"validate": "date", "criteria": ">=", "value": date(1990, 1, 1), "error_type": "warning"}
        rule |= {"error_title": tr("A date"), "error_message": tr("Type a date, as 2031-04-30.")}
        self.sheet.data_validation(first, column, self.at + 50, column, rule)
        self.sheet.set_column(column, column, self.widths[column], self.book.style("empty day"))

    def scale(self, first: int, left: int, right: int, most: int) -> None:
        """Shade numbers from 1, pale, to the most, strong."""
        if self.at > first and right >= left:
            rule = {"type": "2_color_scale", "min_type": "num", "max_type": "num", "min_value": 1, "max_value": most}
            rule |= {"min_color": PALE, "max_color": STRONG}
            self.sheet.conditional_format(first, left, self.at - 1, right, rule)

    def bars(self, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]], alt: str) -> None:
        """Write a table of numbers and draw it below: a bar for each row, of its numbers one after the other.

        Args:
            columns: What the numbers are of.
            rows: What each row is called, and its numbers.
            alt: The same in words.
        """
        head, most = self.at, len(columns)
        self.row([tr("Row"), None, *columns], ["table head"] * (2 + most))
        for name, numbers in rows:
            self.row([name, None, *numbers], ["strong"])
        chart, first, last = self.book.chart(), head + 1, self.at - 1
        # The chart keeps a copy of its numbers, for programs that do not count, which the library takes from its cells.
        self.sheet.write_row(head, 2, [visible(each) for each in columns])
        for at, (name, numbers) in enumerate(rows, first):
            self.sheet.write_string(at, 0, visible(name)[:MOST])
            self.sheet.write_row(at, 2, numbers)
        font = {"size": 10, "bold": True, "color": _INK}
        for column in range(2, most + 2):
            chart.add_series(
                {
                    "name": [self.name, head, column],
                    "categories": [self.name, first, 0, last, 0],
                    "values": [self.name, first, column, last, column],
                    "fill": {"color": _between((column - 2) / max(most - 1, 1))},
                    "border": {"color": _FAINT, "width": 0.75},
                    "gap": 45,
                    "data_labels": {
                        "value": True,
                        "num_format": "0;;;",
                        "font": font,
                    },
                }
            )
        chart.set_y_axis({"reverse": True, "num_font": {"size": 10}, "line": {"none": True}, "major_tick_mark": "none"})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_legend({"position": "top", "font": {"size": 10}})
        chart.set_chartarea({"border": {"none": True}})
        chart.set_size({"width": 780, "height": 90 + 38 * (last - head)})
        self.at += 1
        self.sheet.insert_chart(self.at, 0, chart, {"description": visible(alt)[:2000], "object_position": 2})
        self.at += 5 + 2 * (last - head)

    def filter(self, head: int, columns: int) -> None:
        """Let the rows below a head be filtered."""
        if self.at - 1 > head:
            self.sheet.autofilter(head, 0, self.at - 1, columns - 1)


def day(text: str) -> Value:
    """Return an ISO date as a real one; other words as they are."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return found if found.year >= 1900 else text


def moment(text: str) -> datetime | None:
    """Return a time of the record, which is UTC, as a workbook keeps times; None when there is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def shade(position: int, most: int) -> str:
    """Return the look of a place on a scale.

    Args:
        position: 0-based.
        most: How many places there are.
    """
    return f"shade{round(4 * position / max(most - 1, 1))}"


@lru_cache(maxsize=8)
def _looks(accent: str) -> dict[str, dict[str, Any]]:
    """Return every look, by name, with the colour of titles and heads."""
    body = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": _LINE, "font_color": _INK}
    shades = {
        f"shade{at}": body | {"bg_color": each, "border": 1, "border_color": _LINE} for at, each in enumerate(_SHADES)
    }
    return shades | {
        "body": body,
        "day": body | {"num_format": "yyyy-mm-dd", "align": "left"},
        "empty day": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
        "moment": body | {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
        "number": body | {"align": "center"},
        "strong": body | {"bold": True},
        "decided": body | {"bold": True, "align": "center"},
        "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": accent, "text_wrap": True, "valign": "vcenter"},
        "title": {"bold": True, "font_size": 16, "font_color": accent},
        "faint": {"font_color": _FAINT, "italic": True},
        "label": {"bold": True, "valign": "top", "text_wrap": True, "font_color": _FAINT},
        "plain": {"text_wrap": True, "valign": "top", "font_color": _INK},
        "faint text": {"text_wrap": True, "valign": "top", "font_color": _FAINT, "italic": True},
        "strong text": {"bold": True, "valign": "top", "font_color": _INK},
        "heading2": {"bold": True, "font_size": 14, "font_color": accent},
        "heading3": {"bold": True, "font_size": 12, "font_color": accent},
        "heading4": {"bold": True, "font_color": accent},
        "field": _FIELD,
        "field day": _FIELD | {"num_format": "yyyy-mm-dd", "align": "left"},
        "field label": _FIELD | {"bold": True},
        "because": _FIELD | {"font_color": _FAINT, "italic": True, "locked": True},
        "table head": body | {"bold": True, "bottom": 2, "bottom_color": _INK},
        "link": {"font_color": "#0563C1", "underline": 1, "valign": "top"},
    }


def _between(share: float) -> str:
    """Return the colour at a share of the way from pale to strong."""
    parts = ((int(PALE[at : at + 2], 16), int(STRONG[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(pale + (strong - pale) * share):02X}" for pale, strong in parts)


def _parts(text: str) -> Iterator[str]:
    if not text:
        yield ""
    for start in range(0, len(text), MOST):
        yield text[start : start + MOST]


def _page_name(title: str, taken: dict[str, str]) -> str:
    """Return a name as Excel allows it: 31 letters, none of its own signs, no other page's."""
    plain = _one_line(_NOT_IN_A_NAME.sub(" ", title)).strip("' ") or "Page"
    used = {each.casefold() for each in taken} | {"history"}
    name, number = _short(plain, 31), 2
    while name.casefold() in used:
        name, number = f"{_short(plain, 31 - len(str(number)) - 1)} {number}", number + 1
    return name


def _short(text: str, most: int) -> str:
    """Cut a name; a letter beyond the basic plane counts twice."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[:-1]
    return text.strip("' ")


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
