"""What a step asks for and what of it is answered: the same order for every front."""

from __future__ import annotations

from attrs import frozen

from hansei.content.toolkit import AgendaStep
from hansei.errors import UnknownKindError
from hansei.kinds import Item
from hansei.record.session import Session


@frozen
class Task:
    """One thing to ask: an item of an instrument, of one rater."""

    instrument: str
    item: Item
    rater: str
    answered: bool


def tasks(session: Session, step: AgendaStep) -> tuple[Task, ...]:
    """Return everything a step asks for, in order: by instrument, by item, by rater.

    An instrument whose kind is not at hand asks for nothing. One that is answered by each person asks for
    nothing while nobody with a vote takes part.
    """
    found: list[Task] = []
    for id_ in step.step.instruments:
        try:
            items = session.items(id_)
        except UnknownKindError:
            continue
        answered = session.state.answers.get(id_, {})
        raters = session.raters(id_)
        found += [Task(id_, item, rater, (item.id, rater, 1) in answered) for item in items for rater in raters]
    return tuple(found)


def next_task(session: Session, step: AgendaStep) -> Task | None:
    """Return the first thing of a step that is still open, or None."""
    return next((task for task in tasks(session, step) if not task.answered), None)
