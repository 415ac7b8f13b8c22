"""How tall a row is: on how many lines its texts stand. Programs do not all find that out by themselves."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

#: Points; the tallest row that Excel knows.
TALLEST: Final = 409
#: As many letters to a digit's width of a column stand on one line whatever they are; of other scripts half as many.
FITS: Final = 0.8
#: Signs by their width in tenths of a digit's, which columns are measured in, as Calibri and Carlito draw them.
_DRAWN: Final = (
    *((4, "'"), (5, ",.:;Iijl"), (6, "!()-J[]`f{} "), (7, "rt"), (8, '"/L\\csz'), (9, "FSZagkvxy|")),
    *((11, "?ABCRV"), (12, "DGH"), (13, "&NOQU"), (14, "%w"), (16, "m"), (17, "M"), (18, "@W")),
)
_TENTHS: Final = bytes(next((wide for wide, of in _DRAWN if chr(code) in of), 10) for code in range(256))
#: The first halves of the codes of letters twice as wide as others, near enough: East Asia's and pictures.
_PAGES: Final = {0x11, *range(0x2E, 0xA5), *range(0xAC, 0xDC), 0xF9, 0xFA, 0xFE, 0xFF}
_DOUBLE: Final = bytes(page in _PAGES for page in range(256))
#: Bold letters are a little wider, and so are those on a screen.
_MORE: Final = 1.03
#: What a line leaves free, in digits, as it ends before a word that would go beyond it.
_LEFT: Final = 3


@lru_cache(maxsize=4096)  # most are the toolkit's, and in its next report again
def lines(text: str, width: float) -> int:
    """Estimate on how many lines a text stands in a column; seldom too many, and hardly ever too few.

    Args:
        text: What stands there.
        width: Of the column, in digits.
    """
    if "\n" not in text:
        return _lines(text, width)
    return sum(_lines(line, width) for line in text.split("\n"))


def _lines(line: str, width: float) -> int:
    long = sum(line.encode("latin-1", "replace").translate(_TENTHS)) / 10 * _MORE
    if not line.isascii():
        long += sum(line.encode("utf-16-be", "surrogatepass")[::2].translate(_DOUBLE))
    return 1 if long <= width else math.ceil(long / max(width - _LEFT, width / 2))
