"""The line of keys at the bottom: what can be done now, by key and by mouse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Click
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from hansei_tui.app.theme import palette
from hansei_tui.sentences import tr, trc

#: Keys as people know them; any other is shown by its character.
NAMES = {
    "backspace": "⌫",
    "down": "↓",
    "enter": "enter",
    "escape": "esc",
    "f1": "F1",
    "left": "←",
    "right": "→",
    "shift+tab": "⇧tab",
    "space": "space",
    "tab": "tab",
    "up": "↑",
}
#: What the palette does not need to list: it is there already, or of no use there.
OF_THE_SYSTEM = ("app.toggle_theme", "app.quit", "app.focus_next", "app.focus_previous", "screen.copy_text")
#: Cells between two keys.
GAP = 3
#: Cells at both ends.
MARGIN = 2


class Shown(NamedTuple):
    """One key of the bar."""

    #: As people read it.
    key: str
    label: str
    enabled: bool
    #: True for the keys that stay when there is little room.
    stays: bool
    run: Callable[[], Awaitable[object]]

    @property
    def width(self) -> int:
        """Cells it takes."""
        return cell_len(self.key) + (1 + cell_len(self.label) if self.label else 0)


def key_label(description: str) -> str:
    """Return what a key is called in the language that is spoken.

    Args:
        description: In English; before it, and a letter of number 4, its meaning where another key is called the same.
    """
    meaning, _, word = description.rpartition("\4")
    meaning = meaning or "key"
    named = trc(meaning, word)
    return tr(word) if named == word else named  # the toolkit of widgets has keys of its own


def key_name(key: str, display: str | None = None) -> str:
    """Return a key as people know it: ``enter``, ``←``, ``^p``, ``?``."""
    if display:
        return display
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    from textual.keys import format_key

    return format_key(key)


def is_ours(app: object, node: object, action: str) -> bool:
    """Return whether a key is bound by a class of our own, or of a plugin.

    What Textual's text fields bind by themselves moves the cursor, which nobody looks up. Of what it binds to the
    whole application only leaving and the palette are for people.
    """
    if node is app and action in ("quit", "command_palette"):
        return True
    own = (cls for cls in type(node).__mro__ if not cls.__module__.startswith("textual."))
    return any(getattr(each, "action", "") == action for cls in own for each in vars(cls).get("BINDINGS", ()))


def shown_keys(screen: Screen[object], *, every: bool = False) -> list[Shown]:
    """Return the keys that do something now: those of the focused widget first, the screen's, then help.

    Of two keys that do the same the bar shows the first.

    Args:
        screen: The screen.
        every: True for all that have a name, False for those that the bar shows.
    """
    app = screen.app
    found: dict[tuple[object, str], Shown] = {}
    order: dict[tuple[object, str], tuple[int, int, int]] = {}
    nodes: list[object] = []
    for key, (node, binding, enabled, _) in screen.active_bindings.items():
        palette_key = key == app.COMMAND_PALETTE_BINDING
        wanted = binding.show or palette_key or (every and bool(binding.description))
        if (
            not wanted
            or (every and not is_ours(app, node, binding.action))
            or (every and (palette_key or node is app or binding.action in OF_THE_SYSTEM))
            or (node, binding.action) in found
        ):
            continue

        async def run(action: str = binding.action, node: object = node) -> None:
            await app.run_action(action, node)  # type: ignore[arg-type]

        label = "" if palette_key else key_label(binding.description)
        stays = palette_key or key in ("f1", "escape")  # help and the way back are never out of sight
        if node not in nodes:
            nodes.append(node)
        found[node, binding.action] = Shown(key_name(key, binding.key_display), label, enabled, stays, run)
        last = 2 if palette_key else int(stays)
        order[node, binding.action] = (last, nodes.index(node), _declared(node, binding.action))
    keys = [found[each] for each in sorted(found, key=order.__getitem__)]
    first: dict[str, Shown] = {}
    for each in keys:
        first.setdefault(each.label or each.key, each)
    return keys if every else list(first.values())


def _declared(node: object, action: str) -> int:
    """Return where a class names a key: that is the order of importance. Inherited keys come last."""
    own = getattr(type(node), "BINDINGS", ())
    return next((index for index, each in enumerate(own) if getattr(each, "action", "") == action), len(own))


def fitting(keys: list[Shown], width: int) -> tuple[list[Shown], bool]:
    """Return the keys that fit in so many cells, first come first kept, and whether some were left out."""
    last = [key for key in keys if key.stays]
    first = [key for key in keys if not key.stays]
    room = width - 2 * MARGIN
    if sum(key.width + GAP for key in keys) - GAP <= room:
        return keys, False
    room -= sum(key.width + GAP for key in last) - GAP + 1 + GAP  # and the ellipsis
    kept: list[Shown] = []
    for key in first:
        room -= key.width + GAP
        if room < 0:
            break
        kept.append(key)
    return kept + last, True


class KeyBar(Widget):
    """The keys of the screen on one line. It stands in for Textual's footer at a fraction of its cost."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; background: $panel; }"

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[Shown] | None = None
        #: Where each key stands: first cell, end, key.
        self.places: list[tuple[int, int, Shown]] = []

    def render_line(self, y: int) -> Strip:
        """Paint the line."""
        if self._keys is None:
            self._keys = shown_keys(self.screen)
        paint = palette(self.app)
        width = self.size.width
        kept, cut = fitting(self._keys, width)
        segments = [Segment(" " * MARGIN)]
        at = MARGIN
        self.places = []
        for index, key in enumerate(kept):
            if cut and key.stays and (not index or not kept[index - 1].stays):
                segments.append(Segment("…" + " " * GAP, paint.dim))
                self.places.append((at, at + 1, Shown("…", "", True, True, self._all)))
                at += 1 + GAP
            self.places.append((at, at + key.width, key))
            segments.append(Segment(key.key, paint.key if key.enabled else paint.dim))
            if key.label:
                segments.append(Segment(" " + key.label, paint.key_label))
            segments.append(Segment(" " * GAP))
            at += key.width + GAP
        return Strip(segments).adjust_cell_length(width).apply_style(paint.panel)

    async def _all(self) -> None:
        """Open the palette: it has the keys that found no room."""
        await self.app.run_action("command_palette")

    def renew(self, *_: object) -> None:
        """Look again at what can be done now; nothing is painted when it reads the same."""
        before, self._keys = self._keys, shown_keys(self.screen)
        if before is not None and [key[:-1] for key in before] == [key[:-1] for key in self._keys]:
            anew = dict(zip(map(id, before), self._keys, strict=True))
            self.places = [(begin, end, anew.get(id(key), key)) for begin, end, key in self.places]
            return
        self.refresh()

    def on_mount(self) -> None:
        """Follow the keys of the screen, and the look."""
        self.screen.bindings_updated_signal.subscribe(self, self.renew)

    async def on_click(self, event: Click) -> None:
        """Do what the key does."""
        event.stop()
        for begin, end, key in self.places:
            if begin - 1 <= event.x <= end and key.enabled:
                await key.run()
                break
