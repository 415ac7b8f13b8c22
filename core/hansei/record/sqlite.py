"""The store on SQLite: one file that can be copied, durable to the last acknowledged answer.

WAL with ``synchronous=FULL``: a commit returns after the disk has it, so what was acknowledged survives a
kill and a power failure. Raw ``sqlite3`` on purpose: an ORM reaches a tenth of the rate.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hansei.errors import NewerStoreError, StoreBusyError, StoreError, VersionConflictError
from hansei.record.log import Head, Line, Pin

#: "Hans", so that `file` and `doctor` can tell the file from any other database.
APPLICATION_ID = 0x48616E73
#: Each entry brings the file from the version of its index to the next one.
MIGRATIONS = (
    """
    CREATE TABLE toolkits (digest TEXT PRIMARY KEY, toolkit TEXT NOT NULL, version TEXT NOT NULL,
                           tree BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE sessions (session TEXT PRIMARY KEY, toolkit TEXT NOT NULL, title TEXT NOT NULL,
                           team TEXT NOT NULL, team_kind TEXT NOT NULL, state TEXT NOT NULL,
                           started INTEGER NOT NULL, place TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE events   (session TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,
                           body BLOB NOT NULL, PRIMARY KEY (session, number)) WITHOUT ROWID;
    CREATE TABLE names    (session TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
                           PRIMARY KEY (session, person)) WITHOUT ROWID;
    CREATE TABLE aside    (session TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
                           PRIMARY KEY (session, key)) WITHOUT ROWID;
    """,
)
#: File systems on which SQLite's locks do not hold.
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "davfs"})
#: Seconds to wait for another program before giving up.
PATIENCE = 5.0

#: Seconds that SQLite itself waits each time, before we look at the clock and tell somebody.
BREATH = 0.1

#: Runs a statement in the transaction that is open.
Run = Callable[..., sqlite3.Cursor]

_LAST = "SELECT number FROM events WHERE session = ? ORDER BY number DESC LIMIT 1"
_INSERT = "INSERT INTO events VALUES (?, ?, ?, ?)"


def open_sqlite(url: str) -> SqliteLog:
    """Open the store at a path or a URL, and make it when it is not there yet.

    Args:
        url: A path, ``sqlite:///relative.db`` or ``sqlite:////absolute.db``, as SQLAlchemy writes them.
    """
    for beginning in ("sqlite:///", "sqlite://", "sqlite:"):
        if url.startswith(beginning):
            return SqliteLog(url.removeprefix(beginning))
    return SqliteLog(url)


class SqliteLog:
    """A store in one SQLite file. Use it from one thread at a time.

    Args:
        path: The file; made with its folder when it is not there.
        patience: Seconds to wait while another program writes.
        waiting: Called about once a second while waiting, with the seconds waited so far.
    """

    def __init__(
        self, path: str, *, patience: float = PATIENCE, waiting: Callable[[float], None] | None = None
    ) -> None:
        if not path:
            raise StoreError("the store has no name; give a path, as --store riverside.db")
        self.name = path
        self.patience = patience
        self.waiting = waiting
        self.path = os.path.abspath(path)  # noqa: PTH100 - os.path: pathlib is not needed to list sessions
        self._connection = self._connect()
        self._inode = self._stat()

    # ---------------------------------------------------------------------------------------- writing

    def create(self, head: Head, pin: Pin, lines: Sequence[Line], names: Mapping[str, str]) -> None:
        """Begin a session with its first lines, at once or not at all."""

        def act(run: Run) -> None:
            row = (pin.digest, pin.toolkit, pin.version, pin.tree)
            run("INSERT OR IGNORE INTO toolkits VALUES (?, ?, ?, ?)", row)
            # All of the head but its last part, which the lines tell.
            run("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*head[:-1], pin.digest))
            for number, line in enumerate(lines, 1):
                run(_INSERT, (head.session, number, line.at, line.body))
            _put_names(run, head.session, names)

        self._write(act)

    def append(
        self,
        session: str,
        expected: int,
        lines: Sequence[Line],
        *,
        head: Head | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Add lines after line number ``expected``, durably, at once or not at all."""

        def act(run: Run) -> None:
            last = run(_LAST, (session,)).fetchone()
            if (last[0] if last else 0) != expected:
                raise VersionConflictError("somebody else wrote to this session; look again", store=self.name)
            for number, line in enumerate(lines, expected + 1):
                run(_INSERT, (session, number, line.at, line.body))
            if head is not None:
                row = (head.team, head.state, head.place, session)
                run("UPDATE sessions SET team = ?, state = ?, place = ? WHERE session = ?", row)
            if names:
                _put_names(run, session, names)

        self._write(act)

    def put_aside(self, session: str, key: str, value: str) -> None:
        """Keep something that is not part of the record. Empty removes."""

        def act(run: Run) -> None:
            if value:
                run("INSERT OR REPLACE INTO aside VALUES (?, ?, ?)", (session, key, value))
            else:
                run("DELETE FROM aside WHERE session = ? AND key = ?", (session, key))

        self._write(act)

    # ---------------------------------------------------------------------------------------- reading

    def read(self, session: str, after: int = 0) -> list[bytes]:
        """Return the lines after line number ``after``."""
        query = "SELECT body FROM events WHERE session = ? AND number > ? ORDER BY number"
        return [row[0] for row in self._rows(query, (session, after))]

    def heads(self) -> list[Head]:
        """Return the heads of all sessions, the last changed first."""
        query = """SELECT session, toolkit, title, team, team_kind, state, started, place,
                          (SELECT at FROM events WHERE events.session = sessions.session
                           ORDER BY number DESC LIMIT 1) AS changed
                   FROM sessions ORDER BY changed DESC, started DESC"""
        return [Head(*row) for row in self._rows(query)]

    def head(self, session: str) -> Head | None:
        """Return the head of one session without looking at its lines, or None."""
        query = """SELECT session, toolkit, title, team, team_kind, state, started, place
                   FROM sessions WHERE session = ?"""
        rows = self._rows(query, (session,))
        return Head(*rows[0]) if rows else None

    def find(self, beginning: str) -> list[str]:
        """Return the ids of the sessions whose id begins like that."""
        query = "SELECT session FROM sessions WHERE substr(session, 1, ?) = ? ORDER BY session"
        return [row[0] for row in self._rows(query, (len(beginning), beginning))]

    def names(self, session: str) -> dict[str, str]:
        """Return the names of a session's people by their ids."""
        return dict(self._rows("SELECT person, name FROM names WHERE session = ?", (session,)))

    def pinned(self, digest: str) -> bytes | None:
        """Return the tree of a pinned toolkit, or None."""
        rows = self._rows("SELECT tree FROM toolkits WHERE digest = ?", (digest,))
        return bytes(rows[0][0]) if rows else None

    def aside(self, session: str) -> dict[str, str]:
        """Return what was put aside for a session."""
        return dict(self._rows("SELECT key, value FROM aside WHERE session = ?", (session,)))

    def changes(self) -> int:
        """Return a number that differs after any other program has written to the store."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def faults(self) -> list[str]:
        """Return what SQLite finds wrong with the file; an empty list when it is sound."""
        try:
            found = [str(row[0]) for row in self._rows("PRAGMA integrity_check")]
        except StoreError as error:
            return [str(error)]
        return [] if found == ["ok"] else found

    def close(self) -> None:
        """Let go of the file. Closing twice is fine."""
        self._connection.close()

    # ---------------------------------------------------------------------------------------- the file

    def _connect(self) -> sqlite3.Connection:
        folder = os.path.dirname(self.path)  # noqa: PTH120
        if os.path.isdir(self.path):  # noqa: PTH112
            raise StoreError(f"{self.name} is a folder; name a file in it, as {self.name}/hansei.db", store=self.name)
        self._refuse_network(folder)
        try:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        except OSError as error:
            raise StoreError(f"the folder {folder} cannot be made: {error.strerror}", store=self.name) from None
        try:
            # check_same_thread: a front may open the store on one thread and use it on another, never at once.
            connection = sqlite3.connect(self.path, isolation_level=None, timeout=BREATH, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._explained(error) from None
        try:
            self._patiently(lambda: self._prepare(connection))
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        if version and not ours:
            raise StoreError(f"{self.name} is a database of another program; name another file", store=self.name)
        if version > len(MIGRATIONS):
            message = (
                f"{self.name} was written by a newer Hansei (format {version}, this one knows up to "
                f"{len(MIGRATIONS)}); upgrade Hansei to open it. Nothing was changed"
            )
            raise NewerStoreError(message, store=self.name)
        if version < len(MIGRATIONS):
            self._migrate(connection, version)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    def _migrate(self, connection: sqlite3.Connection, version: int) -> None:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version == 0 and tables:
            raise StoreError(f"{self.name} is a database of another program; name another file", store=self.name)
        connection.execute("PRAGMA journal_mode = WAL")
        try:
            connection.execute("BEGIN IMMEDIATE")
            # Another program may have done it while we waited.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            for script in MIGRATIONS[version:]:
                for statement in filter(str.strip, script.split(";")):
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _refuse_network(self, folder: str) -> None:
        """Refuse a network file system, where it can be told: there SQLite's locks do not hold."""
        try:
            with open("/proc/self/mounts", encoding="utf-8") as mounts:  # noqa: PTH123 - Linux says it here
                points = [line.split(" ")[1:3] for line in mounts]
        except OSError:
            return
        above = [(point, kind) for point, kind in points if (folder + "/").startswith(point.rstrip("/") + "/")]
        kind = max(above, key=lambda each: len(each[0]), default=("", ""))[1]
        if kind in NETWORK:
            message = f"{self.name} lies on a network drive ({kind}), where answers can be lost; use a local folder"
            raise StoreError(message, store=self.name)

    def _stat(self) -> tuple[int, int]:
        try:
            stat = os.stat(self.path)  # noqa: PTH116 - before every commit: pathlib costs three times as much
        except OSError:
            return (0, 0)
        return (stat.st_dev, stat.st_ino)

    def _restore(self) -> None:
        """Bring the file back after somebody deleted it under us: all of it is still in our hands."""
        if os.path.exists(self.path):  # noqa: PTH110
            message = f"{self.name} was replaced by another file while it was open; close Hansei and open it again"
            raise StoreError(message, store=self.name)
        lost = self._connection
        aside = sqlite3.connect(":memory:")
        try:
            lost.backup(aside)
            for leftover in ("-wal", "-shm"):
                if os.path.exists(self.path + leftover):  # noqa: PTH110
                    os.unlink(self.path + leftover)  # noqa: PTH108
            os.makedirs(os.path.dirname(self.path), exist_ok=True)  # noqa: PTH103, PTH120
            with_rows = sqlite3.connect(self.path)
            aside.backup(with_rows)
            with_rows.execute("PRAGMA journal_mode = WAL")
            with_rows.close()
        except (sqlite3.Error, OSError) as error:
            message = f"{self.name} was deleted while it was open and cannot be written back: {error}"
            raise StoreError(message, store=self.name) from None
        finally:
            aside.close()
        lost.close()
        self._connection = self._connect()
        self._inode = self._stat()

    # ---------------------------------------------------------------------------------------- transactions

    def _write(self, act: Callable[[Run], None]) -> None:
        """Do something in a transaction of its own: all of it, durably, or nothing.

        One function and no context manager: ctrl+c may come between any two lines, and whatever it leaves open
        is rolled back here.
        """
        if self._stat() != self._inode:
            self._restore()
        connection = self._connection
        try:
            try:
                self._begin()
                act(connection.execute)
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise self._explained(error) from None
        except UnicodeEncodeError:
            message = "a text holds half a character (a lone surrogate); type it again"
            raise StoreError(message, store=self.name) from None

    def _begin(self) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            self._patiently(lambda: self._connection.execute("BEGIN IMMEDIATE"), since=BREATH)

    def _patiently(self, act: Callable[[], object], since: float = 0.0) -> None:
        """Do it, again and again while another program holds the store."""
        begun = time.monotonic() - since
        while True:
            try:
                act()
            except sqlite3.Error as error:
                waited = time.monotonic() - begun
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or waited >= self.patience:
                    raise self._explained(error) from None
                if self.waiting:
                    self.waiting(waited)
            else:
                return

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._explained(error) from None
        except UnicodeEncodeError:
            return []  # half a character: nothing in the store is called that

    def _explained(self, error: sqlite3.Error) -> StoreError:
        """Say in people's words what SQLite met."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_BUSY:
            message = f"another program is writing to {self.name}; nothing was lost, try again in a moment"
            return StoreBusyError(message, store=self.name)
        reason = {
            sqlite3.SQLITE_NOTADB: "is not a Hansei store (no database at all); name another file",
            sqlite3.SQLITE_CORRUPT: "is damaged; `hansei doctor --rescue FILE` copies what can still be read",
            sqlite3.SQLITE_READONLY: "is read-only; make the file and its folder writable, or copy it elsewhere",
            sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room and try again, nothing was lost",
            sqlite3.SQLITE_CANTOPEN: "cannot be opened; is the folder there, and may you read and write in it?",
            sqlite3.SQLITE_IOERR: "cannot be read or written (the disk reports an error); is the disk full or gone?",
            sqlite3.SQLITE_PERM: "cannot be opened: you may not write there",
        }.get(code, f"cannot be used: {error}")
        return StoreError(f"{self.name} {reason}", store=self.name)


def _put_names(run: Run, session: str, names: Mapping[str, str]) -> None:
    for person, name in names.items():
        run("INSERT OR REPLACE INTO names VALUES (?, ?, ?)", (session, person, name))
