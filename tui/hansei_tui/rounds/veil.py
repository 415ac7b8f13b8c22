"""A screen with nothing on it but whose turn it is: between two raters nobody sees anything."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.screen import Screen

from hansei_tui.app.keybar import KeyBar
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.keyed import keyed
from hansei_tui.run.painted import Painted
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import N_


class Cloth(Painted, can_focus=True):
    """The words in the middle, and nothing else.

    Args:
        says: Whose turn it is, or was.
        beneath: One more sentence.
        enter: What enter does: a sentence with ``{key}`` in it.
    """

    DEFAULT_CSS = "Cloth { width: 1fr; height: 1fr; background: $background; }"

    def __init__(self, says: str, beneath: str, enter: str) -> None:
        super().__init__()
        self.says, self.beneath, self.enter = says, beneath, enter

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the words in the middle."""
        ink = self.ink
        on = Canvas(width, ink.ground)
        lines = [(line, ink.strong) for line in wrap(self.says, width - 4, 4)]
        lines += [("", ink.dim), *((line, ink.dim) for line in wrap(self.beneath, width - 4, 3))]
        on.blank(max(0, (height - len(lines) - 2) // 2))
        for line, style in lines:
            on.line((line.center(width), style))
        on.blank()
        parts = keyed(self.enter, "enter", ink.dim, ink.key)
        left = max(0, (width - sum(cell_len(text) for text, _ in parts)) // 2)
        on.line((" " * left, ink.dim), *parts)
        on.blank(max(0, height - on.y))
        return on.lines


class Veil(Screen[bool]):
    """Clears the screen until enter; answers whether to go on.

    Args:
        says: Whose turn it is, or was.
        beneath: One more sentence.
        enter: What enter does: a sentence with ``{key}`` in it.
        back: False when there is only one way, on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", "go on"),
        Binding("escape,q", "back", "not now", key_display="esc"),
    ]
    DEFAULT_CSS = "Veil { background: $background; }"
    HELP = N_("Nothing is shown here, so that the laptop can be passed on. Enter goes on.")

    def __init__(self, says: str, beneath: str, enter: str, *, back: bool = True) -> None:
        super().__init__()
        self.cloth = Cloth(says, beneath, enter)
        self._back = back

    def compose(self) -> ComposeResult:
        """The words and the keys."""
        yield self.cloth
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is not always a way back."""
        return action != "back" or self._back

    def action_on(self) -> None:
        """Go on."""
        if self.is_current:
            self.dismiss(True)

    def action_back(self) -> None:
        """Do not begin."""
        if self.is_current:
            self.dismiss(False)

    def interrupt(self) -> None:
        """Ctrl+c goes back."""
        self.dismiss(False)

    def on_click(self, event: Click) -> None:
        """A click goes on, too."""
        if event.widget is self.cloth:
            self.action_on()
