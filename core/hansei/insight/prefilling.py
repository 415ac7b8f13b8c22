"""Lines proposed for a district's plan out of what buildings handed in; nothing is written without a yes.

Every line says which rows of the buildings it came from, so that it can be followed into their evidence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from attrs import frozen

from hansei.insight.review import Review, ReviewedRow, TheirLine
from hansei.kinds import SourceRow
from hansei.kinds.plan import FROM, ID, PlanColumn, PlanDefinition
from hansei.record.people import folded
from hansei.words.lines import one_line
from hansei.words.ours import tr


@frozen
class Proposal:
    """A line that could stand in the plan."""

    #: The same as long as it comes from the same rows.
    key: str
    #: The row of the plan it is for.
    item: str
    #: The row as people read it.
    about: str
    #: The row of the review that it comes from; empty: none of them.
    row: str
    #: Column id to words, with the rows it came from.
    line: dict[str, str]
    #: The rows it came from.
    sources: tuple[SourceRow, ...]
    #: The buildings they are of.
    teams: tuple[str, ...]
    #: In one line.
    says: str
    #: Whether the plan has it already.
    taken: bool = False

    @property
    def whole(self) -> str:
        """The line with whose it is; one that names the buildings itself says it only once."""
        planned = any(source.line for source in self.sources)
        return tr("{says} (from {teams})", says=self.says, teams=", ".join(self.teams)) if planned else self.says


def proposals(
    review: Review,
    definition: PlanDefinition,
    theirs: PlanDefinition,
    places: Collection[str],
    taken: Collection[str] = (),
) -> tuple[Proposal, ...]:
    """Return lines for every row that a building strengthens, creates or plans for, in the toolkit's order.

    What buildings plan is proposed in their words, once where several write the same. Where a building sees
    work to do and plans nothing, a line names it.

    Args:
        review: What was handed in.
        definition: The plan that is filled.
        theirs: The plan of the buildings.
        places: The rows that the plan can have; a line for another one goes to the first.
        taken: The rows of buildings that lines of the plan came from already, as they are written.
    """
    found: list[Proposal] = []
    for row in review.rows:
        place = row.item.id if row.item.id in places else next(iter(places), "")
        found += _of_lines(row.lines, definition, theirs, place, row, taken)
        found += _of_needs(row, definition, place, taken)
    place = next(iter(places), "")
    return (*found, *_of_lines(review.others, definition, theirs, place, None, taken))


def _of_lines(
    lines: Sequence[TheirLine],
    definition: PlanDefinition,
    theirs: PlanDefinition,
    place: str,
    row: ReviewedRow | None,
    taken: Collection[str],
) -> list[Proposal]:
    words = next(column.id for column in theirs.columns if column.means == "text")
    same: dict[str, list[TheirLine]] = {}
    for line in lines:
        if line.status != "dropped":
            same.setdefault(folded(one_line(line.values.get(words, ""))), []).append(line)
    return [
        _proposal(
            {column.id: _joined(column, theirs, some) for column in definition.columns},
            definition,
            place,
            row,
            tuple(each.source for each in some),
            tuple(dict.fromkeys(each.team for each in some)),
            taken,
        )
        for some in same.values()
    ]


def _of_needs(row: ReviewedRow, definition: PlanDefinition, place: str, taken: Collection[str]) -> list[Proposal]:
    """Return a line for those that see work to do in a row and plan nothing for it."""
    stands = [stand for stand in row.stands if stand.calls and not stand.lines]
    if not stands:
        return []
    at: dict[str, list[str]] = {}
    for stand in stands:
        title = row.scale.title(stand.place) if row.scale and stand.place else stand.label
        at.setdefault(title, []).append(stand.team)
    words = next(column.id for column in definition.columns if column.means == "text")
    text = "; ".join(f"{title}: {', '.join(teams)}" for title, teams in at.items())
    sources = tuple(SourceRow(stand.session, row.instrument, row.item.id) for stand in stands)
    teams = tuple(stand.team for stand in stands)
    return [_proposal({words: text}, definition, place, row, sources, teams, taken)]


def _proposal(
    values: dict[str, str],
    definition: PlanDefinition,
    place: str,
    row: ReviewedRow | None,
    sources: tuple[SourceRow, ...],
    teams: tuple[str, ...],
    taken: Collection[str],
) -> Proposal:
    written = [str(each) for each in sources]
    line = {key: value for key, value in values.items() if value}
    says = one_line(" | ".join(line[column.id] for column in definition.columns if column.id in line))
    return Proposal(
        hashlib.sha256(" ".join(written).encode()).hexdigest()[:6],
        place,
        row.item.label if row is not None else "",
        row.item.id if row is not None else "",
        line | {FROM: " ".join(written)},
        sources,
        teams,
        says,
        all(each in taken for each in written),
    )


def _joined(column: PlanColumn, theirs: PlanDefinition, lines: Sequence[TheirLine]) -> str:
    """Return what goes into a column out of several lines that plan the same."""
    there = next((each for each in theirs.columns if each.id == column.id), None)
    if there is None or column.id == ID:
        return ""
    values = [(each.values.get(column.id, ""), each.team) for each in lines]
    given = list(dict.fromkeys(value for value, _ in values if value))
    if column.means == "text":
        return given[0] if given else ""
    if column.means == "owner":  # theirs, until the team names somebody of its own
        return ", ".join(dict.fromkeys(f"{value} ({team})" for value, team in values if value))
    if column.type == "text":
        return "; ".join(given)
    fits = there.type == column.type and (column.type != "choice" or set(given) <= set(column.options))
    return given[0] if len(given) == 1 and fits else ""
