"""A workbook's last page: the whole report as it is read, headings, answers and tables one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hansei.document import Bullets, Cell, Document, Figure, Heading, Note, Paragraph, Table, Tone, WriteLines
from hansei_reports._rows import Value
from hansei_reports._text import SIGNS
from hansei_reports._words import cell_words, words
from hansei_reports._workbook import Page

#: Of the columns, in letters: the labels, the texts, and what tables have beyond.
_LABELS, _TEXTS, _MORE = 24, 60, 24


def report_page(page: Page, document: Document) -> None:
    """Write every block of a document, in reading order."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    tables += [block.table for block in document.blocks if isinstance(block, Figure) and block.table is not None]
    columns = max((sum(cell.span for cell in row) for each in tables for row in (*each.header, *each.rows)), default=2)
    page.set((_LABELS, _TEXTS, *[_MORE] * (columns - 2)))
    page.say(document.title, "title")
    if document.subtitle:
        page.say(document.subtitle)
    for label, value in document.facts:
        page.row((label, value), ("label", "plain"))
    for block in document.blocks:
        match block:
            case Heading():
                page.at += block.level < 4
                page.say(words(block.text), f"heading{min(max(block.level, 2), 4)}")
            case Paragraph():
                page.row((block.label, _signed(block.tone, words(block.text))), ("label", _ink(block.tone)))
            case Bullets():
                for mark, item in _items(block):
                    page.row(("", f"{mark} {item}"), _TEXT)
            case Table():
                _table(page, block)
            case Figure():
                page.row((block.caption, block.alt), ("label", "faint text"))
                if block.table is not None:
                    _table(page, block.table)
            case Note():
                page.row(("", _signed(block.tone, words(block.text))), ("none", "faint text"))
            case WriteLines():
                page.at += block.count


_TEXT = ("none", "plain")


def _table(page: Page, table: Table) -> None:
    if table.caption:
        page.say(table.caption, "strong text")
    for row in table.header:
        page.row(_row(row), ["table head"] * len(row))
    for row in table.rows:
        page.row(_row(row), ["strong" if cell.head else "" for cell in row for _ in range(cell.span)])
    page.at += 1


def _row(row: Sequence[Cell]) -> list[Value]:
    found: list[Value] = []
    for cell in row:
        inner, mark = cell_words(cell), cell.mark
        sign = "" if cell.tone is Tone.PLAIN else SIGNS.get(cell.tone, "")
        if sign and mark:
            mark = f"{sign} {mark}"
        elif sign:
            inner = f"{sign} {inner}" if inner else sign
        found.append(f"{mark}\n{inner}" if mark and inner else mark or inner)
        found += [None] * (cell.span - 1)
    return found


def _items(bullets: Bullets) -> Iterator[tuple[str, str]]:
    for number, item in enumerate(bullets.items, 1):
        yield f"{number}." if bullets.numbered else "•", words(item)


def _signed(tone: Tone, text: str) -> str:
    return f"{SIGNS[tone]} {text}" if tone in SIGNS else text


def _ink(tone: Tone) -> str:
    return "faint text" if tone is Tone.MISSING else "plain"
