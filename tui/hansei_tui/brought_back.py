"""A store that was deleted while a session is open and was written back: said once, whatever the front."""

from __future__ import annotations

from hansei.record.log import BroughtBack
from hansei.record.session import Session
from hansei_tui.sentences import tr
from hansei_tui.shown import shown


class Deleted:
    """Looks whether the store of a session had been deleted and was written back.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        self._log = session.log
        #: How often the store had been written back when it was looked at last.
        self._seen = 0

    def news(self) -> str:
        """Return what to say of it since the last look; empty: nothing happened."""
        log = self._log
        if not isinstance(log, BroughtBack) or log.brought_back <= self._seen:
            return ""
        self._seen = log.brought_back
        return shown(
            tr("{store} had been deleted. It was written back with everything that was in it.", store=log.name)
        )
