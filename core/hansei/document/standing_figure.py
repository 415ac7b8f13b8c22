"""The picture of raters on a scale: how many chose each level of a row, how far apart they are, what was agreed.

A dot holds how many chose the level, a line leads from the lowest to the highest, a ring is around what was agreed;
beside each row stands in words what a dot cannot say. Many rows become several pictures, so that each can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen
from msgspec.structs import replace

from hansei.document.blocks import Figure, Table
from hansei.document.drawing import DOT, INK, drawing, rule, wrap, write, written
from hansei.document.level_grid import MOST, WIDTH, LevelGrid, head, row_height
from hansei.words.ours import tr

_ROW, _NAMED, _LEGEND = 29, 56, 26
#: What calls for work: Okabe and Ito's vermilion, darkened.
_NEEDS = "#b34700"


@frozen
class StandingRow:
    """A row, and who stands where on it."""

    label: str
    #: How many raters chose each level, in the order of the levels.
    counts: tuple[int, ...]
    #: Who they are; empty: not told in the picture.
    names: tuple[tuple[str, ...], ...] = ()
    #: The level that was agreed, 0-based; None: none was.
    agreed: int | None = None
    #: What is said beside it, as "2 levels apart"; the picture has room for two short texts.
    beside: tuple[str, ...] = ()
    #: Whether what is said beside it first calls for work.
    needs: bool = False


def standing_figures(
    caption: str,
    levels: Sequence[str],
    rows: Sequence[StandingRow],
    *,
    table: Table | None = None,
    captioned: bool = True,
) -> Iterator[Figure]:
    """Draw raters on a scale, some rows in a picture.

    Args:
        caption: What the picture shows.
        levels: Titles of the levels, left to right.
        rows: The rows, top to bottom.
        table: The same as a table, for what cannot draw; it goes with the first picture.
        captioned: False where a heading says the caption already.
    """
    most = MOST // 2 if any(row.names for row in rows) else MOST
    for at in range(0, len(rows), most):
        some = rows[at : at + most]
        more = (
            tr(" ({first} to {last} of {all})", first=at + 1, last=at + len(some), all=len(rows))
            if len(rows) > most
            else ""
        )
        figure = _figure(f"{caption}{more}", levels, some, table if not at else None)
        yield figure if captioned else replace(figure, caption="")


def _figure(caption: str, levels: Sequence[str], rows: Sequence[StandingRow], table: Table | None) -> Figure:
    high = _NAMED if any(row.names for row in rows) else row_height([row.label for row in rows], _ROW)
    bottom = head(levels) + high * len(rows)
    alt = f"{caption}. " + " ".join(_in_words(row, levels) for row in rows)
    svg = drawing(WIDTH, bottom + _LEGEND, alt)
    grid = LevelGrid(svg, levels, high)
    counted = any(sum(row.counts) > 1 for row in rows)  # a lonely "1" would be read as a score
    for number, row in enumerate(rows):
        _row(grid, row, grid.row(number, row.label), counted=counted)
    grid.finish()
    apart = any(sum(map(bool, row.counts)) > 1 for row in rows)
    _legend(grid, bottom + 18, counted=counted, apart=apart, agreed=any(row.agreed is not None for row in rows))
    return Figure(written(svg), alt=alt, caption=caption, table=table)


def _in_words(row: StandingRow, levels: Sequence[str]) -> str:
    names = row.names or ((),) * len(levels)
    told = [
        f"{level} ({count}{': ' if who else ''}{', '.join(who)})"
        for level, count, who in zip(levels, row.counts, names, strict=True)
        if count
    ]
    agreed = [tr("agreed on {level}", level=levels[row.agreed])] if row.agreed is not None else []
    chosen = ", ".join(told) or tr("nobody chose a level")
    return f"{row.label}: {'; '.join([*agreed, chosen, *row.beside])}."


def _row(grid: LevelGrid, row: StandingRow, y: float, *, counted: bool) -> None:
    grid.beside(y, row.beside, ink=_NEEDS if row.needs else INK)
    chosen = [at for at, count in enumerate(row.counts) if count]
    y -= 10 if row.names else 0
    if len(chosen) > 1:
        rule(grid.svg, grid.x(chosen[0]), y, grid.x(chosen[-1]), y, width="4", ink=DOT, opacity="0.55")
    for at, count in enumerate(row.counts):
        x = grid.x(at)
        if count:
            grid.dot(x, y, 10)
        if count and counted:
            write(grid.svg, x, y + 4.5, str(count), anchor="middle", weight="bold", size="13", ink="#ffffff")
        if not count:
            grid.faint(at, y)
        if at == row.agreed:
            grid.ring(x, y, 13)
        if row.names and row.names[at]:
            lines = wrap(", ".join(row.names[at]), int(grid.column / 6.2), 2)
            for number, words in enumerate(lines):
                write(grid.svg, x, y + 23 + 12.5 * number, words, anchor="middle", size="11.5")


def _legend(grid: LevelGrid, y: float, *, counted: bool, apart: bool, agreed: bool) -> None:
    grid.dot(10, y - 4, 8)
    write(grid.svg, 24, y, tr("how many chose the level") if counted else tr("what was chosen"), size="12")
    x = 196
    if apart:
        rule(grid.svg, x, y - 4, x + 26, y - 4, width="4", ink=DOT, opacity="0.55")
        write(grid.svg, x + 34, y, tr("how far apart they are"), size="12")
        x += 190
    if agreed:
        grid.ring(x + 8, y - 4, 8)
        write(grid.svg, x + 24, y, tr("what the team agreed on"), size="12")
