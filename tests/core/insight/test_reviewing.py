"""A district's plan completed out of what buildings handed in: lines proposed, taken, and followed back."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei.errors import ClosedSessionError, ResponseError, UsageError
from hansei.insight.beyond import beyond
from hansei.insight.chain import chains, why_do_we
from hansei.insight.handed_in import handed_in
from hansei.insight.report import session_document
from hansei.insight.reviewing import Reviewing, plans, reviews_here
from hansei.record.events import Answered, Noted, Reviewed
from hansei.record.lines import write
from hansei.record.log import Line
from hansei.testing import words

from ..handed import building, four_buildings, receive


@pytest.fixture
def buildings(tmp_path: Path, engine: hansei.Engine) -> dict[str, hansei.Session]:
    found = four_buildings(tmp_path)
    for each in found.values():
        receive(engine, each)
    return found


@pytest.fixture
def reviewing(buildings: dict[str, hansei.Session], session: hansei.Session) -> Reviewing:
    return Reviewing(session)


def test_a_line_for_every_row_that_calls_for_work(reviewing: Reviewing, buildings: dict[str, hansei.Session]) -> None:
    found = reviewing.proposals(reviewing.review())
    assert [(each.item, each.teams, each.line["action"]) for each in found] == [
        ("team.building", ("Birch",), "Choose a team"),
        ("team.building", ("Cedar",), "Find [two] & <b>more</b>"),
        ("needs.building", ("Alder", "Birch"), "Read data every month"),
        ("goals.building", ("Alder", "Birch"), "Create: Alder, Birch"),
    ]
    assert [len(each.sources) for each in found] == [1, 1, 2, 2]
    assert found[2].line["lead"] == "Ann (Alder), Ann (Birch)"
    assert found[2].line["by-when"] == "2031-05-01"
    alder, birch = buildings["Alder"], buildings["Birch"]
    assert found[3].line["from"] == f"{alder.id}:balance/goals.building {birch.id}:balance/goals.building"
    assert len({each.key for each in found}) == 4
    assert not any(each.taken for each in found)


def test_nothing_is_written_before_a_yes(reviewing: Reviewing) -> None:
    before = reviewing.session.state.version
    reviewing.proposals(reviewing.review())
    assert reviewing.session.state.version == before
    assert not reviewing.session.refresh()


def test_a_line_that_is_taken_is_in_the_plan_with_where_it_came_from(reviewing: Reviewing) -> None:
    session = reviewing.session
    review = reviewing.review()
    line = reviewing.proposals(review)[2]
    reviewing.take(review, line, {"lead": "Ruth", "by-when": ""})
    (action,) = session.following.all
    assert (action.instrument, action.item.id) == ("district-plan", "needs.building")
    assert (action.action.text, action.action.owner, action.action.due) == ("Read data every month", "Ruth", "")
    assert action.action.sources == tuple(map(str, line.sources))
    assert "needs.building" in [item.id for item in session.items("district-plan")]
    assert session.say(session.state.answers["district-plan"]["needs.building", "team", 1]).endswith(
        "(from 2 rows of other teams)"
    )
    assert [each.taken for each in reviewing.proposals(reviewing.review())] == [False, False, True, False]
    with pytest.raises(UsageError, match="has this line already"):
        reviewing.take(review, line)


def test_a_second_line_of_a_row_is_added_to_the_first(reviewing: Reviewing) -> None:
    review = reviewing.review()
    first, second, *_ = reviewing.proposals(review)
    reviewing.session.answer("district-plan", "team.building", {"lines": [{"action": "Our own"}]})
    reviewing.take(review, first)
    reviewing.take(review, second)
    texts = [each.action.text for each in reviewing.session.following.all]
    assert texts == ["Our own", "Choose a team", "Find [two] & <b>more</b>"]


def test_what_was_looked_at_is_recorded_with_it_once(
    reviewing: Reviewing, buildings: dict[str, hansei.Session], engine: hansei.Engine
) -> None:
    review = reviewing.review()
    first, second, *_ = reviewing.proposals(review)
    before = reviewing.session.state.version
    reviewing.take(review, first)
    reviewing.take(review, second)
    types = [type(event) for event in reviewing.session.state.events[before:]]
    assert types == [Reviewed, Answered, Answered]
    assert reviewing.last is not None
    assert [(each.session, each.team, each.lines) for each in reviewing.last.sources] == [
        (each.id, name, each.state.version) for name, each in buildings.items()
    ]
    assert not reviewing.looked(review)


def test_two_windows_that_take_lines_for_one_row_keep_both(reviewing: Reviewing, store: Path) -> None:
    review = reviewing.review()
    first, second, *_ = reviewing.proposals(review)
    with hansei.open_engine(store) as other:
        theirs = other.reviewing(reviewing.session.id)
        theirs.take(theirs.review(), first)
        reviewing.take(review, second)
        with pytest.raises(UsageError, match="has this line already"):
            theirs.take(theirs.review(), second)
    texts = [each.action.text for each in reviewing.session.following.all]
    assert texts == ["Choose a team", "Find [two] & <b>more</b>"]


def test_a_change_that_does_not_fit_leaves_nothing_behind(reviewing: Reviewing) -> None:
    review = reviewing.review()
    line = reviewing.proposals(review)[0]
    before = reviewing.session.state.version
    with pytest.raises(ResponseError, match="by-when"):
        reviewing.take(review, line, {"by-when": "soon"})
    with pytest.raises(ResponseError, match="words under"):
        reviewing.take(review, line, {"action": ""})
    assert reviewing.session.state.version == before
    reviewing.session.close()
    with pytest.raises(ClosedSessionError):
        reviewing.take(review, line)


def test_taking_it_back_frees_the_line_again(reviewing: Reviewing) -> None:
    review = reviewing.review()
    reviewing.take(review, reviewing.proposals(review)[0])
    reviewing.session.undo()
    assert not any(each.taken for each in reviewing.proposals(reviewing.review()))
    assert reviewing.last is not None  # it was looked at all the same


def test_the_line_keeps_where_it_came_from_when_its_words_change(reviewing: Reviewing) -> None:
    review = reviewing.review()
    reviewing.take(review, reviewing.proposals(review)[0])
    session = reviewing.session
    this, kind = session.instrument("district-plan")
    item = session.item("district-plan", "team.building")
    given = kind.given(this.definition, item, session.response("district-plan", "team.building"))
    given["lines"][0]["action"] = "Choose teams everywhere"
    session.answer("district-plan", "team.building", given)
    (action,) = session.following.all
    assert action.action.text == "Choose teams everywhere"
    assert action.action.sources
    assert reviewing.proposals(review)[0].taken


def test_what_a_building_sends_after_the_review_is_marked(
    tmp_path: Path, engine: hansei.Engine, reviewing: Reviewing
) -> None:
    assert reviewing.looked(reviewing.review())
    assert [each.news for each in reviewing.review().handed] == [""] * 4
    receive(engine, building(tmp_path, "Elm", {"team.building": ("create", "x")}))
    alder = reviewing.review().handed[0]
    later = engine.log.read(alder.session)[-1:]
    engine.log.append(alder.session, alder.lines, [Line(1, later[0])])
    assert [each.news for each in reviewing.review().handed] == ["more", "", "", "", "new"]
    then = reviewing.then()
    assert then is not None
    assert (then.handed[0].team, then.handed[0].lines) == ("Alder", alder.lines)
    assert [each.team for each in then.handed] == ["Alder", "Birch", "Cedar", "Dogwood"]


def test_what_was_reviewed_in_an_earlier_session_is_marked(engine: hansei.Engine, reviewing: Reviewing) -> None:
    reviewing.looked(reviewing.review())
    later = engine.start("district-led-ci", team=hansei.Team("riverside "))
    assert {each.news for each in Reviewing(later).review().handed} == {"earlier"}


def test_from_the_districts_line_into_the_buildings_evidence(
    reviewing: Reviewing, buildings: dict[str, hansei.Session]
) -> None:
    review = reviewing.review()
    found = reviewing.proposals(review)
    reviewing.take(review, found[2])
    reviewing.take(review, found[3])
    planned, needed = reviewing.session.following.all
    alder, birch = beyond(reviewing.session, planned)
    assert (alder.team, birch.team) == ("Alder", "Birch")
    assert alder.says == "Read data every month (Ann, by 2031-05-01) — open"
    assert alder.chain is not None
    assert alder.chain.words[0].says.endswith("Data are read twice a year")
    (first, _) = beyond(reviewing.session, needed)
    assert first.chain is not None
    assert first.says == "create; today: the district — Nobody knows the goals"


def test_why_do_we_do_this_is_answered_though_the_district_rated_nothing(reviewing: Reviewing) -> None:
    session = reviewing.session
    session.answer("balance", "barriers.district", {"status": "create"})
    review = reviewing.review()
    reviewing.take(review, reviewing.proposals(review)[2])
    assert [chain.row.id for chain in chains(session)] == ["needs.building", "barriers.district"]
    chain = why_do_we(session, session.following.all[0].key)
    assert chain is not None
    assert chain.words == ()
    assert [each.team for action in chain.actions for each in beyond(session, action)] == ["Alder", "Birch"]


def test_a_session_that_is_gone_is_still_named(reviewing: Reviewing, store: Path) -> None:
    import sqlite3

    review = reviewing.review()
    reviewing.take(review, reviewing.proposals(review)[0])
    with sqlite3.connect(store) as raw:
        raw.execute("DELETE FROM events WHERE session = ?", (review.handed[1].session,))
    raw.close()
    (found,) = beyond(reviewing.session, reviewing.session.following.all[0])
    assert (found.team, found.says, found.chain) == ("Birch", "", None)


def test_which_steps_review(session: hansei.Session) -> None:
    assert reviews_here(session, "activity-3.district-plan") == "district-plan"
    assert reviews_here(session, "activity-2.rate") == ""
    assert plans(session.toolkit, "building") == ()


def test_the_report_shows_the_review_that_the_plan_rests_on(
    reviewing: Reviewing, buildings: dict[str, hansei.Session], engine: hansei.Engine
) -> None:
    session = reviewing.session
    assert "What was reviewed before" not in "\n".join(words(session_document(session).blocks))
    review = reviewing.review()
    reviewing.take(review, reviewing.proposals(review)[2])
    alder = engine.log.read(review.handed[0].session)
    later = write(Noted(id="x", at=1, note="n", text="A note that came after"))
    engine.log.append(review.handed[0].session, len(alder), [Line(1, later)])
    found = "\n".join(words(session_document(session).blocks))
    told = found.partition("What was reviewed before")[2]
    assert "3 of 4 stand at a level; Dogwood not rated" in told
    assert "Where these lines came from" in told
    assert (
        "Alder: Read data every month (Ann, by 1 May 2031) — open; "
        "rests on: strengthen; today: the district — Data are read twice a year"
    ) in told
    assert "as of " in told


def test_the_report_names_whose_sessions_are_gone(reviewing: Reviewing, store: Path) -> None:
    import sqlite3

    review = reviewing.review()
    reviewing.take(review, reviewing.proposals(review)[0])
    with sqlite3.connect(store) as raw:
        raw.execute("DELETE FROM events WHERE session != ?", (reviewing.session.id,))
    raw.close()
    found = "\n".join(words(session_document(reviewing.session).blocks))
    assert "Of Alder, Birch, Cedar, Dogwood; their sessions are not in this store any more." in found
    assert "Birch: not in this store any more" in found


def test_buildings_that_use_the_toolkit_as_published_are_seen_by_a_district_that_adapted_it(
    buildings: dict[str, hansei.Session], tmp_path: Path, own_places: Path
) -> None:
    (own_places / "toolkits" / "mine").mkdir(parents=True)
    (own_places / "toolkits" / "mine" / "overlay.yaml").write_text(
        "overlay: riverside\nversion: '1'\nby: Riverside\nbase: {toolkit: district-led-ci, version: '1.0.0'}\n", "utf-8"
    )
    with hansei.open_engine(tmp_path / "store.db") as engine:
        session = engine.start("riverside", team=hansei.Team("Riverside"))
        found = {each.team for each, _ in handed_in(session, "district-plan")[0]}
    assert found == set(buildings)
