"""A widget that paints its own lines and repaints only those that changed.

Nothing is laid out and nothing is mounted when a key is pressed: the lines are painted anew (a millisecond),
compared with those on the screen, and only what differs goes to the terminal.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hansei_tui.app.theme import Palette, palette
from hansei_tui.run.canvas import Line

_NONE = Style()
#: Painted lines that are kept: people go back and forth, and a strip remembers what it was rendered to.
KEPT = 1000


class Painted(Widget):
    """A widget of painted lines. Fill :meth:`paint`, call :meth:`repaint` when something changed."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._lines: list[Line] = []
        self._strips: list[Strip] = []
        #: The strips as the terminal gets them, and what made them so: filters of colours, and the ground.
        self._sent: list[Strip] = []
        self._filters: tuple[Sequence[LineFilter], Color] = ((), Color(0, 0, 0))
        self._around: tuple[Strip, Strip] | None = None
        #: What :attr:`as_of` was when the lines were painted.
        self._painted_of: object = None
        self._kept: dict[tuple[Segment, ...], Strip] = {}

    @property
    def ink(self) -> Palette:
        """The styles of the theme that is shown."""
        return palette(self.app)

    @property
    def as_of(self) -> object:
        """All that the lines show beside size and theme: while it stays the same, they are not painted anew.

        None: they are painted anew with every key.
        """
        return None

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the lines, each exactly ``width`` cells wide; further ones than ``height`` are not shown."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Paint anew what changed."""
        width, height = self.size
        if not width or not height or not self.is_mounted:
            return
        as_of = self.as_of
        if as_of is not None and as_of == self._painted_of and len(self._lines) == height:
            return
        self._painted_of = as_of
        lines = self.paint(width, height)[:height]
        old, strips = self._lines, self._strips
        if len(lines) != len(old):
            self._strips = [self._strip(line, width) for line in lines]
            self._lines = lines
            self._filters = (self.get_line_filters(), self.background_colors[1])
            self._around = self._padding()
            self._sent = [self._ready(strip) for strip in self._strips]
            self.refresh()
            return
        changed: list[Region] = []
        for y, line in enumerate(lines):
            if line is not old[y] and line != old[y]:
                strips[y] = self._strip(line, width)
                self._sent[y] = self._ready(strips[y])
                begin, end = _differs(old[y], line, width)
                region = Region(begin, y, end - begin, 1)
                if changed and changed[-1].bottom == y:
                    changed[-1] = changed[-1].union(region)
                else:
                    changed.append(region)
        self._lines = lines
        if changed:
            self.refresh(*changed)

    def _filtered(self, strip: Strip) -> Strip:
        filters, ground = self._filters
        for each in filters:
            strip = strip.apply_filter(each, ground)
        return strip

    def _strip(self, line: Line, width: int) -> Strip:
        key = tuple(line)
        strip = self._kept.get(key)
        if strip is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            strip = self._kept[key] = Strip(line, width).apply_style(self.ink.ground)
        return strip

    def render_line(self, y: int) -> Strip:
        """Return a line for the compositor."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, _NONE)

    def _ready(self, strip: Strip) -> Strip:
        """Return a line as it is sent."""
        strip = self._filtered(strip)
        if self._around is None or not any(each.cell_length for each in self._around):
            return strip
        left, right = self._around
        return Strip.join((left, strip, right))

    def _padding(self) -> tuple[Strip, Strip] | None:
        """Return what stands left and right of each line; None where styles add more than blanks there."""
        padding = self.styles.padding
        if self.gutter != padding or padding.top or padding.bottom:
            return None
        ground = Style(bgcolor=self._filters[1].rich_color)
        left, right = (self._filtered(Strip.blank(size, ground)) for size in (padding.left, padding.right))
        return left, right

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines for the compositor as they were painted, where nothing but blanks is around them."""
        if self._around is None or crop.bottom > len(self._sent) or crop.column_span != (0, self.outer_size.width):
            return super().render_lines(crop)
        return self._sent[crop.y : crop.bottom]

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._forget())

    def on_resize(self) -> None:
        """Paint for the new size."""
        self._forget()

    def _forget(self) -> None:
        self._lines, self._strips, self._sent, self._painted_of = [], [], [], None
        self._kept.clear()
        self.repaint()


def _differs(old: Line, new: Line, width: int) -> tuple[int, int]:
    """Return the first cell in which two lines differ, and the one after the last."""
    begin = end = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        begin += one.cell_length
    for one, other in zip(reversed(old), reversed(new), strict=False):
        if one != other:
            break
        end += one.cell_length
    return (begin, width - end) if begin < width - end else (0, width)
