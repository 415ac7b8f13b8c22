"""From home a session is put away, taken out again, and deleted only after its id was typed."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from hansei.engine import Engine
from hansei.errors import StoreError
from hansei_tui.app.app import HanseiApp
from hansei_tui.app.caring import CareDialog
from hansei_tui.app.dialogs import AskText, ShowText
from hansei_tui.app.home import HomeScreen
from tests.tui.app.painted import start, text_of

SIZES = [(60, 20), (120, 40)]


def home(app: HanseiApp) -> HomeScreen:
    assert isinstance(app.screen, HomeScreen)
    return app.screen


def listed(app: HanseiApp) -> list[str]:
    return [row.name for row in home(app).list.sessions.rows]


def offered(app: HanseiApp) -> set[str]:
    return {each.binding.description for each in app.screen.active_bindings.values() if each.enabled}


@pytest.mark.parametrize("size", SIZES)
async def test_a_session_is_put_away_and_taken_out_again(app: HanseiApp, engine: Engine, size: tuple[int, int]) -> None:
    start(engine, "Lake", "River [red]")
    async with app.run_test(size=size) as pilot:
        await app.loader.wait()
        await pilot.pause()
        assert "the others" not in offered(app)
        await pilot.press("D")
        await pilot.pause()
        assert isinstance(app.screen, CareDialog)
        assert "take out again" not in offered(app)
        await pilot.press("a")
        await pilot.pause()
        assert listed(app) == ["Lake"]
        await pilot.press("A")
        await pilot.pause()
        assert listed(app) == ["River [red]"]
        assert "PUT AWAY  1" in text_of(home(app).list)
        await pilot.press("D", "a")
        await pilot.pause()
        assert sorted(listed(app)) == ["Lake", "River [red]"]
        assert "put away" not in offered(app)


async def test_when_all_are_put_away_it_says_so(app: HanseiApp, engine: Engine) -> None:
    start(engine, "Lake")
    async with app.run_test() as pilot:
        await app.loader.wait()
        await pilot.press("D", "a")
        await pilot.pause()
        assert "Every session was put away." in text_of(home(app).list)
        assert "put away, delete" not in offered(app)


@pytest.mark.parametrize("typed", ["", "yes", "lake"])
async def test_nothing_is_deleted_before_its_id_was_typed(app: HanseiApp, engine: Engine, typed: str) -> None:
    start(engine, "Lake")
    async with app.run_test() as pilot:
        await app.loader.wait()
        await pilot.press("D", "d")
        await pilot.pause()
        assert isinstance(app.screen, AskText)
        app.screen.query_one(Input).value = typed
        await pilot.press("enter")
        await pilot.pause()
        assert listed(app) == ["Lake"]
        await pilot.press("D", "d", "escape")
        await pilot.pause()
        assert listed(app) == ["Lake"]
        await pilot.press("D", "enter")
        await pilot.pause()
        assert listed(app) == ["Lake"]


async def test_a_session_is_deleted_and_the_receipt_shown(app: HanseiApp, engine: Engine) -> None:
    lake, _ = start(engine, "Lake", "River")
    async with app.run_test() as pilot:
        await app.loader.wait()
        await pilot.pause()
        home(app).list.sessions.stand_on(lake)
        await pilot.press("D", "d")
        await pilot.pause()
        assert isinstance(app.screen, AskText)
        app.screen.query_one(Input).value = f" {lake} "
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ShowText)
        assert engine.care.receipts()[0].sha256 in app.screen.text
        await pilot.press("escape")
        await pilot.pause()
        assert listed(app) == ["River"]


async def test_what_cannot_be_written_is_said(app: HanseiApp, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    start(engine, "Lake")

    def refuse(*_: object) -> None:
        raise StoreError("the store is read-only")

    monkeypatch.setattr(engine.log, "transaction", refuse)
    async with app.run_test() as pilot:
        await app.loader.wait()
        await pilot.press("D", "a")
        await pilot.pause()
        assert isinstance(app.screen, ShowText)
        assert "read-only" in app.screen.text
