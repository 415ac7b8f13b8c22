"""Picking one of several, such as a district, a level, a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei_tui.app.keybar import KeyBar
from hansei_tui.run.listing import Entry, Listing
from hansei_tui.sentences import N_, tr


class PickScreen(Screen[str | None]):
    """A list to pick from; answers the id that was picked, and None when none was.

    Args:
        title: What is picked.
        entries: What there is.
        picked: The id that holds now.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "this one"),
        Binding("escape,q", "back", "back", key_display="q"),
    ]
    DEFAULT_CSS = "PickScreen { background: $background; }"
    HELP = N_("Enter takes what the cursor is on. Escape leaves everything as it was.")

    def __init__(self, title: str, entries: Sequence[Entry], picked: str = "") -> None:
        super().__init__()
        self.list = Listing(title, lambda: entries, empty=(tr("There is nothing to choose from."), ""))
        self.list.select(picked)

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield self.list
        yield KeyBar()

    def interrupt(self) -> None:
        """Ctrl+c goes back, as escape does."""
        self.action_back()

    def action_pick(self) -> None:
        """Answer what the cursor is on."""
        here = self.list.here
        self.dismiss(here.id if here is not None else None)

    def action_back(self) -> None:
        """Answer nothing."""
        self.dismiss(None)

    def on_listing_opened(self) -> None:
        """Pick what was clicked."""
        self.action_pick()
