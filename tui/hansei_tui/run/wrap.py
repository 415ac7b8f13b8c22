"""Breaking text into lines of a width in cells: cached, and only as far as somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len, chop_cells

from hansei_tui.shown import shown

#: Lines that are broken at the most; a longer text ends in "…".
MOST = 400


@lru_cache(maxsize=512)
def wrap(text: str, width: int, most: int = MOST) -> tuple[str, ...]:
    """Return a text as lines no wider than ``width`` cells.

    Args:
        text: Anything, also what people pasted; control characters are made visible.
        width: Cells, at least 1.
        most: Lines at the most; when there are more, the last one ends in "…".
    """
    width = max(1, width)
    found: list[str] = []
    for line in _lines(text[: (most + 1) * (width + 1)], width):
        if len(found) == most:
            last = found[-1]
            while last and cell_len(last) > width - 1:
                last = last[:-1]
            found[-1] = last.rstrip() + "…"
            break
        found.append(line)
    return tuple(found)


def _lines(text: str, width: int) -> Iterator[str]:
    for paragraph in text.replace("\r\n", "\n").split("\n"):
        line, used = "", 0
        for word in shown(paragraph).split(" "):
            wide = cell_len(word)
            if line and used + 1 + wide <= width:
                line, used = f"{line} {word}", used + 1 + wide
                continue
            if line:
                yield line
            if wide > width:
                *whole, word = chop_cells(word, width)
                yield from whole
                wide = cell_len(word)
            line, used = word, wide
        yield line
