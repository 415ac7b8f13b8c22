"""What happens to groups and people after a reveal changes no figure of it."""

from __future__ import annotations

import pytest

import hansei
from hansei.insight.compare import ComparedRow, compare
from hansei.insight.report import session_document
from hansei.insight.transcript import transcript
from hansei.testing import words


def row(session: hansei.Session, id_: str = "vision") -> ComparedRow:
    return next(each for each in compare(session, "culture") if each.item.id == id_)


@pytest.fixture
def revealed(session: hansei.Session) -> hansei.Session:
    session.join_all(["Ana", "Ben", "Cy"])
    session.groups.form({"North": ["Ana"], "South": ["Ben"], "West": 4})
    session.rounds.open("culture")
    session.rate("culture", "vision", level="evolving", rater="North")
    session.rate("culture", "vision", level="beginning", rater="South")
    session.rounds.reveal("culture")
    return session


def test_other_groups_for_the_next_activity_are_not_missing_in_the_last_one(revealed: hansei.Session) -> None:
    before = row(revealed).denominator()
    assert before == "2 of 3 chose a level; West not rated"
    revealed.groups.form({"Table 1": ["Ana", "Ben"], "Table 2": 7})
    assert row(revealed).denominator() == before
    revealed.groups.dissolve()
    assert row(revealed).denominator() == before
    revealed.undo()
    assert before in " ".join(words(session_document(revealed).blocks))


def test_a_latecomer_is_not_missing_in_what_was_revealed_before(session: hansei.Session) -> None:
    session.join_all(["Ana", "Ben"])
    session.rounds.open("culture", by="person")
    session.rate("culture", "vision", level="evolving", rater="Ana")
    late = session.join("Late")
    session.rounds.reveal("culture")
    session.join("Later")
    session.leave(late)
    assert row(session).missing == ("Ben", "Late")


def test_a_group_that_everybody_left_is_not_waited_for(session: hansei.Session) -> None:
    ana, _ = session.join_all(["Ana", "Ben"])
    session.groups.form({"North": ["Ana"], "South": ["Ben"]})
    session.rounds.open("culture")
    session.rate("culture", "vision", level="evolving", rater="South")
    session.leave(ana)
    assert [each.name for each in session.rounds.receipts("culture")] == ["South"]
    session.rounds.reveal("culture")
    assert row(session).denominator() == "1 of 1 chose a level"


def test_who_leaves_or_comes_apart_keeps_what_was_handed_in(session: hansei.Session) -> None:
    session.join_all(["Ana", "Ben"])
    session.groups.form({"North": ["Ana"], "South": ["Ben"]})
    session.rounds.open("culture")
    session.rate("culture", "vision", level="evolving", rater="North")
    session.rounds.hand_in("culture", "North")
    session.groups.remove("North")
    assert [(each.name, each.handed_in) for each in session.rounds.receipts("culture")] == [
        ("South", False),
        ("North", True),
    ]
    session.rounds.reveal("culture")
    assert [each.rater for each in row(session).positions] == ["North"]
    assert row(session).denominator() == "1 of 2 chose a level; South not rated"


def test_four_things_that_are_no_level_stay_four_things(session: hansei.Session) -> None:
    session.groups.form(dict.fromkeys(("A", "B", "C", "D", "E"), 2))
    session.rounds.open("culture")
    for group, level in (("A", "evolving"), ("B", "abstain"), ("C", "not-applicable"), ("D", "cannot-tell")):
        session.rate("culture", "vision", level=level, rater=group)
    session.rounds.reveal("culture")
    found = row(session)
    assert (
        found.denominator() == ("1 of 5 chose a level; 1 abstains; 1 does not apply; 1 cannot tell; E not rated")
        or found.denominator().count("1 ") == 4
    )
    assert (found.rated, len(found.asides), found.missing) == (1, 3, ("E",))
    assert {answer["response"]["aside"] for answer in transcript(session)["answers"]} == {
        "",
        "abstain",
        "not-applicable",
        "cannot-tell",
    }
