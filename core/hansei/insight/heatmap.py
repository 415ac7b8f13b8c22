"""Teams and rows side by side: where each team stands on each row, with the numbers behind it.

Levels are counted from 1 and never averaged: the distance between two of them is not known. What is no level (does
not apply, not settled, no agreement, settled twice, not rated) is shown as what it is and never counted as a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from attrs import field, frozen

from hansei.insight.comparability import remarks
from hansei.record.kept import Cell, Fact, Total
from hansei.record.measures import Measure
from hansei.record.organisations import Organisation
from hansei.words.ours import N_, tr, trn

#: What a square can say: as :data:`hansei.record.kept.Stands`, or that nobody rated the row.
Says = Literal["level", "aside", "open", "apart", "conflict", "not rated"]
#: What is no level, as people read it.
WORDS: dict[str, str] = {
    N_("aside"): N_("no level"),
    N_("open"): N_("rated, not settled"),
    N_("apart"): N_("no agreement"),
    N_("conflict"): N_("settled twice, differently"),
    N_("not rated"): N_("not rated"),
}
#: The same as a mark that takes one column and needs no colour.
MARKS: dict[str, str] = {"aside": "-", "open": "~", "apart": "x", "conflict": "!", "not rated": "."}


@frozen
class HeatRow:
    """A row of an instrument in one wording."""

    measure: Measure
    #: Whether newer sessions ask it in other words, so that it cannot be compared with what they say.
    earlier: bool = False

    @property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """Id and title of each level, in reading order."""
        return self.measure.about.levels

    def number(self, place: str) -> int | None:
        """Return a level as a number from 1, in reading order; None when it is none."""
        return next((at for at, (id_, _) in enumerate(self.levels, 1) if id_ == place), None)


@frozen
class Square:
    """Where a team stands on a row."""

    says: Says
    #: 1-based in reading order; None: no level.
    number: int | None = None
    #: The level, or what it is instead, as people read it.
    title: str = field(factory=lambda: tr(WORDS["not rated"]))
    session: str = ""
    #: When the session began, UTC in milliseconds.
    at: int = 0
    #: What it rests on; None: not rated.
    fact: Fact | None = None
    #: Levels up or down since the time before; None: there is nothing to compare with.
    moved: int | None = None
    #: What else changed since the time before.
    remarks: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """The number, or a mark for what is no level."""
        return str(self.number) if self.number is not None else MARKS[self.says]


@frozen
class TeamLine:
    """A team and where it stands on every row."""

    org: Organisation
    squares: tuple[Square, ...]
    #: In how many sessions it used the toolkit.
    sessions: int
    #: When the last of them began, UTC in milliseconds; 0: in none.
    last: int


@frozen
class RowCount:
    """How many teams stand where on a row."""

    row: HeatRow
    #: Of each level, in reading order.
    levels: tuple[int, ...]
    #: Of each answer that is no level, by its title.
    asides: dict[str, int]
    open: int = 0
    apart: int = 0
    conflict: int = 0
    not_rated: int = 0

    @property
    def rated(self) -> int:
        """How many stand at a level."""
        return sum(self.levels)

    @property
    def teams(self) -> int:
        """How many there are: the denominator."""
        return self.rated + sum(self.asides.values()) + self.open + self.apart + self.conflict + self.not_rated

    def denominator(self) -> str:
        """Return who is behind the numbers, as in "5 of 8 teams at a level; 1 does not apply; 2 not rated"."""
        parts = [trn("{rated} of {n} team at a level", "{rated} of {n} teams at a level", self.teams, rated=self.rated)]
        parts += [f"{n} {title[:1].lower()}{title[1:]}" for title, n in self.asides.items() if n]
        others = {
            "open": self.open,
            "apart": self.apart,
            "conflict": self.conflict,
            "not rated": self.not_rated,
        }
        parts += [f"{n} {tr(WORDS[says])}" for says, n in others.items() if n]
        return "; ".join(parts)


@frozen
class HeatMap:
    """Teams by rows of one instrument."""

    #: Id of the toolkit and of the instrument.
    toolkit: str
    instrument: str
    #: The instrument's title.
    title: str
    rows: tuple[HeatRow, ...]
    teams: tuple[TeamLine, ...]
    #: Those that have not held any session with the toolkit.
    silent: tuple[Organisation, ...] = ()

    def counts(self) -> tuple[RowCount, ...]:
        """Return for each row how many teams stand where."""
        return tuple(_count(row, [_said(team.squares[at]) for team in self.teams]) for at, row in enumerate(self.rows))

    def at_level(self, level: str) -> HeatMap:
        """Return the map with those teams only that stand at a level on some row.

        Args:
            level: Its id, its title or its number.
        """
        ids = self.level(level)
        teams = [each for each in self.teams if any(self._is(each, at, ids) for at in range(len(self.rows)))]
        return HeatMap(self.toolkit, self.instrument, self.title, self.rows, tuple(teams))

    def level(self, words: str) -> frozenset[str]:
        """Return the ids of a level that is meant by its id, title or number; nothing when there is none."""
        wanted = words.strip().casefold()
        return frozenset(
            id_
            for row in self.rows
            for at, (id_, title) in enumerate(row.levels, 1)
            if wanted in (id_.casefold(), title.casefold(), str(at))
        )

    def _is(self, team: TeamLine, at: int, ids: frozenset[str]) -> bool:
        fact = team.squares[at].fact
        return fact is not None and fact.state == "level" and fact.place in ids


def heat_maps(
    orgs: Sequence[Organisation], cells: Sequence[Cell], measures: Mapping[int, Measure]
) -> tuple[HeatMap, ...]:
    """Return a map for every instrument that the teams have rated, the one used last first.

    Args:
        orgs: The teams, in the order in which they are shown; one that never held a session is told apart.
        cells: What stood for them on each row the last two times at least, counted, the oldest first.
        measures: The rows, by id.
    """
    by_sheet: dict[tuple[str, str], list[Cell]] = {}
    held: dict[str, dict[str, list[Cell]]] = {}
    for cell in cells:
        measure = measures[cell.fact.measure]
        if measure.instrument:
            by_sheet.setdefault((measure.toolkit, measure.instrument), []).append(cell)
        else:
            held.setdefault(measure.toolkit, {}).setdefault(cell.org, []).append(cell)
    found = []
    for (toolkit, instrument), theirs in by_sheet.items():
        rows = heat_rows([cell.fact.measure for cell in theirs], measures)
        squares = _squares(theirs, rows, measures)
        sessions = held.get(toolkit, {})
        lines = tuple(
            TeamLine(
                org,
                tuple(squares.get((org.id, row.measure.id), Square("not rated")) for row in rows),
                sessions[org.id][-1].times,
                sessions[org.id][-1].at,
            )
            for org in orgs
            if org.id in sessions
        )
        silent = tuple(org for org in orgs if org.id not in sessions and not org.closed)
        title = rows[0].measure.about.instrument
        found.append((max(cell.at for cell in theirs), HeatMap(toolkit, instrument, title, rows, lines, silent)))
    return tuple(each for _, each in sorted(found, key=lambda pair: (-pair[0], pair[1].rows[0].measure.about.place)))


def heat_rows(rated: Iterable[int], measures: Mapping[int, Measure]) -> tuple[HeatRow, ...]:
    """Return the rows of an instrument in the toolkit's order, those in earlier words behind all others.

    Args:
        rated: The measures of it that were rated.
        measures: All rows, by id.
    """
    there = dict.fromkeys(rated)
    newest: dict[str, tuple[int, int]] = {}
    for id_ in there:
        measure = measures[id_]
        newest[measure.item] = max(newest.get(measure.item, (-1, 0)), (measure.since, id_))
    rows = [HeatRow(measures[id_], earlier=newest[measures[id_].item][1] != id_) for id_ in there]
    sheets = {(measures[id_].toolkit, measures[id_].instrument) for id_ in there}
    for measure in measures.values():  # those that nobody has rated yet
        if measure.item not in newest and (measure.toolkit, measure.instrument) in sheets:
            newest[measure.item] = (0, measure.id)
            rows.append(HeatRow(measure))
    return tuple(sorted(rows, key=lambda row: (row.earlier, row.measure.about.place, row.measure.item, row.measure.id)))


def square(cell: Cell, row: HeatRow, before: Cell | None = None) -> Square:
    """Return where a team stands on a row in one of its sessions, seen from the session before.

    Args:
        cell: What stood.
        row: The row.
        before: What stood the time before, in these words or others; None: nothing did.
    """
    fact = cell.fact
    number = row.number(fact.place) if fact.state == "level" else None
    about = row.measure.about
    if fact.state == "level" or (fact.state == "aside" and fact.place):
        title = next((title for id_, title in (*about.levels, *about.asides) if id_ == fact.place), fact.place)
    else:
        title = tr(WORDS[fact.state])
    moved: int | None = None
    changed: tuple[str, ...] = ()
    if before is not None:
        changed = remarks(before.fact, fact)
        earlier = row.number(before.fact.place) if before.fact.state == "level" else None
        if before.fact.measure == fact.measure and number is not None and earlier is not None:
            moved = number - earlier
    says: Says = fact.state if fact.state != "held" else "not rated"
    return Square(says, number, title, cell.session, cell.at, fact, moved, changed)


def _squares(
    cells: Iterable[Cell], rows: Sequence[HeatRow], measures: Mapping[int, Measure]
) -> dict[tuple[str, int], Square]:
    """Return by team and measure where it stands last."""
    by_measure = {row.measure.id: row for row in rows}
    last: dict[tuple[str, int], tuple[Cell, Cell | None]] = {}
    of_item: dict[tuple[str, str], Cell] = {}
    for cell in cells:
        item = (cell.org, measures[cell.fact.measure].item)
        last[cell.org, cell.fact.measure] = (cell, of_item.get(item))
        of_item[item] = cell
    return {key: square(cell, by_measure[key[1]], before) for key, (cell, before) in last.items()}


def counted(
    totals: Iterable[Total], measures: Mapping[int, Measure], toolkit: str, instrument: str, kind: str = ""
) -> tuple[RowCount, ...]:
    """Return for each row of an instrument how many teams of the whole store stand where.

    Args:
        totals: How many stand where.
        measures: The rows, by id.
        toolkit: The toolkit's id.
        instrument: The instrument's id.
        kind: "building" or "district"; empty: both.
    """
    found: dict[int, list[tuple[Says, str, int]]] = {}
    held = 0
    for total in totals:
        measure = measures[total.measure]
        if measure.toolkit == toolkit and kind in ("", total.kind):
            if total.state == "held":
                held += total.n
            elif measure.instrument == instrument:
                found.setdefault(total.measure, []).append((total.state, total.place, total.n))
    counts = []
    for row in heat_rows(found, measures):
        said = found.get(row.measure.id, [])
        missing = max(0, held - sum(n for _, _, n in said))
        counts.append(_count(row, [*said, ("not rated", "", missing)]))
    return tuple(counts)


def _said(square: Square) -> tuple[Says, str, int]:
    return square.says, square.fact.place if square.fact is not None else "", 1


def _count(row: HeatRow, said: Iterable[tuple[Says, str, int]]) -> RowCount:
    levels = dict.fromkeys((id_ for id_, _ in row.levels), 0)
    titles = dict(row.measure.about.asides)
    asides: dict[str, int] = {}
    others = dict.fromkeys(("open", "apart", "conflict", "not rated"), 0)
    for says, place, n in said:
        if says == "level":
            levels[place] = levels.get(place, 0) + n
        elif says == "aside":
            title = titles.get(place, place)
            asides[title] = asides.get(title, 0) + n
        else:
            others[says] += n
    return RowCount(
        row, tuple(levels.values()), asides, others["open"], others["apart"], others["conflict"], others["not rated"]
    )
