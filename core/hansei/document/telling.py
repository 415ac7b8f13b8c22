"""An author's text of several paragraphs and lists, as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from hansei.document.blocks import Block, Bullets, Paragraph

_POINT = "- "


def told(text: str) -> Iterator[Block]:
    """Yield the paragraphs of an author's text; one whose every line begins with ``- `` is a list.

    Args:
        text: With an empty line between two paragraphs, and the light markup of :mod:`hansei.document.spans`.
    """
    for paragraph in text.split("\n\n"):
        if lines := paragraph.strip("\n").split("\n"):
            if all(line.startswith(_POINT) for line in lines):
                yield Bullets(tuple(line.removeprefix(_POINT) for line in lines))
            elif paragraph:
                yield Paragraph(paragraph)
