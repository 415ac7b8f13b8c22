import sys
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input, Static

from hansei.engine import Engine
from hansei.errors import PluginError
from hansei.record.people import Team
from hansei.words.speaking import speak, spoken
from hansei_tui.app.app import HanseiApp
from hansei_tui.app.dialogs import Confirm, ShowText
from hansei_tui.app.home import HomeScreen
from hansei_tui.app.home_list import SESSIONS, TOOLKITS
from hansei_tui.app.offers import offers
from hansei_tui.app.tiny import notice, too_small
from hansei_tui.times import day
from tests.core.handoff.teams import Place
from tests.tui.app.painted import start, text_of

SIZES = [(60, 20), (80, 24), (120, 40)]


def home(app: HanseiApp) -> HomeScreen:
    assert isinstance(app.screen, HomeScreen)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_yet_says_what_to_do(app: HanseiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size):
        assert "Press n to set one up" in text_of(home(app).list)


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_has_the_width_of_the_screen(app: HanseiApp, engine: Engine, size: tuple[int, int]) -> None:
    start(engine, "Riverside", "東京の学校" * 9, "a\x1b[31mred\u202e", "[bold]")
    async with app.run_test(size=size) as pilot:
        await app.loader.wait()
        await pilot.pause()
        for _ in range(3):
            strips = [home(app).list.render_line(y) for y in range(size[1] - 1)]
            assert {sum(segment.cell_length for segment in strip) for strip in strips} == {size[0]}
            await pilot.press("tab")
        text = text_of(home(app).list)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[bold]" in text


async def test_unfinished_sessions_come_first_and_are_marked(app: HanseiApp, engine: Engine) -> None:
    first, second = start(engine, "First", "Second")
    engine.open(second).close()
    async with app.run_test() as pilot:
        await app.loader.wait()
        await pilot.pause()
        rows = home(app).list.sessions.rows
        assert [row.id for row in rows] == [first, second]
        text = text_of(home(app).list)
        assert "◐ First" in text
        assert "✓ Second" in text
        assert "ended" in text


async def test_of_many_sessions_some_are_there_at_once_and_the_others_after(
    app: HanseiApp, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hansei_tui.app.home_reading.MOST", 3)
    monkeypatch.setattr("hansei_tui.app.reading_all.PAUSE", 0)
    ids = start(engine, *(f"School {number}" for number in range(5)))
    engine.open(ids[4]).close()
    building = Place(tmp_path / "building.db")
    engine.handoff.receive_bytes(building.bundle(building.start("Madison")), "one.hansei")
    building.engine.close()
    async with app.run_test() as pilot:
        list_ = home(app).list
        assert [row.id for row in list_.sessions.rows] == [ids[3], ids[2], ids[1]]
        assert "SESSIONS  3 …" in text_of(list_)
        await app.loader.wait()
        while list_.sessions.growing:
            await pilot.pause(0.01)
        assert [row.id for row in list_.sessions.rows] == [*ids[3::-1], ids[4]]
        assert [row.name for row in list_.inbox.rows] == ["Madison"]
        (new,) = start(engine, "School 5")
        home(app)._read()
        rows = [row.id for row in list_.sessions.all_rows]
        assert (rows[0], sorted(rows)) == (new, sorted([new, *ids])), "what is known stays while it is read again"
        while home(app)._all._busy:  # type: ignore[union-attr]
            await pilot.pause(0.01)
        assert [row.id for row in list_.sessions.all_rows] == [new, *ids[3::-1], ids[4]]


async def test_a_place_is_told_in_the_words_of_the_toolkit(app: HanseiApp, engine: Engine) -> None:
    session = engine.start("district-led-ci", team=Team("Riverside"))
    session.move("activity-2.rate")
    async with app.run_test(size=(120, 30)) as pilot:
        await app.loader.wait()
        await pilot.pause()
        assert session.step("activity-2.rate").title in text_of(home(app).list)


async def test_moving_goes_by_arrows_letters_and_mouse(app: HanseiApp, engine: Engine) -> None:
    start(engine, *(f"Team {number}" for number in range(40)))
    async with app.run_test(size=(80, 24)) as pilot:
        pane = home(app).list.sessions
        for keys, row in [
            (("j", "down"), 2),
            (("k",), 1),
            (("end",), 39),
            (("g",), 0),
            (("up",), 0),
            (("pagedown",), 12),
        ]:
            await pilot.press(*keys)
            assert pane.cursor == row, keys
        await pilot.press("home")
        await pilot.click(home(app).list, offset=(10, pane.y + 3))
        assert pane.cursor == 3
        await pilot.press("l")
        assert home(app).list.active == TOOLKITS
        await pilot.press("h")
        assert home(app).list.active == SESSIONS


async def test_finding_shows_only_what_holds_the_words(app: HanseiApp, engine: Engine) -> None:
    start(engine, "Riverside", "Lakeview", "Quincy")
    async with app.run_test() as pilot:
        await pilot.press("slash", *"quin")
        assert [row.name for row in home(app).list.sessions.rows] == ["Quincy"]
        await pilot.press("backspace", *"zzz", "enter")
        assert not home(app).list.sessions.rows
        await pilot.press("escape")
        assert len(home(app).list.sessions.rows) == 3


async def test_what_failed_can_be_read(app: HanseiApp, engine: Engine) -> None:
    engine.plugins.failures["rogue"] = PluginError("plugin rogue could not be loaded: [red]")
    async with app.run_test(size=(100, 30)) as pilot:
        await app.loader.wait()
        await pilot.pause()
        assert "press ! to read" in text_of(home(app).list)
        await pilot.press("exclamation_mark")
        assert app.screen.query("#words Static").first().render().plain.startswith("rogue")  # type: ignore[union-attr]


async def test_keys_pressed_before_the_toolkits_are_there_are_obeyed(app: HanseiApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("n", *"Oak")
        assert app.screen.query_one("#team").value == "Oak"  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["f1", "d"])
async def test_dialogs_open_and_close(app: HanseiApp, key: str) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(key)
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        assert len(app.screen_stack) == 1


async def test_resizing_keeps_the_cursor_in_sight(app: HanseiApp, engine: Engine) -> None:
    start(engine, *(f"Team {number}" for number in range(40)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("end")
        for size in ((60, 20), (20, 5), (200, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            if not app.tiny:
                assert "▸" in text_of(home(app).list)


def test_a_tiny_terminal_is_told_so() -> None:
    assert too_small(20, 5)
    assert not too_small(60, 20)
    assert notice(60, 5) == "Hansei needs at least 60x20; this is 60x5"
    assert all(len(notice(width, 5)) <= width for width in range(1, 60))


def test_days_as_people_say_them() -> None:
    now = 1_700_000_000
    assert ":" in day(now * 1000, now)
    assert day((now - 86_400) * 1000, now) == "yesterday"
    assert day(0, now).endswith(("1970", "1969"))


async def test_the_cursor_stands_on_the_session_people_come_from(engine: Engine) -> None:
    first = engine.start("district-led-ci", team=Team("First"))
    engine.start("district-led-ci", team=Team("Second"))
    app = HanseiApp(engine)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.open_session(first.id)
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        row = app.screen.list.sessions.row
        assert row is not None
        assert row.id == first.id


async def test_answers_without_a_move_are_told_from_a_session_that_is_only_set_up(
    app: HanseiApp, engine: Engine
) -> None:
    fresh, begun = start(engine, "Fresh", "Begun")
    session = engine.open(begun)
    session.answer("readiness", "cycles", {"mark": "yes"})
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        places = {row.id: row.place for row in home(app).list.sessions.rows}
        assert places[fresh] == "set up, not begun"
        assert places[begun] == session.agenda[0].place


async def test_what_was_typed_and_not_saved_is_told_of_a_session_with_nothing_on_record(
    app: HanseiApp, engine: Engine
) -> None:
    fresh, typed = start(engine, "Fresh", "Typed")
    for id_ in (fresh, typed):
        engine.open(id_).put_aside("looking", "{}")
    engine.open(typed).put_aside("draft:readiness/cycles/team/mark", "yes")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        places = {row.id: row.place for row in home(app).list.sessions.rows}
        assert places == {fresh: "set up, not begun", typed: "begun, not saved"}


@pytest.mark.parametrize("name", ["spring", "spring.odt", "spring 14.10.2025"])
async def test_a_report_without_an_ending_of_ours_gets_that_of_its_format(
    app: HanseiApp, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    start(engine, "Riverside")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.loader.wait()
        await pilot.press("x")
        app.screen.query_one(Input).value = name
        await pilot.press("enter")
        await pilot.pause()
        assert (tmp_path / f"{name}.html").read_text("utf-8").startswith("<!doctype html>")
        assert not (tmp_path / name).exists()


async def test_the_arrows_and_the_ending_choose_the_format_of_a_report(
    app: HanseiApp, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start(engine, "Riverside")
    Path(engine.log.name).with_name("documents.toml").write_text('colour = "#ffd166"', encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.loader.wait()
        await pilot.press("x")
        field = app.screen.query_one(Input)
        look = str(app.screen.query_one("#look", Static).content)
        assert look.startswith("Paper letter, colour #ffd166 (documents.toml).\nThe colour #ffd166 is too pale")
        listed = str(app.screen.query_one("#formats", Static).content)
        assert all(f"○ {name}" in listed for name in ("xlsx", "md", "csv", "ics", "micip"))
        assert "● html" in listed
        await pilot.press("down")
        second = str(app.screen.query_one("#formats", Static).content).splitlines()[1]
        assert second.startswith("● ")
        assert field.value.endswith(engine.exporter(second.split()[1]).suffix)
        field.value = str(tmp_path / "spring.md")
        await pilot.pause()
        assert "● md" in str(app.screen.query_one("#formats", Static).content)
        await pilot.press("enter")
        await pilot.pause()
        assert (tmp_path / "spring.md").read_text("utf-8").startswith("# Riverside")
        assert isinstance(app.screen, ShowText)
        assert str(tmp_path / "spring.md") in app.screen.text
        await pilot.press("escape", "x")
        for key in ("up", "enter"):  # faster than the screen
            app.post_message(Key(key, None))
        await pilot.pause()
        await pilot.pause()
        assert list(tmp_path.glob("*.micip.txt"))


async def test_a_format_whose_library_is_missing_says_what_brings_it(
    app: HanseiApp, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(type(engine.exporter("xlsx")), "needs", ("no_such_library",))
    start(engine, "Riverside")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.loader.wait()
        await pilot.press("x")
        assert "not installed" in str(app.screen.query_one("#formats", Static).content)
        app.screen.query_one(Input).value = "spring.xlsx"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ShowText)
        assert 'pip install "hansei[reports]"' in app.screen.text
        assert not list(tmp_path.glob("*.xlsx"))


async def test_a_report_that_cannot_be_written_keeps_the_name_that_was_typed(
    app: HanseiApp, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start(engine, "Riverside")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.loader.wait()
        await pilot.press("x")
        app.screen.query_one(Input).value = "bord/spring.md"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ShowText)
        assert "the folder bord is not there" in app.screen.text
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "bord/spring.md"
        assert "● md" in str(app.screen.query_one("#formats", Static).content)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_report_that_is_there_is_replaced_or_gets_another_name(
    app: HanseiApp, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start(engine, "Riverside")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.loader.wait()
        await pilot.press("x")
        field = app.screen.query_one(Input)
        path = Path(field.value)
        assert path.parent == tmp_path
        await pilot.press("enter")
        await pilot.pause()
        assert path.exists()
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)

        path.write_text("mine", "utf-8")
        await pilot.press("x", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "--force" not in app.screen.text
        await pilot.press("n")
        await pilot.pause()
        assert app.screen.query_one(Input).value == str(path)
        await pilot.press("end", "2", "enter")
        await pilot.pause()
        assert path.with_name(f"{path.name}2.html").read_text("utf-8").startswith("<!doctype html>")
        assert path.read_text("utf-8") == "mine"
        await pilot.press("escape", "x", "enter")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert path.read_text("utf-8").startswith("<!doctype html>")


async def test_the_demo_is_named_as_it_can_be_typed(
    app: HanseiApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["not-there"])
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("d")
        assert isinstance(app.screen, ShowText)
        assert f"{sys.executable} -m hansei_tui demo" in app.screen.text


async def test_a_language_is_chosen_in_the_palette(app: HanseiApp, engine: Engine) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await app.loader.wait()
        (spanish,) = [each for each in offers(app, app.screen_stack[0]) if each.title.endswith("(es)")]
        try:
            await spanish.callback()
            await pilot.pause()
            assert spoken() == "es"
            assert app.begins_again
            assert not app.is_running
        finally:
            speak("en")
