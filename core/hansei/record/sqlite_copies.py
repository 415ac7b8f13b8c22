"""A store's file copied whole and put back: only what was read again and found equal takes its place.

A copy is made page by page while others may go on writing, and holds one moment of the store. It is written beside
its place, read back, brought to the disk and then moved there in one step. So there is never half a copy.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from hansei.errors import CopyError
from hansei.record.caring import Copied, Restored
from hansei.record.mishaps import explained, is_busy
from hansei.record.network import refuse_network
from hansei.record.schema import look
from hansei.words.ours import tr

#: Seconds to wait for another program that writes.
PATIENCE = 30.0
#: What SQLite lays beside a file.
BESIDE = ("-wal", "-shm", "-journal")
_EVENTS = "SELECT session, CAST(body AS BLOB) FROM events ORDER BY session, number"


def back_up(store: Path, target: Path, *, force: bool = False) -> Copied:
    """Copy a store into a file.

    Args:
        store: The store's file.
        target: The file to make.
        force: True to replace a file that is there.

    Raises:
        CopyError: when the target is there or cannot be written, or the copy is not equal; nothing was changed.
        StoreError: when the store cannot be read.
    """
    try:
        _check_target(store, target, force=force)
    except (OSError, ValueError) as error:  # a name that no system allows
        raise CopyError(
            tr("{target} cannot be written: {why}", target=target, why=getattr(error, "strerror", None) or error)
        ) from None
    with _beside(target) as copy:
        counted = _copied(store, copy)
        _put(copy, target)
    return Copied(target, *counted)


def _check_target(store: Path, target: Path, *, force: bool) -> None:
    if target.is_dir():
        raise CopyError(
            tr(
                "{target} is a folder; name a file in it, as {file}",
                target=target,
                file=target / "hansei-backup.db",
            )
        )
    if target.exists() and not force:
        raise CopyError(tr("{target} is there already; name another file, or replace it with --force", target=target))
    if target.exists() and target.samefile(store):
        raise CopyError(tr("{target} is the store itself; name another file", target=target))
    if not target.parent.is_dir():
        raise CopyError(tr("the folder {parent} is not there; make it, or name another place", parent=target.parent))


def put_back(source: Path, store: Path) -> Restored:
    """Put a copy in the place of a store; the store that was there is kept beside, under a name with the time.

    Args:
        source: The copy, or any other store of Hansei.
        store: The store's file; it need not be there.

    Raises:
        CopyError, StoreError: when the copy is not whole, or is none; the store is as it was.
    """
    try:
        _check_source(source, store)
    except (OSError, ValueError) as error:
        raise CopyError(
            tr(
                "{source} cannot be put at {store}: {why}",
                source=source,
                store=store,
                why=getattr(error, "strerror", None) or error,
            )
        ) from None
    with _beside(store) as copy:
        counted = _copied(source, copy)
        kept = _swap(copy, store) if store.exists() else None
        if kept is None:
            _put(copy, store)
    return Restored(*counted, kept)


def _check_source(source: Path, store: Path) -> None:
    if not source.is_file():
        raise CopyError(tr("there is no file {source}", source=source))
    if store.exists() and source.samefile(store):
        raise CopyError(tr("{source} is the store itself; name the copy to put in its place", source=source))
    refuse_network(str(store.parent), str(store))
    if store.is_dir():
        raise CopyError(tr("{store} is a folder; name a file in it, as {file}", store=store, file=store / "hansei.db"))
    store.parent.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a file beside a place, and take it away when it is still there at the end."""
    try:
        number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:60]}.")
    except OSError as error:
        raise CopyError(tr("{target} cannot be written: {why}", target=target, why=error.strerror)) from None
    os.close(number)
    try:
        yield Path(name)
    except sqlite3.Error as error:
        raise explained(error, str(target)) from None
    except OSError as error:
        raise CopyError(tr("{target} cannot be written: {why}", target=target, why=error.strerror or error)) from None
    finally:
        for ending in ("", *BESIDE):
            Path(name + ending).unlink(missing_ok=True)


def _copied(source: Path, copy: Path) -> tuple[int, int]:
    """Copy a store into an empty file and read both; return how many sessions and lines they hold."""
    with contextlib.closing(_reading(source)) as from_, contextlib.closing(sqlite3.connect(copy)) as to:
        _check(from_, source)
        from_.execute("BEGIN")
        expected = _digests(from_, source)  # the first look holds the moment that is copied
        from_.backup(to)
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as again:
        again.execute("PRAGMA locking_mode = EXCLUSIVE")  # also where no file can be shared, as on a stick or a share
        found = again.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise CopyError(
                tr("{source} is damaged ({found}); `hansei doctor` says what can be done", source=source, found=found)
            )
        if _digests(again, source) != expected:
            raise CopyError(
                tr("the copy of {source} reads otherwise than it; try again, or another disk", source=source)
            )
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    tables, logs = expected
    return tables.get("sessions", 0), sum(count for count, _ in logs.values())


def _reading(path: Path) -> sqlite3.Connection:
    """Return a connection to a store, or to a copy of it in memory where its folder cannot be written to."""
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA user_version")
    except sqlite3.Error as error:
        connection.close()
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise explained(error, str(path)) from None
        from hansei.record.still import copied

        connection, _ = copied(str(path), str(path))
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that a file is a store of Hansei, and one that this Hansei knows."""
    try:
        if not look(connection, str(path)):
            raise CopyError(tr("{path} is empty; it holds no store", path=path))
    except sqlite3.Error as error:
        raise explained(error, str(path)) from None


def _digests(connection: sqlite3.Connection, path: Path) -> tuple[dict[str, int], dict[str, tuple[int, str]]]:
    """Return how many rows each table has, and for each session how many lines and their SHA-256."""
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in names
            if not name.startswith("sqlite_")
        }
        logs: dict[str, tuple[int, str]] = {}
        here, count, digest = "", 0, hashlib.sha256()
        for session, body in connection.execute(_EVENTS):
            if session != here:
                if count:
                    logs[here] = (count, digest.hexdigest())
                here, count, digest = session, 0, hashlib.sha256()
            digest.update(body + b"\n")
            count += 1
        if count:
            logs[here] = (count, digest.hexdigest())
    except sqlite3.Error as error:
        raise explained(error, str(path)) from None
    return tables, logs


def _swap(copy: Path, store: Path) -> Path:
    """Put a copy in the place of a store that is there; return where that one is kept.

    The store is there at every moment: first as it was, then as the copy.
    """
    kept = store.with_name(f"{store.name}.before-{time.strftime('%Y%m%d-%H%M%S')}")
    for number in itertools.count(2):
        if not kept.exists():
            break
        kept = kept.with_name(f"{kept.name.partition('~')[0]}~{number}")
    _make_one_file(store)
    _keep(store, kept)
    for ending in BESIDE:
        left = Path(f"{store}{ending}")
        if left.exists():  # of a damaged store, which SQLite could not put in order
            left.replace(f"{kept}{ending}")
    _put(copy, store)
    return kept


def _make_one_file(store: Path) -> None:
    """Bring all that was written into the store's file, and make sure that nobody else has it open."""
    connection = sqlite3.connect(store, timeout=1, isolation_level=None)
    try:
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        if mode != "delete":
            raise CopyError(
                tr("another program has {store} open; close it there and try again. Nothing was changed", store=store)
            )
    except sqlite3.OperationalError as error:
        if not is_busy(error):
            raise
        message = tr("another program has {store} open; close it there and try again. Nothing was changed", store=store)
        raise CopyError(message) from None
    except sqlite3.DatabaseError:
        pass  # damaged, or no database: it is kept as it is
    finally:
        connection.close()


def _keep(store: Path, kept: Path) -> None:
    """Give a file a second name; copy it where a file can have only one."""
    try:
        kept.hardlink_to(store)
    except OSError:
        import shutil

        shutil.copyfile(store, kept)


def _put(copy: Path, target: Path) -> None:
    """Move a file to its place, durably."""
    copy.chmod(0o666 & ~_umask() if not target.exists() else target.stat().st_mode & 0o777)
    copy.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
