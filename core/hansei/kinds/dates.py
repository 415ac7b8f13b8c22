"""Dates as people give them to an instrument: ISO 8601, as in 2026-11-23."""

from __future__ import annotations

import datetime
import re

from hansei.errors import ResponseError

#: The one form that sorts as it reads; Python also takes 20261123 and 2026-W47-1.
_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def need_date(text: str, field: str) -> None:
    """Refuse a text that is neither empty nor a date.

    Raises:
        ResponseError: with an example of the form.
    """
    if text and not is_date(text):
        raise ResponseError(f"{text!r} is no date; write it as 2026-11-23", field=field)


def is_date(text: str) -> bool:
    """Return whether a text is a day of the calendar, as in 2026-11-23."""
    try:
        return bool(_FORM.fullmatch(text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False
