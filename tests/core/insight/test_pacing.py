"""How the session stands against its plan: laws for every history of clocks and steps, and a few told through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hansei.content.minutes import Minutes
from hansei.content.toolkit import Activity, AgendaStep, Section, Step
from hansei.insight.clock import MINUTE, clocks
from hansei.insight.pacing import Pacing, Replan, pacing, replans
from hansei.record.events import ClockAdded, ClockStarted, ClockStopped

SECTION = Section("s", "Section")
ACTIVITIES = (
    Activity("a", "A", minutes=Minutes(20, 30)),
    Activity("b", "B", minutes=Minutes(45)),
    Activity("c", "C"),
    Activity("d", "D", minutes=Minutes(1, 90)),
)
AGENDA = tuple(
    AgendaStep(f"{activity.id}.{step}", activity, Step(step, text=step), SECTION)
    for activity in ACTIVITIES
    for step in ("one", "two", "three")
)
PATHS = [entry.path for entry in AGENDA]
SLOWEST = sum(each.minutes.high for each in ACTIVITIES if each.minutes)

Mark = ClockStarted | ClockStopped | ClockAdded
#: Times may go back: somebody set the laptop's clock.
TIMES = st.integers(0, 300 * MINUTE)
ENDED = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["done", "skipped", "later"]))


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found: list[Mark] = []
    for number in range(draw(st.integers(0, 10))):
        at, activity = draw(TIMES), draw(st.sampled_from("abcd"))
        match draw(st.sampled_from(["start", "start", "stop", "add"])):
            case "start":
                found.append(ClockStarted(id=str(number), at=at, activity=activity))
            case "stop":
                found.append(ClockStopped(id=str(number), at=at, activity=activity))
            case _:
                found.append(ClockAdded(id=str(number), at=at, activity=activity, minutes=draw(st.integers(-60, 60))))
    return found


def stands(given_marks: list[Mark], ended: dict[str, str], now: int, until: int = 0) -> Pacing:
    return pacing(AGENDA, clocks(AGENDA, given_marks, now), ended, until=until, now=now)


def plans(given_marks: list[Mark], ended: dict[str, str], now: int) -> tuple[Replan, ...]:
    return replans(AGENDA, clocks(AGENDA, given_marks, now), ended)


# ------------------------------------------------------------------------------------------- laws


@given(marks(), ENDED, TIMES, TIMES)
def test_drift_never_gets_better_while_time_goes_on(
    given_marks: list[Mark], ended: dict[str, str], one: int, other: int
) -> None:
    earlier, later = (stands(given_marks, ended, now) for now in sorted((one, other)))
    assert later.over_high >= earlier.over_high
    assert later.over_low >= earlier.over_low
    assert later.behind >= earlier.behind
    assert later.ahead <= earlier.ahead
    assert later.left_low <= earlier.left_low
    assert later.left_high <= earlier.left_high


@given(marks(), ENDED, TIMES)
def test_nobody_is_ahead_and_behind(given_marks: list[Mark], ended: dict[str, str], now: int) -> None:
    found = stands(given_marks, ended, now)
    assert not (found.ahead and found.behind)
    assert found.over_low >= found.over_high
    assert (found.words() == "on time") == (not found.ahead and not found.behind)


@given(marks(), ENDED, TIMES, TIMES)
def test_a_clock_set_back_leaves_nothing_below_zero(
    given_marks: list[Mark], ended: dict[str, str], now: int, until: int
) -> None:
    found = stands(given_marks, ended, now, until)
    assert 0 <= found.left_low <= found.left_high
    assert min(found.used, found.behind, found.ahead, found.short, found.short_at_best) >= 0
    assert found.short >= found.short_at_best


@given(marks(), TIMES, st.sampled_from(["done", "skipped", "later"]))
def test_when_every_step_has_ended_nothing_is_left(given_marks: list[Mark], now: int, how: str) -> None:
    ended = dict.fromkeys(PATHS, how)
    found = stands(given_marks, ended, now, until=now)
    assert (found.left_low, found.left_high, found.short) == (0, 0, 0)
    assert found.rest() == "nothing left"
    assert plans(given_marks, ended, now) == ()


@given(marks(), TIMES, st.sampled_from(["skipped", "later"]))
def test_leaving_out_makes_nobody_ahead(given_marks: list[Mark], now: int, how: str) -> None:
    assert stands(given_marks, dict.fromkeys(PATHS, how), now).ahead == 0


@given(marks(), ENDED, TIMES)
def test_no_replan_wins_more_than_is_left_and_each_wins_what_it_says(
    given_marks: list[Mark], ended: dict[str, str], now: int
) -> None:
    before = stands(given_marks, ended, now)
    for plan in plans(given_marks, ended, now):
        assert 1 <= plan.minutes <= before.left_high // MINUTE
        if plan.what == "shorten":
            shorter = ClockAdded(id="x", at=now, activity=plan.target, minutes=-plan.minutes)
            after = stands([*given_marks, shorter], ended, now)
            assert before.left_high - after.left_high == plan.minutes * MINUTE
        else:
            assert plan.target not in ended
            after = stands(given_marks, {**ended, plan.target: "skipped" if plan.what == "drop" else "later"}, now)
            assert (before.left_high - after.left_high) // MINUTE == plan.minutes
        assert after.behind <= before.behind
        assert after.used == before.used


@given(marks(), ENDED, TIMES, st.integers(-60, 60))
def test_added_minutes_move_the_rest_and_never_the_pace_the_other_way(
    given_marks: list[Mark], ended: dict[str, str], now: int, minutes: int
) -> None:
    before = stands(given_marks, ended, now)
    after = stands([*given_marks, ClockAdded(id="x", at=now, activity="a", minutes=minutes)], ended, now)
    if minutes > 0:
        assert after.left_high >= before.left_high
        assert after.behind >= before.behind
    else:
        assert after.left_high <= before.left_high
        assert after.behind <= before.behind


# ------------------------------------------------------------------------------------------- told through


def ran(activity: str, minutes: float, at: int = 0) -> list[Mark]:
    return [
        ClockStarted(id=f"{activity}+", at=at, activity=activity),
        ClockStopped(id=f"{activity}-", at=at + int(minutes * MINUTE), activity=activity),
    ]


def done(*activities: str, how: str = "done") -> dict[str, str]:
    return {path: how for path in PATHS if path[0] in activities}


@pytest.mark.parametrize(
    ("used", "ended", "words"),
    [
        (0, {}, "on time"),
        (10, {}, "on time"),
        (30, {}, "on time"),
        (31, {}, "1 minute behind"),
        (45, {}, "15 minutes behind"),
        (10, done("a"), "10 minutes ahead"),
        (19, done("a"), "1 minute ahead"),
        (25, done("a"), "on time"),
        (0, done("a"), "on time"),
        (42, done("a"), "12 minutes behind"),
        (0, done("a", how="skipped"), "on time"),
        (5, done("a", how="later"), "on time"),
        (45, done("a") | done("b", how="skipped"), "on time"),
        (45, done("a") | {"b.one": "skipped"}, "on time"),
    ],
)
def test_the_pace_in_words(used: float, ended: dict[str, str], words: str) -> None:
    assert stands(ran("a", used), ended, 500 * MINUTE).words() == words


def test_what_was_lost_is_made_good_by_shortening_and_lost_again_by_adding() -> None:
    over = ran("a", 42)
    now = 42 * MINUTE
    assert stands(over, done("a"), now).behind == 12
    shorter = [*over, ClockAdded(id="x", at=now, activity="d", minutes=-20)]
    assert stands(shorter, done("a"), now).words() == "on time"
    longer = [*over, ClockAdded(id="x", at=now, activity="b", minutes=5)]
    assert stands(longer, done("a"), now).behind == 17


def test_what_is_left_counts_what_is_open_and_what_is_kept_of_it() -> None:
    assert stands([], {}, 0).left_high == SLOWEST * MINUTE
    assert stands([], done("a", "d"), 0).rest() == "45 min left"
    assert stands([], done("a", "d") | {"b.one": "skipped"}, 0).rest() == "30 min left"
    assert stands(ran("a", 12), done("b", "d"), 12 * MINUTE).rest() == "8 to 18 min left"


@pytest.mark.parametrize(
    ("room", "short", "at_best"), [(50, 0, 0), (30, 0, 0), (29.5, 1, 0), (20, 10, 0), (19.5, 11, 1), (-10, 40, 30)]
)
def test_a_planned_end_says_how_much_does_not_fit(room: float, short: int, at_best: int) -> None:
    found = stands([], done("b", "d"), 100 * MINUTE, until=int((100 + room) * MINUTE))
    assert (found.short, found.short_at_best) == (short, at_best)


def test_replans_come_in_the_order_of_the_agenda_with_what_they_win() -> None:
    found = plans(ran("a", 25), done("b", "d"), 25 * MINUTE)
    assert [plan.words() for plan in found if plan.what == "shorten"] == ["Shorten A by 5 minutes"]
    assert [plan.minutes for plan in found if plan.what == "drop"] == [5, 5, 5], "a third of it is more than is left"
    found = plans([], done("a", "d") | {"b.one": "done", "b.two": "later"}, 0)
    assert [plan.words() for plan in found] == [
        "Drop: B: three (about 30 minutes)",
        "Next time: B: three (about 30 minutes)",
    ]


def test_what_has_no_time_takes_none() -> None:
    assert stands(ran("c", 100), {}, 100 * MINUTE).words() == "on time"
    assert all("c." not in plan.target for plan in plans([], {}, 0))
