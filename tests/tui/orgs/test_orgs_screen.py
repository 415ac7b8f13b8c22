"""Organisations on screen: looked through, put in order, and every step of it taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

import hansei
from hansei.engine import Engine
from hansei_tui.app.app import HanseiApp
from hansei_tui.app.dialogs import Confirm, ShowText
from hansei_tui.app.home import HomeScreen
from hansei_tui.orgs.screen import OrgsScreen

NAME = "Oak [red] & <b> 🌱"
ROSTER = """\
sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
d1,,,Riverside,district,,
s1,,,Fir School,school,,d1
"""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("HANSEI_TOOLKITS", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    with hansei.open_engine(tmp_path / "test.db") as opened:
        yield opened


async def test_organisations_are_put_in_order_and_back(engine: Engine, tmp_path: Path) -> None:
    directory = engine.directory
    engine.start("district-led-ci", team=hansei.Team(NAME, "building", "Riverside"))
    directory.add("Lake", "district")
    (tmp_path / "orgs.csv").write_text(ROSTER)
    (tmp_path / "users.csv").write_text("sourcedId,givenName,familyName\n")
    app = HanseiApp(engine)

    def names() -> list[str]:
        return sorted(each.name for each in directory.all() if not each.closed)

    def where(name: str) -> str:
        return directory.described(directory.find(name))

    async with app.run_test(size=(110, 30)) as pilot:
        await app.loader.wait()
        await pilot.press("o")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, OrgsScreen)

        def painted() -> str:
            return "\n".join(strip.text.rstrip() for strip in screen.list._strips)

        async def press(*keys: str) -> str:
            await pilot.press(*keys)
            await pilot.pause()
            return painted()

        async def write(text: str) -> str:
            app.screen.query_one(Input).value = text
            return await press("enter")

        assert NAME in painted()
        assert "building · 1 session" in painted()
        await press("slash")
        assert f"▸    {NAME}" in await write("oak")
        await press("r")
        assert "is now Oak Academy ✓" in await write("Oak Academy")
        await press("m", "home", "enter")
        assert where("Oak Academy").startswith("Oak Academy, building in Lake")
        await press("c")
        assert names() == ["Lake", "Riverside"]
        await press("home", "a", "enter")
        assert "Elm is entered ✓" in await write("Elm")
        await press("a", "enter")
        assert "! there is Elm, building in Lake" in await write("elm")
        for said in ("Elm is closed", "Oak Academy is there again", "Oak Academy is where it was", f"is {NAME} again"):
            assert said in await press("u")
        assert "nothing was done here" in await press("u")
        assert names() == ["Lake", NAME, "Riverside"]
        assert where("Oak").startswith(f"{NAME}, building in Riverside")
        assert "building · closed" in await press("A")
        await press("i")
        await write(str(tmp_path / "users.csv"))
        assert isinstance(app.screen, ShowText)
        await press("escape", "i")
        await write(str(tmp_path / "orgs.csv"))
        assert isinstance(app.screen, Confirm)
        assert "1 would be entered:\n  Fir School, building" in app.screen.text
        assert "taken in: 1 changed, 1 as before ✓" in await press("y")
        assert "Fir School" in names()
        await press("q")
        assert isinstance(app.screen, HomeScreen)
