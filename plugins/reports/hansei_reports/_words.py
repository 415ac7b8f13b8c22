"""A document's texts as plain words, for formats that have no styles within a text."""

from __future__ import annotations

from collections.abc import Sequence

from hansei.document import Bullets, Cell, Paragraph, Span


def words(text: Sequence[Span]) -> str:
    """Return a text's words; an address that a span leads out to stands behind it."""
    if len(text) == 1 and not text[0].target:
        return text[0].text
    return "".join(
        f"{span.text} ({span.target})" if span.target.startswith(("https://", "http://", "mailto:")) else span.text
        for span in text
    )


def cell_words(cell: Cell) -> str:
    """Return a cell's words, a line for each paragraph and each item of a list."""
    if len(cell.blocks) == 1 and isinstance(block := cell.blocks[0], Paragraph) and not block.label:
        return words(block.text)  # as most are
    lines: list[str] = []
    for block in cell.blocks:
        if isinstance(block, Bullets):
            marks = (f"{number}." if block.numbered else "•" for number in range(1, len(block.items) + 1))
            lines += [f"{mark} {words(item)}" for mark, item in zip(marks, block.items, strict=True)]
        else:
            lines.append(": ".join(filter(None, (block.label, words(block.text)))))
    return "\n".join(lines)
