"""The fold: laws that hold for every history."""

from __future__ import annotations

import itertools

import msgspec
from attrs import asdict
from hypothesis import given
from hypothesis import strategies as st

from hansei.record.events import Answered, AnyEvent, Cleared, Joined, Left, Moved, Noted, StepEnded, Undone
from hansei.record.state import State

from .events_of_all_kinds import histories


def fold(events: list[AnyEvent]) -> State:
    state = State()
    state.apply(events)
    return state


def meaning(state: State) -> dict[str, object]:
    """Return what a state says, with the order in which it says it, without the log itself."""
    said = {name: value for name, value in asdict(state, recurse=False).items() if name not in ("events", "undone")}
    said["answers"] = [(name, list(answers.items())) for name, answers in state.answers.items() if answers]
    said["notes"] = list(state.notes.items())
    said["people"] = list(state.people.items())
    return said


@given(histories(), st.lists(st.integers(0, 25)))
def test_in_pieces_is_the_same_as_in_one_go(events: list[AnyEvent], cuts: list[int]) -> None:
    pieces = State()
    edges = [0, *sorted(min(cut, len(events)) for cut in cuts), len(events)]
    for start, end in itertools.pairwise(edges):
        pieces.apply(events[start:end])
    whole = fold(events)
    assert pieces == whole
    assert meaning(pieces) == meaning(whole)


@given(histories(), st.data())
def test_to_undo_an_event_is_as_if_it_had_never_been(events: list[AnyEvent], data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(events))
    state = fold(events)
    state.apply([Undone(id="undo", at=99, target=target.id)])
    never = fold([event for event in events if event.id != target.id])
    assert meaning(state) == meaning(never)
    assert target.id in state.undone
    assert target in state.events, "it stays in the log"


@given(histories(), st.integers(0, 9), st.sampled_from(["answer", "clear", "undo"]))
def test_what_one_rater_does_touches_no_other(events: list[AnyEvent], value: int, what: str) -> None:
    def others(state: State) -> dict[object, Answered]:
        return {
            (name, *key): event
            for name, all_ in state.answers.items()
            for key, event in all_.items()
            if key[1] != "group:Mine"
        }

    state = fold(events)
    before = others(state)
    state.apply(
        [
            Answered(
                id="mine",
                at=99,
                instrument="i",
                item="a",
                response=msgspec.Raw(str(value).encode()),
                rater="group:Mine",
            )
        ]
    )
    assert state.answers["i"]["a", "group:Mine", 1].id == "mine"
    if what == "clear":
        state.apply([Cleared(id="gone", at=99, instrument="i", item="a", rater="group:Mine")])
    if what == "undo":
        state.apply([Undone(id="gone", at=99, target="mine")])
    assert others(state) == before
    if what != "answer":
        assert ("a", "group:Mine", 1) not in state.answers.get("i", {})


@given(histories())
def test_a_state_counts_every_event_and_looks_without_changing(events: list[AnyEvent]) -> None:
    given_events = list(events)
    state = fold(given_events)
    assert state.version == len(events)
    assert state.events == events == given_events
    before = meaning(state)
    state.apply([])
    assert meaning(state) == before


@given(histories(undone=False))
def test_the_last_one_counts(events: list[AnyEvent]) -> None:
    state = fold(events)
    answers: dict[tuple[str, str, str, int], Answered] = {}
    for event in events:
        if isinstance(event, (Answered, Cleared)):
            answers.pop((event.instrument, event.item, event.rater, event.round), None)
        if isinstance(event, Answered):
            answers[event.instrument, event.item, event.rater, event.round] = event
    assert {(name, *key): event for name, all_ in state.answers.items() for key, event in all_.items()} == answers
    moves = [event.step for event in events if isinstance(event, Moved)]
    assert state.running == (moves[-1] if moves else "")
    notes = {event.note: event for event in events if isinstance(event, Noted)}
    assert state.notes == {name: event for name, event in notes.items() if event.text}


def test_who_comes_back_is_there_again() -> None:
    came = [Joined(id=str(at), at=at, person="p", role=role) for at, role in ((1, "observer"), (3, "respondent"))]
    left = Left(id="2", at=2, person="p")
    assert fold([came[0], left]).gone == {"p"}
    back = fold([came[0], left, came[1]])
    assert (back.gone, back.people) == (set(), {"p": came[1]})


def test_a_new_round_takes_nothing_away() -> None:
    rounds = [Answered(id=str(n), at=n, instrument="i", item="a", response=msgspec.Raw(b"1"), round=n) for n in (1, 2)]
    assert len(fold([*rounds]).answers["i"]) == 2


def test_undoing_a_change_brings_back_what_was_before() -> None:
    first = Answered(id="1", at=1, instrument="i", item="a", response=msgspec.Raw(b"1"))
    second = Answered(id="2", at=2, instrument="i", item="a", response=msgspec.Raw(b"2"))
    gone = Cleared(id="3", at=3, instrument="i", item="a")
    assert fold([first, second, Undone(id="4", at=4, target="2")]).answers["i"]["a", "team", 1] is first
    assert fold([first, gone, Undone(id="4", at=4, target="3")]).answers["i"]["a", "team", 1] is first
    done = [StepEnded(id="1", at=1, step="s"), StepEnded(id="2", at=2, step="s", outcome="skipped")]
    assert fold([*done, Undone(id="3", at=3, target="2")]).ended == {"s": "done"}


def test_to_undo_an_undo_brings_the_event_back() -> None:
    note = Noted(id="1", at=1, note="n", text="words")
    state = fold([note, Undone(id="2", at=2, target="1"), Undone(id="3", at=3, target="2")])
    assert state.notes == {"n": note}
