"""What the screen of the portfolio can show: lines with a cursor among them, something above and below. Fill one."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style

from hansei.insight.heatmap import HeatRow, Square
from hansei_tui.app.theme import Palette
from hansei_tui.portfolio.shade import shaded
from hansei_tui.portfolio.text import LEGEND, letter
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import clipped, padded, shown

#: Beside a number, with the words they stand for.
UP, DOWN, APART = "▲", "▼", "*"
SIGNS = N_("▲▼ higher, lower than the time before   * something else changed as well")
#: Cells of a square with all its signs, and where there are too many squares for that.
WIDE, TIGHT = 5, 3
#: Cells that a line's name keeps.
NAME = 14


class View:
    """Lines to stand on. The screen paints the title, and moves the cursor."""

    #: What is listed, and what stands beside it.
    title = ""
    beside = ""
    #: What F1 says of it.
    help_text = ""
    #: Lines that :meth:`below` wants at least, and at most.
    least, most = 5, 12

    def __init__(self) -> None:
        self.at = 0
        self.column = 0
        self.top = 0
        #: How many lines there are for everything.
        self.height = 0

    @property
    def count(self) -> int:
        """How many lines."""
        raise NotImplementedError

    @property
    def columns(self) -> int:
        """How many columns can be stood on; 0: the lines as a whole."""
        return 0

    def above(self, on: Canvas, ink: Palette) -> None:
        """Paint what stands over the lines."""

    def line(self, on: Canvas, index: int, ink: Palette, *, here: bool) -> None:
        """Paint a line."""
        raise NotImplementedError

    def below(self, on: Canvas, ink: Palette, height: int) -> None:
        """Paint what stands under the lines, in at most so many."""

    def go(self, lines: int, columns: int = 0) -> None:
        """Move the cursor."""
        self.at = max(0, min(self.at + lines, self.count - 1))
        self.column = max(0, min(self.column + columns, self.columns - 1))

    def paint(self, on: Canvas, ink: Palette, height: int) -> None:
        """Paint everything in so many lines."""
        begin, self.height = on.y, height
        self.go(0)
        self.above(on, ink)
        free = height - (on.y - begin)
        under = max(self.least, min(self.most, free - self.count - 1))
        seen = max(1, min(self.count, free - under - 1))
        self.top = max(0, min(max(min(self.top, self.at), self.at - seen + 1), self.count - seen))
        for index in range(self.top, min(self.count, self.top + seen)):
            on.zone(0, on.width, f"line:{index}")
            self.line(on, index, ink, here=index == self.at)
        above, rest = self.top, max(0, self.count - self.top - seen)
        up, down = tr("↑ {count} more", count=above), tr("↓ {count} more", count=rest)
        more = "   ".join(text for text, n in ((up, above), (down, rest)) if n)
        on.line(("  " + more, ink.dim))
        left = height - (on.y - begin)
        if left > 0:
            inner = Canvas(on.width, on.rest)
            self.below(inner, ink, left)
            inner.lines = inner.lines[:left]
            on.join(inner)


class SquaresView(View):
    """Lines of squares: a name, a square for each row of the instrument, a few words behind."""

    rows: Sequence[HeatRow] = ()

    @property
    def columns(self) -> int:
        """A column for each row of the instrument."""
        return len(self.rows)

    def name(self, index: int) -> str:
        """Return what a line is called."""
        raise NotImplementedError

    def squares(self, index: int) -> Sequence[Square]:
        """Return the squares of a line."""
        raise NotImplementedError

    def behind(self, index: int) -> str:
        """Return the words behind the squares."""
        return ""

    @property
    def square(self) -> Square | None:
        """The square that is stood on."""
        return self.squares(self.at)[self.column] if self.count and self.columns else None

    def _layout(self, width: int) -> tuple[int, int, int, int]:
        """Return the cells of the name and of a square, the first column in sight and how many there are."""
        longest = max((cell_len(shown(self.name(at))) for at in range(self.count)), default=NAME)
        words = max((cell_len(self.behind(at)) for at in range(self.count)), default=0) + 2
        size = WIDE if NAME + 3 + self.columns * WIDE + words <= width else TIGHT
        room = width - 3 - NAME - (words if size == WIDE else 0)
        seen = max(1, min(self.columns, room // size))
        first = max(0, min(self.column - seen // 2, self.columns - seen))
        name = max(NAME, min(longest, width - 3 - seen * size - words)) if size == WIDE else NAME
        name = min(longest, width - 3 - seen * size) if size == TIGHT else name
        return max(4, name), size, first, seen

    def above(self, on: Canvas, ink: Palette) -> None:
        """Paint a letter over each column; they are explained below."""
        name, size, first, seen = self._layout(on.width)
        parts: list[Part] = [(" " * (name + 3), ink.dim)]
        for at in range(first, first + seen):
            here = at == self.column
            parts.append((padded(f"{' ' if size == WIDE else ''}{letter(at)}", size), ink.now if here else ink.dim))
        hidden = self.columns - seen
        on.line(*parts, ("  " + tr("{count} more beside", count=hidden) if hidden else "", ink.dim))

    def line(self, on: Canvas, index: int, ink: Palette, *, here: bool) -> None:
        """Paint a line of squares."""
        name, size, first, seen = self._layout(on.width)
        ground = ink.lit if here else Style()
        parts: list[Part] = [
            ("▸ " if here else "  ", ink.now + ground),
            (padded(clipped(shown(self.name(index)), name), name) + " ", (ink.strong if here else ink.text) + ground),
        ]
        squares = self.squares(index)
        for at in range(first, first + seen):
            on.zone(name + 3 + (at - first) * size, size, f"square:{index}:{at}")
            parts += _painted(squares[at], self.rows[at], size, ink, here=here and at == self.column, ground=ground)
        words = self.behind(index) if size == WIDE else ""
        on.line(*parts, (padded(f"  {words}", max(0, on.width)), ink.dim + ground))

    def legend(self, on: Canvas, ink: Palette, height: int) -> None:
        """Paint what numbers and marks mean, and what the letters stand for where there are lines for it."""
        if self.rows:
            row = self.rows[self.column]
            on.text("   ".join(f"{at} {shown(title)}" for at, (_, title) in enumerate(row.levels, 1)), ink.dim, most=2)
        on.text(tr(LEGEND), ink.dim, most=2)
        on.text(tr(SIGNS), ink.dim, most=2)
        names = [(f"{letter(at):>2} ", shown(row.measure.about.short)) for at, row in enumerate(self.rows)]
        wide = max((cell_len(text) for _, text in names), default=0) + 6
        beside = max(1, on.width // wide)
        tall = -(-len(names) // beside)
        if on.y + tall + 1 > height:
            return
        on.blank()
        for at in range(tall):
            parts: list[Part] = []
            for index in range(at, len(names), tall):
                mark, text = names[index]
                here = index == self.column
                parts += [(mark, ink.key if here else ink.dim), (padded(text, wide - 3), ink.text if here else ink.dim)]
            on.line(*parts)


def sign(square: Square) -> str:
    """Return what stands beside a number."""
    moved = "" if not square.moved else UP if square.moved > 0 else DOWN
    return f"{moved}{APART if square.remarks else ''}"


def _painted(square: Square, row: HeatRow, size: int, ink: Palette, *, here: bool, ground: Style) -> list[Part]:
    """Paint a square; the gap behind it belongs to the line."""
    inside = size - 1 if size == WIDE else size
    text = padded(f" {square.mark}{sign(square)}" if size == WIDE else f"{square.mark}{sign(square)[:2]}", inside)
    if here:
        style = ink.now_block
    elif square.number is not None:
        style = shaded(ink, square.number, len(row.levels))
    elif square.says == "not rated":
        style = ink.dim + ground
    else:
        style = (ink.warn if square.says == "conflict" else ink.text) + ink.panel
    return [(text, style), *([(" ", ground)] if size == WIDE else [])]
