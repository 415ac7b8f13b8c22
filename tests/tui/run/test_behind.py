"""Nothing happens behind the agenda, and a step that waits for another one says so."""

from pathlib import Path

import pytest

from hansei.errors import StoreBusyError
from hansei_tui.app.dialogs import ShowText

from .rooms import held, started

RATE, MOVE = "activity-2.rate", "activity-2.move-right"


async def test_behind_the_agenda_no_key_does_anything(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("a")
            before = session.state.version
            for key in ("f", "y", "s", "p", "N", "n", "c", "x", "t", "T", "g", "o", "u", "e", "w", "i", "v", "space"):
                await it.press(key)
                assert it.pilot.app.screen is it.screen, key
                assert it.room.writing is None, key
            assert session.state.version == before
            assert not it.screen.stage.writer.display
            await it.press("tab", "escape")
            assert not it.screen.has_class("-agenda")
            await it.press("enter", *"words", "enter")
            assert it.answers("examples")["examples"][0].text == "words"


@pytest.mark.parametrize("key", ["escape", "a", "q", "ctrl+c"])
async def test_every_way_out_of_the_agenda_leads_back_to_what_is_asked(tmp_path: Path, key: str) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("a")
            if key == "ctrl+c":
                it.screen.interrupt()
                await it.pilot.pause()
            else:
                await it.press(key)
            assert it.pilot.app.screen is it.screen
            assert (it.screen.focused or it.screen).id == "stage"
            await it.press("y")
            assert it.answers("culture")["vision"][0].level == "accomplished"


async def test_a_dialog_over_the_agenda_goes_back_to_the_agenda(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("a")
            it.pilot.app.push_screen(ShowText("Help", "words"))
            await it.pilot.pause()
            await it.press("escape", "n", "n", "enter")
            assert it.answers("culture") == {}
            assert not it.screen.has_class("-agenda")


async def test_an_answer_that_is_saved_at_last_opens_no_writer_behind_the_agenda(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            append = session.log.append

            def busy(*args: object, **kwargs: object) -> None:
                raise StoreBusyError("busy")

            monkeypatch.setattr(session.log, "append", busy)
            await it.press("enter", "a")
            monkeypatch.setattr(session.log, "append", append)
            it.screen.ticking.tick()
            await it.pilot.pause()
            assert (it.screen.focused or it.screen).id == "agenda"
            assert not it.screen.stage.writer.display
            await it.press("escape", *"minutes", "enter")
            assert it.answers("culture")["vision"][0].evidence == "minutes"


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_step_that_waits_for_another_one_says_so_and_is_not_ended_by_enter(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine, size) as it:
            await it.press("right_square_bracket")
            words = " ".join(it.words().split())
            assert "rate 2.1 first" in words
            assert "finishes this step" not in words
            await it.press("enter", "space")
            assert session.state.ended == {}
            await it.press("f")
            assert it.pilot.app.screen is not it.screen
            await it.press("f")
            assert session.state.ended == {MOVE: "done"}


async def test_a_step_that_was_ended_before_it_asked_anything_is_gone_to(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        session.end_step(MOVE)
        async with held(session, engine) as it:
            for item in session.items("culture"):
                session.rate("culture", item.id, level="developing")
            it.room.asking.reload()
            await it.press("f")
            assert it.room.place.step.path == session.running.path == MOVE
            assert "2.2 open again" in it.words()
            assert MOVE not in session.state.ended


async def test_a_step_that_was_ended_with_open_questions_stays_ended(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        for item in session.items("culture"):
            session.rate("culture", item.id, level="developing")
        session.end_step(MOVE)
        async with held(session, engine) as it:
            await it.press("f")
            assert session.state.ended == {MOVE: "done", RATE: "done"}
            assert it.room.place.step.path == "activity-3.functions"


async def test_a_done_step_says_so_and_what_leads_on(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        session.answer("examples", "examples", {"text": "ours"})
        async with held(session, engine, (80, 24)) as it:
            assert "All answered" in it.words()
            await it.press("f", "left_square_bracket")
            assert "This step is done." in it.words()
            assert "All answered" not in it.words()
            assert "] looks ahead" in it.words()
            assert "g room here" in it.words()
