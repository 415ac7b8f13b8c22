"""iCalendar: read back by its own library; activities, to-dos, and when the team looks again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

import hansei
from hansei_reports._review_dates import review_day


@pytest.fixture
def session(engine: hansei.Engine) -> hansei.Session:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside; =North,\nSouth"))
    session.rate("culture", "vision", level="beginning")
    rows = [{"text": "Walk; every,\n🌱 building", "owner": "Ana", "due": "2031-04-30", "measure": "5 walks"}]
    session.answer("moving-right", "vision.begin", {"actions": [*rows, {"text": "Ask"}]})
    session.answer("next-review", "when", {"text": "On 2031-10-14, all of us"})
    session.answer("next-review", "first", {"text": "The rows that did not move"})
    return session


def read(engine: hansei.Engine, session: hansei.Session) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(engine.render(session.id, "ics"))
    return {str(each["uid"]).partition("/")[2].partition("@")[0]: each for each in calendar.subcomponents}


def test_an_action_is_a_to_do_with_a_real_date(engine: hansei.Engine, session: hansei.Session) -> None:
    wanted = ("Walk; every,\n🌱 building", "Ask")
    walk, ask = (each for each in read(engine, session).values() if str(each["summary"]) in wanted)
    assert walk.decoded("due") == date(2031, 4, 30)
    assert walk["status"] == "NEEDS-ACTION"
    for words in ("Owner: Ana", "About: Vision, mission, beliefs", "How we will know: 5 walks"):
        assert words in str(walk["description"])
    assert "due" not in ask


def test_how_an_action_stands_follows(engine: hansei.Engine, session: hansei.Session) -> None:
    action = session.following.all[0]
    before = set(read(engine, session))
    session.following.follow(action, "done", "all five")
    entries = read(engine, session)
    assert set(entries) == before
    assert entries[action.key]["status"] == "COMPLETED"
    assert "Status: done: all five" in str(entries[action.key]["description"])


def test_activities_stand_one_after_the_other(engine: hansei.Engine, session: hansei.Session) -> None:
    entries = read(engine, session)
    first, second = entries["activity/activity-1"], entries["activity/activity-2"]
    assert first.decoded("dtend") == second.decoded("dtstart")
    assert first.decoded("dtstart").utcoffset() == timedelta()
    assert (first.decoded("dtend") - first.decoded("dtstart")).seconds == 30 * 60
    assert "Planned minutes: 20-30" in str(first["description"])
    assert str(first["summary"]).startswith("Riverside; =North,")


def test_a_review_recurs_every_year_and_words_without_a_date_are_kept(
    engine: hansei.Engine, session: hansei.Session
) -> None:
    entries = read(engine, session)
    when = next(each for key, each in entries.items() if key.startswith("next-review/when"))
    assert when.decoded("dtstart") == date(2031, 10, 14)
    assert when["rrule"]["freq"] == ["YEARLY"]
    first = next(each for key, each in entries.items() if key.startswith("next-review/first"))
    assert first.name == "VTODO"
    assert str(first["description"]) == "The rows that did not move"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2031-10-14", date(2031, 10, 14)),
        ("The second Tuesday in October of next year.", date(2026, 10, 13)),
        ("the last Friday of September", date(2026, 9, 25)),
        ("the first Monday in December", date(2025, 12, 1)),
        ("the third Monday in May 2030", date(2030, 5, 20)),
    ],
)
def test_the_date_in_a_sentence(words: str, expected: date) -> None:
    found = review_day(words, date(2025, 10, 14))
    assert found is not None
    assert found.first == expected


@pytest.mark.parametrize("words", ["", "soon", "2031-02-30", "the fifth Monday in May", "12031-10-14"])
def test_no_date_is_made_up(words: str) -> None:
    assert review_day(words, date(2025, 10, 14)) is None


def test_an_activity_whose_clock_ran_stands_where_it_ran(engine: hansei.Engine, session: hansei.Session) -> None:
    session.start_clock("activity-2")
    begun = read(engine, session)["activity/activity-2"].decoded("dtstart")
    assert abs((datetime.now(UTC) - begun).total_seconds()) < 600
