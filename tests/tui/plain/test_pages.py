"""Notes and handouts in plain mode: listed by number, changed, and read as lines."""

from __future__ import annotations

import hansei
from hansei.document import Bullets, Cell, Document, Figure, Heading, Note, Paragraph, Table, WriteLines, plain
from hansei_tui.plain.pages import page
from tests.tui.plain.conftest import Feed


def test_notes_are_listed_by_number_changed_and_removed(feed: Feed) -> None:
    said = feed(
        *("/notes", "/goto rate", "/park Later", "/note Second", "/goto examples", "/note First", "/notes"),
        *("/notes 2 = Second, with more", "/notes 3 =", "/notes", "/undo", "/notes"),
    ).done()
    assert "nothing is noted yet" in said.out
    assert "  1. note at activity-1.examples: First\n  2. note at activity-2.rate: Second\n" in said.out
    assert "  3. parked at activity-2.rate: Later" in said.out
    assert "changed note 2: Second, with more" in said.out
    assert "removed; /undo puts it back" in said.out
    with hansei.open_engine() as engine:
        notes = engine.open("last").state.notes.values()
        assert sorted((note.text, note.parked) for note in notes) == [
            ("First", False),
            ("Later", True),
            ("Second, with more", False),
        ]


def test_a_number_that_is_none_is_said(feed: Feed) -> None:
    said = feed("/notes 1 = x", "/note One", "/notes 1", "/notes ² = x", "/handout 0", "/handout nine", "/help").done()
    assert said.out.count("there is no note") == 2
    assert said.out.count("there is no handout") == 2
    assert "type the new words as in /notes 1 = " in said.out
    assert "/handout 2" in said.out


def test_handouts_are_listed_and_read(feed: Feed) -> None:
    said = feed("/handout", "/handout 1", "/handout 2", "/handout 3").done()
    assert "  2. Handout 2: Shift from a Culture of Isolation to a Culture of Collaboration" in said.out
    with hansei.open_engine() as engine:
        toolkit = engine.open("last").toolkit
    texts = [text for row in toolkit.instruments["culture"].definition.criteria for text in row.levels.values()]
    texts += [outcome.text for outcome in toolkit.outcomes]
    for function in toolkit.instruments["balance"].definition.functions:
        for cell in function.responsibilities.values():
            texts += [*cell.paragraphs, *cell.bullets]
    for text in texts:
        assert plain(text) in said.out
    assert "\n  Beginning (Individualistic): ☐ Every school has its own vision" in said.out


def test_what_was_answered_is_on_the_page(feed: Feed) -> None:
    said = feed("/goto rate", "yes", "[b]Posters", "/handout 2").done()
    assert "  Accomplished (Collaborative) — The team: District vision" in said.out
    assert "[b]Posters" in said.out


def test_every_block_is_said() -> None:
    table = Table(
        header=((Cell.of("What", head=True), Cell.of("Who", head=True)),),
        rows=((Cell((Paragraph("Do it"), Bullets(("one", "two")))), Cell()), (Cell(), Cell())),
        caption="Actions",
    )
    blocks = (
        Heading("A heading", 4),
        Paragraph("Words", label="Label"),
        Bullets(("one",), numbered=True),
        table,
        Figure("<svg/>", alt="Two of three."),
        Note("Ours"),
        WriteLines(1),
    )
    found = [line for line in page(Document("T", blocks, facts=(("Team", "Riverside"),))) if line]
    assert found == [
        "== T",
        "Team: Riverside",
        "-- A heading",
        "Label: Words",
        "1. one",
        "Actions",
        "  What: Do it",
        "    - one",
        "    - two",
        "  Who: –",
        "  What: ____",
        "  Who: ____",
        "Two of three.",
        "note: Ours",
        "____",
    ]
