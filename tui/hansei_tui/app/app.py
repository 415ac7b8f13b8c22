"""The application: what every screen shares. Each screen holds its own; the engine holds all logic."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.theme import Theme

from hansei.engine import Engine
from hansei.errors import HanseiError
from hansei_tui.app.crash import CrashSafe
from hansei_tui.app.home import HomeScreen
from hansei_tui.app.loading import Loader
from hansei_tui.app.theme import DARK, LIGHT, chosen, theme
from hansei_tui.app.tiny import TinyTerminal
from hansei_tui.sentences import tr


class HanseiApp(TinyTerminal, CrashSafe):
    """Hansei on a terminal.

    Args:
        engine: An open engine; who opened it closes it.
        session_id: The whole id of a session to open at once.
        toolkit: The id of a toolkit to set up a session with at once.
    """

    TITLE = "Hansei"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "help"),
        Binding("ctrl+c", "interrupt", "Leave", show=False, priority=True),
    ]

    theme: Reactive[str] = Reactive(chosen)

    def __init__(self, engine: Engine, *, session_id: str | None = None, toolkit: str | None = None) -> None:
        super().__init__()
        self.engine = engine
        self.loader = Loader(engine, self._loaded)
        self._session_id = session_id
        self._toolkit = toolkit
        self._unsaved_told = False
        #: Whether it was left to begin anew at home, as in another language.
        self.begins_again = False
        #: The session that was open last: where people come from when they come home.
        self.last_session = ""

    @cached_property
    def available_themes(self) -> dict[str, Theme]:
        """The two themes of ours, and Textual's; asked for by every line that is painted, so made once."""
        return {**super().available_themes, DARK: theme(DARK), LIGHT: theme(LIGHT)}

    def get_default_screen(self) -> Screen[None]:
        """Begin at home: one screen fewer to build before the first frame."""
        return HomeScreen()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what the keys of the screen do, then what is always there."""
        from hansei_tui.app.offers import offers

        return offers(self, screen)

    def action_command_palette(self) -> None:
        """Ask for a command by its name."""
        from hansei_tui.app.offers import ask_for_command

        ask_for_command(self)

    def search_themes(self) -> None:
        """Ask for a look by its name."""
        from hansei_tui.app.offers import ask_for_look

        ask_for_look(self)

    async def on_mount(self) -> None:
        """Go to the session that was asked for."""
        if self._session_id is not None:
            await self.open_session(self._session_id)
        elif self._toolkit is not None:
            await self.set_up(self._toolkit)

    async def set_up(self, toolkit: str) -> None:
        """Set up a new session.

        Args:
            toolkit: The id of the toolkit to offer first; empty: any.
        """
        from hansei_tui.app.setup import SetUpScreen

        screen = SetUpScreen(toolkit)
        await self.push_screen(screen)
        screen.begin()

    def _loaded(self) -> None:
        gc.collect()
        gc.freeze()  # halves the slowest answers to a key: what is here now stays
        gc.enable()
        if self.is_running:
            for screen in self.screen_stack:
                tell = getattr(screen, "toolkits_loaded", None)
                if tell is not None:
                    tell()

    async def open_session(self, session_id: str) -> None:
        """Open a session and go to it; what cannot be opened is said."""
        if not await self.loader.wait():
            self.notify(tr("The plugins are still loading; try again in a moment."), markup=False)
            return
        try:
            session = self.engine.open(session_id)
        except HanseiError as error:
            self.show_error(error)
            return
        from hansei_tui.run.screen import RunScreen

        self.last_session = session.id
        await self.push_screen(RunScreen(session, self.engine))

    def show_error(self, error: HanseiError) -> None:
        """Say what could not be done, and why."""
        from hansei_tui.app.dialogs import refusal

        self.push_screen(refusal(error))

    async def action_quit(self) -> None:
        """Leave, after everything is saved; what cannot be saved is said once."""
        try:
            self.flush()
        except HanseiError as error:
            if not self._unsaved_told:
                self._unsaved_told = True
                self.show_error(error)
                return
        self.exit()

    async def action_interrupt(self) -> None:
        """Copy what is selected; else go back where the screen has a way back; else leave."""
        selected = getattr(self.focused, "selected_text", "") or self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        elif (back := getattr(self.screen, "interrupt", None)) is not None:
            back()
        elif isinstance(self.screen, ModalScreen):  # such as the palette of commands
            self.screen.dismiss()
        else:
            await self.action_quit()

    def action_toggle_theme(self) -> None:
        """Change between the light and the dark look."""
        self.theme = LIGHT if self.current_theme.dark else DARK

    def action_help(self) -> None:
        """Explain what is focused and the keys of the screen."""
        from hansei_tui.app.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))
