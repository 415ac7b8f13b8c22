"""What was begun: kept as a draft, not disturbed by a key, and never at the cost of what somebody else put down."""

from pathlib import Path

import pytest

from hansei_tui.run.screen import RunScreen
from hansei_tui.run.table import Filling
from hansei_tui.run.walk import Walking

from .rooms import Held, held, started

RATE = "activity-2.rate"


def writer(it: Held) -> str:
    assert it.screen.stage.writer.open
    return it.screen.stage.writer.text


async def test_why_not_yet_is_kept_as_a_draft_and_comes_back(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine) as it:
            await it.press("left", "w", *"no da", "escape")
            assert "✗ not yet: no da" in it.words()
            assert "(draft" in it.words()
            await it.press("w")
            assert writer(it) == "no da"
            await it.press("x")
            assert it.room.drafts.flush()
            assert "no dax" in session.aside()["draft:culture/vision/team/level"]
        again = engine.open(session.id)
        async with held(again, engine) as it:
            await it.press("w")
            assert writer(it) == "no dax"
            await it.press("enter")
            assert "(draft" not in it.words()
            await it.press("enter")
            (rating,) = it.answers("culture")["vision"]
            assert rating.refused == {"accomplished": "no dax"}


async def test_a_reason_left_as_a_draft_is_not_left_out_unsaid(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine) as it:
            await it.press("left", "w", *"no da", "escape", "enter")
            assert "is a draft: w goes on with it" in it.words()
            assert it.answers("culture") == {}
            await it.press("enter")
            assert it.answers("culture")["vision"][0].refused == {"accomplished": ""}


async def test_a_cell_is_kept_as_a_draft_and_comes_back(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine) as it:
            await it.press("tab", "tab", "enter", *"Do it", "enter", *"An", "escape", "enter")
            assert writer(it) == "An"
            await it.press("escape", "ctrl+s")
            assert "is a draft" in it.words()
            assert writer(it) == "An", "what is typed next are words, not keys"
            assert "vision.begin" not in it.answers("moving-right")
            assert it.room.drafts.flush()
        again = engine.open(session.id)
        async with held(again, engine) as it:
            await it.press("enter")
            assert writer(it) == "An"
            await it.press("a", "enter", "escape", "ctrl+s")
            (reply,) = it.answers("moving-right")["vision.begin"]
            assert [(each.text, each.owner) for each in reply.actions] == [("Do it", "Ana")]


@pytest.mark.parametrize(
    "draft", ["{", "[1]", '{"begun": 3}', '{"begun": [[1]]}', '{"rows": [{}], "begun": [[9, 9, ""]]}']
)
async def test_a_draft_that_cannot_be_read_is_left_out(tmp_path: Path, draft: str) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine) as it:
            await it.press("tab", "tab")
            asker = it.room.asking.asker
            assert isinstance(asker, Filling)
            asker.restore(draft)
            assert asker.begun == {}
            it.room.look(RATE)
            await it.press("down")
            walking = it.room.asking.asker
            assert isinstance(walking, Walking)
            walking.restore(draft)
            assert walking.begun == {}


async def test_the_keyboard_stays_with_who_writes_and_tab_goes_on(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine) as it:
            await it.press("enter", "a", "b", "shift+tab", "c")
            assert writer(it) == "abc"
            it.screen.set_focus(it.screen.stage)
            await it.pilot.pause()
            await it.press("d")
            assert writer(it) == "abcd"
            await it.press("tab")
            assert it.answers("culture")["vision"][0].evidence == "abcd"
            task = it.room.asking.task
            assert task is not None
            assert task.item.id == "policies"


async def test_tab_goes_from_cell_to_cell_and_a_date_in_the_past_is_said(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("tab", "tab", "enter", *"Ask", "tab", *"Ann", "shift+tab")
            assert writer(it) == "Ask"
            await it.press("tab")
            assert writer(it) == "Ann"
            await it.press("tab", *"soon", "tab")
            assert "is no date" in it.words()
            assert writer(it) == "soon"
            for _ in "soon":
                await it.press("backspace")
            await it.press(*"2020-01-31", "tab")
            assert "2020-01-31 is in the past" in it.words()
            await it.press("ctrl+s")
            (action,) = session.following.all
            assert (action.action.text, action.action.owner, action.action.due) == ("Ask", "Ann", "2020-01-31")


async def test_after_a_table_the_next_one_is_open(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine) as it:
            await it.press("tab", "tab", "enter", *"Ask", "enter", "ctrl+s", *"read far", "enter", "ctrl+s")
            assert [each.action.text for each in session.following.all] == ["Ask", "read far"]
            assert it.at_the_step
            assert not session.state.ended


async def test_saved_is_over_once_the_next_words_are_begun(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine) as it:
            await it.press("enter")
            assert "saved ✓" in it.words()
            await it.press("a")
            assert "saved ✓" not in it.words()
            await it.press("enter")
            assert "saved ✓" in it.words()
            await it.press("left", "w")
            assert "saved ✓" not in it.words()


@pytest.mark.parametrize("ticked", [False, True])
async def test_words_go_with_what_another_window_rated_meanwhile(tmp_path: Path, ticked: bool) -> None:
    engine, session = started(tmp_path, RATE)
    session.rate("culture", "vision", level="evolving")
    with engine:
        async with held(session, engine) as it:
            await it.press("up", "e", *"minutes")
            engine.open(session.id).rate("culture", "vision", level="developing", refused={"evolving": "too far"})
            if ticked:
                tick(it.screen)
            await it.press("enter")
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, rating.refused, rating.evidence) == (
                "developing",
                {"evolving": "too far"},
                "minutes",
            )


@pytest.mark.parametrize("ticked", [False, True])
async def test_what_another_window_changed_is_not_taken_back_unasked(tmp_path: Path, ticked: bool) -> None:
    engine, session = started(tmp_path, RATE)
    session.rate("culture", "vision", level="accomplished", evidence="old")
    with engine:
        async with held(session, engine) as it:
            await it.press("up", "enter", "left")
            engine.open(session.id).rate("culture", "vision", level="developing", evidence="new")
            if ticked:
                tick(it.screen)
            await it.press("enter")
            assert "changed elsewhere to" in it.words()
            assert it.answers("culture")["vision"][0].level == "developing"
            await it.press("enter", "escape")
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, rating.evidence) == ("evolving", "new")


@pytest.mark.parametrize("ticked", [False, True])
async def test_two_windows_write_the_same_words(tmp_path: Path, ticked: bool) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine) as it:
            await it.press("enter", *"mine")
            engine.open(session.id).answer("examples", "examples", {"text": "theirs"})
            if ticked:
                tick(it.screen)
                await it.pilot.pause()
            assert writer(it) == "mine"
            await it.press("enter")
            assert "changed elsewhere to" in it.words()
            assert it.answers("examples")["examples"][0].text == "theirs"
            assert writer(it) == "mine"
            await it.press("enter")
            assert it.answers("examples")["examples"][0].text == "mine"


async def test_what_was_taken_back_elsewhere_is_not_put_back_unasked(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    session.rate("culture", "vision", level="evolving")
    with engine:
        async with held(session, engine) as it:
            await it.press("up", "e", *"minutes")
            engine.open(session.id).undo()
            await it.press("enter")
            assert "taken back elsewhere" in it.words()
            assert it.answers("culture").get("vision", []) == []
            await it.press("enter")
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, rating.evidence) == ("evolving", "minutes")


def tick(screen: RunScreen) -> None:
    screen.ticking.tick()


async def test_who_was_writing_goes_on_in_the_first_cell_of_a_table(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("tab", "enter", *"barrier", "enter")
            assert writer(it) == "", "the first cell is open: letters are words, not keys"
            await it.press(*"fast", "tab", *"Ann", "ctrl+s")
            (action,) = session.following.all
            assert (action.action.text, action.action.owner) == ("fast", "Ann")
            assert not session.state.ended
