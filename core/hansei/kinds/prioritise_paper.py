"""What comes first, on paper: dots, places, or a two-by-two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hansei.document import Block, Bullets, Cell, Note, Paragraph, Table, Tone, WriteLines, said
from hansei.kinds.kind import Item
from hansei.words.ours import tr

if TYPE_CHECKING:
    from hansei.kinds.prioritise import Prioritise, PrioritySummary

#: The most dots that are drawn; more are a number.
DRAWN = 20


def order_on_paper(definition: Prioritise, items: Sequence[Item], summary: PrioritySummary | None) -> tuple[Block, ...]:
    """Return room for dots, places or things when ``summary`` is None, what came of it otherwise."""
    asked = Paragraph(definition.ask)
    if definition.way == "two-by-two":
        return (asked, *_grid(definition, items, summary))
    among = items[0].among if items else ()
    if summary is None or not summary.votes:
        how = {"dots": tr("{dots} dots each", dots=definition.dots)}.get(
            definition.way, tr("Number them: 1 comes first")
        )
        rows = tuple((Cell.of(said(each.title), head=True), Cell()) for each in among)
        table = (Table(rows=rows, header=((Cell.of("", head=True), Cell.of(how, head=True)),)),) if rows else ()
        missing = (Paragraph(tr("Nobody has voted."), tone=Tone.MISSING),) if summary else ()
        return (asked, *table, *missing)
    return (asked, _order(definition, summary), *_why(definition, summary))


def _order(definition: Prioritise, summary: PrioritySummary) -> Table:
    dots = definition.way == "dots"
    titles = (tr("Rank"), "", tr("Dots"), tr("Raters")) if dots else (tr("Rank"), "", tr("Points"), tr("Put first by"))
    ranks = [each.rank for each in summary.order]
    rows = []
    for each in summary.order:
        shown = (
            f"{'●' * each.points if each.points <= DRAWN else ''} {each.points}".strip() if dots else str(each.points)
        )
        on_top = bool(definition.take and each.rank <= definition.take and each.points)
        tone = Tone.CHOSEN if on_top else Tone.PLAIN
        tie = " =" if ranks.count(each.rank) > 1 else ""
        cells = (
            Cell.of(f"{each.rank}{tie}"),
            Cell.of(said(each.title), head=True, tone=tone, mark=tr("goes on") if on_top else ""),
        )
        rows.append((*cells, Cell.of(shown), Cell.of(str(each.raters))))
    return Table(rows=tuple(rows), header=(tuple(Cell.of(title, head=True) for title in titles),))


def _why(definition: Prioritise, summary: PrioritySummary) -> Iterator[Block]:
    if definition.way == "rank":
        yield Note(tr("A thing has a point for each thing behind it, from each rater (Borda's rule)."))
    for each in summary.votes:
        if each.response.why:
            yield Paragraph(said(each.response.why), label=f"{definition.why} – {each.who}", tone=Tone.CHOSEN)


def _grid(definition: Prioritise, items: Sequence[Item], summary: PrioritySummary | None) -> Iterator[Block]:
    from hansei.kinds.prioritise import quadrant_title

    across, up = definition.axes
    labels = {item.id: item.label for item in items}
    heads = (f"{up.title} / {across.title}", *(f"{across.title}: {across.end(end)}" for end in ("low", "high")))
    rows = []
    for y in ("high", "low"):
        cells = [Cell.of(f"{up.title}: {up.end(y)}", head=True)]
        for x in ("low", "high"):
            name = f"{x}-{y}"
            here = [labels[id_] for id_, at in (summary.quadrants if summary else {}).items() if at == name]
            title = Paragraph(quadrant_title(definition, name)) if name in definition.quadrants else None
            blocks = (*((title,) if title else ()), *((Bullets(tuple(map(said, here))),) if here else ()))
            cells.append(Cell(blocks, tone=Tone.CHOSEN if here and name in definition.take_from else Tone.PLAIN))
        rows.append(tuple(cells))
    yield Table(rows=tuple(rows), header=(tuple(Cell.of(each, head=True) for each in heads),))
    if summary is None:
        yield Bullets(tuple(said(item.title) for item in items))
        yield WriteLines(2)
        return
    for id_, given in summary.placed.items():
        if not given:
            yield Paragraph(said(tr("Not placed.")), label=labels[id_], tone=Tone.MISSING)
        elif not summary.quadrants[id_]:
            apart = "; ".join(f"{each.who}: {_at(definition, each.response.at)}" for each in given)
            yield Paragraph(said(tr("Raters are apart: {apart}", apart=apart)), label=labels[id_], tone=Tone.NEEDS)
        for each in given:
            if each.response.why:
                yield Paragraph(said(each.response.why), label=f"{labels[id_]} – {each.who}", tone=Tone.CHOSEN)


def _at(definition: Prioritise, at: dict[str, str]) -> str:
    return ", ".join(f"{axis.title} {axis.end(at.get(axis.id, ''))}" for axis in definition.axes)
