"""A run screen with three groups at the rubric, for tests to rate in rounds on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

import hansei
from hansei.record.session import Session
from hansei_tui.app.app import HanseiApp
from hansei_tui.run.painted import Painted
from hansei_tui.run.screen import RunScreen

#: What the tables give, and nobody may see before the reveal.
HUSH = "posters in the cellar"


class Table:
    """What a test holds: the session, the pilot, the application."""

    def __init__(self, session: Session, pilot: Pilot[Any], app: HanseiApp) -> None:
        self.session, self.pilot, self.app = session, pilot, app

    @property
    def screen(self) -> Any:
        return self.app.screen

    @property
    def name(self) -> str:
        return type(self.app.screen).__name__

    @property
    def run(self) -> RunScreen:
        return next(each for each in self.app.screen_stack if isinstance(each, RunScreen))

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def write(self, text: str, *keys: str) -> None:
        """Write into the field that is open, in place of what stands there."""
        from textual.widgets import Input, TextArea

        found = [*self.screen.query(Input), *self.screen.query(TextArea)]
        if isinstance(found[0], Input):
            found[0].value = text
        else:
            found[0].load_text(text)
        await self.pilot.pause()
        await self.press(*(keys or ("enter",)))

    async def look(self) -> None:
        """Let the second pass in which the screen looks at what others did."""
        self.screen._tick()
        await self.pilot.pause()

    def words(self) -> str:
        """Everything that is painted on the screen that is in front."""
        painted = "\n".join(strip.text for part in self.screen.query(Painted) for strip in part._strips)
        static = "\n".join(str(each.content) for each in self.screen.query("Static"))
        return painted + static

    def everything(self) -> str:
        """Everything that is painted on any screen, held in any field, and on the picture a screenshot takes."""
        from textual.widgets import TextArea

        found = [self.app.export_screenshot().replace("&#160;", " "), self.app.title, str(self.app.sub_title)]
        for screen in self.app.screen_stack:
            for part in screen.query(Painted):
                found += [strip.text for strip in part._strips]
                found += ["".join(segment.text for segment in line) for line in part._lines]
            found += [area.text for area in screen.query(TextArea)]
            room = getattr(screen, "room", None)
            found.append(room.saving.says if room is not None else "")
        return "\n".join(found)

    def offered(self) -> set[str]:
        return {each.binding.action.partition("(")[0] for each in self.screen.active_bindings.values() if each.enabled}


@asynccontextmanager
async def table(
    tmp_path: Path, size: tuple[int, int] = (120, 40), *, groups: bool = True, step: str = "activity-2.rate"
) -> AsyncIterator[Table]:
    with hansei.open_engine(tmp_path / "room.db") as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"), people=("Ana", "Ben", "Cy", "Dee"))
        if groups:
            session.groups.form({"North": ["Ana", "Ben"], "South": ["Cy"], "West": 4})
        session.move(step)
        app = HanseiApp(engine, session_id=session.id)
        async with app.run_test(size=size) as pilot:
            for _ in range(20):
                await pilot.pause()
                if isinstance(app.screen, RunScreen):
                    break
            run = app.screen
            assert isinstance(run, RunScreen)
            yield Table(run.session, pilot, app)


@asynccontextmanager
async def other_window(tmp_path: Path, session: Session) -> AsyncIterator[Session]:
    """The same session in another window."""
    with hansei.open_engine(tmp_path / "room.db") as engine:
        yield engine.open(session.id)


def rate_all(session: Session, levels: dict[str, dict[str, str]], *, reveal: bool = True) -> None:
    """Open a round by groups and rate: group to item to level."""
    session.rounds.open("culture")
    for group, given in levels.items():
        for item, level in given.items():
            evidence = f"{HUSH} of {group}"
            session.rate(
                "culture",
                item,
                level=level,
                rater=group,
                evidence=evidence,
                refused={"accomplished": "why"} if level != "accomplished" else {},
            )
    if reveal:
        session.rounds.reveal("culture")
