"""Writing the reports of many sessions, with how far it is and with what could not be written."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Final

import click

from hansei.document.look import Wishes
from hansei.engine import Engine
from hansei.errors import UsageError
from hansei.exporting import Exported, export_many
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr

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
    folder: str | None,
    *,
    wishes: Wishes,
    template: str | None,
    force: bool,
    jobs: int | None,
    toolkits: Sequence[str],
    as_json: bool,
) -> int:
    """Write the reports of sessions into a folder and say what came of it.

    Returns:
        The exit code: 1 when some could not be written.

    Raises:
        UsageError: when the place is no folder.
    """
    where = folder or "."
    if where == "-" or where.lower().endswith(".zip") or (os.path.exists(where) and not os.path.isdir(where)):  # noqa: PTH110, PTH112
        raise UsageError(
            tr("{path} is no folder; the reports of several sessions go into one: name it with -o", path=where)
        )
    made = export_many(
        engine,
        sessions,
        formats,
        where,
        wishes=wishes,
        template=template,
        force=force,
        jobs=processes(len(sessions), jobs),
        toolkits=toolkits,
    )
    found = _followed(made, len(sessions))
    say_failures(engine.failures())
    for remark in dict.fromkeys(remark for each in found for remark in each.remarks):
        say(tr("Note: {each}", each=remark), err=True)
    lacking = [each for each in found if each.problem]
    if as_json:
        say_json([_told(each) for each in found])
    else:
        _say_written([path for each in found for path in map(str, each.files.values())], where)
    for each in lacking:
        say(tr("{session} has no report: {problem}", session=each.session, problem=each.problem), err=True)
    return 1 if lacking else 0


def _followed(made: Iterable[Exported], of: int) -> list[Exported]:
    """Return what was made; in a terminal, with how far it is."""
    found: list[Exported] = []
    begun = told = time.monotonic()
    for each in made:
        found.append(each)
        now = time.monotonic()
        if sys.stderr.isatty() and (now - told > 0.2 or (len(found) == of and now - begun > 0.2)):
            end = "\n" if len(found) == of else ""
            line = tr("Writing reports: {number} of {all}", number=f"{len(found):,}", all=f"{of:,}")
            click.echo(f"\r{line}{end}", nl=False, err=True)
            told = now
    return found


def _say_written(paths: Sequence[str], folder: str) -> None:
    if len(paths) > _NAMED:
        say(tr("Wrote {number} files into {folder}", number=f"{len(paths):,}", folder=folder))
        return
    for path in paths:
        say(tr("Wrote {path}", path=path))


def _told(made: Exported) -> dict[str, object]:
    files = [{"format": each, "file": str(path.absolute())} for each, path in made.files.items()]
    return {"session": made.session, "files": files, "problem": made.problem or None}
