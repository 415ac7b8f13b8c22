"""The agenda: what is ended, what was left open in it, and how a narrow screen walks it."""

from __future__ import annotations

from pathlib import Path

from tests.tui.run.rooms import held, started


async def test_a_narrow_agenda_is_walked_with_the_arrows(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine, (80, 24)) as it:
            first = it.room.place.step.path
            await it.press("a")
            assert (it.screen.focused or it.screen).id == "agenda"
            await it.press("down", "down", "k", "down")
            assert it.room.place.step.path == session.agenda[[e.path for e in session.agenda].index(first) + 2].path
            assert it.screen.has_class("-agenda")
            await it.press("enter")
            assert not it.screen.has_class("-agenda")
            assert (it.screen.focused or it.screen).id == "stage"
            assert session.running.path == first, "looking moves nobody"


async def test_a_narrow_agenda_gives_way_when_the_terminal_grows(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("a")
            await it.pilot.resize_terminal(120, 40)
            await it.pilot.pause()
            assert (it.screen.focused or it.screen).id == "stage"
            assert it.screen.stage.size.width > 60
            assert it.screen.agenda.size.width > 20


async def test_an_ended_step_says_what_was_left_open_in_it(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        session.rate("culture", "vision", level="evolving")
        session.end_step("activity-2.rate")
        async with held(session, engine) as it:
            assert "1 of 6" in it.words()
            for item in session.items("culture"):
                session.rate("culture", item.id, level="evolving")
            it.screen.show()
            await it.pilot.pause()
            assert "of 6" not in it.words()


async def test_undo_names_the_person_and_what_they_had_said(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.resonates")
    with engine:
        (id_,) = (each for each in session.step("activity-1.resonates").step.instruments)
        item = session.items(id_)[0].id
        session.answer(id_, item, {"options": "balance", "why": "It is the start of all"}, rater="Ben")
        async with held(session, engine) as it:
            await it.press("u")
            assert ", Ben: Balan" in it.words().split("taken back: ")[1]
