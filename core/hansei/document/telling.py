"""An author's text of several paragraphs and lists, as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from hansei.document.blocks import Block, Bullets, Paragraph
from hansei.document.paragraphs import parts


def told(text: str) -> Iterator[Block]:
    """Yield the paragraphs and lists of an author's text.

    Args:
        text: As :func:`~hansei.document.paragraphs.parts` reads it, with the light markup of
            :mod:`hansei.document.spans`.
    """
    for part in parts(text):
        yield Bullets(part.lines) if part.listed else Paragraph(part.lines[0])
