"""A run chart: a measure over time with its median, and what the usual rules see in it.

Source: Perla, Provost, Murray, "The run chart: a simple analytical tool for learning from variation in healthcare
processes", BMJ Quality & Safety 20 (2011): a shift is six or more points in a row on one side of the median (points on
it are passed over), a trend five or more in a row that all rise or all fall.
"""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Sequence
from itertools import groupby, pairwise

from attrs import frozen

from hansei.document.blocks import Cell, Figure, Table, said
from hansei.document.drawing import Drawing, Looks, drawing, rule, write, written
from hansei.words.days import date_told
from hansei.words.ours import tr

SHIFT, TREND = 6, 5
_LEFT, _TOP, _WIDE, _HIGH, _RIGHT, _BELOW = 76, 20, 620, 230, 140, 44
#: Room between the axis and the first point, and after the last.
_INSET = 30
_INK = "#0072b2"
_POINT: Looks = (("fill", _INK),)
#: Values that show a course.
FEWEST = 3
#: From the lowest to the highest.
BLOCKS = "▁▂▃▄▅▆▇█"


@frozen
class Point:
    """A value on a day."""

    day: datetime.date
    value: float
    #: What was going on, such as "Cycle 2".
    when: str = ""


def in_blocks(values: Sequence[float]) -> str:
    """Return three values and more as blocks of eight heights; empty where there are fewer, or no two differ."""
    if len(values) < FEWEST:
        return ""
    low, high = min(values), max(values)
    if low == high:
        return ""
    return "".join(BLOCKS[round((value - low) / (high - low) * (len(BLOCKS) - 1))] for value in values)


def run_chart(title: str, points: Sequence[Point], *, unit: str = "", goal: float | None = None) -> Figure:
    """Draw a measure over time.

    Args:
        title: What is measured.
        points: At least one, the earliest first.
        unit: What the values are in.
        goal: The value that is wanted; None: none.
    """
    middle = statistics.median(point.value for point in points)
    unit = f" {unit}" if unit else ""
    told = "; ".join(f"{date_told(point.day.isoformat())} {point.value:g}{unit}" for point in points)
    wanted = "" if goal is None else tr(" Wanted: {goal}{unit}.", goal=format(goal, "g"), unit=unit)
    alt = tr(
        "{title} over time. {told}. Median: {middle}{unit}.{wanted} {signals}",
        title=title,
        told=told,
        middle=format(middle, "g"),
        unit=unit,
        wanted=wanted,
        signals=" ".join(signals(points)),
    ).strip()
    svg = drawing(_LEFT + _WIDE + _RIGHT, _TOP + _HIGH + _BELOW, alt)
    values = [*(point.value for point in points), middle, *([] if goal is None else [goal])]
    low, high = min(values), max(values)
    room = (high - low) or abs(high) or 1.0
    low, high = low - room * 0.1, high + room * 0.1
    first, last = points[0].day.toordinal(), points[-1].day.toordinal()

    def across(day: datetime.date) -> float:
        return (
            _LEFT + _INSET + ((_WIDE - 2 * _INSET) * (day.toordinal() - first) / (last - first) if last > first else 0)
        )

    def up(value: float) -> float:
        return _TOP + _HIGH * (high - value) / (high - low)

    rule(svg, _LEFT, _TOP, _LEFT, _TOP + _HIGH)
    rule(svg, _LEFT, _TOP + _HIGH, _LEFT + _WIDE, _TOP + _HIGH)
    _level(svg, up(middle), tr("median {middle}", middle=format(middle, "g")))
    if goal is not None:
        near = 14 if abs(up(goal) - up(middle)) < 14 and up(goal) <= up(middle) else 0
        _level(svg, up(goal), tr("wanted {goal}", goal=format(goal, "g")), dashed=True, lift=near)
    at = [(across(point.day), up(point.value)) for point in points]
    for (x1, y1), (x2, y2) in pairwise(at):
        rule(svg, x1, y1, x2, y2, width="2", ink=_INK)
    before, until = "", 0.0
    for number, (point, (x, y)) in enumerate(zip(points, at, strict=True)):
        svg.circle(x, y, 5, _POINT)
        if number in (0, len(points) - 1):
            write(svg, x, _TOP + _HIGH + 20, date_told(point.day.isoformat()), anchor="middle", size="12")
        if number in (0, len(points) - 1) or len(points) <= 12:
            write(svg, x, y - 10, f"{point.value:g}", anchor="middle", size="12")
        if point.when and point.when != before:
            half = 3.4 * len(point.when)  # half of its width, about
            if x - half >= until:  # what has no room is in the table
                write(svg, x, _TOP + _HIGH + 37, point.when, anchor="middle", size="12", style="italic")
                until = x + half + 6
        before = point.when
    for value in (min(point.value for point in points), max(point.value for point in points)):
        write(svg, _LEFT - 8, up(value) + 5, f"{value:g}", anchor="end", size="12")
    return Figure(written(svg), alt=alt, caption=f"{title}{f' ({unit.strip()})' if unit else ''}")


def signals(points: Sequence[Point]) -> tuple[str, ...]:
    """Return what the rules see, each as a sentence; nothing else should be read into a run chart."""
    if not points:
        return ()
    middle = statistics.median(point.value for point in points)
    found = []
    sides = [point.value > middle for point in points if point.value != middle]
    for above, run in groupby(sides):
        count = len(list(run))
        if count >= SHIFT:
            found.append(
                tr("A shift: {n} points in a row above the median.", n=count)
                if above
                else tr("A shift: {n} points in a row below the median.", n=count)
            )
    changes = [after.value > before.value for before, after in pairwise(points) if after.value != before.value]
    for rising, run in groupby(changes):
        count = len(list(run)) + 1
        if count >= TREND:
            found.append(
                tr("A trend: {n} points in a row rise.", n=count)
                if rising
                else tr("A trend: {n} points in a row fall.", n=count)
            )
    return tuple(found)


def _level(svg: Drawing, y: float, words: str, *, dashed: bool = False, lift: float = 0) -> None:
    rule(svg, _LEFT, y, _LEFT + _WIDE, y, width="1.5", opacity="0.7", dashes="6 5" if dashed else "")
    write(svg, _LEFT + _WIDE + 8, y + 5 - lift, words, size="12")


def points_table(points: Sequence[Point], unit: str = "") -> Table:
    """Return the values as a table, which says the same as the chart."""
    header = tuple(
        Cell.of(text, head=True)
        for text in (tr("Day"), tr("Value ({unit})", unit=unit.strip()) if unit else tr("Value"), tr("When"))
    )
    rows = tuple(
        (Cell.of(date_told(each.day.isoformat())), Cell.of(f"{each.value:g}"), Cell.of(said(each.when)))
        for each in points
    )
    return Table(rows=rows, header=(header,))
