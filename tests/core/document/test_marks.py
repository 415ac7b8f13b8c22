"""What the marks of a report mean is said in it, once, of those that are used."""

from __future__ import annotations

from hansei.document import Cell, Heading, Paragraph, Table, Tone
from hansei.document.blocks import Block
from hansei.document.marks import explained

HEADS = (Heading("Run", 2, anchor="run"), Heading("Next", 2))


def tones(blocks: list[Block]) -> list[Tone]:
    return [each.tone for each in blocks if isinstance(each, Paragraph)]


def test_the_marks_that_are_used_are_explained_behind_the_section() -> None:
    table = Table(rows=((Cell.of("x", tone=Tone.NEEDS), Cell((Paragraph("y", tone=Tone.CHOSEN),))),))
    blocks = list(explained((*HEADS, table), after="run"))
    assert blocks[0] == HEADS[0]
    assert blocks[-2:] == [HEADS[1], table]
    assert tones(blocks[1:-2]) == [Tone.CHOSEN, Tone.NEEDS]


def test_nothing_is_explained_where_no_mark_is_used_or_the_section_is_missing() -> None:
    plain = (*HEADS, Paragraph("x"), Paragraph("y", tone=Tone.MISSING))
    assert list(explained(plain, after="run")) == list(plain)
    marked = (*HEADS, Paragraph("x", tone=Tone.NEEDS))
    assert list(explained(marked, after="elsewhere")) == list(marked)


def test_the_last_section_is_explained_at_its_end() -> None:
    (*_, last) = explained((HEADS[0], Paragraph("x", tone=Tone.GOOD)), after="run")
    assert isinstance(last, Paragraph)
    assert last.tone is Tone.GOOD
