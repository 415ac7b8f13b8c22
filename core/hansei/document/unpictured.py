"""A document without its pictures: what they show stays, as a table or in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hansei.document.blocks import Block, Figure, Paragraph, said


def unpictured(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, in the place of each figure its table, or its words where it has none."""
    for block in blocks:
        if not isinstance(block, Figure):
            yield block
        elif block.table is not None:
            yield block.table
        elif block.alt:
            yield Paragraph(said(block.alt))
