"""The portfolio on screen: the same numbers as on the command line, and the way down to a session."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.pilot import Pilot
from textual.widgets import Static

import hansei
from hansei.engine import Engine
from hansei_tui.app.app import HanseiApp
from hansei_tui.app.dialogs import ShowText
from hansei_tui.app.home import HomeScreen
from hansei_tui.app.theme import COLOURS, DARK, LIGHT, contrast, painted
from hansei_tui.portfolio.catching_up import CatchingUp
from hansei_tui.portfolio.screen import PortfolioScreen
from hansei_tui.portfolio.shade import shaded
from hansei_tui.portfolio.views import ActionView, EverybodyView, MapView, TrendView
from hansei_tui.run.screen import RunScreen
from tests.tui.app.painted import text_of

NAME = "[red] & <b> 🌱 مدرسة"
SIZES = [(60, 20), (120, 40)]
DAY = 86_400_000


class Clock:
    """A clock that is set by hand."""

    at = 1_700_000_000_000

    def __call__(self) -> int:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[Engine]:
    monkeypatch.setenv("HANSEI_TOOLKITS", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    with hansei.open_engine(tmp_path / "test.db", now=clock) as opened:
        yield opened


@pytest.fixture
def app(engine: Engine) -> HanseiApp:
    return HanseiApp(engine)


def hold(engine: Engine, clock: Clock, team: str, *levels: str, of: str = "Riverside") -> hansei.Session:
    """Hold a session for each level; return the last one."""
    for level in levels:
        clock.at += 200 * DAY
        session = engine.start("district-led-ci", team=hansei.Team(team, "building", of))
        session.rate("culture", "vision", level=level, evidence=f"posters say {level}")
    return session


async def opened(app: HanseiApp, pilot: Pilot[None]) -> PortfolioScreen:
    """Go from home to the portfolio."""
    await app.loader.wait()
    await pilot.pause()
    await pilot.press("p")
    await pilot.pause()
    assert isinstance(app.screen, PortfolioScreen)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_has_the_width_of_the_screen(
    app: HanseiApp, engine: Engine, clock: Clock, size: tuple[int, int]
) -> None:
    hold(engine, clock, NAME, "beginning", "evolving")
    oak = hold(engine, clock, "Oak" * 30, "developing")
    for item in oak.items("balance"):
        oak.answer("balance", item.id, {"status": "create"})
    async with app.run_test(size=size) as pilot:
        screen = await opened(app, pilot)
        for key in ("down", "right", "tab", "end", "right", "enter", "up", "q", "a", "q"):
            strips = [screen.page.render_line(y) for y in range(screen.page.size.height)]
            assert {sum(segment.cell_length for segment in strip) for strip in strips} == {size[0] - 4}
            await pilot.press(key)
            await pilot.pause()


async def test_from_all_teams_to_the_evidence_and_to_the_session_and_back(
    app: HanseiApp, engine: Engine, clock: Clock
) -> None:
    hold(engine, clock, NAME, "beginning", "evolving")
    hold(engine, clock, "Oak", "developing")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        text = text_of(screen.page)
        assert NAME in text
        assert "3▲" in text
        assert "2 of 2 teams at a level" in text
        assert "No session yet: Riverside" in text
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(screen.acts.view, TrendView)
        text = text_of(screen.page)
        assert "posters say evolving" in text
        assert "2 levels higher than the time before" in text
        await pilot.press("up")
        assert "posters say beginning" in text_of(screen.page)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, RunScreen)
        assert app.last_session == screen.acts.view.session
        await pilot.press("q")
        await pilot.pause()
        assert screen.is_current
        await pilot.press("escape")
        assert isinstance(screen.acts.view, MapView)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_the_mouse_stands_on_a_square_and_opens_it(app: HanseiApp, engine: Engine, clock: Clock) -> None:
    hold(engine, clock, "Oak", "developing")
    hold(engine, clock, "Pine", "evolving")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        lines = text_of(screen.page).splitlines()
        y = next(at for at, line in enumerate(lines) if "Pine" in line)
        where = (2 + lines[y].index("3"), y)
        await pilot.click(screen.page, offset=where)
        assert (screen.acts.view.at, screen.acts.view.column) == (1, 0)
        await pilot.click(screen.page, offset=where)
        await pilot.pause()
        assert isinstance(screen.acts.view, TrendView)
        assert screen.acts.view.team.name == "Pine"


async def test_it_is_narrowed_to_a_level_and_a_school_year(app: HanseiApp, engine: Engine, clock: Clock) -> None:
    hold(engine, clock, "Oak", "developing")
    hold(engine, clock, "Pine", "evolving")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("v", "down", "down", "enter")
        await pilot.pause()
        text = text_of(screen.page)
        assert "Only teams at Developing on some row" in text
        assert "Pine" not in text
        await pilot.press("v", "home", "enter", "y", "end", "enter")
        await pilot.pause()
        text = text_of(screen.page)
        assert "No team has rated anything there yet." in text
        assert "Only school year" in text


async def test_actions_of_all_teams_and_what_is_written_meanwhile(app: HanseiApp, engine: Engine, clock: Clock) -> None:
    oak = hold(engine, clock, "Oak", "developing")
    oak.answer("moving-right", "vision.begin", {"actions": [{"text": "Walk [every] building", "due": "2024-01-31"}]})
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("a")
        assert isinstance(screen.acts.view, ActionView)
        text = text_of(screen.page)
        assert "Walk [every] building" in text
        assert "1 to do, 1 late, 0 ended" in text
        await pilot.press("s", "end", "enter")
        await pilot.pause()
        assert "Only actions that are dropped" in text_of(screen.page)
        assert "Walk" not in text_of(screen.page)
        await pilot.press("s", "home", "enter", "a")
        await pilot.pause()
        with hansei.open_engine(engine.log.name) as elsewhere:
            elsewhere.open(oak.id).rate("culture", "vision", level="accomplished")
        screen.look()
        assert "4 Accomplished" in text_of(screen.page)


async def test_sessions_that_were_not_looked_at_yet_are_read_in_sight(
    app: HanseiApp, engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hansei_tui.portfolio.catching_up.FEW", 1)
    log: Any = engine.log
    hold(engine, clock, "Oak", "developing", "evolving")
    log.transaction(lambda run: run("INSERT INTO uncounted (session) SELECT session FROM sessions"))

    def endless(_: object) -> Generator[tuple[int, int]]:
        yield from ((number, 70_000) for number in count(1))

    async with app.run_test(size=(100, 30)) as pilot:
        await app.loader.wait()
        with monkeypatch.context() as patched:
            patched.setattr("hansei.insight.portfolio.Portfolio.catching_up", endless)
            await pilot.press("p")
            await pilot.pause(0.1)
            assert isinstance(app.screen, CatchingUp)
            assert "of 70,000 sessions" in str(app.screen.query_one("#words", Static).render())
            await pilot.press("escape")
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("p")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, PortfolioScreen)
        assert engine.portfolio.wanting() == 0


async def test_many_teams_are_counted_and_a_district_is_found(
    app: HanseiApp, engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hansei_tui.portfolio.acts.FEW", 3)
    for number in range(4):
        hold(engine, clock, f"School {number}", "developing", of=f"District {number % 2}")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        assert isinstance(screen.acts.view, EverybodyView)
        text = text_of(screen.page)
        assert "Developing 4" in text
        assert "4 of 4" in text
        await pilot.press("y", "down", "enter")
        await pilot.pause()
        assert "No team has rated anything in that time." in text_of(screen.page)
        await pilot.press("y", "home", "enter", "down", "enter")
        await pilot.pause()
        text = text_of(screen.page)
        assert "School 1" in text
        assert "School 2" not in text
        await pilot.press("escape", "slash", *"nowhere", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ShowText)
        await pilot.press("escape", "slash", *"district", "space", "0", "enter")
        await pilot.pause()
        assert "School 2" in text_of(screen.page)


async def test_the_districts_stay_in_sight_where_an_instrument_has_many_rows(
    app: HanseiApp, engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hansei_tui.portfolio.acts.FEW", 1)
    oak = hold(engine, clock, "Oak", "developing")
    for item in oak.items("balance"):
        oak.answer("balance", item.id, {"status": "create"})
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("tab")
        text = text_of(screen.page)
        assert "more rows: a larger window shows them" in text
        assert "▸ Riverside" in text


async def test_a_table_is_written(app: HanseiApp, engine: Engine, clock: Clock, tmp_path: Path) -> None:
    hold(engine, clock, "Oak", "developing")
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(app, pilot)
        await pilot.press("x", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ShowText)
        assert b"Oak" in (tmp_path / "portfolio.csv").read_bytes()


async def test_without_any_rating_it_says_how_that_changes(app: HanseiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert "No team has rated anything there yet." in text_of(screen.page)


@pytest.mark.parametrize("name", [DARK, LIGHT])
@pytest.mark.parametrize("levels", [2, 4, 7])
def test_every_number_can_be_read_on_its_shade(name: str, levels: int) -> None:
    ink = painted(COLOURS[name])
    shades = [shaded(ink, number, levels) for number in range(1, levels + 1)]
    assert len({style.bgcolor for style in shades}) == levels
    for style in shades:
        assert contrast(_hex(style, back=False), _hex(style, back=True)) >= 4.5


def _hex(style: Style, *, back: bool) -> str:
    colour = style.bgcolor if back else style.color
    assert colour is not None
    assert colour.triplet is not None
    return colour.triplet.hex


async def test_a_team_that_rated_nothing_says_so_and_is_one_step_from_home(
    app: HanseiApp, engine: Engine, clock: Clock
) -> None:
    hold(engine, clock, "Cedar", "evolving")
    engine.start("district-led-ci", team=hansei.Team("Alder", "building", "Riverside"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(app, pilot)
        view = screen.acts.view
        assert isinstance(view, MapView)
        view.at = [each.org.name for each in view.heat.teams].index("Alder")
        await pilot.press("enter")
        assert any("Alder has rated nothing" in each.message for each in app._notifications)
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)
