"""Where people write: Textual's text area, bare, with enter to keep it and a line break on ctrl+j."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import TextArea

from hansei_tui.sentences import N_
from hansei_tui.shown import shown


class Writer(TextArea):
    """Several lines of words."""

    #: Tab keeps what is written, see :mod:`hansei_tui.app.keys`.
    takes_tab = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "keep it"),
        Binding("tab", "keep", "keep it, go on", show=False),
        Binding("shift+tab", "back", "keep it, the cell before", show=False),
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", "new line", key_display="^j"),
        Binding("escape", "leave", "leave as a draft"),
        Binding("ctrl+s", "keep_all", "save", show=False),
    ]
    help_text = N_(
        "Enter and tab keep what is written and go on; in a table shift+tab keeps it and goes to the cell before. "
        "Escape leaves it as a draft, which stands here again next time; so does a crash."
    )
    DEFAULT_CSS = """
    Writer, Writer:focus {
        display: none; border: none; padding: 0 1; background: $panel; color: $foreground;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(
        self, keep: Callable[[str, bool], None], back: Callable[[str], None], leave: Callable[[], None]
    ) -> None:
        super().__init__(compact=True, highlight_cursor_line=False, tab_behavior="focus")
        #: Told what was written, and whether all of the question is done with it. Called at once, not by a
        #: message: keys typed ahead already belong to what comes next.
        self.keep = keep
        #: Told what was written by who wants to go to what comes before it.
        self.back = back
        self.leave = leave
        #: Whether somebody writes; keys that come later are passed on.
        self.open = False

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is painted: control characters made visible, one for one."""
        line = self.document.get_line(line_index)
        return Text(line if line.isprintable() else shown(line.replace("\t", " ")), end="", no_wrap=True)

    def action_keep(self) -> None:
        """Keep it."""
        self.keep(self.text, False)

    def action_keep_all(self) -> None:
        """Keep it and all that belongs to it."""
        self.keep(self.text, True)

    def action_back(self) -> None:
        """Keep it and go to what comes before it."""
        self.back(self.text)

    def action_new_line(self) -> None:
        """Begin a new line."""
        if not self.read_only:
            self.insert("\n")

    def action_leave(self) -> None:
        """Leave it as a draft."""
        self.leave()

    async def _on_key(self, event: Key) -> None:
        if not self.open:
            event.stop()
            event.prevent_default()
            await self.app.on_event(Key(event.key, event.character))  # at once: the order of keys is kept
            return
        if event.key in ("enter", "tab", "shift+tab"):  # the text area would begin a new line, or lose the keyboard
            event.stop()
            event.prevent_default()
            (self.action_back if event.key == "shift+tab" else self.action_keep)()
            return
        await super()._on_key(event)
