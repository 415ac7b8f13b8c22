"""F1: what the focused thing is, and what the keys of the screen do."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from hansei_tui.app.dialogs import ShowText
from hansei_tui.app.keybar import key_name


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """Return every key that has a name on a screen, with all its spellings, and what it does."""
    found: dict[tuple[object, str], tuple[list[str], str]] = {}
    for key, (node, binding, enabled, _) in screen.active_bindings.items():
        if enabled and binding.description and key not in ("ctrl+c", "ctrl+j"):
            name = key_name(key, binding.key_display if "," not in binding.key else None)
            keys, _ = found.setdefault((node, binding.action), ([], binding.description))
            if name not in keys:
                keys.append(name)
    return [("  ".join(keys), label) for keys, label in found.values()]


class HelpScreen(ShowText):
    """Explains what is focused, then lists the keys.

    Args:
        about: The screen that is explained.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "cancel", "Close", show=False)]
    HELP = "F1 explains where you are. Escape closes it."

    def __init__(self, about: Screen[object]) -> None:
        focused = getattr(about.focused, "help_text", "")
        general = getattr(about, "HELP", "")
        super().__init__("Help", "\n\n".join(text for text in (focused, general) if text))
        self.keys = keys_of(about)

    def body(self) -> ComposeResult:
        """Yield the words, then the keys."""
        width = max((cell_len(key) for key, _ in self.keys), default=0)
        lines = [
            Content.assemble((key + " " * (width - cell_len(key)), "bold $accent"), "  " + label)
            for key, label in self.keys
        ]
        with VerticalScroll(id="words", can_focus=False):
            yield Static(self.text + "\n", markup=False)
            yield Static(Content("\n").join(lines))
