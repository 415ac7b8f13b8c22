"""A kind that the terminal has never heard of, with every type of question, is asked like a built-in one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen

import hansei
from hansei.document import Block
from hansei.engine import Engine
from hansei.errors import ResponseError
from hansei.form import Choose, Column, Given, Number, Option, Question, Table, Text, Walk
from hansei.kinds.kind import Answers, Item, Kind
from hansei.plugins import hookimpl
from hansei.plugins.host import Plugins
from hansei.record.session import Session
from hansei_tui.run.instrument import Asking

from .rooms import held

TOOLKIT = """
toolkit: tried
version: "1"
title: Everything that can be asked
sections:
  - id: only
    title: Only
    activities:
      - id: activity-1
        title: Activity 1
        steps:
          - {id: all, text: Answer *all* of it., number: "1", instruments: [everything]}
instruments:
  everything:
    kind: everything
    title: Everything
    names: [one, two]
"""


@frozen
class Definition:
    names: tuple[str, ...]


@frozen
class Response:
    level: str
    colours: tuple[str, ...]
    count: float | None
    rows: tuple[dict[str, str], ...] = field(default=())
    why: str = ""


class Everything(Kind[Definition, Response, int]):
    name = "everything"
    definition = Definition
    response = Response

    def items(self, definition: Definition, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        return tuple(Item(name, name.capitalize()) for name in definition.names)

    def form(self, definition: Definition, item: Item, given: Given) -> Question | None:
        options = tuple(Option(each, each.capitalize()) for each in ("red", "green", "blue"))
        asked: tuple[Question, ...] = (
            Walk(
                "level",
                "How far?",
                (Option("low", "Low"), Option("mid", "Mid"), Option("high", "High")),
                0,
                direction=1,
            ),
            Choose("colours", "Which?", options, many=True),
            Number("count", "How many?", low=0, high=10, unit="people", optional=True),
            Table("rows", "Who?", (Column("who", "Who"), Column("size", "Size", "choice", ("S", "L")))),
            Text("why", "Why?"),
        )
        return next((question for question in asked if question.id not in given), None)

    def respond(self, definition: Definition, item: Item, given: Given) -> Response:
        return Response(
            given["level"]["level"],
            tuple(given["colours"]),
            given.get("count"),
            tuple(given.get("rows") or ()),
            given.get("why", ""),
        )

    def given(self, definition: Definition, item: Item, response: Response) -> Given:
        return {
            "level": {"level": response.level, "refused": {}},
            "colours": list(response.colours),
            "count": response.count,
            "rows": list(response.rows),
            "why": response.why,
        }

    def check(self, definition: Definition, item: Item, response: Response) -> None:
        if response.why == "nonsense":
            raise ResponseError("no nonsense, please", field="why")

    def say(self, definition: Definition, item: Item, response: Response) -> str:
        return response.level

    def summary(self, definition: Definition, items: Sequence[Item], answers: Answers) -> int:
        return len(answers)

    def document(self, definition: Definition, items: Sequence[Item], summary: int | None) -> tuple[Block, ...]:
        return ()


class Plugin:
    @hookimpl
    def hansei_kinds(self) -> list[Any]:
        return [Everything()]


def started(tmp_path: Path) -> tuple[Engine, Session]:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "toolkit.yaml").write_text(TOOLKIT, encoding="utf-8")
    plugins = Plugins(extra={"everything": Plugin()})
    engine = hansei.open_engine(tmp_path / "room.db", plugins=plugins, toolkits=[tmp_path / "kit"])
    return engine, engine.start("tried", team=hansei.Team("Riverside"))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_every_type_of_question_is_asked(tmp_path: Path, size: tuple[int, int]) -> None:
    engine, session = started(tmp_path)
    with engine:
        async with held(session, engine, size) as it:
            await it.press("right", "enter")  # not yet low, mid it is
            await it.press("enter")
            assert "Choose at least one" in it.words()
            await it.press("1", "3", "enter")
            assert it.answers("everything")["one"] == [Response("mid", ("red", "blue"), None)]
            assert it.room.writing is not None
            await it.press(*"12", "enter")
            assert "Give a number from 0 to 10" in it.words()
            await it.press("backspace", "enter")
            await it.press("enter", *"Ana", "enter", "space", "ctrl+s")
            await it.press(*"so", "enter")
            assert it.answers("everything")["one"] == [
                Response("mid", ("red", "blue"), 1.0, ({"who": "Ana", "size": "S"},), "so")
            ]
            assert it.room.asking.task is not None
            assert it.room.asking.task.item.id == "two"


async def test_what_the_kind_refuses_is_said_and_stays_in_the_form(tmp_path: Path) -> None:
    engine, session = started(tmp_path)
    with engine:
        async with held(session, engine) as it:
            await it.press("enter", "1", "enter", "enter", "ctrl+s", *"nonsense", "enter")
            assert "no nonsense, please" in it.words()
            assert it.screen.stage.writer.text == "nonsense"
            assert it.answers("everything")["one"][0].why == ""


async def test_what_was_given_and_is_not_enough_comes_back(tmp_path: Path) -> None:
    engine, session = started(tmp_path)
    with engine:
        async with held(session, engine) as it:
            await it.press("right", "enter", "2")
            assert it.answers("everything") == {}
        again = engine.open(session.id)
        async with held(again, engine) as it:
            assert "[x]" in it.words()
            await it.press("enter")
            assert it.answers("everything")["one"] == [Response("mid", ("green",), None)]


async def test_escape_goes_back_one_question(tmp_path: Path) -> None:
    engine, session = started(tmp_path)
    with engine:
        async with held(session, engine) as it:
            await it.press("enter", "escape", "right", "enter", "1", "enter")
            assert it.answers("everything")["one"][0].level == "mid"


def test_what_can_be_recorded_is_known_without_any_screen(tmp_path: Path) -> None:
    engine, session = started(tmp_path)
    with engine:
        asking = Asking(session, session.agenda[0])
        assert asking.complete({"level": {"level": "low"}}) is None
        enough = {"level": {"level": "low"}, "colours": ["red"]}
        assert asking.complete(enough) == enough
        assert asking.grid() is None
        assert asking.open == 2


async def test_a_kind_that_is_not_at_hand_is_said(tmp_path: Path) -> None:
    engine, session = started(tmp_path)
    engine.close()
    with hansei.open_engine(tmp_path / "room.db") as plain:
        again = plain.open(session.id)
        async with held(again, plain) as it:
            assert "no plugin here knows the kind 'everything'" in " ".join(it.words().split())
