"""The portfolio as plain values: for JSON, for other programs, and as a table that a spreadsheet reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hansei.insight.comparability import how, rounds, who
from hansei.insight.heatmap import HeatMap, HeatRow, RowCount, Square
from hansei.insight.portfolio import OverAll, TeamAction
from hansei.insight.transcript import iso
from hansei.insight.trend import Trend
from hansei.record.organisations import Organisation

#: Session, instrument and item to who said what.
Said = Mapping[tuple[str, str, str], Sequence[tuple[str, str]]]
#: The columns of the table: a line for each team and row.
COLUMNS = (
    "team",
    "team_id",
    "kind",
    "toolkit",
    "instrument",
    "row",
    "row_title",
    "wording",
    "earlier_wording",
    "session",
    "date",
    "says",
    "number",
    "of",
    "level",
    "settled",
    "raters",
    "rounds",
    "protocol",
    "moved",
    "not_comparable",
)


def map_record(heat: HeatMap) -> dict[str, Any]:
    """Return a map as plain values."""
    return {
        "toolkit": heat.toolkit,
        "instrument": heat.instrument,
        "title": heat.title,
        "rows": [count_record(count) for count in heat.counts()],
        "teams": [
            {
                **org_record(line.org),
                "sessions": line.sessions,
                "last": _when(line.last),
                "squares": [square_record(square) for square in line.squares],
            }
            for line in heat.teams
        ],
        "without_session": [org_record(org) for org in heat.silent],
    }


def over_all_record(over: OverAll) -> dict[str, Any]:
    """Return the counts of a whole store as plain values."""
    return {
        "toolkit": over.toolkit,
        "instrument": over.instrument,
        "title": over.title,
        "rows": [count_record(count) for count in over.rows],
    }


def trend_record(trend: Trend, said: Said | None = None) -> dict[str, Any]:
    """Return a trend as plain values.

    Args:
        trend: The trend.
        said: Who said what of a row: by session, instrument and item. Left out where there is nothing of a point.
    """
    return {
        "toolkit": trend.toolkit,
        "instrument": trend.instrument,
        "title": trend.title,
        "sessions": [
            {
                "session": each.session,
                "began": _when(each.at),
                "not_comparable": [{"what": what, "rows": list(rows)} for what, rows in trend.remarks(at).items()],
            }
            for at, each in enumerate(trend.sittings)
        ],
        "rows": [
            {
                **row_record(each.row),
                "points": [
                    square_record(point)
                    | _evidence(said or {}, (point.session, trend.instrument, each.row.measure.item), point)
                    for point in each.points
                ],
            }
            for each in trend.rows
        ],
    }


def _evidence(said: Said, key: tuple[str, str, str], point: Square) -> dict[str, Any]:
    if point.fact is None or key not in said:
        return {}
    return {"evidence": [{"who": who_, "says": words} for who_, words in said[key]]}


def action_record(each: TeamAction, today: str) -> dict[str, Any]:
    """Return an action of a team as plain values.

    Args:
        each: The action.
        today: ISO 8601 date.
    """
    action = each.due.action
    return {
        "team": org_record(each.org),
        "session": each.due.session,
        "began": _when(each.due.at),
        "action": f"{action.answer}#{action.action}",
        "about": action.about,
        "text": action.text,
        "owner": action.owner,
        "due": action.due,
        "phase": action.phase,
        "status": each.due.status,
        "words": each.due.words,
        "late": each.late(today),
    }


def org_record(org: Organisation) -> dict[str, Any]:
    """Return an organisation as plain values."""
    return {"id": org.id, "name": org.name, "kind": org.kind, "district": org.district}


def row_record(row: HeatRow) -> dict[str, Any]:
    """Return a row as plain values."""
    measure = row.measure
    return {
        "item": measure.item,
        "short": measure.about.short,
        "title": measure.about.title,
        "wording": measure.wording,
        "earlier_wording": row.earlier,
        "levels": [{"id": id_, "title": title} for id_, title in row.levels],
    }


def count_record(count: RowCount) -> dict[str, Any]:
    """Return how many teams stand where as plain values."""
    return {
        **row_record(count.row),
        "teams": count.teams,
        "at_a_level": count.rated,
        "counts": dict(zip((id_ for id_, _ in count.row.levels), count.levels, strict=True)),
        "no_level": count.asides,
        "not_settled": count.open,
        "no_agreement": count.apart,
        "settled_twice": count.conflict,
        "not_rated": count.not_rated,
        "says": count.denominator(),
    }


def square_record(square: Square) -> dict[str, Any]:
    """Return where a team stands on a row as plain values."""
    fact = square.fact
    return {
        "says": square.says,
        "number": square.number,
        "level": fact.place if fact is not None else "",
        "title": square.title,
        "session": square.session,
        "began": _when(square.at),
        "settled": how(fact) if fact is not None else "",
        "raters": who(fact) if fact is not None else "",
        "rounds": fact.rounds if fact is not None else 0,
        "protocol": fact.protocol if fact is not None else "",
        "moved": square.moved,
        "not_comparable": list(square.remarks),
    }


def as_csv(maps: Sequence[HeatMap]) -> bytes:
    """Return maps as one table, UTF-8 with a mark that Excel knows it by.

    A cell that a spreadsheet would take for a formula is led by an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for heat in maps:
        writer.writerows(map(tuple, _lines(heat)))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def _when(at: int) -> str:
    """Return a time of the record as ISO 8601, in UTC; empty for none."""
    return iso(at) if at else ""


def _lines(heat: HeatMap) -> Iterator[tuple[object, ...]]:
    for line in heat.teams:
        for row, square in zip(heat.rows, line.squares, strict=True):
            measure, fact = row.measure, square.fact
            yield (
                _harmless(line.org.name),
                line.org.id,
                line.org.kind,
                _harmless(heat.toolkit),
                _harmless(heat.instrument),
                _harmless(measure.item),
                _harmless(measure.about.title),
                measure.wording,
                "yes" if row.earlier else "",
                square.session,
                _when(square.at)[:10],
                square.says,
                "" if square.number is None else square.number,
                len(row.levels),
                _harmless(square.title),
                how(fact) if fact is not None else "",
                who(fact) if fact is not None else "",
                rounds(fact) if fact is not None else "",
                _harmless(fact.protocol) if fact is not None else "",
                "" if square.moved is None else f"{square.moved:+d}" if square.moved else "0",
                _harmless("; ".join(square.remarks)),
            )


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
