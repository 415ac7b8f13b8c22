"""Dates: which are, and which are past."""

from __future__ import annotations

import datetime

import pytest

from hansei.errors import ResponseError
from hansei.kinds.dates import is_date, is_past, need_date, today


@pytest.mark.parametrize(
    "text", ["soon", "20310430", "2031-W18-3", "2031-02-30", "31-04-30", " 2031-04-30", "٢٠٣١-٠٤-٣٠"]
)
def test_what_is_no_date_is_refused_with_today_as_the_example(text: str) -> None:
    assert not is_date(text)
    assert not is_past(text)
    with pytest.raises(ResponseError, match=f"as today: {today()}"):
        need_date(text, "due")


def test_only_a_day_before_today_is_past() -> None:
    now = datetime.date.fromisoformat(today())
    days = [(now + datetime.timedelta(days=by)).isoformat() for by in (-1, 0, 1)]
    assert [is_past(day) for day in days] == [True, False, False]
    assert is_past("1999-12-31")
    assert not is_past("")
    need_date("1999-12-31", "due")
