"""Days and times as documents say them, in the language that is spoken and in this machine's time zone."""

from __future__ import annotations

from datetime import UTC, datetime

from hansei.words.ours import N_, tr

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)


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


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()
