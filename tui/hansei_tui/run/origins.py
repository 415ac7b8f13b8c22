"""What the step that is looked at may begin with: results of the team's earlier sessions, found once and then known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hansei.content.toolkit import AgendaStep
from hansei.errors import HanseiError
from hansei.insight.beginnings import Offered, from_where, offered, worded
from hansei.record.events import BeganWith
from hansei.record.session import Session
from hansei.record.view import SessionView
from hansei_tui.app.theme import Palette
from hansei_tui.run.canvas import Canvas
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import tr, trn
from hansei_tui.shown import clipped, shown

#: Results that are named where there are several to begin with.
FIRST = 3


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
    taken, here = beginnings.taken(step), beginnings.session.id
    for each in taken:
        line = tr("{words} · from {where}", words=worded(each.origin), where=from_where(each.origin, here))
        on.text(shown(line), ink.said, most=2)
    if taken:
        on.blank()
    if taken or beginnings.session.only_read:
        return
    found = beginnings.offered(step)
    if not found:
        return
    if len(found) == 1:
        says = tr("begins with {words}", words=worded(found[0].origin))
    else:
        says = trn(" begins with a result from before", " begins with one of {n} results from before", len(found))
    for number, line in enumerate(wrap(says.strip(), on.width - 2, 2)):
        on.line(("  " if number else "O ", ink.key), (line, ink.now))
    for result in found[:FIRST] if len(found) > 1 else ():
        on.line((clipped(shown(f"  · {worded(result.origin)}"), on.width), ink.said))
    on.blank()
