"""What the kinds of teams are called."""

from __future__ import annotations

from hansei_tui.sentences import N_, tr

_KINDS = {"building": N_("building team"), "district": N_("district team"), "team": N_("team")}


def team_kind(kind: str) -> str:
    """Return what a team of a kind is called, as ``district team``."""
    return tr(_KINDS.get(kind, kind))
