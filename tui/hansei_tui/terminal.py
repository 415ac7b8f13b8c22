"""Whether there is a terminal."""

from __future__ import annotations

import sys


def is_terminal() -> bool:
    """Return whether somebody sits at both ends: a keyboard that is read and a screen that shows."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()
