"""Notes and the parking lot: read, changed, moved, removed; and what is typed there is a draft at once."""

import asyncio
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import TextArea

from hansei.engine import Engine
from hansei.record.session import Session
from hansei_tui.app.keybar import KeyBar
from hansei_tui.run.notes import NotesScreen
from hansei_tui.run.noting import NoteText

from .rooms import Held, held, started

STEP = "activity-2.rate"


def noted(session: Session, *, parked: bool = False) -> list[str]:
    return [note.text for note in session.state.notes.values() if note.parked is parked]


def listed(it: Held) -> str:
    screen = it.pilot.app.screen
    assert isinstance(screen, NotesScreen)
    return "\n".join(strip.text for strip in screen.listing._strips)


async def typed(it: Held, text: str) -> None:
    """Type into the dialog, as fast as keys come from a paste."""
    for letter in text:
        it.pilot.app.post_message(Key(letter if letter != " " else "space", letter))
    await it.pilot.pause()
    await it.pilot.pause()


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Engine, Session]:
    return started(tmp_path, STEP)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_every_note_is_listed_with_its_step(begun: tuple[Engine, Session], size: tuple[int, int]) -> None:
    engine, session = begun
    session.note("Read [red] it & twice", step="activity-1.examples")
    session.note("Who owns the wall?", parked=True)
    with engine:
        async with held(session, engine, size) as it:
            await it.press("L")
            shown = listed(it)
            assert "NOTES  1" in shown
            assert "PARKING LOT  1" in shown
            assert "Read [red] it & twice" in shown
            assert "1.1 Unintended consequences" in shown
            assert "2.1 Where are we?" in shown
            await it.press("escape")
            assert it.pilot.app.screen is it.screen


async def test_an_empty_list_says_how_that_changes(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("L")
            assert "Nothing is noted yet" in listed(it)
            await it.press("enter", "d", "m", "u", "down", "pagedown", "end")
            assert " ! " in listed(it)
            await it.press("N")
            await typed(it, "first")
            await it.press("enter")
            assert "noted ✓" in listed(it)
            await it.press("p")
            await typed(it, "later")
            await it.press("enter")
            assert (noted(session), noted(session, parked=True)) == (["first"], ["later"])
            assert {note.step for note in session.state.notes.values()} == {STEP}


async def test_words_are_changed_and_undone(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    session.note("old")
    with engine:
        async with held(session, engine) as it:
            await it.press("L", "enter")
            dialog = it.pilot.app.screen
            assert isinstance(dialog, NoteText)
            assert dialog.written == "old"
            await typed(it, "er")
            await it.press("enter")
            assert noted(session) == ["older"]
            assert "changed ✓" in listed(it)
            await it.press("u")
            assert noted(session) == ["old"]
            assert "the words are as they were" in listed(it)


async def test_a_note_is_removed_and_put_back(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    session.note("one")
    session.note("two", parked=True)
    with engine:
        async with held(session, engine) as it:
            await it.press("L", "down", "d")
            assert noted(session, parked=True) == []
            assert "removed ✓  u puts it back" in listed(it)
            await it.press("u")
            assert noted(session, parked=True) == ["two"]
            assert "put back ✓" in listed(it)


async def test_undo_leaves_alone_what_is_no_note(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    session.note("one")
    session.rate("culture", "vision", level="developing")
    with engine:
        async with held(session, engine) as it:
            await it.press("L", "u")
            assert "no note" in listed(it)
            assert session.response("culture", "vision") is not None
            assert noted(session) == ["one"]


async def test_a_note_moves_to_the_parking_lot_and_back(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    session.note("one", step="activity-1.examples")
    session.note("two")
    with engine:
        async with held(session, engine) as it:
            await it.press("L", "m")
            assert (noted(session), noted(session, parked=True)) == (["two"], ["one"])
            screen = it.pilot.app.screen
            assert isinstance(screen, NotesScreen)
            assert screen.listing.here is not None
            assert screen.listing.here.text == "one"
            await it.press("m")
            assert noted(session, parked=True) == []
            assert next(n.step for n in session.state.notes.values() if n.text == "one") == "activity-1.examples"


async def test_the_mouse_selects_and_a_second_click_opens(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    session.note("one")
    session.note("two")
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("L")
            screen = it.pilot.app.screen
            assert isinstance(screen, NotesScreen)
            line = next(y for y, each in enumerate(listed(it).split("\n")) if "two" in each)
            await it.pilot.click(screen.listing, offset=(6, line))
            await it.pilot.pause()
            assert screen.listing.at == 1
            bar = screen.query_one(KeyBar)
            place = next(begin for begin, _, key in bar.places if key.label == "remove")
            await it.pilot.click(screen.listing, offset=(6, line))
            await it.pilot.pause()
            assert isinstance(it.pilot.app.screen, NoteText)
            await it.press("escape")
            await it.pilot.click(bar, offset=(place + 1, 0))
            await it.pilot.pause()
            assert noted(session) == ["one"]


async def test_a_long_note_wraps_and_can_be_read_to_its_end(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    session.note(" ".join(f"word{n}" for n in range(400)) + " the-end")
    session.note("short")
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("L")
            seen = listed(it)
            assert "word0" in seen
            assert "the-end" not in seen
            for _ in range(200):
                if "the-end" in seen:
                    break
                await it.press("down")
                seen = listed(it)
            assert "the-end" in seen
            await it.press("end")
            assert "▸ short" in listed(it)
            await it.press("up")
            assert "the-end" in listed(it)
            await it.press("home")
            assert "word0 " in listed(it)


async def test_a_closed_session_is_read_and_not_changed(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    session.note("kept")
    session.close()
    with engine:
        async with held(session, engine) as it:
            await it.press("L")
            assert "kept" in listed(it)
            await it.press("d", "m", "u", "N", "enter")
            assert isinstance(it.pilot.app.screen, NotesScreen)
            assert noted(session) == ["kept"]


@pytest.mark.parametrize(("key", "kept"), [("N", "note"), ("p", "park")])
async def test_what_is_typed_is_in_the_store_while_the_dialog_is_open(
    begun: tuple[Engine, Session], key: str, kept: str
) -> None:
    engine, session = begun
    with engine:
        async with held(session, engine) as it:
            await it.press(key)
            await typed(it, "half a thought")
            for _ in range(40):
                if session.aside().get(f"{kept}:{STEP}") == "half a thought":
                    break
                await asyncio.sleep(0.05)
            assert isinstance(it.pilot.app.screen, NoteText)
            assert session.aside()[f"{kept}:{STEP}"] == "half a thought"
        again = engine.open(session.id)
        async with held(again, engine) as it:
            await it.press(key)
            await typed(it, "!")
            await it.press("enter")
            assert noted(again, parked=key == "p") == ["half a thought!"]
            assert it.room.drafts.flush()
            assert f"{kept}:{STEP}" not in again.aside()


async def test_escape_keeps_a_draft_and_says_so(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    with engine:
        async with held(session, engine) as it:
            await it.press("N")
            await typed(it, "half")
            await it.press("escape")
            assert "kept as a draft" in it.words()
            assert noted(session) == []
            await it.press("L")
            assert "draft" in listed(it)
            assert "half" in listed(it)
            await it.press("enter")
            await typed(it, " done")
            await it.press("enter")
            assert noted(session) == ["half done"]
            assert "draft" not in listed(it)


async def test_an_emptied_field_leaves_no_draft(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    with engine:
        async with held(session, engine) as it:
            await it.press("N")
            await typed(it, "ha")
            await it.press("backspace", "backspace", "escape")
            assert "draft" not in it.words()
            assert it.room.drafts.flush()
            assert f"note:{STEP}" not in session.aside()


async def test_new_words_are_a_draft_too(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    id_ = session.note("old")
    with engine:
        async with held(session, engine) as it:
            await it.press("L", "enter")
            await typed(it, "er")
            await it.press("escape")
            assert "changed in a draft" in listed(it)
            assert noted(session) == ["old"]
            assert it.room.drafts.flush()
            assert session.aside()[f"rewrite:{id_}"] == "older"
            await it.press("enter", "enter")
            assert noted(session) == ["older"]
            assert it.room.drafts.flush()
            assert f"rewrite:{id_}" not in session.aside()


async def test_what_changed_elsewhere_is_not_written_over(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    id_ = session.note("old")
    with engine:
        async with held(session, engine) as it:
            await it.press("L", "enter")
            await typed(it, "er")
            engine.open(session.id).note("theirs", note=id_)
            await it.press("enter")
            assert noted(session) == ["theirs"]
            assert "changed elsewhere" in listed(it)
            await it.press("enter")
            dialog = it.pilot.app.screen
            assert isinstance(dialog, NoteText)
            assert dialog.written == "older"
            engine.open(session.id).note("", note=id_)
            await it.press("enter")
            assert noted(session) == ["older"]


async def test_a_line_break_is_kept_and_emptied_words_remove_nothing(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("N")
            await typed(it, "a")
            await it.press("ctrl+j")
            await typed(it, "b")
            await it.press("enter", "L", "enter")
            assert noted(session) == ["a\nb"]
            it.pilot.app.screen.query_one(TextArea).load_text("")
            await it.press("enter")
            assert noted(session) == ["a\nb"]
            assert "d removes it" in listed(it)


async def test_keys_typed_ahead_keep_the_words_once(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    with engine:
        async with held(session, engine) as it:
            await it.press("N")
            for key in (*"quick", "enter", "enter"):
                it.pilot.app.post_message(Key(key, key if len(key) == 1 else None))
            for _ in range(5):
                await it.pilot.pause()
            assert noted(session) == ["quick"]
            assert it.room.drafts.flush()
            assert f"note:{STEP}" not in session.aside()


async def test_closing_names_a_note_that_was_only_begun(begun: tuple[Engine, Session]) -> None:
    engine, session = begun
    with engine:
        async with held(session, engine) as it:
            await it.press("N")
            await typed(it, "half")
            await it.press("escape", "c")
            assert "a note is begun, not on the record" in it.pilot.app.screen.text  # type: ignore[attr-defined]
