"""Terminals that are too small: one line says so, and everything is back as soon as there is room."""

from __future__ import annotations

from rich.segment import Segment
from textual.screen import Screen

from hansei_tui.app.keys import OrderlyKeys
from hansei_tui.sentences import tr

#: Below this many columns and rows nothing can be read.
LEAST = (40, 10)
#: From here on everything is there.
WANTED = (60, 20)


def too_small(width: int, height: int) -> bool:
    """Return whether nothing could be read in so many columns and rows."""
    return width < LEAST[0] or height < LEAST[1]


def notice(width: int, height: int) -> str:
    """Return what a terminal that is too small shows, in as many words as fit."""
    wanted, is_ = f"{WANTED[0]}x{WANTED[1]}", f"{width}x{height}"
    for text in (
        tr("Hansei needs at least {wanted}; this is {size}", wanted=wanted, size=is_),
        tr("needs {wanted}, is {size}", wanted=wanted, size=is_),
        f"{wanted}!",
    ):
        if len(text) <= width:
            return text
    return "+"[:width]


class _Notice:
    """The line, and nothing else."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height

    def __rich_console__(self, *_: object) -> list[Segment]:
        return [Segment(f"\x1b[0m\x1b[2J\x1b[H{notice(self.width, self.height)}")]


class TinyTerminal(OrderlyKeys):
    """An application that shows a line instead of garbage while its terminal is too small.

    Nothing is taken off the screens: only what they paint is kept back, so all is as it was afterwards.
    """

    @property
    def tiny(self) -> bool:
        """Whether the terminal is too small now."""
        return too_small(*self.size)

    def _display(self, screen: Screen[object], renderable: object) -> None:
        if self.tiny and renderable is not None:
            super()._display(screen, _Notice(*self.size))
        else:
            super()._display(screen, renderable)  # type: ignore[arg-type]
