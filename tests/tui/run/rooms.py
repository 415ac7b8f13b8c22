"""A run screen on a real store, for tests to press keys on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen

import hansei
from hansei.engine import Engine
from hansei.record.session import Session
from hansei_tui.app.keys import OrderlyKeys
from hansei_tui.app.theme import DARK, LIGHT, theme
from hansei_tui.run.screen import RunScreen


class Shell(OrderlyKeys):
    """The least application that holds a run screen."""

    def __init__(self, session: Session, engine: Engine) -> None:
        super().__init__()
        self.held = RunScreen(session, engine)
        for name in (DARK, LIGHT):
            self.register_theme(theme(name))
        self.theme = DARK

    def on_mount(self) -> None:
        self.push_screen(self.held)


class Held:
    """What a test holds: the session, the pilot and the screen."""

    def __init__(self, session: Session, pilot: Pilot[Any], screen: RunScreen) -> None:
        self.session, self.pilot, self.screen = session, pilot, screen
        self.room = screen.room

    @property
    def at_the_step(self) -> bool:
        """Whether no other screen lies on the run screen."""
        return self.on_top is self.screen

    @property
    def on_top(self) -> Screen[Any]:
        """The screen that people see."""
        return self.screen.app.screen

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def burst(self, *keys: str) -> None:
        """Press keys at once, as a fast typist on a slow line or another program does."""
        for key in keys:
            self.screen.app.post_message(Key(key, key if len(key) == 1 else None))
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Put words into the writer as a paste does, all at once."""
        self.screen.stage.writer.insert(text)
        await self.pilot.pause()

    def answers(self, instrument: str) -> dict[str, list[Any]]:
        return {item: [each.response for each in found] for item, found in self.session.answers(instrument).items()}

    def words(self) -> str:
        """Everything that is painted, as one text."""
        parts = (self.screen.topbar, self.screen.agenda, self.screen.stage, self.screen.lookline)
        return "\n".join(strip.text for part in parts for strip in part._strips)


@asynccontextmanager
async def held(session: Session, engine: Engine, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Held]:
    app = Shell(session, engine)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Held(session, pilot, app.held)


def started(tmp_path: Path, step: str, people: tuple[str, ...] = ("Ana", "Ben", "")) -> tuple[Engine, Session]:
    engine = hansei.open_engine(tmp_path / "room.db")
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"), people=people)
    session.move(step)
    return engine, session
