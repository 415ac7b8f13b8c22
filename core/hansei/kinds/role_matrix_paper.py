"""The role matrix on paper: the table, where the balance departs from it, and one picture of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from hansei.document import (
    BOX,
    Block,
    Bullets,
    Cell,
    Figure,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    Tone,
    WriteLines,
    said,
)
from hansei.document.breadth import is_broad
from hansei.kinds.kind import Item
from hansei.words.ours import N_, tr, trn

if TYPE_CHECKING:
    from hansei.kinds.role_matrix import Function, Responsibility, RoleMatrix
    from hansei.kinds.role_matrix_standing import MatrixCell, MatrixSummary, StoodBy

#: Letters of what can be ticked in one line of a cell.
_LINE = 36


def matrix_on_paper(definition: RoleMatrix, items: Sequence[Item], summary: MatrixSummary | None) -> tuple[Block, ...]:
    """Return the matrix: blank when ``summary`` is None, completed otherwise."""
    rated = {cell.item.id: cell for cell in summary.cells} if summary else {}
    header = ((Cell.of("", head=True), *(Cell.of(role.title, head=True) for role in definition.roles)),)
    rows = tuple(
        (
            _head(function),
            *(
                _to_tick(definition, function.responsibilities[role.id])
                if summary is None
                else _cell(definition, function.responsibilities[role.id], rated.get(f"{function.id}.{role.id}"))
                for role in definition.roles
            ),
        )
        for function in definition.functions
    )
    table = Table(rows=rows, header=header, wide=is_broad((*header, *rows)))
    asked = [Paragraph(definition.ask)]
    if definition.held:
        choices = ", ".join(each.title for each in definition.holders)
        asked.append(Paragraph(said(f"{definition.held} {choices[:1].upper()}{choices[1:]}.")))
    if summary is None:
        room = (Heading(definition.evidence, 4), WriteLines(6)) if definition.evidence else ()
        return (*asked, table, *room)
    counted, cells = _counted(summary), len(summary.cells)
    total = tr("{counted}; {open} of {cells} not rated.", counted=counted, open=summary.open, cells=cells)
    several = len({stood.who for cell in summary.cells for stood in cell.standings}) > 1
    evidence = tuple(
        Paragraph(
            said(stood.standing.evidence), label=f"{cell.item.label} ({stood.who})" if several else cell.item.label
        )
        for cell in summary.cells
        for stood in cell.standings
        if stood.standing.evidence
    )
    ours: tuple[Block, ...] = ()
    if any(item.ours for item in items):
        ours = (Note(said(tr("Row titles are Hansei's; the source gives none.")), Tone.OURS),)
    question = (Heading(definition.evidence, 4),) if definition.evidence and evidence else ()
    balance = _balance(definition, summary) if definition.held else ()
    whole = (Heading(tr("The whole matrix"), 4), table)
    return (*asked, *ours, Paragraph(said(total)), *balance, *whole, *question, *evidence)


def _counted(summary: MatrixSummary) -> str:
    """Return how many cells stand how: "5 in place, 9 strengthen, 1 where raters are apart"."""
    alike = Counter(next(iter(cell.states)) for cell in summary.cells if len(cell.states) == 1)
    apart = sum(len(cell.states) > 1 for cell in summary.cells)
    counted = [f"{alike[state]} {state}" for state in summary.counts]
    if apart:
        counted.append(trn("{n} where raters are apart", "{n} where raters are apart", apart))
    return ", ".join(counted)


def _balance(definition: RoleMatrix, summary: MatrixSummary) -> tuple[Block, ...]:
    """Return the picture, and row by row where another one holds a function than the matrix says."""
    departures, disputed = summary.departures, summary.disputed
    said_of = len(summary.cells) - summary.unsaid - len(disputed)
    if not said_of and not disputed:
        return (Paragraph(tr("Nobody has said who holds which function today."), tone=Tone.MISSING),)
    told = [tr("The balance departs from the matrix in {n} of {said_of} cells", n=len(departures), said_of=said_of)]
    if disputed:
        told.append(tr("of {n} opinions differ on who holds them", n=len(disputed)))
    if summary.unsaid:
        told.append(tr("of {n} nobody has said who holds them", n=summary.unsaid))
    counted = "; ".join(told) + "."
    departs = N_("The matrix gives it to {holder}; today: {today}.")
    differ = N_("The matrix gives it to {holder}; opinions differ, and nothing is settled: {today}.")
    rows = (
        *_alike(definition, departs, ((cell, cell.held) for cell in departures)),
        *_alike(definition, differ, ((cell, cell.disputed) for cell in disputed)),
    )
    heading = Heading(tr("Where the balance departs from the matrix"), 4)
    return (heading, Paragraph(said(counted)), _figure(definition, summary), *rows)


def _alike(
    definition: RoleMatrix, sentence: str, cells: Iterable[tuple[MatrixCell, Mapping[str, Sequence[StoodBy]]]]
) -> Iterator[Block]:
    """Yield what is said of cells, those of which the same is said together."""
    found: dict[str, list[str]] = {}
    for cell, held in cells:
        words = tr(sentence, holder=definition.holder(cell.holder), today=_holders(definition, held))
        found.setdefault(words, []).append(cell.item.label)
    for words, labels in found.items():
        yield Paragraph((Span("; ".join(labels), strong=True), Span(f" – {words}")), tone=Tone.NEEDS)


def _holders(definition: RoleMatrix, held: Mapping[str, Sequence[StoodBy]]) -> str:
    """Return who holds a cell and who says so, as in "the district (Table 1), nobody (Table 2)"."""
    return ", ".join(f"{definition.holder(id_)} ({', '.join(by.who for by in raters)})" for id_, raters in held.items())


def _figure(definition: RoleMatrix, summary: MatrixSummary) -> Figure:
    from hansei.document.balance_figure import BalanceMark, BalanceRow, balance_figure

    cells = {cell.item.id: cell for cell in summary.cells}
    rows = []
    for function in definition.functions:
        marks = []
        for role in definition.roles:
            cell = cells.get(f"{function.id}.{role.id}")
            today = ", ".join(map(definition.holder, cell.held)) if cell else ""
            departs, states = (cell.departs, ", ".join(cell.states)) if cell else (None, "")
            marks.append(BalanceMark(departs, today, states, differ=bool(cell and cell.disputed)))
        rows.append(BalanceRow(function.label, tuple(marks)))
    return balance_figure([role.short or role.title for role in definition.roles], rows)


def _head(function: Function) -> Cell:
    return Cell.of(said(function.label), head=True, tone=Tone.PLAIN if function.title else Tone.OURS)


def _texts(responsibility: Responsibility) -> tuple[Paragraph | Bullets, ...]:
    bullets = (Bullets(responsibility.bullets),) if responsibility.bullets else ()
    return (*(Paragraph(text) for text in responsibility.paragraphs), *bullets)


def _to_tick(definition: RoleMatrix, responsibility: Responsibility) -> Cell:
    """Return a cell of the blank sheet: its words, and what can be ticked below them."""
    asked = [list(definition.status)]
    asked += [[each.title for each in definition.holders]] if definition.held else []
    ticks = (
        Paragraph(said("  ".join(f"{BOX}\N{NO-BREAK SPACE}{_kept(each)}" for each in line)))
        for some in asked
        for line in _lines(some)
    )
    return Cell((*_texts(responsibility), *ticks))


def _lines(some: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what can be ticked in one line, or in two halves where it is too long for the width of a cell."""
    half = (len(some) + 1) // 2
    if sum(len(each) + 3 for each in some) <= _LINE or half == len(some):
        yield some
        return
    yield some[:half]
    yield some[half:]


def _kept(words: str) -> str:
    """Return a few words that stay on one line with the box before them."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _cell(definition: RoleMatrix, responsibility: Responsibility, rated: MatrixCell | None) -> Cell:
    blocks = _texts(responsibility)
    if rated is None or not rated.standings:
        return Cell(blocks)
    states = rated.states
    tone = Tone.GOOD if list(states) == [definition.status[0]] and not rated.departs else Tone.NEEDS
    if len({stood.rater for stood in rated.standings}) > 1:
        mark = ", ".join(f"{by.who}: {by.standing.status}" for by in rated.standings)
    elif any(stood.count > 1 for stood in rated.standings):  # raised hands
        mark = ", ".join(f"{state} ({count})" for state, count in states.items())
    else:
        mark = ", ".join(states)
    today = tr("; today: {names}", names=", ".join(map(definition.holder, rated.held))) if rated.held else ""
    today = tr("; today: opinions differ") if rated.disputed else today
    return Cell(blocks, tone=tone, mark=mark + today)
