"""The preview follows every save and keeps the place; a fault is shown beside the last good version."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

import hansei
from hansei.authoring.starting import START
from hansei.content.reading import read_toolkit
from hansei_tui.preview.app import PreviewApp
from hansei_tui.preview.screen import PreviewScreen
from hansei_tui.preview.watching import Watching
from tests.core.samples import write_toolkit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_toolkit(tmp_path / "mine", START.read_text("utf-8"))


def save(folder: Path, old: str, new: str) -> None:
    """Change the toolkit as an editor does: a new file in the place of the old one."""
    text = (folder / "toolkit.yaml").read_text("utf-8")
    assert old in text
    (folder / "aside").write_text(text.replace(old, new), "utf-8")
    (folder / "aside").replace(folder / "toolkit.yaml")


@asynccontextmanager
async def previewing(
    engine: hansei.Engine, folder: Path
) -> AsyncIterator[tuple[Pilot[Any], Callable[[], PreviewScreen]]]:
    app = PreviewApp(engine, read_toolkit(folder, engine.kinds))

    def screen() -> PreviewScreen:
        assert isinstance(app.screen, PreviewScreen)
        return app.screen

    async with app.run_test(size=(100, 30)) as pilot:
        await app.loader.wait()
        await pilot.pause()
        yield pilot, screen


async def seen(pilot: Pilot[Any]) -> None:
    """Look as often as it takes to see a save."""
    for _ in range(2):
        await pilot.app.look()  # type: ignore[attr-defined]
    await pilot.pause()


async def test_a_save_is_shown_where_its_author_was(engine: hansei.Engine, folder: Path) -> None:
    async with previewing(engine, folder) as (pilot, screen):
        await pilot.press("enter", *"Posters", "enter", "left")
        await pilot.pause()
        before = screen()
        assert before.room.place.task[:2] == ("habits", "voices")
        save(folder, "Everybody is heard", "Everybody is heard out")
        await seen(pilot)
        assert screen() is not before
        session = screen().session
        assert screen().room.place.task[:2] == ("habits", "voices")
        assert session.item("habits", "voices").title == "Everybody is heard out"
        assert session.response("habits", "purpose").evidence == "Posters"
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.return_code == 0


async def test_a_fault_is_told_with_its_line_and_the_last_good_version_stays(
    engine: hansei.Engine, folder: Path
) -> None:
    async with previewing(engine, folder) as (pilot, screen):
        good = screen()
        save(folder, "kind: prompts", "kind: promts")
        await seen(pilot)
        assert screen() is good
        told = str(good.faults.content)
        assert "line " in told
        assert "did you mean 'prompts'?" in told
        save(folder, "kind: promts", "kind: prompts")
        await seen(pilot)
        assert screen() is good
        assert not good.faults.has_class("-some")


async def test_an_answer_that_no_longer_fits_is_counted(engine: hansei.Engine, folder: Path) -> None:
    async with previewing(engine, folder) as (pilot, screen):
        await pilot.press("enter", *"Posters", "enter")
        save(folder, "always", "ever")
        await seen(pilot)
        assert "1 made-up answer no longer fits" in screen().room.saving.says
        assert screen().session.response("habits", "purpose") is None


def test_a_file_that_is_still_being_written_is_left_alone(folder: Path) -> None:
    watching = Watching(folder)
    assert not watching.saved()
    (folder / "toolkit.yaml").write_text("", "utf-8")
    assert not watching.saved()
    (folder / "toolkit.yaml").write_text("toolkit: a", "utf-8")
    os.utime(folder / "toolkit.yaml", ns=(1, 1))
    assert not watching.saved()
    assert watching.saved()
    assert not watching.saved()
    (folder / "intro.md").write_text("Hello", "utf-8")
    assert [watching.saved(), watching.saved()] == [False, True]
