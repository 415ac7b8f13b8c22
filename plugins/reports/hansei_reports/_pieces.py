"""A document as one flat table: a line for each thing that is said, with where it stands. For CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from attrs import evolve, fields, frozen

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
from hansei_reports._text import visible
from hansei_reports._words import cell_words, words
from hansei_reports.sentences import tr


@frozen
class Piece:
    """One line. The names of the fields are the columns, in this order, and stay as they are."""

    #: 1-based number of the block of the document it comes from; 0: the document's head.
    part: int = 0
    #: The heading of the second level it stands under.
    section: str = ""
    #: The nearest heading of a deeper level.
    heading: str = ""
    #: ``title``, ``subtitle``, ``fact``, ``heading``, ``paragraph``, ``item``, ``table``, ``column``, ``cell``,
    #: ``figure``, ``note`` or ``room``.
    kind: str = ""
    #: 1-based number of the item, or of the row of a table; 0: neither.
    line: int = 0
    #: What heads the row of a table.
    row: str = ""
    #: What heads the column of a table.
    column: str = ""
    #: What stands before the text, as a question before its answer.
    label: str = ""
    #: The short mark beside it, as who chose it.
    mark: str = ""
    #: What it means, as :class:`hansei.document.Tone` says it; empty: nothing beyond its words.
    tone: str = ""
    text: str = ""


#: The columns.
COLUMNS = tuple(each.name for each in fields(Piece))


_VALUES = attrgetter(*COLUMNS)


def values(piece: Piece) -> tuple[int | str, ...]:
    """Return a line's values in the order of the columns, in characters that a file can carry."""
    return tuple(visible(each) if isinstance(each, str) else each for each in _VALUES(piece))


def pieces(document: Document) -> Iterator[Piece]:
    """Yield every line of a document, in reading order."""
    yield Piece(kind="title", text=document.title)
    if document.subtitle:
        yield Piece(kind="subtitle", text=document.subtitle)
    for label, value in document.facts:
        yield Piece(kind="fact", label=label, text=value)
    place = Piece()
    for part, block in enumerate(document.blocks, 1):
        place = evolve(place, part=part)
        match block:
            case Heading():
                said = words(block.text)
                section = said if block.level <= 2 else place.section
                place = evolve(place, section=section, heading="" if block.level <= 2 else said)
                yield evolve(place, kind="heading", text=said)
            case Paragraph():
                yield evolve(place, kind="paragraph", label=block.label, tone=_tone(block.tone), text=words(block.text))
            case Bullets():
                for number, item in enumerate(block.items, 1):
                    yield evolve(place, kind="item", line=number, text=words(item))
            case Table():
                yield from _table(place, block)
            case Figure():
                yield evolve(place, kind="figure", label=block.caption, text=block.alt)
                if block.table is not None:
                    yield from _table(place, block.table)
            case Note():
                yield evolve(place, kind="note", tone=_tone(block.tone), text=words(block.text))
            case WriteLines():
                yield evolve(place, kind="room", text=tr("{count} lines to write on", count=block.count))


def _table(place: Piece, table: Table) -> Iterator[Piece]:
    if table.caption:
        yield evolve(place, kind="table", text=table.caption)
    heads: dict[int, list[str]] = {}
    for row in table.header:
        for column, cell in _placed(row):
            said = cell_words(cell)
            for each in range(column, column + cell.span):
                heads.setdefault(each, []).extend(filter(None, (said,)))
            yield evolve(place, kind="column", mark=cell.mark, tone=_tone(cell.tone), text=said)
    columns = {column: " / ".join(each) for column, each in heads.items()}
    for line, row in enumerate(table.rows, 1):
        place = evolve(place, line=line)
        head = next((cell_words(cell) for cell in row if cell.head), "")
        for column, cell in _placed(row):
            said = cell_words(cell)
            if said or cell.mark or cell.tone is not Tone.PLAIN:
                under = columns.get(column, "")
                yield evolve(
                    place, kind="cell", row=head, column=under, mark=cell.mark, tone=_tone(cell.tone), text=said
                )


def _placed(row: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span


def _tone(tone: Tone) -> str:
    return "" if tone is Tone.PLAIN else tone.value
