"""Writing to a session's record: durably, at once or not at all, after what others wrote meanwhile.

Every other part of a session writes through this. What it holds in memory follows the store, and only what
the store has: so whatever a session says is so has been saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from typing import Any, TypeVar

from hansei.content.toolkit import Toolkit
from hansei.errors import ClosedSessionError, ReceivedSessionError, StoreError, VersionConflictError
from hansei.kinds import Kinds
from hansei.record import events as ev
from hansei.record.beside import Beside
from hansei.record.events import AnyEvent, new_id
from hansei.record.facts import change
from hansei.record.fold import fold
from hansei.record.kept import KeepsFacts
from hansei.record.lines import decode_all, write
from hansei.record.log import Head, InTurn, Line, Log
from hansei.record.people import Team
from hansei.record.rounds import told
from hansei.record.state import State
from hansei.record.steady import Steady, now_ms
from hansei.record.view import SessionView
from hansei.words.ours import tr

E = TypeVar("E", bound=AnyEvent)
#: How often an append is tried again after somebody else wrote in between.
TRIES = 20
#: What people give: with the first of these a session is begun, whether or not the room has moved.
GIVEN = (
    ev.ActionFollowed,
    ev.Answered,
    ev.BeganWith,
    ev.ClockAdded,
    ev.ClockStarted,
    ev.Counted,
    ev.Noted,
    ev.ProtocolKept,
    ev.RoundOpened,
    ev.StepEnded,
)
#: What may still be written after a session was closed.
AFTER_CLOSING = (ev.Reopened, ev.ClockStopped)


class _OvertakenError(Exception):
    """Somebody else wrote in between."""


def _overtaken() -> None:
    raise _OvertakenError


class Writing(SessionView):
    """A session that can be written to.

    Args:
        id_: The session's id.
        log: The store.
        pinned: Returns the toolkit of a digest, as it was pinned when the session was started.
        kinds: The instrument kinds at hand.
        now: Returns the time, UTC in milliseconds.
        recorded: Told of every commit, after it.
    """

    def __init__(
        self,
        id_: str,
        log: Log,
        pinned: Callable[[str], Toolkit],
        kinds: Kinds,
        *,
        now: Callable[[], int] = now_ms,
        recorded: Callable[[str, Sequence[AnyEvent]], None] | None = None,
    ) -> None:
        self.log = log
        #: The time that events get; it never goes back.
        self.now: Callable[[], int] = now if isinstance(now, Steady) else Steady(now)
        #: The other sessions of its store; of a copy that something is tried on: those beside the original.
        self.beside = Beside(log, pinned, kinds)
        self._recorded = recorded
        state = fold(log.read(id_))
        started = state.started
        if started is None:
            raise StoreError(
                tr("session {id} has no beginning; `hansei doctor` says what can be done", id=id_), store=log.name
            )
        team = Team(started.team, started.team_kind, started.of)
        head = log.head(id_)
        #: With which submission it came from elsewhere; empty: it was run here, and can go on here.
        self.origin = head.origin if head is not None else ""
        #: The store, when it keeps what stands beside the events.
        self._keeps = log if isinstance(log, KeepsFacts) else None
        #: Whether we have written down that the session is begun; once is enough.
        self._begun = False
        #: The ids of all events; gathered by the first write, as who only reads needs none.
        self._known: set[str] | None = None
        super().__init__(id_, state, pinned(started.digest), kinds, team, log.names(id_))
        self._go_on_behind_the_last()

    @property
    def only_read(self) -> bool:
        """Whether nothing is written to it now: it is closed, or another team's."""
        return self.closed or bool(self.origin)

    # ------------------------------------------------------------------------------------- the record

    def refresh(self) -> bool:
        """Take in what others wrote; return whether there was anything."""
        news = self._received_anew() if self.origin else self._went_on()
        names = self.log.names(self.id)
        renamed = names != self._names  # a name can be forgotten where nothing is written any more
        if renamed:
            self._names = names
        return news or renamed

    def _went_on(self) -> bool:
        """Read the lines that came behind those that are known."""
        lines = self.log.read(self.id, self.state.version)
        if lines:
            self._took(decode_all(lines))
            self._go_on_behind_the_last()
        return bool(lines)

    def _received_anew(self) -> bool:
        """Read a session that is only read here once more when a further submission of it came."""
        head = self.log.head(self.id)
        if head is None or head.origin in ("", self.origin):
            return False
        self.origin = head.origin
        self.state.__init__()  # type: ignore[misc]  # the same state for all who hold it, folded below
        self.state.apply(decode_all(self.log.read(self.id)))
        self._kept.clear()
        return True

    def record(
        self,
        *events: AnyEvent,
        names: dict[str, str] | None = None,
        still: Callable[[], object] = lambda: None,
    ) -> None:
        """Write events, durably, at once or not at all.

        When somebody else wrote in between, what they wrote is taken in first and the events follow it; an
        event that turns out to be there already (sent twice) is not written again.

        Args:
            events: What happened.
            names: Names of people, by person id, to keep with it.
            still: Raises when the events make no sense any more after what somebody else wrote.
        """
        try:
            done = self._append(events, names)
        except VersionConflictError:
            done = self._append_in_turn(events, names, still)
        if not done:
            return
        if names:
            self._names = self._names | names  # never in place: what is worked out of them is told apart by it
        if self._recorded is not None:
            self._recorded(self.id, told(self.state, done))

    def decide(self, make: Callable[[], E]) -> E:
        """Record what is made of the session as it stands; made anew when somebody else wrote in between.

        Args:
            make: Returns the event; raises when there is nothing to be done any more.

        Returns:
            The event that was recorded.
        """
        for _ in range(TRIES):
            event = make()
            with suppress(_OvertakenError):
                self.record(event, still=_overtaken)
                return event
        raise StoreError(tr("others write to this session without a pause; try again"), store=self.log.name)

    def _append(self, events: Sequence[AnyEvent], names: dict[str, str] | None) -> Sequence[AnyEvent]:
        """Write those events that are not there yet, and take them in; return them."""
        known = self._known
        if known is None:
            known = self._known = {event.id for event in self.state.events}
        events = tuple(event for event in events if event.id not in known)
        if events:
            self._need_open(events)
            lines = [Line(event.at, write(event)) for event in events]
            head = self._head(events)
            if self._keeps is None:
                self.log.append(self.id, self.state.version, lines, head=head, names=names)
            else:
                kept = change(self, events)
                self._keeps.append(self.id, self.state.version, lines, head=head, names=names, kept=kept)
            self._begun = self._begun or any(isinstance(event, GIVEN) for event in events)
            self._took(events)
        return events

    def _append_in_turn(
        self, events: Sequence[AnyEvent], names: dict[str, str] | None, still: Callable[[], object]
    ) -> Sequence[AnyEvent]:
        """Look again and write, before anybody who comes after us: or of two, one could be too late every time."""
        turn = self.log.turn() if isinstance(self.log, InTurn) else nullcontext()
        with turn:
            for _ in range(TRIES):
                self.refresh()
                still()
                with suppress(VersionConflictError):
                    return self._append(events, names)
        raise StoreError(tr("others write to this session without a pause; try again"), store=self.log.name)

    def _took(self, events: Sequence[AnyEvent]) -> None:
        self.state.apply(events)
        if self._known is not None:
            self._known.update([event.id for event in events])

    def _head(self, events: Sequence[AnyEvent]) -> Head | None:
        """Return the head when the events change it, so that it is written in the same transaction."""
        given = any(isinstance(event, GIVEN) for event in events)
        back = self._moves_back(events)
        moves = back or any(isinstance(event, (ev.Moved, ev.Closed, ev.Reopened)) for event in events)
        if not moves and (self.state.running or not given or self._begun):
            return None
        if back:  # where the room was before is known by folding all of it again
            ahead = State()
            ahead.apply([*self.state.events, *events])
        else:
            ahead = State(closed=self.state.closed, running=self.state.running)
            ahead.apply([event for event in events if not isinstance(event, ev.Undone)])
        state = "closed" if ahead.closed else "open"
        if not ahead.running and (given or any(isinstance(event, GIVEN) for event in self.state.events)):
            ahead.running = self.agenda[0].path  # the room never moved: it is at the first step
        place = self.step(ahead.running).place if ahead.running else ""
        return Head(self.id, self.toolkit.id, "", self.team.name, self.team.kind, state, 0, place)

    def _moves_back(self, events: Sequence[AnyEvent]) -> bool:
        """Whether the events take back that the room went on."""
        targets = {event.target for event in events if isinstance(event, ev.Undone)}
        return bool(targets) and any(type(each) is ev.Moved and each.id in targets for each in self.state.events)

    def event(self, cls: type[E], **fields: Any) -> E:
        """Return an event that happens now, to be recorded."""
        return cls(id=new_id(), at=int(self.now()), **fields)

    def wall(self) -> int:
        """Return the time as this machine's clock shows it, by which people plan: UTC, milliseconds."""
        return int(getattr(self.now, "wall", self.now)())

    def _go_on_behind_the_last(self) -> None:
        """Let no event come before those that are there, though the clock was set back meanwhile."""
        if isinstance(self.now, Steady):
            self.now.at_least(self.state.events[-1].at)

    def _need_open(self, events: Sequence[AnyEvent] = ()) -> None:
        """Refuse events that a closed session does not take, and any where the session is another team's."""
        if self.origin:
            raise ReceivedSessionError(
                tr(
                    "session {id} came from {name} and is only read here; a question to them goes "
                    "back as a file (`hansei ask`)",
                    id=self.id,
                    name=self.team.name,
                )
            )
        if self.state.closed and not (events and all(isinstance(event, AFTER_CLOSING) for event in events)):
            raise ClosedSessionError(
                tr("session {id} is closed; `hansei resume {id} --reopen` opens it again", id=self.id)
            )
