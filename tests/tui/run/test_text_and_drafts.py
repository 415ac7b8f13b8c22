import json
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

from hansei.errors import StoreBusyError
from hansei_tui.app.app import HanseiApp
from hansei_tui.run.screen import RunScreen

from .rooms import held, started

NASTY = "[red] & <b> \x1b[31m 👩‍👩‍👧 שלום عربي \x07 end"


async def test_a_prompt_is_answered_in_words_kept_exactly(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine) as it:
            await it.press("enter")
            await it.write(NASTY)
            await it.press("ctrl+j", "x", "enter")
            assert it.answers("examples")["examples"][0].text == NASTY + "\nx"
            assert "\x1b" not in it.words()
            assert "\x07" not in it.words()


async def test_100_000_characters_paint_and_are_kept(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    session.answer("examples", "examples", {"text": "word " * 20_000})
    with engine:
        async with held(session, engine, (80, 24)) as it:
            assert "word word" in it.words()
            await it.press("enter", "a", "enter")
            assert len(it.answers("examples")["examples"][0].text) == 100_001


async def test_a_draft_and_the_place_outlive_the_screen(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("down", "left", "left")
            await it.press("right_square_bracket", "left_square_bracket", "down")
        again = engine.open(session.id)
        async with held(again, engine) as it:
            assert it.room.asking.task is not None
            assert it.room.asking.task.item.id == "policies"
            assert "is this us?" in it.words()
            assert it.room.asking.asker is not None
            assert it.room.asking.asker.draft()
            await it.press("enter", "escape")
            assert it.answers("culture")["policies"][0].level == "developing"
            assert it.room.drafts.flush()
            assert not [key for key in again.aside() if key.startswith(("draft:", "given:"))]


async def test_words_being_written_are_put_aside_and_come_back(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("enter", *"agendas")
            assert it.room.drafts.flush()
            kept = session.aside()
            assert kept["draft:culture/vision/team/evidence"] == "agendas"
            assert json.loads(kept["looking"])["step"] == "activity-2.rate"
        again = engine.open(session.id)
        async with held(again, engine) as it:
            assert "agendas" in it.words()
            await it.press("enter", "enter")
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, rating.evidence) == ("accomplished", "agendas")


async def test_a_busy_store_keeps_the_answer_and_tries_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            append = session.log.append

            def busy(*args: Any, **kwargs: Any) -> None:
                raise StoreBusyError("busy")

            monkeypatch.setattr(session.log, "append", busy)
            await it.press("left", "enter")
            assert "not saved yet" in it.words()
            assert "saved ✓" not in it.words()
            assert it.answers("culture") == {}
            monkeypatch.setattr(session.log, "append", append)
            it.screen.ticking.tick()
            await it.pilot.pause()
            assert "saved ✓" in it.words()
            assert it.answers("culture")["vision"][0].level == "evolving"


async def test_a_refused_answer_is_said_and_kept(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine) as it:
            await it.press("enter", "space", "enter")
            assert "write something" in it.words().lower()
            assert it.room.writing is not None


async def test_each_person_is_asked_in_turn(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.resonates")
    with engine:
        async with held(session, engine) as it:
            assert "Ana" in it.words()
            assert "1 of 3" in it.words()
            await it.press("2", *"because", "enter")
            assert "Ben" in it.words()
            await it.press("down", "enter", "enter")
            answers = session.answers("resonates")["choice"]
            assert [(each.rater, each.response.options, each.response.why) for each in answers] == [
                ("Ana", ("balance",), "because"),
                ("Ben", ("balance",), ""),
            ]


async def test_actions_are_filled_cell_by_cell(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine) as it:
            await it.press("tab", "tab", "enter", *"Do it", "enter", *"Ana", "enter", *"soon", "enter")
            assert "is no date" in it.words()
            for _ in "soon":
                await it.pilot.press("backspace")
            await it.press(*"2026-12-01", "enter", "enter", *"cycle")  # the next row is open: letters are no keys
            assert it.at_the_step
            assert it.screen.stage.writer.text == "cycle"
            await it.press(*["backspace"] * 5, "enter", "enter")  # no further row: saved
            (reply,) = it.answers("moving-right")["vision.begin"]
            (action,) = reply.actions
            assert (action.text, action.owner, action.due, action.phase) == ("Do it", "Ana", "2026-12-01", "begin")


async def test_keys_typed_ahead_go_where_they_belong(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        app = HanseiApp(engine, session_id=session.id)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            for _ in range(100):
                if isinstance(app.screen, RunScreen):
                    break
                await pilot.pause(0.05)
            await pilot.pause()
            for key in ("left", "w", *"no", "enter", "enter", *"as", "enter"):
                app.post_message(Key(key, key if len(key) == 1 else None))
            for _ in range(5):
                await pilot.pause()
            (rating,) = (each.response for each in engine.open(session.id).answers("culture")["vision"])
            assert (rating.level, rating.refused, rating.evidence) == ("evolving", {"accomplished": "no"}, "as")
            assert engine.open(session.id).state.ended == {}
