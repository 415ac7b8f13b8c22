"""The picture of time: what was planned for each activity as a band, what it took as a bar in it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from hansei.document.blocks import Figure, Table
from hansei.document.drawing import DOT, INK, Drawing, drawing, rule, write, write_lines, written
from hansei.words.ours import tr, trc

_LABELS, _BAR, _VALUES, _ROW, _LEGEND = 246, 360, 158, 38, 30


@frozen
class Timed:
    """An activity, its planned range and what it took, in minutes."""

    label: str
    used: int
    #: None: no time was planned.
    low: int | None = None
    high: int | None = None
    #: Whether it took longer than planned, be it by seconds.
    over: bool = False

    @property
    def words(self) -> str:
        """Return it as "31 min of 20 to 30"."""
        if self.low is None or self.high is None:
            return tr("{used} min", used=self.used)
        if self.high == self.low:
            return tr("{used} min of {low}", used=self.used, low=self.low)
        return tr("{used} min of {low} to {high}", used=self.used, low=self.low, high=self.high)


def time_figure(caption: str, rows: Sequence[Timed], *, table: Table | None = None) -> Figure:
    """Draw planned and used time.

    Args:
        caption: What the picture shows.
        rows: At least one, top to bottom.
        table: The same as a table, for what cannot draw.
    """
    most = max(1, *(max(each.used, each.high or 0) for each in rows))
    width, bottom = _LABELS + _BAR + _VALUES, _ROW * len(rows)
    alt = f"{caption}. " + " ".join(f"{each.label}: {each.words}." for each in rows)
    svg = drawing(width, bottom + _LEGEND, alt)
    for number, each in enumerate(rows):
        y = _ROW * (number + 0.5)
        write_lines(svg, 0, y, each.label, most=34)
        if each.low is not None and each.high is not None:
            low, high = (_LABELS + _BAR * at / most for at in (each.low, each.high))
            _rect(svg, _LABELS, y - 13, high - _LABELS, 26, INK, "0.08")
            _rect(svg, low, y - 13, max(2.0, high - low), 26, INK, "0.16")
            rule(svg, high, y - 14, high, y + 14, width="2.5")
        if each.used:
            _rect(svg, _LABELS, y - 6, _BAR * each.used / most, 12, DOT)
        write(svg, _LABELS + _BAR + 12, y + 5, each.words, weight="bold" if each.over else "")
    y = bottom + 14
    _rect(svg, _LABELS, y - 5, 24, 10, DOT)
    write(svg, _LABELS + 32, y + 4, trc("minutes", "used"), size="12")
    _rect(svg, _LABELS + 84, y - 8, 24, 16, INK, "0.16")
    rule(svg, _LABELS + 108, y - 9, _LABELS + 108, y + 9, width="2.5")
    write(svg, _LABELS + 118, y + 4, tr("planned, to its end"), size="12")
    return Figure(written(svg), alt=alt, caption=caption, table=table)


def _rect(svg: Drawing, x: float, y: float, wide: float, high: float, ink: str, opacity: str = "1") -> None:
    attributes = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{wide:g}", "height": f"{high:g}", "fill": ink}
    svg.shape("rect", attributes | ({"fill-opacity": opacity} if opacity != "1" else {}))
