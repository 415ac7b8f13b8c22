"""What stays together on a page, and what is left out of it."""

from __future__ import annotations

import pytest

from hansei.document import Cell, Heading, Note, Paragraph, Table, Tone, WriteLines
from hansei.document.blocks import Block
from hansei_reports.layout import leads, small, to_write_in, weights

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
        (Paragraph("Time.", label="Ann"), Paragraph("Money.", label="Ben"), Heading("Settled"), True),
        (Note("Ours."), ASKED, Heading("Close"), True),
        (Note("Ours."), ASKED, ASKED, False),
        (ASKED, Note("Ours."), None, True),
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


def test_short_columns_leave_the_room_to_long_texts() -> None:
    head = tuple(Cell.of(each, head=True) for each in ("Row", "Positions", "Levels apart", "Agreement"))
    row = (
        Cell.of("Plans"),
        Cell.of("We counted five cover pages and five budgets. " * 6),
        Cell.of("3"),
        Cell.of("0.33"),
    )
    widths = weights(Table(rows=(row,), header=(head,)), 4)
    assert widths[1] > 0.5 * sum(widths)
    assert widths[2] >= len("Levels apart")


def test_a_table_of_short_texts_gives_each_column_what_it_holds() -> None:
    action, owner, due = weights(
        Table(rows=((Cell.of("a" * 9 + " " + "b" * 40), Cell.of("Sam O"), Cell.of("May")),)), 3
    )
    assert action > 4 * owner > 4 * due


def test_columns_to_write_in_stay_broad() -> None:
    row, room = weights(Table(rows=((Cell.of("Goals", head=True), Cell()),)), 2)
    assert room > 3 * row


def test_a_wide_table_of_texts_has_even_columns_and_one_with_numbers_has_not() -> None:
    text = Cell.of("District policies and structures do not support growth of a collaborative culture.")
    even = weights(Table(rows=((Cell.of("Policies", head=True), text, text, text),), wide=True), 4)
    assert len(set(even[1:])) == 1
    numbers = weights(Table(rows=((Cell.of("Policies", head=True), text, text, Cell.of("0.67")),), wide=True), 4)
    assert numbers[3] < 0.5 * numbers[1]


def test_a_column_has_room_for_the_sign_before_its_words() -> None:
    long = Cell.of("Whole Child needs are addressed and supported by the whole school. " * 2)
    plain, chosen = (
        weights(Table(rows=((long, Cell.of("The team", tone=tone)),)), 2)[1] for tone in (Tone.PLAIN, Tone.CHOSEN)
    )
    assert chosen == plain + 2


def test_a_date_stays_on_one_line_in_a_table_of_six_columns() -> None:
    titles = ("Action", "Owner", "By when", "How we will know", "About", "Status")
    row = ("Read the plans side by side in one evening", "Angela Whitfield", "11 Nov 2025")
    rest = ("Data meeting held when the lead is away", "Communication", "open")
    head = tuple(Cell.of(each, head=True) for each in titles)
    widths = weights(Table(rows=(tuple(map(Cell.of, (*row, *rest))),), header=(head,)), 6)
    assert widths[2] >= len("11 Nov 2025")
