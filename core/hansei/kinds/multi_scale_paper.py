"""Several scales on paper: a column for each, the ranking, and for two of them the one across the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hansei.document import BOX, Block, Bullets, Cell, Heading, Paragraph, Table, Tone, said
from hansei.document.breadth import is_broad
from hansei.words.ours import tr

if TYPE_CHECKING:
    from hansei.kinds.multi_scale import MultiScale, MultiScaleSummary, OneScale, PlacedCell, Rated

#: Places of a scale that is laid across another one; with more most squares are empty.
MOST_ACROSS = 4


def scales_on_paper(definition: MultiScale, summary: MultiScaleSummary | None) -> tuple[Block, ...]:
    """Return the rows: with everything that can be chosen when ``summary`` is None, with what was chosen otherwise."""
    cells = {cell.item.id: cell for cell in summary.cells} if summary else None
    header = (Cell.of("", head=True), *(Cell.of(each.title, head=True) for each in definition.scales))
    rows = []
    for row in definition.statements:
        given = [cells.get(f"{row.id}.{scale.id}") if cells else None for scale in definition.scales]
        placed = (_on_paper(row, scale, cell) for scale, cell in zip(definition.scales, given, strict=True))
        rows.append((Cell.of(row.text, head=True), *placed))
    asked = [Paragraph(each.ask, label=each.title) for each in definition.scales if each.ask]
    blocks: list[Block] = [*asked, Table(rows=tuple(rows), header=(header,), wide=is_broad((header, *rows)))]
    if summary:
        blocks += [*_ranking_on_paper(definition, summary), *_across(definition, summary), *_evidence(summary)]
    return tuple(blocks)


def _on_paper(row: Rated, scale: OneScale, cell: PlacedCell | None) -> Cell:
    if cell is None:
        texts = row.levels.get(scale.id, {})
        told = {each.id: f": {texts[each.id]}" if each.id in texts else "" for each in scale.places}
        return Cell(tuple(Paragraph(f"{BOX} {each.title}{told[each.id]}") for each in scale.places))
    if not cell.given:
        return Cell.of(said(tr("not placed")), tone=Tone.MISSING)
    if cell.together:
        several = len(cell.given) > 1
        return Cell.of(
            said(scale.title_of(cell.together)),
            tone=Tone.CHOSEN,
            mark=", ".join(each.who for each in cell.given) if several else "",
        )
    found: dict[str, list[str]] = {}
    for each in cell.given:
        found.setdefault(scale.title_of(each.response.place), []).append(each.who)
    apart = tuple(Paragraph(said(place), label=", ".join(who)) for place, who in found.items())
    return Cell(apart, tone=Tone.NEEDS, mark=tr("apart"))


def _ranking_on_paper(definition: MultiScale, summary: MultiScaleSummary) -> Iterator[Block]:
    if not definition.rank:
        return
    yield Heading(tr("Ranking"), 4)
    if summary.ranking:
        header = tuple(Cell.of(text, head=True) for text in (tr("Rank"), "", tr("Points")))
        counts = [each.rank for each in summary.ranking]
        rows = tuple(
            (
                Cell.of(f"{each.rank}{' =' if counts.count(each.rank) > 1 else ''}"),
                Cell.of(said(each.label), head=True),
                Cell.of(f"{each.points:g}"),
            )
            for each in summary.ranking
        )
        yield Table(rows=rows, header=(header,))
    left = len(definition.statements) - len(summary.ranking)
    if left:
        yield Paragraph(
            said(
                tr(
                    "{left} of {n} not ranked: not placed on every scale, or raters are apart.",
                    left=left,
                    n=len(definition.statements),
                )
            ),
            tone=Tone.MISSING,
        )


def _across(definition: MultiScale, summary: MultiScaleSummary) -> Iterator[Block]:
    """Yield one scale across the other, the highest place of the first on top; only for two short scales."""
    if len(definition.scales) != 2 or any(len(scale.places) > MOST_ACROSS for scale in definition.scales):
        return
    down, across = definition.scales
    together = {cell.item.id: cell.together for cell in summary.cells}
    header = (
        Cell.of(f"{down.title} / {across.title}", head=True),
        *(Cell.of(each.title, head=True) for each in across.places),
    )
    rows = []
    for place in reversed(down.places):
        cells = [Cell.of(place.title, head=True)]
        for other in across.places:
            labels = [
                said(row.label)
                for row in definition.statements
                if together.get(f"{row.id}.{down.id}") == place.id and together.get(f"{row.id}.{across.id}") == other.id
            ]
            there = Cell((Bullets(tuple(labels)),), tone=Tone.CHOSEN, mark=str(len(labels)))
            cells.append(there if labels else Cell.of("–"))  # that nothing is there is an answer
        rows.append(tuple(cells))
    yield Heading(tr("{down} by {across}", down=down.title, across=across.title), 4)
    yield Table(rows=tuple(rows), header=(header,))


def _evidence(summary: MultiScaleSummary) -> Iterator[Block]:
    for cell in summary.cells:
        for each in cell.given:
            if each.response.evidence:
                yield Paragraph(said(each.response.evidence), label=f"{cell.item.label} – {each.who}", tone=Tone.CHOSEN)
