"""Going to another step than the next one: back, on, and to any by its name."""

from __future__ import annotations

from collections.abc import Callable

from hansei.record.session import Session
from hansei_tui.plain.turning import GoError
from hansei_tui.sentences import tr


class JumpLines:
    """The commands that lead to another step.

    Args:
        session: The session.
        say: Prints a line.
        here: Returns the step that is being walked; empty when none is.
    """

    def __init__(self, session: Session, say: Callable[[str], None], here: Callable[[], str]) -> None:
        self._session = session
        self._say = say
        self._here = here
        self.commands: dict[str, Callable[[str], None]] = {"back": self._back, "next": self._skip, "goto": self._goto}

    def not_left_out(self, at: int) -> str | None:
        """Return the first step from a place of the agenda on that was not dropped or moved to next time."""
        for entry in self._session.agenda[at:]:
            ended = self._session.state.ended.get(entry.path)
            if ended not in ("skipped", "later"):
                return entry.path
            skipped = tr("passed by {step}: skipped", step=entry.path)
            self._say(skipped if ended == "skipped" else tr("passed by {step}: later", step=entry.path))
        return None

    def left_out(self, path: str) -> None:
        """Go on behind the step the room is at when that is the one that was left out.

        Raises:
            GoError: when it is.
        """
        if self._here() == path:
            self._go_behind(path)

    def _go_behind(self, path: str) -> None:
        raise GoError(self.not_left_out(self._session.agenda.index(self._session.step(path)) + 1) or "")

    def _back(self, _: str) -> None:
        here = self._session.agenda.index(self._session.running)
        if here == 0:
            self._say("  " + tr("this is the first step"))
            return
        raise GoError(self._session.agenda[here - 1].path)

    def _skip(self, _: str) -> None:
        path = self._session.running.path
        self._session.end_step(path)
        self._go_behind(path)

    def _goto(self, path: str) -> None:
        raise GoError(self._session.step(path).path)
