"""Writing the reports of many sessions, with how far it is and with what could not be written."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

import click

from hansei.document.look import Wishes
from hansei.engine import Engine
from hansei.errors import UsageError
from hansei.exporting import Exported, export_many, export_zip
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr, trn

#: From so many sessions on, several processes write at a time: beginning one takes as long as a few reports.
_MANY: Final = 12
#: Files up to which each is named.
_NAMED: Final = 20


def processes(sessions: int, jobs: int | None) -> int:
    """Return how many processes write at a time.

    Args:
        sessions: How many have a report written.
        jobs: What was asked for; None: as many as there are processors, where that is worth while.
    """
    if jobs is not None:
        return jobs
    at_hand = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(at_hand, sessions // (_MANY // 2)) if sessions >= _MANY else 1


def write_many(
    engine: Engine,
    sessions: Sequence[str],
    formats: Sequence[str],
    place: str | None,
    *,
    wishes: Wishes,
    template: str | None,
    force: bool,
    missing: bool,
    jobs: int | None,
    toolkits: Sequence[str],
    as_json: bool,
) -> int:
    """Write the reports of sessions into a folder or a zip and say what came of it.

    Returns:
        The exit code: 1 when some could not be written.

    Raises:
        UsageError: when the place is neither a folder nor a zip, or a zip is to be gone on with.
    """
    where = place or "."
    zipped = where.lower().endswith(".zip") and not os.path.isdir(where)  # noqa: PTH112
    file = any(where.lower().endswith(each.suffix) for each in engine.exporters.values())
    there = os.path.exists(where)  # noqa: PTH110
    if where == "-" or (not zipped and not os.path.isdir(where) and (file or there)):  # noqa: PTH112
        raise UsageError(
            tr(
                "{path} is no folder; the reports of several sessions go into one, or into a .zip: name it with -o",
                path=where,
            )
        )
    if zipped and missing:
        raise UsageError(tr("--missing goes on in a folder; a zip is written whole"))
    jobs = processes(len(sessions), jobs)
    export = export_zip if zipped else partial(export_many, missing=missing)
    made = export(
        engine, sessions, formats, where, wishes=wishes, template=template, force=force, jobs=jobs, toolkits=toolkits
    )
    found = _followed(made, len(sessions), zipped=zipped)
    say_failures(engine.failures())
    for remark in dict.fromkeys(remark for each in found for remark in each.remarks):
        say(tr("Note: {each}", each=remark), err=True)
    if as_json:
        say_json([_told(each) for each in found])
    elif zipped:
        files = sum(len(each.files) for each in found)
        if files:
            say(trn("Wrote {path} ({n} file)", "Wrote {path} ({n} files)", files, path=where))
    else:
        _say_written(found, where)
    lacking = [each for each in found if each.problem]
    for problem in dict.fromkeys(each.problem for each in lacking):
        whose = [each.session for each in lacking if each.problem == problem]
        listed = ", ".join(whose[:_NAMED]) + (" …" if len(whose) > _NAMED else "")
        say(
            trn(
                "{session} has no report: {problem}",
                "{n} sessions have no report ({session}): {problem}",
                len(whose),
                session=listed,
                problem=problem,
            ),
            err=True,
        )
    return 1 if lacking else 0


def _followed(made: Iterable[Exported], of: int, *, zipped: bool) -> list[Exported]:
    """Return what was made; in a terminal, with how far it is."""
    found: list[Exported] = []
    begun = told = time.monotonic()
    try:
        for each in made:
            found.append(each)
            now = time.monotonic()
            if sys.stderr.isatty() and (now - told > 0.2 or (len(found) == of and now - begun > 0.2)):
                end = "\n" if len(found) == of else ""
                line = tr("Writing reports: {number} of {all}", number=f"{len(found):,}", all=f"{of:,}")
                click.echo(f"\r{line}{end}", nl=False, err=True)
                told = now
    except KeyboardInterrupt:
        if not zipped:
            click.echo(err=True)
            say(tr("The same command with --missing writes the reports that are not there yet."), err=True)
        raise
    finally:
        if (close := getattr(made, "close", None)) is not None:
            close()  # or the processes that write would wait for work, and what was set aside would stay
    return found


def _say_written(found: Sequence[Exported], folder: str) -> None:
    paths = [path for each in found for format_, path in each.files.items() if format_ not in each.kept]
    if len(paths) > _NAMED:
        say(tr("Wrote {number} files into {folder}", number=f"{len(paths):,}", folder=folder))
    else:
        for path in paths:
            say(tr("Wrote {path}", path=path))
    kept, older = sum(len(each.kept) for each in found), sum(len(each.older) for each in found)
    if kept:
        say(trn("{n} file was there already and stays", "{n} files were there already and stay", kept))
    if older:
        say(
            trn(
                "Note: {n} of them is older than the last change of its session; --force writes all anew",
                "Note: {n} of them are older than the last change of their session; --force writes all anew",
                older,
            ),
            err=True,
        )


def _told(made: Exported) -> dict[str, object]:
    files = [
        {
            "format": each,
            "file": str(path.absolute()),
            "kept": each in made.kept,
            "older": each in made.older,
        }
        for each, path in made.files.items()
    ]
    return {"session": made.session, "files": files, "problem": made.problem or None}
