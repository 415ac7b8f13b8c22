"""A whole log read and folded at once, as when a session is opened."""

from __future__ import annotations

from collections.abc import Sequence

from hansei.record.lines import decode_all
from hansei.record.state import State


def fold(lines: Sequence[bytes]) -> State:
    """Return what all the lines of a log amount to.

    Raises:
        StoreError: when a line cannot be read.
    """
    state = State()
    state.apply(decode_all(lines))
    return state
