"""What goes with an answer that one key gave, such as who holds a function: whether it is missing, and asking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hansei.form import Choose
from hansei.insight.progress import Task
from hansei_tui.run.instrument import Asking

if TYPE_CHECKING:
    from hansei_tui.run.answering import Answering

#: The key that asks what was left open.
KEY = "w"


def unsaid(asking: Asking, task: Task) -> Choose | None:
    """Return what was asked with an answer on the record and left open; None: nothing was.

    Args:
        asking: What the step asks.
        task: One of its tasks.
    """
    if not task.answered or asking.elsewhere(task):
        return None
    session = asking.session
    instrument, kind = session.instrument(task.instrument)

    def found() -> Choose | None:
        response = session.response(task.instrument, task.item.id, rater=task.rater)
        given = kind.given(instrument.definition, task.item, response)
        return next((each for each in kind.beside(instrument.definition, task.item) if not given.get(each.id)), None)

    return session.unchanged(("unsaid", task.instrument, task.item.id, task.rater), found)


def lacking(room: Answering) -> Task | None:
    """Return the task that :func:`ask` asks about: the one just rated, or else looked at, where something is open."""
    task = room.rated.task if room.rated is not None else room.asking.task
    if task is None:
        return None
    at = room.asking.find(task.instrument, task.item.id, task.rater)
    now = room.asking.tasks[at] if at is not None else None
    return now if now is not None and unsaid(room.asking, now) is not None else None


def ask(room: Answering) -> None:
    """Ask what was left open, and nothing else; its answer leads back to the grid."""
    task, asking = lacking(room), room.asking
    if task is None:
        return
    stays = room.rated.stays if room.rated is not None else room.all_rated()
    question, at = unsaid(asking, task), asking.find(task.instrument, task.item.id, task.rater)
    if question is None or at is None:
        return
    room.select(at)
    asking.ask_for(question.id)
    room.open_alone(stays=stays)
