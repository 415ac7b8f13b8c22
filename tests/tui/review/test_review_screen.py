"""The review on screen: buildings side by side, the evidence, lines taken, changed and taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

import hansei
from hansei.record.following import FollowedAction
from hansei_tui.app.app import HanseiApp
from hansei_tui.app.dialogs import AskText
from hansei_tui.follow.chain import ChainScreen
from hansei_tui.review.evidence import RowScreen
from hansei_tui.review.lines import LinesScreen
from hansei_tui.review.screen import ReviewScreen
from hansei_tui.run.screen import RunScreen
from tests.core.handed import building, four_buildings, receive
from tests.tui.rounds.rounds import Table

SIZES = [(60, 20), (120, 40)]


@asynccontextmanager
async def reviewed(
    tmp_path: Path, size: tuple[int, int] = (120, 40), *, handed: bool = True, step: str = "activity-3.district-plan"
) -> AsyncIterator[Table]:
    """A district's run screen at its plan, beside four buildings' received sessions; the review is open."""
    with hansei.open_engine(tmp_path / "room.db") as engine:
        for each in four_buildings(tmp_path).values() if handed else ():
            receive(engine, each)
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.move(step)
        app = HanseiApp(engine, session_id=session.id)
        async with app.run_test(size=size) as pilot:
            for _ in range(20):
                await pilot.pause()
                if isinstance(app.screen, RunScreen):
                    break
            run = app.screen
            assert isinstance(run, RunScreen)
            it = Table(run.session, pilot, app)
            await it.press("B")
            yield it


def actions(it: Table) -> list[FollowedAction]:
    """What the plan has by now."""
    return list(it.session.following.all)


@pytest.mark.parametrize("size", SIZES)
async def test_buildings_stand_side_by_side(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reviewed(tmp_path, size) as it:
        assert isinstance(it.screen, ReviewScreen)
        words = it.words()
        assert "The team" in words
        assert "4 of 4 stand at a level · 2 apart" in words.replace("\n", "")
        assert "Minutes of every meeting" in words, "the marked building says why"
        assert all(len(line) <= size[0] for line in words.splitlines())
        first = next(line for line in words.splitlines() if "▸" in line)
        assert "The team" in first
        if size[0] >= 80:
            assert [word for word in ("In", "Creat", "Streng") if word in first] == ["In", "Creat", "Streng"]


async def test_the_marked_building_says_why_and_what_it_plans(tmp_path: Path) -> None:
    async with reviewed(tmp_path) as it:
        await it.press("right")
        words = it.words()
        assert "create; today: the district — There is no team" in words
        assert "plans: Choose a team (Ann, by 2031-05-01) · open" in words
        await it.press("enter")
        assert isinstance(it.screen, RowScreen)
        page = it.words()
        assert page.index("Birch: create; today: the district") < page.index("Alder: in place; today: the district")
        await it.press("escape")
        assert isinstance(it.screen, ReviewScreen)


async def test_a_line_is_taken_with_one_key_and_taken_back(tmp_path: Path) -> None:
    async with reviewed(tmp_path, (80, 24)) as it:
        assert "a Choose a team" in it.words()
        await it.press("a")
        assert [each.action.text for each in actions(it)] == ["Choose a team"]
        assert "✓ in your plan: Choose a team" in it.words()
        assert "a Find [two] & <b>more</b>" in it.words()
        await it.press("a")
        assert len(actions(it)) == 2
        assert "take" not in it.offered()
        await it.press("u", "u")
        assert not actions(it)
        assert it.session.state.reviewed
        await it.press("q")
        assert isinstance(it.screen, RunScreen)


async def test_the_words_of_a_line_are_changed_before_it_is_taken(tmp_path: Path) -> None:
    async with reviewed(tmp_path) as it:
        await it.press("e")
        assert isinstance(it.screen, AskText)
        await it.press("escape")
        assert not actions(it)
        await it.press("e")
        await it.write("Teams [everywhere]")
        (action,) = actions(it)
        assert action.action.text == "Teams [everywhere]"
        assert action.action.sources


async def test_all_lines_in_a_list(tmp_path: Path) -> None:
    async with reviewed(tmp_path, (80, 24)) as it:
        await it.press("l")
        assert isinstance(it.screen, LinesScreen)
        assert "from Alder, Birch" in it.words()
        await it.press("a")
        assert len(actions(it)) == 1
        await it.press("u", "A")
        assert len(actions(it)) == 4
        assert "4 lines in your plan ✓" in it.words()
        assert it.offered() >= {"undo", "leave"}
        await it.press("escape", "q")
        assert "Choose a team" in it.words() or "district" in it.words().lower()


async def test_counts_and_the_other_instrument(tmp_path: Path) -> None:
    async with reviewed(tmp_path) as it:
        await it.press("n")
        assert "2  Alder, Dogwood" in it.words()
        await it.press("n", "right_square_bracket")
        words = it.words()
        assert "Culture rubric" in words
        assert "Vision, mission, beliefs" in words
        assert "Evolving" in words
        await it.press("w")
        assert "Leik" in it.words()


async def test_what_comes_in_while_it_is_open_is_shown_within_a_second(tmp_path: Path) -> None:
    async with reviewed(tmp_path) as it:
        await it.press("a")
        with hansei.open_engine(tmp_path / "room.db") as other:
            receive(other, building(tmp_path, "Elm", {"team.building": ("create", "All left")}))
        await it.look()
        assert "5 buildings" in it.words()
        assert "*Elm" in it.words()


async def test_with_nothing_handed_in_it_says_how_that_changes(tmp_path: Path) -> None:
    async with reviewed(tmp_path, (60, 20), handed=False) as it:
        assert "No building has handed in yet." in it.words()
        assert it.offered() & {"take", "edit", "evidence", "why", "lines", "part"} == set()
        await it.press("escape")
        assert isinstance(it.screen, RunScreen)


async def test_a_closed_session_is_for_reading(tmp_path: Path) -> None:
    async with reviewed(tmp_path) as it:
        await it.press("q")
        it.session.close()
        await it.press("B")
        assert isinstance(it.screen, ReviewScreen)
        assert it.offered() & {"take", "edit", "undo"} == set()
        assert "+ Choose a team" in it.words()
        await it.press("a")
        assert not actions(it)


async def test_only_the_step_that_reviews_has_the_key(tmp_path: Path) -> None:
    async with reviewed(tmp_path, step="activity-2.rate") as it:
        assert isinstance(it.screen, RunScreen)
        assert "review" not in it.offered()


async def test_the_mouse_does_the_same(tmp_path: Path) -> None:
    async with reviewed(tmp_path) as it:
        side = it.screen.rows
        lines = [strip.text for strip in side._strips]
        y = next(index for index, line in enumerate(lines) if "+ Find [two]" in line)
        await it.pilot.click(side, offset=(6, y))
        assert [each.action.text for each in actions(it)] == ["Find [two] & <b>more</b>"]
        y = next(index for index, line in enumerate(lines) if "Birch" in line)
        await it.pilot.click(side, offset=(lines[y].index("Birch") + 3, y))
        assert side.column == 1
        y = next(index for index, line in enumerate(lines) if "Needs and root cause: Building" in line)
        await it.pilot.click(side, offset=(8, y))
        assert side.here.item.id == "needs.building"


async def test_the_chain_goes_on_into_the_buildings(tmp_path: Path) -> None:
    async with reviewed(tmp_path) as it:
        await it.press("a", "q", "A", "enter")
        assert isinstance(it.screen, ChainScreen)
        assert "Birch: Choose a team (Ann, by 2031-05-01) — open" in it.words()
        assert "There is no team" in it.words()


async def test_a_building_is_asked_back_about_a_row(tmp_path: Path) -> None:
    async with reviewed(tmp_path) as it:
        await it.press("right", "Q")
        await it.write("Who is [on] it?")
        (question,) = it.app.engine.handoff.questions.asked()
        assert (question.words, question.team, question.by) == ("Who is [on] it?", "Birch", "Riverside")
        assert question.place == "balance/team.building"
        assert "asked ✓" in it.words()


async def test_what_came_of_a_building_is_opened_from_here(tmp_path: Path) -> None:
    async with reviewed(tmp_path, handed=False) as it:
        await it.press("q")
        elm = building(tmp_path, "Elm", {"team.building": ("create", "All left")})
        with hansei.open_engine(elm.log.name) as sender:
            data = sender.handoff.bundle(sender.open(elm.id)).data
        it.app.engine.handoff.receive_bytes(data, "elm.hansei")
        await it.press("B", "i")
        assert it.name == "EntryScreen"
        await it.press("q")
        assert isinstance(it.screen, ReviewScreen)


async def test_what_came_in_no_file_is_said(tmp_path: Path) -> None:
    async with reviewed(tmp_path) as it:
        await it.press("i")
        assert isinstance(it.screen, ReviewScreen)
        assert "nothing came of it" in it.words()
