"""How a document is laid out on sheets of paper: which blocks share a page's way up, how wide each column is.

What the formats with pages share; each draws it in its own way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from typing import Final

import msgspec

from hansei.document import Bullets, Cell, Figure, Heading, Note, Paragraph, Span, Table, Tone, WriteLines
from hansei.document.blocks import Block, Spans
from hansei_reports._text import SIGNS

#: The anchor of the part that has the first page to itself.
SUMMARY: Final = "summary"
#: A word longer than this is broken anywhere in a cell: letters.
CELL_WORD: Final = 17
#: From so many columns on a table turns its page and is set smaller; from so many it is set smaller still.
MANY, CROWD = 6, 10
#: Letters of a cell from which its row may go on on the next page.
LONG: Final = 1400
#: Letters of a header row from which it is not repeated.
LONG_HEAD: Final = 600
#: Letters of what leads to a turned table and turns with it.
_LEAD = 700
#: About how many letters stand beside each other in a table, on a page upright and across, without the edges of cells.
_UPRIGHT, _ACROSS = 92.0, 132.0
#: Letters of its longest cell from which a column is one of texts.
_TEXT = 40
#: Letters that stay on one line where there is room for it: those of a name, and otherwise those of a date.
_SHORT = (14, 11)
#: Rows and letters of a table up to which it stands on one page.
_FEW, _LEAST = 6, 900


class Part(msgspec.Struct, frozen=True):
    """Blocks that share a page's way up."""

    blocks: tuple[Block, ...] = ()
    #: True on pages turned sideways.
    landscape: bool = False
    #: True for what has a page to itself.
    alone: bool = False
    #: Levels of headings in the table of contents that stands here; 0: no contents.
    contents: int = 0


def parts(blocks: Sequence[Block]) -> list[Part]:
    """Part a document into runs of blocks that share a page's way up; the contents come after the summary."""
    summary, rest = summary_of(blocks)
    made = []
    if summary:
        made.append(Part(tuple(summary), alone=True))
        sections = sum(isinstance(each, Heading) and each.level <= 2 for each in rest)
        if sections > 1:
            made.append(Part(contents=3 if sections < 8 else 2))
    run: list[Block] = []
    for block in rest:
        run.append(block)
        if isinstance(block, Table) and turns(block):
            stays, lead = _lead(run[:-1])
            if stays:
                made.append(Part(tuple(stays)))
            _turned(made, [*lead, block])
            run = []
    # A few last words stay on the turned page they follow.
    stays, lead = _lead(run)
    if run and not stays and made and made[-1].landscape:
        _turned(made, lead)
    elif run or not made:
        made.append(Part(tuple(run)))
    return made


def summary_of(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Part the summary that a document begins with from the rest."""
    first = blocks[0] if blocks else None
    if not (isinstance(first, Heading) and first.anchor == SUMMARY):
        return (), blocks
    ends = (at for at, each in enumerate(blocks) if at and isinstance(each, Heading) and each.level <= 2)
    end = next(ends, len(blocks))
    return blocks[:end], blocks[end:]


def _turned(made: list[Part], blocks: Sequence[Block]) -> None:
    """Add blocks on turned pages; those that follow each other share them."""
    before = made.pop().blocks if made and made[-1].landscape else ()
    made.append(Part((*before, *blocks), landscape=True))


def _lead(run: list[Block]) -> tuple[list[Block], list[Block]]:
    """Part what stands before a turned table: what stays, and what leads to the table and turns with it.

    A few short words turn too, from their heading on, and so does one flat picture among them.
    """
    at, count = len(run), 0
    begins = at
    while at and count <= _LEAD and isinstance(block := run[at - 1], _LEADS):
        if isinstance(block, Figure) and not _flat(block):
            break
        if begins < len(run) and not isinstance(block, Heading):  # what belongs to another heading stays
            break
        count += 300 if isinstance(block, Figure) else sum(len(joined(each)) + 20 for each in _texts(block))
        at -= 1
        if count <= _LEAD and (isinstance(block, Heading) or not at):
            begins = at
    return run[:begins], run[begins:]


def _flat(figure: Figure) -> bool:
    """Tell whether a picture leaves room below it on a page turned sideways."""
    box = _BOX.search(figure.svg, 0, 400)
    return box is not None and float(box[2]) <= 0.4 * float(box[1])


_LEADS = (Heading, Paragraph, Note, Bullets, WriteLines, Figure)
_BOX = re.compile(r'viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"')


def _texts(block: Heading | Paragraph | Note | Bullets | WriteLines) -> tuple[Spans, ...]:
    if isinstance(block, WriteLines):
        return ((),) * block.count
    return block.items if isinstance(block, Bullets) else (block.text,)


def turns(table: Table) -> bool:
    """Tell whether a table wants a page turned sideways."""
    return table.wide or columns(table) > MANY


def leads(block: Block, following: Block | None, before: Block | None = None) -> bool:
    """Tell whether a text stays on the page of what follows it, as a question does with its answer.

    Args:
        block: The block.
        following: What stands after it; None: nothing.
        before: What stands before it: a remark or an answer right below a heading does not stand alone with it.
    """
    if isinstance(block, Note):
        return isinstance(following, Figure | Table) or (isinstance(before, Heading) and following is not None)
    if not isinstance(block, Paragraph):
        return False
    answer = isinstance(following, Paragraph) and (bool(following.label) or following.tone is Tone.MISSING)
    begins = not block.label or isinstance(before, Heading)
    return isinstance(following, Figure | Table | WriteLines | Note) or (begins and answer)


def small(table: Table) -> bool:
    """Tell whether a table is so small that a page is not to part it."""
    return len(table.rows) <= _FEW and sum(letters(cell) for row in table.rows for cell in row) <= _LEAST


def columns(table: Table) -> int:
    """Return how many columns a table has."""
    return max((sum(cell.span for cell in row) for row in (*table.header, *table.rows)), default=0)


def weights(table: Table, count: int) -> list[float]:
    """Return how wide each column is beside the others.

    A column of short texts is as wide as its longest; those of long ones share what is left, by how much is in them.
    """
    most, line, word = [4.0] * count, [4.0] * count, [3.0] * count
    empty = [bool(table.rows)] * count
    for row in (*table.header, *table.rows):
        at = 0
        for cell in row:
            if cell.span == 1:
                most[at] = max(most[at], float(min(letters(cell), 600)))
                line[at] = max(line[at], float(_longest(_lines(cell))))
                word[at] = max(word[at], float(min(_longest(_words(cell)), CELL_WORD)))
            at += cell.span
    for row in table.rows:
        at = 0
        for cell in row:
            empty[at] &= not cell.blocks and not cell.mark
            at += cell.span
    if table.wide and all(blank or each > _TEXT for blank, each in zip(empty[1:], most[1:], strict=True)):
        heads = all(row and row[0].head for row in table.rows)
        first = 0.7 if heads and most[0] < 90 else 1.0
        return [first, *[1.0] * (count - 1)]
    room = _ACROSS if turns(table) else _UPRIGHT
    whole = [[max(each, of) if of <= limit else each for each, of in zip(word, line, strict=True)] for limit in _SHORT]
    fitting = (each for each in whole if sum(each) + 3 * count <= room)
    needs = [each + 3.0 for each in next(fitting, word)]
    wants = [max(each, 90.0) if blank else each + 3.0 for each, blank in zip(line, empty, strict=True)]
    shares = [sqrt(max(each, 90.0) if blank else each) for each, blank in zip(most, empty, strict=True)]
    return _shared(room, needs, wants, shares)


def _shared(room: float, needs: Sequence[float], wants: Sequence[float], shares: Sequence[float]) -> list[float]:
    """Return how wide each column is: what it wants where that is no more than its share, otherwise its share.

    None is narrower than it needs to be.
    """
    widths = list(map(max, wants, needs))
    if sum(widths) <= room:
        return [round(each, 2) for each in widths]
    open_ = set(range(len(widths)))
    while open_:
        left = room - sum(widths[at] for at in range(len(widths)) if at not in open_)
        total = sum(shares[at] for at in open_)
        given = {at: left * shares[at] / total for at in open_}
        settled = {at: widths[at] for at in open_ if widths[at] <= given[at]}
        settled = settled or {at: needs[at] for at in open_ if needs[at] > given[at]} or given
        for at, width in settled.items():
            widths[at] = width
        open_ -= settled.keys()
    return [round(each, 2) for each in widths]


def to_write_in(row: Sequence[Cell]) -> bool:
    """Tell whether a row is there to be written in: most of it is empty."""
    empty = sum(not cell.blocks and not cell.mark and not cell.head for cell in row)
    return empty * 2 > len(row) or (len(row) == 2 and empty == 1)


def letters(cell: Cell) -> int:
    """Return how much is in a cell."""
    count = len(cell.mark)
    for each in cell.blocks:
        for text in each.items if isinstance(each, Bullets) else (each.text,):
            count += len(joined(text))
    return count


def _lines(cell: Cell) -> Iterator[str]:
    """Yield the lines of a cell as they would stand with room enough."""
    sign = "● " if cell.tone in SIGNS else ""
    if cell.mark:
        yield f"{sign}{cell.mark}"
        sign = ""
    for each in cell.blocks:
        if isinstance(each, Bullets):
            yield from (f"  {joined(item)}" for item in each.items)
        else:
            first, *rest = f"{each.label} {joined(each.text)}".strip().split("\n")
            yield f"{sign}{first}"
            yield from rest
        sign = ""


def _words(cell: Cell) -> Iterator[str]:
    return (word for line in _lines(cell) for word in line.split())


def _longest(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)


def joined(text: Sequence[Span]) -> str:
    """Return the words of a text."""
    return text[0].text if len(text) == 1 else "".join([span.text for span in text])


def way(text: str) -> str:
    """Return which way a text runs, ``ltr`` or ``rtl``, by its first letter that runs at all (Unicode's rule P2)."""
    for each in text[:400]:
        kind = unicodedata.bidirectional(each)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
