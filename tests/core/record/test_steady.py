"""The clock is set back, and forward again: events keep their order, no clock loses time or goes below zero."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hansei
from hansei.errors import UsageError
from hansei.insight.clock import MINUTE, clocks
from hansei.record.steady import Steady

HOUR = 60 * MINUTE
NOON = 1_790_000_000_000


class Wall:
    """A clock on the wall that somebody sets."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> int:
        return self.at


@given(st.lists(st.integers(-3 * HOUR, 3 * HOUR)))
def test_it_never_goes_back(steps: list[int]) -> None:
    wall = Wall()
    steady = Steady(wall)
    said = [steady()]
    for step in steps:
        wall.at += step
        said.append(steady())
    if all(sum(steps[:at]) > -24 * HOUR for at in range(len(steps) + 1)):
        assert said == sorted(said)


@given(st.lists(st.integers(0, 20 * MINUTE), max_size=20))
def test_a_clock_that_nobody_sets_is_the_walls(steps: list[int]) -> None:
    wall = Wall()
    steady = Steady(wall)
    for step in steps:
        wall.at += step
        assert steady() == wall.at


def test_time_goes_on_where_the_clock_was_set_back_and_is_one_again_when_it_is_set_right() -> None:
    wall = Wall()
    steady = Steady(wall)
    steady()
    for step, gone in ((5, 5), (-60, 5), (10, 15), (1, 16), (60, 16), (1, 17)):
        wall.at += step * MINUTE
        assert steady() == NOON + gone * MINUTE, step
    assert steady() == wall.at + 0 * MINUTE or steady() - wall.at == 0


def test_a_clock_that_was_years_ahead_is_not_followed() -> None:
    wall = Wall()
    wall.at += 3650 * 24 * HOUR
    steady = Steady(wall)
    steady()
    wall.at = NOON
    assert steady() == NOON
    steady.at_least(NOON + 48 * HOUR)
    assert steady() == NOON
    steady.at_least(NOON + HOUR)
    wall.at += MINUTE
    assert steady() == NOON + HOUR + MINUTE


def used(session: hansei.Session) -> int:
    return clocks(session.agenda, session.state.clock, session.now())["activity-1"].minutes


@pytest.mark.parametrize("again", [False, True])
def test_an_hour_back_in_the_middle_of_an_activity(store: Path, again: bool) -> None:
    wall = Wall()
    engine = hansei.open_engine(store, now=wall)
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.end_by(wall() + 3 * HOUR)
    session.start_clock("activity-1")
    wall.at += 10 * MINUTE
    session.note("Ten minutes in", step="activity-1.examples")
    wall.at -= HOUR
    if again:
        engine.close()
        engine = hansei.open_engine(store, now=wall)
        session = engine.open(session.id)
    assert used(session) == 10
    wall.at += 5 * MINUTE
    assert used(session) == 15
    session.note("Fifteen", step="activity-1.examples")
    session.stop_clock("activity-1")
    assert used(session) == 15
    times = [event.at for event in session.state.events]
    assert times == sorted(times)
    # People plan by the clock on the wall: three hours from noon, and it is a quarter past eleven.
    assert session.state.until - session.wall() == 3 * HOUR + 45 * MINUTE
    with pytest.raises(UsageError, match="lies behind"):
        session.end_by(wall() - MINUTE)
    session.end_by(wall() + 10 * MINUTE)
    engine.close()


def test_two_windows_with_clocks_that_differ_keep_one_order(store: Path) -> None:
    here, there = Wall(), Wall()
    there.at -= 20 * MINUTE
    with hansei.open_engine(store, now=here) as one, hansei.open_engine(store, now=there) as other:
        mine = one.start("district-led-ci", team=hansei.Team("Riverside"))
        theirs = other.open(mine.id)
        for number in range(4):
            (mine if number % 2 else theirs).note(str(number), step="rate")
            here.at += MINUTE
            there.at += MINUTE
        mine.refresh()
        times: Sequence[int] = [event.at for event in mine.state.events]
        assert [note.text for note in mine.state.notes.values()] == list("0123")
        assert times == sorted(times)
