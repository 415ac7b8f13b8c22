"""What a team's earlier sessions left for the next one: actions that are open, and results to begin with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from hansei.errors import HanseiError

if TYPE_CHECKING:  # a listing needs none of these, and starts the quicker for it
    from hansei.insight.beginnings import Offered
    from hansei.record.directory import Directory
    from hansei.record.events import BeganWith
    from hansei.record.following import FollowedAction
    from hansei.record.log import Log
    from hansei.record.people import Team
    from hansei.record.session import Session


class Earlier(ABC):
    """What an engine knows of a team's sessions before this one."""

    #: The store.
    log: Log

    @property
    @abstractmethod
    def directory(self) -> Directory:
        """The organisations of the store."""

    @abstractmethod
    def _session(self, id_: str) -> Session:
        """Open a session by its whole id."""

    def open_actions(self, team: Team, *, but: str = "") -> tuple[FollowedAction, ...]:
        """Return what a team still has to do from its sessions, the last changed session first.

        Args:
            team: The team; a session belongs to it by its organisation, otherwise by name and kind.
            but: A session to leave out, such as the one that is just beginning.
        """
        from hansei.record.following import carried_on

        return carried_on([self._session(id_) for id_ in self._of_team(team, but)])

    def beginnings(self, session: Session) -> tuple[Offered, ...]:
        """Return what the instruments of a session may begin with, out of the team's other sessions and its own.

        What the toolkit's ``begins_with`` means, its own first, then the last changed session; what was taken is in it.
        :meth:`hansei.record.origins.Origins.take` takes one.

        Args:
            session: The session.
        """
        from hansei.insight.beginnings import offered

        return offered(session, self.before(session))

    def before(self, session: Session) -> tuple[Session, ...]:
        """Return the team's other sessions, the last changed first, where a session may begin with their results.

        One that cannot be read is left out.

        Args:
            session: The session.
        """
        from hansei.insight.beginnings import linked

        found = []
        for id_ in self._of_team(session.team, session.id) if linked(session) else ():
            try:
                found.append(self._session(id_))
            except HanseiError:
                continue
        return tuple(found)

    def begun_from(self, session: Session) -> tuple[tuple[Session, BeganWith], ...]:
        """Return what of a session the team's other sessions began with, the last changed session first.

        A session that cannot be read is left out.

        Args:
            session: The session that came before them.
        """
        found = []
        for id_ in self._of_team(session.team, session.id):
            try:
                other = self._session(id_)
            except HanseiError:
                continue
            found += [(other, each) for each in other.state.begun.values() if each.origin.session == session.id]
        return tuple(found)

    def _of_team(self, team: Team, but: str) -> list[str]:
        """Return the ids of a team's sessions but one, the last changed first."""
        from hansei.record.organisations import KeepsDirectory, heads_of

        known = self.directory.known(team) if isinstance(self.log, KeepsDirectory) else None
        return [head.session for head in heads_of(team, known, self.log.heads()) if head.session != but]
