"""The picture of last time and now: where a row stood the time before, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen
from msgspec.structs import replace

from hansei.document.blocks import Figure, Table
from hansei.document.drawing import DOT, Drawing, drawing, rule, write, written
from hansei.document.level_grid import WIDTH, LevelGrid, evenly, head, row_height
from hansei.words.ours import tr, trc

_ROW, _LEGEND = 31, 30


@frozen
class ChangedRow:
    """A row and its two places on the scale."""

    label: str
    #: 0-based; None: there was no level.
    then: int | None
    now: int | None
    #: What is said beside it, as "1 level higher".
    beside: str = ""


def change_figures(
    caption: str,
    levels: Sequence[str],
    rows: Sequence[ChangedRow],
    *,
    table: Table | None = None,
    captioned: bool = True,
) -> Iterator[Figure]:
    """Draw last time and now, some rows in a picture.

    Args:
        caption: What the picture shows.
        levels: Titles of the levels, left to right.
        rows: The rows, top to bottom.
        table: The same as a table, for what cannot draw; it goes with the first picture.
        captioned: False where a heading says the caption already.
    """
    most = evenly(len(rows))
    for at in range(0, len(rows), most):
        some = rows[at : at + most]
        more = (
            tr(" ({first} to {last} of {all})", first=at + 1, last=at + len(some), all=len(rows))
            if len(rows) > most
            else ""
        )
        figure = _figure(f"{caption}{more}", levels, some, table if not at else None)
        yield figure if captioned else replace(figure, caption=more.strip(" ()"))


def _figure(caption: str, levels: Sequence[str], rows: Sequence[ChangedRow], table: Table | None) -> Figure:
    high = row_height([row.label for row in rows], _ROW)
    bottom = head(levels) + high * len(rows)
    alt = f"{caption}. " + " ".join(_in_words(row, levels) for row in rows)
    svg = drawing(WIDTH, bottom + _LEGEND, alt)
    grid = LevelGrid(svg, levels, high)
    for number, row in enumerate(rows):
        _row(grid, row, grid.row(number, row.label))
    grid.finish()
    grid.ring(10, bottom + 14, 8)
    write(svg, 26, bottom + 18, tr("last time"), size="12")
    grid.dot(108, bottom + 14, 8)
    write(svg, 124, bottom + 18, trc("beside last time", "now"), size="12")
    return Figure(written(svg), alt=alt, caption=caption, table=table)


def _in_words(row: ChangedRow, levels: Sequence[str]) -> str:
    then, now = (tr("no level") if at is None else levels[at] for at in (row.then, row.now))
    return tr(
        "{label}: last time {then}, now {now}{rest}.",
        label=row.label,
        then=then,
        now=now,
        rest=f"; {row.beside}" if row.beside else "",
    )


def _row(grid: LevelGrid, row: ChangedRow, y: float) -> None:
    for at in range(grid.count):
        if at not in (row.then, row.now):
            grid.faint(at, y)
    if row.then is not None and row.now is not None and row.then != row.now:
        _arrow(grid.svg, grid.x(row.then), grid.x(row.now), y)
    if row.then is not None:
        grid.ring(grid.x(row.then), y, 13 if row.then == row.now else 8)
    if row.now is not None:
        grid.dot(grid.x(row.now), y, 9)
    grid.beside(y, (row.beside,))


def _arrow(svg: Drawing, then: float, now: float, y: float) -> None:
    way = 1 if now > then else -1
    tip = now - 11 * way
    rule(svg, then + 8 * way, y, tip - 6 * way, y, width="3", ink=DOT, opacity="0.8")
    points = f"{tip:g},{y:g} {tip - 9 * way:g},{y - 6:g} {tip - 9 * way:g},{y + 6:g}"
    svg.shape("polygon", {"points": points, "fill": DOT})
