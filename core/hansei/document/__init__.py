"""Documents: neutral blocks that every exporter can render, and the small figures they hold."""

from hansei.document.blocks import (
    BOX,
    Block,
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Table,
    Tone,
    WriteLines,
    said,
)
from hansei.document.spans import Span, plain, spans

__all__ = [
    "BOX",
    "Block",
    "Bullets",
    "Cell",
    "Document",
    "Figure",
    "Heading",
    "Note",
    "Paragraph",
    "Span",
    "Table",
    "Tone",
    "WriteLines",
    "plain",
    "said",
    "spans",
]
