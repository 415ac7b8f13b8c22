"""What SQLite meets on a disk, in people's words: full, read-only, damaged, held by another program."""

from __future__ import annotations

import sqlite3

from hansei.errors import StoreBusyError, StoreError
from hansei.words.ours import N_, tr

_REASONS = {
    sqlite3.SQLITE_NOTADB: N_("is not a Hansei store (no database at all); name another file"),
    sqlite3.SQLITE_CORRUPT: N_("is damaged; `hansei doctor --rescue FILE` copies what can still be read"),
    sqlite3.SQLITE_READONLY: N_("is read-only; make the file and its folder writable, or copy it elsewhere"),
    sqlite3.SQLITE_FULL: N_("cannot grow: the disk is full; make room and try again, nothing was lost"),
    sqlite3.SQLITE_CANTOPEN: N_("cannot be opened; is the folder there, and may you read and write in it?"),
    sqlite3.SQLITE_IOERR: N_("cannot be read or written (the disk reports an error); is the disk full or gone?"),
    sqlite3.SQLITE_PERM: N_("cannot be opened: you may not write there"),
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
    why = tr(_REASONS[code]) if code in _REASONS else tr("cannot be used: {error}", error=error)
    return StoreError(f"{name} {why}", store=name)


def busy(name: str) -> StoreBusyError:
    """Return what is said when another program holds the store."""
    return StoreBusyError(
        tr("another program is writing to {name}; nothing was lost, try again in a moment", name=name), store=name
    )


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program holds the store."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
