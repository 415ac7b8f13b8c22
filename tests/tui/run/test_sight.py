"""What people see at the widths they have: heads of tables, whole cells, rows with names, the line at the top."""

from pathlib import Path

import pytest

import hansei
from hansei_tui.run.topbar import TopBar

from .rooms import held, started


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_the_heads_of_a_table_are_whole_and_so_is_the_selected_cell(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    engine, session = started(tmp_path, "activity-3.district-plan")
    session.answer("balance", "team.building", {"status": "create"})
    long = " ".join(f"word{number}" for number in range(20))
    with engine:
        async with held(session, engine, size) as it:
            index = it.room.asking.find("district-plan", "team.building")
            assert index is not None
            it.room.select(index)
            it.screen.show()
            stage = it.screen.stage
            lines = [strip.text for strip in stage._strips]
            assert "…" not in "".join(line for line in lines if "Action" in line or "needed" in line)
            assert any("needed" in line for line in lines)
            await it.press("enter")
            await it.write(long)
            await it.press("enter", "escape", "left")
            canvas = stage._canvas
            assert canvas is not None
            whole = " ".join("".join(segment.text for segment in line) for line in canvas.lines)
            for number in range(20):
                assert f"word{number}" in whole


async def test_the_question_and_the_name_keep_their_order(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.resonates")
    with engine:
        async with held(session, engine, (80, 30)) as it:
            for _ in range(2):
                lines = [strip.text for strip in it.screen.stage._strips]
                name = next(at for at, line in enumerate(lines) if "Ana" in line)
                ask = next(at for at, line in enumerate(lines) if "outcome" in line and at)
                assert name < ask
                await it.press("2")


TOOLKIT = """
toolkit: tried
version: "1"
title: One prompt for each row
sections:
  - id: only
    title: Only
    activities:
      - id: activity-1
        title: Activity 1
        steps:
          - {id: rate, text: Rate., number: "1", instruments: [rows]}
          - {id: ask, text: Ask., number: "2", instruments: [next]}
instruments:
  rows:
    kind: rubric
    title: Rows
    levels: [{id: low, title: Low}, {id: high, title: High}]
    criteria:
      - {id: one, title: Vision, levels: {low: a, high: b}}
      - {id: two, title: Policies, levels: {low: c, high: d}}
  next:
    kind: prompts
    title: Next
    for_each: rows
    prompts: [{id: what, text: What comes next?}]
"""


async def test_a_prompt_that_is_asked_of_each_row_names_the_row(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "toolkit.yaml").write_text(TOOLKIT, encoding="utf-8")
    with hansei.open_engine(tmp_path / "room.db", toolkits=[tmp_path / "kit"]) as engine:
        session = engine.start("tried", team=hansei.Team("Riverside"))
        for row in ("one", "two"):
            session.rate("rows", row, level="low")
        session.move("activity-1.ask")
        async with held(session, engine) as it:
            assert "◐ 1 Vision " in it.words()
            assert "○ 2 Policies" in it.words()
            assert "1 of 2   Vision   " in it.words()


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_the_team_is_named_whole_before_anything_else(tmp_path: Path, size: tuple[int, int]) -> None:
    with hansei.open_engine(tmp_path / "room.db") as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside Area School District"), people=["Ana"])
        session.move("activity-2.rate")
        async with held(session, engine, size) as it:
            line = it.screen.query_one(TopBar)._strips[0].text
            assert "…" not in line
            assert "Riverside Area School District" in line
            assert "20-25 min" in line
            if size[0] >= 120:
                assert "Activity 2" in line


async def test_the_file_dialog_says_what_its_keys_do(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine) as it:
            it.room.saving.say("report written ✓")
            await it.press("x")
            dialog = it.pilot.app.screen
            assert dialog.active_bindings["enter"].binding.description == "write it"
            assert dialog.active_bindings["escape"].binding.description == "write nothing"
            assert "report written" not in it.words()


LONG = """
toolkit: tried
version: "1"
title: A long question
sections:
  - id: only
    title: Only
    activities:
      - id: activity-1
        title: Activity 1
        steps:
          - {id: ask, text: Choose., number: "1", instruments: [which]}
instruments:
  which:
    kind: choice
    title: Which
    ask: Which of them?
    options:
"""


async def test_a_question_that_goes_on_says_where_and_by_which_key(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    options = "".join(f"      - {{id: o{number}, text: Cause {number}}}\n" for number in range(30))
    (tmp_path / "kit" / "toolkit.yaml").write_text(LONG + options, encoding="utf-8")
    with hansei.open_engine(tmp_path / "room.db", toolkits=[tmp_path / "kit"]) as engine:
        session = engine.start("tried", team=hansei.Team("Riverside"))
        async with held(session, engine, (80, 24)) as it:
            assert "shift+↓ more below" in it.words()
            assert "more above" not in it.words()
            await it.press("shift+down", "shift+down")
            assert "shift+↑ more above" in it.words()
            assert "shift+↓ more below" in it.words()
            for _ in range(10):
                await it.press("shift+down")
            assert "Cause 29" in it.words()
            assert "more below" not in it.words()
        async with held(session, engine, (80, 60)) as it:
            assert "more below" not in it.words()
