"""What a store keeps of sessions besides their events: what stands on each row, and the actions.

All of it follows from the events and can be made again from them at any time; it is written in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol, runtime_checkable

import msgspec

from hansei.record.log import Head, Line, Pin
from hansei.record.measures import Measure
from hansei.record.people import TEAM

#: ``level``: a number; ``aside``: an answer that is no level; ``open``: rated, and not settled; ``apart``: talked
#: over without agreement; ``conflict``: settled twice at once; ``held``: of a whole toolkit, that a session was held.
Stands = Literal["level", "aside", "open", "apart", "conflict", "held"]


class Fact(msgspec.Struct, frozen=True, gc=False):
    """What stands for a team on a row, and what that rests on."""

    measure: int
    state: Stands
    #: Id of the level or of the answer that is none; empty otherwise.
    place: str = ""
    #: How it came to stand: ``agreed``, ``together`` (all raters of a round alike), ``team`` (one answer of all).
    how: str = ""
    #: Who rated: team, group, person or hands.
    by: str = TEAM
    #: How many raters gave something to the row.
    raters: int = 1
    #: How many rounds the row was rated in; 0: without any.
    rounds: int = 0
    #: How the step was run: ``kept`` as the toolkit says; ``changed: …`` with the reasons; empty: nobody said.
    protocol: str = ""


class KeptAction(msgspec.Struct, frozen=True, gc=False):
    """An action as the portfolio lists it."""

    #: Where it was written: ``instrument/item/rater``.
    answer: str
    #: Its id within that answer.
    action: str
    #: 0-based, in the order of the session.
    number: int
    #: The row it is about.
    about: str
    text: str
    owner: str = ""
    due: str = ""
    phase: str = ""


class Followed(msgspec.Struct, frozen=True, gc=False):
    """How an action stood when a session looked at it last."""

    #: The session it was written in.
    session: str
    #: Its key, as :class:`hansei.record.following.FollowedAction` has it.
    action: str
    #: UTC, milliseconds.
    at: int
    status: str
    words: str = ""


class Change(msgspec.Struct, frozen=True):
    """What is to be kept of a session besides its events.

    With ``whole`` it is everything; without, what further events change.
    """

    whole: bool = False
    #: The measures that are met for the first time with ``whole``.
    measures: tuple[Measure, ...] = ()
    #: Measure to what stands; None: nothing any more.
    facts: dict[int, Fact | None] = {}
    #: Answer to its actions.
    actions: dict[str, tuple[KeptAction, ...]] = {}
    followed: tuple[Followed, ...] = ()
    #: Kinds that were missing, so that something may be left out.
    lacks: tuple[str, ...] = ()


class Cell(NamedTuple):
    """What stands for a team on a row in one of its sessions."""

    #: Id of the organisation whose team it is.
    org: str
    session: str
    #: "building" or "district".
    kind: str
    #: When the session began, UTC in milliseconds.
    at: int
    fact: Fact
    #: In how many of the sessions that were looked at something stands for the team on the row; 0: not counted.
    times: int = 0


class Total(NamedTuple):
    """How many teams stand somewhere on a row, each by what it rated last."""

    measure: int
    #: "building" or "district".
    kind: str
    state: Stands
    place: str
    n: int


class Due(NamedTuple):
    """An action of a team, and how it stood when somebody looked last."""

    org: str
    session: str
    #: When the session began, UTC in milliseconds.
    at: int
    action: KeptAction
    status: str = "open"
    words: str = ""


class FactStore(Protocol):
    """What a store keeps of what stands. Every method raises ``StoreError`` and nothing else."""

    def waiting(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the sessions of which nothing is kept yet, each with the kinds that were missing."""

    def put_all(self, changes: Iterable[tuple[str, Change]]) -> None:
        """Keep everything of sessions, at once or not at all."""

    def measures(self) -> dict[int, Measure]:
        """Return every row that any session was rated on."""

    def cells(self, orgs: Sequence[str], since: int = 0, until: int = 0) -> list[Cell]:
        """Return what stood for teams in their sessions, the oldest first.

        Args:
            orgs: Ids of their organisations.
            since: Of sessions begun then or later, UTC in milliseconds; 0: from the beginning.
            until: Of sessions begun before that; 0: to the end.
        """

    def recent(self, orgs: Sequence[str], since: int = 0, until: int = 0) -> list[Cell]:
        """Return of what :meth:`cells` does the last two of each team and row, counted, the oldest first."""

    def totals(self, since: int = 0, until: int = 0) -> list[Total]:
        """Return how many teams of the store stand where, each by what it rated last.

        Args:
            since: In sessions begun then or later, UTC in milliseconds; 0: from the beginning.
            until: In sessions begun before that; 0: to the end.
        """

    def due(self, orgs: Sequence[str] = ()) -> list[Due]:
        """Return actions and how they stand, those of the first session first; without ids those of all teams."""

    def of(self, session: str) -> Change:
        """Return everything that is kept of a session, without the measures."""

    def faults(self) -> list[str]:
        """Return what is wrong with the totals, a line each: they must be what the facts add up to."""

    def add_up(self) -> None:
        """Make the totals anew from the facts."""


@runtime_checkable
class KeepsFacts(Protocol):
    """What a store offers besides, when it keeps what stands; then its ``create`` and ``append`` take it along."""

    @property
    def facts(self) -> FactStore:
        """What stands, of all sessions of this store."""

    def create(
        self, head: Head, pin: Pin, lines: Sequence[Line], names: Mapping[str, str], *, kept: Change | None = None
    ) -> None:
        """Begin a session, as :meth:`hansei.record.log.Log.create` does, and keep what stands in it.

        Without ``kept`` that is found out later.
        """

    def append(
        self,
        session: str,
        expected: int,
        lines: Sequence[Line],
        *,
        head: Head | None = None,
        names: Mapping[str, str] | None = None,
        kept: Change | None = None,
    ) -> None:
        """Add lines, as :meth:`hansei.record.log.Log.append` does, and keep what changes.

        Without ``kept`` that is found out later.
        """
