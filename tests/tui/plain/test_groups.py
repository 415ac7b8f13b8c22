"""Small groups by commands of the plain mode."""

from __future__ import annotations

import pytest

import hansei
from tests.tui.plain.conftest import Feed

FOUR = "Ana, Ben, Cy, Di"


def last_groups() -> dict[str, tuple[list[str], int]]:
    """Return the last session's groups: name to people and heads."""
    with hansei.open_engine() as engine:
        groups = engine.open("last").groups.all
        return {each.name: ([person.name for person in each.people], each.heads) for each in groups}


def test_by_number_and_by_size(feed: Feed) -> None:
    said = feed("/groups 2", people=FOUR).done()
    assert "  Table 1: Ana, Ben" in said.out
    assert last_groups() == {"Table 1": (["Ana", "Ben"], 0), "Table 2": (["Cy", "Di"], 0)}
    feed("/groups size 3", people=FOUR).done()
    assert [len(people) for people, _ in last_groups().values()] == [2, 2]


def test_mixed_by_role(feed: Feed) -> None:
    feed("/role Ana = note taker", "/role Ben = note taker", "/groups 2 mixed by role", people=FOUR).done()
    tables = [set(people) for people, _ in last_groups().values()]
    assert all(len(table & {"Ana", "Ben"}) == 1 for table in tables)


def test_by_hand_moved_and_taken_away(feed: Feed) -> None:
    lines = (
        "/group North = Ana, Ben",
        "/group West = 5",
        "/seat Ben = West",
        "/groups",
        "/rename West = Door",
        "/rename Door = West",
        "/ungroup North",
    )
    said = feed(*lines, people=FOUR).done()
    assert "group West: Ben and 5 more" in said.out
    assert "  in no group: Cy, Di" in said.out
    assert "North is no group any more; what it rated is kept" in said.out
    assert last_groups() == {"West": (["Ben"], 5)}


def test_naming_a_group_again_says_who_sits_there_now(feed: Feed) -> None:
    feed(
        "/group North = Ana, Ben", "/group South = Cy", "/group North = Ben, Di", "/group West = 5", people=FOUR
    ).done()
    assert last_groups() == {"North": (["Ben", "Di"], 0), "South": (["Cy"], 0), "West": ([], 5)}
    feed("/group North = Ana, Ben", "/group North = Ben, Di", "/undo", people=FOUR).done()
    assert last_groups() == {"North": (["Ana", "Ben"], 0)}


def test_undo_brings_the_arrangement_before_back(feed: Feed) -> None:
    said = feed("/groups 2", "/ungroup", "/undo", people=FOUR).done()
    assert "undone: the groups are as they were before" in said.out
    assert list(last_groups()) == ["Table 1", "Table 2"]


def test_a_breakout_and_back(feed: Feed) -> None:
    said = feed("/group West = 5", "/breakout West = examples", "/groups", "/breakout West =").done()
    assert "West is at activity-1.examples" in said.out
    assert "  West: 5 people (at activity-1.examples)" in said.out
    assert "West is back with the room" in said.out


def test_a_group_at_its_own_step_is_asked_what_that_step_asks(feed: Feed) -> None:
    said = feed(
        "/join Ana, Ben",
        "/group North = Ana",
        "/breakout North",
        "/breakout North = examples",
        "/breakout North",
        "Two schools bought the same kits",
        "/breakout North",
        "/breakout North = resonates",
        "/breakout north",
        "balance",
        "Nobody knows who decides",
        "/quit",
    ).done()
    assert "North is with the room" in said.out
    assert "saved examples/examples (North): Two schools bought the same kits" in said.out
    assert "nothing is left to ask North here" in said.out
    assert "saved resonates/choice (Ana):" in said.out
    assert said.out.count("back with the room at before.readiness") == 3
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert session.running.activity.id != "activity-1"
        assert session.response("examples", "examples", rater="North").text == "Two schools bought the same kits"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/group North =", "North has nobody in it"),
        ("/group North = 0", "North has nobody in it"),
        ("/group North = Ana, Ana", "cannot sit at two tables"),
        ("/group North = Zoe", "Zoe does not take part"),
        ("/group North", "type it as in /group North = Ana, Ben"),
        ("/group a:b = 3", "leave out colons"),
        ("/groups 9", "9 groups of 4 people with a vote"),
        ("/groups size 0", "groups of 0 among 4 people"),
        ("/groups some", "type it as in /groups 3"),
        ("/seat Ana = Nowhere", "there is no group 'Nowhere'"),
        ("/seat Ana", "type it as in /seat"),
        ("/ungroup Nowhere", "there is no group 'Nowhere'"),
        ("/breakout Nowhere = examples", "there is no group 'Nowhere'"),
    ],
)
def test_what_cannot_be_changes_nothing(feed: Feed, line: str, expected: str) -> None:
    said = feed(line, people=FOUR).done()
    assert expected in said.out
    assert last_groups() == {}
