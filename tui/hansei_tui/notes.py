"""The notes of a session in the order in which every front lists them."""

from __future__ import annotations

from hansei.record.events import Noted
from hansei.record.view import SessionView


def in_order(session: SessionView) -> list[Noted]:
    """Return the notes in the order of the agenda, then what is parked, likewise."""
    order = {step.path: index for index, step in enumerate(session.agenda)}
    return sorted(session.state.notes.values(), key=lambda note: (note.parked, order.get(note.step, len(order))))
