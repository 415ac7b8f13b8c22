"""What the marks of a report mean: on paper nobody can ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hansei.document.blocks import Block, Heading, Note, Paragraph, Table, Tone, said
from hansei.words.ours import N_, tr

#: The tones that need a word, in the order they are explained.
MEANINGS = {
    Tone.CHOSEN: N_("chosen, or said by whoever is named beside it"),
    Tone.GOOD: N_("in place, or done"),
    Tone.NEEDS: N_("calls for work, or is not agreed"),
    Tone.REFUSED: N_("not so, in the words of whoever does not go along"),
    Tone.OURS: N_("words of Hansei, the program that made this; not of the publisher"),
}


def explained(blocks: Sequence[Block], after: str) -> Iterator[Block]:
    """Yield blocks, and behind one of the sections what the marks that are used mean.

    Args:
        blocks: The blocks of a document.
        after: The anchor of the section; without it nothing is explained.
    """
    inside = False
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            if inside:
                yield from _meanings(blocks)
            inside = block.anchor == after
        yield block
    if inside:
        yield from _meanings(blocks)


def _meanings(blocks: Sequence[Block]) -> Iterator[Block]:
    used = _used(blocks)
    told = [Paragraph(said(tr(words)), tone=tone) for tone, words in MEANINGS.items() if tone in used]
    if told:
        yield Heading(tr("What the marks mean"), 3)
        yield from told


def _used(blocks: Sequence[Block]) -> set[Tone]:
    found = set()
    for block in blocks:
        if isinstance(block, Paragraph | Note):
            found.add(block.tone)
        elif isinstance(block, Table):
            for row in (*block.header, *block.rows):
                for cell in row:
                    found.add(cell.tone)
                    found.update([each.tone for each in cell.blocks if isinstance(each, Paragraph)])
    return found
