"""How the kinds of organisations are called."""

from __future__ import annotations

from hansei_tui.sentences import N_, tr

KINDS = {"district": N_("district"), "building": N_("building"), "team": N_("team")}


def kind_word(kind: str) -> str:
    """Return what an organisation of a kind is called, in the language that is spoken."""
    return tr(KINDS.get(kind, kind))
