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
