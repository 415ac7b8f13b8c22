"""The laws of a toolkit, each a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

import hansei
from hansei.document.spans import spans
from hansei.form import Given
from hansei.insight.handout import handout_document
from hansei.insight.paper import on_paper
from hansei.insight.progress import next_task
from hansei.insight.report import session_document
from hansei.record.session import Session
from hansei.testing.kinds import MOST_QUESTIONS, answer_to, check_block

#: How many answers a step may ask for before we say that it does not end.
MOST_ANSWERS = 5000


class ToolkitConformance:
    """What holds for every toolkit: subclass, and say which folder it is in."""

    #: The folder that holds ``toolkit.yaml``.
    folder: ClassVar[Path]
    #: The kinds of teams that can run it.
    teams: ClassVar[tuple[str, ...]] = ("district", "building")

    @pytest.fixture
    def sessions(self, tmp_path: Path) -> Iterator[list[Session]]:
        """Begin a session for each kind of team, with two people; that it begins says that there is no fault."""
        with hansei.open_engine(tmp_path / "conformance.db") as engine:
            begun = []
            for kind in self.teams:
                team = hansei.Team(f"The {kind}", kind=kind)  # type: ignore[arg-type]
                session = engine.start(str(self.folder), team=team)
                session.join_all(["Ann", "Łukasz"])
                begun.append(session)
            yield begun

    def test_it_says_who_may_use_it(self, sessions: list[Session]) -> None:
        assert sessions[0].toolkit.source.licence, "write `licence: …` under `source`, or `not stated`"

    def test_every_instrument_and_handout_can_be_handed_out_blank(self, sessions: list[Session]) -> None:
        for session in sessions:
            for id_ in session.toolkit.instruments:
                for block in on_paper(session, id_, under="", blank=True):
                    check_block(block)
            for handout in session.toolkit.handouts:
                assert handout_document(session, handout, blank=True).blocks

    def test_every_link_leads_somewhere(self, sessions: list[Session]) -> None:
        toolkit = sessions[0].toolkit
        known = {*toolkit.instruments, *(each.id for each in toolkit.handouts), *(each.id for each in toolkit.sections)}
        texts = [toolkit.introduction, *(each.text for each in toolkit.sections)]
        texts += [text for entry in toolkit.agenda() for text in (entry.step.text, *entry.step.questions)]
        targets = [span.target for text in texts for span in spans(text) if span.target]
        assert [each for each in targets if each not in known and "://" not in each and "@" not in each] == []

    def test_a_team_can_run_it_to_the_end(self, sessions: list[Session]) -> None:
        for session in sessions:
            for entry in session.agenda:
                session.move(entry.path)
                for _ in range(MOST_ANSWERS):
                    task = next_task(session, entry)
                    if task is None:
                        break
                    this, kind = session.instrument(task.instrument)
                    given: Given = {}
                    for _ in range(MOST_QUESTIONS):
                        question = kind.form(this.definition, task.item, given)
                        if question is None:
                            break
                        given[question.id] = answer_to(question, 1)
                    session.answer(task.instrument, task.item.id, given, rater=task.rater)
                else:
                    pytest.fail(f"the step {entry.path} asks without end")
            session.close()
            for block in session_document(session).blocks:
                check_block(block)
