"""A whole log read at once: the same as line by line."""

from __future__ import annotations

import pytest

from hansei.errors import StoreError
from hansei.record.events import Noted, Undone
from hansei.record.fold import fold
from hansei.record.lines import decode_all, write
from hansei.record.state import State

from .events_of_all_kinds import SAMPLES


def notes(count: int) -> list[bytes]:
    return [write(Noted(id=str(number), at=number, note=str(number), text="words")) for number in range(count)]


def test_it_amounts_to_the_same_as_event_by_event() -> None:
    state = State()
    for event in SAMPLES:
        state.apply([event])
    assert fold([write(event) for event in SAMPLES]) == state


@pytest.mark.parametrize("at", [1, 254, 255, 256, 300, 699])
def test_what_is_undone_anywhere_is_left_out(at: int) -> None:
    lines = notes(700)
    lines.insert(at, write(Undone(id="undo", at=at, target="0")))
    lines.append(write(Undone(id="again", at=701, target="699")))
    state = fold(lines)
    assert state.version == 702
    assert list(state.notes) == [str(number) for number in range(1, 699)]
    whole = State()
    whole.apply(decode_all(lines))
    assert state == whole


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 1000])
def test_a_log_of_any_length_is_read_whole_and_in_order(count: int) -> None:
    assert [event.id for event in decode_all(notes(count))] == [str(number) for number in range(count)]


def test_a_bad_line_is_named_by_its_number_however_far_it_is() -> None:
    lines = notes(700)
    lines[599] = b"{"
    with pytest.raises(StoreError, match=r"event 600 of the session cannot be read"):
        fold(lines)
