"""What a session began with: results of the team's earlier sessions, taken and left again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hansei.errors import UsageError
from hansei.record import events as ev
from hansei.record.events import BeganWith, Origin

if TYPE_CHECKING:
    from hansei.record.session import Session


class Origins:
    """The results that the instruments of a session were begun with.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def all(self) -> tuple[BeganWith, ...]:
        """Everything that was taken, in the order in which it was."""
        return tuple(self._session.state.begun.values())

    def take(self, instrument: str, origin: Origin, item: str = "") -> BeganWith:
        """Begin an instrument with a result of another session, whose words are kept on this record.

        Args:
            instrument: The instrument's id, here.
            origin: The result, as :meth:`hansei.engine.Engine.beginnings` offers it.
            item: The question whose answer it is proposed for; empty: none.

        Raises:
            UsageError: when the instrument begins with nothing, or with this already.
            ClosedSessionError: when the session is closed.
        """
        session = self._session
        this, _ = session.instrument(instrument)
        if not this.begins_with:
            raise UsageError(f"{instrument} begins with no result of another session; its toolkit names none")
        if item:
            session.item(instrument, item)

        def still() -> None:
            if (instrument, *origin.place) in session.state.begun:
                raise UsageError(f"{instrument} begins with that already: {origin.words}")

        still()
        event = session.event(ev.BeganWith, instrument=instrument, origin=origin, item=item)
        session.record(event, still=still)
        return event

    def leave(self, taken: BeganWith) -> None:
        """Begin an instrument without a result that was taken; what was answered since stays.

        Raises:
            UsageError: when it was not taken, or left already.
            ClosedSessionError: when the session is closed.
        """

        def still() -> None:
            if taken.id not in {each.id for each in self.all}:
                raise UsageError("this session does not begin with that any more")

        still()
        self._session.record(self._session.event(ev.Undone, target=taken.id), still=still)
