"""Raised hands: hidden until the reveal, never more than there are people, and no hand counted twice."""

from __future__ import annotations

import pytest

import hansei
from hansei.errors import UsageError
from hansei.insight.compare import compare
from hansei.insight.report import report


@pytest.fixture
def room(session: hansei.Session) -> hansei.Session:
    session.join_all(["Ana", "Ben"])
    session.groups.form({"North": ["Ana", "Ben"], "West": 4})
    return session


@pytest.mark.parametrize("by", ["team", "group", "person"])
def test_they_are_hidden_whoever_rates(room: hansei.Session, by: str) -> None:
    room.rounds.open("culture", by=by, how="hands")  # type: ignore[arg-type]
    room.rounds.count("culture", "vision", {"evolving": 5, "abstain": 1})
    assert room.answers("culture") == {}
    assert "evolving" not in str(report(room).record["history"]) + str(report(room).record["rounds"])
    room.rounds.reveal("culture")
    row = compare(room, "culture")[0]
    assert row.denominator() == "5 of 6 chose a level; 1 abstain"
    assert "Hands (5)" in str(report(room).document)


def test_a_room_that_nobody_has_listed_can_raise_hands(session: hansei.Session) -> None:
    session.rounds.open("culture", by="team", how="hands")
    session.rounds.count("culture", "vision", {"evolving": 12})
    session.rounds.reveal("culture")
    assert compare(session, "culture")[0].rated == 12


def test_hands_of_the_room_and_of_a_group_in_it_are_not_added_up(room: hansei.Session) -> None:
    room.rounds.open("culture", how="hands")
    room.rounds.count("culture", "vision", {"evolving": 2}, group="north")
    room.rounds.count("culture", "vision", {"evolving": 4}, group="West")
    with pytest.raises(UsageError, match="those of North are counted at 'vision' already"):
        room.rounds.count("culture", "vision", {"evolving": 6})
    room.rounds.count("culture", "goals", {"evolving": 6})
    with pytest.raises(UsageError, match="those of the whole room"):
        room.rounds.count("culture", "goals", {"evolving": 2}, group="North")
    room.undo()
    room.rounds.count("culture", "goals", {"evolving": 2}, group="North")
    with pytest.raises(UsageError, match="West has 4 people"):
        room.rounds.count("culture", "goals", {"evolving": 5}, group="West")


def test_where_hands_are_counted_nobody_rates_one_by_one(room: hansei.Session) -> None:
    room.rounds.open("culture", how="hands")
    with pytest.raises(UsageError, match="hands are counted in round 1 of culture"):
        room.rate("culture", "vision", level="evolving", rater="North")
