"""The protocol and the time that is left, by commands of the plain mode."""

from __future__ import annotations

import datetime

import pytest

import hansei
from hansei.errors import UsageError
from hansei.insight.clock import clocks
from hansei_tui.timeplan import end_of
from tests.tui.plain.conftest import Feed

HOUR = 3_600_000


def local(hour: int, minute: int) -> int:
    """Return a time of a day in winter on this machine's wall, UTC in milliseconds."""
    return round(datetime.datetime(2026, 1, 15, hour, minute).astimezone().timestamp() * 1000)


def test_a_time_of_today_or_so_many_minutes() -> None:
    assert end_of("16:30", local(13, 0)) == local(16, 30)
    assert end_of("+90", local(13, 0)) == local(14, 30)
    assert end_of("+90 min", local(13, 0)) == local(14, 30)
    assert end_of("none", local(13, 0)) == end_of("", 0) == 0
    assert end_of("0:30", local(22, 0)) == local(22, 0) + 5 * HOUR // 2, "past midnight is still tonight"


@pytest.mark.parametrize(("text", "expected"), [("16:30", "lies behind (it is 17:00)"), ("soon", "no time of day")])
def test_an_end_that_is_over_or_no_time(text: str, expected: str) -> None:
    with pytest.raises(UsageError, match=expected.replace("(", r"\(").replace(")", r"\)")):
        end_of(text, local(17, 0))


def test_the_end_the_pace_and_a_re_plan(feed: Feed) -> None:
    out = feed("/end +30", "/pace", "/replan 1", "/pace", "/end none").done().out
    assert "must end" in out
    assert "on time" in out
    assert "min too little even at the quickest" in out
    assert "  1. Shorten Activity 1 by 10 minutes" in out
    assert "no end in particular" in out
    assert "\nShorten Activity 1 by 10 minutes" in out
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert session.state.until == 0
        planned = clocks(session.agenda, session.state.clock, session.now())["activity-1"].planned
        assert str(planned) == "10-20"


def test_a_step_that_is_dropped_or_left_for_next_time_is_passed_by(feed: Feed) -> None:
    out = feed("/goto examples", "/later", "", "", "/pace").done().out
    assert "activity-1.examples: next time" in out
    assert "== Activity 1 (20-30 min): How outcomes help" in out
    number = next(line for line in out.splitlines() if "Drop: Activity 1: The outcome I choose" in line).split(".")[0]
    out = feed("/goto hindsight", f"/replan {number.strip()}", "/pace", people="Ana").done().out
    assert "Drop: Activity 1" in out


def test_a_dropped_step_is_not_walked(feed: Feed) -> None:
    out = feed("/goto examples", "/pace").done().out
    number = next(line for line in out.splitlines() if "Next time: Activity 1: How outcomes help" in line).split(".")[0]
    out = feed("/goto examples", f"/replan {number.strip()}", "Kits", "", "/agenda").done().out
    assert "passed by activity-1.hindsight: later" in out
    assert "  [~] activity-1.hindsight" in out
    assert "The outcome I choose" in out


def test_kept_and_changed_with_why(feed: Feed) -> None:
    out = feed("/kept", "/goto examples", "/changed", "/changed One example only").done().out
    assert "before.readiness: run as the toolkit says" in out
    assert "say what was changed, and why" in out
    with hansei.open_engine() as engine:
        kept = engine.open("last").state.kept
        assert {step: (each.kept, each.why) for step, each in kept.items()} == {
            "before.readiness": (True, ""),
            "activity-1.examples": (False, "One example only"),
        }


@pytest.mark.parametrize(
    ("line", "expected"),
    [("/end soon", "is no time of day"), ("/replan 99", "there is no re-plan '99'; /pace lists"), ("/end +0", "lies")],
)
def test_what_cannot_be_is_said(feed: Feed, line: str, expected: str) -> None:
    assert expected in feed(line).done().out
