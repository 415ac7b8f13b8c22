"""The date in a sentence such as "the second Tuesday in October of next year", and how it recurs."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Any

from attrs import frozen

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_IN_A_MONTH = re.compile(
    rf"\b({'|'.join(_PLACES)}) ({'|'.join(_DAYS)}) (?:in|of) ({'|'.join(_MONTHS)})\b(?: (?:of )?(\d{{4}}))?",
    re.IGNORECASE,
)


@frozen
class ReviewDay:
    """The first day, and the rule of RFC 5545 by which it recurs every year."""

    first: date
    rule: dict[str, Any]


def review_day(words: str, said: date | None) -> ReviewDay | None:
    """Find the day on which a team looks again.

    Args:
        words: What was answered.
        said: The day it was said; a date without a year is the next one after it.

    Returns:
        The first date in the words; None when there is none.
    """
    iso = _ISO.search(words)
    if iso:
        try:
            return ReviewDay(date(*map(int, iso.groups())), {"freq": "yearly"})
        except ValueError:
            return None
    found = _IN_A_MONTH.search(words)
    if found is None or said is None:
        return None
    place, weekday, month = _PLACES[found[1].lower()], _DAYS[found[2].lower()], _MONTHS[found[3].lower()]
    year = int(found[4] or said.year)
    first = _nth(year, month, weekday, place)
    if not found[4] and (first <= said or "next year" in words.lower()):
        first = _nth(said.year + 1, month, weekday, place)
    named = calendar.day_name[weekday][:2].upper()
    return ReviewDay(first, {"freq": "yearly", "bymonth": month, "byday": f"{place}{named}"})


def _nth(year: int, month: int, weekday: int, place: int) -> date:
    days = [day for day in calendar.Calendar().itermonthdates(year, month) if day.month == month]
    return [day for day in days if day.weekday() == weekday][place - 1 if place > 0 else place]
