"""Rows that an instrument is limited to: those for which another one came to a certain place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hansei
from hansei.insight.chain import chains
from tests.core.samples import write_toolkit

REVIEW = """\
toolkit: review
version: "1"
title: Review
source: {by: us, licence: CC BY 4.0}
sections:
  - id: only
    title: Only
    activities:
      - id: all
        title: All
        steps: [{id: all, text: All of it., instruments: [runs, worth, verdict, better, weak]}]
instruments:
  runs:
    kind: register
    ask: What runs?
    columns: [{id: name, title: Name}]
  worth:
    kind: rubric
    for_each: runs
    levels: [{id: low, title: Low}, {id: high, title: High}]
    criteria: [{id: need, title: Need, levels: {low: none, high: much}}]
  verdict:
    kind: choice
    for_each: runs
    ask: What now?
    options: [{id: keep, text: Keep}, {id: improve, text: Improve}, {id: stop, text: Stop}]
  better:
    kind: prompts
    for_each: runs
    where: {verdict: [improve, stop]}
    prompts: [{id: how, text: How?}]
  weak:
    kind: prompts
    for_each: runs
    where: {verdict: [improve], worth: [low]}
    prompts: [{id: why, text: Why so weak?}]
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[hansei.Session]:
    with hansei.open_engine(tmp_path / "s.db", toolkits=[write_toolkit(tmp_path / "review", REVIEW)]) as engine:
        made = engine.start("review", team=hansei.Team("Oak Street"))
        made.answer("runs", "rows", {"rows": [{"name": name} for name in ("Choir", "Chess", "Lunch")]})
        yield made


def decided(session: hansei.Session, *options: str) -> None:
    for item, option in zip(session.items("verdict"), options, strict=True):
        session.answer("verdict", item.id, {"options": option})


def asked(session: hansei.Session, instrument: str) -> list[str]:
    return [item.row for item in session.items(instrument)]


def test_only_rows_that_stand_there_are_asked_for(session: hansei.Session) -> None:
    assert asked(session, "better") == []
    decided(session, "improve", "keep", "stop")
    assert asked(session, "better") == ["Choir", "Lunch"]
    assert asked(session, "weak") == [], "both must be so"
    session.rate("worth", session.items("worth")[0].id, level="low")
    assert asked(session, "weak") == ["Choir"]


def test_what_was_answered_stays_when_the_decision_changes(session: hansei.Session) -> None:
    decided(session, "improve", "keep", "keep")
    (item,) = session.items("better")
    session.answer("better", item.id, {"text": "Sing more"})
    decided(session, "keep", "improve", "keep")
    assert asked(session, "better") == ["Chess", "Choir"]
    assert session.response("better", item.id).text == "Sing more"


def test_the_chain_shows_no_question_that_is_not_asked(session: hansei.Session) -> None:
    decided(session, "improve", "keep", "keep")
    links = {chain.row.label: {link.instrument for link in chain.links} for chain in chains(session)}
    assert {row: "better" in found for row, found in links.items()} == {"Choir": True, "Chess": False, "Lunch": False}
