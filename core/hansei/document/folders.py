"""Writing many files at once, into a folder or a zip: whole or not at all, and never over others unasked."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from hansei.errors import ExportError
from hansei.words.ours import tr

#: The date of every file in a zip, so that the same content is the same file.
_DATE = (1980, 1, 1, 0, 0, 0)


def write_all(target: Path, parts: Iterable[tuple[str, bytes | IO[bytes]]], *, force: bool = False) -> int:
    """Write files into a new folder, or into a zip when the name ends so.

    Args:
        target: The folder or the zip.
        parts: The path of each file within it, and its content.
        force: True to replace a zip that is there. A folder is never replaced.

    Returns:
        How many files were written.

    Raises:
        ExportError: when the target is there, or cannot be written; nothing of it is left.
    """
    zipped = target.suffix.lower() == ".zip"
    aside = None
    try:
        refuse_target(target, force=force)
        aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:60]}."))
        if zipped:
            count = _zip(aside / "zip", parts)
            (aside / "zip").replace(target)
        else:
            count = _folder(aside / "folder", parts)
            if target.is_dir():
                target.rmdir()
            (aside / "folder").rename(target)
    except (OSError, ValueError) as error:  # ValueError: a name that no system allows
        raise ExportError(
            tr(
                "{target} cannot be written: {why}",
                target=target,
                why=getattr(error, "strerror", None) or error,
            )
        ) from None
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
    return count


def refuse_target(target: Path, *, force: bool = False) -> None:
    """Refuse a folder or a zip that :func:`write_all` would refuse, before what goes into it is made.

    Raises:
        ExportError: when it is there, or its place is not.
    """
    zipped = target.suffix.lower() == ".zip"
    if target.is_dir() and (zipped or any(target.iterdir())):
        raise ExportError(
            tr("{target} is a folder that is there already; name a new one, or a file that ends in .zip", target=target)
        )
    if not target.is_dir() and target.exists() and not (zipped and force):
        raise ExportError(
            tr("{target} is there already; name another, or replace it with --force", target=target)
            if zipped
            else tr("{target} is there already; name another", target=target)
        )
    if not target.parent.is_dir():
        raise ExportError(tr("the folder {parent} is not there; make it, or name another place", parent=target.parent))


def _zip(path: Path, parts: Iterable[tuple[str, bytes | IO[bytes]]]) -> int:
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with archive.open(info, "w", force_zip64=True) as file:
                _pour(data, file)
            count += 1
    with path.open("rb+") as whole:
        os.fsync(whole.fileno())
    return count


def _folder(path: Path, parts: Iterable[tuple[str, bytes | IO[bytes]]]) -> int:
    count = 0
    path.mkdir()
    for name, data in parts:
        place = path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            _pour(data, file)
            file.flush()
            os.fsync(file.fileno())
        count += 1
    return count


def _pour(data: bytes | IO[bytes], file: IO[bytes]) -> None:
    if isinstance(data, bytes):
        file.write(data)
    else:
        shutil.copyfileobj(data, file)
