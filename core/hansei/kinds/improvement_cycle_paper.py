"""Improvement cycles on paper: one after the other, each with what it follows from, then what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hansei.document import BOX, Block, Cell, Heading, Note, Paragraph, Table, Tone, WriteLines, said
from hansei.document.run_chart import Point, points_table, run_chart, signals
from hansei.kinds.prompts import COLUMNS, actions_table
from hansei.words.lines import one_line
from hansei.words.ours import tr

if TYPE_CHECKING:
    from hansei.kinds.improvement_cycle import Cycle, CycleSummary, ImprovementCycle


def cycles_on_paper(definition: ImprovementCycle, summary: CycleSummary | None) -> tuple[Block, ...]:
    """Return one cycle to fill in when ``summary`` is None, all that were begun otherwise."""
    if summary is None:
        return tuple(_blank(definition))
    begun = [cycle for cycle in summary.cycles if cycle.begun]
    if not begun:
        return (Paragraph(said(tr("No cycle was begun.")), tone=Tone.MISSING),)
    blocks: list[Block] = []
    before: Cycle | None = None
    for cycle in begun:
        blocks += _cycle(definition, cycle, before)
        before = cycle
    return (*blocks, *_measures(definition, summary))


def _blank(definition: ImprovementCycle) -> Iterator[Block]:
    empty = tuple(Cell() for _ in COLUMNS)
    yield Heading(tr("Plan"), 4)
    yield Paragraph(definition.plan)
    yield Table(rows=(empty,) * 3, header=(tuple(Cell.of(tr(column.title), head=True) for column in COLUMNS),))
    for title, questions in (
        ("", (definition.predict,)),
        (tr("Do"), (definition.do,)),
        (tr("Study"), (f"{definition.study} {BOX} {f' {BOX} '.join(definition.outcomes)}", definition.learn)),
        (tr("Act"), (f"{definition.act} {BOX} {f' {BOX} '.join(definition.decisions)}", definition.next)),
    ):
        if title:
            yield Heading(title, 4)
        for question in questions:
            yield Paragraph(question)
            yield WriteLines(3)
    if definition.measures:
        header = (tr("Day"), *(each.title for each in definition.measures))
        yield Paragraph(definition.measure)
        yield Table(
            rows=(tuple(Cell() for _ in header),) * 5, header=(tuple(Cell.of(each, head=True) for each in header),)
        )


def _cycle(definition: ImprovementCycle, cycle: Cycle, before: Cycle | None) -> Iterator[Block]:
    yield Heading(tr("Cycle {number}", number=cycle.number), 4)
    if before is not None:
        decided = "; ".join(
            one_line(
                f"{each.response.decision}: {each.response.next}" if each.response.next else each.response.decision
            )
            for each in before.given["act"]
        )
        words = (
            tr("Follows from cycle {number}: {decided}", number=before.number, decided=decided)
            if decided
            else tr("Cycle {number} ended without a decision.", number=before.number)
        )
        yield Paragraph(said(words), tone=Tone.PLAIN if decided else Tone.MISSING)
    several = len({each.rater for given in cycle.given.values() for each in given}) > 1
    for part, title in (("plan", tr("Plan")), ("do", tr("Do")), ("study", tr("Study")), ("act", tr("Act"))):
        if not cycle.given[part]:
            yield Paragraph(said(tr("Not there yet.")), label=title, tone=Tone.MISSING)
        for each in cycle.given[part]:
            who = f" – {each.who}" if several else ""
            given = each.response
            if part == "plan":
                yield Paragraph(definition.plan, label=f"{title}{who}")
                yield actions_table(given.steps)
                yield Paragraph(said(given.prediction), label=tr("Predicted"), tone=Tone.CHOSEN)
            elif part == "do":
                yield Paragraph(said(given.happened), label=f"{title}{who}", tone=Tone.CHOSEN)
            elif part == "study":
                yield Paragraph(said(f"{given.outcome}. {given.learned}"), label=f"{title}{who}", tone=Tone.CHOSEN)
            else:
                yield Paragraph(
                    said(f"{given.decision}. {given.next}".strip()), label=f"{title}{who}", tone=Tone.CHOSEN
                )


def _measures(definition: ImprovementCycle, summary: CycleSummary) -> Iterator[Block]:
    for measure in definition.measures:
        series = summary.series[measure.id]
        yield Heading(said(measure.title), 4)
        if not series:
            yield Paragraph(said(tr("Nothing was measured yet.")), tone=Tone.MISSING)
            continue
        points = [Point(each.day, each.value, tr("Cycle {cycle}", cycle=each.cycle)) for each in series]
        yield run_chart(measure.title, points, unit=measure.unit, goal=measure.goal)
        yield points_table(points, measure.unit)
        seen = signals(points)
        nothing = tr("By the usual rules: no shift and no trend.")
        if len(points) < 10:
            nothing = tr("With fewer than ten points a run chart shows little: no shift and no trend.")
        yield Note(said(" ".join(seen) or nothing))
