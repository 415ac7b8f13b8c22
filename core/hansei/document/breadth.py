"""Whether a table wants a page of its own across: a small one would leave most of it empty."""

from __future__ import annotations

from collections.abc import Sequence

from hansei.document.blocks import Bullets, Cell

#: Letters that the longest cells of all columns hold together, from which on a table is easier to read across.
MUCH = 420
#: Columns from which on it is, whatever they hold.
MANY = 7


def is_broad(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table is easier to read across a page.

    Args:
        rows: Its rows, the header's too.
    """
    longest: dict[int, int] = {}
    for row in rows:
        for index, cell in enumerate(row):
            longest[index] = max(longest.get(index, 0), _letters(cell))
    return len(longest) >= MANY or sum(longest.values()) >= MUCH


def _letters(cell: Cell) -> int:
    count = 0
    for block in cell.blocks:
        for line in block.items if isinstance(block, Bullets) else (block.text,):
            for span in line:
                count += len(span.text)
    return count
