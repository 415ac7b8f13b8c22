from pathlib import Path

import pytest

from .rooms import held, started

STEP = "activity-3.district-plan"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
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


async def test_enter_opens_an_unrated_cell_and_its_state_asks_for_the_evidence(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            assert it.screen.active_bindings["enter"].binding.description == "open the cell"
            await it.press("enter")
            assert it.screen.active_bindings["enter"].binding.description == "choose"
            await it.press("down", "enter", "0")
            assert it.room.writing is not None
            await it.press(*"minutes", "enter")
            (standing,) = it.answers("balance")["team.building"]
            assert (standing.status, standing.evidence) == ("strengthen", "minutes")
            assert it.room.over_grid
            await it.press("left")
            assert it.screen.active_bindings["enter"].binding.description == "evidence"


async def test_e_right_after_rating_writes_what_shows_it(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("s")
            assert "w: Who holds this today?" in it.words()
            assert "e adds what shows it" in it.words()
            await it.press("e", *"a list", "enter")
            (standing,) = it.answers("balance")["team.building"]
            assert (standing.status, standing.evidence) == ("strengthen", "a list")
            assert it.room.asking.at == 1
            await it.press("down", "e")
            assert it.room.writing is None, "the cell that is looked at is not rated"


async def test_w_right_after_rating_asks_who_holds_it_and_nothing_else(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("s", "w", "escape")
            assert "? strengthen" in it.words()
            await it.press("left", "w", "d")
            (standing,) = it.answers("balance")["team.building"]
            assert (standing.status, standing.held) == ("strengthen", "district")
            assert it.room.over_grid
            assert it.room.writing is None
            assert it.room.asking.at == 1
            await it.press("c", "i")
            assert "w" in it.screen.active_bindings, "of the cell that was rated, not of the one that comes now"


async def test_the_grid_is_left_only_when_all_of_it_is_rated(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    cells = [item.id for item in session.items("balance")]
    for cell in cells[3:-1]:
        session.answer("balance", cell, {"status": "create"})
    with engine:
        async with held(session, engine) as it:
            it.room.select(len(cells) - 1)
            it.screen.show()
            await it.press("i")
            assert it.room.asking.at == 0
            await it.press("down", "s")
            assert it.room.over_grid
            it.room.select(0)
            await it.press("i", "i", "s")
            assert it.room.asking.task is not None
            assert it.room.asking.task.instrument == "district-plan"
            assert "all rated: " in it.words()
            await it.press("s")
            assert session.state.ended == {}
            assert "Skip this step?" not in str(it.pilot.app.screen)
            await it.press("e", *"late", "enter")
            assert it.answers("balance")[cells[2]][0].evidence == "late"
            assert it.room.asking.task.instrument == "district-plan"


async def test_rating_a_cell_again_stays_in_a_grid_that_is_all_rated(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    for item in session.items("balance"):
        session.answer("balance", item.id, {"status": "create"})
    with engine:
        async with held(session, engine, (80, 24)) as it:
            it.room.select(4)
            it.screen.show()
            assert "goes on to" in it.words()
            await it.press("s")
            assert it.room.asking.at == 4
            await it.press("e", *"why", "enter")
            assert it.room.asking.at == 4
            assert it.answers("balance")[session.items("balance")[4].id][0].evidence == "why"
            await it.press("tab")
            assert it.room.asking.task is not None
            assert it.room.asking.task.instrument == "district-plan"


async def test_evidence_that_is_begun_leaves_the_keys_of_the_cell_alone(tmp_path: Path) -> None:
    engine, session = started(tmp_path, STEP)
    with engine:
        async with held(session, engine) as it:
            await it.press("i", "e", *"half", "escape", "s")
            assert session.state.ended == {}
            (standing,) = it.answers("balance")["team.building"]
            assert (standing.status, standing.evidence) == ("strengthen", "")
            await it.press("e")
            assert it.screen.stage.writer.text == "half"
