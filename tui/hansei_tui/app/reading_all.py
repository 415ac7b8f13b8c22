"""Reading everything of a store that holds very many sessions, beside the running screen."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from hansei.errors import HanseiError
from hansei_tui.app.home_list import Row, session_row
from hansei_tui.app.inbox_rows import inbox_rows

if TYPE_CHECKING:
    from hansei.engine import Engine

#: Seconds between the end of one reading and the next, while somebody writes all the time.
PAUSE = 5.0


class Everything(NamedTuple):
    """What a store holds, as rows of the home screen."""

    #: Sessions run here, by whether they were put away; open ones first, of those the last changed.
    sessions: dict[bool, list[Row]]
    #: What came from other teams.
    inbox: list[Row]


class ReadingAll:
    """Reads a store on a thread and a connection of its own, again when it was asked to meanwhile.

    Args:
        engine: The engine of the store.
        done: Called in the application's own loop with what was read, or why it could not be.
    """

    def __init__(self, engine: Engine, done: Callable[[Everything | HanseiError], None]) -> None:
        self.engine = engine
        self._done = done
        self._busy = self._again = False

    def start(self) -> None:
        """Begin to read; what is asked for while it reads is read afterwards."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        loop = asyncio.get_running_loop()
        # A daemon: a long reading must not keep the program from ending.
        threading.Thread(target=self._read, args=(loop,), name="hansei-sessions", daemon=True).start()

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            found: Everything | HanseiError = everything(self.engine)
        except HanseiError as error:
            found = error
        with contextlib.suppress(RuntimeError):  # the application has ended in the meantime
            loop.call_soon_threadsafe(self._finish, found)

    def _finish(self, found: Everything | HanseiError) -> None:
        self._done(found)
        asyncio.get_running_loop().call_later(PAUSE if self._again else 0, self._ready)

    def _ready(self) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self.start()


def everything(engine: Engine) -> Everything:
    """Read what the store of an engine holds; the engine itself is not touched, as another thread uses it."""
    from hansei.engine import open_engine

    now = time.time()
    with open_engine(engine.log.name, plugins=engine.plugins) as own:
        heads = sorted((head for head in own.sessions() if not head.origin), key=lambda head: head.state != "open")
        sessions = {
            away: [session_row(head, own.log, now) for head in heads if head.archived == away] for away in (False, True)
        }
        return Everything(sessions, inbox_rows(own, now))
