"""The actions of a session as a portfolio lists them, and what an answer changes of them."""

from __future__ import annotations

from contextlib import suppress

from hansei.errors import HanseiError
from hansei.kinds import Kind
from hansei.record.events import ActionFollowed, Answered
from hansei.record.kept import Followed, KeptAction
from hansei.record.view import SessionView


def actions_of(view: SessionView) -> dict[str, tuple[KeptAction, ...]]:
    """Return the actions of all answers that can be seen."""
    found: dict[str, tuple[KeptAction, ...]] = {}
    for instrument, given in view.state.answers.items():
        if not _has_actions(view, instrument):
            continue
        for item, rater in dict.fromkeys((item, rater) for item, rater, _ in given):
            answer = f"{instrument}/{item}/{rater}"
            with suppress(HanseiError):  # an item that the toolkit does not have
                lines = _lines(view, instrument, item, answer, _seen(view, instrument, item, rater))
                if lines:
                    found[answer] = lines
    return found


def actions_after(view: SessionView, answer: str, event: Answered) -> tuple[KeptAction, ...] | None:
    """Return the actions of an answer after a further event of it; None when its kind knows none."""
    instrument = event.instrument
    if not _has_actions(view, instrument):
        return None
    seen = _seen(view, instrument, event.item, event.rater) | {event.round: event}
    return _lines(view, instrument, event.item, answer, seen)


def actions_without(view: SessionView, answer: str, event: Answered) -> tuple[KeptAction, ...] | None:
    """Return the actions of an answer once an event of it does not count any more; None when its kind knows none."""
    instrument = event.instrument
    if not _has_actions(view, instrument):
        return None
    seen = _seen(view, instrument, event.item, event.rater)
    seen.pop(event.round, None)
    return _lines(view, instrument, event.item, answer, seen)


def _has_actions(view: SessionView, instrument: str) -> bool:
    this = view.toolkit.instruments.get(instrument)
    kind = view.kinds.get(this.kind) if this is not None else None
    return kind is not None and type(kind).actions is not Kind.actions


def _seen(view: SessionView, instrument: str, item: str, rater: str) -> dict[int, Answered]:
    """Return by round what a rater gave to an item and that can be seen."""
    hidden = view.state.rounds.hidden
    rounds = view.state.given(instrument).rounds
    return {
        number: items[item][rater]
        for number, items in rounds.items()
        if rater in items.get(item, {}) and not hidden(instrument, item, number)
    }


def _lines(
    view: SessionView, instrument: str, item: str, answer: str, seen: dict[int, Answered]
) -> tuple[KeptAction, ...]:
    this, kind = view.instrument(instrument)
    what = view.item(instrument, item)
    found: dict[str, KeptAction] = {}
    for number in sorted(seen):
        response = view.read_response(seen[number])
        for each in kind.actions(this.definition, what, response) if isinstance(response, kind.response) else ():
            at = len(found) if each.id not in found else found[each.id].number
            found[each.id] = KeptAction(
                answer, each.id, at, what.row or what.label, each.text, each.owner, each.due, each.phase
            )
    return tuple(found.values())


def followed_by(view: SessionView, event: ActionFollowed) -> Followed:
    """Return how an action stood when this session looked at it."""
    return Followed(event.session or view.id, event.action, event.at, event.status, event.words)
