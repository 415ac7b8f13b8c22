"""A dialog that asks for one of a few, by key, by arrow or by mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import frozen
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click, Key, MouseScrollDown, MouseScrollUp
from textual.message import Message

from hansei_tui.app.dialogs import Dialog
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.painted import Painted
from hansei_tui.sentences import N_
from hansei_tui.shown import padded, shown

#: The keys of options that name none.
KEYS = "123456789abcdefghilmnoprstuvwxyz"
#: Lines of the options at the most.
MOST = 12


@frozen
class Option:
    """One of a few."""

    id: str
    title: str
    #: What is to be known of it.
    known: str = ""


class Options(Painted, can_focus=True):
    """The options, one below the other.

    Args:
        options: The options.
        at: Index of the one that is stood on first.
    """

    class Picked(Message):
        """An option was clicked."""

    def __init__(self, options: Sequence[Option], at: int) -> None:
        super().__init__(id="options")
        self.options, self.at = options, at
        self._top = 0
        self.styles.height = min(MOST, max(1, len(options)))

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint a line for each that is in sight."""
        ink = self.ink
        on = Canvas(width, ink.panel)
        self._top = max(0, min(max(min(self._top, self.at), self.at - height + 1), len(self.options) - height))
        wide = min(max(cell_len(shown(each.title)) for each in self.options) + 2, max(8, width - 18))
        for index in range(self._top, min(len(self.options), self._top + height)):
            each, here = self.options[index], index == self.at
            ground = ink.lit if here else ink.panel
            on.line(
                ("▸ " if here else "  ", ink.now + ground),
                (f"{KEYS[index] if index < len(KEYS) else ' '}  ", ink.key + ground),
                (padded(shown(each.title), wide if each.known else width), (ink.strong if here else ink.text) + ground),
                (padded(shown(each.known), width), ink.dim + ground),
            )
        return on.lines

    def go(self, by: int) -> None:
        """Stand on another one."""
        self.at = (self.at + by) % len(self.options)
        self.repaint()

    def on_click(self, event: Click) -> None:
        """Take the one that is clicked."""
        event.stop()
        if self._top + event.y < len(self.options):
            self.at = self._top + event.y
            self.post_message(self.Picked())

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on."""
        event.stop()
        self.go(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back."""
        event.stop()
        self.go(-1)


class Pick(Dialog[str | None]):
    """Ask for one of a few; answers its id.

    Args:
        title: What is asked.
        options: At least one.
        at: The id of the one that is stood on first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick(-1)", "choose"),
        Binding("escape", "cancel", "leave it"),
        Binding("down,j", "go(1)", "down", show=False),
        Binding("up,k", "go(-1)", "up", show=False),
    ]
    AUTO_FOCUS = "Options"
    HELP = N_("The key of a line takes it at once; so do enter and a click. Escape leaves everything as it was.")

    def __init__(self, title: str, options: Sequence[Option], at: str = "") -> None:
        super().__init__(title)
        ids = [each.id for each in options]
        self.options = Options(options, ids.index(at) if at in ids else 0)

    def body(self) -> ComposeResult:
        """Yield the options."""
        yield self.options

    def take_key(self, event: Key) -> bool:
        """Take the key of an option, before the next key is looked at."""
        if not event.character or event.character not in KEYS[: len(self.options.options)]:
            return False
        self.action_pick(KEYS.index(event.character))
        return True

    def action_go(self, by: int) -> None:
        """Stand on another one."""
        self.options.go(by)

    def action_pick(self, index: int) -> None:
        """Take one; -1: the one that is stood on."""
        if self.is_current:
            self.dismiss(self.options.options[self.options.at if index < 0 else index].id)

    def on_options_picked(self) -> None:
        """Take the one that was clicked."""
        self.action_pick(-1)
