"""What goes out: nothing hidden, ever; in the lesser scopes nobody by themselves; earlier is always in later."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hansei.handoff.copies import within
from hansei.handoff.scope import SCOPES, left_out_in_words, projected
from hansei.record import events as ev
from hansei.record.events import AnyEvent, Dissent, Table
from hansei.record.lines import decode_all, write
from tests.core.record.events_of_all_kinds import SAMPLES, histories

from .teams import Place, lines_of


def kept(events: list[AnyEvent], scope: str) -> list[AnyEvent]:
    return decode_all(projected(events, [write(event) for event in events], scope)[0])


def answered(id_: str, rater: str, item: str = "x") -> ev.Answered:
    return ev.Answered(id=id_, at=1, instrument="i", item=item, response=msgspec.Raw(b'"v"'), rater=rater)


STARTED = ev.Started(id="s", at=0, toolkit="t", version="1", digest="d", team="Lincoln")


@given(histories(), st.integers(0, 30), st.sampled_from(SCOPES))
def test_what_an_earlier_submission_held_is_in_a_later_one(events: list[AnyEvent], at: int, scope: str) -> None:
    lines = [write(event) for event in events]
    earlier = projected(events[:at], lines[:at], scope)[0]
    assert projected(events, lines, scope)[0][: len(earlier)] == earlier


@given(histories(), st.sampled_from(SCOPES), st.sampled_from(SCOPES))
def test_a_lesser_scope_of_a_scope_is_the_lesser_scope(events: list[AnyEvent], one: str, other: str) -> None:
    if SCOPES.index(one) > SCOPES.index(other):
        one, other = other, one
    lines = [write(event) for event in events]
    wide = projected(events, lines, one)[0]
    assert projected(decode_all(wide), wide, other)[0] == projected(events, lines, other)[0]


def test_everything_is_everything_line_by_line() -> None:
    lines = [write(event) for event in SAMPLES]
    # The one undo among the samples takes a note back; both are told.
    assert projected(SAMPLES, lines, "everything") == (lines, {})


def test_nobody_by_themselves_in_the_middle_scope() -> None:
    table, alone = Table("Table 1", ("p", "q")), Table("Corner", ("r",))
    events: list[AnyEvent] = [
        STARTED,
        answered("1", "person:p"),
        answered("2", "team"),
        ev.Grouped(id="3", at=1, groups=(table, alone)),
        answered("4", "group:Table 1"),
        answered("5", "group:Corner"),
        ev.HandedIn(id="6", at=1, instrument="i", round=1, rater="person:p"),
        ev.ActionFollowed(id="7", at=1, action="i/x/person:p#1", status="done", text="Ann calls"),
        ev.Undone(id="8", at=1, target="1"),
        ev.Undone(id="9", at=1, target="2"),
        ev.Agreed(
            id="a", at=1, instrument="i", item="x", response=msgspec.Raw(b'"v"'), dissent=(Dissent("person:p", "No"),)
        ),
    ]
    found = kept(events, "no-individual")
    assert [event.id for event in found] == ["s", "2", "3", "4", "9", "a"]
    assert found[-1].dissent == (Dissent("person:", "No"),)  # type: ignore[union-attr]
    assert projected(events, [write(each) for each in events], "no-individual")[1] == {
        "individual": 4,
        "dissenters": 1,
        "other": 1,
    }


def test_only_what_was_agreed_in_the_least_scope() -> None:
    found = {type(event).__name__ for event in kept(list(SAMPLES), "agreed")}
    assert {"Started", "Agreed", "NotAgreed", "Replied", "Reviewed", "Closed"} <= found
    assert not found & {"Answered", "Noted", "Joined", "Grouped", "HandedIn", "Counted", "Left"}
    assert [event.id for event in kept([STARTED, answered("1", "team"), answered("2", "group:A")], "agreed")] == [
        "s",
        "1",
    ]


@pytest.mark.parametrize("scope", SCOPES)
def test_what_nobody_has_seen_never_goes_out(building: Place, scope: str) -> None:
    session = building.start()
    session.rounds.open("culture", by="person")
    session.rate("culture", "vision", level="evolving", rater="Ann", evidence="the secret of Ann")
    session.rounds.drop("culture")
    session.rounds.open("culture", by="person")
    session.rate("culture", "vision", level="beginning", rater="Bob", evidence="the secret of Bob")
    session.undo(rater="Bob")
    session.rate("culture", "vision", level="beginning", rater="Bob", evidence="the secret of Bob")
    made = building.handoff.bundle(session, scope=scope)
    assert b"secret" not in b"".join(lines_of(made.data))
    assert made.manifest.left_out["hidden"] == 3
    session.rounds.reveal("culture")
    after = b"".join(lines_of(building.bundle(session, scope)))
    assert (b"the secret of Bob" in after) == (scope == "everything")
    assert b"the secret of Ann" not in after


def test_a_reveal_puts_ratings_in_and_takes_none_out(building: Place) -> None:
    session = building.start()
    session.rounds.open("culture", by="person")
    session.rate("culture", "vision", level="evolving", rater="Ann")
    before = lines_of(building.bundle(session))
    session.rounds.reveal("culture")
    after = lines_of(building.bundle(session))
    assert len(after) == len(before) + 2
    assert within(before, after)


def test_what_was_left_out_is_said_in_words() -> None:
    words = left_out_in_words({"hidden": 1, "individual": 1_200, "names": 2})
    assert words == "1 rating that nobody has seen yet, 1,200 answers of single people, 2 people's names"
    assert left_out_in_words({}) == ""
