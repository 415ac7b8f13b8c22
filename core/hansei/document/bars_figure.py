"""A figure of shares: one bar for each row, with the share that is wanted marked on it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from hansei.document.blocks import Figure
from hansei.document.drawing import INK, drawing, rule, write, write_lines, written
from hansei.words.ours import tr

_LABELS, _BAR, _VALUES, _ROW = 250, 400, 130, 46
_FILL = "#0072b2"


@frozen
class Bar:
    """One row of the figure."""

    label: str
    #: From 0 to 100; None: there is none yet.
    percent: float | None
    #: From 0 to 100; None: none is wanted.
    wanted: float | None = None


def say_percent(value: float) -> str:
    """Return a share as people read it: a whole number, rounded down so that what is not reached never reads so."""
    return f"{int(value + 1e-9)} %"


def bars_figure(caption: str, rows: Sequence[Bar]) -> Figure:
    """Draw a bar for each row.

    Args:
        caption: What the figure shows.
        rows: The rows, top to bottom.
    """
    width, height = _LABELS + _BAR + _VALUES, _ROW * len(rows) + 4
    alt = f"{caption}. " + " ".join(_in_words(row) for row in rows)
    svg = drawing(width, height, alt)
    for number, row in enumerate(rows):
        y = _ROW * (number + 0.5)
        write_lines(svg, 0, y, row.label, most=32)
        ground = {"x": f"{_LABELS}", "y": f"{y - 11:g}", "width": f"{_BAR}", "height": "22", "fill": INK}
        svg.shape("rect", {**ground, "fill-opacity": "0.1"})
        if row.percent is not None:
            long = _BAR * min(100.0, max(0.0, row.percent)) / 100
            svg.shape("rect", {**ground, "width": f"{long:g}", "fill": _FILL})
        if row.wanted is not None:
            x = _LABELS + _BAR * row.wanted / 100
            rule(svg, x, y - 16, x, y + 16, width="3")
        value = tr("not scored") if row.percent is None else say_percent(row.percent)
        write(svg, _LABELS + _BAR + 10, y + 5, value, weight="" if row.percent is None else "bold")
    return Figure(written(svg), alt=alt, caption=caption)


def _in_words(row: Bar) -> str:
    share = tr("not scored yet") if row.percent is None else say_percent(row.percent)
    return f"{row.label}: {share}{f' ({say_percent(row.wanted)} wanted)' if row.wanted is not None else ''}."
