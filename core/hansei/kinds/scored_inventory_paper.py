"""The scored inventory on paper: the features with their criteria, the shares as bars and numbers, the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hansei.document import BOX, Block, Cell, Heading, Note, Paragraph, Table, Tone, WriteLines, said
from hansei.document.bars_figure import Bar, bars_figure, say_percent
from hansei.document.breadth import is_broad
from hansei.kinds.scored_inventory import ASIDE
from hansei.words.ours import tr

if TYPE_CHECKING:
    from hansei.kinds.scored_inventory import Feature, FeatureScore, InventorySummary, ScoredInventory, Total


def inventory_on_paper(definition: ScoredInventory, summary: InventorySummary | None) -> tuple[Block, ...]:
    """Return the inventory: blank when ``summary`` is None, completed otherwise."""
    scored = {each.feature.id: each for each in summary.features} if summary else {}
    blocks: list[Block] = [Paragraph(definition.ask)]
    if summary:
        blocks += _result(definition, summary)
    for id_, title in [(each.id, each.title) for each in definition.subscales] or [("", "")]:
        if title:
            blocks.append(Heading(title, 4))
        blocks.append(_features(definition, [each for each in definition.features if each.subscale == id_], scored))
        blocks += [
            block
            for each in definition.features
            if each.subscale == id_
            for block in _evidence(definition, scored.get(each.id))
        ]
    if summary is None:
        blocks += [Heading(definition.evidence, 4), WriteLines(6)] if definition.evidence else []
        blocks += _bands(definition, None)
    return tuple(blocks)


def _result(definition: ScoredInventory, summary: InventorySummary) -> Iterator[Block]:
    """Yield the shares and what follows from them."""
    totals = [*summary.subscales, summary.whole]
    yield bars_figure(tr("Share of all points"), [Bar(each.title, each.percent, each.threshold) for each in totals])
    header = tuple(
        Cell.of(text, head=True) for text in (tr("Part"), tr("Scored"), tr("Points"), tr("Share"), tr("Wanted"))
    )
    yield Table(rows=tuple(_total_row(each) for each in totals), header=(header,))
    left = summary.whole.of - summary.whole.scored
    if left:
        words = tr(
            "Not scored, or raters are apart: {left} of {of}. What these belong to has no share yet.",
            left=left,
            of=summary.whole.of,
        )
        yield Paragraph(said(words), tone=Tone.MISSING)
    yield from _bands(definition, summary)


def _total_row(total: Total) -> tuple[Cell, ...]:
    share = "–" if total.percent is None else say_percent(total.percent)
    wanted = "–" if total.threshold is None else tr("at least {percent}", percent=say_percent(total.threshold))
    tone = {None: Tone.PLAIN, True: Tone.GOOD, False: Tone.NEEDS}[total.reached]
    mark = {None: "", True: tr("reached"), False: tr("not reached")}[total.reached]
    points = (
        tr("{points} of {possible}", points=format(total.points, "g"), possible=format(total.possible, "g"))
        if total.scored
        else "–"
    )
    return (
        Cell.of(said(total.title), head=True),
        Cell.of(tr("{scored} of {of}", scored=total.scored, of=total.of)),
        Cell.of(points),
        Cell.of(share, tone=tone, mark=mark),
        Cell.of(wanted),
    )


def _bands(definition: ScoredInventory, summary: InventorySummary | None) -> Iterator[Block]:
    """Yield what follows from which share, and what that is here."""
    if not definition.bands:
        return
    ends = [each.at_least for each in definition.bands[1:]]
    rows = []
    for index, band in enumerate(definition.bands):
        until = tr("below {percent}", percent=say_percent(ends[index])) if index < len(ends) else ""
        share = ", ".join(filter(None, (tr("from {percent}", percent=say_percent(band.at_least)), until)))
        here = summary is not None and summary.band == band
        tone = Tone.CHOSEN if here else Tone.PLAIN
        rows.append(
            (
                Cell.of(band.title, head=True, tone=tone, mark="here" if here else ""),
                Cell.of(share),
                Cell.of(band.decision, tone=tone),
            )
        )
    header = tuple(Cell.of(text, head=True) for text in (tr("Result"), tr("Share"), tr("What we decide")))
    yield Table(rows=tuple(rows), header=(header,))
    if summary is not None and summary.band is None:
        yield Note(tr("Which of these holds is said when every feature has a score."), Tone.MISSING)


def _features(definition: ScoredInventory, features: Sequence[Feature], scored: dict[str, FeatureScore]) -> Table:
    header = (
        Cell.of(tr("Feature"), head=True),
        *(Cell.of(f"{each.id} {each.title}", head=True) for each in definition.scores),
    )
    rows = tuple(_row(definition, each, scored.get(each.id)) for each in features)
    return Table(rows=rows, header=(header,), wide=is_broad((header, *rows)))


def _row(definition: ScoredInventory, feature: Feature, found: FeatureScore | None) -> tuple[Cell, ...]:
    given = found.given if found else ()
    words = [Paragraph(feature.title), *([Paragraph(feature.text)] if feature.text else [])]
    if feature.sources:
        words.append(Paragraph("; ".join(feature.sources), label=tr("Look at")))
    aside = ", ".join(each.who for each in given if each.response.score == ASIDE)
    head = Cell(tuple(words), head=True, mark=tr("does not apply: {aside}", aside=aside) if aside else "")
    cells = []
    for score in definition.scores:
        who = ", ".join(each.who for each in given if each.response.score == score.id)
        text = feature.criteria.get(score.id, "")
        if found is None:
            text = f"{BOX} {text}" if text else BOX
        cells.append(Cell.of(text, tone=Tone.CHOSEN if who else Tone.PLAIN, mark=who))
    return (head, *cells)


def _evidence(definition: ScoredInventory, found: FeatureScore | None) -> Iterator[Block]:
    if found is None:
        return
    if not found.given:
        yield Paragraph(said(tr("Not scored.")), label=found.feature.title, tone=Tone.MISSING)
    elif found.together is None:
        apart = "; ".join(f"{each.who}: {definition.title(each.response.score)}" for each in found.given)
        yield Paragraph(said(tr("Raters are apart: {apart}", apart=apart)), label=found.feature.title, tone=Tone.NEEDS)
    for each in found.given:
        if each.response.evidence:
            yield Paragraph(said(each.response.evidence), label=f"{found.feature.title} – {each.who}", tone=Tone.CHOSEN)
