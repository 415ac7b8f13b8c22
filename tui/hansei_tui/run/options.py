"""A cell of a table that takes one of its column's options: which key means which, and the line that offers them."""

from __future__ import annotations

from rich.cells import cell_len

from hansei.form import Column
from hansei_tui.run.asker import Look
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import tr
from hansei_tui.shown import shown

#: What an open cell takes beside letters and digits.
KEYS = frozenset(
    ("enter", "tab", "shift+tab", "space", "escape", "backspace", "delete", "ctrl+s", "up", "down", "left", "right")
)
#: Cells between two options.
GAP = 3


def option_of(column: Column, key: str, now: str) -> str | None:
    """Return the option that a key means: its number, or the letter it begins with.

    Args:
        column: The column.
        key: The key; ``space`` means the next option.
        now: What the cell holds; of several options with the same letter the one after it is meant.
    """
    options = column.options
    if key.isdecimal():
        return options[int(key) - 1] if 0 < int(key) <= len(options) else None
    alike = [each for each in options if key == "space" or each[:1].casefold() == key.casefold()]
    if not alike:
        return None
    return alike[(alike.index(now) + 1) % len(alike) if now in alike else 0]


def offer(on: Canvas, look: Look, column: Column, now: str, at: int, *, opened: bool) -> None:
    """Paint a column's options below a row, each with its number.

    Args:
        on: What is painted on.
        look: The styles.
        column: The column.
        now: What the cell holds.
        at: Cells to the left edge of the cell; the options stand below it where there is room.
        opened: Whether letters choose, too.
    """
    ink = look.ink
    lines: list[list[tuple[int, str]]] = [[]]
    used = 0
    for index, option in enumerate(column.options):
        words = wrap(shown(option), max(8, on.width - 8), 1)[0]
        size = 2 + 2 + cell_len(words) + GAP
        if used + size > on.width and lines[-1]:
            lines.append([])
            used = 0
        lines[-1].append((index, words))
        used += size
    longest = max(sum(4 + cell_len(words) + GAP for _, words in line) for line in lines)
    start = max(0, min(at, on.width - longest))
    for line in lines:
        parts: list[Part] = [(" " * start, ink.dim)]
        x = start
        for index, words in line:
            chosen = column.options[index] == now
            key = f"{index + 1} " if index < 9 else "  "
            parts += [("✓ " if chosen else "  ", ink.done), (key, ink.key), (words, ink.strong if chosen else ink.text)]
            parts.append((" " * GAP, ink.dim))
            size = 4 + cell_len(words)
            on.zone(x, size, f"ask:option,{index}")
            x += size + GAP
        on.line(*parts)
    how = tr("a number chooses   enter opens it")
    if opened:
        how = tr("a number or first letter chooses   enter goes on")
    on.line((" " * max(0, min(start + 2, on.width - len(how))) + how, ink.dim))
