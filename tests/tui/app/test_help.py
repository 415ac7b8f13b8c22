"""F1: what is told of where one is, in our own words."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.command import CommandList
from textual.widgets import Static

from hansei.engine import Engine
from hansei_tui.app.app import HanseiApp
from hansei_tui.app.dialogs import AskText, Confirm
from hansei_tui.app.help import HelpScreen, keys_of
from tests.tui.app.painted import start


def told(app: App[None]) -> str:
    """Return what the help says, keys included."""
    assert isinstance(app.screen, HelpScreen)
    return "\n".join(str(each.render()) for each in app.screen.query("#words Static").results(Static))


@pytest.mark.parametrize("field", ["team", "people"])
async def test_in_a_field_only_our_own_keys_are_told(app: HanseiApp, field: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        app.screen.query_one(f"#{field}").focus()
        await pilot.pause()
        keys = dict(keys_of(app.screen))
        assert set(keys.values()) == {"begin", "next", "back", "home", "help", "palette", "Quit"}
        await pilot.press("f1")
        text = told(app)
        assert "enter begins a new line" in text
        assert "escape goes home" in text
        for raw in ("Cursor", "super+c", "Page Left", "Delete", "Copy selected text"):
            assert raw not in text


async def test_a_dialog_says_what_its_keys_do(app: HanseiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AskText("What?"))
        await pilot.pause()
        await pilot.press("f1")
        text = told(app)
        assert "Escape leaves everything as it was" in text
        assert "leave it" in text
        assert "enter  F2  ^s  keep it" in text
        assert "Cursor" not in text
        await pilot.press("escape", "escape")
        app.push_screen(Confirm("Really?"))
        await pilot.pause()
        await pilot.press("f1")
        assert "y is yes; n, enter or escape is no." in told(app)


async def test_an_answer_that_is_written_has_its_own_help(app: HanseiApp, engine: Engine) -> None:
    (session,) = start(engine, "Riverside")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_session(session)
        await pilot.pause()
        app.screen.room.look("activity-1.examples")  # type: ignore[attr-defined]
        app.screen.show()  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f1")
        text = told(app)
        for words in ("keep it", "new line", "leave as a draft", "Letters go into the text"):
            assert words in text
        for raw in ("Cursor", "agenda", "Page Left"):
            assert raw not in text


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_the_run_screen_tells_of_its_agenda_and_the_palette_finds_it(
    app: HanseiApp, engine: Engine, size: tuple[int, int]
) -> None:
    (session,) = start(engine, "Riverside")
    async with app.run_test(size=size) as pilot:
        await app.open_session(session)
        await pilot.pause()
        for keys in ((), ("v",), ("escape", "a")):
            await pilot.press(*keys)
            await pilot.pause()
            titles = [offer.title for offer in app.get_system_commands(app.screen)]
            assert "Agenda" in titles, keys
            assert len(set(titles)) == len(titles)
        await pilot.press("f1")
        assert "On the left" not in told(app)


async def test_the_palette_leads_from_what_is_written_to_the_agenda(app: HanseiApp, engine: Engine) -> None:
    (session,) = start(engine, "Riverside")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_session(session)
        await pilot.pause()
        app.screen.room.look("activity-1.examples")  # type: ignore[attr-defined]
        app.screen.show()  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("enter", *"Kits")
        await pilot.press("ctrl+p", *"agenda")
        for _ in range(100):  # the palette looks beside the keys
            await pilot.pause(0.05)
            if app.screen.query_one(CommandList).option_count == 1:
                break
        await pilot.press("enter")
        for _ in range(100):
            await pilot.pause(0.05)
            if app.screen.has_class("-agenda"):
                break
        assert app.screen.has_class("-agenda")
        await pilot.press("a", "enter")
        await pilot.pause()
        assert app.screen.room.writing is not None  # type: ignore[attr-defined]
        assert "Kits" in str(app.screen.query_one("Writer").text)  # type: ignore[attr-defined]
