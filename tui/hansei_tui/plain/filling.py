"""Filling a form from whoever answers, question by question, until nothing is left to ask."""

from __future__ import annotations

from hansei.form import Given, Table
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
        if isinstance(question, Table) and isinstance(asker, LineAsker):
            _keep_beside(session, instrument, item, named[2], given, question)
    if isinstance(asker, Answers):
        response = kind.respond(this.definition, item, given)
        given |= asker.unasked(named, kind.given(this.definition, item, response))
        asker.end(named)
    return given


def _keep_beside(session: Session, instrument: str, item: Item, rater: str, given: Given, question: Table) -> None:
    """Keep what lies beside the columns of rows that are typed anew in the same words, such as where one came from."""
    before = session.response(instrument, item.id, rater=rater)
    this, kind = session.instrument(instrument)
    if not isinstance(before, kind.response):
        return
    first, columns = question.columns[0].id, {column.id for column in question.columns}
    known = {row.get(first): row for row in kind.given(this.definition, item, before).get(question.id) or ()}
    for row in given[question.id]:
        row |= {key: value for key, value in known.get(row.get(first), {}).items() if key not in columns}
