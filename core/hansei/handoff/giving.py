"""What of a session goes out in a scope: its lines, its people's names, and what was left out."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from hansei.content.toolkit import Toolkit
from hansei.errors import ReceivedSessionError, StoreError, UsageError
from hansei.handoff.held import Held
from hansei.handoff.scope import SCOPES, projected
from hansei.record import events as ev
from hansei.record.events import AnyEvent
from hansei.record.lines import decode_all
from hansei.record.log import Log
from hansei.record.session import Session
from hansei.words.ours import tr


@frozen
class Given:
    """What goes out."""

    lines: list[bytes]
    #: Person id to name.
    names: dict[str, str]
    #: What was left out, and how many of it.
    left_out: dict[str, int]


def without_individuals(
    session: Session, log: Log, toolkit: Callable[[str], Toolkit], now: Callable[[], int]
) -> tuple[Session, dict[str, int]]:
    """Return a session as it would be without what single people answered, to be read, and how much was left out.

    Args:
        session: The session, of this team or of another one.
        log: Its store.
        toolkit: Returns a pinned toolkit.
        now: Returns the time, UTC in milliseconds.
    """
    events = session.state.events
    lines, left_out = projected(events, log.read(session.id)[: len(events)], "no-individual")
    head = log.head(session.id)
    if head is None:
        raise StoreError(tr("session {id} is not whole; `hansei doctor` says what can be done", id=session.id))
    held = Held(head, lines, log.names(session.id))
    return Session(session.id, held, toolkit, session.kinds, now=now), left_out


def given(session: Session, log: Log, *, scope: str, names: bool) -> Given:
    """Return what of a session goes out; what nobody has seen yet is never in it.

    Args:
        session: The session.
        log: Its store.
        scope: How much of it goes out.
        names: Whether people's names go with it.

    Raises:
        UsageError: when there is no such scope.
        ReceivedSessionError: when it is another team's.
    """
    if scope not in SCOPES:
        raise UsageError(
            tr("there is no scope {scope}; there are: {scopes}", scope=repr(scope), scopes=", ".join(SCOPES))
        )
    if session.origin:
        raise ReceivedSessionError(
            tr(
                "session {id} came from {name}; to hand it on, send the file it came in",
                id=session.id,
                name=session.team.name,
            )
        )
    state = session.state

    def hidden(event: AnyEvent) -> bool:
        if not isinstance(event, (ev.Answered, ev.Cleared, ev.Counted)):
            return False
        return state.rounds.hidden(event.instrument, event.item, event.round)

    lines, left_out = projected(state.events, log.read(session.id)[: len(state.events)], scope, hidden)
    told = {event.person for event in decode_all(lines) if isinstance(event, ev.Joined)}
    known = {person: name for person, name in log.names(session.id).items() if person in told}
    if known and not names:
        left_out["names"] = len(known)
    return Given(lines, known if names else {}, left_out)
