"""A chain of several links: what follows what came out of something that follows another one itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hansei
from hansei.insight.chain import chains
from hansei.insight.report import report
from hansei.insight.transcript import transcript
from hansei.testing import words
from tests.core.samples import write_toolkit

CHAIN = """\
toolkit: chain
version: "1"
title: Chain
source: {by: us, licence: CC BY 4.0}
sections:
  - id: only
    title: Only
    activities:
      - id: all
        title: All
        steps: [{id: all, text: All of it., instruments: [gaps, vote, why, test, onward]}]
instruments:
  gaps:
    kind: register
    ask: Which gaps?
    columns: [{id: gap, title: Gap}]
  vote:
    kind: prioritise
    for_each: gaps
    ask: Which first?
    take: 1
  why:
    kind: cause-tree
    for_each: vote
    begin: whys
  test:
    kind: checklist
    for_each: why
    statements: [{id: ours, text: It is ours.}, {id: seen, text: We saw it.}]
  onward:
    kind: prompts
    for_each: test
    prompts: [{id: do, text: What do we do about it?, answers: actions}]
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[hansei.Session]:
    with hansei.open_engine(tmp_path / "s.db", toolkits=[write_toolkit(tmp_path / "chain", CHAIN)]) as engine:
        made = engine.start("chain", team=hansei.Team("Oak Street"))
        made.answer("gaps", "rows", {"rows": [{"gap": "Late"}, {"gap": "Absent"}]})
        yield made


def vote(session: hansei.Session, first: str) -> None:
    dots = {option.title: option.id for option in session.items("vote")[0].among}
    session.answer("vote", "vote", {f"dots-{id_}": 2 if title == first else 1 for title, id_ in dots.items()})


def trace(session: hansei.Session, cause: str) -> None:
    (item,) = [each for each in session.items("why") if session.response("why", each.id) is None]
    whys = [{"why": cause, "id": "root"}]
    given = {"problem": item.row, "whys": whys, "causes": [], "root": "root", "evidence": "", "challenge": "Mend it"}
    session.answer("why", item.id, given)


def test_each_link_asks_for_what_the_one_before_came_to(session: hansei.Session) -> None:
    assert [session.items(id_) for id_ in ("why", "test", "onward")] == [(), (), ()]
    vote(session, "Absent")
    assert [item.row for item in session.items("why")] == ["Absent"]
    trace(session, "No bus")
    assert [item.short for item in session.items("test")] == [
        "Absent: No bus: It is ours.",
        "Absent: No bus: We saw it.",
    ]
    ours, seen = session.items("test")
    session.answer("test", ours.id, {"mark": "yes"})
    session.answer("test", seen.id, {"mark": "not yet"})
    (onward,) = session.items("onward")
    assert (onward.row, onward.because) == ("Absent: No bus: We saw it.", "not yet")
    session.answer("onward", onward.id, {"actions": [{"text": "Ride along"}]})
    found = [
        (chain.instrument, chain.row.label, [link.instrument for link in chain.links]) for chain in chains(session)
    ]
    assert [each[0] for each in found] == ["gaps", "gaps", "vote", "why", "test"]
    assert found[2][1:] == ("Absent", ["why"])
    assert found[-1][2] == ["onward"]
    assert "Ride along" in "\n".join(words(report(session).document.blocks))


def test_what_was_answered_stays_when_another_one_comes_out(session: hansei.Session) -> None:
    vote(session, "Absent")
    trace(session, "No bus")
    session.answer("test", session.items("test")[0].id, {"mark": "not yet"})
    vote(session, "Late")
    assert [item.row for item in session.items("why")] == ["Late", "Absent"]
    trace(session, "Two bells")
    told = "\n".join(words(report(session).document.blocks))
    for said in ("No bus", "Two bells"):
        assert said in told
    record = transcript(session)
    assert {each["instrument"] for each in record["answers"] if each["says"]} == {"gaps", "vote", "why", "test"}


def test_the_portfolio_leaves_a_team_s_own_rows_out(session: hansei.Session, tmp_path: Path) -> None:
    vote(session, "Absent")
    trace(session, "No bus")
    session.answer("test", session.items("test")[0].id, {"mark": "yes"})
    with hansei.open_engine(tmp_path / "s.db") as engine:
        engine.portfolio.catch_up()
        assert engine.portfolio.faults() == []
