"""What the screen of the portfolio does: read, narrow, follow, write. The views lie on one another, the last on top."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from hansei.document.files import write_whole
from hansei.engine import Engine
from hansei.errors import ExportError, HanseiError
from hansei.insight.behind import behind
from hansei.insight.heatmap import HeatMap
from hansei.insight.portfolio import FEW, OverAll, Scope, TeamAction
from hansei.insight.portfolio_record import as_csv
from hansei_tui.app.dialogs import AskText, Confirm, ShowText, refusal
from hansei_tui.app.pick import PickScreen
from hansei_tui.portfolio import filters
from hansei_tui.portfolio.view import View
from hansei_tui.portfolio.views import ActionView, EverybodyView, MapView, TrendView
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import shown

if TYPE_CHECKING:
    from hansei_tui.portfolio.screen import PortfolioScreen

#: The file that is offered for the table.
FILE = "portfolio.csv"


class Nothing(View):
    """What is shown where no team has rated anything."""

    help_text = N_("The portfolio shows where teams stand on the rows of a rubric or a matrix that they have rated.")

    def __init__(self) -> None:
        super().__init__()
        self.title = tr("Portfolio")

    @property
    def count(self) -> int:
        """No line."""
        return 0

    def below(self, on: Any, ink: Any, height: int) -> None:
        """Say how that changes."""
        on.text(tr("No team has rated anything there yet."), ink.text)
        on.text(tr("A team's first rating shows here: n on the home screen sets up a session."), ink.dim)


class Acts:
    """The views of the portfolio, and what leads from one to the other.

    Args:
        engine: The engine.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.portfolio = engine.portfolio
        self.narrowed = filters.Narrowed()
        self.lead = ""
        self.left = 0
        self._maps: Sequence[HeatMap] = ()
        self._over: Sequence[OverAll] = ()
        #: Toolkit and instrument that are shown.
        self._at = ("", "")
        #: The team whose trend is shown.
        self._team = ""
        self._actions = False
        #: The actions of the teams that are looked at, however they stand.
        self._due: Sequence[TeamAction] = ()
        self._said: dict[tuple[str, str, str], Sequence[tuple[str, str]]] = {}
        self.view: View = Nothing()
        self.renew()

    # ------------------------------------------------------------------------------------- reading

    @property
    def counted(self) -> bool:
        """Whether there are so many teams that they are counted."""
        return not self.narrowed.district and self.engine.directory.size() > FEW

    def _scope(self) -> Scope:
        narrowed = self.narrowed
        district = self.engine.directory.get(narrowed.district)
        if district is None:
            return self.portfolio.scope(since=narrowed.since, until=narrowed.until)
        return self.portfolio.of_district(district, narrowed.since, narrowed.until)

    def renew(self) -> None:
        """Read everything anew; the cursor stays where it was."""
        self._said.clear()
        self.left = self.portfolio.catch_up()
        narrowed, before = self.narrowed, self.view
        if self.counted and not self._actions:
            self._over = self.portfolio.over_all(since=narrowed.since, until=narrowed.until)
        elif not self._actions:
            self._maps = self.portfolio.heat_maps(self._scope())
        self.view = self._viewed()
        if type(self.view) is type(before):
            self.view.at, self.view.column, self.view.top = before.at, before.column, before.top
            self.view.go(0)
        words = narrowed.words(self._maps, actions=self._actions)
        only = tr("Only {what}", what=words) if words else ""
        missing = trn(
            "{n} session is left out: `hansei doctor` says why",
            "{n} sessions are left out: `hansei doctor` says why",
            self.left,
        )
        self.lead = "   ".join(filter(None, (only, missing if self.left else "")))

    def _viewed(self) -> View:
        team = self.engine.directory.get(self._team)
        if team is not None:
            trends = self.portfolio.trends(team, self.narrowed.since, self.narrowed.until)
            trend = next((each for each in trends if (each.toolkit, each.instrument) == self._at), None)
            if trend is not None:
                return TrendView(team, trend, self._behind)
        if self._actions:
            scope, status = self._scope(), self.narrowed.status
            self._due = self.portfolio.actions(scope)
            found = [each for each in self._due if status in ("", each.due.status)]
            return ActionView(found, scope.title, time.strftime("%Y-%m-%d"))
        if self.counted:
            return self._everybody()
        maps = self._maps
        heat = next((each for each in maps if (each.toolkit, each.instrument) == self._at), maps[0] if maps else None)
        if heat is None:
            return Nothing()
        self._at = (heat.toolkit, heat.instrument)
        level = self.narrowed.level
        return MapView(heat.at_level(level) if level else heat, self._scope().title)

    def _everybody(self) -> View:
        over = next(
            (each for each in self._over if (each.toolkit, each.instrument) == self._at),
            self._over[0] if self._over else None,
        )
        if over is not None:
            self._at = (over.toolkit, over.instrument)
        orgs = self.engine.directory.all()
        below: dict[str, int] = {}
        for each in orgs:
            if each.kind == "building":
                below[each.district] = below.get(each.district, 0) + 1
        listed = [(each, below.get(each.id, 0)) for each in orgs if each.kind == "district"]
        return EverybodyView(over, listed, len(orgs))

    def _behind(self, session: str, instrument: str, item: str) -> Sequence[tuple[str, str]]:
        """Return who said what of a row; looked up once, as the whole session has to be opened for it."""
        key = (session, instrument, item)
        if key not in self._said:
            try:
                self._said[key] = behind(self.engine.open(session), instrument, item)
            except HanseiError as error:
                self._said[key] = (("!", str(error)),)
        return self._said[key]

    # ------------------------------------------------------------------------------------- going on and back

    @property
    def instruments(self) -> int:
        """How many instruments there are to go through."""
        return len(self._over if self.counted else self._maps)

    def turn(self, step: int) -> None:
        """Go to another instrument."""
        sheets = [(each.toolkit, each.instrument) for each in (self._over if self.counted else self._maps)]
        if sheets:
            at = sheets.index(self._at) if self._at in sheets else 0
            self._at = sheets[(at + step) % len(sheets)]
            before, self.view = self.view, self._viewed()
            self.view.at, self.view.top = before.at, before.top

    def follow(self, view: MapView) -> bool:
        """Show the team that is stood on over its sessions, at the same row; return whether it rated anything."""
        self._team = view.heat.teams[view.at].org.id
        self._before = (view.at, view.column, view.top)
        column = view.rows[view.column].measure.id
        found = self._viewed()
        if not isinstance(found, TrendView):
            self._team = ""
            return False
        ids = [row.measure.id for row in found.rows]
        found.column = ids.index(column) if column in ids else 0
        self.view = found
        return True

    def narrow(self, **changes: Any) -> None:
        """Look at something else."""
        self.narrowed = evolve(self.narrowed, **changes)
        self.renew()

    def toggle_actions(self) -> None:
        """Show what teams set out to do, or the map again."""
        self._actions = not self._actions
        self.renew()

    def back(self) -> bool:
        """Go back by one view; return whether there was one."""
        if self._team:
            self._team = ""
            self.renew()
            if isinstance(self.view, MapView):
                self.view.at, self.view.column, self.view.top = self._before
        elif self._actions:
            self.toggle_actions()
        elif self.narrowed.district and self.engine.directory.size() > FEW:
            self.narrow(district="", level="")
        else:
            return False
        return True

    # ------------------------------------------------------------------------------------- dialogs

    def pick(self, screen: PortfolioScreen, what: str) -> None:
        """Ask for what to narrow it to.

        Args:
            screen: Shows what follows.
            what: "district", "year", "level" or "status".
        """
        narrowed = self.narrowed
        if what == "district":
            entries = filters.districts(self.engine.directory.all())
            self._pick(screen, PickScreen(tr("Which teams"), entries, narrowed.district), what, str)
        elif what == "year":
            times = filters.times(time.time())
            self._pick(screen, PickScreen(tr("Which sessions"), times, str(narrowed.year)), what, int)
        elif what == "status":
            entries = filters.statuses(self._due)
            self._pick(screen, PickScreen(tr("Which actions"), entries, narrowed.status), what, str)
        else:
            heat = next((each for each in self._maps if (each.toolkit, each.instrument) == self._at), None)
            entries = filters.levels(heat) if heat is not None else []
            self._pick(screen, PickScreen(tr("Which level"), entries, narrowed.level), what, str)

    def _pick(self, screen: PortfolioScreen, pick: PickScreen, what: str, read: Callable[[str], object]) -> None:
        def picked(id_: str | None) -> None:
            if id_ is not None:
                self.narrow(**{what: read(id_)})
                screen.show()

        screen.app.push_screen(pick, picked)

    def find(self, screen: PortfolioScreen) -> None:
        """Ask for a district by its name, or the beginning of it."""

        def found(words: str | None) -> None:
            if words and words.strip():
                try:
                    self.narrow(district=self.engine.directory.find(words.strip(), "district").id)
                except HanseiError as error:
                    screen.app.push_screen(refusal(error))
                screen.show()

        screen.app.push_screen(AskText(tr("Which district")), found)

    def write_table(self, screen: PortfolioScreen) -> None:
        """Ask for a file, and write the squares that are shown."""
        view = self.view
        if not isinstance(view, MapView):
            return
        data = as_csv([view.heat])

        def ask(path: str) -> None:
            screen.app.push_screen(AskText(tr("Write the table to"), path), answered)

        def answered(text: str | None) -> None:
            if text and text.strip():
                write(Path(text.strip()).expanduser(), force=False)

        def write(path: Path, *, force: bool) -> None:
            try:
                written = write_whole(path / FILE if path.is_dir() else path, data, force=force)
            except HanseiError as error:
                if isinstance(error, ExportError) and path.is_file() and not force:
                    about = tr("{path} is there already.", path=shown(str(path))) + "\n\n" + tr("No asks for another.")
                    again = Confirm(tr("Replace the file?"), about)
                    screen.app.push_screen(again, lambda yes: write(path, force=True) if yes else ask(str(path)))
                else:
                    screen.app.push_screen(refusal(error))
            else:
                screen.app.push_screen(ShowText(tr("The table is written"), str(written.resolve())))

        ask(str(Path.cwd() / FILE))
