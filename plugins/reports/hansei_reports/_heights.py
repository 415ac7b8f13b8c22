"""How tall a row is: on how many lines its texts stand. Programs do not all find that out by themselves."""

from __future__ import annotations

import math
import re
from typing import Final

#: Points; the tallest row that Excel knows.
TALLEST: Final = 409
#: Letters twice as wide as others, near enough to estimate the length of a line.
_WIDE: Final = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U0001f300-\U0003fffd]"
)


def lines(text: str, width: float) -> int:
    """Estimate on how many lines a text stands in a column.

    Args:
        text: What stands there.
        width: Of the column, in letters.
    """
    if "\n" not in text:
        return max(1, math.ceil(_letters(text) / width))
    return sum(max(1, math.ceil(_letters(line) / width)) for line in text.split("\n"))


def _letters(text: str) -> int:
    """Count letters, those of East Asian scripts and pictures as two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
