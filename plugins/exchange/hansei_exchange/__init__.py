"""Exchange with other systems: lists of organisations in OneRoster's form, behind the public hook."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hansei.plugins import hookimpl

if TYPE_CHECKING:  # every report asks every plugin what it brings
    from pathlib import Path

    from hansei.record.roster import Roster


@hookimpl
def hansei_rosters() -> dict[str, Callable[[Path], Roster]]:
    """Return what reads lists of organisations; each format is one file."""
    from hansei_exchange.oneroster import read_orgs

    return {"oneroster": read_orgs}
