"""What the portfolio's screen can be narrowed to: a district, a time, a level, how actions stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from hansei.insight.heatmap import HeatMap
from hansei.insight.portfolio import TeamAction
from hansei.record.organisations import Organisation
from hansei_tui.run.listing import Entry
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown

#: School years that are offered, and the month they begin with: July, as a school district's fiscal year does.
YEARS, JULY = 6, 7
#: The ways in which actions can stand: each by itself, and as what is shown is narrowed to it.
STANDS = {"open": N_("Open"), "begun": N_("Begun"), "done": N_("Done"), "dropped": N_("Dropped")}
THAT_ARE = {
    "open": N_("actions that are open"),
    "begun": N_("actions that are begun"),
    "done": N_("actions that are done"),
    "dropped": N_("actions that are dropped"),
}


@frozen
class Narrowed:
    """What is looked at."""

    #: Id of a district; empty: all teams.
    district: str = ""
    #: First calendar year of a school year; 0: all time.
    year: int = 0
    #: Id of a level; empty: every one.
    level: str = ""
    #: How the actions that are listed stand; empty: in any way.
    status: str = ""

    @property
    def since(self) -> int:
        """When the time begins, UTC in milliseconds; 0: from the beginning."""
        return _first_of_july(self.year) if self.year else 0

    @property
    def until(self) -> int:
        """When it ends, UTC in milliseconds; 0: never."""
        return _first_of_july(self.year + 1) if self.year else 0

    def words(self, maps: Sequence[HeatMap], *, actions: bool = False) -> str:
        """Return what is shown is narrowed to, beside its district; empty: to nothing.

        Args:
            maps: Know what levels are called.
            actions: Whether actions are shown, which no level narrows, and no teams.
        """
        said = [tr("school year {year}", year=_school_year(self.year))] if self.year else []
        if actions:
            said += [tr(THAT_ARE[self.status])] if self.status else []
        elif self.level:
            titles = {id_: title for heat in maps for row in heat.rows for id_, title in row.levels}
            said.append(tr("teams at {level} on some row", level=titles.get(self.level, self.level)))
        return " · ".join(said)


def districts(found: Sequence[Organisation]) -> list[Entry]:
    """Return the districts to pick from."""
    names = [Entry(each.id, shown(each.name), beneath=tr("district")) for each in found if each.kind == "district"]
    return [Entry("", tr("All teams")), *names]


def times(now: float) -> list[Entry]:
    """Return the times to pick from, the newest first.

    Args:
        now: UTC, seconds.
    """
    today = datetime.fromtimestamp(now).astimezone()
    this = today.year if today.month >= JULY else today.year - 1
    years = range(this, this - YEARS, -1)
    words = [(str(each), tr("School year {year}", year=_school_year(each))) for each in years]
    return [Entry("0", tr("All time")), *(Entry(id_, text, beneath=tr("July to June")) for id_, text in words)]


def levels(heat: HeatMap) -> list[Entry]:
    """Return the levels to pick from."""
    titles = dict.fromkeys(level for row in heat.rows for level in row.levels)
    listed = [Entry(id_, shown(title), beneath=tr("teams that stand there on some row")) for id_, title in titles]
    return [Entry("", tr("Every level")), *listed]


def statuses(found: Sequence[TeamAction]) -> list[Entry]:
    """Return the ways in which actions can stand, each with how many do."""
    counts = Counter(each.due.status for each in found)
    of = {id_: tr("{count} of {all}", count=counts[id_], all=len(found)) for id_ in STANDS}
    return [Entry("", tr("All actions")), *(Entry(id_, tr(STANDS[id_]), beneath=of[id_]) for id_ in STANDS)]


def _school_year(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02}"


def _first_of_july(year: int) -> int:
    return int(datetime(year, JULY, 1).astimezone().timestamp() * 1000)
