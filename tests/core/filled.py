"""A session of the sample toolkit in which everything was answered, each time in words of its own."""

from __future__ import annotations

import hansei

#: What was written, each to be found again wherever a session is told.
WRITTEN = (
    "because it is near",
    "posters in 2 of 5 schools",
    "nobody could say [why] & <b>how</b>",
    "we never asked **them**",
    "walk every building",
    "a list of names",
    "collect it every week",
    "we want more of it",
    "a note of the room",
    "something for later",
)


def fill(session: hansei.Session) -> None:
    """Answer something of every instrument of the sample toolkit."""
    near, posters, why, asked, walk, names, collect, more, note, later = WRITTEN
    session.join_all(["Ann", "Bo"])
    session.answer("outcome", "choice", {"options": "b", "why": near}, rater="Ann")
    session.rate("culture", "vision", level="mid", rater="Table 1", evidence=posters, refused={"high": why})
    session.rate("culture", "vision", level="low", rater="Table 2")
    session.answer("moving", "vision.why", {"text": asked})
    session.answer("moving", "vision.begin", {"actions": [{"text": walk, "owner": "Ann", "due": "2026-12-01"}]})
    session.answer("roles", "data.school", {"status": "create", "evidence": names})
    session.answer("plan", "data.school", {"lines": [{"what": collect, "who": "Bo", "size": "small"}]})
    session.answer("ready", "one", {"mark": "partly", "remark": more})
    session.move("first.rate")
    session.note(note)
    session.note(later, parked=True)
