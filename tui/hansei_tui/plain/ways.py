"""The words for who rates in a round and how it comes in, as people type them."""

from __future__ import annotations

from typing import Literal

from hansei.record.rounds import Round

BY: dict[str, Literal["team", "group", "person"]] = {
    "group": "group",
    "groups": "group",
    "person": "person",
    "persons": "person",
    "people": "person",
    "team": "team",
}
HOW: dict[str, Literal["keyboard", "hands", "paper"]] = {"keyboard": "keyboard", "hands": "hands", "paper": "paper"}

_WHO = {"team": "the whole team", "group": "each small group", "person": "each person"}
_WAY = {
    "keyboard": "the keyboard is passed on, and nobody sees what others give until the reveal",
    "hands": "hands are raised and counted",
    "paper": "rated on paper and typed in before the reveal",
}


def opening(round_: Round) -> str:
    """Return who rates in a round and how, as it is told when the round begins."""
    opened = round_.opened
    rows = f" ({', '.join(opened.items)})" if opened.items else ""
    way = "aloud" if opened.by == "team" and opened.how == "keyboard" else _WAY[opened.how]
    return f"round {round_.number} of {opened.instrument}{rows}: {_WHO[opened.by]}; {way}"
