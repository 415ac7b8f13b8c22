"""The demo's buildings: handed in by file, one in two copies, reviewed by the district, one asked back."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

import hansei
from hansei.insight.beyond import beyond
from hansei.insight.reviewing import Reviewing
from tests.e2e.program import Here


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(capsys, monkeypatch)


def test_every_buildings_session_came_by_file_from_a_sender_of_its_own(made: dict[str, Any]) -> None:
    with hansei.open_engine() as engine:
        entries = engine.handoff.entries()
        assert Counter(each.head.team for each in entries if each.head) == dict.fromkeys(
            ("Alder Elementary", "Birchfield Elementary", "Hawthorn Middle School", "Northgate High School"), 2
        )
        senders = {(each.head.team, copy.fingerprint) for each in entries for copy in each.copies if each.head}
        assert len(senders) == 4
        assert [head.team_kind for head in engine.sessions() if not head.origin] == ["district"] * 2


def test_one_is_there_in_two_copies_until_somebody_settles_it(made: dict[str, Any], run: Here) -> None:
    with hansei.open_engine() as engine:
        (entry,) = [each for each in engine.handoff.entries() if each.conflict]
        assert entry.conflict == "diverged"
        reviewing = engine.reviewing(made["latest"])
        hawthorn = next(each for each in reviewing.review().handed if each.session == entry.session)
        assert hawthorn.copies
        engine.handoff.settle(entry.session, entry.session)
        assert not any(each.conflict for each in engine.handoff.entries())
    run("demo").done()
    with hansei.open_engine() as engine:
        assert not any(each.conflict for each in engine.handoff.entries()), "making it again opens nothing anew"


def test_the_district_looked_at_all_of_them_before_it_filled_its_plan(made: dict[str, Any], run: Here) -> None:
    with hansei.open_engine() as engine:
        session = engine.open(made["latest"])
        reviewing = Reviewing(session)
        assert reviewing.last is not None
        assert len(reviewing.last.sources) == 4
        taken = [each for each in session.following.all if each.action.sources]
        assert len(taken) == 4
        assert sorted(len(each.action.sources) for each in taken) == [1, 1, 2, 2]
        for each in taken:
            for source in beyond(session, each):
                assert source.chain is not None
                assert source.chain.words, "down to the evidence"
        assert any(not each.taken for each in reviewing.proposals(reviewing.review())), "something is left to try"
    page = run("report", made["latest"], "--format", "md", "-o", "-").done().out
    assert "Where these lines came from" in page
    assert "Hawthorn Middle School: It stopped" not in page
    assert "It stopped when the coach left." in page


def test_one_point_of_two_years_says_why_it_is_not_comparable(made: dict[str, Any], run: Here) -> None:
    with hansei.open_engine() as engine:
        kept = {
            (head.team, head.started): engine.open(head.session).state.kept
            for head in engine.sessions()
            if head.team_kind == "building" and "~" not in head.session
        }
        changed = [(team, each.why) for (team, _), steps in kept.items() for each in steps.values() if not each.kept]
        assert [team for team, _ in changed] == ["Hawthorn Middle School"]
        assert "Beginning column" in changed[0][1]


def test_a_question_waits_for_a_building(made: dict[str, Any], run: Here) -> None:
    run("demo").done()
    with hansei.open_engine() as engine:
        (question,) = engine.handoff.questions.asked()
        assert question.open
        assert "Birchfield" in question.team
