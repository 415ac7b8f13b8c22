"""Links between sessions: what is offered, taken and left; its words stay, whatever becomes of where they were."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei.document.exporter import Report
from hansei.errors import ClosedSessionError, UsageError
from hansei.form import Column, Table, Text
from hansei.insight.beginnings import from_where, proposed
from hansei.insight.report import report
from hansei.insight.transcript import transcript
from hansei.record.events import BeganWith
from hansei.testing import words
from tests.core.samples import write_toolkit
from tests.toolkits.causes import CHALLENGE, found_causes

TEAM = hansei.Team("Oak Street", kind="building", of="Lakeview")
ASKING = """\
toolkit: asking
version: "1"
title: Asking
source: {by: us, licence: CC BY 4.0}
sections:
  - id: only
    title: Only
    activities:
      - id: all
        title: All
        steps: [{id: all, text: All of it., instruments: [low, there, mine]}]
instruments:
  low:
    kind: register
    ask: What is low?
    begins_with: [{result: row, kind: rubric, at_most: often}]
    columns: [{id: size, title: Size, type: number}, {id: what, title: What}]
    named_by: what
  there:
    kind: prompts
    begins_with: [{result: row, toolkit: rating, instrument: habits, at: [always], fills: b}]
    prompts: [{id: a, text: First?}, {id: b, text: Second?}]
  mine:
    kind: prompts
    begins_with: [{result: decision, toolkit: rating, at: [go]}]
    prompts: [{id: a, text: First?}]
"""
RATING = """\
toolkit: rating
version: "1"
title: Rating
source: {by: us, licence: CC BY 4.0}
sections:
  - id: only
    title: Only
    activities:
      - id: all
        title: All
        steps: [{id: all, text: All of it., instruments: [habits, list, each]}]
instruments:
  habits:
    kind: rubric
    ideal: left
    levels: [{id: always, title: Always}, {id: often, title: Often}, {id: seldom, title: Seldom}]
    evidence: Why?
    criteria:
      - {id: meet, title: We meet, levels: {always: a, often: b, seldom: c}}
      - {id: read, title: We read, levels: {always: a, often: b, seldom: c}}
      - {id: talk, title: We talk, levels: {always: a, often: b, seldom: c}}
  list:
    kind: register
    ask: What runs?
    columns: [{id: name, title: Name}]
  each:
    kind: choice
    for_each: list
    ask: Go or stop?
    why: Why?
    options: [{id: go, text: Go on with it}, {id: stop, text: Stop it}]
"""


@pytest.fixture
def causes(engine: hansei.Engine) -> hansei.Session:
    return found_causes(engine, TEAM)


@pytest.fixture
def cycle(engine: hansei.Engine, causes: hansei.Session) -> hansei.Session:
    return engine.start("improvement-cycle", team=TEAM)


def take(engine: hansei.Engine, session: hansei.Session) -> BeganWith:
    (each,) = engine.beginnings(session)
    return session.origins.take(each.instrument, each.origin, each.item)


def on_paper(made: Report) -> str:
    return "\n".join(words(made.document.blocks))


def test_a_challenge_is_offered_to_the_same_team_and_to_nobody_else(
    engine: hansei.Engine, causes: hansei.Session, cycle: hansei.Session
) -> None:
    (each,) = engine.beginnings(cycle)
    assert (each.instrument, each.item) == ("start", "challenge")
    assert (each.origin.session, each.origin.instrument, each.origin.item) == (
        causes.id,
        "cause-tree",
        "nobody",
    )
    assert each.origin.words == CHALLENGE
    assert each.origin.because == "the root cause: Nobody set them"
    assert from_where(each.origin, cycle.id).startswith("Root-Cause Analysis, ")
    other = engine.start("improvement-cycle", team=hansei.Team("Elm Street", kind="building"))
    assert engine.beginnings(other) == ()
    assert engine.beginnings(causes) == ()


def test_the_gap_on_top_of_the_vote_starts_the_tree_of_the_same_session(engine: hansei.Engine) -> None:
    session = engine.start("root-cause-analysis", team=TEAM, people=["Ann"])
    rows = [{"gap": gap, "who": "Grade 9"} for gap in ("Late", "Absent")]
    session.answer("gaps", "rows", {"rows": rows})
    assert engine.beginnings(session) == ()
    late, absent = (option.id for option in session.items("first-gap")[0].among)
    session.answer("first-gap", "vote", {f"dots-{late}": 1, f"dots-{absent}": 2}, rater="Ann")
    (each,) = engine.beginnings(session)
    assert (each.instrument, each.item, each.origin.words, each.origin.because) == (
        "cause-tree",
        "tree",
        "Absent",
        "2 dots",
    )
    session.origins.take(each.instrument, each.origin, each.item)
    assert proposed(session, "cause-tree", "tree", Text("problem", "?")) == "Absent"


def test_it_is_taken_undone_taken_again_and_left(engine: hansei.Engine, cycle: hansei.Session) -> None:
    taken = take(engine, cycle)
    with pytest.raises(UsageError, match="begins with that already"):
        take(engine, cycle)
    assert cycle.undo() == taken
    assert cycle.origins.all == ()
    again = take(engine, cycle)
    cycle.answer("start", "know", {"text": "Little"})
    assert engine.open(cycle.id).origins.all == (again,)
    cycle.origins.leave(again)
    assert cycle.origins.all == ()
    assert cycle.response("start", "know").text == "Little"
    with pytest.raises(UsageError, match="not begin with that any more"):
        cycle.origins.leave(again)
    with pytest.raises(UsageError, match="begins with no result"):
        cycle.origins.take("goal", again.origin)
    cycle.close()
    with pytest.raises(ClosedSessionError):
        take(engine, cycle)


def test_where_it_came_from_is_told_in_the_report_and_the_record(
    engine: hansei.Engine, causes: hansei.Session, cycle: hansei.Session
) -> None:
    origin = take(engine, cycle).origin
    told = on_paper(report(cycle))
    line = f"From {from_where(origin, cycle.id)}"
    assert told.count(line) == 2, "at its step, and where the chain begins"
    assert f"{CHALLENGE} (the root cause: Nobody set them)" in told
    (kept,) = transcript(cycle)["began_with"]
    assert kept["instrument"] == "start"
    assert (kept["from"]["session"], kept["from"]["result"]) == (causes.id, "challenge")
    for name, exporter in engine.exporters.items():
        if name not in ("html", "markdown", "json"):  # what others draw is tried where they are
            continue
        data = exporter.export(report(cycle)).decode()
        assert CHALLENGE in data
        assert "Root-Cause Analysis" in data


def test_the_words_stay_when_the_session_they_are_from_is_forgotten(
    engine: hansei.Engine, causes: hansei.Session, cycle: hansei.Session
) -> None:
    take(engine, cycle)
    engine.care.delete(causes.id)
    again = engine.open(cycle.id)
    assert engine.beginnings(again) == ()
    assert CHALLENGE in on_paper(report(again))
    (kept,) = again.origins.all
    again.origins.leave(kept)
    assert again.origins.all == ()


def test_rows_are_offered_by_where_they_stand(tmp_path: Path) -> None:
    folders = [write_toolkit(tmp_path / name, text) for name, text in (("asking", ASKING), ("rating", RATING))]
    with hansei.open_engine(tmp_path / "s.db", toolkits=folders) as engine:
        rated = engine.start("rating", team=TEAM, people=["Ann", "Bo"])
        rated.rate("habits", "meet", level="seldom", evidence="Once")
        rated.rate("habits", "read", level="always")
        for who, level in (("Ann", "often"), ("Bo", "seldom")):
            rated.rate("habits", "talk", level=level, rater=who)
        rated.answer("list", "rows", {"rows": [{"name": "Choir"}, {"name": "Chess"}]})
        for item, option in zip(rated.items("each"), ("go", "stop"), strict=True):
            rated.answer("each", item.id, {"options": option, "why": "We looked"})
        asking = engine.start("asking", team=TEAM)
        found = {each.instrument: each for each in engine.beginnings(asking)}
        assert {id_: each.origin.words for id_, each in found.items()} == {
            "low": "We meet",
            "there": "We read",
            "mine": "Choir",
        }
        assert {each.item for each in found.values()} == {"rows", "b", "a"}
        assert found["low"].origin.because == "Seldom — Once"
        assert found["mine"].origin.because == "Go on with it — We looked"
        for each in found.values():
            asking.origins.take(each.instrument, each.origin, each.item)
        text, table = Text("t", "?"), Table("t", "?", (Column("n", "N", "number"), Column("w", "W")))
        assert proposed(asking, "there", "b", text) == "We read"
        assert proposed(asking, "there", "a", text) is None
        assert proposed(asking, "low", "rows", table) == [{"w": "We meet"}]
        assert "Choir (Go on with it — We looked)" in on_paper(report(asking))
