"""Tables without the columns that nobody wrote anything in."""

from __future__ import annotations

from hansei.document import Block, Cell, Heading, Paragraph, Table
from hansei.document.filled import filled
from hansei.testing import words

HEAD = tuple(Cell.of(each, head=True) for each in ("Action", "Owner", "How we will know", "Status"))


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell.of(each) for each in texts)


def test_an_empty_column_goes_and_is_named_below() -> None:
    table = Table((row("Walk", "Ann", "", "open"), row("Ask", "", "", "done")), (HEAD,), caption="Plan", wide=True)
    left, named = filled([table])
    assert isinstance(left, Table)
    assert isinstance(named, Paragraph)
    assert (left.caption, left.wide) == ("Plan", True)
    assert [len(line) for line in (*left.header, *left.rows)] == [3, 3, 3]
    assert "How we will know" not in list(words([left]))
    assert "Nothing was written under: How we will know" in list(words([named]))


def test_what_has_something_everywhere_stays_as_it_is() -> None:
    blocks: list[Block] = [Heading("Plan"), Table((row("Walk", "Ann", "Lists", "open"),), (HEAD,))]
    assert list(filled(blocks)) == blocks


def test_a_mark_is_something() -> None:
    marked = (*row("Walk", "Ann"), Cell(mark="from 2 rows"), Cell.of("open"))
    assert list(filled([Table((marked,), (HEAD,))])) == [Table((marked,), (HEAD,))]


def test_tables_that_cannot_lose_a_column_stay() -> None:
    spanning = Table(((Cell((Paragraph("all"),), span=2),),), (row("a", "b"),))
    bare = Table((row("a", ""),))
    last = Table((row("a", ""),), (HEAD[:2],))
    nothing = Table((), (HEAD,))
    assert list(filled([spanning, bare, last, nothing])) == [spanning, bare, last, nothing]
