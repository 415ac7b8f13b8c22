"""What was asked, as plain values beside the answers: instruments, their items, scales and columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hansei.document.spans import plain
from hansei.form import Option, Table
from hansei.kinds import AnyKind, Item, Scale
from hansei.record.events import Agreed, Answered
from hansei.record.view import SessionView


def instrument_values(session: SessionView) -> list[dict[str, Any]]:
    """Return every instrument that the session's agenda names or that was answered.

    Of one whose kind is not at hand, or fails, there are no items.
    """
    named = [id_ for entry in session.agenda for id_ in entry.step.instruments]
    answered = [id_ for id_, given in session.state.answers.items() if given]
    wanted = dict.fromkeys([*named, *answered, *session.state.rounds.of])
    return [_values(session, id_) for id_ in wanted if id_ in session.toolkit.instruments]


def place_of(session: SessionView, event: Answered | Agreed) -> str:
    """Return the id of the level or the aside an answer stands at; empty when its item has no scale."""
    try:
        this, kind = session.instrument(event.instrument)
        item = session.item(event.instrument, event.item)
        if session.on_scale(event.instrument, item).scale is None:
            return ""
        return kind.place(this.definition, item, session.read_response(event))
    except Exception:  # noqa: BLE001 - a stranger's kind may raise anything; the answer itself is told beside it
        return ""


def _values(session: SessionView, id_: str) -> dict[str, Any]:
    instrument = session.toolkit.instruments[id_]
    told: dict[str, Any] = {
        "id": id_,
        "kind": instrument.kind,
        "title": instrument.title or instrument.ours.title or id_,
        "short": instrument.ours.short,
        "for_each": instrument.for_each,
        "provenance": instrument.provenance,
    }
    try:
        _, kind = session.instrument(id_)
        definition = instrument.definition
        items = session.items(id_)
        told["columns"] = _columns(kind, definition, items)
        told["items"] = [_item(session.on_scale(id_, item).scale, item) for item in items]
    except Exception:  # noqa: BLE001 - a stranger's kind may raise anything, and the record is told without it
        told |= {"columns": [], "items": []}
    return told


def _item(scale: Scale | None, item: Item) -> dict[str, Any]:
    return {
        "item": item.id,
        "title": plain(item.title),
        "short": item.short,
        "row": item.row,
        "column": item.column,
        "because": item.because,
        "levels": _options(scale.levels) if scale is not None else [],
        "asides": _options(scale.asides) if scale is not None else [],
    }


def _options(options: Sequence[Option]) -> list[dict[str, str]]:
    return [{"id": each.id, "title": each.title, "text": plain(each.text)} for each in options]


def _columns(kind: AnyKind, definition: Any, items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return the columns of an instrument that is answered as a table."""
    question = kind.form(definition, items[0], {}) if items else None
    if not isinstance(question, Table):
        return []
    return [
        {"id": each.id, "title": each.title, "type": each.type, "options": list(each.options)}
        for each in question.columns
    ]
