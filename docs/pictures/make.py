"""Makes the pictures of the README from the real application.

python docs/pictures/make.py
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

import hansei
from hansei_tui.app.app import HanseiApp

HERE = Path(__file__).resolve().parent


async def walk(folder: Path) -> None:
    """The rubric walk: two rows are rated, the third is being walked."""
    with hansei.open_engine(folder / "pictures.db") as engine:
        people = [f"Person {number}" for number in range(1, 15)]
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"), people=people)
        for step in session.agenda[:4]:
            session.end_step(step.path)
        session.start_clock("activity-2")
        session.rate("culture", "vision", level="evolving", evidence="Every agenda opens with it")
        session.rate("culture", "policies", level="developing", evidence="Policy 2410 names nobody")
        session.note("Bus schedule and PLC time", parked=True)
        session.note("Who owns the data wall?", parked=True)
        app = HanseiApp(engine, session_id=session.id)
        async with app.run_test(size=(132, 36)) as pilot:
            await pilot.pause(0.5)
            await pilot.press("left")
            await pilot.pause(0.5)
            svg = app.export_screenshot(title="Hansei")
    # The picture must not fetch a font from anywhere; any monospaced one will do.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    (HERE / "walk.svg").write_text(svg, "utf-8")


def main() -> None:
    """Make every picture."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(walk(Path(folder)))


if __name__ == "__main__":
    main()
