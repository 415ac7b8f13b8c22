"""Figures: small accessible SVG, drawn once and used by every exporter.

Every figure carries its numbers as text and says the same in words (``alt``). Ink is ``currentColor``, so a
drawing follows the ground it stands on, light or dark.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hansei.document.blocks import Figure
from hansei.document.drawing import DOT, INK, Drawing, Looks, drawing, rule, shorten, write, write_lines, written
from hansei.words.ours import tr

_LABELS = 250
_COLUMN = 126
_HEAD = 52
_ROW = 38
_FAINT: Looks = (("fill", INK), ("fill-opacity", "0.28"))
_DISC: Looks = (("fill", DOT),)


class StandRow(msgspec.Struct, frozen=True):
    """One row of the figure: how many raters stand at each level."""

    label: str
    #: Number of raters at each level, in the order of the levels.
    counts: tuple[int, ...]
    #: What was said instead of a level, if anything.
    aside: str = ""


def stand_figure(levels: Sequence[str], rows: Sequence[StandRow]) -> Figure:
    """Draw where the team stands on each row, one dot for each level that somebody chose.

    Args:
        levels: Titles of the levels, left to right.
        rows: The rows, top to bottom. The dot of a row with one answer holds no number: it would be read as a score.
    """
    width, height = _LABELS + _COLUMN * len(levels), _HEAD + _ROW * len(rows) + 2
    alt = tr("Where the team stands.") + " " + " ".join(_in_words(row, levels) for row in rows)
    svg = drawing(width, height, alt)
    for index, level in enumerate(levels):
        write_lines(svg, _at(index), _HEAD / 2 - 4, level, most=15, anchor="middle", weight="bold")
    rule(svg, 0, _HEAD - 4, width, _HEAD - 4, width="1.5")
    counted = any(sum(row.counts) > 1 for row in rows)
    for number, row in enumerate(rows):
        y = _HEAD - 4 + _ROW * (number + 0.5)
        _row(svg, row, y)
        rule(svg, 0, y + _ROW / 2, width, y + _ROW / 2, opacity="0.16")
    caption = tr("Where the team stands: how many chose each level") if counted else tr("Where the team stands")
    return Figure(written(svg), alt=alt, caption=caption)


def _in_words(row: StandRow, levels: Sequence[str]) -> str:
    parts = [f"{level} ({count})" for level, count in zip(levels, row.counts, strict=True) if count]
    parts += [row.aside] if row.aside else []
    words = ", ".join(parts) or tr("not rated")
    return f"{row.label}: {words}."


def _row(svg: Drawing, row: StandRow, y: float) -> None:
    chosen = [index for index, count in enumerate(row.counts) if count]
    beside = row.aside if chosen else ""
    write_lines(svg, 0, y - (7 if beside else 0), row.label, most=32, lines=1 if beside else 2)
    if beside:
        write(svg, 0, y + 14, shorten(beside, 42), size="12", style="italic")
    if not chosen:
        middle = _LABELS + _COLUMN * len(row.counts) / 2
        write(svg, middle, y + 5, row.aside or tr("not rated"), anchor="middle", style="italic")
        return
    for index in range(len(row.counts)):
        if index not in chosen:
            svg.circle(_at(index), y, 3.5, _FAINT)
    if len(chosen) > 1:
        rule(svg, _at(chosen[0]), y, _at(chosen[-1]), y, width="4", ink=DOT, opacity="0.6")
    for index in chosen:
        _dot(svg, _at(index), y, row.counts[index] if sum(row.counts) > 1 else 0)


def _at(index: int) -> float:
    return _LABELS + _COLUMN * (index + 0.5)


def _dot(svg: Drawing, x: float, y: float, count: int) -> None:
    svg.circle(x, y, 13, _DISC)
    if count:
        write(svg, x, y + 5, str(count), anchor="middle", ink="#ffffff", weight="bold")
