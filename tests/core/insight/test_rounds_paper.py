"""Rounds on paper: who stood where, in their words and with what they refused."""

from __future__ import annotations

import pytest

import hansei
from hansei.document import Cell, Paragraph, Table
from hansei.insight.rounds_paper import rounds_on_paper


@pytest.fixture
def revealed(engine: hansei.Engine) -> hansei.Session:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.groups.form({"Door": 4, "Window": 3})
    session.rounds.open("culture", by="group")
    refused = {"accomplished": "Bus staff were not asked."}
    rated = {"level": {"level": "evolving", "refused": refused}, "evidence": "Posters hang.\n\nNobody   reads them."}
    session.answer("culture", "vision", rated, rater="Door")
    session.rate("culture", "vision", level="beginning", rater="Window")
    session.rounds.reveal("culture")
    return session


def test_a_position_keeps_the_lines_of_its_evidence_and_what_was_refused(revealed: hansei.Session) -> None:
    positions = _cell(revealed).blocks
    door, window = (each for each in positions if isinstance(each, Paragraph))
    assert (door.label, window.label) == ("Door", "Window")
    assert "".join(span.text for span in door.text).splitlines() == [
        "Evolving — Posters hang.",
        "Nobody reads them.",
        "Accomplished – not yet: Bus staff were not asked.",
    ]


def _cell(session: hansei.Session) -> Cell:
    table = next(each for each in rounds_on_paper(session, "culture") if isinstance(each, Table))
    return table.rows[0][1]


def test_who_is_behind_the_numbers_is_said_once_where_it_is_the_same(engine: hansei.Engine) -> None:
    blocks = list(rounds_on_paper(_two_rows(engine, window=("vision", "goals")), "culture"))
    table = next(each for each in blocks if isinstance(each, Table))
    assert "Who is behind it" not in _heads(table)
    said = {each.label: each.text[0].text for each in blocks if isinstance(each, Paragraph)}
    assert said["Who is behind it"] == "2 of 2 chose a level"


def test_who_is_behind_the_numbers_is_a_column_where_it_differs(engine: hansei.Engine) -> None:
    table = next(
        each for each in rounds_on_paper(_two_rows(engine, window=("vision",)), "culture") if isinstance(each, Table)
    )
    assert _heads(table)[-1] == "Who is behind it"


def _two_rows(engine: hansei.Engine, *, window: tuple[str, ...]) -> hansei.Session:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.groups.form({"Door": 4, "Window": 3})
    session.rounds.open("culture", by="group", items=("vision", "goals"))
    for rater, rows in {"Door": ("vision", "goals"), "Window": window}.items():
        for row in rows:
            session.rate("culture", row, level="evolving", rater=rater)
    session.rounds.reveal("culture")
    return session


def _heads(table: Table) -> list[str]:
    return [block.text[0].text for cell in table.header[0] for block in cell.blocks if isinstance(block, Paragraph)]


def test_those_who_say_the_same_stand_together(engine: hansei.Engine) -> None:
    cell = _cell(_two_rows(engine, window=("vision", "goals")))
    (position,) = (each for each in cell.blocks if isinstance(each, Paragraph))
    assert (position.label, position.text[0].text) == ("Door, Window", "Evolving")
