"""A team over its sessions: each row from time to time, and at each point what else changed besides the rating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from hansei.insight.heatmap import HeatRow, Square, heat_rows, square
from hansei.record.kept import Cell
from hansei.record.measures import Measure


@frozen
class Sitting:
    """A session as a trend heads its column."""

    session: str
    #: When it began, UTC in milliseconds.
    at: int


@frozen
class TrendRow:
    """A row in one wording, over the sessions."""

    row: HeatRow
    #: One for each session, in the order of the trend.
    points: tuple[Square, ...]


@frozen
class Trend:
    """One instrument over a team's sessions, the oldest first."""

    #: Id of the toolkit and of the instrument.
    toolkit: str
    instrument: str
    #: The instrument's title.
    title: str
    sittings: tuple[Sitting, ...]
    rows: tuple[TrendRow, ...]

    def remarks(self, at: int) -> dict[str, tuple[str, ...]]:
        """Return what changed in a session besides the ratings: each remark with the short titles of its rows.

        Args:
            at: The session's place in :attr:`sittings`.
        """
        found: dict[str, tuple[str, ...]] = {}
        for each in self.rows:
            for remark in each.points[at].remarks:
                found[remark] = (*found.get(remark, ()), each.row.measure.about.short)
        return found


def trends(cells: Sequence[Cell], measures: Mapping[int, Measure]) -> tuple[Trend, ...]:
    """Return the trend of every instrument that a team has rated, the one used last first.

    Args:
        cells: What stood for the team in its sessions, the oldest first.
        measures: The rows, by id.
    """
    held: dict[str, list[Sitting]] = {}
    theirs: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        measure = measures[cell.fact.measure]
        if measure.instrument:
            theirs.setdefault((measure.toolkit, measure.instrument), []).append(cell)
        else:
            held.setdefault(measure.toolkit, []).append(Sitting(cell.session, cell.at))
    found = []
    for (toolkit, instrument), rated in theirs.items():
        rows = heat_rows([cell.fact.measure for cell in rated], measures)
        sittings = tuple(held.get(toolkit, ()))
        lines = _lines(rated, rows, sittings, measures)
        title = rows[0].measure.about.instrument
        found.append((max(cell.at for cell in rated), Trend(toolkit, instrument, title, sittings, lines)))
    return tuple(
        each for _, each in sorted(found, key=lambda pair: (-pair[0], pair[1].rows[0].row.measure.about.place))
    )


def _lines(
    cells: Sequence[Cell], rows: Sequence[HeatRow], sittings: Sequence[Sitting], measures: Mapping[int, Measure]
) -> tuple[TrendRow, ...]:
    by_measure = {row.measure.id: row for row in rows}
    points: dict[tuple[int, str], Square] = {}
    before: dict[str, Cell] = {}
    for cell in cells:
        item = measures[cell.fact.measure].item
        points[cell.fact.measure, cell.session] = square(cell, by_measure[cell.fact.measure], before.get(item))
        before[item] = cell
    return tuple(
        TrendRow(
            row,
            tuple(
                points.get((row.measure.id, each.session), Square("not rated", session=each.session, at=each.at))
                for each in sittings
            ),
        )
        for row in rows
    )
