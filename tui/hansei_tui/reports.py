"""Writing several reports at once: each format into a file of its own, or all of them into one zip."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hansei.document.files import write_whole
from hansei.document.folders import write_all
from hansei.document.look import Look
from hansei.engine import Engine
from hansei.errors import ExportError, UsageError
from hansei.insight.names import file_name
from hansei_tui.sentences import tr


def write_each(
    engine: Engine,
    session: str,
    formats: Sequence[str],
    output: str | os.PathLike[str] | None,
    *,
    force: bool = False,
    look: Look | None = None,
) -> dict[str, Path]:
    """Write a report in several formats; when one cannot be made, or a file is there already, none is written.

    Args:
        engine: Makes the reports.
        session: The session's id, or the beginning of it.
        formats: As in "html" and "xlsx".
        output: A folder, one to be made, or a zip for all of them; None: the current folder.
        force: True to replace files that are there.
        look: How they are to look and what they are made without; None: as the settings say.

    Returns:
        Where each format is; all in one place when that is a zip.

    Raises:
        UsageError: when no plugin brings a format, or the place is neither a folder nor a zip.
        ExportError: when a format cannot be made or a file not be written.
    """
    opened = engine.open(session)
    where = Path("" if output is None else output)
    names = {each: file_name(opened, engine.exporter(each).suffix) for each in dict.fromkeys(formats)}
    zipped = where.suffix.lower() == ".zip"
    new = not zipped and not where.suffix and not where.exists()
    if not (zipped or new or where.is_dir()):
        why = tr("{path} is no folder; name one, or a file that ends in .zip, for several formats", path=where)
        raise UsageError(why)
    taken = [where / name for name in names.values() if not zipped and not force and (where / name).exists()]
    if taken:
        there = tr("{path} is there already; name another folder, or replace it with --force", path=taken[0])
        raise ExportError(there)
    of_session = cache(lambda: engine.report(opened, look))
    made = {each: engine.written(of_session, each) for each in names}
    if zipped:
        write_all(where, [(names[each], data) for each, data in made.items()], force=force)
        return dict.fromkeys(names, where)
    if new:
        write_all(where, [(names[each], data) for each, data in made.items()])
        return {each: where / name for each, name in names.items()}
    return {each: write_whole(where / names[each], data, force=force) for each, data in made.items()}


def zip_name(engine: Engine, session: str) -> str:
    """Return the name of the zip that holds a session's report in all formats."""
    return file_name(engine.open(session), ".zip")


def formats_at_hand(engine: Engine) -> tuple[list[str], list[str]]:
    """Return the formats that can be made here, and of the others why not, a sentence each."""
    why = {name: exporter.missing() for name, exporter in engine.exporters.items()}
    return [name for name, lacking in why.items() if not lacking], [lacking for lacking in why.values() if lacking]
