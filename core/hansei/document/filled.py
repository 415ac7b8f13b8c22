"""A document without the columns that nobody wrote anything in: what they ask is named below their table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hansei.document.blocks import Block, Cell, Paragraph, Table, Tone, said
from hansei.words.ours import tr


def filled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, of each table the columns with something in them, and a line that names the others.

    A table with a cell across several columns, without a header, or with fewer than two columns left stays as it is.
    """
    for block in blocks:
        if isinstance(block, Table):
            yield from _filled(block)
        else:
            yield block


def _filled(table: Table) -> Iterator[Block]:
    empty = _empty(table)
    if not empty:
        yield table
        return
    header, rows = (tuple(_without(line, empty) for line in lines) for lines in (table.header, table.rows))
    yield Table(rows, header, table.caption, table.wide)
    columns = "; ".join(_words(table.header[-1][at]) for at in sorted(empty))
    yield Paragraph(said(tr("Nothing was written under: {columns}", columns=columns)), tone=Tone.MISSING)


def _empty(table: Table) -> set[int]:
    """Return which columns, from 0 on, have a name and nothing below it."""
    lines = (*table.header, *table.rows)
    if not table.header or not table.rows or any(cell.span != 1 for line in lines for cell in line):
        return set()
    count = len(table.header[-1])
    if any(len(line) != count for line in lines):
        return set()
    named = (at for at in range(1, count) if _words(table.header[-1][at]))
    found = {at for at in named if not any(row[at].blocks or row[at].mark for row in table.rows)}
    return found if count - len(found) > 1 else set()


def _without(row: tuple[Cell, ...], empty: set[int]) -> tuple[Cell, ...]:
    return tuple(cell for at, cell in enumerate(row) if at not in empty)


def _words(cell: Cell) -> str:
    texts = (block.text for block in cell.blocks if isinstance(block, Paragraph))
    return " ".join("".join(span.text for span in text) for text in texts).strip()
