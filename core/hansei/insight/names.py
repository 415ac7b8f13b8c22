"""File names for what a session leaves: made of team, toolkit and date, fit for every system."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

from hansei.record.log import Head
from hansei.record.session import Session

#: Letters that a part of the name may have at the most.
MOST = 40


def file_name(session: Session, suffix: str) -> str:
    """Return a name such as ``riverside-district-led-ci-2026-11-23.html``."""
    started = session.state.started
    return _name(session.team.name, session.toolkit.id, started.at if started else 0) + suffix


def head_name(head: Head) -> str:
    """Return the same without a suffix, of a session that is not opened for it."""
    return _name(head.team, head.toolkit, head.started)


def _name(team: str, toolkit: str, at: int) -> str:
    day = datetime.fromtimestamp(at / 1000, UTC).astimezone().date().isoformat()
    return "-".join(filter(None, (_plain(team) or "team", _plain(toolkit), day)))


def _plain(text: str) -> str:
    """Keep letters and digits of any script; everything else becomes one hyphen."""
    kept = [letter if letter.isalnum() else " " for letter in unicodedata.normalize("NFC", text).lower()]
    return "-".join("".join(kept).split())[:MOST].rstrip("-")
