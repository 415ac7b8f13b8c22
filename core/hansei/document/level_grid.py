"""What the pictures of rows on a scale have in common: labels at the left, a column for each level, words beside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hansei.document.drawing import DOT, INK, Drawing, Looks, rule, shorten, wrap, write, write_lines

#: The whole width, and how many rows one picture has at the most.
WIDTH, MOST = 754, 20
_LABELS, _BESIDE = 246, 136
#: Rows up to which a picture is not parted: two halves find room on a page where the whole does not.
_TALL = 12
#: Letters of a row's name on one line, and how tall a row is where names of two lines follow each other.
_LETTERS, _TWO_LINES = 34, 38
#: The head with the levels' titles, on one line or two.
_LOW, _HIGH = 30, 42
_DISC: Looks = (("fill", DOT),)
_RING: Looks = (("fill", "none"), ("stroke", INK), ("stroke-width", "2"))


def evenly(rows: int) -> int:
    """Return how many rows each picture has, so that none is much taller than the others.

    Args:
        rows: How many there are in all.
    """
    return -(-rows // -(-rows // _TALL)) if rows else 1


def row_height(labels: Sequence[str], least: int) -> int:
    """Return how tall rows are, so that names on two lines do not run into each other.

    Args:
        labels: The names of the rows.
        least: Their height where no two such names follow each other.
    """
    tall = [len(each) > _LETTERS for each in labels]
    return max(least, _TWO_LINES) if any(one and next_ for one, next_ in pairwise(tall)) else least


def head(levels: Sequence[str]) -> int:
    """Return how high the head is."""
    return _LOW if all(len(each) <= _letters(levels) for each in levels) else _HIGH


def _letters(levels: Sequence[str]) -> int:
    """Return how many letters of a level's title stand on a line."""
    return int((WIDTH - _LABELS - _BESIDE) / len(levels) / 7.4)


class LevelGrid:
    """Rows on a scale.

    Args:
        svg: The drawing.
        levels: Titles of the levels, left to right.
        high: Height of a row.
    """

    def __init__(self, svg: Drawing, levels: Sequence[str], high: float) -> None:
        self.svg, self.high, self.count = svg, high, len(levels)
        self._rules: list[str] = []
        self._faint: list[str] = []
        self._head = head(levels)
        self.column = (WIDTH - _LABELS - _BESIDE) / len(levels)
        for at, level in enumerate(levels):
            write_lines(
                svg, self.x(at), self._head / 2 - 4, level, most=_letters(levels), anchor="middle", weight="bold"
            )
        rule(svg, 0, self._head - 2, WIDTH, self._head - 2, width="1.5")

    def x(self, level: int) -> float:
        """Return where the middle of a level stands."""
        return _LABELS + self.column * (level + 0.5)

    def row(self, number: int, label: str) -> float:
        """Begin a row; return the height of its middle."""
        y = self._head + self.high * (number + 0.5)
        write_lines(self.svg, 0, y, label, most=_LETTERS)
        self._rules.append(f"M0 {y + self.high / 2:g}H{WIDTH}")
        return y

    def faint(self, level: int, y: float) -> None:
        """Mark a level that nobody chose."""
        self._faint.append(f"M{self.x(level):g} {y:g}h0")

    def finish(self) -> None:
        """Draw the rules between rows and the faint marks, all at once."""
        stroke = {"fill": "none", "stroke": INK}
        self.svg.shape("path", {"d": "".join(self._rules), **stroke, "stroke-opacity": "0.16"})
        if self._faint:
            looks = {"stroke-width": "6", "stroke-linecap": "round", "stroke-opacity": "0.28"}
            self.svg.shape("path", {"d": "".join(self._faint), **stroke, **looks})

    def beside(self, y: float, words: Sequence[str], *, ink: str = INK) -> None:
        """Write short texts on two lines beside a row, the first one in an ink that may mean something."""
        one = wrap(words[0], 22, 1 if len(words) > 1 else 2) if words else []
        lines = [*one, *(shorten(each, 22) for each in words[1:2])]
        for number, text in enumerate(lines):
            at = y + 4.5 + 13 * (number - (len(lines) - 1) / 2)
            weight = "bold" if ink != INK and not number else ""
            write(self.svg, WIDTH - _BESIDE + 10, at, text, size="12", weight=weight, ink=INK if number else ink)

    def dot(self, x: float, y: float, radius: float) -> None:
        """Draw a dot."""
        self.svg.circle(x, y, radius, _DISC)

    def ring(self, x: float, y: float, radius: float) -> None:
        """Draw a ring."""
        self.svg.circle(x, y, radius, _RING)
