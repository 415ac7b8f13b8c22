"""An author's longer text: paragraphs with a blank line between them, and lists of lines that begin with ``- ``."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

_MARK = "- "


@frozen
class Part:
    """A paragraph, or a list."""

    lines: tuple[str, ...]
    listed: bool = False


@lru_cache(maxsize=500)
def parts(text: str) -> tuple[Part, ...]:
    """Read a text into its paragraphs and lists, in order.

    Args:
        text: Paragraphs with a blank line between them. One whose every line begins with ``- `` is a list; a line
            below that begins with a blank goes on with its entry.

    Returns:
        All of them; the lines of a paragraph are one, joined by a line end.
    """
    found: list[Part] = []
    for paragraph in filter(str.strip, text.split("\n\n")):
        lines: list[str] = []
        for line in paragraph.strip("\n").splitlines():
            if lines and lines[-1].startswith(_MARK) and line.startswith(" "):
                lines[-1] += " " + line.strip()
            else:
                lines.append(line)
        if all(line.startswith(_MARK) for line in lines):
            found.append(Part(tuple(line.removeprefix(_MARK) for line in lines), listed=True))
        else:
            found.append(Part(("\n".join(lines),)))
    return tuple(found)
