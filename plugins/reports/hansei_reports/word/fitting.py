"""How much smaller pictures are drawn so that what is to stand on one page does, as far as can be estimated.

No library lays the pages of a Word document out: heights are those of our styles in Calibri.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from hansei.document import Bullets, Cell, Figure, Heading, Note, Paragraph, Table, WriteLines
from hansei.document.blocks import Block
from hansei_reports.drawing import drawing
from hansei_reports.layout import columns, joined, letters, weights

#: Points: a line of text, one of a cell, what stands around a picture and around the rows of a table.
_LINE, _CELL, _AROUND, _ROW = 17.0, 12.5, 16.0, 7.0
#: Points that a letter is wide.
_LETTER: Final = 5.0
#: How tall our own summaries were in LibreOffice beside this estimate of them.
_MEASURED: Final = 0.92
#: A picture is never drawn smaller.
_LEAST: Final = 0.6


def share_of_pictures(blocks: Sequence[Block], width: float, height: float, head: float) -> float:
    """Return how large pictures are drawn, 1 at the most, so that all of it stands on one page.

    Args:
        blocks: What is to stand there.
        width: Of the text, in points.
        height: Of the page's text, in points.
        head: What stands above them, in points.
    """
    pictures = sum(_picture(each, width) for each in blocks if isinstance(each, Figure))
    others = _MEASURED * (head + sum(_tall(each, width) for each in blocks))
    if not pictures or pictures + others <= height:
        return 1.0
    return max(_LEAST, (height - others) / pictures)


def head_of(title: str, subtitle: str, facts: int, width: float, *, logo: bool) -> float:
    """Return how tall a document's title and facts are, in points."""
    lines = ceil(len(title) * 11.5 / width) * 32 + (ceil(len(subtitle) * 6 / width) * 18 if subtitle else 0)
    return lines + ceil(facts / 3) * 38 + 24 + (60 if logo else 0)


def _picture(figure: Figure, width: float) -> float:
    made = drawing(figure.svg)
    return 0.0 if made is None else width * made.share / 100 * made.height / made.width


def _tall(block: Block, width: float) -> float:
    """Return how tall a block is; of a picture only what stands around it."""
    match block:
        case Heading():
            return 44.0 if block.level <= 2 else 32.0
        case Paragraph():
            return _lines(len(joined(block.text)), width * (0.7 if block.label else 1)) * _LINE
        case Note():
            return _lines(len(joined(block.text)), width) * _LINE
        case Bullets():
            return sum(_lines(len(joined(each)), width) for each in block.items) * _LINE
        case Table():
            return _table(block, width)
        case Figure():
            return _AROUND + (_LINE if block.caption else 0)
        case WriteLines():
            return block.count * 22.0


def _table(table: Table, width: float) -> float:
    count = columns(table)
    if not count:
        return _LINE
    shares = weights(table, count)
    wide = [width * each / sum(shares) for each in shares]
    rows = sum(_row(row, wide) for row in (*table.header, *table.rows))
    return rows + _AROUND + (_LINE if table.caption else 0)


def _row(row: Sequence[Cell], wide: Sequence[float]) -> float:
    lines = [_lines(letters(cell), width - 10, 4.3) for cell, width in zip(row, wide, strict=False)]
    return max(lines, default=1) * _CELL + _ROW


def _lines(count: int, width: float, letter: float = _LETTER) -> int:
    return max(1, ceil(count * letter / max(width, letter)))
