"""How the states of an action are called."""

from __future__ import annotations

from hansei_tui.sentences import trc


def stands(status: str) -> str:
    """Return how an action stands, in a word of the language that is spoken."""
    if status == "open":
        return trc("an action", "open")
    if status == "begun":
        return trc("an action", "begun")
    return trc("an action", "done") if status == "done" else trc("an action", "dropped")
