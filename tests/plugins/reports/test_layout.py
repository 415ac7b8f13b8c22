"""What stays together on a page, and what is left out of it."""

from __future__ import annotations

import pytest

from hansei.document import Cell, Heading, Note, Paragraph, Table, Tone, WriteLines
from hansei.document.blocks import Block
from hansei_reports.layout import leads, small, to_write_in

ASKED = Paragraph("What holds it back?")
LIST = Table(rows=((Cell.of("a"), Cell.of("b")),))


@pytest.mark.parametrize(
    ("block", "following", "before", "stays"),
    [
        (ASKED, Paragraph("Time.", label="The team"), None, True),
        (ASKED, Paragraph("Not answered.", tone=Tone.MISSING), None, True),
        (ASKED, LIST, None, True),
        (ASKED, WriteLines(3), None, True),
        (ASKED, ASKED, None, False),
        (ASKED, None, None, False),
        (Paragraph("15 October 2024", label="Last time"), LIST, None, True),
        (Paragraph("Time.", label="Ann"), Paragraph("Money.", label="Ben"), None, False),
        (Note("Ours."), ASKED, Heading("Close"), True),
        (Note("Ours."), ASKED, ASKED, False),
        (LIST, LIST, None, False),
    ],
)
def test_what_leads_to_something_stays_on_its_page(
    block: Block, following: Block | None, before: Block | None, stays: bool
) -> None:
    assert leads(block, following, before) is stays


def test_a_small_table_is_parted_by_no_page() -> None:
    assert small(LIST)
    assert not small(Table(rows=LIST.rows * 7))
    assert not small(Table(rows=((Cell.of("a" * 901),),)))


def test_a_total_is_no_row_to_write_in() -> None:
    assert to_write_in((Cell.of("Row"), Cell(), Cell()))
    assert not to_write_in((Cell.of("All", head=True), Cell(head=True), Cell(head=True), Cell.of("5", head=True)))
