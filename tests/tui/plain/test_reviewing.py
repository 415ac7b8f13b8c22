"""The review by commands of the plain mode, and from a file of answers."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from tests.core.handed import four_buildings, receive
from tests.e2e.program import Here
from tests.tui.plain.conftest import Feed

THERE = ("/goto district-plan",)


@pytest.fixture
def handed(tmp_path: Path, own_places: Path) -> None:
    """Four buildings' sessions, received by the store that is used when none is named."""
    with hansei.open_engine() as engine:
        for each in four_buildings(tmp_path).values():
            receive(engine, each)


def test_the_step_says_what_was_handed_in(feed: Feed, handed: None) -> None:
    out = feed(*THERE).done().out
    assert "Handed in by Alder, Birch, Cedar, Dogwood; /review lays it side by side" in out


def test_side_by_side_and_row_by_row(feed: Feed, handed: None) -> None:
    out = feed(*THERE, "/review", "/review team.building", "/review lines").done().out
    assert "4 buildings handed in" in out
    told = out.partition("Balance of roles, where buildings differ most first")[2]
    assert told.index("team.building: The team: Building") < told.index("needs.building:")
    assert "Create: Birch; Strengthen: Cedar; In place: Alder, Dogwood" in told
    assert "3 of 4 stand at a level; Dogwood not rated" in told
    assert "Culture rubric, where buildings differ most first" in told
    assert "-- Birch: create; today: the district\nThe team: create; today: the district — There is no team" in told
    assert "Plans: Choose a team (Ann, by 2031-05-01) — open" in told
    assert "  2. team.building: Find [two] & <b>more</b> | Ann (Cedar)" in told
    assert "  3. needs.building: Read data every month" in told


def test_lines_are_taken_and_followed_back(feed: Feed, handed: None) -> None:
    lines = ("/review take 1 = Teams everywhere", "/review take 3", "/chain 1", "/review lines", "/actions")
    out = feed(*THERE, *lines).done().out
    assert "saved district-plan/team.building: Teams everywhere (Ann (Birch), by 2031-05-01) (from Birch)" in out
    assert "(from Alder, Birch) — in the plan" in out
    assert "  1. Teams everywhere (Ann (Birch), by 2031-05-01) — open" in out
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert [each.action.text for each in session.following.all] == ["Teams everywhere", "Read data every month"]
        assert len(session.state.reviewed["district-plan"].sources) == 4


def test_a_line_that_is_typed_anew_keeps_where_it_came_from(feed: Feed, handed: None) -> None:
    lines = ("/review take 1", "/again district-plan/team.building", "Choose a team | Ruth", "Another one", "")
    feed(*THERE, "create", "", "", *lines).done()
    with hansei.open_engine() as engine:
        first, second = engine.open("last").following.all
        assert (first.action.text, first.action.owner) == ("Choose a team", "Ruth")
        assert first.action.sources
        assert second.action.sources == ()


def test_the_chain_goes_on_into_the_buildings(feed: Feed, handed: None) -> None:
    lines = ("create", "", "", "/review take 1", "/chain team.building")
    out = feed(*THERE, *lines).done().out
    assert "from Birch: Choose a team (Ann, by 2031-05-01) — open; rests on: create; today: the district" in out


def test_a_building_is_asked_back_about_a_row(feed: Feed, handed: None) -> None:
    out = feed(*THERE, "/review ask team.building bir = Who [left]?", "/review ask vision Elm = Why?").done().out
    with hansei.open_engine() as engine:
        (asked,) = engine.handoff.questions.asked()
    assert f"asked Birch: `hansei ask {asked.session}` writes the file for them" in out
    assert (asked.team, asked.place, asked.words, asked.by) == (
        "Birch",
        "balance/team.building",
        "Who [left]?",
        "Riverside",
    )
    assert "no building 'Elm'; handed in by: Alder, Birch, Cedar, Dogwood" in out


def test_all_lines_at_once_and_looking_alone(feed: Feed, handed: None) -> None:
    out = feed(*THERE, "/review looked", "/review looked", "/review take all", "/review take all").done().out
    assert "saved: reviewed 4 sessions" in out
    assert "that is on the record already" in out
    assert out.count("saved district-plan/") == 4
    assert "every proposed line is in the plan" in out


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/review take", "there is no proposed line ''; /review lines lists"),
        ("/review take 9", "there is no proposed line '9'"),
        ("/review ask team.building = Why?", "say whom you ask about which row"),
        ("/review nothing", "there is no row 'nothing'; there are: team.building"),
    ],
)
def test_what_cannot_be_is_said(feed: Feed, handed: None, line: str, expected: str) -> None:
    assert expected in feed(*THERE, line).done().out


def test_with_nothing_handed_in(feed: Feed) -> None:
    out = feed(*THERE, "/review", "/review lines", "/review looked").done().out
    assert "No building handed in yet" in out
    assert "0 buildings handed in" in out
    assert "no line is proposed" in out


def test_a_building_reviews_nothing(feed: Feed) -> None:
    assert "no plan in which a building team reviews" in feed("/review", kind="building").done().out


# ----------------------------------------------------------------------------------- from a file

HEAD = "team: Riverside\n"


def test_a_file_takes_every_line(run: Here, tmp_path: Path, handed: None) -> None:
    said = run.answers(tmp_path / "a.yaml", f"{HEAD}review: all\n").done()
    assert said.out.count("saved district-plan/") == 4
    with hansei.open_engine() as engine:
        assert len(engine.open("last").following.all) == 4


def test_a_file_takes_some_lines_in_other_words(run: Here, tmp_path: Path, handed: None) -> None:
    text = f"""{HEAD}review:
  - {{row: team.building, from: Cedar, lead: Ruth, by-when: 2031-06-01}}
  - {{row: goals.building, action: Tell everybody the goals}}
"""
    run.answers(tmp_path / "a.yaml", text).done()
    with hansei.open_engine() as engine:
        first, second = engine.open("last").following.all
        assert (first.action.text, first.action.owner, first.action.due) == (
            "Find [two] & <b>more</b>",
            "Ruth",
            "2031-06-01",
        )
        assert second.action.text == "Tell everybody the goals"
        assert len(second.action.sources) == 2


def test_a_file_that_only_looks(run: Here, tmp_path: Path, handed: None) -> None:
    assert "reviewed 4 sessions" in run.answers(tmp_path / "a.yaml", f"{HEAD}review: looked\n").done().out
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert session.following.all == ()
        assert session.state.reviewed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("review: some\n", "review is `all`, `looked`, or a list"),
        ("review: [x]\n", "an entry is {row: a-row"),
        ("review: [{from: Cedar}]\n", "an entry says its row"),
        ("review: [{row: team.building}]\n", "2 lines are proposed for 'team.building'; there are: team.building from"),
        ("review: [{row: team.building, from: Elm}]\n", "no line is proposed for 'team.building' from Elm"),
        ("review: [{row: goals.building, by-when: soon}]\n", "by-when"),
        ("review: [{row: goals.building, who: me}]\n", "'who' is not one of action"),
        ("kind: building\nreview: all\n", "no step of this team reviews what others handed in"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line_and_nothing_is_written(
    run: Here, tmp_path: Path, handed: None, text: str, message: str
) -> None:
    with hansei.open_engine() as engine:
        before = len(engine.sessions())
    run.answers(tmp_path / "a.yaml", HEAD + text).refused(2, "a.yaml:", message)
    with hansei.open_engine() as engine:
        assert len(engine.sessions()) == before
