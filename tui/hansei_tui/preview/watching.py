"""Seeing that an author has saved: files are looked at now and then, which works with every editor and file system."""

from __future__ import annotations

from pathlib import Path

#: Seconds between two looks. Two are needed, so that a file that is still being written is left alone.
LOOK = 0.12
#: Files beside the toolkit's own that belong to it.
_ENDINGS = frozenset({".yaml", ".yml", ".md", ".txt"})
#: Files that are looked at, at the most: who previews a toolkit in a home folder must not wait for all of it.
_MOST = 500

#: Each file with when it was changed and how long it is.
Seen = dict[str, tuple[int, int]]


class Watching:
    """Tells when something in a toolkit's folder was saved.

    Args:
        folder: The toolkit's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read = self._before = self.look()

    def look(self) -> Seen:
        """Return what is there now."""
        found: Seen = {}
        for at in (self.folder, self.folder / "locale"):
            try:
                for each in at.iterdir():
                    if each.suffix.lower() in _ENDINGS and len(found) < _MOST:
                        stat = each.stat()
                        found[str(each)] = (stat.st_mtime_ns, stat.st_size)
            except OSError:  # gone between two looks, as while an editor puts a new file in its place
                continue
        return found

    def saved(self) -> bool:
        """Return whether something was saved since the last time this was so, and nobody is writing any more."""
        now = self.look()
        still, self._before = now == self._before, now
        if not still or now == self._read:
            return False
        self._read = now
        return True
