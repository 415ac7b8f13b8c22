"""The page behind a row of the review."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.document import Document
from hansei_tui.app.keybar import KeyBar
from hansei_tui.run.handouts import Page
from hansei_tui.sentences import N_


class RowScreen(Screen[None]):
    """Shows what each building says of a row, and what follows from it there.

    Args:
        document: Returns the page.
        beside: Stands beside its title.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", "back", key_display="esc"),
    ]
    HELP = N_("What each building has seen, why, and what it plans. The arrows scroll.")
    AUTO_FOCUS = "Page"

    def __init__(self, document: Callable[[], Document], beside: str) -> None:
        super().__init__()
        self.page = Page(document, lambda: beside)
        self.page.help_text = N_("Everything that buildings said of this row.")

    def compose(self) -> ComposeResult:
        """The page and the keys."""
        yield self.page
        yield KeyBar()

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def action_leave(self) -> None:
        """Go back to the review."""
        self.dismiss(None)
