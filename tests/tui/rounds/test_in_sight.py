"""What a facilitator must see in every screen: the time, where groups are, what is read out, what comes next."""

from __future__ import annotations

from pathlib import Path

import pytest

from hansei.record.steady import now_ms

from .rounds import rate_all, table

SIZES = [(60, 20), (120, 40)]
GIVEN = {group: {"vision": "evolving"} for group in ("North", "South", "West")}
#: The rightmost level of the first row begins so.
READ_OUT = "District vision, mission, and beliefs are visible and intentional"


@pytest.mark.parametrize("size", SIZES)
async def test_the_time_is_seen_from_every_screen_of_a_round(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size) as it:
        await it.press("t", "r", "enter")
        assert "0 of 20-25 min · on time" in it.words()
        it.session.now = lambda: now_ms() + 26 * 60_000
        await it.look()
        assert "26 of 20-25 min · time is up" in it.words()
        it.session.now = now_ms
        await it.press("enter", "enter")
        assert it.name == "RaterScreen"
        assert ("0 of 20-25 min" in it.words()) == (size[0] > 60)


@pytest.mark.parametrize("size", SIZES)
async def test_the_level_whose_hands_are_counted_can_be_read_out(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size) as it:
        it.session.rounds.open("culture", how="hands", by="team")
        await it.press("r")
        assert READ_OUT not in " ".join(it.words().split())
        await it.press("down", "down", "down")
        assert READ_OUT in " ".join(it.words().split())
        await it.press("down")
        assert READ_OUT not in " ".join(it.words().split())


async def test_a_row_nobody_rated_says_so(tmp_path: Path) -> None:
    async with table(tmp_path, (80, 24)) as it:
        it.session.rounds.open("culture", how="hands", by="team")
        it.session.rounds.count("culture", "vision", {"evolving": 4})
        it.session.rounds.reveal("culture")
        await it.press("r", "end")
        assert "nobody has rated this" in it.words()
        assert "0 of 0" not in it.words()


@pytest.mark.parametrize("size", SIZES)
async def test_groups_are_offered_the_round(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size) as it:
        assert "r rate in groups, unseen" in it.words()
        it.session.rate("culture", "vision", level="evolving")
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        assert "rate in groups" not in it.words()
        it.session.undo()
        rate_all(it.session, GIVEN)
        it.run.room.renew()
        it.run.show()
        await it.pilot.pause()
        assert "rate in groups" not in it.words()


async def test_the_agenda_says_which_group_is_where_and_messages_stay_where_they_belong(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        await it.press("G", "t", "home", "enter")
        assert "t brings it back" in " ".join(it.words().split())
        await it.press("q")
        assert it.name == "RunScreen"
        assert "t brings it back" not in it.words(), "t is the clock here"
        assert "◆ North" in it.words()
        for name in ("North", "South"):
            it.session.groups.send(name, "before.readiness")
        it.run.show()
        await it.pilot.pause()
        assert "◆ 2 groups" in it.words()
