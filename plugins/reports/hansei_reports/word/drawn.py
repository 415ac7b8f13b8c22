"""The bitmaps of a document's drawings, made while the rest of it is written.

They take as long as all else, in code that lets other threads run; nothing here imports what reads and writes packages.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from hansei.document import Figure
from hansei.document.blocks import Block
from hansei_reports.bitmaps import bitmaps
from hansei_reports.drawing import drawing

#: How wide the text of a page is, in points, near enough for pixels.
_WIDTH: Final = 497.0


class Drawn:
    """Begins to draw at once.

    Args:
        blocks: Those whose figures are drawn.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        figures = {each.svg: made for each in blocks if isinstance(each, Figure) and (made := drawing(each.svg))}
        self._places = {svg: at for at, svg in enumerate(figures)}
        self._made: Future[list[bytes]] | None = None
        if figures:
            told = [(each.in_shipped_fonts(), _WIDTH * each.share / 100) for each in figures.values()]
            thread = ThreadPoolExecutor(1)
            self._made = thread.submit(bitmaps, told)
            thread.shutdown(wait=False)

    def png(self, svg: str) -> bytes:
        """Return the bitmap of a figure that can be drawn."""
        if self._made is None:
            raise KeyError(svg)
        return self._made.result()[self._places[svg]]
