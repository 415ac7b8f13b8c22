"""Filling a form from whoever answers, question by question, until nothing is left to ask."""

from __future__ import annotations

from hansei.form import Given
from hansei.kinds import Item
from hansei.record.session import Session
from hansei_tui.plain.answers import Answers
from hansei_tui.plain.asking import OPEN, LineAsker


def fill(
    session: Session, instrument: str, item: Item, asker: LineAsker | Answers, named: tuple[str, str, str]
) -> Given | None:
    """Return what somebody answers to an item; None when a question was left open.

    Args:
        session: The session.
        instrument: The instrument's id.
        item: The item.
        asker: Who answers.
        named: Under which name: instrument, item and rater.

    Raises:
        AnswersError: when a file gives what was not asked, with its line.
        ResponseError: when a file's answer does not fit.
    """
    this, kind = session.instrument(instrument)
    given: Given = {}
    while question := kind.form(this.definition, item, given):
        value = asker.ask(question, named)
        if value is OPEN:
            if isinstance(asker, Answers):
                asker.end(named, missing=question.id)
            return None
        given[question.id] = value
    if isinstance(asker, Answers):
        response = kind.respond(this.definition, item, given)
        given |= asker.unasked(named, kind.given(this.definition, item, response))
        asker.end(named)
    return given
