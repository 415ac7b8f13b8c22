"""A session: one team working through one toolkit, on the record.

Every method that changes something writes events and returns after the store has them durably; then, and
only then, what it holds in memory follows. So whatever this object says is so has been saved.
"""

from __future__ import annotations

import difflib
import secrets
import time
from collections.abc import Callable, Collection, Sequence
from typing import Any, Literal, TypeVar

import msgspec

from hansei.content.toolkit import Toolkit
from hansei.errors import ClosedSessionError, ResponseError, StoreError, UsageError, VersionConflictError
from hansei.form import Given
from hansei.kinds import AnyKind, Item, Kinds
from hansei.record import events as ev
from hansei.record.events import AnyEvent, decode_all
from hansei.record.log import Head, Line, Log
from hansei.record.people import TEAM, Person, Team
from hansei.record.state import State
from hansei.record.view import SessionView

E = TypeVar("E", bound=AnyEvent)
#: How often an append is tried again after somebody else wrote in between.
TRIES = 20
#: The most minutes that are added to an activity or taken away at once.
MOST_MINUTES = 24 * 60
#: What may still be written after a session was closed.
AFTER_CLOSING = (ev.Reopened, ev.ClockStopped)


def now_ms() -> int:
    """Return the time: UTC, milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def new_id() -> str:
    """Return an id that nobody else makes: 96 random bits."""
    return secrets.token_hex(12)


def newcomers(
    names: Sequence[str], taken: Collection[str], at: int, *, role: str = "respondent", votes: bool = True
) -> tuple[list[ev.Joined], dict[str, str]]:
    """Return the events that let people take part, and their names by their ids.

    Args:
        names: Their names; an empty one is counted and stays nameless.
        taken: The names of those who take part already.
        at: UTC, milliseconds.
        role: What they do.
        votes: Whether they rate.

    Raises:
        UsageError: when a name is there twice, is taken, or reads as a rater.
    """
    given = [_whole(name).strip() for name in names]
    for index, name in enumerate(given):
        if name == TEAM or name.startswith(("person:", "group:")):
            raise UsageError(f"nobody can be called {name!r}: that is how the record names a rater")
        if name and (name in taken or name in given[:index]):
            raise UsageError(f"{name} takes part already; add an initial to tell two people apart")
    joined = [ev.Joined(id=new_id(), at=at, person=new_id()[:8], role=role, votes=votes) for _ in given]
    return joined, {each.person: name for each, name in zip(joined, given, strict=True) if name}


class Session(SessionView):
    """One session. Made by the engine, never by hand.

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
        self.now = now
        self._recorded = recorded
        state = State()
        state.apply(decode_all(log.read(id_)))
        started = state.started
        if started is None:
            raise StoreError(f"session {id_} has no beginning; `hansei doctor` says what can be done", store=log.name)
        team = Team(started.team, started.team_kind, started.of)
        self._known = {event.id for event in state.events}
        super().__init__(id_, state, pinned(started.digest), kinds, team, log.names(id_))

    # ------------------------------------------------------------------------------------- the record

    def refresh(self) -> bool:
        """Take in what others wrote; return whether there was anything."""
        lines = self.log.read(self.id, self.state.version)
        if lines:
            self._took(decode_all(lines))
            self._names = self.log.names(self.id)
        return bool(lines)

    def record(self, *events: AnyEvent, names: dict[str, str] | None = None) -> None:
        """Write events, durably, at once or not at all.

        When somebody else wrote in between, what they wrote is taken in first and the events follow it; an
        event that turns out to be there already (sent twice) is not written again.
        """
        for _ in range(TRIES):
            events = tuple(event for event in events if event.id not in self._known)
            if not events:
                return
            self._need_open(events)
            lines = [Line(event.at, ev.write(event)) for event in events]
            try:
                self.log.append(self.id, self.state.version, lines, head=self._head(events), names=names)
            except VersionConflictError:
                self.refresh()
            else:
                break
        else:
            raise StoreError("others write to this session without a pause; try again", store=self.log.name)
        self._took(events)
        if names:
            self._names |= names
        if self._recorded is not None:
            self._recorded(self.id, events)

    def _took(self, events: Sequence[AnyEvent]) -> None:
        self.state.apply(events)
        self._known.update([event.id for event in events])

    def _head(self, events: Sequence[AnyEvent]) -> Head | None:
        """Return the head when the events change it, so that it is written in the same transaction."""
        if not any(isinstance(event, (ev.Moved, ev.Closed, ev.Reopened)) for event in events):
            return None
        ahead = State(closed=self.state.closed, running=self.state.running)
        ahead.apply([event for event in events if not isinstance(event, ev.Undone)])
        state = "closed" if ahead.closed else "open"
        place = self.step(ahead.running).place if ahead.running else ""
        return Head(self.id, self.toolkit.id, "", self.team.name, self.team.kind, state, 0, place)

    def _event(self, cls: type[E], **fields: Any) -> E:
        return cls(id=new_id(), at=int(self.now()), **fields)

    def _need_open(self, events: Sequence[AnyEvent] = ()) -> None:
        """Refuse events that a closed session does not take."""
        if self.state.closed and not (events and all(isinstance(event, AFTER_CLOSING) for event in events)):
            raise ClosedSessionError(f"session {self.id} is closed; `hansei resume {self.id} --reopen` opens it again")

    # ------------------------------------------------------------------------------------- people

    def join(self, name: str = "", *, role: str = "respondent", votes: bool = True) -> Person:
        """Let a person take part, by name or without one."""
        return self.join_all([name], role=role, votes=votes)[0]

    def join_all(self, names: Sequence[str], *, role: str = "respondent", votes: bool = True) -> tuple[Person, ...]:
        """Let several people take part; an empty name is counted and stays nameless.

        Raises:
            UsageError: when a name is there twice or is taken already.
        """
        self._need_open()
        taken = {person.name for person in self.people if person.present}
        joined, given = newcomers(names, taken, int(self.now()), role=role, votes=votes)
        self.record(*joined, names=given)
        ids = {each.person for each in joined}
        return tuple(person for person in self.people if person.id in ids)

    def leave(self, person: Person) -> None:
        """Note that a person no longer takes part; what they gave stays."""
        if person.id not in self.state.people:
            raise UsageError(f"{person.name} does not take part in this session")
        self.record(self._event(ev.Left, person=person.id))

    # ------------------------------------------------------------------------------------- the agenda

    def move(self, path: str) -> None:
        """Take the room to a step."""
        self._need_open()
        step = self.step(path)
        if self.state.running != step.path:
            self.record(self._event(ev.Moved, step=step.path))

    def end_step(self, path: str, outcome: Literal["done", "skipped"] = "done") -> None:
        """Note that a step is done or was skipped, and take the room to the next one that is open."""
        self._need_open()
        step = self.step(path)
        events: list[AnyEvent] = [self._event(ev.StepEnded, step=step.path, outcome=outcome)]
        here = self.agenda.index(step)
        later = [entry for entry in self.agenda[here + 1 :] if entry.path not in self.state.ended]
        if self.running.path == step.path and later:
            events.append(self._event(ev.Moved, step=later[0].path))
        self.record(*events)

    def reopen_step(self, path: str) -> None:
        """Open a step again; nothing that was answered changes."""
        self._need_open()
        if self.step(path).path in self.state.ended:
            self.record(self._event(ev.StepReopened, step=self.step(path).path))

    # ------------------------------------------------------------------------------------- answers

    def answer(self, instrument: str, item: str, given: Given | Any, *, rater: str = TEAM, round_: int = 1) -> None:
        """Record an answer; it takes the place of the rater's earlier one in the same round.

        Args:
            instrument: The instrument's id.
            item: The item's id.
            given: What the kind's form asks for, as a dict, or a response of the kind itself.
            rater: ``team``, a participant's name or ``person:<id>``, or the name of a group.
            round_: 1-based.

        Raises:
            ResponseError: when it does not fit; nothing was written.
            ClosedSessionError: when the session is closed.
        """
        self._need_open()
        if round_ < 1:
            raise UsageError(f"rounds are counted from 1; there is no round {round_}")
        this, kind = self.instrument(instrument)
        what = self.item(instrument, item)
        try:
            response = msgspec.Raw(_written(kind, this.definition, what, given))
        except ResponseError as error:
            raise error.at(instrument, item) from None
        rater = self._rater(rater)
        self.record(
            self._event(ev.Answered, instrument=instrument, item=item, response=response, rater=rater, round=round_)
        )

    def rate(
        self,
        instrument: str,
        item: str,
        *,
        level: str,
        rater: str = TEAM,
        evidence: str = "",
        refused: dict[str, str] | None = None,
    ) -> None:
        """Rate a rubric's criterion; ``level`` may also be not-applicable, cannot-tell or abstain."""
        given = {"level": {"level": level, "refused": refused or {}}, "evidence": evidence}
        self.answer(instrument, item, given, rater=rater)

    def clear(self, instrument: str, item: str, *, rater: str = TEAM) -> None:
        """Take an answer back, so that the item is open again."""
        self._need_open()
        rater = self._rater(rater)
        if self._answered(instrument, item, rater) is not None:
            self.record(self._event(ev.Cleared, instrument=instrument, item=item, rater=rater))

    def undo(self) -> AnyEvent | None:
        """Take back the last answer or note that still counts; return it, or None when there is none."""
        self._need_open()
        for event in reversed(self.state.events):
            if isinstance(event, (ev.Answered, ev.Cleared, ev.Noted)) and event.id not in self.state.undone:
                self.record(self._event(ev.Undone, target=event.id))
                return event
        return None

    # ------------------------------------------------------------------------------------- beside the record

    def put_aside(self, key: str, value: str) -> None:
        """Keep a draft, or where somebody was looking: durable, but not part of the record. Empty removes."""
        self.log.put_aside(self.id, key, value)

    def aside(self) -> dict[str, str]:
        """Return what was put aside."""
        return self.log.aside(self.id)

    # ------------------------------------------------------------------------------------- notes, clock, end

    def note(self, text: str, *, step: str = "", parked: bool | None = None, note: str = "") -> str:
        """Write a note, or put something on the parking lot; return its id, to change it later.

        Args:
            text: What to keep; empty removes the note named by ``note``.
            step: The step it belongs to; empty: the running one, or the step the note has already.
            parked: True for the parking lot; None: as the note is already, otherwise no.
            note: The id of the note to change.
        """
        before = self.state.notes.get(note)
        if note and before is None:
            raise UsageError(f"there is no note {note!r} to change")
        if not text.strip() and before is None:
            raise UsageError("a note needs words")
        path = self.step(step).path if step else before.step if before else self.running.path
        if parked is None:
            parked = before is not None and before.parked
        event = self._event(ev.Noted, note=note or new_id()[:8], text=text.strip() and text, step=path, parked=parked)
        self.record(event)
        return event.note

    def start_clock(self, activity: str) -> None:
        """Let the clock of an activity run; that of any other one stops."""
        self._activity(activity)
        self.record(self._event(ev.ClockStarted, activity=activity))

    def stop_clock(self, activity: str, *, until: int = 0) -> None:
        """Stop the clock of an activity.

        Args:
            activity: The activity's id.
            until: When it really stopped, UTC in milliseconds; 0: now.
        """
        self._activity(activity)
        self.record(self._event(ev.ClockStopped, activity=activity, until=until))

    def add_time(self, activity: str, minutes: int) -> None:
        """Change the planned time of an activity by so many minutes, more or (below zero) fewer."""
        self._activity(activity)
        if not -MOST_MINUTES <= minutes <= MOST_MINUTES:
            raise UsageError(f"{minutes} minutes? Add or take away at most a day ({MOST_MINUTES})")
        self.record(self._event(ev.ClockAdded, activity=activity, minutes=minutes))

    def close(self) -> None:
        """End the session; its clock stops, and it can be reopened."""
        if not self.state.closed:
            running = self.state.clock_running
            stopped = [self._event(ev.ClockStopped, activity=running)] if running else []
            self.record(*stopped, self._event(ev.Closed))

    def reopen(self) -> None:
        """Go on with a session that was closed."""
        if self.state.closed:
            self.record(self._event(ev.Reopened))


def _written(kind: AnyKind, definition: Any, item: Item, given: Given | Any) -> bytes:
    """Return a response as JSON, after making sure that it fits and can be read back."""
    response = kind.respond(definition, item, given) if isinstance(given, dict) else given
    if not isinstance(response, kind.response):
        raise ResponseError(f"give a dict or a {kind.response.__name__}, not {type(given).__name__}")
    try:
        data = msgspec.json.encode(response)
        msgspec.json.decode(data, type=kind.response)
    except UnicodeEncodeError:
        raise ResponseError("the text holds half a character (a lone surrogate); type it again") from None
    except (msgspec.ValidationError, TypeError) as error:
        raise ResponseError(f"this is no {kind.response.__name__}: {error}") from None
    kind.check(definition, item, response)
    if isinstance(given, dict):
        _refuse_unknown(given, kind.given(definition, item, response))
    return data


def _refuse_unknown(given: Given, known: Given) -> None:
    """Refuse an answer to a question that the form does not have: its words would be lost."""
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
            raise ResponseError(f"there is no question {key!r}; {hint}", field=key)


def _whole(text: str) -> str:
    """Refuse a name that no store can keep."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError("the name holds half a character (a lone surrogate); type it again") from None
    return text
