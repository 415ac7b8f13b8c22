"""Reading the toolkits beside the running screen: it takes longer than a first frame may."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from hansei_tui.sentences import tr

if TYPE_CHECKING:
    from hansei.content.found import ReadToolkit
    from hansei.engine import Engine

#: Seconds to wait for plugins before saying that they are slow.
PATIENCE = 10.0


class Loader:
    """Reads the toolkits of an engine on a thread of its own, once.

    Args:
        engine: The engine.
        done: Called in the application's own loop when all is read.
    """

    def __init__(self, engine: Engine, done: Callable[[], None]) -> None:
        self.engine = engine
        self.toolkits: dict[str, ReadToolkit] = {}
        self._done = done
        self._ready = asyncio.Event()
        self._started = False

    @property
    def ready(self) -> bool:
        """Whether all is read."""
        return self._ready.is_set()

    def start(self) -> None:
        """Begin to read; a second call changes nothing."""
        if not self._started:
            self._started = True
            loop = asyncio.get_running_loop()
            # A daemon: a plugin that never comes back must not keep the program from ending.
            threading.Thread(target=self._read, args=(loop,), name="hansei-toolkits", daemon=True).start()

    async def wait(self) -> bool:
        """Wait until all is read; return False when a plugin takes too long."""
        self.start()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), PATIENCE)
        return self.ready

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            found = self.engine.shelf.all()
        except Exception as error:  # noqa: BLE001 - whatever a plugin raises is shown, and ends nothing
            found = {}
            from hansei.errors import PluginError

            fault = f"{type(error).__name__}: {error}"
            self.engine.plugins.failures.setdefault(
                "toolkits", PluginError(tr("the toolkits could not be read: {fault}", fault=fault))
            )
        with contextlib.suppress(RuntimeError):  # the application has ended in the meantime
            loop.call_soon_threadsafe(self._finish, found)

    def _finish(self, found: dict[str, ReadToolkit]) -> None:
        self.toolkits = found
        self._ready.set()
        self._done()
