"""The picture of teams by rows: a square for each team and row, darker the higher the level, its number in it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from attrs import frozen

from hansei.document.blocks import Figure, Table
from hansei.document.drawing import Drawing, drawing, rule, shorten, write, write_lines, written

_LABELS, _HEAD, _ROW, _LEGEND = 246, 60, 32, 34
#: A square is as wide as there is room, within these.
_ROOM, _NARROW, _WIDE = 528, 66, 120
#: Rows and teams of one picture.
MOST_ROWS, MOST_TEAMS = 20, 8
#: From the lowest level to the highest: one blue, so that the order holds in grey and for colour-blind readers.
_LOW, _HIGH = (222, 235, 246), (8, 69, 117)
_DARK, _LIGHT = "#1b2126", "#ffffff"


@frozen
class HeatSquare:
    """Where a team stands on a row."""

    #: 0-based on the scale; None: no level.
    level: int | None
    #: What it is in words: the level, or why there is none.
    words: str


@frozen
class HeatRow:
    """A row, with a square for each team."""

    label: str
    squares: tuple[HeatSquare, ...]


def heat_figures(
    caption: str, levels: Sequence[str], teams: Sequence[str], rows: Sequence[HeatRow], *, table: Table | None = None
) -> Iterator[Figure]:
    """Draw teams by rows; many rows or teams become several pictures.

    Args:
        caption: What the picture shows.
        levels: Titles of the levels, the lowest first.
        teams: Their names, left to right.
        rows: The rows, top to bottom.
        table: The same as a table, for what cannot draw; it goes with the first picture.
    """
    for top in range(0, len(rows), MOST_ROWS):
        for left in range(0, len(teams), MOST_TEAMS):
            some = [HeatRow(row.label, row.squares[left : left + MOST_TEAMS]) for row in rows[top : top + MOST_ROWS]]
            these = teams[left : left + MOST_TEAMS]
            yield _figure(caption, levels, these, some, table if not top and not left else None)


def _figure(
    caption: str, levels: Sequence[str], teams: Sequence[str], rows: Sequence[HeatRow], table: Table | None
) -> Figure:
    column = min(_WIDE, max(_NARROW, _ROOM / len(teams)))
    width, bottom = _LABELS + _ROOM, _HEAD + _ROW * len(rows)
    alt = f"{caption}. " + " ".join(
        f"{row.label}: {', '.join(f'{team} {each.words}' for team, each in zip(teams, row.squares, strict=True))}."
        for row in rows
    )
    svg = drawing(width, bottom + _LEGEND, alt)
    for at, team in enumerate(teams):
        middle = _LABELS + column * (at + 0.5)
        write_lines(svg, middle, _HEAD / 2 - 4, team, most=int(column / 8), lines=3, anchor="middle", weight="bold")
    for number, row in enumerate(rows):
        y = _HEAD + _ROW * number
        write_lines(svg, 0, y + _ROW / 2, row.label, most=34)
        for at, each in enumerate(row.squares):
            _square(svg, _LABELS + column * at, y, column, each, len(levels))
    x, y = float(_LABELS), bottom + 10
    for at, level in enumerate(levels):
        _ground(svg, x, y, 20, 18, at, len(levels))
        _number(svg, x + 10, y + 13.5, at, len(levels), size="12")
        words = shorten(level, 24)
        write(svg, x + 26, y + 13.5, words, size="12")
        x += 46 + 6.8 * len(words)
    return Figure(written(svg), alt=alt, caption=caption, table=table)


def _square(svg: Drawing, x: float, y: float, column: float, square: HeatSquare, of: int) -> None:
    if square.level is None:
        rule(svg, x + 6, y + _ROW - 2, x + column - 6, y + _ROW - 2, opacity="0.25")
        lines = textwrap.wrap(square.words, int(column / 5.8), max_lines=2, placeholder="…")
        for number, words in enumerate(lines):
            at = y + _ROW / 2 + 3 + 12 * (number - (len(lines) - 1) / 2)
            write(svg, x + column / 2, at, words, anchor="middle", size="11", style="italic")
        return
    _ground(svg, x + 1.5, y + 1.5, column - 3, _ROW - 3, square.level, of)
    _number(svg, x + column / 2, y + _ROW / 2 + 5, square.level, of, size="15")


def _ground(svg: Drawing, x: float, y: float, wide: float, high: float, level: int, of: int) -> None:
    at = level / (of - 1) if of > 1 else 1.0
    fill = "#" + "".join(f"{round(low + (top - low) * at):02x}" for low, top in zip(_LOW, _HIGH, strict=True))
    place = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{wide:g}", "height": f"{high:g}", "rx": "2"}
    svg.shape("rect", {**place, "fill": fill})


def _number(svg: Drawing, x: float, y: float, level: int, of: int, *, size: str) -> None:
    ink = _LIGHT if of == 1 or level / (of - 1) > 0.5 else _DARK
    write(svg, x, y, str(level + 1), anchor="middle", weight="bold", size=size, ink=ink)
