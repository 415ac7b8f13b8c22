"""A canvas: lines of segments that are painted from the top down, and the places on them that can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import define, field, frozen
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from hansei_tui.run.wrap import wrap
from hansei_tui.shown import clipped

#: A run of text in one style.
Part = tuple[str, Style]
#: A painted line.
Line = list[Segment]


@frozen
class Zone:
    """A place that can be clicked, in cells of its canvas."""

    x: int
    y: int
    width: int
    height: int
    #: What the click means; told to whoever painted it.
    hit: str


def filled(parts: Sequence[Part], width: int, rest: Style) -> Line:
    """Return parts as a line of exactly ``width`` cells: cut at the end, or filled up in the style of ``rest``.

    The same parts are the same line, which nobody may change: between two keys hardly any line differs.
    """
    return _filled(tuple(parts), width, rest)


@lru_cache(maxsize=2000)
def _filled(parts: tuple[Part, ...], width: int, rest: Style) -> Line:
    line: Line = []
    left = width
    for text, style in parts:
        if left <= 0:
            break
        size = cell_len(text)
        if size > left:
            bare = text.rstrip(" ")
            text = bare + " " * (left - cell_len(bare)) if cell_len(bare) <= left else clipped(bare, left)
            size = cell_len(text)
        line.append(Segment(text, style))
        left -= size
    if left > 0:
        line.append(Segment(" " * left, rest))
    return line


@define
class Canvas:
    """Lines painted one below the other.

    Args:
        width: Cells of each line.
        rest: The style of what nobody painted.
    """

    width: int
    rest: Style
    lines: list[Line] = field(factory=list)
    zones: list[Zone] = field(factory=list)
    #: Lines at the top that stay in sight.
    pinned: int = 0
    #: Where the writer goes: first line and number of lines.
    writer: tuple[int, int] | None = None
    #: Lines that should be in sight: first and last.
    focus: tuple[int, int] | None = None

    @property
    def y(self) -> int:
        """The line that is painted next."""
        return len(self.lines)

    def line(self, *parts: Part, hit: str = "") -> None:
        """Paint a line."""
        if hit:
            self.zone(0, self.width, hit)
        self.lines.append(filled(parts, self.width, self.rest))

    def blank(self, count: int = 1) -> None:
        """Leave lines free."""
        self.lines += [filled((), self.width, self.rest)] * count

    def text(self, text: str, style: Style, *, indent: int = 0, most: int = 400) -> None:
        """Paint a text over as many lines as it needs."""
        for each in wrap(text, self.width - indent, most):
            self.line((" " * indent, style), (each, style))

    def zone(self, x: int, width: int, hit: str, *, y: int | None = None, height: int = 1) -> None:
        """Make a place of the line that is painted next clickable."""
        self.zones.append(Zone(x, self.y if y is None else y, width, height, hit))

    def beside(self, columns: Sequence[Sequence[Line]], gap: int, indent: int = 0) -> None:
        """Paint columns side by side; each must hold the same number of lines."""
        between = Segment(" " * gap, self.rest)
        used = indent + sum(_width(column[0]) for column in columns if column) + gap * (len(columns) - 1)
        for row in zip(*columns, strict=True):
            line: Line = [Segment(" " * indent, self.rest)] if indent else []
            for index, cells in enumerate(row):
                line += [between, *cells] if index else cells
            if used < self.width:
                line.append(Segment(" " * (self.width - used), self.rest))
            self.lines.append(line)

    def join(self, other: Canvas) -> None:
        """Paint another canvas of the same width below."""
        y = self.y
        self.zones += [Zone(zone.x, zone.y + y, zone.width, zone.height, zone.hit) for zone in other.zones]
        if other.writer:
            self.writer = (other.writer[0] + y, other.writer[1])
        if other.focus:
            self.focus = (other.focus[0] + y, other.focus[1] + y)
        self.lines += other.lines

    def hit(self, x: int, y: int) -> str:
        """Return what a click at a place means; empty when nothing is there."""
        for zone in reversed(self.zones):
            if zone.x <= x < zone.x + zone.width and zone.y <= y < zone.y + zone.height:
                return zone.hit
        return ""


def _width(line: Line) -> int:
    return sum(segment.cell_length for segment in line)
