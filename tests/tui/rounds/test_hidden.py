"""Hidden means hidden: nothing a rater gave is on any screen, in any field or on any picture before the reveal."""

from __future__ import annotations

from pathlib import Path

import pytest

from hansei.errors import ResponseError
from hansei_tui.crash import log_crash
from hansei_tui.rounds.handin import HandInScreen

from .rounds import HUSH, Table, other_window, rate_all, table

SIZES = [(60, 20), (120, 40)]


async def rate_one(it: Table, words: str) -> None:
    """Say not yet to the first column with a reason, yes to the second, and write what shows it."""
    await it.press("left", "w")
    await it.write(words)
    await it.press("enter")
    await it.write(words)


@pytest.mark.parametrize("size", SIZES)
async def test_the_keyboard_is_passed_on_and_nothing_is_left_behind(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size) as it:
        await it.press("r", "enter")
        assert it.name == "HandInScreen"
        assert "0 of 3 have handed in" in it.words()
        await it.press("enter")
        assert it.name == "Veil"
        assert "Only North looks now" in it.words()
        await it.press("enter")
        assert it.name == "RaterScreen"
        await rate_one(it, HUSH)
        assert it.session.rounds.receipts("culture")[0].rated == 1
        await it.press("up")
        assert HUSH in it.words(), "their own, as long as they have the keyboard"
        await it.press("f", "y")
        assert it.name == "Veil"
        assert "North has handed in" in it.words()
        assert HUSH not in it.everything()
        for key in ("u", "up", "down", "pageup", "escape", "q", "left", "L", "a", "ctrl+z", "v", "["):
            await it.press(key)
            assert it.name == "Veil", key
            assert HUSH not in it.everything(), key
        await it.press("enter")
        assert it.name == "HandInScreen"
        assert it.screen.rows.receipt.name == "South"
        assert "✓ North" in it.words()
        await it.press("u", "up", "enter")
        assert it.name == "HandInScreen", "who handed in is not asked again"
        await it.press("down", "enter", "enter")
        assert HUSH not in it.everything()
        assert "0 of 6 answered" in it.words()
        await it.press("u", "u")
        assert "nothing of yours" in it.everything()
        assert it.session.rounds.receipts("culture")[0].rated == 1
        await it.press("escape", "q")
        assert it.name == "RunScreen"
        assert "Round 1 is open: 1 of 3 has handed in" in " ".join(it.words().split())
        for key in ("u", "v", "v", "L", "escape", "H", "escape", "P", "escape", "G", "escape", "[", "]"):
            await it.press(key)
            assert HUSH not in it.everything(), key
        assert it.session.rounds.receipts("culture")[0].rated == 1


async def test_leaving_in_the_middle_keeps_what_was_given_and_comes_back_behind_the_veil(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        await it.press("r", "enter", "enter", "enter")
        await rate_one(it, HUSH)
        await it.press("left", "w")
        await it.write(f"begun {HUSH}", "escape")
        await it.press("escape")
        assert it.name == "HandInScreen"
        assert HUSH not in it.everything()
        assert "1 of 6 rows" in it.words()
        await it.press("enter")
        assert it.name == "Veil"
        assert HUSH not in it.everything()
        await it.press("escape")
        assert it.name == "HandInScreen"
        await it.press("enter", "enter")
        assert it.name == "RaterScreen"
        assert "1 of 6 answered" in it.words()
        await it.press("up")
        assert HUSH in it.words()
        await it.press("down", "f")
        assert "Begun and not on the record: Policies" in it.words()
        await it.press("escape", "u")
        assert it.session.rounds.receipts("culture")[0].rated in (0, 1)


async def test_undo_reaches_only_ones_own(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, {"South": {"vision": "beginning"}}, reveal=False)
        await it.press("r", "home", "enter", "enter")
        await rate_one(it, "ours")
        await it.press("u", "u", "u", "u", "u")
        rated = {each.name: each.rated for each in it.session.rounds.receipts("culture")}
        assert rated == {"North": 0, "South": 1, "West": 0}


async def test_undo_says_what_went_and_keeps_the_words_as_a_draft(tmp_path: Path) -> None:
    async with table(tmp_path, (80, 24)) as it:
        it.session.rounds.open("culture")
        await it.press("r", "home", "enter", "enter")
        await rate_one(it, "ours")
        assert it.screen.room.asking.task.item.id != "vision"
        await it.press("u")
        words = " ".join(it.words().split())
        assert "what was given last; it is as before" in words
        assert "the words are a draft again" in words
        assert it.screen.room.asking.task.item.id == "vision"
        assert it.session.rounds.receipts("culture")[0].rated == 1
        assert "ours" in it.words()
        await it.press("u")
        assert it.session.rounds.receipts("culture")[0].rated == 0
        assert "ours" not in it.session.state.answers.get("culture", {})


async def test_hand_back_is_asked_for(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, {"North": {"vision": "beginning"}}, reveal=False)
        it.session.rounds.hand_in("culture", "North")
        await it.press("r", "home", "b", "enter")
        assert it.session.rounds.receipts("culture")[0].handed_in
        await it.press("b", "y")
        assert not it.session.rounds.receipts("culture")[0].handed_in
        assert "given back to North" in " ".join(it.words().split())
        assert HUSH not in it.everything()


async def test_the_reveal_names_who_has_not_handed_in(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, {"North": {"vision": "beginning"}}, reveal=False)
        it.session.rounds.hand_in("culture", "North")
        await it.press("r", "v")
        assert "South, West have not handed in" in it.words()
        await it.press("enter")
        assert it.session.rounds.current("culture") is not None
        await it.press("v", "v")
        assert it.name == "CompareScreen"
        assert HUSH in it.words()


@pytest.mark.parametrize("rating", [False, True])
async def test_the_reveal_in_another_window_is_seen(tmp_path: Path, rating: bool) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, {"North": {"vision": "beginning"}}, reveal=False)
        await it.press("r")
        if rating:
            await it.press("down", "enter", "enter")
            assert it.name == "RaterScreen"
        async with other_window(tmp_path, it.session) as other:
            other.rounds.reveal("culture")
        await it.look()
        if rating:
            await it.pilot.pause()
        assert it.name == "CompareScreen"


async def test_a_round_opened_elsewhere_takes_the_place_of_the_walk(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        await it.press("left", "w")
        async with other_window(tmp_path, it.session) as other:
            other.rounds.open("culture")
        it.run.ticking.tick()
        await it.pilot.pause()
        assert "Round 1 is open: 0 of 3 have handed in" in " ".join(it.words().split())
        assert not {"walk", "change", "choose"} & it.offered()
        await it.press("1", "enter")
        assert isinstance(it.screen, HandInScreen)


@pytest.mark.parametrize("how", ["handed in", "revealed elsewhere"])
async def test_what_was_begun_and_not_answered_is_not_left_in_the_store(tmp_path: Path, how: str) -> None:
    async with table(tmp_path) as it:
        await it.press("r", "enter", "enter", "enter")
        await rate_one(it, "seen")
        await it.press("left", "w")
        await it.write(f"begun {HUSH}", "escape")
        it.screen.room.drafts.flush()
        assert HUSH in str(it.session.aside())
        if how == "handed in":
            await it.press("f", "y")
            assert it.name == "Veil"
        else:
            typed_late = it.screen.room.drafts
            async with other_window(tmp_path, it.session) as other:
                other.rounds.reveal("culture")
            assert HUSH not in str(it.session.aside())
            typed_late.put("draft:culture/goals/group:North/1/evidence", HUSH)
            await it.look()
            assert it.name == "CompareScreen"
        assert HUSH not in str(it.session.aside())


async def test_a_round_called_off(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, {"North": {"vision": "beginning"}}, reveal=False)
        await it.press("r", "x", "y")
        assert it.session.rounds.current("culture") is None
        assert it.name == "OpenScreen"
        assert HUSH not in it.everything()


async def test_a_crash_while_rating_tells_nothing(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        await it.press("r", "enter", "enter", "enter")
        await rate_one(it, HUSH)
        room = it.screen.room
        try:
            room.session.answer("culture", "vision", {"level": HUSH}, rater="North")
        except ResponseError as error:
            path = log_crash(error)
            assert path is not None
            assert HUSH not in path.read_text()
        else:
            pytest.fail("nonsense was taken")


async def test_the_matrix_is_rated_in_rounds_like_a_rubric(tmp_path: Path) -> None:
    async with table(tmp_path, step="activity-3.district-plan") as it:
        await it.press("r", "enter", "enter", "enter")
        assert it.name == "RaterScreen"
        await it.press("c")
        assert it.session.rounds.receipts("balance")[0].rated == 1
        assert "Create" in it.words() or "create" in it.words()
        await it.press("f", "y", "enter", "q")
        assert "Round 1 is open: 1 of 3 has handed in" in " ".join(it.words().split())
        await it.press("r", "v", "y")
        assert it.name == "CompareScreen"
        assert "1 of 3 chose a level" in it.words()


async def test_what_a_rater_takes_back_is_a_draft_of_theirs_again(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        it.session.rounds.open("culture", items=["vision"])
        await it.press("r", "enter", "enter")
        assert it.name == "RaterScreen"
        await it.press("left", "w", *"no data", "enter", "right", "enter", *"posters", "enter", "u", "u")
        assert not it.session.state.answers.get("culture")
        await it.press("left", "enter")
        assert it.screen.stage.writer.text == "posters"
        await it.press("enter")
        (event,) = it.session.state.answers["culture"].values()
        response = it.session.read_response(event)
        assert (response.refused, response.evidence) == ({"accomplished": "no data"}, "posters")
        await it.press("left", "w", *"no data either", "enter", "right", "enter", "escape", "f", "f")
        assert it.name == "Veil"
        assert "no data" not in str(it.session.aside())
