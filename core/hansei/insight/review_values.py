"""A review as plain values, for ``--json`` and for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hansei.insight.prefilling import Proposal
from hansei.insight.review import Review, ReviewedRow, Stand, TheirLine
from hansei.insight.transcript import iso

#: The version of this form. A key may be added under the same number; anything else counts it up.
FORMAT = 1


def review_values(review: Review, proposed: Sequence[Proposal] = ()) -> dict[str, Any]:
    """Return a review and the lines proposed from it. Times are ISO 8601 in UTC."""
    return {
        "format": FORMAT,
        "plan": review.plan,
        "reviews": review.reviews,
        "rows_from": review.rows_from,
        "handed_in": [
            {
                "session": each.session,
                "team": each.team,
                "lines": each.lines,
                "changed": iso(each.at),
                "state": "closed" if each.closed else "open",
                "origin": each.origin,
                "news": each.news,
                "copies": list(each.copies),
            }
            for each in review.handed
        ],
        "missing": list(review.missing),
        "parts": [
            {"instrument": part.instrument, "title": part.title, "rows": [_row(row) for row in part.by_difference]}
            for part in review.parts
        ],
        "other_lines": [_line(line) for line in review.others],
        "proposed": [
            {
                "key": each.key,
                "item": each.item,
                "about": each.about,
                "line": each.line,
                "teams": list(each.teams),
                "sources": list(map(str, each.sources)),
                "taken": each.taken,
            }
            for each in proposed
        ],
    }


def _row(row: ReviewedRow) -> dict[str, Any]:
    levels = row.scale.levels if row.scale else ()
    return {
        "item": row.item.id,
        "title": row.item.label,
        "levels": [
            {"level": level.id, "title": level.title, "count": count, "teams": list(row.teams(at))}
            for at, (level, count) in enumerate(zip(levels, row.counts, strict=False))
        ],
        "rated": row.rated,
        "of": len(row.stands),
        "denominator": row.denominator(),
        "spread": row.spread,
        "consensus": row.consensus,
        "teams": [_stand(stand) for stand in row.stands],
        "own": _stand(row.own),
    }


def _stand(stand: Stand) -> dict[str, Any]:
    return {
        "team": stand.team,
        "session": stand.session,
        "state": stand.state,
        "level": stand.place if stand.state == "level" else None,
        "label": stand.label,
        "says": [{"rater": rater, "says": says} for rater, says in stand.words],
        "reasons": list(stand.reasons),
        "calls_for_work": stand.calls,
        "lines": [_line(line) for line in stand.lines],
    }


def _line(line: TheirLine) -> dict[str, Any]:
    return {"source": str(line.source), "team": line.team, "line": line.values, "status": line.status}
