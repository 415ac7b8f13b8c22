from pathlib import Path

import pytest
from textual.app import App
from textual.command import CommandPalette
from textual.containers import VerticalScroll
from textual.events import Key

import hansei
from hansei_tui.app.app import HanseiApp
from hansei_tui.app.dialogs import AskText, Confirm, ShowText


async def test_only_y_says_yes() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        for key, answer in (("y", True), ("enter", False), ("n", False), ("escape", False), ("f", True)):
            said: list[bool | None] = []
            app.push_screen(Confirm("Close?", "Really?", again="f" if key == "f" else ""), said.append)
            await pilot.pause()
            await pilot.press(key)
            await pilot.pause()
            assert said == [answer], key


@pytest.mark.parametrize("long", [True, False])
async def test_what_is_typed_ahead_of_the_field_is_in_it(long: bool) -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        dialog = AskText("Who?", "Ms ", long=long)
        app.push_screen(dialog)
        await pilot.pause()
        dialog.set_focus(None)  # as a dialog is whose field is not there yet
        await pilot.press("b", "o", "space", "[")
        assert dialog.written == "Ms bo ["


@pytest.mark.parametrize("long", [True, False])
async def test_what_is_typed_before_there_is_a_field_is_in_it(long: bool) -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        dialog = AskText("Which file?", "a", long=long)
        said: list[str | None] = []
        waiting = app.push_screen(dialog, said.append)
        for character in "bc":
            assert dialog.take_key(Key(character, character))
        assert dialog.written == "abc"
        await waiting
        await pilot.pause()
        assert dialog.written == "abc"


async def test_the_last_line_can_be_reached_on_a_small_terminal() -> None:
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        text = "\n".join(str(number) for number in range(100))
        for dialog in (ShowText("Long, with a title that wraps " * 4, text), Confirm("Long", text)):
            app.push_screen(dialog)
            await pilot.pause()
            await pilot.press("end")
            await pilot.pause()
            words = dialog.query_one("#words", VerticalScroll)
            box = dialog.query_one("#box")
            assert words.scroll_y == words.max_scroll_y > 0
            assert words.region.bottom <= box.content_region.bottom < 24
            assert words.children[0].region.bottom == words.region.bottom
            await pilot.press("home")
            await pilot.pause()
            assert words.scroll_y == 0
            await pilot.press(*["pagedown"] * 12)
            await pilot.pause()
            assert words.scroll_y == words.max_scroll_y
            await pilot.press("escape")
        short = ShowText("Short", "one line")
        app.push_screen(short)
        await pilot.pause()
        assert short.query_one("#box").region.height < 8


async def test_ctrl_c_closes_the_palette_and_not_the_program(tmp_path: Path) -> None:
    with hansei.open_engine(tmp_path / "home.db") as engine:
        app = HanseiApp(engine)
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("ctrl+p")
            await pilot.pause()
            assert isinstance(app.screen, CommandPalette)
            await pilot.press("ctrl+c")
            await pilot.pause()
            assert not isinstance(app.screen, CommandPalette)
            assert app.is_running
            assert app._exit is False
