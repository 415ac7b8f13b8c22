"""A whole log read and folded at once, as when a session is opened."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from hansei.record.events import AnyEvent, Undone, in_pieces
from hansei.record.state import State


def fold(lines: Sequence[bytes]) -> State:
    """Return what all the lines of a log amount to.

    Raises:
        StoreError: when a line cannot be read.
    """
    state = State()
    with _no_looking_for_garbage():
        pieces = in_pieces(lines)
        for piece in pieces:  # folded while the processor still has them at hand
            if [event for event in piece if type(event) is Undone]:
                return _at_once([*state.events, *piece], pieces)
            state.apply(piece)
    return state


def _at_once(events: list[AnyEvent], pieces: Iterable[list[AnyEvent]]) -> State:
    """Fold all at once: what was undone must be known before anything is folded."""
    for piece in pieces:
        events += piece
    state = State()
    state.apply(events)
    return state


@contextmanager
def _no_looking_for_garbage() -> Iterator[None]:
    """Stop Python's collector: all that is made here is kept, and looking it through costs a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
