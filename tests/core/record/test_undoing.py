"""Undo: what it takes back, and that step by step it leads to where the session was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hansei.record.events import (
    AnyEvent,
    ClockAdded,
    Grouped,
    HandedIn,
    Joined,
    Left,
    Moved,
    Noted,
    Started,
    StepEnded,
    StepReopened,
    Table,
    Undone,
)
from hansei.record.state import State
from hansei.record.undoing import last_change

from .events_of_all_kinds import histories

#: Person id to role, vote and whether they are there, in their order; and the notes.
Meaning = tuple[list[tuple[str, str, bool, bool]], list[str]]


def fold(events: list[AnyEvent]) -> State:
    state = State()
    state.apply(events)
    return state


def meaning(events: list[AnyEvent]) -> Meaning:
    state = fold(events)
    people = [(id_, each.role, each.votes, id_ not in state.gone) for id_, each in state.people.items()]
    return people, list(state.notes)


def undo(events: list[AnyEvent]) -> list[AnyEvent] | None:
    """Write the undo of the last change behind the events, as a session does."""
    found = last_change(events, (state := fold(events)).undone, state.rounds)
    for event in found or ():
        events.append(Undone(id=f"u{len(events)}", at=len(events), target=event.id))
    return found


def began() -> list[AnyEvent]:
    """A session that was set up with two people."""
    started = Started(id="0", at=0, toolkit="t", version="1", digest="d", team="Riverside")
    return [started, *(Joined(id=id_, at=0, person=id_) for id_ in "ab")]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["join", "leave", "again", "note"]), st.booleans())))
def test_step_by_step_undo_leads_back_to_the_beginning(acts: list[tuple[str, str, bool]]) -> None:
    events = began()
    before: list[Meaning] = []
    for number, (person, act, votes) in enumerate(acts, 1):
        now = meaning(events)
        state = fold(events)
        there = person in state.people
        event: AnyEvent
        if act == "note":
            event = Noted(id=str(number), at=number, note=f"n{number}", text="words")
        elif act == "join" or not there:
            event = Joined(id=str(number), at=number, person=person, role="observer" if votes else "x", votes=votes)
        elif act == "leave" or person in state.gone:
            event = Left(id=str(number), at=number, person=person)
        else:  # as a renaming does
            was = state.people[person]
            event = Joined(id=str(number), at=number, person=person, role=was.role, votes=was.votes)
        events.append(event)
        if meaning(events) != now:
            before.append(now)
    while before:
        assert undo(events) is not None
        assert meaning(events) == before.pop()
    assert undo(events) is None
    assert meaning(events)[0] == [(id_, "respondent", True, True) for id_ in "ab"]


@given(histories())
def test_whatever_happened_undo_comes_to_an_end_and_takes_back_what_counts(events: list[AnyEvent]) -> None:
    for _ in range(len(events) + 1):
        counted = fold(events).undone
        found = undo(events)
        if found is None:
            break
        assert not {event.id for event in found} & counted
        assert {event.id for event in found} <= fold(events).undone
    assert last_change(events, (state := fold(events)).undone, state.rounds) is None


def test_who_handed_in_stays() -> None:
    handed = HandedIn(id="2", at=2, instrument="i", round=1, rater="person:c")
    joined: list[AnyEvent] = [Joined(id="1", at=1, person="c"), handed, Joined(id="3", at=3, person="c", votes=False)]
    events: list[AnyEvent] = [*began(), *joined]
    assert undo(events) == [joined[-1]]
    assert undo(events) is None


def test_groups_are_taken_back_before_those_who_sit_in_them() -> None:
    joined = Joined(id="1", at=1, person="c")
    grouped = Grouped(id="2", at=2, groups=(Table(name="Table 1", people=("c",)),))
    events = [*began(), joined, grouped]
    assert undo(events) == [grouped]
    assert undo(events) == [joined]


def test_a_step_that_was_given_up_is_open_again_and_the_room_is_where_it_was() -> None:
    for outcome in ("skipped", "later"):
        ended = StepEnded(id="1", at=1, step="a.b", outcome=outcome)
        went = Moved(id="2", at=1, step="a.c")
        events = [*began(), Moved(id="m", at=0, step="a.b"), ended, went]
        assert undo(events) == [ended, went]
        assert fold(events).ended == {}
        assert fold(events).running == "a.b"


def test_a_step_that_is_done_or_open_again_is_no_change_to_take_back() -> None:
    events = [*began(), StepEnded(id="1", at=1, step="a.b", outcome="skipped"), StepReopened(id="2", at=2, step="a.b")]
    assert undo(events) is None
    noted = Noted(id="1", at=1, note="n", text="words")
    events = [*began(), noted, StepEnded(id="2", at=2, step="a.b"), Moved(id="3", at=2, step="a.c")]
    assert undo(events) == [noted]
    assert fold(events).running == "a.c"


def test_minutes_that_were_given_are_taken_back() -> None:
    added = ClockAdded(id="1", at=1, activity="a", minutes=5)
    events: list[AnyEvent] = [*began(), added]
    assert undo(events) == [added]
    assert fold(events).clock == []
