"""What a step asks for and what of it is answered: the same order for every front."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from hansei.content.toolkit import AgendaStep
from hansei.errors import UnknownKindError
from hansei.kinds import Item
from hansei.record.people import TEAM
from hansei.record.session import Session


@frozen
class Task:
    """One thing to ask: an item of an instrument, of one rater."""

    instrument: str
    item: Item
    #: As the record writes it; the whole team where hands are counted or something is to be settled.
    rater: str
    answered: bool
    #: The round it belongs to, 1-based.
    round: int = 1
    #: ``answer``: a rater's own; ``hands``: to be counted; ``agreement``: the round is over, the team settles.
    wants: Literal["answer", "hands", "agreement"] = "answer"


def tasks(session: Session, step: AgendaStep) -> tuple[Task, ...]:
    """Return everything a step asks for, in order: by instrument, by item, by rater.

    An instrument whose kind is not at hand asks for nothing. One that is answered by each person asks for
    nothing while nobody with a vote takes part. What is rated in rounds asks the raters of the open round, and
    after the reveal the team to settle each row.
    """
    found: list[Task] = []
    for id_ in step.step.instruments:
        try:
            items = session.items(id_)
        except UnknownKindError:
            continue
        if id_ in session.state.rounds.of:
            for item in items:
                found += _in_rounds(session, id_, item)
            continue
        answered = session.state.given(id_)
        raters = session.raters(id_)
        found += [Task(id_, item, rater, (item.id, rater, 1) in answered) for item in items for rater in raters]
    return tuple(found)


def _in_rounds(session: Session, instrument: str, item: Item) -> Iterator[Task]:
    """Yield what is to be asked of an item that may be rated in rounds."""
    rounds = session.state.rounds
    open_ = rounds.open(instrument, item.id)
    if open_ is not None and open_.opened.how == "hands":
        counted = any(what == item.id for what, _ in open_.counted)
        yield Task(instrument, item, TEAM, counted, open_.number, "hands")
        return
    last = rounds.last(instrument, item.id)
    if open_ is None and last is not None:
        settled = rounds.settled.get((instrument, item.id), ())
        # What was agreed before a further round stands until the team looks at it again: that is still to do.
        done = len(settled) == 1 and settled[0].round == last.number
        yield Task(instrument, item, TEAM, done, last.number, "agreement")
        return
    number = open_.number if open_ is not None else rounds.public(instrument, item.id)
    answered = session.state.given(instrument)
    for rater in session.raters(instrument, item.id):
        yield Task(instrument, item, rater, (item.id, rater, number) in answered, number)


def next_task(session: Session, step: AgendaStep) -> Task | None:
    """Return the first thing of a step that is still open, or None."""
    return next((task for task in tasks(session, step) if not task.answered), None)
