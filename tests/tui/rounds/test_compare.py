"""After the reveal: all rows at once, why a number is what it is, settling with dissent, conflicts, rating again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Offset

from hansei.insight.compare import compare
from hansei.record.events import Agreed, NotAgreed

from .rounds import HUSH, Table, other_window, rate_all, table

SIZES = [(60, 20), (120, 40)]
GIVEN = {
    "North": {"vision": "evolving", "policies": "developing", "goals": "beginning"},
    "South": {"vision": "evolving", "policies": "developing", "goals": "evolving"},
    "West": {"vision": "evolving", "goals": "accomplished"},
}


def settled(it: Table, item: str) -> Any:
    found = it.session.rounds.settled("culture", item)
    assert len(found) == 1
    return found[0]


def rows(it: Table) -> list[str]:
    return [row.item.id for row in it.screen.rows.compared]


@pytest.mark.parametrize("size", SIZES)
async def test_all_rows_with_a_mark_for_each_rater(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size) as it:
        rate_all(it.session, GIVEN)
        await it.press("r")
        assert it.name == "CompareScreen"
        assert rows(it)[0] == "goals"
        words = it.words()
        marks = next(line for line in words.splitlines() if "●A─" in line)
        assert marks.index("●A") < marks.index("●B") < marks.index("●C")
        assert "3 levels" in words
        assert "0.33" in words
        assert "3 of 3 chose a level" in words
        assert "Beginning 1 · Developing 0 · Evolving 1 · Accomplished 1" in " ".join(words.split())
        assert all(len(line) <= size[0] for line in words.splitlines())
        await it.press("n")
        assert "●A" not in next(line for line in it.words().splitlines() if "─" in line)
        await it.press("s")
        assert it.screen.rows.here.item.id == "goals"
        assert rows(it)[0] == "vision"
        await it.press("home", "down")
        assert "2 of 3 chose a level; West not rated" in " ".join(it.words().split())


async def test_why_this_number_and_what_is_behind_it(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, GIVEN)
        await it.press("r", "w")
        assert "Leik" in it.words()
        assert "Agreement = 1 - 3 / 4.5 = 0.33." in it.words()
        await it.press("escape", "enter")
        assert it.name == "EvidenceScreen"
        words = " ".join(it.words().split())
        assert f"{HUSH} of North" in words
        assert "Accomplished: not yet: why" in words
        assert "What these levels say" in words
        assert "District leaders have led a strong collaborative effort" in words
        assert "clear process has not been identified" not in words, "nobody chose that level"
        await it.press("escape")
        assert it.name == "CompareScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_a_row_is_settled_with_a_rationale_and_a_dissent(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size) as it:
        rate_all(it.session, GIVEN)
        await it.press("r", "a", "3", "w")
        await it.write("Seen in most buildings")
        await it.press("enter")
        await it.write("not in ours [red]x[/]")
        await it.press("ctrl+s")
        assert it.name == "CompareScreen"
        event = settled(it, "goals")
        assert isinstance(event, Agreed)
        assert event.rationale == "Seen in most buildings"
        assert [(each.rater, each.words) for each in event.dissent] == [("group:North", "not in ours [red]x[/]")]
        assert rows(it)[it.screen.rows.at] != "goals", "the next row by spread"
        await it.press("home")
        assert "✓ Evolving" in it.words()
        await it.press("u")
        assert it.session.rounds.settled("culture", "goals") == ()
        await it.press("u")
        assert "settles nothing" in " ".join(it.words().split())


async def test_no_agreement_keeps_the_positions(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, GIVEN)
        await it.press("r", "a", "0")
        assert "type why we did not agree" in it.words()
        await it.press("down", "enter")
        await it.write("only the plan counts")
        await it.press("ctrl+s")
        event = settled(it, "goals")
        assert isinstance(event, NotAgreed)
        assert [(each.rater, each.words) for each in event.positions] == [("group:North", "only the plan counts")]
        assert "≠ not agreed" in it.words()


async def test_what_was_begun_is_a_draft(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, GIVEN)
        await it.press("r", "a", "ctrl+s")
        assert "choose a level first" in it.words()
        await it.press("2", "w")
        await it.write("half a thought")
        await it.press("escape", "a")
        assert "half a thought" in it.words()
        assert "◉ Developing" in it.words()
        assert it.session.rounds.settled("culture", "goals") == ()


async def test_two_windows_settle_differently_and_both_are_shown(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, GIVEN)
        async with other_window(tmp_path, it.session) as other:
            it.session.rounds.agree("culture", "goals", level="evolving")
            other.rounds.agree("culture", "goals", level="beginning", rationale="theirs")
        await it.press("r")
        await it.look()
        it.screen.rows.stand("goals")
        it.screen.show()
        await it.pilot.pause()
        words = " ".join(it.words().split())
        assert "! conflict" in words
        assert "Settled twice at once: Evolving" in words
        assert "Settled twice at once: Beginning — theirs" in words
        await it.press("home")
        it.screen.rows.stand("goals")
        await it.press("a")
        assert "takes the place of both" in " ".join(it.words().split())
        await it.press("2", "ctrl+s")
        assert isinstance(settled(it, "goals"), Agreed)


async def test_settled_is_not_said_any_more_once_it_is_settled_twice(tmp_path: Path) -> None:
    async with table(tmp_path, (80, 24)) as it:
        rate_all(it.session, GIVEN)
        async with other_window(tmp_path, it.session) as other:
            await it.press("r", "a", "3", "ctrl+s")
            assert "settled ✓" in it.words()
            other.rounds.agree("culture", "goals", level="beginning")
        await it.look()
        assert "settled in two windows at once, differently" in " ".join(it.words().split())
        assert "settled ✓" not in it.words()


async def test_what_another_window_settled_meanwhile_is_not_overwritten_unseen(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, GIVEN)
        await it.press("r", "a", "2")
        async with other_window(tmp_path, it.session) as other:
            theirs = other.rounds.agree("culture", "goals", level="beginning")
        await it.press("ctrl+s")
        assert it.name == "AgreeScreen"
        assert settled(it, "goals").id == theirs.id
        assert "another window" in " ".join(it.words().split())
        assert "✓ Beginning" in it.words()
        await it.press("ctrl+s")
        assert settled(it, "goals").id != theirs.id


async def test_one_row_is_rated_again_and_the_first_round_stays_to_see(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, GIVEN)
        await it.press("r", "r")
        assert it.name == "OpenScreen"
        assert "1 of 6 rows" in it.words()
        await it.press("enter")
        assert it.name == "HandInScreen"
        open_ = it.session.rounds.current("culture")
        assert open_ is not None
        assert open_.opened.items == ("goals",)
        for group in ("North", "South", "West"):
            it.session.rate("culture", "goals", level="developing", rater=group)
        await it.press("v", "v")
        assert it.name == "CompareScreen"
        it.screen.rows.stand("goals")
        await it.press("[")
        assert "round 1" in it.words()
        assert it.screen.rows.here.spread == 3
        assert "agree" not in it.offered()
        await it.press("]")
        assert it.screen.rows.here.spread == 0
        assert compare(it.session, "culture", 1)[3].spread == 3


async def test_a_closed_session_is_for_looking(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, GIVEN)
        it.session.close()
        it.run.show()
        await it.press("r")
        assert it.name == "CompareScreen"
        assert not {"agree", "again", "all_again", "undo"} & it.offered()
        assert {"evidence", "why"} <= it.offered()
        await it.press("q", "G")
        assert it.name == "GroupsScreen"
        assert not {"form", "add", "dissolve"} & it.offered()


async def test_by_mouse(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, GIVEN)
        await it.press("r")
        await it.pilot.click("Spread", offset=Offset(8, 7))
        await it.pilot.pause()
        assert it.screen.rows.at != 0
        at = next(i for i, line in enumerate(it.screen.rows._strips) if "why this number" in line.text)
        await it.pilot.click("Spread", offset=Offset(40, at))
        await it.pilot.pause()
        assert it.name == "ShowText"


async def test_nothing_at_this_step_is_rated_on_levels(tmp_path: Path) -> None:
    async with table(tmp_path, step="activity-1.examples") as it:
        await it.press("r")
        assert it.name == "RunScreen"
        assert "Nothing at this step is rated on levels" in " ".join(it.words().split())


async def test_rows_that_nobody_rated_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        it.session.rounds.open("culture", items=["vision"])
        it.session.rate("culture", "vision", level="evolving", rater="North")
        it.session.rounds.reveal("culture")
        it.session.rounds.agree("culture", "vision", level="evolving")
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        assert "The row is settled, 5 not rated yet" in it.words()
        it.session.rounds.agree("culture", "goals", level="developing")  # aloud, without a round
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        assert "All 2 rows are settled, 4 not rated yet" in it.words()


async def test_where_it_stands_is_one_line_at_the_step(tmp_path: Path) -> None:
    async with table(tmp_path, (60, 20)) as it:
        rate_all(it.session, GIVEN)
        it.session.rounds.agree("culture", "goals", level="evolving")
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        assert "Revealed: 5 of 6 rows to settle · r goes on" in " ".join(it.words().split())
        assert HUSH not in it.words()
        for item in ("vision", "policies", "routines", "plans", "decisions"):
            it.session.rounds.agree("culture", item, level="evolving")
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        assert "All 6 rows are settled" in it.words()
        await it.press("enter")
        assert it.name == "CompareScreen"


async def test_a_row_that_is_rated_again_waits_for_the_team(tmp_path: Path) -> None:
    async with table(tmp_path, (80, 24)) as it:
        rate_all(it.session, GIVEN)
        for item in ("vision", "policies", "routines", "goals", "plans", "decisions"):
            it.session.rounds.agree("culture", item, level="evolving")
        it.session.rounds.open("culture", how="hands", items=["policies"])
        it.session.rounds.count("culture", "policies", {"beginning": 2, "developing": 1})
        it.session.rounds.reveal("culture")
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        assert "Revealed: 1 of 6 rows to settle, 1 rated again" in " ".join(it.words().split())
        await it.press("r")
        assert it.screen.rows.here.item.id == "policies", "the row that was rated again is the one to talk about"
        assert "↻ rated again" in it.words()
        assert "↻ Settled before, in round 1: Evolving" in it.words()
        await it.press("a", "1", "ctrl+s")
        assert "All 6 rows are settled" in it.words()
        assert "↻" not in it.words()


async def test_words_that_are_being_typed_survive_the_laptop(tmp_path: Path) -> None:
    async with table(tmp_path, (80, 24)) as it:
        rate_all(it.session, GIVEN)
        await it.press("r", "a", "3", "q", "escape")
        assert it.screen.rows.choice.rationale == "", "a key that was meant to leave"
        await it.press(*"we saw half")
        it.run.room.drafts.flush()
        assert any("half" in text for text in it.session.aside().values()), "put aside before enter"
        await it.press("escape")
        assert it.name == "AgreeScreen"
        assert "we saw half" in it.words()
        await it.press("down", "w", "escape")
        assert "dissents" not in it.words(), "who has said nothing goes along"
        await it.press(*"no way")
        it.run.room.drafts.flush()
        assert any("no way" in text for text in it.session.aside().values())
        await it.press("escape", "ctrl+s")
        event = settled(it, "goals")
        assert event.rationale == "we saw half"
        assert [each.words for each in event.dissent] == ["no way"]
