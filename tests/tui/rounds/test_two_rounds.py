"""Two rounds at once, and a round for a few cells of a matrix: what is gone on with can be seen and chosen."""

from __future__ import annotations

from pathlib import Path

from .rounds import HUSH, table


async def test_which_round_the_screens_go_on_with_is_chosen(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rounds = it.session.rounds
        rounds.open("culture", items=["vision", "goals"])
        rounds.open("culture", by="person", how="keyboard", items=["plans"])
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        assert "Rounds 1 and 2 are open" in it.words()
        await it.press("r")
        assert it.name == "Pick"
        words = " ".join(it.words().split())
        assert "Round 1: 2 rows" in words
        assert "0 of 3 have handed in" in words
        await it.press("1")
        assert it.name == "HandInScreen"
        assert "Round 1 (2 rows), 2 are open: 0 of 3 have handed in" in it.words()
        assert it.screen.rows.count == 3
        await it.press("o", "2")
        assert "0 of 4 have handed in" in it.words()
        await it.press("o", "escape")
        assert it.name in ("HandInScreen", "RunScreen")


async def test_what_is_revealed_is_compared_while_another_round_stays_open_and_hidden(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rounds = it.session.rounds
        rounds.open("culture", items=["vision"])
        rounds.open("culture", items=["goals"])
        for row in ("vision", "goals"):
            it.session.rate("culture", row, level="evolving", rater="North", evidence=f"{HUSH} {row}")
        await it.press("r", "1", "v", "v")
        assert it.name == "CompareScreen"
        first, second = rounds.of("culture")
        assert (first.revealed, second.open) == (True, True)
        assert f"{HUSH} goals" not in it.everything()
        it.screen.rows.stand("goals")
        it.screen.show()
        await it.pilot.pause()
        assert not {"agree", "again"} & it.offered()
        it.screen.rows.stand("vision")
        it.screen.show()
        await it.pilot.pause()
        await it.press("a", "3", "ctrl+s")
        assert len(rounds.settled("culture", "vision")) == 1
        await it.press("o")
        assert it.name == "Pick"
        await it.press("1")
        assert it.name == "HandInScreen"
        assert "Round 2 (" in it.words()
        await it.press("x", "y")
        assert it.name == "CompareScreen", "what is revealed is still there to settle"


async def test_rows_of_an_open_round_are_not_offered_to_another_one(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        it.session.rounds.open("culture", items=["vision"])
        it.session.rounds.open("culture", items=["goals"])
        await it.press("r", "3")
        assert it.name == "OpenScreen"
        assert "4 of 6 rows" in it.words()
        assert "round 1 is open" in it.words()
        await it.press("down", "down", "space")
        assert "4 of 6 rows" in it.words()
        await it.press("enter")
        assert it.name == "HandInScreen"
        assert len(it.session.rounds.all_open("culture")) == 3


async def test_a_round_for_a_few_cells_leaves_the_grid_whole(tmp_path: Path) -> None:
    async with table(tmp_path, step="activity-3.district-plan") as it:
        cells = ["team.building", "team.district"]
        it.session.rounds.open("balance", items=cells)
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        room = it.run.room
        assert room.over_grid
        assert "round 1 is open" in it.words()
        for _ in range(3):
            await it.press("down")
        assert not room.asking.in_rounds
        await it.press("i")
        assert len(it.session.answers("balance")) == 1
        for group in ("North", "South", "West"):
            for cell in cells:
                it.session.answer("balance", cell, {"status": "create", "evidence": HUSH}, rater=group)
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        assert HUSH not in it.words()
        it.session.rounds.reveal("balance")
        it.session.rounds.agree("balance", "team.building", level="create", beside={"held": "nobody"})
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        assert room.over_grid
        assert "to settle" in it.words()
        room.select(room.asking.find("balance", "team.building") or 0)
        it.run.show()
        await it.pilot.pause()
        assert "create; today" in it.words()
        await it.press("enter")
        assert it.name == "CompareScreen"
        assert it.screen.rows.here.item.id == "team.district"
