"""The part of a scene that is in sight, and the words at its edges that say where it goes on."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip

from hansei_tui.app.theme import Palette
from hansei_tui.run.canvas import Canvas, Line, Part, filled
from hansei_tui.sentences import tr

#: Cells that stay free between what a line says and where it goes on.
GAP = 2


def in_sight(canvas: Canvas, top: int, height: int, ink: Palette, *, keys: tuple[str, str]) -> list[Line]:
    """Return the lines of a scene that are in sight: what is pinned, and the rest from a line on.

    Where something is cut, the line at that edge says so.

    Args:
        canvas: The scene.
        top: How many lines below the pinned ones are passed over.
        height: Lines that can be seen.
        ink: The styles.
        keys: The keys that show what is above and what is below; empty: no key does.
    """
    start = canvas.pinned + top
    lines = [*canvas.lines[: canvas.pinned], *canvas.lines[start:]][:height]
    above, below = keys
    if _says_something(canvas.lines[canvas.pinned : start]) and canvas.pinned < len(lines):
        words = ((above, ink.key) if above else ("↑", ink.now), (" " + tr("more above"), ink.now))
        lines[canvas.pinned] = _edge(lines[canvas.pinned], words, canvas.width, ink)
    if _says_something(canvas.lines[height + top :]):
        words = ((below, ink.key) if below else ("↓", ink.now), (" " + tr("more below"), ink.now))
        lines[-1] = _edge(lines[-1], words, canvas.width, ink)
    return lines


def _says_something(lines: list[Line]) -> bool:
    return any(segment.text.strip() for line in lines for segment in line)


def _edge(line: Line, words: tuple[Part, ...], width: int, ink: Palette) -> Line:
    """Return a line that ends in words; one that has no room for them gives way."""
    size = sum(cell_len(text) for text, _ in words)
    left = max(0, width - size)
    used = cell_len("".join(segment.text for segment in line).rstrip())
    kept = Strip(line).crop(0, left) if used + GAP <= left else filled((), left, ink.ground)
    return [*kept, *filled(words, min(size, width), ink.ground)]
