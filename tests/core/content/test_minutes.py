"""Minutes: one number or a range."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hansei.content.minutes import Minutes

ENDS = st.integers(1, 9999)


@given(ENDS)
def test_one_number(length: int) -> None:
    assert Minutes.parse(str(length)) == Minutes(length) == Minutes(length, length)
    assert str(Minutes(length)) == str(length)


@given(ENDS, ENDS, st.sampled_from(["-", " - ", "–", " — ", "  -"]))
def test_a_range_however_it_is_typeset(one: int, other: int, dash: str) -> None:
    low, high = sorted((one, other))
    read = Minutes.parse(f" {low}{dash}{high} ")
    assert (read.low, read.high) == (low, high)
    assert Minutes.parse(str(read)) == read


@given(ENDS, ENDS)
def test_a_range_that_runs_backwards_is_refused_with_the_right_one(one: int, other: int) -> None:
    low, high = sorted((one, other))
    if low != high:
        with pytest.raises(ValueError, match=f'write "{low}-{high}"'):
            Minutes.parse(f"{high}-{low}")


@given(st.text() | st.none() | st.integers() | st.floats() | st.lists(st.integers()))
def test_anything_is_read_or_refused(given: object) -> None:
    try:
        read = Minutes.parse(given)
    except ValueError:
        return
    assert 1 <= read.low <= read.high


@pytest.mark.parametrize(
    "text", ["", "half an hour", "20-", "-20", "20-25-30", "1.5", "20 min", "10000", "²", "0", "0-10"]
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"number or a range|at least 1 minute"):
        Minutes.parse(text)


def test_minutes_are_values() -> None:
    assert len({Minutes(20, 25), Minutes.parse("20-25"), Minutes.parse("20 – 25")}) == 1
    assert Minutes(20) != 20
    assert repr(Minutes(20, 25)) == "Minutes(20, 25)"
