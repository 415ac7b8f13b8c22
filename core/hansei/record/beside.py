"""The other sessions of a store, to be read from one of them: those that a district reviews, or an action came from."""

from __future__ import annotations

from collections.abc import Callable

from hansei.content.toolkit import Toolkit
from hansei.kinds import Kinds
from hansei.record.fold import fold
from hansei.record.log import Head, Log
from hansei.record.people import Team
from hansei.record.view import SessionView


class Beside:
    """What lies beside a session in a store.

    Args:
        log: The store.
        pinned: Returns the toolkit of a digest, as it was pinned.
        kinds: The instrument kinds at hand.
    """

    def __init__(self, log: Log, pinned: Callable[[str], Toolkit], kinds: Kinds) -> None:
        self.log = log
        #: Returns the toolkit of a digest, as it was pinned.
        self.toolkit = pinned
        self._kinds = kinds

    def heads(self) -> list[Head]:
        """Return the heads of all sessions, the last changed first."""
        return self.log.heads()

    def session(self, id_: str, lines: int = 0) -> SessionView | None:
        """Return a session, or None when it is not there.

        Args:
            id_: The session's id.
            lines: How many lines of its record to read, to see it as it was then; 0: all.
        """
        read = self.log.read(id_)
        state = fold(read[:lines] if lines else read)
        started = state.started
        if started is None:
            return None
        team = Team(started.team, started.team_kind, started.of)
        return SessionView(id_, state, self.toolkit(started.digest), self._kinds, team, self.log.names(id_))
