"""The words for who rates in a round and how it comes in, as people type them."""

from __future__ import annotations

from typing import Literal

from hansei.record.rounds import Round
from hansei_tui.sentences import N_, tr

BY: dict[str, Literal["team", "group", "person"]] = {
    "group": "group",
    "groups": "group",
    "person": "person",
    "persons": "person",
    "people": "person",
    "team": "team",
}
HOW: dict[str, Literal["keyboard", "hands", "paper"]] = {"keyboard": "keyboard", "hands": "hands", "paper": "paper"}

_WHO = {"team": N_("the whole team"), "group": N_("each small group"), "person": N_("each person")}
_WAY = {
    "keyboard": N_("the keyboard is passed on, and nobody sees what others give until the reveal"),
    "hands": N_("hands are raised and counted"),
    "paper": N_("rated on paper and typed in before the reveal"),
}


def opening(round_: Round) -> str:
    """Return who rates in a round and how, as it is told when the round begins."""
    opened = round_.opened
    what = opened.instrument + (f" ({', '.join(opened.items)})" if opened.items else "")
    way = tr("aloud") if opened.by == "team" and opened.how == "keyboard" else tr(_WAY[opened.how])
    return tr(
        "round {number} of {what}: {who}; {how}", number=round_.number, what=what, who=tr(_WHO[opened.by]), how=way
    )
