"""The home screen: sessions to go on with, toolkits to start, what came from other teams."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key

from hansei.errors import HanseiError
from hansei_tui.app.home_list import INBOX, SESSIONS, TOOLKITS, toolkit_row
from hansei_tui.app.home_reading import HomeReading
from hansei_tui.app.keybar import KeyBar
from hansei_tui.sentences import N_, tr, trn

TRY = N_("""Leave with q, then type

    {command}

It makes a fictional district with two school years of sessions to
look around in, in a store of its own.""")


class HomeActs(HomeReading):
    """What home offers beside opening: finding, reading what failed, a report, a file taken in, a way to try it."""

    def __init__(self) -> None:
        super().__init__()
        self._typing = False

    def action_failures(self) -> None:
        """Show what failed."""
        from hansei_tui.app.dialogs import ShowText

        failures = self.hansei.engine.failures()
        self.app.push_screen(
            ShowText(tr("What failed"), "\n\n".join(f"{name}\n{error}" for name, error in failures.items()))
        )

    def action_export(self) -> None:
        """Write the report of the session to a file."""
        from hansei_tui.app.reporting import write_report

        row = self.list.sessions.row
        if row is None:
            return
        try:
            session = self.hansei.engine.open(row.id)
        except HanseiError as error:
            self.hansei.show_error(error)
        else:
            write_report(self.app, self.hansei.engine, session)

    def action_care(self) -> None:
        """Put the session away, take it out again, or delete it; take a refused file off the list."""
        from hansei_tui.app.caring import care_for
        from hansei_tui.app.home_inbox import remove_refused

        row = self.list.pane.row
        if row is None:
            return
        what, _, id_ = row.id.rpartition(":")
        if what == "refused":
            remove_refused(self.hansei, row)
        else:
            care_for(self.hansei, id_)

    def action_receive(self) -> None:
        """Take in what another team handed in."""
        from hansei_tui.app.home_inbox import take_in

        self.list.switch(INBOX)
        take_in(self.hansei)

    def action_demo(self) -> None:
        """Say how to try it, in words that work as they stand."""
        from hansei_tui.again import command_line
        from hansei_tui.app.dialogs import ShowText

        self.app.push_screen(ShowText(tr("Try it"), tr(TRY, command=command_line("demo"))))

    def take_key(self, event: Key) -> bool:
        """Take what is typed into the search, before any key does what it is bound to."""
        if not self._typing:
            return False
        words = self.list.words or ""
        if event.is_printable and event.character:
            words += event.character
        elif event.key == "backspace":
            words = words[:-1]
        elif event.key in ("enter", "tab", "down", "up"):
            self._typing = False
            return event.key == "enter"
        else:
            return False
        self.list.search(words)
        return True

    def action_search(self) -> None:
        """Begin to search: what is typed from now on."""
        self._typing = True
        self.list.search("")
        self.refresh_bindings()

    def action_clear(self) -> None:
        """End the search."""
        self._typing = False
        self.list.search(None)
        self.refresh_bindings()


class HomeScreen(HomeActs):
    """Where people begin and come back to."""

    HELP = N_(
        "Sessions are what your teams have run or are running. ◐ is unfinished: enter goes on where the room was. "
        "✓ has ended; it can still be opened and read.\n"
        "D puts a session away or deletes it; A lists what was put away.\n"
        "Toolkits are what a new session can follow: enter sets one up.\n"
        "The inbox holds what other teams handed in: enter shows it, ! is to be settled. i takes in a file; D takes "
        "one that was refused off the list.\n"
        "Everything is saved as you go; leaving loses nothing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "show all"),
        Binding("enter,ctrl+j", "open", "open"),
        Binding("n", "new", "new session"),
        Binding("tab,shift+tab", "switch", "next list"),
        Binding("p", "portfolio", "portfolio"),
        Binding("o", "orgs", "organisations"),
        Binding("slash", "search", "find", key_display="/"),
        Binding("exclamation_mark", "failures", "what failed", key_display="!"),
        Binding("q", "app.quit", "quit"),
        Binding("x", "export", "report"),
        Binding("i", "receive", "take in a file"),
        Binding("t", "app.toggle_theme", "light / dark"),
        Binding("d", "demo", "try it"),
        Binding("D", "care", "put away, remove"),
        Binding("A", "away", "put away"),
        Binding("A", "back", "the others"),
        Binding("down,j", "go(1)", "Down", show=False),
        Binding("up,k", "go(-1)", "Up", show=False),
        Binding("left,h", "side(-1)", "To the list before", show=False),
        Binding("right,l", "side(1)", "To the next list", show=False),
        Binding("pagedown,space", "page(1)", "Further down", show=False),
        Binding("pageup", "page(-1)", "Further up", show=False),
        Binding("home,g", "go(-1000000)", "To the first", show=False),
        Binding("end,G", "go(1000000)", "To the last", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the lists and the keys."""
        self._read_sessions()
        yield self.list
        yield KeyBar()

    def toolkits_loaded(self) -> None:
        """Show the toolkits, and say what failed."""
        pane = self.list.toolkits
        pane.show(
            [toolkit_row(read.toolkit) for read in self.hansei.loader.toolkits.values()],
            self.list.words or "",
        )
        pane.empty = (tr("Nothing like that.") if pane.all_rows else tr("No toolkit can be used."),)
        failed = len(self.hansei.engine.failures())
        said = trn(
            "! {n} plugin or toolkit failed: press ! to read",
            "! {n} plugins or toolkits failed: press ! to read",
            failed,
        )
        self.list.message = said if failed else ""
        self._read()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what makes no sense now."""
        if action == "failures":
            return bool(self.list.message)
        if action == "clear":
            return self.list.words is not None
        if action == "care" and self.list.active == INBOX:
            return self.list.inbox.row is not None and not self.list.inbox.row.id.startswith("question:")
        if action in ("export", "care"):
            return bool(self.list.sessions.rows) and self.list.active == SESSIONS
        if action in ("away", "back"):
            return self.put_away > 0 and self.archived == (action == "back")
        return True

    def action_go(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self.list.go(self.list.pane.cursor + rows)

    def action_away(self) -> None:
        """List what was put away."""
        self.archived = True
        self._again()

    def action_back(self) -> None:
        """List the others again."""
        self.archived = False
        self._again()

    def _again(self) -> None:
        self._read_sessions()
        self.list.switch(SESSIONS)
        self.refresh_bindings()

    def action_page(self, pages: int) -> None:
        """Move the cursor by what fits on the screen."""
        self.list.go(self.list.pane.cursor + pages * max(1, self.list.pane.height - 1))

    def action_side(self, side: int) -> None:
        """Go to the list on that side."""
        self.list.switch(max(0, min(self.list.active + side, len(self.list.panes) - 1)))
        self.refresh_bindings()

    def action_switch(self) -> None:
        """Go to the next list."""
        self.list.switch()
        self.refresh_bindings()

    async def action_open(self) -> None:
        """Go on with the session, or set up one with the toolkit, under the cursor."""
        row = self.list.pane.row
        if self.list.active == INBOX:
            if row is not None:
                from hansei_tui.app.home_inbox import open_row

                open_row(self.hansei, row)
        elif self.list.active == TOOLKITS or row is None:
            await self.action_new()
        else:
            await self.hansei.open_session(row.id)

    async def action_portfolio(self) -> None:
        """Show where all teams stand."""
        from hansei_tui.portfolio.opening import open_portfolio

        await open_portfolio(self.hansei)

    async def action_orgs(self) -> None:
        """Show districts, buildings and teams."""
        from hansei_tui.orgs.screen import OrgsScreen

        try:
            screen = OrgsScreen(self.hansei.engine)
        except HanseiError as error:
            self.hansei.show_error(error)
        else:
            await self.app.push_screen(screen)

    async def action_new(self) -> None:
        """Set up a new session."""
        row = self.list.toolkits.row
        await self.hansei.set_up(row.id if row else "")

    def on_mount(self) -> None:
        """Read the toolkits as soon as the first frame is out."""
        self.call_after_refresh(self.hansei.loader.start)
        self.set_interval(0.5, self._look)

    def on_screen_resume(self) -> None:
        """Show what happened meanwhile."""
        if self.list.is_mounted:
            self._read_sessions()
            if self.hansei.loader.ready:
                self._read_inbox()
            self._changes = self._counted()
            self.list.sessions.stand_on(self.hansei.last_session)
            self.list.refresh()
            self.refresh_bindings()

    def on_home_list_switched(self) -> None:
        """Offer the keys of the list that was clicked."""
        self.refresh_bindings()

    async def on_home_list_opened(self) -> None:
        """Open what was clicked."""
        await self.action_open()
