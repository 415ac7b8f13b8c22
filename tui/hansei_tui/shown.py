"""What people wrote, as a terminal may show it: every control character visible, nothing else changed."""

from __future__ import annotations

#: Control characters of C0 as their pictures; a line break and a tab become a blank where one line is wanted.
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
#: Characters that turn the reading direction of whatever follows them.
_TURNS = (0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069)
#: Holds the parts of one emoji together; where nothing follows it would take in the ellipsis.
_JOINER = "\u200d"
_TABLE: dict[int, int | None] = {
    **_PICTURES,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys(_TURNS, 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}
_LINES = {**_TABLE, 0x0A: 0x0A}
_ONE_LINE = {**_TABLE, 0x09: 0x20, 0x0A: 0x20, 0x0D: 0x20}


def shown(text: str, *, lines: bool = False) -> str:
    """Return a text without any character that could steer the terminal.

    Args:
        text: What somebody wrote.
        lines: True keeps line breaks; False makes one line of it.
    """
    if text.isascii() and text.isprintable():
        return text  # nearly all of a listing
    return text.translate(_LINES if lines else _ONE_LINE)


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def clipped(text: str, cells: int) -> str:
    """Return the text in at most so many cells, with an ellipsis where something was left out."""
    if width(text) <= cells:
        return text
    if cells <= 1:
        return "…"[:cells]
    kept = ""
    used = 0
    for letter in text:
        size = width(letter)
        if used + size > cells - 1:
            break
        kept += letter
        used += size
    return kept.rstrip().rstrip(_JOINER) + "…"


def padded(text: str, cells: int) -> str:
    """Return the text in exactly so many cells, clipped or filled with blanks."""
    if text.isascii() and len(text) <= cells:
        return text.ljust(cells)
    text = clipped(text, cells)
    return text + " " * (cells - width(text))
