"""Nothing is ended without a word about what is left behind."""

from pathlib import Path

import pytest

from hansei.errors import StoreError
from hansei_tui.app.dialogs import Confirm

from .rooms import held, started


@pytest.mark.parametrize(("key", "outcome"), [("f", "done"), ("s", "skipped")])
async def test_a_step_with_open_items_is_ended_only_when_asked_twice(tmp_path: Path, key: str, outcome: str) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine) as it:
            await it.press("left", key)
            dialog = it.pilot.app.screen
            assert isinstance(dialog, Confirm)
            open_ = sum(not task.answered for task in it.room.asking.tasks)
            assert f"{open_} of {open_ + 1} unanswered, 1 draft not on the record." in dialog.text
            await it.press("enter")
            assert session.state.ended == {}
            await it.press(key, "n", key, "escape")
            assert session.state.ended == {}
            await it.press(key, key)
            assert session.state.ended == {"activity-2.rate": outcome}


async def test_words_that_no_field_takes_do_not_answer_what_they_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine) as it:
            monkeypatch.setattr(Confirm, "PAUSE", 60)
            await it.press(*"Say why no staff", "enter")
            assert isinstance(it.on_top, Confirm)
            assert session.state.ended == {}
            await it.press("escape")
            assert it.at_the_step
            await it.press("s")
            monkeypatch.setattr(Confirm, "PAUSE", 0)
            await it.press("y")
            assert session.state.ended == {"activity-1.examples": "skipped"}


async def test_a_step_with_all_answered_is_ended_at_once(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    session.answer("examples", "examples", {"text": "ours"})
    with engine:
        async with held(session, engine) as it:
            await it.press("f")
            assert session.state.ended == {"activity-1.examples": "done"}


async def test_closing_lists_what_is_open_in_ended_steps_and_every_draft(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    session.rate("culture", "vision", level="developing")
    session.end_step("activity-2.rate", "done")
    with engine:
        async with held(session, engine) as it:
            it.room.look("activity-1.examples")
            it.screen.show()
            await it.press("enter", *"half", "escape", "c")
            dialog = it.pilot.app.screen
            assert isinstance(dialog, Confirm)
            asked = len(session.items("culture"))
            assert f"2.1 Where are we?: 1 of {asked} answered" in dialog.text
            assert "begun, not on the record" in dialog.text
            await it.press("enter")
            assert not session.closed
            await it.press("c", "y")
            assert session.closed


def offered(it_screen: object) -> set[str]:
    """The actions whose keys are offered now."""
    bindings = it_screen.active_bindings.values()  # type: ignore[attr-defined]
    return {each.binding.action.partition("(")[0] for each in bindings if each.enabled}


async def test_a_closed_session_offers_nothing_that_writes(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    session.answer("examples", "examples", {"text": "ours"})
    session.close()
    with engine:
        async with held(session, engine) as it:
            it.room.look("activity-1.examples")
            it.screen.show()
            assert "on the record" in it.words()
            assert "changes it" not in it.words()
            assert not offered(it.screen) & {"change", "undo", "finish", "finish_step", "evidence", "skip", "words"}
            assert {"look", "reopen", "leave"} <= offered(it.screen)


async def test_the_keys_of_options_leave_a_closed_session_alone(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-3.district-plan")
    session.answer("balance", "team.building", {"status": "create", "evidence": ""})
    session.close()
    with engine:
        async with held(session, engine) as it:
            task = it.room.asking.find("balance", "team.building")
            assert task is not None
            it.room.select(task)
            it.screen.show()
            await it.press("s", "i", "c", "enter")
            assert not it.room.asking.changing
            assert it.answers("balance")["team.building"][0].status == "create"
            assert len(it.answers("balance")) == 1


async def test_reading_scrolls_and_offers_nothing_else(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("v")
            stage = it.screen.stage
            assert it.room.reading
            assert not offered(it.screen) & {"walk", "finish", "skip", "close_session", "look", "undo", "item"}
            for down, up in (("down", "up"), ("space", "pageup"), ("pagedown", "pageup")):
                await it.press(down)
                assert stage._top > 0
                await it.press(up)
                assert stage._top == 0
            await it.press("s", "f", "v")
            assert not it.room.reading
            assert session.state.ended == {}
            await it.press("v", "escape")
            assert not it.room.reading


async def test_words_are_offered_only_where_the_kind_asks_for_them(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    session.answer("examples", "examples", {"text": "ours"})
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine) as it:
            assert "evidence" not in offered(it.screen)
            it.room.look("activity-2.rate")
            it.room.select(0)
            it.screen.show()
            assert it.screen.active_bindings["e"].binding.description == "evidence"
            it.room.look("activity-1.resonates")
            it.screen.show()
            assert "evidence" not in offered(it.screen)
            await it.press("2", "escape", "shift+tab")
            assert it.screen.active_bindings["e"].binding.description == "words"


async def test_who_writes_goes_on_writing(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-3.functions")
    first, second, third = (item.id for item in session.items("functions"))
    with engine:
        async with held(session, engine) as it:
            await it.press("enter", *"one", "enter", *"sxtf", "enter")
            answers = it.answers("functions")
            assert [answers[each][0].text for each in (first, second)] == ["one", "sxtf"]
            assert it.room.writing is not None
            await it.press(*"end", "enter")
            assert it.answers("functions")[third][0].text == "end"
            assert it.room.writing is None
            assert session.state.ended == {}


async def test_that_nothing_can_be_saved_is_said_before_anybody_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, session = started(tmp_path, "activity-1.examples")

    def refuse(*_: object) -> None:
        raise StoreError("the store is read-only", store="x")

    monkeypatch.setattr(session.log, "put_aside", refuse)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.pilot.pause()
            assert "! nothing can be saved: the store is read-only" in it.words()
            await it.press("enter", "a")
            await it.press("escape", "enter")
            assert "nothing can be saved" in it.words(), "also where somebody is about to write"


async def test_a_store_that_was_deleted_and_written_back_is_told_once(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine) as it:
            for each in tmp_path.glob("room.db*"):
                each.unlink()
            session.note("one")
            for _ in range(2):
                it.screen.ticking.tick()
                await it.pilot.pause()
            told = [each.message for each in it.pilot.app._notifications if "had been deleted" in each.message]
            assert len(told) == 1
            assert "written back with everything" in told[0]
