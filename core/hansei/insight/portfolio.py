"""The portfolio of a store: where its teams stand, how that changed, and what they set out to do.

Read from what is kept beside the events, never from a million logs. Nothing here is a mean: levels are counted.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, suppress

from attrs import frozen

from hansei.errors import StoreError
from hansei.insight.heatmap import HeatMap, RowCount, counted, heat_maps
from hansei.insight.trend import Trend, trends
from hansei.kinds import Kinds
from hansei.record.directory import Directory
from hansei.record.following import ENDED
from hansei.record.kept import Due, FactStore, KeepsFacts
from hansei.record.log import Log
from hansei.record.organisations import Organisation
from hansei.record.recounting import Opener, amiss, catch_up, one_by_one, recount, wanting
from hansei.words.ours import tr

#: Teams that are still shown one by one when no district is named.
FEW = 60


@frozen
class Scope:
    """Which teams are looked at, and when."""

    #: Their organisations, in the order in which they are shown; None: all of the store, only counted.
    orgs: tuple[Organisation, ...] | None
    #: What they are called together, as in "Riverside".
    title: str
    #: Of sessions begun then or later, UTC in milliseconds; 0: from the beginning.
    since: int = 0
    #: Of sessions begun before that; 0: to the end.
    until: int = 0


@frozen
class OverAll:
    """One instrument over all teams of a store, counted."""

    #: Id of the toolkit and of the instrument.
    toolkit: str
    instrument: str
    #: The instrument's title.
    title: str
    rows: tuple[RowCount, ...]


@frozen
class TeamAction:
    """An action of a team and how it stands."""

    org: Organisation
    due: Due

    def late(self, today: str) -> bool:
        """Whether it should be done by now, and is not.

        Args:
            today: ISO 8601 date.
        """
        return bool(self.due.action.due) and self.due.action.due < today and self.due.status not in ENDED


class Portfolio:
    """What is known of all teams of a store. Made by the engine.

    Args:
        log: The store.
        directory: Its organisations.
        opened: Returns a session by its id.
        kinds: The instrument kinds at hand.

    Raises:
        StoreError: when the store does not keep what stands.
    """

    def __init__(self, log: Log, directory: Directory, opened: Opener, kinds: Kinds) -> None:
        if not isinstance(log, KeepsFacts):
            raise StoreError(f"the store {log.name} keeps no facts, so it has no portfolio", store=log.name)
        self._log = log
        self._facts: FactStore = log.facts
        self._directory = directory
        self._opened = opened
        self._kinds = kinds

    # ------------------------------------------------------------------------------------- what is looked at

    def scope(self, *, district: str = "", building: str = "", team: str = "", since: int = 0, until: int = 0) -> Scope:
        """Return which teams are meant.

        Args:
            district: A district's name or id; all that belongs to it.
            building: A building's name or id; it, and the teams in it.
            team: Any organisation's name or id; it alone.
            since: Of sessions begun then or later, UTC in milliseconds; 0: from the beginning.
            until: Of sessions begun before that; 0: to the end.

        Raises:
            UsageError: when nobody is called so, or several are.
        """
        self.catch_up()
        if team:
            one = self._directory.find(team)
            return Scope((one,), one.name, since, until)
        if building:
            one = self._directory.find(building, "building")
            return Scope(self._directory.within(one), one.name, since, until)
        if district:
            one = self._directory.find(district, "district")
            return self.of_district(one, since, until)
        if self._directory.size() > FEW:
            return Scope(None, tr("all teams"), since, until)
        return Scope(self._directory.all(), tr("all teams"), since, until)

    def of_district(self, district: Organisation, since: int = 0, until: int = 0) -> Scope:
        """Return a district with all that belongs to it."""
        return Scope(self._directory.within(district), district.name, since, until)

    # ------------------------------------------------------------------------------------- what stands

    def heat_maps(self, scope: Scope) -> tuple[HeatMap, ...]:
        """Return where teams stand on the rows of each instrument, the one used last first."""
        orgs = self._directory.all() if scope.orgs is None else scope.orgs
        cells = self._facts.recent([each.id for each in orgs], scope.since, scope.until)
        return heat_maps(orgs, cells, self._facts.measures())

    def over_all(self, kind: str = "", since: int = 0, until: int = 0) -> tuple[OverAll, ...]:
        """Return how many of all teams stand where, in the order of the toolkits.

        Args:
            kind: "building" or "district"; empty: both.
            since: In sessions begun then or later, UTC in milliseconds; 0: from the beginning.
            until: In sessions begun before that; 0: to the end.
        """
        self.catch_up()
        measures = self._facts.measures()
        totals = self._facts.totals(since, until)
        rated = [measures[total.measure] for total in totals if kind in ("", total.kind) and total.state != "held"]
        found = []
        for toolkit, instrument in dict.fromkeys((each.toolkit, each.instrument) for each in rated):
            rows = counted(totals, measures, toolkit, instrument, kind)
            about = rows[0].row.measure.about
            found.append((toolkit, about.place, OverAll(toolkit, instrument, about.instrument, rows)))
        return tuple(each for *_, each in sorted(found, key=lambda found: found[:2]))

    def trends(self, org: Organisation, since: int = 0, until: int = 0) -> tuple[Trend, ...]:
        """Return how a team moved over its sessions, the instrument used last first.

        Args:
            org: The team.
            since: UTC in milliseconds; 0: from its first session on.
            until: UTC in milliseconds, not included; 0: up to the last one.
        """
        self.catch_up()
        return trends(self._facts.cells([org.id], since, until), self._facts.measures())

    def led_to(self, org: Organisation, toolkit: str, at: int) -> tuple[Trend, ...]:
        """Return how a team moved with a toolkit up to a session of it; nothing when that is its first.

        What is not kept yet is left as it is, and nothing is written.

        Args:
            org: The team.
            toolkit: The toolkit's id.
            at: When the session began, UTC in milliseconds.
        """
        cells = self._facts.cells([org.id], 0, at + 1)
        if len({each.session for each in cells}) < 2:
            return ()
        return tuple(each for each in trends(cells, self._facts.measures()) if each.toolkit == toolkit)

    def actions(self, scope: Scope) -> tuple[TeamAction, ...]:
        """Return what teams set out to do: what is not ended first, by when it is due; those without a date last."""
        orgs = {each.id: each for each in (self._directory.all() if scope.orgs is None else scope.orgs)}
        found = [
            TeamAction(orgs[due.org], due)
            for due in self._facts.due([] if scope.orgs is None else list(orgs))
            if due.org in orgs and scope.since <= due.at and (not scope.until or due.at < scope.until)
        ]
        return tuple(sorted(found, key=_urgency))

    # ------------------------------------------------------------------------------------- looking after it

    def catch_up(self) -> int:
        """Make what is not kept yet; return of how many sessions something cannot be made."""
        return catch_up(self._facts, self._opened, self._kinds)

    def wanting(self) -> int:
        """Return of how many sessions something is to be made, as of a large store of an older format."""
        return len(wanting(self._facts, self._kinds)[0])

    def catching_up(self) -> Generator[tuple[int, int]]:
        """Make what is not kept yet, and say after each session how many are looked at, of how many.

        Who stops half-way, closing it, keeps what was made so far; the next time goes on.
        """
        due, _ = wanting(self._facts, self._kinds)
        with suppress(StoreError), closing(one_by_one(self._facts, self._opened, due)) as steps:
            for number, _ in enumerate(steps, 1):
                yield number, len(due)

    def faults(self) -> list[str]:
        """Return where something else is kept than the records say, a line each."""
        wrong = amiss(self._facts, self._opened, self._log.find(""))
        return [
            *(f"session {each}: what is kept of it is not what its record says" for each in wrong),
            *self._facts.faults(),
        ]

    def repair(self) -> None:
        """Make everything anew from the records."""
        recount(self._facts, self._opened, self._log.find(""))
        self._facts.add_up()


def _urgency(each: TeamAction) -> tuple[bool, bool, str, int, str]:
    due = each.due.action.due
    return each.due.status in ENDED, not due, due, each.due.at, each.org.name
