"""A store that may be read and not written: where SQLite cannot open it, its file is read whole, into memory.

SQLite lays two files beside a store, also to read it, and on a read-only medium or in somebody else's folder it
cannot. Its ``immutable=1`` trusts that nobody writes; here somebody might, through another mount or with other
rights. So the file is taken in between two looks that must agree, and looked at again before every reading.
"""

from __future__ import annotations

import os
import sqlite3

from hansei.errors import StoreBusyError, StoreError
from hansei.words.ours import tr

#: Where the header says that a store is in WAL mode, and what stands there otherwise: memory has no such mode.
_MODE, _NO_WAL = slice(18, 20), b"\x01\x01"
#: How often the file is read again when somebody wrote to it meanwhile.
_TRIES = 20


def seen(path: str) -> tuple[int, ...]:
    """Return what differs after anybody wrote to a store: which file it is (two numbers), and how it looks.

    Raises:
        OSError: when the file is gone.
    """
    stat = os.stat(path)  # noqa: PTH116 - os.path: pathlib is not needed to list sessions
    beside = (_size(path + ending) for ending in ("-wal", "-journal"))
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, *beside)


def copied(path: str, name: str) -> tuple[sqlite3.Connection, tuple[int, ...]]:
    """Return a store's copy in memory, which refuses to be written to, and how the file looked when it was taken.

    Args:
        path: The file.
        name: What people know the store by.

    Raises:
        OSError: when the file cannot be read.
        StoreError: when a part of the store lies beside the file, where it cannot be read.
        StoreBusyError: when somebody writes to the file without a pause.
    """
    for _ in range(_TRIES):
        before = seen(path)
        if any(before[-2:]):
            ending = "-wal" if before[-2] else "-journal"
            message = tr(
                "{name} is read-only here, and what was written to it last lies beside it in "
                "{name}{ending}, where it cannot be read; copy both files into one folder of "
                "your own and open the copy",
                name=name,
                ending=ending,
            )
            raise StoreError(message, store=name)
        with open(path, "rb") as file:  # noqa: PTH123
            data = bytearray(file.read())
        if seen(path) == before:
            break
    else:
        raise StoreBusyError(tr("another program is writing to {name}; try again in a moment", name=name), store=name)
    data[_MODE] = _NO_WAL
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        connection.deserialize(data)
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection, before


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except OSError:
        return 0
