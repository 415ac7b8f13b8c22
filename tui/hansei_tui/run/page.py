"""A document as painted lines, piece by piece: only as far down as somebody reads is painted.

Every piece is a block, or one row of a table. The pieces are the same at every width, so that a reader
keeps the place when the terminal changes its size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells
from rich.style import Style

from hansei.document import (
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Table,
    Tone,
    WriteLines,
)
from hansei.document.blocks import Block, Spans
from hansei_tui.app.theme import Palette
from hansei_tui.records import EMPTY, TO_FILL, Record, cell_text, columns, labelled, named, records, sign, texts_of
from hansei_tui.run.canvas import Canvas, Line, Part
from hansei_tui.shown import shown

#: Cells a column needs to stand beside others; with less, the rows are read one after another.
LEAST = 18
#: Cells between two columns.
GAP = 2
#: Cells of a line to write on.
WRITE = 60
#: Letters of a column's longest cell beyond which it gets no wider.
LONG = 300
#: What the cells of a row are moved in by.
INDENT = "  "
_ITALIC, _UNDER, _BOLD = Style(italic=True), Style(underline=True), Style(bold=True)


def pieces(document: Document, ink: Palette, width: int) -> Iterator[list[Line]]:
    """Yield a document's facts and blocks as lines of a width; its title is left to the screen.

    Args:
        document: The document.
        ink: The styles.
        width: Cells.
    """
    on = Canvas(width, ink.ground)
    for label, value in document.facts:
        _runs(on, [(f"{labelled(label)} ", ink.dim), (value, ink.text)], ink.text)
    yield on.lines
    before: Block | None = None
    for block in document.blocks:
        table = block.table if isinstance(block, Figure) else block
        if isinstance(table, Table):
            yield from _table(table, ink, width)
        elif not isinstance(block, Table):
            on = Canvas(width, ink.ground)
            if _apart(before, block):
                on.blank()
            _block(on, block, ink)
            yield on.lines
        before = block


def _apart(before: Block | None, block: Block) -> bool:
    """Whether a line is left free between two blocks; a heading and a table leave their own."""
    if before is None or isinstance(before, (Heading, Table)) or isinstance(block, (Heading, Table, WriteLines)):
        return False
    if isinstance(before, Paragraph) and isinstance(block, Paragraph):
        return not (before.label or block.label)
    return type(before) is not type(block) and not isinstance(block, Bullets)


def _block(on: Canvas, block: Heading | Paragraph | Bullets | Figure | Note | WriteLines, ink: Palette) -> None:
    match block:
        case Heading():
            on.blank()
            _runs(on, _styled(block.text, ink.strong), ink.strong)
            if block.level <= 2:
                on.line(("─" * on.width, ink.rule))
        case Paragraph():
            _paragraph(on, block, ink)
        case Bullets():
            _bullets(on, block, ink)
        case Figure():
            if block.caption and not block.alt.startswith(block.caption):
                _runs(on, [(block.caption, ink.strong)], ink.strong)
            _runs(on, [(block.alt, ink.dim)], ink.dim)
        case Note():
            style = _tone(block.tone, ink, ink.dim)
            _runs(on, [(sign(block.tone), style), *_styled(block.text, ink.dim)], ink.dim, lead="│ ", rest="│ ")
        case WriteLines():
            for _ in range(block.count):
                on.blank()
                on.line(("_" * min(on.width, WRITE), ink.rule))


def _paragraph(on: Canvas, block: Paragraph, ink: Palette, *, lead: str = "", rest: str = "") -> None:
    style = _tone(block.tone, ink, ink.text)
    label: list[Part] = [(f"{labelled(block.label)} ", ink.dim + _BOLD)] if block.label else []
    runs = [(sign(block.tone), style), *label, *_styled(block.text, style)]
    _runs(on, runs, style, lead=lead, rest=rest)


def _bullets(on: Canvas, block: Bullets, ink: Palette, *, indent: str = "") -> None:
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.numbered else "· "
        _runs(on, _styled(item, ink.text), ink.text, lead=indent + mark, rest=indent + " " * len(mark))


# --------------------------------------------------------------------------------------------- tables


def _table(table: Table, ink: Palette, width: int) -> Iterator[list[Line]]:
    """Yield the head of a table, then row after row."""
    count = columns(table)
    on = Canvas(width, ink.ground)
    on.blank()
    if table.caption:
        _runs(on, [(table.caption, ink.strong)], ink.strong)
    beside = count > 1 and (width - GAP * (count - 1)) // count >= LEAST
    if not beside:
        yield on.lines
        for record in records(table):
            on = Canvas(width, ink.ground)
            _record(on, record, ink)
            on.blank()
            yield on.lines
        return
    widths = _widths(table, count, width)
    for row in table.header:
        _row(on, row, widths, ink)
    yield on.lines
    for row in table.rows:
        on = Canvas(width, ink.ground)
        on.line(("─" * width, ink.rule))
        _row(on, row, widths, ink)
        yield on.lines


def _widths(table: Table, count: int, width: int) -> list[int]:
    """Share the width out: no column gets less than it needs, one with long cells gets more."""
    longest = [1] * count
    for row in (*table.header, *table.rows):
        at = 0
        for cell in row:
            if cell.span == 1:
                longest[at] = max(longest[at], min(LONG, len(cell_text(cell))))
            at += cell.span
    spare = width - GAP * (count - 1) - LEAST * count
    found = [LEAST + spare * each // sum(longest) for each in longest]
    found[-1] += width - GAP * (count - 1) - sum(found)
    return found


def _row(on: Canvas, row: Sequence[Cell], widths: Sequence[int], ink: Palette) -> None:
    """Paint the cells of a row beside each other."""
    cells: list[Canvas] = []
    at = 0
    for cell in row:
        spanned = widths[at : at + cell.span]
        ground = ink.ground if cell.head or cell.tone in (Tone.PLAIN, Tone.OURS) else ink.lit
        one = Canvas(sum(spanned) + GAP * (len(spanned) - 1), ground)
        _cell(one, cell, ink)
        cells.append(one)
        at += cell.span
    cells += [Canvas(size, ink.ground) for size in widths[at:]]
    tall = max((one.y for one in cells), default=0)
    for one in cells:
        one.blank(tall - one.y)
    on.beside([one.lines for one in cells], GAP)


def _cell(on: Canvas, cell: Cell, ink: Palette) -> None:
    """Paint one cell: its mark first, that of a heading after its words."""
    style = _tone(cell.tone, ink, ink.text)
    marked = sign(cell.tone) + cell.mark
    if cell.head:
        words = [part for block in cell.blocks for text in texts_of(block) for part in _styled(text, ink.strong)]
        _runs(on, [*words, (f" {marked}" if marked else "", style)], ink.strong)
        return
    if marked:
        _runs(on, [(marked, style)], style)
    for block in cell.blocks:
        if isinstance(block, Bullets):
            _bullets(on, block, ink)
        else:
            _paragraph(on, block, ink)


def _record(on: Canvas, record: Record, ink: Palette) -> None:
    """Paint a row as lines: what heads it, then each cell after the name of its column."""
    first = "· "
    if record.head is not None:
        _cell(on, record.head, ink)
        first = INDENT
    for name, cell in record.cells:
        style = _tone(cell.tone, ink, ink.text)
        label = [(sign(cell.tone), style)]
        if words := named(name, cell):
            label.append((f"{labelled(words)} ", (ink.dim if cell.tone is Tone.PLAIN else style) + _BOLD))
        blocks = list(cell.blocks)
        rest = INDENT * 2
        head = blocks[0] if blocks else None
        if isinstance(head, Paragraph):
            del blocks[0]
            own: list[Part] = [(f"{labelled(head.label)} ", ink.dim + _BOLD)] if head.label else []
            _runs(on, [*label, *own, *_styled(head.text, ink.text)], ink.text, lead=first, rest=rest)
        elif not blocks:
            empty = (TO_FILL, ink.rule) if record.to_fill else (EMPTY, ink.dim)
            _runs(on, [*label, empty], ink.text, lead=first, rest=rest)
        else:
            _runs(on, label, ink.text, lead=first, rest=rest)
        for block in blocks:
            if isinstance(block, Bullets):
                _bullets(on, block, ink, indent=rest)
            else:
                _paragraph(on, block, ink, lead=rest, rest=rest)
        first = INDENT


# --------------------------------------------------------------------------------------------- words


def _tone(tone: Tone, ink: Palette, plain: Style) -> Style:
    styles = {
        Tone.CHOSEN: ink.said,
        Tone.REFUSED: ink.dim,
        Tone.GOOD: ink.done,
        Tone.NEEDS: ink.now,
        Tone.MISSING: ink.dim,
        Tone.OURS: ink.dim,
    }
    return styles.get(tone, plain)


def _styled(text: Spans, style: Style) -> list[Part]:
    found: list[Part] = []
    for span in text:
        own = style
        if span.strong:
            own += _BOLD
        if span.emphasis:
            own += _ITALIC
        if span.target:
            own += _UNDER
        found.append((span.text, own))
    return found


def _runs(on: Canvas, runs: Iterable[Part], style: Style, *, lead: str = "", rest: str = "") -> None:
    """Paint runs of text over as many lines as they need, the first and the further ones moved in."""
    width = max(1, on.width - max(cell_len(lead), cell_len(rest)))
    for index, line in enumerate(flowed(runs, width)):
        on.line((rest if index else lead, style), *line)


def flowed(runs: Iterable[Part], width: int) -> list[list[Part]]:
    """Break runs of text into lines; a word is never broken where only its style changes.

    Args:
        runs: Texts, each in one style; control characters are made visible.
        width: Cells of a line, at least 1.
    """
    lines: list[list[Part]] = []
    for paragraph in _paragraphs(runs):
        line: list[Part] = []
        used = 0
        for word in paragraph:
            wide = sum(cell_len(text) for text, _ in word)
            if line and used + 1 + wide <= width:
                line += [(" ", word[0][1] if word[0][1] == line[-1][1] else Style()), *word]
                used += 1 + wide
                continue
            if line:
                lines.append(line)
            *whole, line = _chopped(word, width) if wide > width else (word,)
            lines += whole
            used = sum(cell_len(text) for text, _ in line)
        lines.append(line)
    return lines


def _paragraphs(runs: Iterable[Part]) -> Iterator[list[list[Part]]]:
    """Yield the words of each line that somebody ended; a word is a list of runs."""
    words: list[list[Part]] = [[]]
    for text, style in runs:
        for number, line in enumerate(shown(text.replace("\r\n", "\n").replace("\t", " "), lines=True).split("\n")):
            if number:
                yield [word for word in words if word]
                words = [[]]
            for index, piece in enumerate(line.split(" ")):
                if index:
                    words.append([])
                if piece:
                    words[-1].append((piece, style))
    yield [word for word in words if word]


def _chopped(word: list[Part], width: int) -> list[list[Part]]:
    """Break a word that is longer than a line."""
    lines: list[list[Part]] = [[]]
    used = 0
    for text, style in word:
        for piece in chop_cells(text, max(1, width - used)):
            wide = cell_len(piece)
            if used and used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append((piece, style))
            used += wide
    return lines
