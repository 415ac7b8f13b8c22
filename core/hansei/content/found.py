"""A toolkit as it was found: what was read, out of which files. Needs neither YAML nor what checks it."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import NamedTuple

from attrs import field, frozen

from hansei.content.toolkit import Toolkit

#: The file in a toolkit's folder.
FILE = "toolkit.yaml"
#: The file in the folder of a toolkit that is another one, adapted.
OVERLAY = "overlay.yaml"
#: The folder of translations beside either.
LOCALE = "locale"
#: Nanoseconds after which two changes of a file cannot have the same time.
_SETTLED = 2_000_000_000


class FileRead(NamedTuple):
    """A file as it was when it was read."""

    path: str
    #: SHA-256 of its bytes, in hexadecimal.
    sha256: str
    #: What the system said of it; empty when it had changed so lately that this may say the same of the next change.
    facts: tuple[int, ...]

    @classmethod
    def of(cls, path: Path, data: bytes, found: os.stat_result) -> FileRead:
        """Return a file that was read.

        Args:
            path: Where it is.
            data: What was in it.
            found: What the system said of it before.
        """
        settled = time.time_ns() - found.st_mtime_ns > _SETTLED
        return cls(os.path.abspath(path), hashlib.sha256(data).hexdigest(), facts_of(found) if settled else ())  # noqa: PTH100


def facts_of(found: os.stat_result) -> tuple[int, ...]:
    """Return what differs whenever a file was written or another one put into its place."""
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@frozen
class Title:
    """What a list shows of a toolkit."""

    id: str
    version: str
    title: str
    #: SHA-256 of its tree; empty: it was not looked at beyond its first lines.
    digest: str = ""


@frozen
class ReadToolkit:
    """A toolkit, the tree it was read from, and the digest that a session pins."""

    toolkit: Toolkit
    #: The author's content as JSON, all scalars strings.
    tree: bytes
    #: SHA-256 of ``tree``, in hexadecimal.
    digest: str
    source: str
    #: Every file it was read from, the first of them ``source``.
    files: tuple[FileRead, ...] = field(default=(), eq=False)


def file_of(folder: Path) -> Path:
    """Return the file of a toolkit or an overlay that is named by it or by its folder."""
    place = str(folder)  # strings: pathlib takes five times as long, and there can be 500
    if os.path.isfile(os.path.join(place, FILE)):  # noqa: PTH113, PTH118
        return folder / FILE
    if os.path.isfile(os.path.join(place, OVERLAY)):  # noqa: PTH113, PTH118
        return folder / OVERLAY
    return folder / FILE if os.path.isdir(place) else folder  # noqa: PTH112
