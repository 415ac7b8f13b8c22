"""Dates as people give them to an instrument: ISO 8601, as in 2031-04-30."""

from __future__ import annotations

import datetime
import re

from hansei.errors import ResponseError
from hansei.words.ours import tr

#: The one form that sorts as it reads; Python also takes 20261123 and 2026-W47-1.
_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def need_date(text: str, field: str) -> None:
    """Refuse a text that is neither empty nor a date.

    Raises:
        ResponseError: with an example of the form.
    """
    if text and not is_date(text):
        raise ResponseError(no_date(text), field=field)


def no_date(text: str) -> str:
    """Return why a text is refused; the example is today, which reads like nobody's plan."""
    return tr("{text} is no date; write year, month and day, as today: {today}", text=repr(text), today=today())


def today() -> str:
    """Return the day it is here."""
    return datetime.datetime.now(datetime.UTC).astimezone().date().isoformat()


def is_date(text: str) -> bool:
    """Return whether a text is a day of the calendar, as in 2031-04-30."""
    try:
        return bool(_FORM.fullmatch(text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False


def is_past(text: str) -> bool:
    """Return whether a text is a day before today: it is taken, and people are told."""
    return is_date(text) and text < today()
