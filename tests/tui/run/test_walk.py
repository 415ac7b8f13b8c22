from pathlib import Path

import pytest

from .rooms import held, started

SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_row_is_walked_from_the_right_and_recorded_with_what_was_refused(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine, size) as it:
            await it.press("left", "w", *"no data", "enter", "left", "enter")
            assert "saved ✓" in it.words()
            await it.write("Posters in 2 of 5 schools & [red]")
            await it.press("enter")
            (rating,) = it.answers("culture")["vision"]
            assert rating.level == "developing"
            assert rating.refused == {"accomplished": "no data", "evolving": ""}
            assert rating.evidence == "Posters in 2 of 5 schools & [red]"
            assert it.room.asking.task is not None
            assert it.room.asking.task.item.id == "policies"


@pytest.mark.parametrize(
    ("key", "aside"), [("n", "not-applicable"), ("question_mark", "cannot-tell"), ("b", "abstain")]
)
async def test_what_is_no_level_is_one_key(tmp_path: Path, key: str, aside: str) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press(key)
            assert it.answers("culture")["vision"][0].aside == aside
            assert it.room.writing is None


async def test_stepping_back_opens_the_level_again_and_the_reason_stays(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("left", "w", *"why", "enter", "right", "enter", "escape")
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, rating.refused) == ("accomplished", {})


async def test_beyond_the_last_level_there_is_a_word_and_nothing_else(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("h", "h", "h", "h")
            assert "This is the last one" in it.words()
            assert it.answers("culture") == {}


async def test_an_answer_is_changed_from_what_was_given(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    session.rate("culture", "vision", level="evolving", refused={"accomplished": "no"}, evidence="minutes")
    with engine:
        async with held(session, engine) as it:
            await it.press("up")
            assert "✓ this is us" in it.words()
            assert "minutes" in it.words()
            await it.press("enter", "left", "enter", "enter")
            (rating,) = it.answers("culture")["vision"]
            assert rating.level == "developing"
            assert rating.refused == {"accomplished": "no", "evolving": ""}
            assert rating.evidence == "minutes"


async def test_undo_takes_the_last_answer_back(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("n", "u")
            assert it.answers("culture").get("vision", []) == []
            assert "taken back: " in it.words()
            assert "oes not apply" in it.words()
            assert it.room.asking.task is not None
            assert it.room.asking.task.item.id == "vision"


async def test_a_click_on_a_column_chooses_it(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            canvas = it.screen.stage._canvas
            assert canvas is not None
            zone = next(zone for zone in canvas.zones if zone.hit == "ask:developing")
            await it.pilot.click("#stage", offset=(zone.x + 2, zone.y + 2))
            await it.pilot.pause()
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, list(rating.refused)) == ("developing", ["accomplished", "evolving"])


async def test_meaning_is_never_by_colour_alone(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    session.rate("culture", "policies", level="evolving")
    with engine:
        async with held(session, engine) as it:
            await it.press("left")
            words = it.words()
            assert words.count("is this us?") == 1
            assert "✗ not yet" in words
            assert "◐ 1 Vision" in words
            assert "● 2 Policies" in words
            assert "○ 3 Collaborative" in words


async def test_resizing_while_running_keeps_the_walk(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("left")
            await it.pilot.resize_terminal(70, 22)
            await it.pilot.pause()
            assert "▸ Evolving" in it.words()
            assert "3 of 4" in it.words()
            await it.pilot.resize_terminal(160, 45)
            await it.pilot.pause()
            assert "Individualistic" in it.words()
