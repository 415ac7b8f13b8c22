"""Undo: first a step of what is being given, then the record; no words are lost, and what came back is seen."""

from pathlib import Path

from hansei_tui.run.table import Filling

from .rooms import Held, held, started

RATE = "activity-2.rate"


def item(it: Held) -> str:
    assert it.room.asking.task is not None
    return it.room.asking.task.item.id


async def test_words_of_a_prompt_are_a_draft_again(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine) as it:
            await it.press("enter", *"bought twice", "enter", "u")
            assert it.answers("examples") == {}
            assert "the words are a draft again" in it.words()
            assert "bought twice" in it.words()
            await it.press("enter", "enter")
            assert it.answers("examples")["examples"][0].text == "bought twice"


async def test_evidence_and_then_its_level_are_taken_back_and_the_evidence_is_kept(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("enter", *"posters", "enter")
            await it.press("u")
            assert item(it) == "vision"
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, rating.evidence) == ("accomplished", "")
            assert "draft, not on the record" in it.words()
            await it.press("u")
            assert it.answers("culture").get("vision", []) == []
            await it.press("left", "enter")
            assert it.screen.stage.writer.text == "posters"
            await it.press("enter")
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, rating.evidence) == ("evolving", "posters")


async def test_escape_leaves_words_that_came_back_a_draft(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine) as it:
            await it.press("enter", *"posters", "enter", "u", "escape", "down", "up")
            assert "posters" in it.words()


async def test_why_a_level_was_refused_is_kept(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine) as it:
            await it.press("left", "w", *"no data", "enter", "enter", "escape", "u")
            assert it.answers("culture").get("vision", []) == []
            assert "✗ not yet: no data" in it.words()
            await it.press("enter")
            assert it.answers("culture")["vision"][0].refused == {"accomplished": "no data"}


async def test_rows_of_a_table_are_a_draft_again(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine) as it:
            await it.press("tab", "tab", "enter", *"Do it", "enter", *"Ana", "enter", "enter", "ctrl+s")
            assert it.room.writing is not None, "the next table is open: letters are words, not keys"
            await it.press("escape", "u")
            assert "vision.begin" not in {key for key, found in it.answers("moving-right").items() if found}
            assert item(it) == "vision.begin"
            assert "Do it" in it.words()
            await it.press("ctrl+s")
            (reply,) = it.answers("moving-right")["vision.begin"]
            assert [(each.text, each.owner) for each in reply.actions] == [("Do it", "Ana")]


async def test_a_walk_is_stepped_back_before_the_row_before_it_is_touched(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine) as it:
            await it.press("enter", *"posters", "enter", "left", "left", "u")
            assert item(it) == "policies"
            assert it.words().count("✗ not yet") == 1
            await it.press("u")
            assert "✗ not yet" not in it.words()
            assert it.answers("culture")["vision"][0].evidence == "posters"
            await it.press("u")
            assert item(it) == "vision"
            assert it.answers("culture")["vision"][0].evidence == ""


async def test_a_half_filled_table_is_taken_back_cell_by_cell(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine) as it:
            await it.press("tab", "tab", "enter", *"Do it", "enter", *"Ana", "enter", "escape")
            asker = it.room.asking.asker
            assert isinstance(asker, Filling)
            await it.press("u")
            assert asker.rows == [{"text": "Do it"}]
            assert "draft: Ana" in it.words()
            await it.press("enter", "enter", "escape", "up", "delete")
            assert asker.rows == []
            await it.press("u")
            assert asker.rows == [{"text": "Do it", "owner": "Ana"}]
            assert it.answers("culture")["vision"][0].level == "developing"


async def test_what_is_changed_is_left_as_it_is(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    session.rate("culture", "vision", level="evolving")
    with engine:
        async with held(session, engine) as it:
            await it.press("up", "enter", "u")
            assert "left as it is" in it.words()
            assert it.answers("culture")["vision"][0].level == "evolving"


async def test_what_another_step_asks_is_shown_when_it_is_taken_back(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        session.rate("culture", "routines", level="evolving")
        async with held(session, engine) as it:
            it.room.look("activity-1.examples")
            it.screen.show()
            await it.press("u")
            assert "u again takes back Collaborative routines at 2.1" in it.words()
            assert session.state.answers["culture"], "what another step asked is not taken back unseen"
            await it.press("u")
            assert it.room.place.step.path == RATE
            assert item(it) == "routines"
            assert "taken back: " in it.words()


async def test_a_note_that_is_taken_back_is_a_draft_again(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine) as it:
            await it.press("N", *"ask the board", "enter", "u")
            assert not session.state.notes
            assert "a draft again" in it.words()
            await it.press("N", "enter")
            assert [note.text for note in session.state.notes.values()] == ["ask the board"]


async def test_why_a_level_was_refused_that_was_taken_after_all_is_kept(tmp_path: Path) -> None:
    engine, session = started(tmp_path, RATE)
    with engine:
        async with held(session, engine) as it:
            await it.press("left", "w", *"no data", "enter", "right", "enter")
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, rating.refused) == ("accomplished", {})
            await it.press("escape", "up", "u")
            assert it.answers("culture").get("vision", []) == []
            await it.press("left")
            assert "not yet: no data" in " ".join(it.words().split())
            await it.press("enter")
            (rating,) = it.answers("culture")["vision"]
            assert rating.refused == {"accomplished": "no data"}
