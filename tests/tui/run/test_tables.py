"""Tables with options, numbers and columns that are needed: letters never act as keys, and no row is lost."""

from pathlib import Path

import hansei
from hansei.engine import Engine
from hansei.record.session import Session
from hansei_tui.run.table import Filling

from .rooms import Held, held

STEP = "list.register"


def started(tmp_path: Path) -> tuple[Engine, Session]:
    engine = hansei.open_engine(tmp_path / "room.db")
    session = engine.start("initiative-review", team=hansei.Team("Lincoln"), people=("Ana",))
    session.move(STEP)
    return engine, session


def rows(it: Held) -> list[dict[str, str]]:
    asker = it.room.asking.asker
    assert isinstance(asker, Filling)
    return asker.rows


def on_record(session: Session) -> list[str]:
    return [row["name"] for answer in session.answers("initiatives").get("rows", ()) for row in answer.response.rows]


async def test_a_cell_with_options_shows_them_and_takes_every_letter(tmp_path: Path) -> None:
    engine, session = started(tmp_path)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("enter", *"Reading", "enter")
            assert "1 planned" in it.words()
            assert "3 ended" in it.words()
            await it.press("m", "q", "f")
            assert it.at_the_step
            assert session.state.ended == {}
            assert rows(it)[0].get("state", "") == ""
            await it.press("r")
            assert rows(it)[0]["state"] == "running"
            await it.press("enter", *"Ana", "enter", "shift+tab", "shift+tab", "3")
            assert rows(it) == [{"name": "Reading", "state": "ended", "lead": "Ana"}]


async def test_a_wrong_number_and_a_missing_choice_are_told_in_their_cells(tmp_path: Path) -> None:
    engine, session = started(tmp_path)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("enter", *"Reading", "enter", "enter", "enter", "enter", *"2020-01-31", "enter")
            assert "in the past" not in it.words()
            await it.press(*"many", "enter")
            assert "'many' is no number" in it.words()
            await it.press(*["backspace"] * 4, "5", "ctrl+s")
            assert "Row 1 needs something under State" in it.words()
            assert on_record(session) == []
            await it.press("2", "escape", *["right"] * 3, "7", "5", "enter", "ctrl+s")
            (answer,) = session.answers("initiatives")["rows"]
            assert [(row["name"], row["state"], row["hours"]) for row in answer.response.rows] == [
                ("Reading", "running", "75")
            ]


async def test_what_was_wrong_with_a_cell_is_told_also_when_its_words_and_enter_come_at_once(tmp_path: Path) -> None:
    engine, session = started(tmp_path)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("enter", *"Reading", "enter", "enter", "enter", "enter", "enter")
            await it.burst(*"many", "enter")
            assert "'many' is no number" in it.words()
            asker = it.room.asking.asker
            assert isinstance(asker, Filling)
            assert asker.begun == {(0, asker.column): "many"}
            await it.press("x")
            assert "is no number" not in it.words()
            await it.press("backspace")
            assert "is no number" not in it.words()


async def test_rows_added_to_a_list_outlive_leaving_it(tmp_path: Path) -> None:
    engine, session = started(tmp_path)
    session.answer("initiatives", "rows", {"rows": [{"name": "Reading", "state": "ended"}]})
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("enter", "enter", *"Chess", "enter", "2", "escape", "escape")
            assert "a change was begun" in it.words()
            assert on_record(session) == ["Reading"]
            await it.press("enter", "ctrl+s")
            assert on_record(session) == ["Reading", "Chess"]
            await it.press("u", "u", "ctrl+s")
            assert on_record(session) == ["Reading", "Chess"]
            await it.press("enter", "up", "up", "up", "delete", "escape", "backspace")
            assert "a change was begun" not in it.words()
            await it.press("enter", "ctrl+s")
            assert on_record(session) == ["Reading", "Chess"]


async def test_a_new_row_that_begins_with_an_option_goes_on_to_the_next_cell(tmp_path: Path) -> None:
    engine = hansei.open_engine(tmp_path / "room.db")
    session = engine.start("root-cause-analysis", team=hansei.Team("Lincoln"), people=("Ana",))
    session.move(next(each.path for each in session.agenda if "data-protocol" in each.step.instruments))
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("2", *"Ana", "enter")
            assert it.at_the_step
            assert [list(row.values()) for row in rows(it)] == [["Facilitator", "Ana"]]


CYCLES = """
toolkit: cycles
version: "1"
title: Cycles
sections:
  - id: one
    title: One
    activities:
      - id: try
        title: Try
        steps: [{id: out, text: Try it., instruments: [pdsa]}]
instruments:
  pdsa: {kind: improvement-cycle, title: Late, cycles: 2}
"""


async def test_the_rows_of_a_table_in_a_grid_are_seen_while_a_cell_is_written(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "toolkit.yaml").write_text(CYCLES, encoding="utf-8")
    with hansei.open_engine(tmp_path / "room.db", toolkits=[tmp_path / "kit"]) as engine:
        session = engine.start("cycles", team=hansei.Team("Lincoln"))
        async with held(session, engine, (80, 24)) as it:
            await it.press("enter")
            await it.write("Gate list")
            await it.press("enter")
            assert it.room.writing is not None
            assert "Row 1 · Owner" in it.words()
            assert "Gate list" in it.words()
