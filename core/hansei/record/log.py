"""The contract of a store: append-only lines for each session, and a few things that lie beside them.

A store knows nothing of events: it keeps bytes. Lines of one session are numbered from 1; an append says
the number it expects to follow, so that of two writers one is told to look again (optimistic locking).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, runtime_checkable

#: A copy of a session that waits to be settled has that session's id, this and a few letters more.
BESIDE = "~"


class Head(NamedTuple):
    """What a listing shows of a session, kept beside its log in the same transaction."""

    session: str
    toolkit: str
    title: str
    team: str
    #: "building" or "district".
    team_kind: str
    #: "open" or "closed".
    state: str
    #: UTC, milliseconds.
    started: int
    #: The running step, as people read it.
    place: str = ""
    #: The newest event's time; kept by the store from the lines.
    changed: int = 0
    #: Id of the organisation whose session it is; empty: not known.
    org: str = ""
    #: With which submission it came from elsewhere, and so is only read here; empty: it was run here.
    origin: str = ""
    #: Whether it was put away: kept whole, and left out of the lists.
    archived: bool = False


class Line(NamedTuple):
    """One event as bytes, with its time for the store's own listings."""

    at: int
    body: bytes


class Pin(NamedTuple):
    """A toolkit's text, stored once for each digest."""

    digest: str
    toolkit: str
    version: str
    tree: bytes


class Log(Protocol):
    """A store. Every method raises ``StoreError`` (or a child of it) and nothing else.

    Whoever only reads changes nothing: opening a store that is not there should not make it.
    """

    #: What people know the store by: a path or an address.
    name: str

    def create(self, head: Head, pin: Pin, lines: Sequence[Line], names: Mapping[str, str]) -> None:
        """Begin a session with its first lines, at once or not at all."""

    def append(
        self,
        session: str,
        expected: int,
        lines: Sequence[Line],
        *,
        head: Head | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Add lines after line number ``expected``, durably, at once or not at all.

        Args:
            session: The session's id.
            expected: How many lines the writer has read.
            lines: The new lines.
            head: The session's head when it changed.
            names: Person id to name, to be kept beside the log.

        Raises:
            VersionConflictError: when the session has more lines than that; nothing was written.
            StoreBusyError: when another program holds the store; nothing was written.
        """

    def read(self, session: str, after: int = 0) -> list[bytes]:
        """Return the lines after line number ``after``; an empty list for an unknown session."""

    def heads(self) -> list[Head]:
        """Return the heads of all sessions, the last changed first."""

    def head(self, session: str) -> Head | None:
        """Return the head of one session without looking at its lines (``changed`` is 0), or None."""

    def find(self, beginning: str) -> list[str]:
        """Return the ids of the sessions whose id begins like that; of all for an empty beginning."""

    def names(self, session: str) -> dict[str, str]:
        """Return the names of a session's people by their ids."""

    def pinned(self, digest: str) -> bytes | None:
        """Return the tree of a pinned toolkit, or None."""

    def put_aside(self, session: str, key: str, value: str) -> None:
        """Keep something that is not part of the record: a draft, where somebody was looking. Empty removes."""

    def aside(self, session: str) -> dict[str, str]:
        """Return what was put aside for a session."""

    def changes(self) -> int:
        """Return a number that differs after any other program has written to the store."""

    def close(self) -> None:
        """Let go of the store. Closing twice is fine."""


@runtime_checkable
class InTurn(Protocol):
    """What a store offers besides where several programs write at once: a line to stand in."""

    def turn(self) -> AbstractContextManager[None]:
        """Let nobody overtake us who stands in line too, until we have looked again and written."""


@runtime_checkable
class Brief(Protocol):
    """What a store offers besides that can hold very many sessions: a first look, without reading of all of them."""

    def some_heads(self, most: int) -> tuple[list[Head], bool]:
        """Return the heads of at most so many sessions, the last changed first, and whether there are no others.

        Of more, those that were run here: first what was not put away, of that what is open, of that the last begun.
        """


@runtime_checkable
class MadeLater(Protocol):
    """What a store offers besides when opening does not make it: until somebody writes, it reads as an empty one."""

    @property
    def there(self) -> bool:
        """False as long as nobody has made the store."""

    def make(self) -> None:
        """Make the store now when it is not there, so that what is in the way is told before anybody types."""


@runtime_checkable
class Tidy(Protocol):
    """What a store offers besides when some commits would take longer, unless it is put in order between them."""

    def tidy(self) -> None:
        """Do now what a later commit would have to do with its own; nothing where there is nothing to do."""


@runtime_checkable
class BroughtBack(Protocol):
    """What a store offers besides when it can be lost under our hands, and be written back whole."""

    #: How often it was written back since it was opened.
    brought_back: int
