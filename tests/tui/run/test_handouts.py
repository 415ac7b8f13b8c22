"""Handouts as pages: all their words at every size, and only what is in sight is painted."""

import zipfile
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from hansei.content.toolkit import Toolkit
from hansei.document import (
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
    plain,
    said,
)
from hansei_tui.app.dialogs import ShowText
from hansei_tui.app.theme import COLOURS, DARK, LIGHT, painted
from hansei_tui.run.handouts import HandoutScreen, HandoutsScreen
from hansei_tui.run.page import flowed, pieces

from .rooms import Held, held, started

INK = painted(COLOURS[DARK])
STEP = "activity-2.rate"


def lines(document: Document, width: int) -> list[str]:
    return ["".join(segment.text for segment in line) for piece in pieces(document, INK, width) for line in piece]


def said_on(it: Held) -> str:
    screen = it.pilot.app.screen
    assert isinstance(screen, (HandoutScreen, HandoutsScreen))
    widget = screen.page if isinstance(screen, HandoutScreen) else screen.listing
    return "\n".join(strip.text for strip in widget._strips)


async def read_all(it: Held) -> str:
    """Read a page to its end, screen by screen; return all of it with every run of blanks as one."""
    screen = it.pilot.app.screen
    assert isinstance(screen, HandoutScreen)
    page = screen.page
    await it.press("home")
    found, until = list[str](), 0
    while True:
        body = said_on(it).split("\n")[-1 - page._height : -1]
        found += body[until - page._top :]
        until = page._top + page._height
        if "· the end ·" in said_on(it):
            return " ".join(" ".join(found).split())
        before = page._top
        await it.press("pagedown")
        for _ in range(100):  # a busy machine answers later
            if page._top != before:
                break
            await it.pilot.pause(0.05)
        assert before < page._top < until, "the page does not go on"


def cells_of(toolkit: Toolkit) -> list[str]:
    rubric, matrix = toolkit.instruments["culture"].definition, toolkit.instruments["balance"].definition
    texts = [text for row in rubric.criteria for text in row.levels.values()]
    for function in matrix.functions:
        for cell in function.responsibilities.values():
            texts += [*cell.paragraphs, *cell.bullets]
    return [" ".join(plain(text).split()) for text in texts]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_every_handout_is_listed_with_what_it_shows(tmp_path: Path, size: tuple[int, int]) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine, size) as it:
            await it.press("H")
            shown = said_on(it)
            assert "Handout 1" in shown
            assert "Shift from a Culture of Isolation" in shown
            assert "▸ Handout 2" in shown
            await it.press("escape")
            assert it.pilot.app.screen is it.screen


async def test_every_word_of_the_rubric_and_the_matrix_is_there_at_60_by_20(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("H", "enter")
            assert "Handout 2" in said_on(it)
            found = await read_all(it)
            await it.press("right")
            assert "Handout 3" in said_on(it)
            found += await read_all(it)
            for text in cells_of(session.toolkit):
                assert text in found
            assert "Accomplished (Collaborative): " in found


async def test_what_was_answered_is_on_the_page(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    session.rate("culture", "vision", level="developing", evidence="[b]Posters & <i>")
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("H", "enter")
            found = await read_all(it)
            assert "● Developing — The team: " in found
            assert "[b]Posters & <i>" in found


async def test_keys_and_mouse_go_through_the_handouts(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("H", "home", "enter", "left")
            assert "1 of 5" in said_on(it)
            assert "unintended consequences" in said_on(it)
            await it.press("right_square_bracket", "right", "right")
            assert "Action Planning template" in said_on(it)
            await it.press("left_square_bracket", "left")
            assert "2 of 5" in said_on(it)
            before = said_on(it)
            await it.press("space", "j", "k", "pageup")
            assert said_on(it) == before
            await it.press("end")
            assert "· the end ·" in said_on(it)
            await it.press("escape")
            assert isinstance(it.pilot.app.screen, HandoutsScreen)
            assert "▸ Handout 2" in said_on(it)
            screen = it.pilot.app.screen
            line = next(y for y, each in enumerate(said_on(it).split("\n")) if "Handout 3" in each)
            for _ in range(2):
                await it.pilot.click(screen.listing, offset=(6, line))
                await it.pilot.pause()
            assert "3 of 5" in said_on(it)


async def test_another_size_and_another_look_keep_the_place(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("H", "enter")
            for _ in range(100):
                await it.press("down")
                if said_on(it).split("\n")[3].startswith("Goal setting"):
                    break
            assert "Goal setting" in said_on(it)
            await it.pilot.resize_terminal(120, 24)
            await it.pilot.pause()
            assert "Goal setting" in said_on(it)
            it.pilot.app.theme = LIGHT
            await it.pilot.pause()
            assert "Goal setting" in said_on(it)


async def test_a_closed_session_has_its_handouts(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    session.close()
    with engine:
        async with held(session, engine) as it:
            await it.press("H", "enter")
            assert isinstance(it.pilot.app.screen, HandoutScreen)


async def test_only_what_is_in_sight_is_painted(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    for number in range(300):
        session.rate("culture", "vision", level="developing", rater=f"Table {number}", evidence="Seen " * 50)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("H", "enter", "down")
            screen = it.pilot.app.screen
            assert isinstance(screen, HandoutScreen)
            assert len(screen.page._read) < 400
            await it.press("end")
            assert len(screen.page._read) > 1500


# --------------------------------------------------------------------------------------------- blocks

TABLE = Table(
    header=((Cell.of("", head=True), Cell.of("Low", head=True), Cell.of("High", head=True)),),
    rows=(
        (Cell.of("Vision", head=True), Cell.of("none at all"), Cell.of("seen", tone=Tone.CHOSEN, mark="Table 1")),
        (Cell.of("Goals", head=True), Cell((Bullets(("one", "two")),)), Cell()),
        (Cell.of("Plans", head=True), Cell(), Cell()),
    ),
    caption="Where we are",
)


def test_columns_stand_beside_each_other_where_there_is_room() -> None:
    found = lines(Document("T", (TABLE,)), 58)
    assert "Where we are" in found[1]
    assert next(line for line in found if "Low" in line).split() == ["Low", "High"]
    assert next(line for line in found if "none at all" in line).split() == [
        "Vision",
        "none",
        "at",
        "all",
        "●",
        "Table",
        "1",
    ]
    assert all(cell_len(line) == 58 for line in found)


def test_rows_are_read_one_after_another_where_there_is_none() -> None:
    found = [line.rstrip() for line in lines(Document("T", (TABLE,)), 57)]
    assert [line for line in found if line] == [
        "Where we are",
        "Vision",
        "  Low: none at all",
        "  ● High — Table 1: seen",
        "Goals",
        "  Low:",
        "    · one",
        "    · two",
        "  High: –",
        "Plans",
        "  Low: ____",
        "  High: ____",
    ]


def test_a_row_that_nothing_heads_and_cells_over_several_columns() -> None:
    table = Table(
        header=((Cell.of("What", head=True), Cell((Paragraph("Both"),), head=True, span=2)),),
        rows=((Cell.of("Do it"), Cell.of("Ana"), Cell.of("soon")), (Cell((Paragraph("all of it"),), span=3),)),
    )
    found = [line.strip() for line in lines(Document("T", (table,)), 40) if line.strip()]
    assert found == ["· What: Do it", "Both: Ana", "Both: soon", "· What: all of it"]
    assert "all of it" in "\n".join(lines(Document("T", (table,)), 80))


def test_every_block_says_what_it_holds() -> None:
    blocks = (
        Heading("A *heading*", 2),
        Paragraph("**Bold**, plain", label="Label", tone=Tone.CHOSEN),
        Paragraph(said("*as typed*\x1b[31m\nsecond line"), tone=Tone.MISSING),
        Bullets(("one", "two"), numbered=True),
        Figure("<svg/>", alt="Two of three.", caption="A picture"),
        Note("Ours", Tone.OURS),
        WriteLines(2),
    )
    found = [line.strip() for line in lines(Document("T", blocks, facts=(("Team", "Riverside"),)), 40)]
    text = "\n".join(line for line in found if line)
    assert text == "\n".join(
        (
            "Team: Riverside",
            "A heading",
            "─" * 40,
            "● Label: Bold, plain",
            "– *as typed*␛[31m",
            "second line",
            "1. one",
            "2. two",
            "A picture",
            "Two of three.",
            "│ ※ Ours",
            "_" * 40,
            "_" * 40,
        )
    )


@pytest.mark.parametrize("width", [1, 2, 7, 40])
def test_lines_never_get_wider_and_lose_nothing(width: int) -> None:
    runs = [("Ein ", INK.text), ("fett", INK.strong), ("er,sehrlangesWort 漢字漢字 ", INK.text), ("x" * 30, INK.dim)]
    found = flowed(runs, width)
    assert all(sum(cell_len(text) for text, _ in line) <= max(2, width) for line in found)
    joined = "".join(text for line in found for text, _ in line).replace(" ", "")
    assert joined == "".join(text for text, _ in runs).replace(" ", "")


def test_a_word_is_not_broken_where_its_style_changes() -> None:
    found = flowed([("one ", INK.text), ("two", INK.strong), (", three", INK.text)], 7)
    assert ["".join(text for text, _ in line) for line in found] == ["one", "two,", "three"]


async def test_x_writes_the_handout_that_is_shown_to_a_file(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("H", "enter", "x")
            it.pilot.app.screen.query_one(Input).value = str(tmp_path / "one.html")
            await it.press("enter")
            assert isinstance(it.pilot.app.screen, ShowText)
            await it.press("escape", "escape", "end", "up", "x")
            asked = it.pilot.app.screen.query_one(Input)
            assert asked.value.endswith("-plan.pdf")
            asked.value = str(tmp_path / "plan.xlsx")
            await it.press("enter")
            assert isinstance(it.pilot.app.screen, ShowText)
    assert zipfile.is_zipfile(tmp_path / "plan.xlsx")
    assert "<h1" in (tmp_path / "one.html").read_text(encoding="utf-8")
