"""What to type next: a command line that works as it is printed, from here, with the same store."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Sequence


def command_line(*words: str, store: str = "") -> str:
    """Return a command line for the next call of Hansei.

    Args:
        words: What follows ``hansei``.
        store: The store in use; left out when it is the one that is used anyway.
    """
    from hansei.stores import default_store

    named = [] if not store or store == default_store() else ["--store", store]
    return _joined([*_program(), *words, *named])


def _program() -> list[str]:
    """Return what starts this program: its name when the shell finds it, otherwise how it was started."""
    if shutil.which("hansei"):
        return ["hansei"]
    return [sys.argv[0]] if os.access(sys.argv[0], os.X_OK) else [sys.executable, "-m", "hansei_tui"]


def _joined(words: Sequence[str]) -> str:
    if os.name == "nt":
        return " ".join(f'"{word}"' if " " in word else word for word in words)
    return " ".join(map(shlex.quote, words))
