"""The events: what can happen in a session.

An event is a small frozen ``msgspec.Struct``, written as one JSON object. Its ``type`` carries a version,
as in ``answered/1``. A class is never changed in a way that makes an old line unreadable: a field may be
added with a default; anything else is a new version, and ``UPCASTS`` of ``hansei.record.lines`` turns the
old one into the new one on reading, forever.

Times are UTC in whole milliseconds since 1970. A rater is ``team``, ``person:<id>`` or ``group:<name>``; who does not
go along with what was settled can also be ``voice:<words>``, as in "one of us".
"""

from __future__ import annotations

import secrets
from typing import Literal

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", gc=False):
    """What every event carries."""

    #: Made by the writer, unique everywhere, so that sending it twice records it once.
    id: str
    #: When it happened.
    at: int


class Started(Event, frozen=True, tag="started/1"):
    """A session began, for a team, with a toolkit pinned by its digest."""

    toolkit: str
    version: str
    digest: str
    team: str
    team_kind: Literal["building", "district"] = "district"
    #: The district a building belongs to, or the like; free words.
    of: str = ""
    #: Id of the organisation whose team it is; empty in records of the first format.
    org: str = ""
    #: Id of the session, so that its record cannot pass for another one's; empty in records of the first format.
    session: str = ""


class Joined(Event, frozen=True, tag="joined/1"):
    """A person takes part; the name lives beside the log, under ``person``, and may be missing."""

    person: str
    #: As in "facilitator", "respondent", "note taker", "observer".
    role: str = "respondent"
    #: Whether the person rates.
    votes: bool = True
    #: The building or department they come from.
    building: str = ""


class Left(Event, frozen=True, tag="left/1"):
    """A person no longer takes part; what they gave stays."""

    person: str


class Moved(Event, frozen=True, tag="moved/1"):
    """The room went on to a step: the *running* cursor."""

    step: str


class StepEnded(Event, frozen=True, tag="step-ended/1"):
    """A step is done, was skipped, or waits for the next session."""

    step: str
    #: ``later``: it moves to the next session.
    outcome: Literal["done", "skipped", "later"] = "done"


class StepReopened(Event, frozen=True, tag="step-reopened/1"):
    """A step is open again."""

    step: str


class Answered(Event, frozen=True, tag="answered/1"):
    """A rater answered an item; a later answer of the same rater in the same round takes its place."""

    instrument: str
    item: str
    #: The kind's response as JSON; read when somebody asks for it.
    response: msgspec.Raw
    rater: str = "team"
    #: 1-based.
    round: int = 1


class Cleared(Event, frozen=True, tag="cleared/1"):
    """A rater took an answer back, so that the item is open again."""

    instrument: str
    item: str
    rater: str = "team"
    round: int = 1


class Noted(Event, frozen=True, tag="noted/1"):
    """A note or an entry of the parking lot; the same ``note`` again changes it, empty text removes it."""

    note: str
    text: str
    #: The step it was written at.
    step: str = ""
    parked: bool = False


class Undone(Event, frozen=True, tag="undone/1"):
    """An earlier event does not count any more; it stays in the log."""

    target: str


class Table(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A small group, as an arrangement lists it."""

    name: str
    #: Ids of the people in it.
    people: tuple[str, ...] = ()
    #: How many people it has beside those; of a table that nobody has listed by name.
    heads: int = 0
    #: What people call it since it was renamed; empty: by its name, under which what it rated is written.
    called: str = ""


class Grouped(Event, frozen=True, tag="grouped/1"):
    """The room broke into these small groups, and no others; what was rated before stays as it was."""

    groups: tuple[Table, ...]


class RoundOpened(Event, frozen=True, tag="round-opened/1"):
    """A round of rating began: what is given in it is hidden until it is revealed."""

    instrument: str
    #: 1-based; counted up for each instrument.
    round: int
    by: Literal["team", "group", "person"] = "group"
    #: ``keyboard``: passed on; ``hands``: raised and counted; ``paper``: rated on paper, typed in afterwards.
    how: Literal["keyboard", "hands", "paper"] = "keyboard"
    #: The items that are rated; empty: all.
    items: tuple[str, ...] = ()


class HandedIn(Event, frozen=True, tag="handed-in/1"):
    """A rater is done with a round."""

    instrument: str
    round: int
    rater: str


class Counted(Event, frozen=True, tag="counted/1"):
    """Raised hands were counted for an item; a later count of the same hands takes its place."""

    instrument: str
    item: str
    round: int
    #: Id of a level, or of an answer that is no level, to the number of hands.
    counts: dict[str, int]
    #: The group whose hands they are; empty: the whole room's.
    group: str = ""


class RoundRevealed(Event, frozen=True, tag="round-revealed/1"):
    """Everybody sees what was given in a round, and it takes nothing more."""

    instrument: str
    round: int


class RoundDropped(Event, frozen=True, tag="round-dropped/1"):
    """A round was called off; what was given in it stays hidden."""

    instrument: str
    round: int


class Dissent(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A rater who does not go along, in their own words."""

    rater: str
    words: str = ""


class Agreed(Event, frozen=True, tag="agreed/1"):
    """The team settled on one answer to an item."""

    instrument: str
    item: str
    #: The kind's response as JSON.
    response: msgspec.Raw
    #: The round it came out of.
    round: int = 1
    rationale: str = ""
    dissent: tuple[Dissent, ...] = ()
    #: Ids of the agreements it takes the place of.
    instead: tuple[str, ...] = ()


class NotAgreed(Event, frozen=True, tag="not-agreed/1"):
    """The team talked an item over and did not come together; each position stays as it was given."""

    instrument: str
    item: str
    round: int = 1
    rationale: str = ""
    #: What raters want said of their positions.
    positions: tuple[Dissent, ...] = ()
    #: Ids of the agreements it takes the place of.
    instead: tuple[str, ...] = ()


class ActionFollowed(Event, frozen=True, tag="action-followed/1"):
    """Somebody looked at an action again, often one of an earlier session, and said how it stands."""

    #: Which action: see :class:`hansei.record.following.ActionKey`.
    action: str
    status: Literal["open", "begun", "done", "dropped"]
    words: str = ""
    #: The session it was written in; empty: this one.
    session: str = ""
    #: The action's words at that time, so that the line can be read alone.
    text: str = ""


class Replied(Event, frozen=True, tag="replied/1"):
    """The team answered a question that another team had sent it about an earlier session of its own."""

    #: The question's id, given by who asked.
    question: str
    words: str
    #: The question's words and who asked, so that the line can be read alone.
    asked: str = ""
    by: str = ""
    #: The session it is about.
    session: str = ""


class Source(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A session of another team, as it was when it was looked at."""

    session: str
    team: str
    #: How many lines its record had.
    lines: int


class Reviewed(Event, frozen=True, tag="reviewed/1"):
    """The team looked at what others had handed in, before it filled its own template."""

    #: The instrument that was filled.
    instrument: str
    sources: tuple[Source, ...]
    #: Names of those that had handed in nothing.
    missing: tuple[str, ...] = ()


class Origin(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A result of another session in the words it had, which are kept whatever becomes of that session."""

    #: Id of the session it is from, the toolkit that one follows and when it began.
    session: str
    toolkit: str
    title: str
    began: int
    #: The instrument there, and what people call it.
    instrument: str
    called: str
    #: What it is, as in "root-cause", and the row there.
    result: str
    item: str
    words: str
    #: What it rests on.
    because: str = ""

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Where it is: the session, and the instrument, the result and the row there."""
        return (self.session, self.instrument, self.result, self.item)


class BeganWith(Event, frozen=True, tag="began-with/1"):
    """The team begins an instrument with a result of an earlier session."""

    instrument: str
    origin: Origin
    #: The question whose answer it is proposed for; empty: none.
    item: str = ""


class ProtocolKept(Event, frozen=True, tag="protocol-kept/1"):
    """Whether a step was run as the toolkit says, and if not, what was changed and why."""

    step: str
    kept: bool
    why: str = ""


class GroupMoved(Event, frozen=True, tag="group-moved/1"):
    """A small group is at a step of its own, as in a breakout; empty: it is back with the room."""

    group: str
    step: str = ""


class EndPlanned(Event, frozen=True, tag="end-planned/1"):
    """The session must end at a time; 0: no such time any more."""

    until: int


class ClockStarted(Event, frozen=True, tag="clock-started/1"):
    """The clock of an activity runs; that of any other one stops."""

    activity: str


class ClockStopped(Event, frozen=True, tag="clock-stopped/1"):
    """The clock of an activity stands still."""

    activity: str
    #: When it really stopped, when that was before ``at`` (the laptop slept, the program was killed).
    until: int = 0


class ClockAdded(Event, frozen=True, tag="clock-added/1"):
    """The planned time of an activity was changed by so many minutes."""

    activity: str
    minutes: int


class Closed(Event, frozen=True, tag="closed/1"):
    """The session ended; it can be reopened."""


class Reopened(Event, frozen=True, tag="reopened/1"):
    """The session goes on."""


AnyEvent = (
    Started
    | Joined
    | Left
    | Moved
    | StepEnded
    | StepReopened
    | Answered
    | Cleared
    | Noted
    | Undone
    | Grouped
    | RoundOpened
    | HandedIn
    | Counted
    | RoundRevealed
    | RoundDropped
    | Agreed
    | NotAgreed
    | ActionFollowed
    | Replied
    | Reviewed
    | BeganWith
    | ProtocolKept
    | GroupMoved
    | EndPlanned
    | ClockStarted
    | ClockStopped
    | ClockAdded
    | Closed
    | Reopened
)


def new_id() -> str:
    """Return an id that nobody else makes: 96 random bits."""
    return secrets.token_hex(12)
