"""How a session was administered, in the line that stands beside its scores."""

from __future__ import annotations

import hansei
from hansei.insight.fidelity import fidelity


def test_hands_that_the_whole_room_raised_are_said(session: hansei.Session) -> None:
    session.rounds.open("culture", by="team", how="hands", items=["goals"])
    assert "round 1: the whole team; raised hands, counted;" in fidelity(session).line()
    session.rounds.open("culture", by="team", items=["vision"])
    assert "the keyboard was passed on" not in fidelity(session).line(), "who rates aloud passes nothing on"
