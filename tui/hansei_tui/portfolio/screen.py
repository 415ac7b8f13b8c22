"""The portfolio on screen: teams by rows, from there a team over its sessions, from there the session."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.engine import Engine
from hansei.errors import HanseiError
from hansei_tui.app.keybar import KeyBar
from hansei_tui.portfolio.acts import Acts
from hansei_tui.portfolio.page import PortfolioPage
from hansei_tui.portfolio.views import ActionView, EverybodyView, MapView, TrendView
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown

#: Seconds between two looks at what others changed.
LOOK = 1.0


class PortfolioScreen(Screen[None]):
    """Where people see how all their teams stand.

    Args:
        engine: The engine.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open"),
        Binding("tab", "instrument(1)", "next instrument"),
        Binding("shift+tab", "instrument(-1)", "instrument before", show=False),
        Binding("slash", "find", "find a district", key_display="/"),
        Binding("d", "pick('district')", "district"),
        Binding("y", "pick('year')", "school year"),
        Binding("v", "pick('level')", "level"),
        Binding("s", "pick('status')", "how they stand"),
        Binding("a", "actions", "actions"),
        Binding("x", "table", "write a table"),
        Binding("escape,q", "back", "back", key_display="q"),
        Binding("down,j", "go(1)", "next", show=False),
        Binding("up,k", "go(-1)", "before", show=False),
        Binding("right,l", "go(0,1)", "next row of the instrument", show=False),
        Binding("left,h", "go(0,-1)", "row before", show=False),
        Binding("pagedown,space", "go(10)", "further", show=False),
        Binding("pageup", "go(-10)", "further up", show=False),
        Binding("home", "go(-1000000)", "first", show=False),
        Binding("end", "go(1000000)", "last", show=False),
    ]
    DEFAULT_CSS = "PortfolioScreen { background: $background; }"
    AUTO_FOCUS = "PortfolioPage"
    HELP = N_("Where every team stands, counted and never averaged; d, y and v narrow it, x writes it as a table.")

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.acts = Acts(engine)
        self.page = PortfolioPage(self.acts.view)
        self.page.lead = self.acts.lead
        self._changes = engine.log.changes()

    def compose(self) -> ComposeResult:
        """The view and the keys."""
        yield self.page
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what makes no sense in the view that is shown."""
        view = self.acts.view
        if action == "instrument":
            return self.acts.instruments > 1 and not isinstance(view, ActionView)
        if action == "table" or parameters == ("level",):
            return isinstance(view, MapView)
        if parameters == ("status",):
            return isinstance(view, ActionView)
        if action in ("pick", "actions"):
            return not isinstance(view, TrendView)
        if action == "find":
            return isinstance(view, EverybodyView)
        return not (action == "open" and not view.count)

    def show(self) -> None:
        """Show the view that is on top."""
        self.page.show(self.acts.view, self.acts.lead)

    def look(self) -> None:
        """Show what was written meanwhile, here or by others."""
        with suppress(HanseiError):  # the next second asks again
            changes = self.acts.engine.log.changes()
            if changes != self._changes and self.is_current:
                self._changes = changes
                self.acts.renew()
                self.show()

    def on_mount(self) -> None:
        """Follow what others do."""
        self.set_interval(LOOK, self.look)

    def on_screen_resume(self) -> None:
        """Show what was done in a session that was opened from here."""
        self.acts.renew()
        self.show()

    def interrupt(self) -> None:
        """Ctrl+c goes back, as escape does."""
        self.action_back()

    def action_back(self) -> None:
        """Go back to the view before, or home."""
        if self.acts.back():
            self.show()
        else:
            self.dismiss()

    def action_go(self, lines: int, columns: int = 0) -> None:
        """Stand on another line, or on another row of the instrument."""
        self.page.go(lines, columns)

    def action_instrument(self, step: int) -> None:
        """Go to another instrument."""
        self.acts.turn(step)
        self.show()

    async def action_open(self) -> None:
        """Go on from what the cursor is on: to a district, a team, a session."""
        view = self.acts.view
        if isinstance(view, EverybodyView) and view.district is not None:
            self.acts.narrow(district=view.district.id)
        elif isinstance(view, MapView) and view.count:
            if not self.acts.follow(view):
                who = shown(view.name(view.at).strip())
                self.notify(tr("{team} has rated nothing of this yet.", team=who), markup=False)
        elif isinstance(view, (TrendView, ActionView)) and view.session:
            await self.app.open_session(view.session)  # type: ignore[attr-defined]  # the application's own
        self.show()

    async def on_portfolio_page_opened(self) -> None:
        """Open what was clicked."""
        await self.action_open()

    def action_pick(self, what: str) -> None:
        """Pick a district, a school year, a level, or how actions stand."""
        self.acts.pick(self, what)

    def action_find(self) -> None:
        """Ask for a district by its name."""
        self.acts.find(self)

    def action_actions(self) -> None:
        """Show what teams set out to do, or the map again."""
        self.acts.toggle_actions()
        self.show()

    def action_table(self) -> None:
        """Write what is shown as a table."""
        self.acts.write_table(self)
