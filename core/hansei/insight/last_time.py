"""Last time and now on paper: how each row moved since the session before, and what else changed besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hansei.document import Block, Cell, Heading, Paragraph, Table, said
from hansei.document.change_figure import ChangedRow, change_figures
from hansei.insight.heatmap import Square
from hansei.insight.trend import Trend, TrendRow
from hansei.words.days import day_said
from hansei.words.ours import tr, trn


def last_time_on_paper(session: str, trends: Sequence[Trend]) -> Iterator[Block]:
    """Yield how a team moved since it rated the same rows the time before; nothing where it did not.

    Args:
        session: The id of the session that is now.
        trends: Those of its toolkit, up to that session or beyond.
    """
    begun = False
    for trend in trends:
        rows = _rows(session, trend)
        if not rows:
            continue
        if not begun:
            begun = True
            yield Heading(tr("Last time and now"), 2, anchor="last-time")
        yield Heading(said(trend.title), 3)
        yield from _moved(rows)


def moves(session: str, trends: Sequence[Trend]) -> dict[str, str]:
    """Return for each instrument in a few words how its rows moved, as in "4 rows higher, 1 as last time".

    Args:
        session: As for :func:`last_time_on_paper`.
        trends: As for :func:`last_time_on_paper`.
    """
    found = {}
    for trend in trends:
        if rows := _rows(session, trend):
            ways = [now.moved for *_, now in rows]
            up = sum(each is not None and each > 0 for each in ways)
            down = sum(each is not None and each < 0 for each in ways)
            same, none = ways.count(0), ways.count(None)
            told = [trn("{n} row higher", "{n} rows higher", up)] if up else []
            told += [trn("{n} row lower", "{n} rows lower", down)] if down else []
            told += [trn("{n} row as last time", "{n} rows as last time", same)] if same else []
            told += [trn("{n} row cannot be compared", "{n} rows cannot be compared", none)] if none else []
            days = {day_said(then.at) for _, then, _ in rows}
            found[trend.instrument] = ", ".join(told) + (f" ({days.pop()})" if len(days) == 1 else "") + "."
    return found


def _rows(session: str, trend: Trend) -> list[tuple[TrendRow, Square, Square]]:
    """Return each row that was rated before with where the team stood then, and where it stands."""
    now = next((at for at, each in enumerate(trend.sittings) if each.session == session), 0)
    return [(row, then, row.points[now]) for row in trend.rows if (then := _before(row, now)) is not None]


def _before(row: TrendRow, now: int) -> Square | None:
    """Return where the team stood the last time before that it rated a row; None: nothing to lay beside it."""
    if not now or row.points[now].fact is None:
        return None
    return next((each for each in reversed(row.points[:now]) if each.fact is not None), None)


def _moved(rows: Sequence[tuple[TrendRow, Square, Square]]) -> Iterator[Block]:
    days = {day_said(then.at) for _, then, _ in rows}
    changed: dict[str, list[str]] = {}
    for row, _, now in rows:
        for remark in now.remarks:
            changed.setdefault(remark, []).append(row.row.measure.about.short)
    if len(days) == 1:
        yield Paragraph(said(days.pop()), label=tr("Last time"))
    told = [remark if len(of) == len(rows) else f"{remark} ({', '.join(of)})" for remark, of in changed.items()]
    if told:
        yield Paragraph(said("; ".join(told)), label=tr("What else changed"))
    table = _table(rows)
    levels = [title for _, title in rows[0][0].row.levels]
    if any([title for _, title in row.row.levels] != levels for row, *_ in rows):
        yield table
        return
    drawn = [ChangedRow(row.row.measure.about.short, _place(then), _place(now), _way(now)) for row, then, now in rows]
    yield from change_figures(tr("Last time and now"), levels, drawn, table=table, captioned=False)


def _table(rows: Sequence[tuple[TrendRow, Square, Square]]) -> Table:
    titles = (tr("Row"), tr("Last time"), tr("Now"), tr("Levels"), tr("What else changed"))
    return Table(
        header=(tuple(Cell.of(title, head=True) for title in titles),),
        rows=tuple(
            (
                Cell.of(said(row.row.measure.about.short), head=True),
                Cell.of(said(f"{then.title} ({day_said(then.at)})")),
                Cell.of(said(now.title)),
                Cell.of("–" if now.moved is None else f"{now.moved:+d}" if now.moved else "0"),
                Cell.of(said("; ".join(now.remarks))),
            )
            for row, then, now in rows
        ),
    )


def _place(square: Square) -> int | None:
    return None if square.number is None else square.number - 1


def _way(now: Square) -> str:
    if now.moved is None:
        return now.title if now.number is None else tr("no level last time")
    if not now.moved:
        return tr("as last time")
    if now.moved > 0:
        return trn("{n} level higher", "{n} levels higher", now.moved)
    return trn("{n} level lower", "{n} levels lower", -now.moved)
