"""Handing in from the screen, and questions of other teams at the beginning of a session."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei.engine import Engine
from hansei.handoff.bundle import read_bundle
from hansei.record.session import Session
from hansei_tui.app.choice import Choice
from hansei_tui.app.dialogs import AskText, Confirm, ShowText
from hansei_tui.handing.questions import QuestionsScreen
from hansei_tui.handing.submit import SubmitDialog
from tests.core.handoff.teams import Place
from tests.tui.run.rooms import held

SIZES = [(60, 20), (120, 40)]


def begun(engine: Engine, team: str = "Lincoln") -> Session:
    return engine.start("district-led-ci", team=hansei.Team(team, "building", "Riverside"), people=["Ann", "Ben"])


@pytest.mark.parametrize("size", SIZES)
async def test_what_goes_is_chosen_and_written(engine: Engine, tmp_path: Path, size: tuple[int, int]) -> None:
    session = begun(engine)
    session.note("between us")
    async with held(session, engine, size) as it:
        await it.press("M")
        dialog = it.on_top
        assert isinstance(dialog, SubmitDialog)
        assert "Stays here: nothing" in str(dialog.query_one("#said").render())
        await it.press("right", "right", "tab", "right")
        assert (dialog.scope, dialog.names) == ("agreed", False)
        assert dialog.query_one("#scope", Choice).value == "agreed"
        said = str(dialog.query_one("#said").render())
        assert "Stays here: 3 entries about people, notes and time" in said
        assert engine.handoff.fingerprint in said
        await it.press("f2")
        shown = it.on_top
        assert isinstance(shown, ShowText)
        assert "ready to be handed in" in str(shown.heading)
        await it.press("escape")
        assert "ready to be handed in ✓" in it.words()
        (path,) = tmp_path.glob("lincoln-*.hansei")
        assert read_bundle(path.read_bytes()).manifest.scope == "agreed"
        # Once more: the file is there.
        await it.press("M", "f2")
        assert isinstance(it.on_top, Confirm)
        await it.press("n")
        assert isinstance(it.on_top, SubmitDialog)
        await it.press("escape")
        assert it.at_the_step


async def test_a_building_is_offered_it_when_the_session_is_closed(engine: Engine) -> None:
    session = begun(engine)
    async with held(session, engine) as it:
        await it.press("c", "y")
        assert session.closed
        assert isinstance(it.on_top, SubmitDialog)
        await it.press("escape")
        await it.press("M")
        assert isinstance(it.on_top, SubmitDialog)


async def test_a_district_is_not_asked_at_the_end(engine: Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    async with held(session, engine) as it:
        await it.press("c", "y")
        assert session.closed
        assert it.at_the_step


@pytest.mark.parametrize("size", SIZES)
async def test_questions_are_shown_at_the_beginning_and_answered(
    engine: Engine, building: Place, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Here the engine is the building's, and the other place asks."""
    session = begun(engine)
    asker = building
    asker.handoff.receive_bytes(engine.handoff.bundle(session).data, "file")
    asker.handoff.questions.ask(asker.engine.open(session.id), "What do they say? [red] " * 12, about="vision")
    engine.handoff.receive(asker.handoff.questions.write(asker.engine.open(session.id), tmp_path / "q.hansei"))
    later = begun(engine)
    async with held(later, engine, size) as it:
        await it.pilot.pause()
        screen = it.on_top
        assert isinstance(screen, QuestionsScreen)
        text = "\n".join(strip.text for strip in screen.listing._strips)
        assert "Riverside ASKS" in text
        assert "[red]" in text
        await it.press("enter")
        assert isinstance(it.on_top, AskText)
        await it.press(*"together", "enter")
        assert later.state.replied
        assert "✓ answered" in "\n".join(strip.text for strip in screen.listing._strips)
        await it.press("u")
        assert not later.state.replied
        await it.press("enter", *"so", "escape", "enter")  # what was typed is there again
        await it.press("enter", "escape")
        assert [each.words for each in later.state.replied.values()] == ["so"]
        assert it.at_the_step
        await it.press("Q")
        assert isinstance(it.on_top, QuestionsScreen)


async def test_nothing_was_asked(engine: Engine) -> None:
    async with held(begun(engine), engine) as it:
        await it.pilot.pause()
        assert it.at_the_step
        await it.press("Q")
        assert isinstance(it.on_top, QuestionsScreen)
        await it.press("enter", "escape")
        assert it.at_the_step
