"""Writing documents to files: whole or not at all, and never over another one unasked. Reading a template."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from hansei.errors import ExportError, UsageError
from hansei.words.ours import tr

#: Bytes that a template has at most.
TEMPLATE = 50_000_000


class ThereAlreadyError(ExportError):
    """A file of that name is there already, and nobody said that it may be replaced."""


def write_whole(path: Path, data: bytes, *, force: bool = False) -> Path:
    """Write a file beside its place and move it there.

    Args:
        path: The file.
        data: Its content.
        force: True to replace a file that is there.

    Raises:
        ThereAlreadyError: when it is there already.
        ExportError: when it is a folder or cannot be written; no half file is left.
    """
    return write_together([(path, data)], force=force)[0]


def write_together(files: Sequence[tuple[Path, bytes]], *, force: bool = False) -> list[Path]:
    """Write files beside their places and move them there once each is whole: all of them, or none.

    Args:
        files: Each file and its content.
        force: True to replace files that are there.

    Returns:
        The files, in their order.

    Raises:
        ThereAlreadyError: when one is there already.
        ExportError: when one is a folder or a device, or cannot be written; nothing of any is left.
    """
    aside: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, _ in files:
            _check(path, force=force)
        for path, data in files:
            beside = path.with_name(f".{path.name[:60]}.{os.urandom(6).hex()}")
            with beside.open("xb") as file:
                aside.append((beside, path))
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        while aside:
            beside, path = aside[0]
            beside.replace(path)
            del aside[0]
    except (OSError, ValueError) as error:  # ValueError: a name that no system allows
        raise ExportError(
            tr("{path} cannot be written: {why}", path=path, why=getattr(error, "strerror", None) or error)
        ) from None
    finally:
        for beside, _ in aside:
            beside.unlink(missing_ok=True)
    return [each for each, _ in files]


def _check(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise ExportError(tr("{path} is a folder; name a file in it, as {file}", path=path, file=path / "report.html"))
    if path.exists() and not path.is_file():
        raise ExportError(tr("{path} is a device or a pipe and no file; name a file", path=path))
    if path.exists() and not force:
        raise ThereAlreadyError(tr("{path} is there already; name another file, or replace it with --force", path=path))
    if path.parent.is_dir():
        return
    if path.parent.exists():
        raise ExportError(tr("{parent} is no folder; name another place", parent=path.parent))
    raise ExportError(tr("the folder {parent} is not there; make it, or name another place", parent=path.parent))


def read_template(path: Path) -> bytes:
    """Return the content of a template.

    Raises:
        UsageError: when there is no such file, or it is larger than any template is.
    """
    try:
        with path.open("rb") as file:
            data = file.read(TEMPLATE + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(tr("the template {path} cannot be read: {why}", path=path, why=why)) from None
    if len(data) > TEMPLATE:
        raise UsageError(
            tr(
                "the template {path} is larger than {most} MB; is it a template?",
                path=path,
                most=TEMPLATE // 1_000_000,
            )
        )
    return data
