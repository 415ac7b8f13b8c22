"""The rubric on paper: one picture of where the team stands, the table, and each row with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from hansei.document import BOX, Block, Cell, Figure, Heading, Note, Paragraph, Table, Tone, WriteLines, said
from hansei.document.breadth import is_broad
from hansei.document.figures import StandRow, stand_figure
from hansei.kinds.kind import Item
from hansei.kinds.rubric import ASIDES, place_title
from hansei.kinds.rubric_rating import HALF
from hansei.words.ours import tr

#: Rows of one picture, so that each can be read.
_DRAWN = 16

if TYPE_CHECKING:
    from hansei.kinds.rubric import Criterion, Level, Rubric
    from hansei.kinds.rubric_rating import RatedBy, RubricRow, RubricSummary


def rubric_on_paper(definition: Rubric, items: Sequence[Item], summary: RubricSummary | None) -> tuple[Block, ...]:
    """Return the rubric: blank when ``summary`` is None, completed otherwise."""
    rows = {row.item.id: row for row in summary.rows} if summary else {}
    blocks: list[Block] = [Paragraph(definition.walk.ask)]
    if summary is not None and any(item.ours for item in items):
        blocks.append(Note(said(tr("Row titles are Hansei's; the source gives none.")), Tone.OURS))
    tables: list[Block] = []
    # Rows with levels of their own are tables of their own; the others stand in one.
    for own, group in groupby(definition.criteria, key=lambda each: each.own_levels):
        criteria = tuple(group)
        if summary is not None:
            blocks += _figures(definition, criteria, rows)
        tables.append(_table(definition, criteria, rows, zones=not own))
    if summary is None:
        lines = WriteLines(max(6, len(definition.criteria)))
        room: tuple[Block, ...] = (Heading(definition.evidence, 4), lines) if definition.evidence else ()
        return (*blocks, *tables, *room)
    # What may turn the page stands before what goes on over pages, so that none ends after a few lines.
    blocks += [Heading(tr("The whole rubric"), 4), *tables, Heading(tr("Row by row"), 4)]
    for row, criterion in zip(summary.rows, _criteria(definition, summary), strict=True):
        only = row.ratings[0] if len(row.ratings) == 1 else None
        if only is not None and not only.rating.evidence and not only.rating.refused:  # one line says it
            chosen = f"{only.who}: {_chosen(definition, criterion, only)}"
            blocks.append(Paragraph(said(chosen), label=row.item.label, tone=Tone.CHOSEN))
        else:
            blocks += [Heading(said(row.item.label), 5), *_row_blocks(definition, criterion, row)]
    return tuple(blocks)


def _criteria(definition: Rubric, summary: RubricSummary) -> Iterator[Criterion]:
    by = {each.id: each for each in definition.criteria}
    yield from (by[row.item.id] for row in summary.rows)


def _table(definition: Rubric, criteria: Sequence[Criterion], rows: dict[str, RubricRow], *, zones: bool) -> Table:
    """Return rows with the same levels; what a group of levels means stands above them."""
    levels = definition.levels_of(criteria[0])
    corner = Cell.of("", head=True)
    header: list[tuple[Cell, ...]] = [(corner, *(Cell.of(level.name, head=True) for level in levels))]
    if definition.zones and zones:
        spans = (Cell((Paragraph(each.title),), head=True, span=len(each.levels)) for each in definition.zones)
        header.insert(0, (corner, *spans))
    body = tuple(
        (
            _head(criterion, rows.get(criterion.id)),
            *(_cell(criterion, level, rows.get(criterion.id)) for level in levels),
        )
        for criterion in criteria
    )
    return Table(rows=body, header=tuple(header), wide=is_broad((*header, *body)))


def _head(criterion: Criterion, row: RubricRow | None) -> Cell:
    """Return what heads a row, marked with the answers that are no level and so shade none of its cells."""
    asides: dict[str, list[str]] = {}
    for by in row.ratings if row else ():
        if by.rating.aside:
            asides.setdefault(tr(ASIDES[by.rating.aside]), []).append(by.who)
    mark = "; ".join(f"{aside}: {', '.join(raters)}" for aside, raters in asides.items())
    tone = Tone.PLAIN if criterion.title else Tone.OURS
    return Cell.of(said(criterion.label), head=True, tone=tone, mark=mark)


def _asides(row: RubricRow) -> dict[str, int]:
    """Return how many raters gave which answer that is no level."""
    found: dict[str, int] = {}
    for by in row.ratings:
        if by.rating.aside:
            found[by.rating.aside] = found.get(by.rating.aside, 0) + by.count
    return found


def _cell(criterion: Criterion, level: Level, row: RubricRow | None) -> Cell:
    text = criterion.levels[level.id]
    if row is None:
        return Cell.of(f"{BOX} {text}")
    raters = [
        tr("{who} (half-way to the next)", who=rated.who) if rated.rating.half else rated.who
        for rated in row.ratings
        if rated.rating.level == level.id
    ]
    if raters:
        return Cell.of(text, tone=Tone.CHOSEN, mark=", ".join(raters))
    refused = any(level.id in rated.rating.refused for rated in row.ratings)
    return Cell.of(text, tone=Tone.REFUSED if refused else Tone.PLAIN, mark=tr("not yet") if refused else "")


def _row_blocks(definition: Rubric, criterion: Criterion, row: RubricRow) -> list[Block]:
    if not row.ratings:
        return [Paragraph(said(tr("Not rated.")), tone=Tone.MISSING)]
    blocks: list[Block] = []
    for rated in row.ratings:
        rating = rated.rating
        blocks.append(Paragraph(said(_chosen(definition, criterion, rated)), label=rated.who, tone=Tone.CHOSEN))
        if rating.evidence:
            blocks.append(Paragraph(said(rating.evidence), label=definition.evidence or tr("Evidence")))
        blocks += [
            Paragraph(
                said(why or tr("no reason given")),
                label=tr("{place_title} – not yet", place_title=place_title(definition, criterion, level)),
                tone=Tone.REFUSED,
            )
            for level, why in rating.refused.items()
        ]
    return blocks


def _chosen(definition: Rubric, criterion: Criterion, rated: RatedBy) -> str:
    """Return the level that was chosen with the group it belongs to, or the answer that is none."""
    rating = rated.rating
    chosen = tr(ASIDES.get(rating.aside, "")) or place_title(definition, criterion, rating.place)
    zone = definition.zone(rating.place) if rating.level and not criterion.own_levels else None
    return f"{chosen} ({zone.title})" if zone else chosen


def _figures(definition: Rubric, criteria: Sequence[Criterion], rows: dict[str, RubricRow]) -> Iterator[Figure]:
    """Yield where the team stands, some rows in a picture; nothing as long as nobody rated any."""
    if any(row.ratings for row in rows.values()):
        for at in range(0, len(criteria), _DRAWN):
            yield _figure(definition, criteria[at : at + _DRAWN], rows)


def _figure(definition: Rubric, criteria: Sequence[Criterion], rows: dict[str, RubricRow]) -> Figure:
    places = definition.places_of(criteria[0])
    return stand_figure(
        ["½" if place.id.endswith(HALF) else place.title for place in places],
        [
            StandRow(
                label=row.item.label,
                counts=tuple(row.distribution.values()),
                aside=", ".join(f"{tr(ASIDES[aside])} ({count})" for aside, count in _asides(row).items()),
            )
            for row in (rows[each.id] for each in criteria if each.id in rows)
        ],
    )
