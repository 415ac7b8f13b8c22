"""The normal session of the bars: 6 rows rated by 5 groups, a matrix of 18 cells, 20 actions.

Each is another team's, in other words, as in a district: what a library keeps of texts it has set before helps only
where two reports do share them, as they share their toolkit's.
"""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

import hansei
from hansei.record.events import Grouped, Joined, Started, new_id

_SAID = """posters hang in two of the five schools and nobody we asked could say what they mean for their work while
teachers at north meet every week about reading families told us that letters come late budget lines do not name the
goals principals visit each other twice a year notes of these visits are kept nowhere new staff hear of the plan in
august minutes show that coaches share data only when somebody asks"""
_WORDS = _SAID.split()


def normal_session(engine: hansei.Engine, number: int = 0) -> hansei.Session:
    """Return a session in which a team of fifteen rated in five groups, agreed, and planned.

    Args:
        engine: Where it is held.
        number: Which one; each has words of its own.
    """
    chance = Random(number)  # noqa: S311 - words, not secrets

    def said(count: int) -> str:
        return " ".join(chance.choices(_WORDS, k=count)).capitalize() + "."

    def action() -> dict[str, str]:
        owner = chance.choice(people)
        return {"text": said(9), "owner": owner, "due": f"2031-{chance.randint(1, 12):02}-01"}

    people = [f"Person {number * 15 + place}" for place in range(1, 16)]
    session = engine.start("district-led-ci", team=hansei.Team(f"Riverside {number}"), people=people)
    session.groups.by_number(5)
    session.rounds.open("culture", by="group")
    levels = ("beginning", "developing", "evolving")
    rows = session.items("culture")
    for row, item in enumerate(rows):
        for table, group in enumerate(session.groups.all):
            level = levels[(row + table) % 3]
            session.answer("culture", item.id, {"level": {"level": level}, "evidence": said(19)}, rater=group.name)
    session.rounds.reveal("culture")
    for item in rows:
        session.rounds.agree("culture", item.id, level="developing", rationale=said(7))
    for cell, item in enumerate(session.items("balance")):
        status = ("in place", "strengthen", "create")[cell % 3]
        session.answer("balance", item.id, {"status": status, "held": "district", "evidence": said(19)})
    for item in session.items("moving-right")[:12]:
        if item.id.endswith((".begin", ".maintain")):
            session.answer("moving-right", item.id, {"actions": [action()]})
        else:
            session.answer("moving-right", item.id, {"text": said(12)})
    left = 20 - len(session.actions())
    for item in session.items("district-plan"):
        lines = [action() for _ in range(min(2, left))]
        lines = [{"action": each["text"], "lead": each["owner"], "by-when": each["due"]} for each in lines]
        left -= len(lines)
        if lines:
            session.answer("district-plan", item.id, {"lines": lines})
    assert (len(rows), len(session.items("balance")), len(session.actions())) == (6, 18, 20)  # noqa: S101
    return session


def replayed(engine: hansei.Engine, session: hansei.Session, number: int) -> hansei.Session:
    """Return a session that another team ran just so: written at once, as running it waits for the disk each time.

    Args:
        engine: Where it is held.
        session: The session.
        number: Which one; its team and people have names of their own.
    """
    people = [f"Person {number * 15 + place}" for place in range(1, 16)]
    again = engine.start("district-led-ci", team=hansei.Team(f"Riverside {number}"), people=people)
    ids = dict(zip(session.state.people, again.state.people, strict=True))
    events = []
    for event in session.state.events:
        if isinstance(event, Grouped):
            groups = tuple(replace(each, people=tuple(ids[id_] for id_ in each.people)) for each in event.groups)
            event = replace(event, groups=groups)
        if not isinstance(event, Started | Joined):
            events.append(replace(event, id=new_id()))
    again.record(*events)
    return again
