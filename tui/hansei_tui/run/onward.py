"""What follows what: which step has to be answered before another one asks anything, and what opens anew."""

from __future__ import annotations

from hansei.content.toolkit import AgendaStep
from hansei.insight.progress import tasks
from hansei.record.events import Answered, StepEnded
from hansei.record.session import Session


def needed_first(session: Session, step: AgendaStep) -> AgendaStep | None:
    """Return the step that has to be answered before this one asks anything; None: there is none.

    Args:
        session: The session.
        step: A step that asks for nothing so far.
    """
    for id_ in step.step.instruments:
        this = session.toolkit.instruments[id_]
        for source in filter(None, (this.for_each, *this.where)):
            asks = next((each for each in session.agenda if source in each.step.instruments), None)
            open_ = tasks(session, asks) if asks is not None else ()
            if any(task.instrument == source and not task.answered for task in open_):
                return asks
    return None


def open_anew(session: Session, step: AgendaStep) -> int:
    """Return how many questions of a step that is done call for an answer only since it was ended."""
    if session.state.ended.get(step.path) != "done":
        return 0
    asked = [session.toolkit.instruments[id_] for id_ in step.step.instruments]
    sources = {id_ for each in asked for id_ in (each.for_each, *each.where)} - {""}
    if not sources or not _answered_since(session, step, sources):
        return 0
    follows = [id_ for id_ in step.step.instruments if session.toolkit.instruments[id_].for_each]
    return sum(not task.answered for task in tasks(session, step) if task.instrument in follows)


def _answered_since(session: Session, step: AgendaStep, sources: set[str]) -> bool:
    """Whether what a step follows was answered after it was ended."""
    for event in reversed(session.state.events):
        if isinstance(event, StepEnded) and event.step == step.path:
            return False
        if isinstance(event, Answered) and event.instrument in sources and event.id not in session.state.undone:
            return True
    return False
