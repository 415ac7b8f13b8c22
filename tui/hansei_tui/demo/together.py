"""The district's last session as a room runs it: small groups, hidden rounds, agreement, and what came of last year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hansei.content.toolkit import AgendaStep
from hansei.engine import Engine
from hansei.record.following import FollowedAction
from hansei.record.session import Session


class Together:
    """Does what a facilitator does beside asking the questions.

    Args:
        engine: The engine of the session.
        session: The session.
        text: What the groups say, from the district's file.
    """

    def __init__(self, engine: Engine, session: Session, text: dict[str, Any]) -> None:
        self.engine = engine
        self.session = session
        self.text = text

    def begin(self, earlier: Sequence[FollowedAction], *, until: int) -> None:
        """Plan the end and go through what was left open the year before.

        Args:
            earlier: What was left open.
            until: When the room must stop, UTC in milliseconds.
        """
        self.session.end_by(until)
        said = self.text["followed"]
        for action in earlier:
            status, words = said[action.action.text]
            self.session.following.follow(action, status, words)

    def at(self, step: AgendaStep) -> None:
        """Rate the rubric, and later the matrix, in small groups when the room comes to it."""
        if "culture" in step.step.instruments:
            self._culture()
        elif "balance" in step.step.instruments and "balance" not in self.session.state.rounds.of:
            self._balance()

    def _culture(self) -> None:
        session = self.session
        session.groups.form(self.text["groups"])
        session.rounds.open("culture")
        self._rate("culture", self.text["ratings"], _level)
        session.rounds.reveal("culture")
        for row, said in self.text["agreed"].items():
            session.rounds.agree(
                "culture", row, level=said["level"], rationale=said.get("why", ""), dissent=said.get("dissent")
            )
        self._apart("culture", self.text["not-agreed"])
        again = self.text["again"]
        session.rounds.open("culture", items=[again["row"]])
        self._rate("culture", again["ratings"], _level)
        session.rounds.reveal("culture")
        session.rounds.agree("culture", again["row"], level=again["level"], rationale=again["why"])

    def _balance(self) -> None:
        """Say who holds which function; two windows settle one of them at once, differently."""
        said = self.text["balance"]
        self.session.rounds.open("balance")
        self._rate("balance", said["ratings"], _standing)
        self.session.rounds.reveal("balance")
        for cell, settled in said["agreed"].items():
            _settle(self.session, cell, settled)
        self._apart("balance", said["not-agreed"])
        for cell, (one, other) in said["conflict"].items():
            window = self.engine.open(self.session.id)
            _settle(self.session, cell, one)
            _settle(window, cell, other)
            self.session.refresh()

    def _rate(self, instrument: str, ratings: dict[str, dict[str, Any]], given: Callable[..., dict[str, Any]]) -> None:
        for group, rows in ratings.items():
            for row, words in rows.items():
                self.session.answer(instrument, row, given(*words), rater=group)
            self.session.rounds.hand_in(instrument, group)

    def _apart(self, instrument: str, rows: dict[str, Any]) -> None:
        for row, said in rows.items():
            self.session.rounds.disagree(instrument, row, rationale=said["why"], positions=said["positions"])

    def end(self) -> None:
        """Say of each step whether it was run as the toolkit has it."""
        changed = self.text["changed"]
        for step in self.session.agenda:
            why = changed.get(step.path, "")
            self.session.keep_protocol(step.path, kept=not why, why=why)


def _level(level: str, evidence: str, refused: str = "") -> dict[str, Any]:
    """Return a level of the rubric with its evidence and, where it was said, why the one at the right was refused."""
    return {"level": {"level": level, "refused": {"accomplished": refused} if refused else {}}, "evidence": evidence}


def _standing(status: str, held: str, evidence: str) -> dict[str, Any]:
    """Return how a function stands, and who holds it."""
    return {"status": status, "held": held, "evidence": evidence}


def _settle(session: Session, cell: str, said: dict[str, Any]) -> None:
    session.rounds.agree(
        "balance",
        cell,
        level=said["level"],
        beside={"held": said["held"]},
        rationale=said.get("why", ""),
        dissent=said.get("dissent"),
    )
