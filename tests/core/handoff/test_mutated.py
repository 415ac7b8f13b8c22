"""Submissions that were changed by who signs them: refused with a reason, or fit for every page and report."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

import hansei
from hansei.engine import Engine
from hansei.errors import BundleError
from hansei.handoff.differing import differences
from hansei.insight.chain import chains
from hansei.insight.progress import tasks
from hansei.insight.transcript import transcript

from .mutating import mutated
from .teams import Place

#: How many are tried here; `benchmarks/handoff.py` tries thousands.
MANY = 60
#: Formats that take long and show the same blocks and the same record.
HEAVY = {"docx", "pdf", "xlsx"}


def worked(place: Place) -> bytes:
    """Return what a team submits that did all there is to do."""
    session = place.start()
    session.groups.form({"North": ["Ann"], "South": 3})
    session.answer("readiness", "cycles", {"mark": "yes", "remark": "Read"})
    session.answer("resonates", "choice", {"options": "balance", "why": "So"}, rater="Ann")
    session.start_clock("activity-2")
    session.rounds.open("culture")
    for group in ("North", "South"):
        for row in ("vision", "goals"):
            session.rate("culture", row, level="evolving", rater=group, evidence="Posters")
        session.rounds.hand_in("culture", f"group:{group}")
    session.rounds.reveal("culture")
    session.rounds.agree("culture", "vision", level="evolving", dissent={"North": "No"})
    session.rounds.disagree("culture", "goals", positions={"South": "Here"})
    session.rounds.open("culture", how="hands", items=["goals"])
    session.rounds.count("culture", "goals", {"evolving": 2, "abstain": 1})
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Ask them", "due": "2026-12-01"}]})
    session.following.follow(session.following.all[0], "begun", "half")
    session.answer("balance", "team.building", {"status": "create", "evidence": "Not begun"})
    session.note("a note")
    session.note("parked", parked=True)
    session.keep_protocol("activity-2.rate", kept=False, why="No time")
    session.move("activity-2.move-right")
    session.end_step("activity-2.rate", "later")
    return place.bundle(session)


def looked_through(engine: Engine, session: str) -> None:
    """Look at a session in all the ways there are."""
    opened = engine.open(session)
    transcript(opened)
    for format_ in engine.exporters.keys() - HEAVY:
        engine.render(session, format_)
    for step in opened.agenda:
        tasks(opened, step)
    chains(opened)
    differences({"one": opened, "two": opened})


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_let_in_can_be_shown(building: Place, tmp_path: Path, seed: int) -> None:
    data = worked(building)
    chance = random.Random(seed)  # noqa: S311 - the same changes each time
    outcomes = {"refused": 0, "taken in": 0}
    for number in range(MANY // 2):
        with hansei.open_engine(tmp_path / f"{number}.db") as engine:
            try:
                received = engine.handoff.receive_bytes(mutated(data, chance), "mutated")
            except BundleError:
                outcomes["refused"] += 1
                assert engine.sessions() == []
                assert engine.handoff.refused()[0].reason
            else:
                outcomes["taken in"] += 1
                looked_through(engine, received.session)
    assert all(outcomes.values()), outcomes


def test_the_worked_session_itself_is_let_in(building: Place, district: Place) -> None:
    data = worked(building)
    received = district.handoff.receive_bytes(data, "file")
    assert received.outcome == "new"
    looked_through(district.engine, received.session)
    assert msgspec.json.encode(transcript(district.engine.open(received.session))["agenda"])
