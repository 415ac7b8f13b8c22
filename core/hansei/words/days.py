"""Days and times as documents say them, in the language that is spoken and in this machine's time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hansei.words.ours import N_, tr, trc

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_SHORT = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)
#: A date as a record keeps it.
_KEPT = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_said(at: int) -> str:
    """Return the day of a time of the record, as in "9 March 2026".

    Args:
        at: Milliseconds since 1970, UTC.
    """
    local = _local(at)
    return tr("{day} {month} {year}", day=local.day, month=tr(_MONTHS[local.month - 1]), year=local.year)


def moment_said(at: int) -> str:
    """Return a time of the record, as in "9 March 2026, 14:05".

    Args:
        at: Milliseconds since 1970, UTC.
    """
    return f"{day_said(at)}, {_local(at):%H:%M}"


def short_day_said(at: int) -> str:
    """Return the day of a time of the record where there is little room, as in "9 Mar 2026".

    Args:
        at: Milliseconds since 1970, UTC.
    """
    local = _local(at)
    month = tr(_SHORT[local.month - 1])
    return trc("in short", "{day} {month} {year}", day=local.day, month=month, year=local.year)


def date_told(text: str) -> str:
    """Return a date as it is kept, 2031-04-30, as documents for people say it, "30 Apr 2031"; any other text as it is.

    Args:
        text: What somebody gave where a date was asked.
    """
    if not _KEPT.fullmatch(text):
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return trc("in short", "{day} {month} {year}", day=day.day, month=tr(_SHORT[day.month - 1]), year=day.year)


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()
