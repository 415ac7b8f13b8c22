"""A root cause and a challenge that a team came to, for what begins with them."""

from __future__ import annotations

import hansei

CHALLENGE = "One bell for all by March"
TREE = {
    "problem": "Ninth-graders are late",
    "begin": "whys",
    "whys": [{"why": "Bells differ", "id": "bells"}, {"why": "Nobody set them", "id": "nobody"}],
    "causes": [],
    "root": "nobody",
    "evidence": "We listened",
    "challenge": CHALLENGE,
}


def found_causes(engine: hansei.Engine, team: hansei.Team) -> hansei.Session:
    """Run Root-Cause Analysis as far as to its root cause."""
    session = engine.start("root-cause-analysis", team=team)
    session.answer("cause-tree", "tree", TREE)
    return session
