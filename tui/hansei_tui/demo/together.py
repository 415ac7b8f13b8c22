"""The district's last session as a room runs it: small groups, hidden rounds, agreement, and what came of last year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hansei.content.toolkit import AgendaStep
from hansei.record.following import FollowedAction
from hansei.record.session import Session


class Together:
    """Does what a facilitator does beside asking the questions.

    Args:
        session: The session.
        text: What the groups say, from the district's file.
    """

    def __init__(self, session: Session, text: dict[str, Any]) -> None:
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
        """Rate the rubric in small groups when the room comes to it."""
        if "culture" not in step.step.instruments:
            return
        session = self.session
        session.groups.form(self.text["groups"])
        session.rounds.open("culture")
        self._rate(self.text["ratings"])
        session.rounds.reveal("culture")
        for row, said in self.text["agreed"].items():
            session.rounds.agree(
                "culture", row, level=said["level"], rationale=said.get("why", ""), dissent=said.get("dissent")
            )
        for row, said in self.text["not-agreed"].items():
            session.rounds.disagree("culture", row, rationale=said["why"], positions=said["positions"])
        again = self.text["again"]
        session.rounds.open("culture", items=[again["row"]])
        self._rate(again["ratings"])
        session.rounds.reveal("culture")
        session.rounds.agree("culture", again["row"], level=again["level"], rationale=again["why"])

    def _rate(self, ratings: dict[str, dict[str, Any]]) -> None:
        for group, rows in ratings.items():
            for row, (level, evidence, *refused) in rows.items():
                because = {"accomplished": refused[0]} if refused else {}
                self.session.rate("culture", row, level=level, rater=group, evidence=evidence, refused=because)
            self.session.rounds.hand_in("culture", group)

    def end(self) -> None:
        """Say of each step whether it was run as the toolkit has it."""
        changed = self.text["changed"]
        for step in self.session.agenda:
            why = changed.get(step.path, "")
            self.session.keep_protocol(step.path, kept=not why, why=why)
