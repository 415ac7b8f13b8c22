"""Whether there is a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

#: Cursor home, clear the screen, clear what could be scrolled back to.
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
#: Lines that push everything above off any screen, where nothing can be cleared.
LINES = 60


def is_terminal() -> bool:
    """Return whether somebody sits at both ends: a keyboard that is read and a screen that shows."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()


def clear(say: Callable[[str], None]) -> None:
    """Leave nothing to be read of what was printed so far, not by scrolling back either; a pipe keeps its lines.

    Args:
        say: Prints a line; used where a terminal understands no more than lines.
    """
    if not is_terminal():
        return
    if os.environ.get("TERM", "") in ("dumb", "unknown") or (sys.platform == "win32" and not _understands()):
        for _ in range(LINES):
            say("")
        return
    sys.stdout.write(_CLEAR)
    sys.stdout.flush()


def _understands() -> bool:  # pragma: no cover - the tests of this run elsewhere
    """Whether this console of Windows takes sequences: the newer ones do, the old one after it was asked to."""
    return bool(os.environ.get("WT_SESSION")) or os.system("") == 0  # noqa: S605, S607 - turns them on
