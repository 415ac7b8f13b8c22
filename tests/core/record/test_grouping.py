"""Small groups: formed in every way, changed at any moment, undone; what was rated stays."""

from __future__ import annotations

import tempfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hansei
from hansei.errors import UsageError
from hansei.record.events import Agreed
from hansei.record.grouping import Group


def members(groups: tuple[Group, ...]) -> dict[str, list[str]]:
    return {each.name: [person.name for person in each.people] for each in groups}


@pytest.fixture
def room(session: hansei.Session) -> hansei.Session:
    session.join_all(["Ana", "Ben", "Cy", "Dee", "Eli", "Fay", "Gus"])
    session.join("Lead", role="facilitator", votes=False)
    return session


def test_by_hand(room: hansei.Session) -> None:
    groups = room.groups.form({"Window": ["ana", "Ben"], "Door": [room.people[2]], "Back": 5})
    assert members(groups) == {"Window": ["Ana", "Ben"], "Door": ["Cy"], "Back": []}
    assert [each.size for each in groups] == [2, 1, 5]
    assert groups[0].rater == "group:Window"
    assert [each.name for each in room.groups.alone] == ["Dee", "Eli", "Fay", "Gus"]


def test_who_has_no_name_sits_in_a_head_count(session: hansei.Session) -> None:
    session.join_all(["Ana", *[hansei.Newcomer()] * 5])
    session.groups.form({"Window": 3, "Door": 1})
    assert [each.name for each in session.groups.alone] == ["Ana", "Person 6"]


def test_by_number_keeps_neighbours_together(room: hansei.Session) -> None:
    assert members(room.groups.by_number(3)) == {
        "Table 1": ["Ana", "Ben", "Cy"],
        "Table 2": ["Dee", "Eli"],
        "Table 3": ["Fay", "Gus"],
    }
    assert not room.groups.alone


def test_mixed_by_building(session: hansei.Session) -> None:
    for building in ("Oak", "Elm", "Ash"):
        session.join_all([f"{building} {number}" for number in range(3)], building=building)
    groups = session.groups.by_number(3, mix="building")
    assert [{person.building for person in each.people} for each in groups] == [{"Oak", "Elm", "Ash"}] * 3


def test_mixed_by_role(session: hansei.Session) -> None:
    session.join_all(["A", "B", "C"], role="note taker")
    session.join_all(["D", "E", "F"])
    for each in session.groups.by_size(2, mix="role"):
        assert {person.role for person in each.people} == {"note taker", "respondent"}


@given(number=st.integers(1, 7), seed=st.integers(0, 99), mix=st.sampled_from(["", "role", "building"]))
def test_everybody_with_a_vote_sits_once_and_sizes_differ_by_one(number: int, seed: int, mix: str) -> None:
    with tempfile.TemporaryDirectory() as folder, hansei.open_engine(f"{folder}/a.db") as engine:
        session = engine.start("district-led-ci", team=hansei.Team("R"), people=list("ABCDEFG"), facilitator="Z")
        groups = session.groups.by_number(number, mix=mix, seed=seed)  # type: ignore[arg-type]
        names = [person.name for each in groups for person in each.people]
        assert sorted(names) == list("ABCDEFG")
        assert len(groups) == number
        assert max(each.size for each in groups) - min(each.size for each in groups) <= 1
        size = -(-7 // number)
        assert all(each.size <= size for each in session.groups.by_size(size, seed=seed))


def test_moving_a_person_and_a_group_that_nobody_is_left_in(room: hansei.Session) -> None:
    room.groups.form({"A": ["Ana"], "B": ["Ben", "Cy"]})
    room.groups.move("Ana", "b")
    assert members(room.groups.all) == {"B": ["Ben", "Cy", "Ana"]}
    room.undo()
    assert members(room.groups.all) == {"A": ["Ana"], "B": ["Ben", "Cy"]}
    room.groups.move("Ben", "B")
    assert members(room.groups.all) == {"A": ["Ana"], "B": ["Cy", "Ben"]}


def test_who_sits_in_a_group_is_said_anew_in_one_change(room: hansei.Session) -> None:
    room.groups.form({"Window": ["Ana", "Ben"], "Door": ["Cy"], "Back": 5})
    assert members((room.groups.reseat("window", ["Ben", "Cy"]),)) == {"Window": ["Ben", "Cy"]}
    assert members(room.groups.all) == {"Window": ["Ben", "Cy"], "Back": []}, "nobody is left at the door"
    room.undo()
    assert members(room.groups.all) == {"Window": ["Ana", "Ben"], "Door": ["Cy"], "Back": []}
    for people in ([], ["Ana", "Ana"], ["Zoe"]):
        with pytest.raises(UsageError):
            room.groups.reseat("Window", people)
    assert members(room.groups.all) == {"Window": ["Ana", "Ben"], "Door": ["Cy"], "Back": []}


def test_who_leaves_sits_nowhere_and_what_was_rated_stays(room: hansei.Session) -> None:
    room.groups.form({"A": ["Ana", "Ben"], "B": ["Cy"]})
    room.rounds.open("culture")
    room.rate("culture", "vision", level="evolving", rater="B")
    room.leave(room.people[2])
    assert members(room.groups.all)["B"] == []
    room.groups.remove("B")
    room.groups.add("C", ["Dee"])
    room.rounds.reveal("culture")
    (answer,) = room.answers("culture")["vision"]
    assert answer.rater == "B"


def test_a_breakout_and_back(room: hansei.Session) -> None:
    room.groups.by_number(2)
    assert room.groups.send("Table 1", "activity-3.functions").step == "activity-3.functions"
    assert room.groups.get("Table 2").step == ""
    assert room.running.path == room.agenda[0].path, "the room stays where it is"
    assert room.groups.send("Table 1", "").step == ""
    room.undo()
    assert room.groups.get("Table 1").step == "activity-3.functions"


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ({"A": []}, "A has nobody in it"),
        ({"A": 0}, "A has nobody in it"),
        ({"A": -2}, "A has nobody in it"),
        ({"A": 1001}, "1001 people at A"),
        ({"A": ["Ana", "ana"]}, "Ana cannot sit at two tables"),
        ({"A": ["Ana"], "B": ["Ana"]}, "Ana cannot sit at two tables"),
        ({"A": 2, " a ": 3}, "already"),
        ({"": 2}, "needs a name"),
        ({"x" * 61: 2}, "needs a name"),
        ({"a:b": 2}, "colons"),
        ({"a\x1bb": 2}, "control characters"),
        ({"A": ["Nobody"]}, "Nobody does not take part"),
        ({}, "at least one group"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    room: hansei.Session, groups: dict[str, list[str] | int], said: str
) -> None:
    room.groups.form({"Before": ["Ana"]})
    version = room.state.version
    with pytest.raises(UsageError, match=said):
        room.groups.form(groups)
    assert room.state.version == version


def test_numbers_out_of_range(room: hansei.Session, engine: hansei.Engine) -> None:
    for number in (0, -1, 8):
        with pytest.raises(UsageError, match="7"):
            room.groups.by_number(number)
        with pytest.raises(UsageError, match="7"):
            room.groups.by_size(number)
    empty = engine.start("district-led-ci", team=hansei.Team("Nobody"))
    with pytest.raises(UsageError, match="nobody with a vote"):
        empty.groups.by_number(2)


def test_a_group_of_nobody_with_a_vote_is_none(room: hansei.Session) -> None:
    with pytest.raises(UsageError, match="nobody in A has a vote"):
        room.groups.form({"A": ["Lead"]})
    room.groups.form({"A": ["Lead", "Ana"], "B": ["Ben"]})
    room.enrol(room.people[0], votes=False)
    room.rounds.open("culture")
    assert [each.name for each in room.rounds.receipts("culture")] == ["B"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (lambda room: room.groups.by_number("2"), "no whole number"),
        (lambda room: room.groups.by_size(2.5), "no whole number"),
        (lambda room: room.groups.by_number(2, mix="hair"), "mixed by role or building"),
        (lambda room: room.groups.form({"A": "Ana"}), "a list of people"),
        (lambda room: room.groups.form({"A": True}), "whole number"),
    ],
)
def test_what_is_no_number_and_no_list_is_refused_in_words(
    room: hansei.Session, form: Callable[[hansei.Session], object], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        form(room)


def test_a_new_name_takes_along_what_was_rated(room: hansei.Session) -> None:
    room.groups.by_number(2)
    room.rounds.open("culture", items=["vision"])
    room.rate("culture", "vision", level="evolving", rater="Table 1")
    room.rate("culture", "vision", level="developing", rater="Table 2")
    room.groups.send("Table 1", room.agenda[0].path)
    renamed = room.groups.rename("table 1", "North")
    assert (renamed.name, renamed.rater, renamed.step) == ("North", "group:Table 1", room.agenda[0].path)
    room.rounds.hand_in("culture", "North")
    assert [each.name for each in room.rounds.receipts("culture")] == ["North", "Table 2"]
    room.groups.move("Gus", "North")
    assert room.groups.recount("North", 2).size == 7
    room.rounds.reveal("culture")
    assert {each.rater for each in room.answers("culture")["vision"]} == {"North", "Table 2"}
    room.rounds.agree("culture", "vision", level="evolving", dissent={"North": "not ours"})

    with pytest.raises(UsageError, match="a group Table 2 already"):
        room.groups.rename("North", "Table 2")
    room.groups.by_number(2)  # another Table 1 than the one that is called North
    room.rounds.open("culture", items=["goals"])
    room.rate("culture", "goals", level="evolving", rater="Table 1")
    room.rounds.reveal("culture")
    assert {each.rater for each in room.answers("culture")["goals"]} == {"Table 1"}
    (settled,) = room.rounds.settled("culture", "vision")
    assert isinstance(settled, Agreed)
    assert [room.rater_name(each.rater) for each in settled.dissent] == ["North"]
    with pytest.raises(UsageError, match="there was a group North before"):
        room.groups.rename("Table 1", "North")
    room.groups.form({"North": ["Ana"]})
    assert room.groups.get("North").rater == "group:Table 1", "it is there again"


def test_a_new_name_is_taken_back(room: hansei.Session) -> None:
    room.groups.by_number(2)
    room.groups.rename("Table 1", "North")
    room.groups.rename("North", "Table 1")
    assert room.groups.get("Table 1").rater == "group:Table 1"
    room.undo()
    assert [each.name for each in room.groups.all] == ["North", "Table 2"]
    room.undo()
    assert [each.name for each in room.groups.all] == ["Table 1", "Table 2"]
