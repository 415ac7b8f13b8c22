"""The normal session of the bars: 6 rows rated by 5 groups, a matrix of 18 cells, 20 actions."""

from __future__ import annotations

import hansei

EVIDENCE = "Posters hang in two of the five schools; nobody we asked could say what they mean for their own work."


def normal_session(engine: hansei.Engine) -> hansei.Session:
    """Return a session in which a team of fifteen rated in five groups, agreed, and planned."""
    people = [f"Person {number}" for number in range(1, 16)]
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"), people=people)
    session.groups.by_number(5)
    session.rounds.open("culture", by="group")
    levels = ("beginning", "developing", "evolving")
    rows = session.items("culture")
    for row, item in enumerate(rows):
        for table, group in enumerate(session.groups.all):
            level = levels[(row + table) % 3]
            session.answer("culture", item.id, {"level": {"level": level}, "evidence": EVIDENCE}, rater=group.name)
    session.rounds.reveal("culture")
    for item in rows:
        session.rounds.agree("culture", item.id, level="developing", rationale="It differs from school to school.")
    for cell, item in enumerate(session.items("balance")):
        status = ("in place", "strengthen", "create")[cell % 3]
        session.answer("balance", item.id, {"status": status, "held": "district", "evidence": EVIDENCE})
    for item in session.items("moving-right")[:12]:
        if item.id.endswith((".begin", ".maintain")):
            session.answer("moving-right", item.id, {"actions": [_action(item.id)]})
        else:
            session.answer("moving-right", item.id, {"text": f"Nobody asked the schools about {item.label}."})
    left = 20 - len(session.actions())
    for item in session.items("district-plan"):
        lines = [{"action" if key == "text" else key: text for key, text in _action(item.id).items()}]
        lines = [{"action": each["action"], "lead": each["owner"], "by-when": each["due"]} for each in lines * 2][:left]
        left -= len(lines)
        if lines:
            session.answer("district-plan", item.id, {"lines": lines})
    assert (len(rows), len(session.items("balance")), len(session.actions())) == (6, 18, 20)  # noqa: S101
    return session


def _action(about: str) -> dict[str, str]:
    return {"text": f"Ask every school what it needs for {about}", "owner": "Person 3", "due": "2031-05-01"}
