"""A store's SQLite file: found, made, copied where it may only be read, brought back when it was deleted, locked.

WAL with ``synchronous=FULL``: a commit returns after the disk has it, so what was acknowledged survives a
kill and a power failure. Raw ``sqlite3`` on purpose: an ORM reaches a tenth of the rate.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from _thread import RLock  # threading.RLock, which a start of the program need not wait a millisecond for
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from hansei.errors import StoreError
from hansei.record.mishaps import busy, explained, is_busy
from hansei.record.network import refuse_network
from hansei.record.schema import MIGRATIONS, nothing, prepare
from hansei.record.turns import COURTESY, Gate
from hansei.words.ours import tr

#: Seconds to wait for another program before giving up.
PATIENCE = 5.0

#: Seconds between two tries while another program writes, and after a while.
PAUSE, LONG_PAUSE = 0.0003, 0.01
#: Seconds after which we tell somebody that we wait, and between one time and the next.
BREATH = 0.1

#: Runs a statement in the transaction that is open.
Run = Callable[..., sqlite3.Cursor]
T = TypeVar("T")


class SqliteFile:
    """One SQLite file that is a store. Threads that use it at once wait for each other.

    Opening makes nothing: a store that is not there reads as an empty one, and the first write makes it. One that
    may not be written to is read all the same.

    Args:
        path: The file; made with its folder by the first write.
        patience: Seconds to wait while another program writes.
        waiting: Called about once a second while waiting, with the seconds waited so far.
    """

    def __init__(
        self, path: str, *, patience: float = PATIENCE, waiting: Callable[[float], None] | None = None
    ) -> None:
        if not path:
            raise StoreError(tr("the store has no name; give a path, as --store riverside.db"))
        self.name = path
        self.patience = patience
        self.waiting = waiting
        self.path = os.path.abspath(path)  # noqa: PTH100 - os.path: pathlib is not needed to list sessions
        self._openings = 0
        self.brought_back = 0
        #: How many rows this connection had changed when the store was put in order last.
        self._tidied = 0
        self._gate = Gate(self.path)
        #: Held by the thread that reads or writes: one connection has one transaction, whoever began it.
        self._alone = RLock()
        self._settle()

    @property
    def there(self) -> bool:
        """False as long as nobody has made the store; it reads as an empty one."""
        if not self._firm:
            self._look()
        return self._firm or bool(self._copied)

    def make(self) -> None:
        """Make the store now when it is not there, so that what is in the way is told before anybody types."""
        if not self.there:
            self._settle_again(make=True)

    def close(self) -> None:
        """Let go of the file. Closing twice is fine."""
        self._firm = True  # nothing is looked for any more
        self._gate.close()
        self._connection.close()

    # ---------------------------------------------------------------------------------------- the file

    def _settle(self, *, make: bool = False) -> None:
        """Get hold of the store: of its file, of a copy where it may only be read, of an empty one where none is.

        Args:
            make: True to make it when it is not there.
        """
        folder = os.path.dirname(self.path)  # noqa: PTH120
        if os.path.isdir(self.path):  # noqa: PTH112
            raise StoreError(
                tr("{name} is a folder; name a file in it, as {name}/hansei.db", name=self.name), store=self.name
            )
        refuse_network(folder, self.name)
        there = self._is_there(folder)
        if make and not there:
            try:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            except OSError as error:
                raise self._no_folder(folder, error) from None
        held = self._held(make=make) if make or there else None
        #: How the file looked when it was copied into memory; empty when it was not.
        self._connection, self._copied = held or (nothing(), ())
        #: Whether the connection is to the file itself.
        self._firm = held is not None and not self._copied
        self._inode = self._stat()
        self._gate.close()  # it may have been that of a file that is gone
        self._openings += held is not None

    def _settle_again(self, *, make: bool = False) -> None:
        before = self._connection
        self._settle(make=make)
        before.close()

    def _look(self) -> None:
        """Before reading what is not the file itself: was the store made meanwhile, or written to?"""
        if not self._copied:
            if self._is_there(os.path.dirname(self.path)):  # noqa: PTH120
                self._settle_again()
            return
        from hansei.record.still import seen

        try:
            now = seen(self.path)
        except OSError:
            return  # deleted under us: we have all of it
        if now[:2] == self._copied[:2] and now != self._copied:
            self._settle_again()

    def _is_there(self, folder: str) -> bool:
        try:
            os.stat(self.path)  # noqa: PTH116
        except FileNotFoundError:
            return False
        except NotADirectoryError as error:
            raise self._no_folder(folder, error) from None
        except (OSError, ValueError) as error:
            message = tr(
                "{name} cannot be opened: {why}; may you read in its folder?",
                name=self.name,
                why=getattr(error, "strerror", error),
            )
            raise StoreError(message, store=self.name) from None
        return True

    def _no_folder(self, folder: str, error: OSError) -> StoreError:
        return StoreError(
            tr("the folder {folder} cannot be made: {strerror}", folder=folder, strerror=error.strerror),
            store=self.name,
        )

    def _held(self, *, make: bool) -> tuple[sqlite3.Connection, tuple[int, ...]] | None:
        """Return what :meth:`_connect` does, looked through and up to date; None when nothing is in the file."""
        connection, copied = self._patiently(self._connect)
        found = False
        try:
            if copied:  # a copy of an older format is brought up to date in memory
                connection.execute("PRAGMA query_only = OFF")
            found = self._patiently(lambda: prepare(connection, self.name, make=make))
            if copied:
                if found:
                    from hansei.record.sqlite_pending import take_in

                    take_in(connection.execute)
                connection.execute("PRAGMA query_only = ON")
        finally:
            if not found:
                connection.close()
        return (connection, copied) if found else None

    def _connect(self) -> tuple[sqlite3.Connection, tuple[int, ...]]:
        """Return a connection to the file, or to a copy of it, then with how the file looked."""
        # check_same_thread: a front may open the store on one thread and use it on another; one of them at a time.
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=0, check_same_thread=False)
        try:
            # The first look: only now SQLite needs its files beside ours.
            self._may_be_brought_up_to_date(connection.execute("PRAGMA user_version").fetchone()[0])
        except BaseException as error:
            connection.close()
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or not hasattr(connection, "deserialize"):
                raise
            from hansei.record.still import copied

            try:
                return copied(self.path, self.name)
            except OSError:
                raise error from None
        return connection, ()

    def _may_be_brought_up_to_date(self, version: int) -> None:
        """Raise what SQLite would raise when the file is of an older format and may only be read."""
        effective = os.access in os.supports_effective_ids
        if 0 < version < len(MIGRATIONS) and not os.access(self.path, os.W_OK, effective_ids=effective):
            error = sqlite3.OperationalError("attempt to write a readonly database")
            error.sqlite_errorcode = sqlite3.SQLITE_READONLY
            raise error

    def _stat(self) -> tuple[int, int]:
        try:
            stat = os.stat(self.path)  # noqa: PTH116 - before every commit: pathlib costs three times as much
        except OSError:
            return (0, 0)
        return (stat.st_dev, stat.st_ino)

    def _restore(self) -> None:
        """Bring the file back after somebody deleted it under us: all of it is still in our hands."""
        if os.path.exists(self.path):  # noqa: PTH110
            message = tr(
                "{name} was replaced by another file while it was open; close Hansei and open it again", name=self.name
            )
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
            message = tr(
                "{name} was deleted while it was open and cannot be written back: {error}", name=self.name, error=error
            )
            raise StoreError(message, store=self.name) from None
        finally:
            aside.close()
        lost.close()
        self._settle(make=True)
        self.brought_back += 1

    def in_memory(self) -> contextlib.closing[sqlite3.Connection]:
        """Return a copy of the whole store in memory, which may be written to and is gone once it is closed."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.backup(copy)
        return contextlib.closing(copy)

    def tidy(self) -> None:
        """Bring what was committed from the write-ahead log into the file, so that no commit has to.

        SQLite does that by itself with the commit that makes the log 1,000 pages long, which takes several times as
        long then. What others read or write meanwhile is left for the next time.
        """
        with self._alone:
            changes = self._connection.total_changes
            if self._firm and changes != self._tidied and self._stat() == self._inode:
                self._tidied = changes
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def rewrite(self) -> bool:
        """Write the file anew, without the remains of what was taken out of it, and empty its write-ahead log.

        Returns:
            False when another program reads an earlier state of it, or there is no room; nothing is lost.
        """
        connection = self._connection
        try:
            self._patiently(lambda: connection.execute("VACUUM"))
            until = time.monotonic() + self.patience
            while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                if time.monotonic() > until:
                    return False
                time.sleep(LONG_PAUSE)
        except (StoreError, sqlite3.Error):
            return False
        return True

    # ---------------------------------------------------------------------------------------- transactions

    def transaction(self, act: Callable[[Run], None]) -> None:
        """Do something in a transaction of its own: all of it, durably, or nothing.

        One function and no context manager: ctrl+c may come between any two lines, and whatever it leaves open
        is rolled back here.
        """
        with self._alone:
            self._transact(act)

    def _transact(self, act: Callable[[Run], None]) -> None:
        if (self._firm or self._copied) and self._stat() != self._inode:
            self._restore()
        if not self._firm:
            self._settle_again(make=True)
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
            raise explained(error, self.name) from None
        except UnicodeEncodeError:
            message = tr("a text holds half a character (a lone surrogate); type it again")
            raise StoreError(message, store=self.name) from None

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Let nobody overtake us who stands in line too, until we have looked again and written."""
        gate = self._gate
        begun = time.monotonic()
        try:
            while not gate.enter() and time.monotonic() - begun < self._courtesy:
                time.sleep(PAUSE)
            gate.kept = True
            yield
        finally:
            gate.kept = False
            gate.leave()

    def _begin(self) -> None:
        """Open a transaction that may write, when it is our turn."""
        gate, begin = self._gate, self._connection.execute
        try:
            if gate.enter():
                try:
                    begin("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    if not is_busy(error):
                        raise
                else:
                    return
            self._patiently(lambda: begin("BEGIN IMMEDIATE"), ready=gate.enter)
        finally:
            gate.leave()

    def _patiently(self, act: Callable[[], T], ready: Callable[[], bool] = lambda: True) -> T:
        """Do it and return what it returns, again and again while another program holds the store.

        Args:
            act: What to do.
            ready: Whether it is our turn; who waits too long for it goes without.
        """
        begun = told = time.monotonic()
        turn = False
        while True:
            waited = time.monotonic() - begun
            turn = turn or ready() or waited > self._courtesy
            try:
                if turn:
                    return act()
            except sqlite3.Error as error:
                if not is_busy(error) or waited >= self.patience:
                    raise explained(error, self.name) from None
            if not turn and waited >= self.patience:
                raise busy(self.name)
            if self.waiting and begun + waited - told >= BREATH:
                told = begun + waited
                self.waiting(waited)
            time.sleep(PAUSE if waited < 1 else LONG_PAUSE)

    def rows(
        self,
        query: str,
        values: tuple[object, ...] = (),
        take: Callable[[sqlite3.Cursor], list[Any]] = sqlite3.Cursor.fetchall,
    ) -> list[Any]:
        """Return what a query finds, after waiting for another program where that is needed.

        Args:
            query: The statement.
            values: For its question marks.
            take: What is made of the rows; None of them is fetched twice.
        """
        with self._alone:
            if not self._firm:
                self._look()
            try:
                return take(self._connection.execute(query, values))
            except sqlite3.Error as error:
                if not is_busy(error):
                    raise explained(error, self.name) from None
            except UnicodeEncodeError:
                return []  # half a character: nothing in the store is called that
            # Readers wait for nobody, except where the file is put in order after a program was killed.
            return self._patiently(lambda: take(self._connection.execute(query, values)))

    @property
    def _courtesy(self) -> float:
        """Seconds to wait for our turn: also who has little patience gets to ask SQLite itself."""
        return min(COURTESY, self.patience / 2)
