"""How tall a row is: on how many lines its texts stand. Programs do not all find that out by themselves."""

from __future__ import annotations

import math
import re
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
#: Letters twice as wide as others, near enough to estimate the length of a line.
_WIDE: Final = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U0001f300-\U0003fffd]"
)
#: Bold letters are a little wider, and so are those on a screen.
_MORE: Final = 1.03
#: What a line leaves free, in digits, as it ends before a word that would go beyond it.
_LEFT: Final = 3


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
        long += len(_WIDE.findall(line))
    return 1 if long <= width else math.ceil(long / max(width - _LEFT, 1))
