"""What was adapted in a toolkit is marked where it is asked, and the publisher's words are one key away."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei_tui.plain.steps import StepLines

from .rooms import held

OVERLAY = """\
overlay: riverside
version: "1"
by: Riverside School District
base: {toolkit: district-led-ci, version: "1.0.0"}
reword: {instruments.culture.criteria.vision.levels.beginning: Each school goes its own way.}
"""


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_row_in_other_words_is_marked_and_v_shows_the_publishers(
    tmp_path: Path, own_places: Path, size: tuple[int, int]
) -> None:
    (own_places / "toolkits" / "mine").mkdir(parents=True)
    (own_places / "toolkits" / "mine" / "overlay.yaml").write_text(OVERLAY, "utf-8")
    with hansei.open_engine(tmp_path / "s.db") as engine:
        session = engine.start("riverside", team=hansei.Team("North"))
        session.move("activity-2.rate")
        async with held(session, engine, size) as it:
            assert "≠" in it.words()
            await it.press("v")
            said = " ".join(it.words().split())
            assert "Adapted by Riverside" in said
            assert "Every school has its own vision" in said
            await it.press("v")
            it.room.select(it.room.asking.find("culture", "policies") or 0)
            it.screen.show()
            assert "≠" not in it.words(), "the next row is as it was published"
        told: list[str] = []
        StepLines(session, told.append).commands["original"]("")
        assert any("Every school has its own vision" in line for line in told)
