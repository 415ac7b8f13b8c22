"""Raters side by side as pictures: those of a round with their names, and where the team stands after all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hansei.document import Figure, Table
from hansei.document.drawing import shorten
from hansei.document.standing_figure import StandingRow, standing_figures
from hansei.insight.compare import ComparedRow
from hansei.record.events import Agreed
from hansei.words.ours import tr, trn

#: Letters of what heads a row, where the whole is said elsewhere.
LABEL = 60


def raters_drawn(caption: str, rows: Sequence[ComparedRow]) -> Iterator[Figure]:
    """Yield a picture of who chose which level; rows on another scale are in another picture.

    Args:
        caption: What the picture shows.
        rows: The rows, top to bottom; those without a scale are left out.
    """
    for levels in dict.fromkeys(map(levels_of, rows)):
        if levels:
            drawn = [_with_names(row) for row in rows if levels_of(row) == levels]
            yield from standing_figures(caption, levels, drawn)


def stands_drawn(caption: str, rows: Sequence[tuple[ComparedRow, str]], table: Table) -> Iterator[Figure]:
    """Yield a picture of where the team stands: what was agreed, how far apart raters were, who does not go along.

    Args:
        caption: What the picture shows.
        rows: At least one: each row with the title of the level that was agreed; empty: none was.
        table: The same as a table, for what cannot draw.
    """
    for levels, some in groupby(rows, lambda each: levels_of(each[0])):
        drawn = [_stands(row, levels, agreed) for row, agreed in some]
        yield from standing_figures(caption, levels, drawn, table=table, captioned=False)


def levels_of(row: ComparedRow) -> tuple[str, ...]:
    """Return the titles of a row's levels; none where it has no scale."""
    return tuple(level.title for level in row.scale.levels) if row.scale is not None else ()


def _with_names(row: ComparedRow) -> StandingRow:
    names: list[list[str]] = [[] for _ in row.counts]
    for each in row.positions:
        if each.level is not None:
            names[each.level].append(each.rater if each.count == 1 else f"{each.rater} ({each.count})")
    beside = tuple(filter(None, (_apart(row), *_asides(row))))
    return StandingRow(row.item.label, row.counts, tuple(map(tuple, names)), beside=beside)


def _stands(row: ComparedRow, levels: Sequence[str], agreed: str) -> StandingRow:
    settled = row.settled[0] if row.settled else None
    against = len(settled.dissent) if isinstance(settled, Agreed) else 0
    dissent = trn("{n} does not go along", "{n} do not go along", against) if against else ""
    told = {"not agreed": tr("not agreed"), "conflict": tr("settled twice")}.get(row.state, "")
    if agreed and agreed not in levels:
        told = agreed
    beside = [told, dissent, _apart(row) if len(row.positions) > 1 else "", *_asides(row)]
    return StandingRow(
        shorten(row.item.label, LABEL, " …"),
        row.counts,
        agreed=levels.index(agreed) if agreed in levels else None,
        beside=tuple(filter(None, beside)),
        needs=row.state in ("not agreed", "conflict"),
    )


def _apart(row: ComparedRow) -> str:
    if row.rated < 2:
        return ""
    return trn("{n} level apart", "{n} levels apart", row.spread) if row.spread else tr("all alike")


def _asides(row: ComparedRow) -> tuple[str, ...]:
    return tuple(f"{title} ({count})" for title, count in row.asides.items())
