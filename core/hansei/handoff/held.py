"""A single session held in memory, to be read like one of a store: for a report of what goes out, or a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NoReturn

from hansei.errors import StoreError
from hansei.record.log import Head, Line, Pin
from hansei.words.ours import tr


class Held:
    """A store of one session that only reads.

    Args:
        head: The session's head.
        lines: Its lines.
        names: Person id to name.
    """

    def __init__(self, head: Head, lines: Sequence[bytes], names: Mapping[str, str]) -> None:
        self.name = tr("(in memory)")
        self._head = head
        self._lines = lines
        self._names = names

    def read(self, session: str, after: int = 0) -> list[bytes]:
        """Return the lines after line number ``after``."""
        return list(self._lines[after:]) if session == self._head.session else []

    def heads(self) -> list[Head]:
        """Return the head of the session."""
        return [self._head]

    def head(self, session: str) -> Head | None:
        """Return the head of the session, or None for any other."""
        return self._head if session == self._head.session else None

    def find(self, beginning: str) -> list[str]:
        """Return the session's id when it begins like that."""
        return [self._head.session] if self._head.session.startswith(beginning) else []

    def names(self, session: str) -> dict[str, str]:
        """Return the names of its people by their ids."""
        return dict(self._names)

    def pinned(self, digest: str) -> bytes | None:
        """Return None: who made this has the toolkit."""
        return None

    def aside(self, session: str) -> dict[str, str]:
        """Return nothing: drafts are not part of a record."""
        return {}

    def changes(self) -> int:
        """Return 0: nothing changes."""
        return 0

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""

    def create(self, head: Head, pin: Pin, lines: Sequence[Line], names: Mapping[str, str]) -> None:
        """Refuse: this only reads."""
        self._refuse()

    def append(
        self,
        session: str,
        expected: int,
        lines: Sequence[Line],
        *,
        head: Head | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Refuse: this only reads."""
        self._refuse()

    def put_aside(self, session: str, key: str, value: str) -> None:
        """Keep nothing: where somebody looks in a copy is not remembered."""

    def _refuse(self) -> NoReturn:
        raise StoreError(tr("this copy of a session can only be read"), store=self.name)
