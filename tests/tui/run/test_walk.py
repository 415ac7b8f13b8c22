from collections.abc import Sequence
from pathlib import Path

import pytest

from .rooms import Held, held, started

SIZES = [(60, 20), (80, 24), (120, 40)]


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
    ("keys", "aside"), [("nn", "not-applicable"), (["question_mark"], "cannot-tell"), ("b", "abstain")]
)
async def test_what_is_no_level_is_a_key_of_its_own(tmp_path: Path, keys: Sequence[str], aside: str) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press(*keys)
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
            await it.press("n", "n", "u")
            assert it.answers("culture").get("vision", []) == []
            assert "taken back: " in it.words()
            assert "oes not apply" in it.words()
            assert it.room.asking.task is not None
            assert it.room.asking.task.item.id == "vision"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_click_on_a_level_looks_and_a_click_on_yes_records(tmp_path: Path, size: tuple[int, int]) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine, size) as it:
            await it.press("left")
            await click(it, "ask:beginning")
            assert it.answers("culture") == {}
            assert "Beginning" in it.words()
            assert it.words().count("is this us?") == 1
            await click(it, "ask:developing")
            await click(it, "ask:!yes")
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, rating.refused) == ("developing", {"accomplished": ""}), "only what was stepped over"


async def click(it: Held, hit: str) -> None:
    """Click on the first cells of the last place that means this."""
    canvas = it.screen.stage._canvas
    assert canvas is not None
    zone = [zone for zone in canvas.zones if zone.hit == hit][-1]
    await it.pilot.click("#stage", offset=(zone.x + 1, zone.y - it.screen.stage._top))
    await it.pilot.pause()


async def test_y_is_yes_and_n_asks_what_it_means_first(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("n")
            assert "n again: does not apply · ← not yet" in it.words()
            assert it.answers("culture") == {}
            await it.press("left", "n")
            assert it.answers("culture") == {}, "another key between: it is asked anew"
            await it.press("y")
            assert it.answers("culture")["vision"][0].level == "evolving"


async def test_what_is_no_level_shows_no_level_as_chosen(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    session.rate("culture", "vision", level="not-applicable")
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("up")
            assert "✓ Does not apply" in it.words()
            assert "▸ Accomplished" not in it.words()
            assert "4 of 4" not in it.words()


async def test_levels_that_were_stepped_back_to_are_not_refused(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("left", "left", "right", "right", "enter")
            (rating,) = it.answers("culture")["vision"]
            assert (rating.level, rating.refused) == ("accomplished", {})


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_row_and_the_level_stay_in_sight_while_evidence_is_written(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine, size) as it:
            await it.press("left", "w", *"no data", "enter", "left", "enter", *"words", *["ctrl+j"] * 8)
            lines = [strip.text for strip in it.screen.stage._strips]
            assert any("1 of 6   Vision" in line for line in lines)
            assert any("✓ Developing" in line or "✓ this is us" in line for line in lines)
            writer = it.screen.stage.writer
            assert writer.region.bottom <= it.screen.stage.region.bottom


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
