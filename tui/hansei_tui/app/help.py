"""F1: what the focused thing is, and what the keys of the screen do."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from hansei_tui.app.dialogs import ShowText
from hansei_tui.app.keybar import is_ours, key_label, key_name
from hansei_tui.sentences import N_, tr

#: What the toolkit of widgets calls its own key, to be found for the catalogue.
PALETTE = N_("palette")
#: What is told wherever words are written.
WRITING = N_("Letters go into the text; the arrows, home and end move in it.")


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """Return what can be done on a screen, with all the keys that do it."""
    found: dict[str, tuple[list[str], str]] = {}
    for key, (node, binding, enabled, _) in screen.active_bindings.items():
        if enabled and binding.description and _is_told(screen, key, node, binding.action):
            name = key_name(key, binding.key_display if "," not in binding.key else None)
            keys, _ = found.setdefault(binding.description.casefold(), ([], key_label(binding.description)))
            if name not in keys:
                keys.append(name)
    return [("  ".join(keys), label) for keys, label in found.values()]


def _is_told(screen: Screen[object], key: str, node: object, action: str) -> bool:
    """Whether a key is one of ours; ctrl+j is named only where it begins a new line and is no second enter."""
    again = key == "ctrl+j" and not action.startswith("new_line")
    return key != "ctrl+c" and not again and is_ours(screen.app, node, action)


def words_of(screen: Screen[object]) -> str:
    """Return what is told of a screen: its focused widget, then the screen, then how writing goes.

    A field that tells of itself, as the one answers are written in, has taken the keys that the screen tells of.
    """
    focused = screen.focused
    writes = isinstance(focused, (Input, TextArea))
    own, general = getattr(focused, "help_text", ""), getattr(screen, "HELP", "")
    return "\n\n".join(map(tr, filter(None, (own, "" if own and writes else general, WRITING if writes else ""))))


class HelpScreen(ShowText):
    """Explains what is focused, then lists the keys.

    Args:
        about: The screen that is explained.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "cancel", "Close", show=False)]
    HELP = N_("F1 explains where you are. Escape closes it.")

    def __init__(self, about: Screen[object]) -> None:
        super().__init__(tr("Help"), words_of(about))
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
