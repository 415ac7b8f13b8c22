"""A rehearsal: a file of answers is run on a copy of the session first, so that a fault in it writes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hansei.handoff.questions import Question
from hansei.record.copying import copy_session
from hansei.record.following import FollowedAction
from hansei.record.session import Session
from hansei.record.sqlite import SqliteLog
from hansei.record.view import SessionView
from hansei_tui.plain.answers import Answers
from hansei_tui.plain.run import PlainRun


def rehearse(
    session: Session,
    path: Path,
    earlier: Sequence[FollowedAction] = (),
    questions: Sequence[Question] = (),
    others: Sequence[SessionView] = (),
) -> None:
    """Run a file of answers on a copy of a session.

    Args:
        session: The session.
        path: The file.
        earlier: The team's open actions of earlier sessions, which the copy's store does not have.
        questions: What other teams asked of this one; the copy's store does not have them either.
        others: The team's other sessions, which the copy's store does not have.

    Raises:
        AnswersError: with file and line, when anything in it does not fit or is not asked.
    """
    with tempfile.TemporaryDirectory(prefix="hansei-") as folder:
        log = SqliteLog(str(Path(folder) / "rehearsal.db"))
        try:
            copy_session(session.id, session.log, log)
            copy = Session(session.id, log, lambda _: session.toolkit, session.kinds, now=session.now)
            copy.beside = session.beside
            answers = Answers.read(path)
            answers.check(copy)
            PlainRun(copy, lambda _: None, answers=answers, earlier=earlier, questions=questions, others=others).run()
        finally:
            log.close()
