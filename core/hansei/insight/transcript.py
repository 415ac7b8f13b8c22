"""The complete record of a session as plain values, for ``--json`` and for exporters."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from hansei.content.toolkit import AgendaStep
from hansei.insight.clock import clocks
from hansei.record.events import Answered
from hansei.record.session import Session

#: The version of this form. A key may be added under the same number; anything else counts it up.
FORMAT = 1


def transcript(session: Session) -> dict[str, Any]:
    """Return everything that is on the record of a session.

    Times are ISO 8601 in UTC. An answer that was changed is listed once, as it is now, with its rater and
    round; ``history`` holds every event in order, also those that were changed or undone since.
    """
    state = session.state
    toolkit = session.toolkit
    started = state.started
    measured = clocks(session.agenda, state.clock, session.now())
    return {
        "format": FORMAT,
        "session": session.id,
        "team": {"name": session.team.name, "kind": session.team.kind, "of": session.team.of},
        "toolkit": {
            "id": toolkit.id,
            "version": toolkit.version,
            "title": toolkit.title,
            "digest": started.digest if started else "",
        },
        "state": "closed" if session.closed else "open",
        "started": iso(started.at) if started else "",
        "changed": iso(state.events[-1].at),
        "running": session.running.path,
        "people": [
            {
                "id": each.id,
                "name": each.name,
                "role": each.role,
                "votes": each.votes,
                "present": each.present,
            }
            for each in session.people
        ],
        "agenda": [_step(session, entry) for entry in session.agenda],
        "clock": [
            {
                "activity": clock.activity,
                "planned": str(clock.planned) if clock.planned else "",
                "used_minutes": round(clock.used / 60_000, 1),
                "running": clock.running,
                "pace": clock.pace.value,
            }
            for clock in measured.values()
        ],
        "answers": [_answer(session, event) for answers in state.answers.values() for event in answers.values()],
        "actions": [
            {"instrument": instrument, "item": item.id, "about": item.row or item.label} | msgspec.to_builtins(action)
            for instrument, item, action in session.actions()
        ],
        "notes": [
            {"id": note.note, "step": note.step, "parked": note.parked, "text": note.text, "at": iso(note.at)}
            for note in state.notes.values()
        ],
        "history": [_history(event) | {"undone": event.id in state.undone} for event in state.events],
    }


def iso(at: int) -> str:
    """Return a time of the record as ISO 8601, in UTC, to the second."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _step(session: Session, entry: AgendaStep) -> dict[str, Any]:
    return {
        "step": entry.path,
        "activity": entry.activity.title,
        "title": entry.title,
        "text": entry.step.text,
        "state": session.state.ended.get(entry.path, "running" if entry == session.running else "open"),
        "instruments": list(entry.step.instruments),
    }


def _answer(session: Session, event: Answered) -> dict[str, Any]:
    return {
        "instrument": event.instrument,
        "item": event.item,
        "rater": event.rater,
        "rater_name": session.rater_name(event.rater),
        "round": event.round,
        "at": iso(event.at),
        "says": session.say(event),
        "response": msgspec.json.decode(event.response),
    }


def _history(event: Any) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(event))
    values["at"] = iso(event.at)
    return values
