"""File names for what a session leaves: made of team, toolkit and date, fit for every system."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

from hansei.record.session import Session

#: Letters that a part of the name may have at the most.
MOST = 40


def file_name(session: Session, suffix: str) -> str:
    """Return a name such as ``riverside-district-led-ci-2026-11-23.html``."""
    started = session.state.started
    day = datetime.fromtimestamp((started.at if started else 0) / 1000, UTC).astimezone().date().isoformat()
    parts = (_plain(session.team.name) or "team", _plain(session.toolkit.id), day)
    return "-".join(filter(None, parts)) + suffix


def _plain(text: str) -> str:
    """Keep letters and digits of any script; everything else becomes one hyphen."""
    kept = [letter if letter.isalnum() else " " for letter in unicodedata.normalize("NFC", text).lower()]
    return "-".join("".join(kept).split())[:MOST].rstrip("-")
