"""Leaving: after a crash without anybody's words on the screen, on a signal, and with nothing half-saved."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from typing import Any

from textual.app import App

from hansei.errors import HanseiError

#: Exit code after a crash.
CRASHED = 1
#: Seconds that the way out may take after a signal.
PATIENCE = 3.0


class CrashSafe(App[None]):
    """An application that crashes without showing local variables, and leaves the terminal as it was.

    Textual's own report prints the values of local variables, here participants' words, and lets the
    program exit with 0. Ours is the one of :mod:`hansei_tui.crash`: types and places only.
    """

    def __init__(self) -> None:
        super().__init__()
        self.crash: BaseException | None = None

    def flush(self) -> None:
        """Save what is typed and not yet saved: asks every screen that can.

        Raises:
            HanseiError: the first of what could not be saved, after all others were.
        """
        failed: list[HanseiError] = []
        for screen in self.screen_stack:
            save = getattr(screen, "flush", None)
            try:
                if save is not None:
                    save()
            except HanseiError as error:
                failed.append(error)
        if failed:
            raise failed[0]

    def on_load(self) -> None:
        """Leave in order when the system asks for it."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                # Windows has no such handlers, and another thread than the main one may set none.
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._on_signal, int(number))

    def _on_signal(self, number: int) -> None:
        with contextlib.suppress(Exception):  # nobody is there any more to read what went wrong
            self.flush()
        # A terminal that is gone can keep the way out from ever ending; all that could be saved is saved.
        last = threading.Timer(PATIENCE, os._exit, (128 + number,))
        last.daemon = True
        last.start()
        self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        if self.crash is None:
            self.crash = error
            with contextlib.suppress(Exception):  # the crash itself is what has to be told
                self.flush()
        super()._handle_exception(error)

    def panic(self, *renderables: Any) -> None:
        """Stop; what Textual wanted to print is left out, for it may hold somebody's words."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        if self.crash is None:
            self.crash = sys.exception() or RuntimeError()
        self._return_code = CRASHED
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
        if self.crash is not None and not self.is_headless:
            from hansei_tui.crash import crashed

            crashed(self.crash)
