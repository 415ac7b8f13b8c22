"""The bitmaps of a document's drawings, made while the rest of it is written.

They take as long as all else, in code that lets other threads run; nothing here imports what reads and writes packages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Thread
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
        self._made: list[bytes] = []
        self._failed: Exception | None = None
        told = [(each.in_shipped_fonts(), _WIDTH * each.share / 100) for each in figures.values()]
        # A bare thread: to import `concurrent.futures` takes a tenth of what the bitmaps take.
        self._drawing = Thread(target=self._draw, args=(told,))
        if told:
            self._drawing.start()

    def png(self, svg: str) -> bytes:
        """Return the bitmap of a figure that can be drawn."""
        at = self._places[svg]
        self._drawing.join()
        if self._failed is not None:
            raise self._failed
        return self._made[at]

    def _draw(self, told: Sequence[tuple[str, float]]) -> None:
        try:
            self._made = bitmaps(told)
        except Exception as error:  # noqa: BLE001 - whoever asks for a bitmap is told
            self._failed = error
