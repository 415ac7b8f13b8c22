"""What SQLite meets on a disk, in people's words: full, read-only, damaged, held by another program."""

from __future__ import annotations

import sqlite3

from hansei.errors import StoreBusyError, StoreError

_REASONS = {
    sqlite3.SQLITE_NOTADB: "is not a Hansei store (no database at all); name another file",
    sqlite3.SQLITE_CORRUPT: "is damaged; `hansei doctor --rescue FILE` copies what can still be read",
    sqlite3.SQLITE_READONLY: "is read-only; make the file and its folder writable, or copy it elsewhere",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room and try again, nothing was lost",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; is the folder there, and may you read and write in it?",
    sqlite3.SQLITE_IOERR: "cannot be read or written (the disk reports an error); is the disk full or gone?",
    sqlite3.SQLITE_PERM: "cannot be opened: you may not write there",
}


def explained(error: sqlite3.Error, name: str) -> StoreError:
    """Return what SQLite met, to be raised in its place.

    Args:
        error: What SQLite raised.
        name: What people know the store by.
    """
    if is_busy(error):
        return busy(name)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return StoreError(f"{name} {_REASONS.get(code, f'cannot be used: {error}')}", store=name)


def busy(name: str) -> StoreBusyError:
    """Return what is said when another program holds the store."""
    return StoreBusyError(f"another program is writing to {name}; nothing was lost, try again in a moment", store=name)


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program holds the store."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
