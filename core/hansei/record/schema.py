"""What is in a store's file: whose it is, the tables of each version, and how one version becomes the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from hansei.errors import NewerStoreError, StoreError
from hansei.record.tables import CARE, FACTS, INBOX, ORGANISATIONS, PENDING, SESSIONS, WHOSE

#: "Hans", so that `file` and `doctor` can tell the file from any other database.
APPLICATION_ID = 0x48616E73
#: Each entry brings the file from the version of its index to the next one.
MIGRATIONS = (
    (SESSIONS,),
    (WHOSE, ORGANISATIONS, CARE, FACTS, INBOX),
    (PENDING,),
)


def look(connection: sqlite3.Connection, name: str) -> int:
    """Look whose file it is, and return of which format; 0 when nothing is in it.

    Args:
        connection: A connection to the file.
        name: What people know the store by.

    Raises:
        StoreError: when it is the database of another program, or of a newer Hansei.
        sqlite3.Error: when SQLite cannot read it.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = 0
    if not version:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        # Again: another program may have made the store between the two, and then those tables are ours.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if (version or tables) and not ours:
        raise StoreError(f"{name} is a database of another program; name another file", store=name)
    if version > len(MIGRATIONS):
        message = (
            f"{name} was written by a newer Hansei (format {version}, this one knows up to "
            f"{len(MIGRATIONS)}); upgrade Hansei to open it. Nothing was changed"
        )
        raise NewerStoreError(message, store=name)
    return version


def prepare(connection: sqlite3.Connection, name: str, *, make: bool) -> bool:
    """Look whose file it is, and bring it up to date.

    Args:
        connection: A connection to the file.
        name: What people know the store by.
        make: True to make a store of an empty file.

    Returns:
        False when nothing is in the file, and nothing was to be made.

    Raises:
        StoreError: when it is the database of another program, and of a newer Hansei; nothing was changed.
        sqlite3.Error: when SQLite cannot read it.
    """
    version = look(connection, name)
    if not version and not make:
        return False
    if version < len(MIGRATIONS):
        _migrate(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is taken out of the file is written over
    return True


def nothing() -> sqlite3.Connection:
    """Return a store without a session, in memory; it refuses to be written to."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _migrate(connection)
    connection.execute("PRAGMA query_only = ON")
    return connection


def statements(script: str) -> Iterator[str]:
    """Split a script into its statements; a trigger, which holds statements of its own, is one."""
    so_far = ""
    for part in script.split(";"):
        so_far += part + ";"
        if so_far.strip(" \n;") == "":
            so_far = ""
        elif sqlite3.complete_statement(so_far):
            yield so_far
            so_far = ""


def _migrate(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    try:
        connection.execute("BEGIN IMMEDIATE")
        # Another program may have done it while we waited.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for scripts in MIGRATIONS[version:]:
            for statement in statements(";".join(scripts)):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
