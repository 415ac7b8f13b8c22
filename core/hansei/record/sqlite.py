"""The store on SQLite: the contract of a store, in the tables of one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hansei.errors import StoreError, VersionConflictError
from hansei.record.log import BESIDE, Head, Line, Pin
from hansei.record.sqlite_file import Run, SqliteFile
from hansei.record.sqlite_rows import INSERT, put_names, put_session, put_toolkit
from hansei.words.ours import tr

if TYPE_CHECKING:  # a listing needs none of these, and starts the quicker for it
    from hansei.record.kept import Change
    from hansei.record.sqlite_care import SqliteCare
    from hansei.record.sqlite_directory import SqliteDirectory
    from hansei.record.sqlite_facts import SqliteFacts
    from hansei.record.sqlite_inbox import SqliteInbox

_LAST = "SELECT number FROM events WHERE session = ? ORDER BY number DESC LIMIT 1"

_HEADS = """SELECT session, toolkit, title, team, team_kind, state, started, place,
                   (SELECT at FROM events WHERE events.session = sessions.session
                    ORDER BY number DESC LIMIT 1) AS changed, org, origin, archived
            FROM sessions {} ORDER BY changed DESC, started DESC"""
#: Sessions run here, without a look at their events.
_SOME = """WHERE session IN (SELECT session FROM sessions WHERE origin = ''
                             ORDER BY archived, state <> 'open', started DESC LIMIT ?)"""


def open_sqlite(url: str) -> SqliteLog:
    """Open the store at a path or a URL; when it is not there yet, the first write makes it.

    Args:
        url: A path, ``sqlite:///relative.db`` or ``sqlite:////absolute.db``, as SQLAlchemy writes them.
    """
    return SqliteLog(path_of(url))


def path_of(url: str) -> str:
    """Return the path of the file that a path or a URL names."""
    for beginning in ("sqlite:///", "sqlite://", "sqlite:"):
        if url.startswith(beginning):
            return url.removeprefix(beginning)
    return url


class SqliteLog(SqliteFile):
    """A store in one SQLite file."""

    @property
    def directory(self) -> SqliteDirectory:
        """The organisations of this store."""
        from hansei.record.sqlite_directory import SqliteDirectory

        return SqliteDirectory(self)

    @cached_property
    def facts(self) -> SqliteFacts:
        """What stands, of all sessions of this store."""
        from hansei.record.sqlite_facts import SqliteFacts

        return SqliteFacts(self)

    @property
    def inbox(self) -> SqliteInbox:
        """What came from other teams."""
        from hansei.record.sqlite_inbox import SqliteInbox

        return SqliteInbox(self)

    @property
    def care(self) -> SqliteCare:
        """Care for this store."""
        from hansei.record.sqlite_care import SqliteCare

        return SqliteCare(self)

    # ---------------------------------------------------------------------------------------- writing

    def create(
        self,
        head: Head,
        pin: Pin,
        lines: Sequence[Line],
        names: Mapping[str, str],
        *,
        kept: Change | None = None,
    ) -> None:
        """Begin a session with its first lines, at once or not at all."""

        def act(run: Run) -> None:
            put_toolkit(run, pin)
            put_session(run, head, pin.digest, lines, names)
            _keep(run, head.session, kept)

        self.transaction(act)

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
        """Add lines after line number ``expected``, durably, at once or not at all."""

        def act(run: Run) -> None:
            last = run(_LAST, (session,)).fetchone()
            if (last[0] if last else 0) != expected:
                raise VersionConflictError(tr("somebody else wrote to this session; look again"), store=self.name)
            for number, line in enumerate(lines, expected + 1):
                run(INSERT, (session, number, line.at, line.body))
            if head is not None:
                row = (head.team, head.state, head.place, session)
                run("UPDATE sessions SET team = ?, state = ?, place = ? WHERE session = ?", row)
            if names:
                put_names(run, session, names)
            _keep(run, session, kept)

        self.transaction(act)

    def put_aside(self, session: str, key: str, value: str) -> None:
        """Keep something that is not part of the record. Empty removes."""

        def act(run: Run) -> None:
            if value:
                run("INSERT OR REPLACE INTO aside VALUES (?, ?, ?)", (session, key, value))
            else:
                run("DELETE FROM aside WHERE session = ? AND key = ?", (session, key))

        self.transaction(act)

    # ---------------------------------------------------------------------------------------- reading

    def read(self, session: str, after: int = 0) -> list[bytes]:
        """Return the lines after line number ``after``."""
        query = "SELECT body FROM events WHERE session = ? AND number > ? ORDER BY number"
        return self.rows(query, (session, after), _first)

    def heads(self) -> list[Head]:
        """Return the heads of all sessions, the last changed first."""
        return [_head(row) for row in self.rows(_HEADS.format(""))]

    def some_heads(self, most: int) -> tuple[list[Head], bool]:
        """Return the heads of at most so many sessions, the last changed first, and whether there are no others."""
        if self.rows("SELECT count(*) FROM (SELECT 1 FROM sessions LIMIT ?)", (most + 1,))[0][0] <= most:
            return self.heads(), True
        return [_head(row) for row in self.rows(_HEADS.format(_SOME), (most,))], False

    def head(self, session: str) -> Head | None:
        """Return the head of one session without looking at its lines, or None."""
        query = """SELECT session, toolkit, title, team, team_kind, state, started, place, 0, org, origin, archived
                   FROM sessions WHERE session = ?"""
        rows = self.rows(query, (session,))
        return _head(rows[0]) if rows else None

    def find(self, beginning: str) -> list[str]:
        """Return the ids of the sessions whose id begins like that."""
        # Between the beginning and the last that can follow it, so that the index finds it: reports of a whole store
        # ask for one session after the other.
        query = """SELECT session FROM sessions WHERE session >= ? AND session <= ? AND substr(session, 1, ?) = ?
                   ORDER BY session"""
        return [row[0] for row in self.rows(query, (beginning, f"{beginning}\U0010ffff", len(beginning), beginning))]

    def names(self, session: str) -> dict[str, str]:
        """Return the names of a session's people by their ids."""
        return dict(self.rows("SELECT person, name FROM names WHERE session = ?", (session,)))

    def pinned(self, digest: str) -> bytes | None:
        """Return the tree of a pinned toolkit, or None."""
        rows = self.rows("SELECT tree FROM toolkits WHERE digest = ?", (digest,))
        return bytes(rows[0][0]) if rows else None

    def aside(self, session: str) -> dict[str, str]:
        """Return what was put aside for a session."""
        return dict(self.rows("SELECT key, value FROM aside WHERE session = ?", (session,)))

    def changes(self) -> int:
        """Return a number that differs after any other program has written to the store."""
        version = int(self.rows("PRAGMA data_version")[0][0])
        # SQLite counts for each connection from the beginning.
        return (self._openings << 32) + version

    def faults(self) -> list[str]:
        """Return what SQLite finds wrong with the file; an empty list when it is sound."""
        try:
            found = [str(row[0]) for row in self.rows("PRAGMA integrity_check")]
        except StoreError as error:
            return [str(error)]
        return [] if found == ["ok"] else found


def _head(row: tuple[Any, ...]) -> Head:
    return Head._make((*row[:-1], bool(row[-1])))


def _first(rows: sqlite3.Cursor) -> list[Any]:
    """Return the first column; row by row, as a million tuples at once would keep the garbage collector busy."""
    return [first for (first,) in rows]


def _keep(run: Run, session: str, kept: Change | None) -> None:
    """Keep what stands after a write; where the writer does not say, it is found out when somebody asks."""
    if kept is None:
        if BESIDE not in session:  # a copy beside the one that stands is not counted
            run("INSERT INTO uncounted (session) VALUES (?) ON CONFLICT DO UPDATE SET lacks = ''", (session,))
        return
    from hansei.record.sqlite_facts import put

    put(run, session, kept)
