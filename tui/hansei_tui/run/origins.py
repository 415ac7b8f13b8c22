"""What the step that is looked at may begin with: results of the team's earlier sessions, found once and then known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hansei.content.toolkit import AgendaStep
from hansei.errors import HanseiError
from hansei.insight.beginnings import Offered, from_where, in_words, offered
from hansei.record.events import BeganWith
from hansei.record.session import Session
from hansei.record.view import SessionView
from hansei_tui.app.theme import Palette
from hansei_tui.run.canvas import Canvas
from hansei_tui.sentences import tr, trn
from hansei_tui.shown import clipped, shown


class Beginnings:
    """Results that the instruments of a session may begin with.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        #: Returns the team's other sessions; there are none where there is no store beside the session.
        self.look: Callable[[Session], Sequence[SessionView]] = lambda _: ()
        self._others: Sequence[SessionView] | None = None

    def anew(self) -> None:
        """Look for other sessions again when something is asked for next."""
        self._others = None

    @property
    def all(self) -> tuple[Offered, ...]:
        """Every one of them, also what was taken."""
        if self._others is None:
            try:
                self._others = self.look(self.session)
            except HanseiError:
                self._others = ()  # an earlier session that cannot be read hides nothing of this one
        return offered(self.session, self._others)

    def offered(self, step: AgendaStep) -> list[Offered]:
        """Return what the instruments of a step may begin with and have not."""
        known = self.session.toolkit.instruments
        if not any(id_ in known and known[id_].begins_with for id_ in step.step.instruments):
            return []
        here, begun = step.step.instruments, self.session.state.begun
        return [
            each for each in self.all if each.instrument in here and (each.instrument, *each.origin.place) not in begun
        ]

    def taken(self, step: AgendaStep) -> list[BeganWith]:
        """Return what the instruments of a step were begun with."""
        begun = self.session.state.begun
        return [each for each in begun.values() if each.instrument in step.step.instruments] if begun else []


def begins(on: Canvas, beginnings: Beginnings, step: AgendaStep, ink: Palette) -> None:
    """Paint what a step was begun with, or that there is something that it may begin with."""
    taken = beginnings.taken(step)
    for each in taken:
        line = tr(
            "From {where}: {words}", where=from_where(each.origin, beginnings.session.id), words=in_words(each.origin)
        )
        on.line((clipped(shown(line), on.width), ink.dim))
    if taken:
        on.blank()
    if taken or beginnings.session.only_read:
        return
    if count := len(beginnings.offered(step)):
        says = trn(" begins with a result from before", " begins with one of {n} results from before", count)
        on.line(("O", ink.key), (says, ink.now))
        on.blank()
