"""Documents in files: which format a name asks for, and several of them in a folder or in one zip."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hansei.document.files import ThereAlreadyError, write_together
from hansei.document.look import Look
from hansei.engine import Engine
from hansei.errors import UsageError
from hansei.insight.names import file_name
from hansei_tui.sentences import tr

#: What a format's file may end in as well.
_ALSO = {".htm": "html"}


def chosen_formats(given: Sequence[str]) -> tuple[str, ...]:
    """Return the formats that were named, each once: by naming the option again, or with commas between.

    Capitals and a dot before it, as in "PDF" and ".pdf", make no difference.

    Raises:
        UsageError: when an option was given and names none.
    """
    named = (name.strip().removeprefix(".").lower() for each in given for name in each.split(","))
    formats = tuple(dict.fromkeys(name for name in named if name))
    if given and not formats:
        raise UsageError(tr("--format names no format; write one after it, as --format pdf"))
    return formats


def named_by(engine: Engine, output: str | None, default: str) -> str:
    """Return the format that a file's name ends in, as in ``report.md``.

    Args:
        engine: Knows the formats.
        output: The file; None or "-": it says none.
        default: Where it says none.

    Raises:
        UsageError: when it has an ending that no format has.
    """
    if output is None or output == "-" or several(output) or os.path.isdir(output):  # noqa: PTH112 - never raises
        return default
    name, endings = output.lower(), {each.suffix: format_ for format_, each in engine.exporters.items()} | _ALSO
    ending = max((each for each in endings if name.endswith(each)), key=len, default="")
    if ending:
        return endings[ending]
    ending = os.path.splitext(name)[1]  # noqa: PTH122
    if re.fullmatch(r"\.[a-z]{2,4}", ending):
        known = ", ".join(sorted(engine.exporters))
        raise UsageError(
            tr("{output} ends as no format does; name one with --format: {known}", output=output, known=known)
        )
    return default


def refuse_another_ending(engine: Engine, format_: str, output: str | None) -> None:
    """Refuse a file whose name ends as another format does.

    Args:
        engine: Knows the formats.
        format_: The format that is written.
        output: The file.

    Raises:
        UsageError: when it would mislead who opens it.
    """
    if output is None or output == "-" or os.path.isdir(output):  # noqa: PTH112 - never raises
        return
    suffix, name = engine.exporter(format_).suffix, output.lower()
    other = [each.suffix for each in engine.exporters.values() if name.endswith(each.suffix)]
    if other and not name.endswith(suffix):
        raise UsageError(
            tr(
                "{output} ends in {other}, and {format} is written; name a file that ends in {suffix}",
                output=output,
                other=max(other, key=len),
                format=format_,
                suffix=suffix,
            )
        )


def takes_templates(engine: Engine) -> str:
    """Return the format that a template is for when none is named."""
    found = [name for name, each in engine.exporters.items() if each.templates]
    if not found:
        raise UsageError(tr("no format takes a template; no plugin brings one that does"))
    return found[0]


def several(output: str | None) -> bool:
    """Tell whether a place is for more than a file: a zip, or a folder by its last letter."""
    return output is not None and (output.lower().endswith(".zip") or output.endswith(("/", os.sep)))


def write_files(where: str | os.PathLike[str] | None, files: Sequence[tuple[str, bytes]], *, force: bool) -> list[Path]:
    """Write files into a folder, one to be made, or a zip: all of them, or none.

    Args:
        where: The folder or the zip; None: the current folder.
        files: The name of each and its content.
        force: True to replace what is there.

    Returns:
        Where each is; the zip for all when it is one.

    Raises:
        UsageError: when the place is neither a folder nor a zip.
        ExportError: when one is there already or cannot be written.
    """
    given = "" if where is None else os.fspath(where)
    place = Path(given)
    zipped = place.suffix.lower() == ".zip" and not place.is_dir()
    new = not place.exists() and (not place.suffix or several(given))
    if not (zipped or new or place.is_dir()):
        raise UsageError(
            tr("{path} is no folder; name one, or a file that ends in .zip, for several files", path=place)
        )
    if zipped or new:
        from hansei.document.folders import write_all  # with what packs and what is thrown away: one file needs neither

        write_all(place, files, force=force)
        return [place if zipped else place / name for name, _ in files]
    there = next((place / name for name, _ in files if not force and (place / name).exists()), None)
    if there is not None:
        raise ThereAlreadyError(
            tr("{path} is there already; name another folder, or replace it with --force", path=there)
        )
    return write_together([(place / name, data) for name, data in files], force=force)


def write_each(
    engine: Engine,
    session: str,
    formats: Sequence[str],
    output: str | os.PathLike[str] | None,
    *,
    force: bool = False,
    look: Look | None = None,
    template: str | None = None,
) -> dict[str, Path]:
    """Write a report in several formats; when one cannot be made, or a file is there already, none is written.

    Args:
        engine: Makes the reports.
        session: The session's id, or the beginning of it.
        formats: As in "html" and "xlsx".
        output: A folder, one to be made, or a zip for all of them; None: the current folder.
        force: True to replace files that are there.
        look: How they are to look and what they are made without; None: as the settings say.
        template: A document of the reader's own, for one format that takes it.

    Returns:
        Where each format is; all in one place when that is a zip.

    Raises:
        UsageError: when no plugin brings a format, or the place is neither a folder nor a zip.
        ExportError: when a format cannot be made or a file not be written.
    """
    opened = engine.open(session)
    names = {each: file_name(opened, engine.exporter(each).suffix) for each in dict.fromkeys(formats)}
    of_session = cache(lambda: engine.report(opened, look))
    files = [(name, engine.written(of_session, each, template=template)) for each, name in names.items()]
    return dict(zip(names, write_files(output, files, force=force), strict=True))


def zip_name(engine: Engine, session: str) -> str:
    """Return the name of the zip that holds a session's report in all formats."""
    return file_name(engine.open(session), ".zip")


def formats_at_hand(engine: Engine, *, pages: bool = False) -> tuple[list[str], list[str]]:
    """Return the formats that can be made here, and of the others why not, a sentence each.

    Args:
        engine: Knows the formats.
        pages: True for those alone that have pages, as handouts need.
    """
    why = {name: each.missing() for name, each in engine.exporters.items() if each.pages or not pages}
    return [name for name, lacking in why.items() if not lacking], [lacking for lacking in why.values() if lacking]
