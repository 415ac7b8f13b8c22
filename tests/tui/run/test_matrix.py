from pathlib import Path

import pytest

from .rooms import held, started

STEP = "activity-3.district-plan"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_one_key_a_cell_records_it_and_goes_on(tmp_path: Path, size: tuple[int, int]) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine, size) as it:
            await it.press("i", "s", "c")
            found = {item: each[0].status for item, each in it.answers("balance").items()}
            assert found == {"team.building": "in place", "team.collaborative": "strengthen", "team.district": "create"}
            assert it.room.asking.task is not None
            assert it.room.asking.task.item.id == "needs.building"
            assert it.room.writing is None
            assert not session.closed


async def test_arrows_go_from_cell_to_cell_and_enter_writes_the_evidence(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine) as it:
            await it.press("down", "right", "s", "left", "e")
            await it.write("minutes of May")
            await it.press("enter")
            (standing,) = it.answers("balance")["needs.collaborative"]
            assert (standing.status, standing.evidence) == ("strengthen", "minutes of May")


async def test_rating_a_cell_again_keeps_its_evidence(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    session.answer("balance", "team.building", {"status": "create", "evidence": "none"})
    with engine:
        async with held(session, engine) as it:
            await it.press("left", "i")
            (standing,) = it.answers("balance")["team.building"]
            assert (standing.status, standing.evidence) == ("in place", "none")


async def test_a_click_selects_a_cell(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine) as it:
            canvas = it.screen.stage._canvas
            assert canvas is not None
            zone = next(zone for zone in canvas.zones if zone.hit == "task:7")
            await it.pilot.click("#stage", offset=(zone.x + 1, zone.y))
            await it.pilot.pause()
            assert it.room.asking.at == 7


async def test_s_skips_and_c_closes_only_where_no_option_needs_them(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine) as it:
            keys = it.screen.active_bindings
            assert "s" not in keys
            assert "c" not in keys
            assert {"S", "C"} <= set(keys)
            await it.press("S", "S")
            assert session.state.ended == {STEP: "skipped"}
