"""A list that fills a screen: entries over as many lines as they need, a cursor, and a line that says how it went."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import ClassVar

from attrs import frozen
from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from hansei_tui.app.theme import Palette
from hansei_tui.run.canvas import Canvas, Line, Part
from hansei_tui.run.painted import Painted
from hansei_tui.run.saving import Saving
from hansei_tui.run.wrap import wrap
from hansei_tui.shown import clipped, shown

#: Lines of one entry at the most: all of them.
ALL = 1_000_000
#: Where there is no time to show.
NO_CLOCK: Part = ("", Style())
#: Painted entries that are kept.
KEPT = 5000


@frozen
class Entry:
    """One entry."""

    id: str
    text: str
    #: Stands below in grey, such as where it belongs.
    beneath: str = ""
    #: Entries of the same group stand together under its name.
    group: str = ""
    #: Stands before what is beneath, such as "draft".
    mark: str = ""
    #: Cells that it is set in from the left, as what belongs to the entry above.
    indent: int = 0


def head(on: Canvas, title: str, beside: str, saving: Saving | None, ink: Palette, clock: Part = NO_CLOCK) -> None:
    """Paint the first lines of a screen: the time, its title, what stands beside it, and how the last thing went."""
    on.line((" " * max(0, on.width - cell_len(clock[0])), ink.dim), clock)
    says = saving.says if saving is not None else ""
    wrong = saving is not None and saving.wrong
    style = ink.warn if wrong else (ink.done if "✓" in says else ink.dim)
    says = ("! " if wrong and says else "") + says
    free = on.width - cell_len(title) - 6
    beside = clipped(shown(beside), max(0, free))
    gap = on.width - cell_len(title) - cell_len(beside) - cell_len(shown(says)) - 5
    on.line(
        (f" {title} ", ink.now_block),
        (f"  {beside}", ink.dim),
        *([(" " * gap, ink.dim), (shown(says), style)] if says and gap >= 2 else []),
    )
    if says and gap < 2:
        for line in wrap(says, on.width, 3):
            on.line((line, style))
    on.blank()


class Listing(Painted, can_focus=True):
    """A list of entries.

    Args:
        title: What it lists.
        entries: Returns the entries as they are now.
        empty: What is shown when there are none: a sentence, and how that changes.
        beside: Stands beside the title.
        saving: Says how the last thing went.
        help_text: What F1 says of it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,tab", "go(1)", "next", show=False),
        Binding("up,k,shift+tab", "go(-1)", "previous", show=False),
        Binding("pagedown,space", "page(1)", "further", show=False),
        Binding("pageup", "page(-1)", "further up", show=False),
        Binding("home", "end(-1)", "first", show=False),
        Binding("end", "end(1)", "last", show=False),
    ]
    DEFAULT_CSS = "Listing { height: 1fr; padding: 0 2; background: $background; }"

    class Opened(Message):
        """The entry under the cursor was clicked."""

    def __init__(
        self,
        title: str,
        entries: Callable[[], Sequence[Entry]],
        *,
        empty: tuple[str, str],
        beside: str = "",
        saving: Saving | None = None,
        help_text: str = "",
    ) -> None:
        super().__init__(id="listing")
        self.title, self.beside, self.empty, self.saving = title, beside, empty, saving
        self.help_text = help_text
        #: Sentences above the entries, each on lines of its own; one that begins with "!" is a warning.
        self.lead: Sequence[str] = ()
        self._source = entries
        self.entries: list[Entry] = list(entries())
        self.at = 0
        self._blocks: dict[tuple[Entry, bool, bool], Canvas] = {}
        #: First line of each entry, and the one after the last.
        self._starts: list[int] = [0]
        #: The width for which they hold; 0: they must be counted anew.
        self._arranged = 0
        self._top = 0
        self._pinned = 0
        #: True after the list was scrolled away from the cursor.
        self._free = False

    # ------------------------------------------------------------------------------------- what is listed

    @property
    def here(self) -> Entry | None:
        """The entry under the cursor."""
        return self.entries[self.at] if self.entries else None

    def select(self, id_: str) -> None:
        """Put the cursor on an entry, when it is there."""
        found = next((index for index, each in enumerate(self.entries) if each.id == id_), None)
        if found is not None:
            self.at, self._free = found, False

    def renew(self) -> None:
        """Look again at what there is; the cursor stays on its entry, or where that was."""
        was = self.here
        self.entries, self._arranged = list(self._source()), 0
        self.at = max(0, min(self.at, len(self.entries) - 1))
        if was is not None and (self.here is None or self.here.id != was.id):
            self.select(was.id)
        self.repaint()

    # ------------------------------------------------------------------------------------- painting

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the head, and the entries that are in sight."""
        on = Canvas(width, self.ink.ground)
        head(on, self.title, self.beside, self.saving, self.ink)
        for sentence in self.lead:
            on.text(sentence, self.ink.warn if sentence.startswith("!") else self.ink.text, indent=2, most=2)
        on.blank(1 if self.lead else 0)
        self._pinned = on.y
        if not self.entries:
            on.text(self.empty[0], self.ink.text)
            on.text(self.empty[1], self.ink.dim)
        else:
            self._arrange(width)
            self._reveal(max(1, height - on.y))
            first = max(0, bisect_right(self._starts, self._top) - 1)
            on.lines += self._body(first, width, self._starts[first] - self._top, height - on.y)
        on.blank(max(0, height - on.y))
        return on.lines

    def _arrange(self, width: int) -> None:
        """Count the lines of each entry: as many whether the cursor is on it or not, so once for a width."""
        if self._arranged == width:
            return
        self._arranged = width
        starts = [0]
        for index in range(len(self.entries)):
            starts.append(starts[-1] + self._block(index, width).y)
        self._starts = starts

    def _body(self, first: int, width: int, offset: int, height: int) -> list[Line]:
        lines: list[Line] = []
        for index in range(first, len(self.entries)):
            if len(lines) + offset >= height:
                break
            lines += self._block(index, width).lines
        return lines[-offset : height - offset]

    def _block(self, index: int, width: int) -> Canvas:
        entry = self.entries[index]
        headed = bool(entry.group) and (not index or self.entries[index - 1].group != entry.group)
        key = (entry, headed, index == self.at)
        found = self._blocks.get(key)
        if found is None or found.width != width:
            if len(self._blocks) >= KEPT:
                self._blocks.clear()
            found = self._blocks[key] = self._painted(
                entry, width, headed=headed, first=not index, lit=index == self.at
            )
        return found

    def _painted(self, entry: Entry, width: int, *, headed: bool, first: bool, lit: bool) -> Canvas:
        ink = self.ink
        ground = ink.lit if lit else ink.ground
        on = Canvas(width, ink.ground)
        if headed:
            if not first:
                on.blank()
            on.line((shown(entry.group), ink.dim))
        on.rest = ground
        aside = " " * entry.indent
        for number, line in enumerate(wrap(entry.text, width - 4 - entry.indent, ALL)):
            mark = "▸ " if lit and not number else "  "
            on.line((mark + aside, ink.now + ground), (line, (ink.strong if lit else ink.text) + ground))
        if entry.beneath or entry.mark:
            mark = f"{entry.mark}  " if entry.mark else ""
            on.line(("  " + aside, ground), (mark, ink.now + ground), (shown(entry.beneath), ink.dim + ground))
        return on

    def _reveal(self, height: int) -> None:
        begin, end = self._starts[self.at], self._starts[self.at + 1]
        if not self._free:
            self._top = min(max(self._top, end - height), begin)
        self._top = max(0, min(self._top, self._starts[-1] - height))
        self._height = height

    _height = 1

    def _forget(self) -> None:
        self._blocks.clear()  # another look
        super()._forget()

    # ------------------------------------------------------------------------------------- keys and mouse

    def action_go(self, by: int) -> None:
        """Go to the next entry; one that is longer than the screen is read to its end first."""
        if not self.entries:
            return
        begin, end = self._starts[self.at], self._starts[self.at + 1]
        below, above = end - self._top - self._height, self._top - begin
        hidden = below if by > 0 else above
        if hidden > 0 and begin < self._top + self._height and end > self._top:
            self._free = True
            self._top += by
        else:
            self.at = max(0, min(self.at + by, len(self.entries) - 1))
            self._free = False
            if by < 0 and self._starts[self.at + 1] - self._starts[self.at] > self._height:
                self._free, self._top = True, self._starts[self.at + 1] - self._height
        self._changed()

    def action_page(self, by: int) -> None:
        """Go on by a screen."""
        if not self.entries:
            return
        self._top += by * max(1, self._height - 1)
        seen = self._top if by > 0 else self._top + self._height // 2
        self.at = max(0, min(bisect_right(self._starts, max(0, seen)) - 1, len(self.entries) - 1))
        self._free = True
        self._changed()

    def action_end(self, to: int) -> None:
        """Go to the first or the last entry."""
        self.at = max(0, len(self.entries) - 1) if to > 0 else 0
        self._free = False
        self._changed()

    def _changed(self) -> None:
        self.repaint()
        self.screen.refresh_bindings()

    def on_click(self, event: Click) -> None:
        """Put the cursor on what is clicked; what it is on already is opened."""
        line = event.y - self._pinned + self._top
        if event.y < self._pinned or not self.entries or line >= self._starts[-1]:
            return
        at = bisect_right(self._starts, line) - 1
        if at == self.at:
            self.post_message(self.Opened())
            return
        self.at, self._free = at, False
        self._changed()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Show what is further down."""
        self._roll(event, 3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Show what is further up."""
        self._roll(event, -3)

    def _roll(self, event: MouseScrollDown | MouseScrollUp, lines: int) -> None:
        event.stop()
        self._free = True
        self._top += lines
        self.repaint()
