"""iCalendar (RFC 5545): the agenda's activities as events, actions as to-dos, the next review as it recurs.

Activities stand where their clock was started; those whose clock was not, one after the other from the session's
beginning, as long as they are planned at the most. A review is a date that was written in the answers of an
instrument with the id ``next-review``: an ISO date, or words such as "the second Tuesday in October"; it recurs every
year. Words without a date become a to-do, so that they are not lost.

Everything has an identity of its own that stays, so that taking a newer file in changes what is there and adds none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from hansei.document.exporter import Exporter, Report
from hansei_reports._kept import action_stands, step_stands
from hansei_reports._record import Record, Values, answer_words
from hansei_reports._text import visible
from hansei_reports.sentences import N_, own, tr

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Todo

#: The instrument whose answers say when the team looks again.
REVIEW = "next-review"
_STATUS = {"open": "NEEDS-ACTION", "begun": "IN-PROCESS", "done": "COMPLETED", "dropped": "CANCELLED"}


class CalendarExporter(Exporter):
    """Writes a calendar."""

    name = "ics"
    suffix = ".ics"
    media_type = "text/calendar"
    title = N_("a calendar: activities, actions as to-dos, review dates")
    sentences = own
    needs = ("icalendar",)
    extra = "hansei[reports]"
    whole = False

    def export(self, report: Report) -> bytes:
        """Return the calendar."""
        from icalendar import Calendar, vText

        record = Record(report.told)
        calendar = Calendar()
        calendar.add("prodid", "-//Hansei//Hansei//EN")
        calendar.add("version", "2.0")
        calendar["x-wr-calname"] = vText(visible(report.document.title))
        _fill(calendar, record)
        written: bytes = calendar.to_ical()
        return written


def _fill(calendar: Calendar, record: Record) -> None:
    team = visible(str(record.values.get("team", {}).get("name", "")))
    for event in _activities(record, team):
        calendar.add_component(event)
    for todo in _actions(record):
        calendar.add_component(todo)
    for each in record.answers(REVIEW):
        calendar.add_component(_review(record, each, team))


def _activities(record: Record, team: str) -> Iterator[Event]:
    """Yield the activities that take time, with the steps in their order."""
    from icalendar import Event

    begun = _time(record.text("started"))
    if begun is None:
        return
    started: dict[str, datetime | None] = {}
    for event in record.all("history"):
        if str(event.get("type", "")).startswith("clock-started/") and not event.get("undone"):
            started.setdefault(event["activity"], _time(event["at"]))
    clocks = {each["activity"]: each for each in record.all("clock")}
    steps: dict[str, list[Values]] = {}
    for step in record.all("agenda"):
        steps.setdefault(step["step"].partition(".")[0], []).append(step)
    at = begun
    later = sorted(each for each in started.values() if each is not None)
    for activity, its in steps.items():
        clock = clocks.get(activity, {})
        planned, used = str(clock.get("planned", "")), float(clock.get("used_minutes", 0))
        began = started.get(activity)
        at = began or at
        minutes = used if began is not None and used else float(planned.rpartition("-")[2] or 0)
        event = Event()
        _identify(event, record, f"activity/{activity}")
        event.add("summary", ": ".join(filter(None, (team, visible(its[0]["activity"])))))
        event.add("dtstart", at)
        if minutes:
            # Whole minutes, but not into the activity that began after it.
            following = next((each for each in later if each > at), None)
            at += timedelta(minutes=max(1, round(minutes)))
            if following is not None and timedelta() < at - following < timedelta(minutes=1):
                at = following
            event.add("dtend", at)
        told = [
            tr("Planned minutes: {planned}", planned=planned) if planned else tr("Not timed"),
            tr("Used minutes: {used}", used=format(used, "g")) if used else "",
        ]
        told += [f"{step['title']}: {step_stands(step['state'])}" for step in its]
        event.add("description", visible("\n".join(filter(None, told))))
        yield event


def _actions(record: Record) -> Iterator[Todo]:
    from icalendar import Todo

    for each in record.all("actions"):
        todo = Todo()
        _identify(todo, record, each["key"])
        todo.add("summary", visible(each["text"]))
        due = _day(each["due"])
        if due is not None:
            todo.add("due", due)
        todo.add("status", _STATUS.get(each["status"], "NEEDS-ACTION"))
        named = (
            (tr("Owner"), "owner"),
            (tr("By when"), "due"),
            (tr("About"), "about"),
            (tr("How we will know"), "measure"),
        )
        lines = [f"{name}: {each[key]}" for name, key in named if each[key]]
        status = ": ".join(filter(None, (action_stands(each["status"]), each["words"])))
        lines.append(tr("Status: {status}", status=status))
        todo.add("description", visible("\n".join(lines)))
        if each["owner"]:
            todo.add("contact", visible(each["owner"]))
        yield todo


def _review(record: Record, answer: Values, team: str) -> Event | Todo:
    from icalendar import Event, Todo

    from hansei_reports._review_dates import review_day

    words = visible(answer_words(answer))
    asked = record.instrument(REVIEW).named(answer["item"])["title"]
    found = review_day(words, _day(answer["at"][:10]))
    entry: Event | Todo = Todo() if found is None else Event()
    _identify(entry, record, f"{REVIEW}/{answer['item']}/{answer['rater']}")
    entry.add("summary", ": ".join(filter(None, (team, visible(asked)))))
    entry.add("description", words)
    if found is not None:
        entry.add("dtstart", found.first)
        entry.add("rrule", found.rule)
        entry.add("transp", "TRANSPARENT")
    return entry


def _identify(entry: Event | Todo, record: Record, what: str) -> None:
    """Give an entry an identity that is the same in every file of this session, and the time of the last change."""
    entry.add("uid", visible(f"{record.text('session')}/{what}@hansei").replace("\n", " "))
    entry.add("dtstamp", _time(record.text("changed")) or datetime(1970, 1, 1, tzinfo=UTC))


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
