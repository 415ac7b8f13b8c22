"""A table read row after row: what it says where its columns have no room beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import frozen

from hansei.document import Bullets, Cell, Paragraph, Table, Tone
from hansei.document.blocks import Spans

#: A shape for each tone, so that none rests on colour alone; those of the reports.
SIGNS: Mapping[Tone, str] = MappingProxyType(
    {
        Tone.CHOSEN: "●",
        Tone.REFUSED: "○",
        Tone.GOOD: "✓",
        Tone.NEEDS: "◆",
        Tone.MISSING: "–",
        Tone.OURS: "※",
    }
)
#: Where something is to be written by hand.
TO_FILL = "____"
#: What stands for a cell that was left empty.
EMPTY = "–"


@frozen
class Record:
    """One row of a table."""

    #: What heads the row; None: nothing does.
    head: Cell | None
    #: Every other cell with the name of its column.
    cells: tuple[tuple[str, Cell], ...]

    @property
    def to_fill(self) -> bool:
        """Whether the row is there to be filled by hand."""
        return all(cell_text(cell) == "" for _, cell in self.cells)


def columns(table: Table) -> int:
    """Return how many columns a table has."""
    return max((sum(cell.span for cell in row) for row in (*table.header, *table.rows)), default=0)


def records(table: Table) -> Iterator[Record]:
    """Yield the rows of a table, each cell with the name of its column."""
    names = _names(table)
    for row in table.rows:
        head = row[0] if row and row[0].head else None
        at = head.span if head is not None else 0
        cells = []
        for cell in row[0 if head is None else 1 :]:
            cells.append((names[at], cell))
            at += cell.span
        yield Record(head, tuple(cells))


def sign(tone: Tone) -> str:
    """Return the shape of a tone and a blank after it; empty for the plain one."""
    return f"{SIGNS[tone]} " if tone in SIGNS else ""


def labelled(label: str) -> str:
    """Return a label as it stands before what it names."""
    return label if label.endswith((":", "?", ".")) else f"{label}:"


def named(name: str, cell: Cell) -> str:
    """Return the name of a cell's column with what marks the cell, as in "Developing — Table 1"."""
    return " — ".join(filter(None, (name, cell.mark)))


def cell_text(cell: Cell) -> str:
    """Return the words of a cell as one text."""
    texts = [text for block in cell.blocks for text in texts_of(block)]
    return " ".join("".join(span.text for span in text) for text in texts).strip()


def texts_of(block: Paragraph | Bullets) -> tuple[Spans, ...]:
    """Return the texts of what stands in a cell."""
    return block.items if isinstance(block, Bullets) else (block.text,)


def _names(table: Table) -> Sequence[str]:
    """Return the name of each column: what all header rows say above it."""
    count = columns(table)
    found: list[list[str]] = [[] for _ in range(count)]
    for row in table.header:
        at = 0
        for cell in row:
            for name in found[at : at + cell.span]:
                name.append(cell_text(cell))
            at += cell.span
    return [" · ".join(filter(None, name)) for name in found]
