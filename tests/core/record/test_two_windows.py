"""Two facilitators at one session: each sees what the other did, and nothing of either is lost or overwritten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import hansei
from hansei.errors import ClosedRoundError, UsageError


@pytest.fixture
def one(session: hansei.Session) -> hansei.Session:
    session.join_all(["Ana", "Ben", "Cy", "Di"])
    session.groups.form({"North": ["Ana", "Ben"], "South": ["Cy", "Di"]})
    return session


@pytest.fixture
def other(one: hansei.Session, store: object) -> Iterator[hansei.Session]:
    """The same session in a window that has not looked since it was opened."""
    with hansei.open_engine(str(store)) as engine:
        yield engine.open(one.id)


def seated(session: hansei.Session) -> dict[str, list[str]]:
    session.refresh()
    return {each.name: [person.name for person in each.people] for each in session.groups.all}


def test_two_people_are_moved_at_once_and_both_sit_where_they_were_sent(
    one: hansei.Session, other: hansei.Session
) -> None:
    one.groups.move("Ana", "South")
    other.groups.move("Cy", "North")
    assert seated(one) == seated(other) == {"North": ["Ben", "Cy"], "South": ["Di", "Ana"]}


def test_a_group_is_added_while_another_one_is_counted(one: hansei.Session, other: hansei.Session) -> None:
    one.groups.add("West", heads=4)
    other.groups.recount("South", 2)
    assert [each.size for each in one.groups.all] == [2, 2, 4]
    assert seated(one).keys() == {"North", "South", "West"}
    assert one.groups.get("South").size == 4


def test_what_makes_no_sense_any_more_is_refused(one: hansei.Session, other: hansei.Session) -> None:
    one.groups.remove("South")
    with pytest.raises(UsageError, match="no group 'South'"):
        other.groups.move("Ana", "South")
    one.leave(one.people[1])
    with pytest.raises(UsageError, match="Ben does not take part"):
        other.groups.add("East", ["Ben"])


def test_rounds_of_other_rows_opened_at_once_are_two_rounds(one: hansei.Session, other: hansei.Session) -> None:
    first = one.rounds.open("culture", items=["vision"])
    second = other.rounds.open("culture", items=["goals"])
    assert (first.number, second.number) == (1, 2)
    one.refresh()
    for row, group, number in (("vision", "North", 1), ("goals", "South", 2)):
        one.rate("culture", row, level="evolving", rater=group)
        receipt = one.rounds.hand_in("culture", group, number=number)
        assert (receipt.name, receipt.rated) == (group, 1)
    one.rounds.reveal("culture", number=1)
    assert list(one.answers("culture")) == ["vision"]
    one.rounds.hand_back("culture", "south", number=2)
    assert [each.handed_in for each in one.rounds.receipts("culture", 2)] == [False, False]
    one.rounds.drop("culture", number=2)
    with pytest.raises(ClosedRoundError, match="no round 3"):
        one.rounds.reveal("culture", number=3)


def test_the_same_rows_are_opened_once(one: hansei.Session, other: hansei.Session) -> None:
    one.rounds.open("culture")
    with pytest.raises(UsageError, match="round 1 of culture is open"):
        other.rounds.open("culture", items=["vision"])
    assert len(other.rounds.of("culture")) == 1


def test_nothing_is_changed_behind_a_hand_in_or_a_reveal(one: hansei.Session, other: hansei.Session) -> None:
    one.rounds.open("culture")
    one.rate("culture", "vision", level="evolving", rater="North")
    one.rate("culture", "vision", level="evolving", rater="South")
    other.refresh()
    one.rounds.hand_in("culture", "North")
    with pytest.raises(ClosedRoundError, match="North has handed in"):
        other.clear("culture", "vision", rater="North")
    one.rounds.reveal("culture")
    with pytest.raises(ClosedRoundError):
        other.rounds.hand_back("culture", "North")
    with pytest.raises(ClosedRoundError):
        other.rounds.drop("culture")
    with pytest.raises(ClosedRoundError):
        other.rate("culture", "vision", level="beginning", rater="South")
    assert len(one.answers("culture")["vision"]) == 2
    assert one.rounds.of("culture")[0].handed


def test_an_undo_takes_back_nothing_that_its_window_has_not_seen(one: hansei.Session, other: hansei.Session) -> None:
    other.note("Mine", step="rate")
    one.refresh()
    one.note("Yours", step="rate")
    with pytest.raises(UsageError, match="somebody else did something"):
        other.undo()
    assert [note.text for note in other.state.notes.values()] == ["Mine", "Yours"]
    assert other.undo() is not None, "now it is seen"
