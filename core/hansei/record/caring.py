"""What a store offers besides to take care of what is in it: put away, forget, delete, copy whole, put back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from attrs import frozen


@frozen
class Receipt:
    """That a session was deleted: enough to say which one it was, and nothing of what was said in it."""

    session: str
    team: str
    team_kind: str
    #: Id of its organisation; empty: not known.
    org: str
    toolkit: str
    version: str
    #: How many lines its record had.
    events: int
    #: SHA-256 of the record, each line with a line end, in hexadecimal.
    sha256: str
    #: With which submission it came from elsewhere; empty: it was run here.
    origin: str
    #: UTC, milliseconds.
    started: int
    #: UTC, milliseconds.
    deleted: int


class Copied(NamedTuple):
    """What a copy of a store holds, after it was read back."""

    path: Path
    sessions: int
    events: int


class Restored(NamedTuple):
    """What a store holds after it was put back."""

    sessions: int
    events: int
    #: Where the store that was replaced lies now; None: there was none.
    kept: Path | None


class CareStore(Protocol):
    """Care for what one store keeps. Every method raises ``StoreError`` and nothing else."""

    def archive(self, session: str, away: bool) -> None:
        """Put a session away, or take it out again; it is kept whole."""

    def named(self, name: str) -> list[str]:
        """Return the sessions in which somebody bears a name."""

    def forgotten(self, session: str) -> frozenset[str]:
        """Return the people of a session whose name was forgotten, by id."""

    def forget(self, session: str, person: str, at: int, drafts: Mapping[str, str], lines: Mapping[int, bytes]) -> bool:
        """Remove a person's name from a session, at once or not at all, and from the disk.

        Args:
            session: The session's id.
            person: The person's id.
            at: UTC, milliseconds.
            drafts: What lies aside, as it is to read without the name.
            lines: Lines of the record, as they are to read without it, by their number.

        Returns:
            False when the name is gone and the disk could not be cleaned, as another program is reading.
        """

    def delete(self, session: str, at: int) -> tuple[Receipt, bool]:
        """Delete a session with all that lies beside it, at once or not at all, and from the disk.

        Returns:
            The receipt, which the store keeps, and whether the disk could be cleaned too.
        """

    def receipts(self) -> list[Receipt]:
        """Return the receipts of what was deleted, the oldest first."""

    def wipe(self) -> bool:
        """Write the store anew without what was deleted; return False when another program is in the way."""

    def backup(self, target: Path, *, force: bool = False) -> Copied:
        """Copy the whole store into a file and read it back, whole or not at all."""


@runtime_checkable
class Cared(Protocol):
    """A store that can be taken care of."""

    @property
    def care(self) -> CareStore:
        """Care for this store."""
