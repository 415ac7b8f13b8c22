"""The line that programs stand in before they write to one SQLite store, so that each gets its turn.

SQLite gives its write lock to whoever asks at the right moment, and who has just written asks first: of two
programs that write without a pause, one can wait for seconds. So whoever wants to write goes through a gate, and
keeps it shut only until SQLite has let it in: it is next then, whatever the one who is writing does afterwards.

The gate is a file lock on the store's write-ahead log, which is there as long as anybody has the store open, so
nothing is laid beside the store. SQLite itself locks that file nowhere, so closing it here takes no lock away from
SQLite. The system opens the gate when a program is killed. It is a courtesy and protects nothing: SQLite's lock does
that; who cannot get to the gate, or waits too long at it (a program that was stopped holds it), goes without.
"""

from __future__ import annotations

import contextlib
import os
import sys

#: Seconds to wait at the gate before going without.
COURTESY = 0.5

if sys.platform == "win32":  # pragma: no cover - the tests of this run elsewhere
    import msvcrt

    #: A byte that no log reaches: on Windows nobody else could read what is locked.
    _FAR = 0x7FFFFFF0

    def _shut(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _open(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _shut(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _open(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class Gate:
    """The gate of one store.

    Args:
        path: The store's file.
    """

    def __init__(self, path: str) -> None:
        self._path = path + "-wal"
        self._file: int | None = None
        #: Whether we keep it shut for several writes.
        self.kept = False

    def enter(self) -> bool:
        """Shut the gate behind us when it is open; return False when somebody else has shut it."""
        if self.kept:
            return True
        try:
            if self._file is None:
                self._file = os.open(self._path, os.O_RDONLY)
            _shut(self._file)
        except (BlockingIOError, PermissionError):
            return self._file is None  # shut; or we may not even read the log, and SQLite will say so
        except OSError:
            return True
        return True

    def leave(self) -> None:
        """Open the gate for the next one; nothing happens where we did not shut it."""
        if self._file is not None and not self.kept:
            with contextlib.suppress(OSError):
                _open(self._file)

    def close(self) -> None:
        """Let go of the file. Closing twice is fine."""
        file, self._file, self.kept = self._file, None, False
        if file is not None:
            os.close(file)
