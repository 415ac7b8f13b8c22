"""The complete record of a session as plain values, for ``--json`` and for exporters."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from hansei.content.toolkit import AgendaStep, Toolkit
from hansei.errors import HanseiError
from hansei.insight.chain_paper import chain_values
from hansei.insight.clock import clocks
from hansei.insight.instruments import instrument_values, place_of
from hansei.record.events import Agreed, Answered, AnyEvent, Cleared, Counted, Origin
from hansei.record.following import followed_actions
from hansei.record.rounds import Round, Settled
from hansei.record.session import Session
from hansei.words.speaking import WRITTEN, speaking

#: The version of this form. A key may be added under the same number; anything else counts it up.
FORMAT = 1


#: What is in every transcript.
HEAD = ("format", "session", "team", "toolkit", "state", "started", "changed")


def transcript(session: Session, *, without: frozenset[str] = frozenset(), language: str = WRITTEN) -> dict[str, Any]:
    """Return everything that is on the record of a session.

    Times are ISO 8601 in UTC. An answer that was changed is listed once, as it is now, with its rater and
    round; ``history`` holds every event in order, also those that were changed or undone since.

    Args:
        session: The session.
        without: Some of :data:`hansei.document.look.PARTS`.
        language: In which ours is said around what people wrote; what other programs read is the same everywhere.
    """
    with speaking(language):
        values = _values(session)
    if "detail" in without:
        return {key: values[key] for key in HEAD}
    if "notes" in without:
        values["notes"] = []
        values["history"] = [each for each in values["history"] if each["type"] != "noted/1"]
    if "transcript" in without:
        values["history"] = []
    return values


def told(session: Session) -> dict[str, Any]:
    """Return the same values for people, in the language that is spoken, with what each row is called (``label``).

    Answers and what was agreed have besides, under ``whole``, all of it in words, line by line.
    """
    values = _values(session)
    for told_, event in zip(values["answers"], _shown(session), strict=True):
        told_ |= {"label": _label(session, event.instrument, event.item), "whole": session.whole(event)}
    settled = [each for all_ in session.state.rounds.settled.values() for each in all_]
    for told_, each in zip(values["settled"], settled, strict=True):
        whole = session.whole(each) if isinstance(each, Agreed) else ()
        told_ |= {"label": _label(session, each.instrument, each.item), "whole": whole}
    for round_ in values["rounds"]:
        id_ = round_["instrument"]
        round_["labels"] = [_label(session, id_, item) for item in round_["items"]]
        for count in round_.get("counted", ()):
            count["label"] = _label(session, id_, count["item"])
            count["called"] = {_level(session, id_, count["item"], at): n for at, n in count["counts"].items()}
    return values


def _label(session: Session, instrument: str, item: str) -> str:
    """Return what an item is called; its id where its kind is not at hand."""
    try:
        return session.item(instrument, item).label
    except HanseiError:
        return item


def _level(session: Session, instrument: str, item: str, place: str) -> str:
    """Return what a place on an item's scale is called."""
    try:
        this, kind = session.instrument(instrument)
        scale = kind.scale(this.definition, session.item(instrument, item))
    except HanseiError:
        return place
    return scale.title(place) if scale is not None else place


def _shown(session: Session) -> list[Answered]:
    """Return the answers that anybody may see."""
    given = session.state.answers.values()
    return [event for answers in given for event in answers.values() if not hidden(session, event)]


def _values(session: Session) -> dict[str, Any]:
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
            **_adapted(toolkit),
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
                "building": each.building,
            }
            for each in session.people
        ],
        "groups": [
            {
                "name": each.name,
                "people": [person.id for person in each.people],
                "heads": each.heads,
                "step": each.step,
            }
            for each in session.groups.all
        ],
        "agenda": [_step(session, entry) for entry in session.agenda],
        "clock": [
            {
                "activity": clock.activity,
                "planned": str(clock.planned) if clock.planned else "",
                "used_minutes": round(clock.used / 60_000, 1),
                "running": clock.running,
                "pace": clock.went.value,
            }
            for clock in measured.values()
        ],
        "until": iso(state.until) if state.until else "",
        "instruments": instrument_values(session),
        "answers": [_answer(session, event) for event in _shown(session)],
        "rounds": [_round(session, each) for rounds in state.rounds.of.values() for each in rounds.values()],
        "settled": [_settled(session, each) for all_ in state.rounds.settled.values() for each in all_],
        "actions": [
            {"instrument": each.instrument, "item": each.item.id, "about": each.item.row or each.item.label}
            | msgspec.to_builtins(each.action)
            | {"sources": list(each.action.sources), "key": each.key, "status": each.status, "words": each.words}
            for each in followed_actions(session)
        ],
        "chain": chain_values(session),
        "followed": [
            {"action": each.action, "session": each.session, "text": each.text, "status": each.status}
            | {"words": each.words, "at": iso(each.at)}
            for each in state.followed.values()
        ],
        "replied": [
            {"question": each.question, "asked": each.asked, "by": each.by, "session": each.session}
            | {"words": each.words, "at": iso(each.at)}
            for each in state.replied.values()
        ],
        "reviewed": [
            {"instrument": each.instrument, "sources": msgspec.to_builtins(each.sources)}
            | {"missing": list(each.missing), "at": iso(each.at)}
            for each in state.reviewed.values()
        ],
        "began_with": [
            {"instrument": each.instrument, "item": each.item, "from": _origin(each.origin), "at": iso(each.at)}
            for each in state.begun.values()
        ],
        "protocol": [
            {"step": each.step, "kept": each.kept, "why": each.why, "at": iso(each.at)} for each in state.kept.values()
        ],
        "notes": [
            {"id": note.note, "step": note.step, "parked": note.parked, "text": note.text, "at": iso(note.at)}
            for note in state.notes.values()
        ],
        "history": [_history(session, event) | {"undone": event.id in state.undone} for event in state.events],
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {**msgspec.structs.asdict(origin), "began": iso(origin.began)}


def iso(at: int) -> str:
    """Return a time of the record as ISO 8601, in UTC, to the second."""
    return f"{datetime.fromtimestamp(at // 1000, UTC).isoformat()[:19]}Z"


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
        "place": place_of(session, event),
        "response": {} if _anonymous(session, event.instrument) else msgspec.json.decode(event.response),
    }


def _round(session: Session, round_: Round) -> dict[str, Any]:
    opened = round_.opened
    told: dict[str, Any] = {
        "instrument": opened.instrument,
        "round": opened.round,
        "by": opened.by,
        "how": opened.how,
        "items": list(opened.items),
        "state": "open" if round_.open else "revealed" if round_.revealed else "dropped",
    }
    if round_.open:
        told["raters"] = [
            {"rater": each.rater, "name": each.name, "rated": each.rated, "handed_in": each.handed_in}
            for each in session.rounds.receipts(opened.instrument, opened.round)
        ]
    elif round_.revealed:
        told["counted"] = [
            {
                "item": each.item,
                "group": session.state.called.get(each.group, each.group),
                "counts": each.counts,
                "at": iso(each.at),
            }
            for each in round_.counted.values()
        ]
    return told


def _settled(session: Session, event: Settled) -> dict[str, Any]:
    agreed = isinstance(event, Agreed)
    apart = event.dissent if isinstance(event, Agreed) else event.positions
    return {
        "instrument": event.instrument,
        "item": event.item,
        "round": event.round,
        "agreed": agreed,
        "response": msgspec.json.decode(event.response) if isinstance(event, Agreed) else None,
        "says": session.say(event) if isinstance(event, Agreed) else "",
        "place": place_of(session, event) if isinstance(event, Agreed) else "",
        "rationale": event.rationale,
        "dissent" if agreed else "positions": [
            {"rater": each.rater, "rater_name": session.rater_name(each.rater), "words": each.words} for each in apart
        ],
        "at": iso(event.at),
    }


def hidden(session: Session, event: AnyEvent) -> bool:
    """Whether nobody may see what an event says, because its round is not revealed."""
    if not isinstance(event, (Answered, Cleared, Counted)):
        return False
    return session.state.rounds.hidden(event.instrument, event.item, event.round)


def _history(session: Session, event: AnyEvent) -> dict[str, Any]:
    """Return an event as it is written; of one that is hidden only that it happened."""
    values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(event))
    if hidden(session, event):
        values = {key: values[key] for key in ("type", "id", "instrument", "round") if key in values} | {"hidden": True}
    if "response" in values and _anonymous(session, values["instrument"]):
        values["response"] = {}
    values["at"] = iso(event.at)
    return values


def _anonymous(session: Session, instrument: str) -> bool:
    """Whether an instrument's answers are told as counts only, and only where these are not too small."""
    this = session.toolkit.instruments.get(instrument)
    kind = session.kinds.get(this.kind) if this is not None else None
    return kind is not None and kind.anonymous


def _adapted(toolkit: Toolkit) -> dict[str, Any]:
    """Return what was adapted, with the publisher's words; nothing of a toolkit that is as published."""
    adapted = toolkit.adapted
    if adapted is None:
        return {}
    base = {"id": adapted.base.toolkit, "version": adapted.base.version, "digest": adapted.base.digest}
    changes = [{"do": each.do, "at": ".".join(each.at), "was": each.was} for each in adapted.shown()]
    return {
        "adapted": {
            "from": base,
            "by": adapted.by,
            "language": adapted.language,
            "status": adapted.status,
            "changes": changes,
        }
    }
