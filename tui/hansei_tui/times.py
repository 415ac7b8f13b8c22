"""Times and days as people type and read them, in this machine's time zone."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta

from hansei.errors import UsageError
from hansei_tui.sentences import N_, tr

# fmt: off
_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)
# fmt: on


def time_of_day(text: str, now: int) -> int:
    """Return the next moment at which the clock shows a time.

    Args:
        text: As ``16:30``, ``16.30``, ``1630`` or ``4:30 pm``.
        now: UTC, milliseconds.

    Returns:
        UTC, milliseconds; less than a day after ``now``.

    Raises:
        UsageError: when it is no time.
    """
    found = re.fullmatch(r"\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap])?\.?m?\.?\s*", text.casefold())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 99)
    if found and found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise UsageError(tr("{text} is no time of day; write it as 16:30", text=repr(text.strip()[:20])))
    # Wall time, whatever the clocks are set to on the way there; where they are set back, a time comes twice.
    here = datetime.fromtimestamp(now / 1000)  # noqa: DTZ006 - the time on the wall
    today = here.replace(hour=hour, minute=minute, second=0, microsecond=0)
    times = [(today + timedelta(days=day)).replace(fold=fold) for day in (0, 1) for fold in (0, 1)]
    known = [each.timestamp() for each in times if not each.fold or datetime.fromtimestamp(each.timestamp()) == each]  # noqa: DTZ006
    return round(min(at for at in known if at * 1000 > now) * 1000)


def clock_time(at: int) -> str:
    """Return a moment as the clock on the wall shows it, as in 16:30.

    Args:
        at: UTC, milliseconds.
    """
    return datetime.fromtimestamp(at / 1000).astimezone().strftime("%H:%M")


def day(then: int, now: float) -> str:
    """Return a moment as people say it.

    Args:
        then: UTC, milliseconds.
        now: UTC, seconds.
    """
    moment, today = time.localtime(then / 1000), time.localtime(now)
    if moment[:3] == today[:3]:
        return f"{moment.tm_hour:02}:{moment.tm_min:02}"
    if moment[:3] == time.localtime(now - 86_400)[:3]:
        return tr("yesterday")
    date = {"day": moment.tm_mday, "month": tr(_MONTHS[moment.tm_mon - 1])}
    if moment.tm_year == today.tm_year:
        return tr("{day} {month}", **date)
    return tr("{day} {month} {year}", **date, year=moment.tm_year)


def minutes(low: int, high: int) -> str:
    """Return how long something takes, as ``20-30 min``."""
    return tr("{low}-{high} min", low=low, high=high) if low != high else tr("{n} min", n=low)
