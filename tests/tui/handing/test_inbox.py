"""The inbox on screen: what came, copies side by side, settling, asking back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

import hansei
from hansei.engine import Engine
from hansei_tui.app.app import HanseiApp
from hansei_tui.app.dialogs import AskText, Confirm, ShowText
from hansei_tui.app.home import HomeScreen
from hansei_tui.app.home_list import INBOX, SESSIONS
from hansei_tui.app.pick import PickScreen
from hansei_tui.handing.entry import EntryScreen
from hansei_tui.run.screen import RunScreen
from tests.core.handoff.teams import Place, lines_of, with_lines
from tests.tui.app.painted import text_of

SIZES = [(60, 20), (120, 40)]
NAME = "Madison [red] & <b> 🌱"


def home(app: HanseiApp) -> HomeScreen:
    assert isinstance(app.screen, HomeScreen)
    return app.screen


async def ready(app: HanseiApp, pilot: Pilot[Any]) -> None:
    await app.loader.wait()
    await pilot.pause()
    home(app).list.switch(INBOX)
    await pilot.pause()


def on_top(app: HanseiApp) -> RunScreen:
    assert isinstance(app.screen, RunScreen)
    return app.screen


def words(app: HanseiApp) -> str:
    """What the screen of an entry paints."""
    assert isinstance(app.screen, EntryScreen)
    return "\n".join(strip.text.rstrip() for strip in app.screen.sheet._strips)


def stories(building: Place) -> tuple[str, bytes, bytes]:
    """Two stories of one session: its id, and what each is submitted as."""
    session = building.start(NAME)
    first = building.bundle(session)
    session.rate("culture", "vision", level="evolving", evidence="Posters in 2 of 5 schools " * 8)
    one = building.bundle(session)
    other = lines_of(one)[-1].replace(b'"evolving"', b'"beginning"').replace(b'"id":"', b'"id":"x')
    return session.id, one, with_lines(first, [*lines_of(first), other], building.key)


@pytest.mark.parametrize("size", SIZES)
async def test_what_came_is_listed_and_what_is_to_settle_comes_first(
    app: HanseiApp, engine: Engine, building: Place, size: tuple[int, int]
) -> None:
    session, one, other = stories(building)
    engine.handoff.receive_bytes(building.bundle(building.start("Adams"), "agreed"), "adams.hansei")
    engine.handoff.receive_bytes(one, "one.hansei")
    engine.handoff.receive_bytes(other, "other.hansei")
    with pytest.raises(hansei.HanseiError):
        engine.handoff.receive_bytes(one[:-9], "cut.hansei")
    async with app.run_test(size=size) as pilot:
        await ready(app, pilot)
        list_ = home(app).list
        assert list_.inbox.rows[0].id == f"session:{session}"
        assert [row.name for row in list_.inbox.rows] == [NAME, "Adams", "cut.hansei"]
        assert list_.sessions.rows == []
        text = text_of(list_)
        assert "to settle: two" in text
        assert "INBOX  3" in text
        strips = [list_.render_line(y) for y in range(size[1] - 1)]
        assert {sum(segment.cell_length for segment in strip) for strip in strips} == {size[0]}
        await pilot.press("end", "enter")
        assert isinstance(app.screen, ShowText)
        assert "it is cut off" in app.screen.text
        await pilot.press("escape", "D", "d")
        await pilot.pause()
        assert [row.name for row in home(app).list.inbox.rows] == [NAME, "Adams"]
        assert home(app).list.inbox.cursor == 1, "the cursor stays where it was"


@pytest.mark.parametrize("size", SIZES)
async def test_copies_stand_side_by_side_and_one_is_kept(
    app: HanseiApp, engine: Engine, building: Place, size: tuple[int, int]
) -> None:
    session, one, other = stories(building)
    engine.handoff.receive_bytes(one, "one.hansei")
    engine.handoff.receive_bytes(other, "other.hansei")
    async with app.run_test(size=size) as pilot:
        await ready(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "To settle: two copies of this session differ." in words(app)
        await pilot.press("end")
        await pilot.pause()
        text = words(app)
        assert "The team: Evolving" in text
        assert "The team: Beginning" in text
        if size[0] >= 80:  # beside each other
            assert any("Evolving" in line and "Beginning" in line for line in text.splitlines())
        screen = app.screen
        assert isinstance(screen, EntryScreen)
        assert screen.sheet.place == "culture/vision"
        for strip in screen.sheet._strips:
            assert strip.cell_length == size[0] - 4
        await pilot.press("home", "down", "k")
        assert isinstance(app.screen, Confirm)
        kept = screen.here
        await pilot.press("y")
        await pilot.pause()
        assert "settled ✓" in words(app)
        assert "To settle" not in words(app)
        entry = engine.handoff.entry(session)
        assert kept is not None
        assert entry.stands is not None
        assert (entry.conflict, entry.stands.digest) == ("", kept.digest)
        await pilot.press("escape")
        assert "to settle" not in text_of(home(app).list)


async def test_a_copy_is_opened_and_nothing_can_be_written_to_it(
    app: HanseiApp, engine: Engine, building: Place
) -> None:
    session = building.start(NAME)
    session.rate("culture", "vision", level="evolving")
    engine.handoff.receive_bytes(building.bundle(session), "one.hansei")
    session.note("a note")
    engine.handoff.receive_bytes(building.bundle(session), "two.hansei")
    before = engine.log.read(session.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(app, pilot)
        await pilot.press("enter")
        for keys, version in (((), len(before)), (("down",), len(before) - 1)):
            await pilot.press(*keys, "enter")
            await pilot.pause()
            screen = on_top(app)
            assert screen.session.state.version == version
            await pilot.press("1", "f", "N", "c", "t", "R", "M", "p")
            await pilot.pause()
            assert on_top(app) is screen
            assert "is only read here" in screen.room.saving.says
            await pilot.press("q")
            await pilot.pause()
        assert engine.log.read(session.id) == before


async def test_a_question_is_asked_about_a_row_and_written_to_a_file(
    app: HanseiApp, engine: Engine, building: Place, tmp_path: Path
) -> None:
    session = building.start("Madison")
    engine.handoff.receive_bytes(building.bundle(session), "one.hansei")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        await pilot.press("enter", "a")
        assert isinstance(app.screen, AskText)
        await pilot.press(*"Why", "question_mark", "enter")
        await pilot.pause()
        assert "QUESTIONS TO THEM  1" in words(app)
        assert "not answered yet" in words(app)
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, ShowText)
        await pilot.press("escape", "w")
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        (path,) = tmp_path.glob("*-questions.hansei")
        assert building.handoff.receive(path).questions == 1
        await pilot.press("a", *"Who", "enter", "u")
        await pilot.pause()
        assert isinstance(app.screen, PickScreen)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "QUESTIONS TO THEM  1" in words(app)
        await pilot.press("u", "u")
        await pilot.pause()
        assert "taken back ✓" in words(app)
        assert "QUESTIONS TO THEM" not in words(app)
        await pilot.press("w", "y")
        await pilot.pause()
        await pilot.press("escape")
        assert "QUESTIONS TO THEM" not in words(app)
    assert building.handoff.receive(path).withdrawn == 2
    assert building.handoff.questions.all() == ()


async def test_what_comes_while_it_is_open_is_shown(
    app: HanseiApp, engine: Engine, building: Place, tmp_path: Path
) -> None:
    session = building.start("Madison")
    with hansei.open_engine(tmp_path / "district.db") as other:
        async with app.run_test(size=(120, 40)) as pilot:
            await ready(app, pilot)
            assert home(app).list.inbox.rows == []
            other.handoff.receive_bytes(building.bundle(session), "one.hansei")
            await pilot.pause(1.0)
            assert [row.name for row in home(app).list.inbox.rows] == ["Madison"]
            await pilot.press("enter")
            await pilot.pause()
            assert "5 events" not in words(app)
            session.note("more")
            other.handoff.receive_bytes(building.bundle(session), "two.hansei")
            await pilot.pause(1.0)
            assert "4 events" in words(app)
            assert "two.hansei" in words(app)


async def test_a_session_that_is_being_read_goes_on_with_what_comes(
    app: HanseiApp, engine: Engine, building: Place
) -> None:
    session = building.start("Madison")
    session.move("activity-2.rate")
    session.rounds.open("culture", by="person")
    session.rate("culture", "vision", level="evolving", rater="Ann")
    engine.handoff.receive_bytes(building.bundle(session), "one.hansei")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(app, pilot)
        await pilot.press("enter", "enter")
        await pilot.pause()
        screen = on_top(app)
        assert not screen.session.answers("culture").get("vision")
        session.rounds.reveal("culture")
        session.rounds.agree("culture", "vision", level="evolving")
        engine.handoff.receive_bytes(building.bundle(session), "two.hansei")
        await pilot.pause(1.3)
        (answer,) = screen.session.answers("culture")["vision"]
        assert answer.response.level == "evolving"
        await pilot.press("right_square_bracket", "left_square_bracket", "r", "escape", "q")
        assert isinstance(app.screen, EntryScreen)


async def test_a_file_is_taken_in_from_the_screen(
    app: HanseiApp, engine: Engine, building: Place, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("Adams", "Madison"):
        building.handoff.submit(building.start(name), tmp_path / "in" / f"{name}.hansei")
    (tmp_path / "in" / "no.hansei").write_text("Dear district team")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(app, pilot)
        home(app).list.switch(SESSIONS)
        await pilot.press("i", *"in", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ShowText)
        assert "Adams.hansei from Adams: taken in" in app.screen.text
        assert "not taken in: no.hansei: it is no submission" in app.screen.text
        await pilot.press("escape")
        await pilot.pause()
        assert {row.name for row in home(app).list.inbox.rows} == {"Adams", "Madison", "no.hansei"}
        await pilot.click(home(app).list, offset=(home(app).list._tabs[0] + 2, home(app).list.sessions.y - 2))
        assert home(app).list.active == SESSIONS
        await pilot.click(home(app).list, offset=(home(app).list._tabs[2] + 2, home(app).list.sessions.y - 2))
        assert home(app).list.active == INBOX


async def test_a_file_that_is_not_taken_in_is_asked_for_again_by_what_was_typed(
    app: HanseiApp, building: Place, tmp_path: Path
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(app, pilot)
        await pilot.press("i")
        app.screen.query_one(Input).value = "adams.hansei"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ShowText)
        assert "there is no file" in app.screen.text
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "adams.hansei"
        building.handoff.submit(building.start("Adams"), tmp_path / "adams.hansei")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ShowText)
        assert "adams.hansei from Adams: taken in" in app.screen.text
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
