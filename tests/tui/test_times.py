"""Times of day: typed in many ways, never in the past, right across a change of the clocks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hansei.errors import UsageError
from hansei_tui.times import clock_time, time_of_day

NOON = round(datetime(2026, 11, 24, 12, 0).timestamp() * 1000)  # noqa: DTZ001 - the time on the wall
HOUR = 3_600_000


@pytest.fixture
def detroit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change its time zone for one program")
    monkeypatch.setenv("TZ", "America/Detroit")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "said"),
    [("16:30", "16:30"), ("16.30", "16:30"), ("1630", "16:30"), ("4:30 pm", "16:30"), ("4pm", "16:00"), ("13", "13:00"),
     ("12 am", "00:00"), ("١٦:٣٠", "16:30"), ("12:05 PM", "12:05"), (" 9:05 ", "09:05")],
)  # fmt: skip
def test_as_people_type_it(text: str, said: str) -> None:
    assert clock_time(time_of_day(text, NOON)) == said


@pytest.mark.parametrize("text", ["", "later", "25:00", "16:60", "13 pm", "0 pm", "16:3", "-1", "4:30 xm"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(UsageError, match="16:30"):
        time_of_day(text, NOON)


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 2 * 10**12))
def test_it_is_always_ahead_and_within_a_day(hour: int, minute: int, now: int) -> None:
    at = time_of_day(f"{hour}:{minute:02}", now)
    assert now < at <= now + 25 * HOUR + 60_000


def test_across_a_change_of_the_clocks(detroit: None) -> None:
    """On 1 November 2026 the clocks in Michigan go back an hour at two in the morning."""
    evening = round(datetime(2026, 10, 31, 23, 0).timestamp() * 1000)  # noqa: DTZ001 - the time on the wall
    assert time_of_day("03:00", evening) - evening == 5 * HOUR
    assert clock_time(time_of_day("03:00", evening)) == "03:00"


def test_a_time_that_comes_twice_is_the_next_one(detroit: None) -> None:
    """That night it is between one and two twice."""
    one = round(datetime(2026, 11, 1, 1, 0).timestamp() * 1000)  # noqa: DTZ001 - the time on the wall, the first one
    for minutes, text, ahead in (
        (15, "1:30", 15),
        (45, "1:30", 45),
        (75, "1:30", 15),
        (75, "2:00", 45),
        (-30, "1:30", 60),
    ):
        assert time_of_day(text, one + minutes * 60_000) - one == (minutes + ahead) * 60_000, (minutes, text)
    assert clock_time(time_of_day("2:30", round(datetime(2026, 3, 8, 1, 0).timestamp() * 1000))) == "03:30"  # noqa: DTZ001
