from pathlib import Path

import pytest

from hansei.record.steady import now_ms

from .rooms import held, started


async def test_looking_ahead_does_not_move_the_room_and_g_does(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("right_square_bracket")
            assert session.running.path == "activity-2.rate"
            assert "looking at 2.2 · running 2.1" in it.words()
            await it.press("g")
            assert session.running.path == "activity-2.move-right"
            assert "looking at 2.2 · running 2.2" in it.words()


async def test_f_finishes_and_goes_on_and_o_opens_again(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("f", "f")
            assert session.state.ended == {"activity-2.rate": "done"}
            assert it.room.place.step.path == session.running.path == "activity-2.move-right"
            assert "✓ Where are we?" in it.words()
            await it.press("left_square_bracket", "o")
            assert session.state.ended == {}


async def test_a_step_that_asks_for_nothing_is_finished_with_enter(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    with engine:
        for item in session.items("culture"):
            session.rate("culture", item.id, level="accomplished")
        async with held(session, engine) as it:
            assert "nothing calls for work" in it.words()
            await it.press("enter")
            assert session.state.ended == {"activity-2.move-right": "done"}


async def test_the_clock_is_started_extended_and_stands_when_the_screen_is_left(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            assert "t starts the clock" in it.words()
            await it.press("t", "T")
            assert "0 of 25-30 min" in it.words()
            assert it.room.clock.now().running
        assert not it.room.clock.now().running


async def test_a_clock_left_by_a_crash_is_stopped_at_the_last_thing_that_happened(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        session.start_clock("activity-2")
        last = session.state.events[-1].at
        session.now = lambda: now_ms() + 3_600_000
        async with held(session, engine) as it:
            assert not it.room.clock.now().running
            assert it.room.clock.now().used == 0
            assert session.state.clock[-1].until == last  # type: ignore[union-attr]


async def test_time_that_is_up_is_said_once(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("t")
            for minute in range(1, 27):
                session.now = lambda minute=minute: now_ms() + minute * 60_000  # type: ignore[misc]
                it.screen.ticking.tick()
            await it.pilot.pause()
            assert "time is up" in it.words()
            assert not it.room.clock.up()


async def test_a_click_on_the_agenda_looks(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            canvas = it.screen.agenda._canvas
            assert canvas is not None
            zone = next(zone for zone in canvas.zones if zone.hit == "activity-1.examples")
            await it.pilot.click("#agenda", offset=(zone.x + 5, zone.y))
            await it.pilot.pause()
            assert it.room.place.step.path == "activity-1.examples"
            assert session.running.path == "activity-2.rate"


async def test_a_closed_session_can_be_read_and_reopened(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    session.close()
    with engine:
        async with held(session, engine) as it:
            await it.press("n")
            assert it.answers("culture") == {}
            assert "R opens it again" in it.words()
            await it.press("R", "n", "n")
            assert it.answers("culture")["vision"][0].aside == "not-applicable"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
@pytest.mark.parametrize("index", range(9))
async def test_every_step_paints_at_every_size(tmp_path: Path, size: tuple[int, int], index: int) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    session.rate("culture", "vision", level="developing", evidence="x" * 3000)
    session.answer("balance", "team.building", {"status": "create", "evidence": ""})
    with engine:
        async with held(session, engine, size) as it:
            it.room.look(session.agenda[min(index, len(session.agenda) - 1)].path)
            it.screen.show()
            await it.press("v", "v", "tab", "a", "a")
            stage = it.screen.stage

            def painted() -> tuple[set[int], int]:
                return {strip.cell_length for strip in stage._strips}, len(stage._strips)

            for _ in range(100):  # the agenda that went and came back is laid out with the next frame
                if painted() == ({stage.size.width}, stage.size.height):
                    break
                await it.pilot.pause(0.01)
            assert painted() == ({stage.size.width}, stage.size.height)
