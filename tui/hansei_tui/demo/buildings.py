"""The buildings of the fictional district: they hand in their sessions by file, and the district reviews them."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

from hansei.engine import Engine
from hansei.handoff.keys import Key
from hansei.insight.names import file_name
from hansei.insight.prefilling import Proposal
from hansei.insight.reviewing import Reviewing, reviews_here
from hansei.record.copying import copy_session
from hansei.record.session import Session
from hansei.record.sqlite import SqliteLog

#: The columns of a building's plan, in the order in which the file has them.
COLUMNS = ("action", "lead", "by-when", "support", "measure")


def words() -> dict[str, Any]:
    """Return what the buildings say, and what the district makes of it."""
    from hansei.content.tree import read_tree

    root: dict[str, Any] = read_tree(Path(__file__).with_name("buildings.yaml")).root
    return root


class Buildings:
    """What the buildings do beside answering, in the second year.

    Args:
        text: What they say, from the buildings' file.
    """

    def __init__(self, text: dict[str, Any]) -> None:
        self.text = text

    def stands(self, team: str, cell: str) -> dict[str, Any] | None:
        """Return what a building says of one of its own functions; None where the file says nothing."""
        said = self.text["balance"].get(team, {}).get(cell)
        return {key: said[key] for key in ("status", "held", "evidence")} if said is not None else None

    def plans(self, team: str, cell: str) -> dict[str, Any]:
        """Return the line a building plans for one of its functions, as an answer; empty: none."""
        line = self.text["balance"].get(team, {}).get(cell, {}).get("plan")
        return {"lines": [dict(zip(COLUMNS, line, strict=True))]} if line else {}

    def end(self, session: Session) -> None:
        """Say which steps were not run as the toolkit says."""
        for step, why in self.text["changed"].get(session.team.name, {}).items():
            session.keep_protocol(step, kept=False, why=why)

    def hand_in(self, session: Session, trial: Engine, engine: Engine, *, latest: bool) -> None:
        """Send a building's session to the district by file.

        Args:
            session: The session, closed.
            trial: The engine it was run with.
            engine: The engine of the district's store.
            latest: Whether it is of the second year, in which one building's session went on in two places.
        """
        apart = self.text["apart"]
        if not latest or session.team.name != apart["team"]:
            _send(session, trial, engine)
            return
        with tempfile.TemporaryDirectory(prefix="hansei-") as folder:
            second = Engine(SqliteLog(str(Path(folder) / "second.db")), trial.plugins, now=session.now)
            with second:
                second.borrow(trial)
                copy_session(session.id, trial.log, second.log)
                other = second.open(session.id)
                _correct(other, {**apart["there"], "held": "nobody"})
                _replan(session, apart["here"])
                _send(session, trial, engine)
                _send(other, second, engine, " from another laptop")


def _send(session: Session, trial: Engine, engine: Engine, more: str = "") -> None:
    secret = hashlib.sha256(f"demo: {session.team.name}".encode()).digest()  # nobody's secret
    handoff = trial.handoff.signed_with(lambda: Key(secret))
    name = file_name(session, f"{more}.hansei")
    engine.handoff.receive_bytes(handoff.bundle(session).data, name)


def _correct(session: Session, said: dict[str, str]) -> None:
    """Say something else of a function after the session was closed."""
    session.reopen()
    session.answer("balance", said["item"], {key: said[key] for key in ("status", "held", "evidence")})
    session.close()


def _replan(session: Session, said: dict[str, str]) -> None:
    """Give a planned line to somebody else after the session was closed, and note why."""
    session.reopen()
    this, kind = session.instrument("building-plan")
    response = session.response("building-plan", said["item"])
    given = kind.given(this.definition, session.item("building-plan", said["item"]), response)
    given["lines"][0]["lead"] = said["lead"]
    session.answer("building-plan", said["item"], given)
    session.note(said["note"])
    session.close()


def review(session: Session, engine: Engine, step: str, taken: list[dict[str, str]] | None) -> None:
    """Let the district review what came in, at the step of its plan, and take lines over.

    Args:
        session: The district's session, which is run in another store.
        engine: The engine of the store where the buildings' sessions are.
        step: The step's path.
        taken: The lines to take; None: the first two that buildings planned.
    """
    plan = reviews_here(session, step)
    if not plan:
        return
    session.beside = engine.beside
    reviewing = Reviewing(session, plan)
    seen = reviewing.review()
    proposed = reviewing.proposals(seen)
    if taken is None:
        planned = [each for each in proposed if each.sources[0].line]
        for each in planned[:2]:
            reviewing.take(seen, each)
        return
    for line in taken:
        changes = {key: value for key, value in line.items() if key not in ("row", "from")}
        reviewing.take(seen, _proposed(proposed, line), changes)


def _proposed(proposed: tuple[Proposal, ...], line: dict[str, str]) -> Proposal:
    return next(each for each in proposed if each.item == line["row"] and line["from"] in each.teams)


def ask(engine: Engine, text: dict[str, Any], by: str) -> None:
    """Put a question to a building, once.

    Args:
        engine: The engine of the district's store.
        text: What the buildings say, from their file.
        by: The district.
    """
    asked = text["question"]
    questions = engine.handoff.questions
    if not questions.asked():
        head = next(each for each in engine.sessions() if each.team == asked["team"] and each.origin)
        questions.ask(engine.open(head.session), asked["words"], about=asked["about"], by=by)
