"""The session clock: laws for every history of marks and every time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hansei.content.minutes import Minutes
from hansei.content.toolkit import Activity, AgendaStep, Section, Step
from hansei.insight.clock import MINUTE, ActivityClock, Pace, activities, clocks
from hansei.record.events import ClockAdded, ClockStarted, ClockStopped

SECTION = Section("s", "Section")
ACTIVITIES = (Activity("a", "A", minutes=Minutes(20, 30)), Activity("b", "B", minutes=Minutes(45)), Activity("c", "C"))
AGENDA = tuple(
    AgendaStep(f"{activity.id}.{step}", activity, Step(step), SECTION)
    for activity in ACTIVITIES
    for step in ("one", "two")
)

Mark = ClockStarted | ClockStopped | ClockAdded
#: Times may go back: somebody set the laptop's clock.
TIMES = st.integers(0, 200 * MINUTE)
NAMES = st.sampled_from(["a", "b", "c", "gone"])


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found: list[Mark] = []
    for number in range(draw(st.integers(0, 12))):
        at, activity = draw(TIMES), draw(NAMES)
        match draw(st.sampled_from(["start", "start", "stop", "stop-earlier", "add"])):
            case "start":
                found.append(ClockStarted(id=str(number), at=at, activity=activity))
            case "stop":
                found.append(ClockStopped(id=str(number), at=at, activity=activity))
            case "stop-earlier":
                found.append(ClockStopped(id=str(number), at=at, activity=activity, until=draw(TIMES)))
            case _:
                found.append(ClockAdded(id=str(number), at=at, activity=activity, minutes=draw(st.integers(-60, 60))))
    return found


def started(at: int, activity: str = "a") -> ClockStarted:
    return ClockStarted(id=f"start-{at}", at=at * MINUTE, activity=activity)


def stopped(at: int, activity: str = "a", until: int = 0) -> ClockStopped:
    return ClockStopped(id=f"stop-{at}", at=at * MINUTE, activity=activity, until=until * MINUTE)


def used(given_marks: list[Mark], now: int) -> dict[str, int]:
    return {id_: clock.minutes for id_, clock in clocks(AGENDA, given_marks, now * MINUTE).items()}


@given(marks(), TIMES, TIMES)
def test_time_used_never_falls_while_time_goes_on(given_marks: list[Mark], one: int, other: int) -> None:
    earlier, later = (clocks(AGENDA, given_marks, now) for now in sorted((one, other)))
    for activity in "abc":
        assert later[activity].used >= earlier[activity].used >= 0


@given(marks(), TIMES)
def test_one_clock_runs_at_the_most_and_every_activity_has_one(given_marks: list[Mark], now: int) -> None:
    found = clocks(AGENDA, given_marks, now)
    assert list(found) == ["a", "b", "c"]
    assert sum(clock.running for clock in found.values()) <= 1
    assert all(clock.activity == name for name, clock in found.items())


@given(marks(), TIMES)
def test_what_is_planned_keeps_its_order_and_is_never_nothing(given_marks: list[Mark], now: int) -> None:
    found = clocks(AGENDA, given_marks, now)
    assert found["c"].planned is None
    for activity in "ab":
        planned = found[activity].planned
        assert planned is not None
        assert 1 <= planned.low <= planned.high


@given(marks(), TIMES)
def test_a_stopped_clock_stands_still(given_marks: list[Mark], now: int) -> None:
    before = clocks(AGENDA, given_marks, now)
    for activity, clock in before.items():
        if not clock.running:
            assert clocks(AGENDA, given_marks, now + 500 * MINUTE)[activity].used == clock.used


@pytest.mark.parametrize(
    ("given_marks", "now", "expected"),
    [
        ([], 50, {"a": 0, "b": 0, "c": 0}),
        ([started(0)], 12, {"a": 12, "b": 0, "c": 0}),
        ([started(0), stopped(10)], 50, {"a": 10, "b": 0, "c": 0}),
        ([started(0), stopped(10), started(20)], 25, {"a": 15, "b": 0, "c": 0}),
        ([started(0), started(10, "b")], 25, {"a": 10, "b": 15, "c": 0}),
        ([started(0), stopped(5, "b")], 25, {"a": 25, "b": 0, "c": 0}),
        ([started(0), stopped(600, until=30)], 700, {"a": 30, "b": 0, "c": 0}),
        ([started(100), stopped(40)], 50, {"a": 0, "b": 0, "c": 0}),
        ([started(100)], 50, {"a": 0, "b": 0, "c": 0}),
        ([started(0), started(10)], 15, {"a": 15, "b": 0, "c": 0}),
    ],
)
def test_time_used(given_marks: list[Mark], now: int, expected: dict[str, int]) -> None:
    assert used(given_marks, now) == expected


@pytest.mark.parametrize(
    ("minutes", "running", "pace", "left"),
    [
        (0, False, Pace.NOT_STARTED, 30),
        (0, True, Pace.ON_TIME, 30),
        (19.99, True, Pace.ON_TIME, 11),
        (20, False, Pace.IN_RANGE, 10),
        (29.99, True, Pace.IN_RANGE, 1),
        (30, True, Pace.OVER, 0),
        (45, False, Pace.OVER, -15),
    ],
)
def test_the_pace_against_the_range(minutes: float, running: bool, pace: Pace, left: int) -> None:
    clock = ActivityClock("a", Minutes(20, 30), int(minutes * MINUTE), running)
    assert (clock.pace, clock.left) == (pace, left)


@pytest.mark.parametrize(("seconds", "pace"), [(1800, Pace.IN_RANGE), (1859, Pace.IN_RANGE), (1860, Pace.OVER)])
def test_a_record_tells_the_pace_in_whole_minutes(seconds: int, pace: Pace) -> None:
    assert ActivityClock("a", Minutes(20, 30), seconds * 1000, running=False).went is pace


def test_what_has_no_time_is_not_timed() -> None:
    clock = clocks(AGENDA, [started(0, "c")], 90 * MINUTE)["c"]
    assert (clock.minutes, clock.pace, clock.left) == (90, Pace.UNTIMED, 0)


def test_added_time_moves_both_ends() -> None:
    added = [ClockAdded(id=str(n), at=0, activity="a", minutes=n) for n in (5, 10, -3)]
    assert clocks(AGENDA, added, 0)["a"].planned == Minutes(32, 42)
    assert clocks(AGENDA, added, 0)["b"].planned == Minutes(45)


def test_each_activity_is_listed_once_in_order() -> None:
    assert activities(AGENDA) == ACTIVITIES
