"""Reports of many sessions, one after another or in several processes at a time.

    from hansei.exporting import export_many

    with hansei.open_engine("riverside.db") as engine:
        ids = [head.session for head in engine.sessions()]
        for made in export_many(engine, ids, ["pdf"], "reports", jobs=4):
            print(made.problem or made.files["pdf"])

One session that has no report hides no other: what was in the way is told with the session it belongs to.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import Factory, define, field, frozen

from hansei.document.files import ThereAlreadyError, write_together
from hansei.document.look import Look, Wishes
from hansei.engine import Engine, open_engine
from hansei.errors import ExportError, HanseiError, UsageError
from hansei.insight.names import file_name
from hansei.words.ours import tr
from hansei.words.speaking import speak, spoken

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Sessions that are given to the processes ahead of those that are made, for each of them.
_AHEAD = 4


@frozen
class Exported:
    """What became of one session's report."""

    session: str
    #: Where it is, by format; empty when there was a problem.
    files: dict[str, Path] = Factory(dict)
    #: Why it is not there; empty: it is.
    problem: str = ""
    #: What was done otherwise than wished.
    remarks: tuple[str, ...] = ()


@frozen
class _Task:
    session: str
    files: dict[str, Path] = Factory(dict)
    #: Why it cannot even be opened.
    problem: str = ""


@frozen
class _Opening:
    """What a process has to know to write reports beside others."""

    store: str
    toolkits: tuple[str, ...]
    wishes: Wishes
    template: str | None
    force: bool
    language: str


@define
class _Writer:
    """Writes reports with one engine."""

    engine: Engine
    how: _Opening
    _looks: dict[tuple[str, str], Look] = field(factory=dict)

    def write(self, task: _Task) -> Exported:
        if task.problem:
            return Exported(task.session, problem=task.problem)
        try:
            session = self.engine.open(task.session)
            key = (session.toolkit.id, session.toolkit.version)
            look = self._looks.get(key)
            if look is None:
                look = self._looks[key] = self.engine.look(session.toolkit, self.how.wishes)
            report = self.engine.report(session, look)
            made = {each: self.engine.written(lambda: report, each, template=self.how.template) for each in task.files}
            write_together([(task.files[each], data) for each, data in made.items()], force=self.how.force)
        except HanseiError as error:
            return Exported(task.session, problem=str(error))
        return Exported(task.session, task.files, remarks=tuple(look.remarks))


def export_many(
    engine: Engine,
    sessions: Sequence[str],
    formats: Sequence[str],
    folder: str | os.PathLike[str],
    *,
    wishes: Wishes | None = None,
    template: str | os.PathLike[str] | None = None,
    force: bool = False,
    jobs: int = 1,
    toolkits: Sequence[str | os.PathLike[str]] = (),
) -> Iterator[Exported]:
    """Write the reports of sessions into a folder, and tell of each, in the order that they were named in.

    Each file is named by team, toolkit and date; where two would have one name, the later also has its session's id.

    Args:
        engine: Knows the sessions and the formats.
        sessions: Their ids, or the beginnings of them.
        formats: As in "html" and "pdf".
        folder: Where the files go; it is made when it is not there.
        wishes: How they are to look and what they are made without; None: as the settings say.
        template: A document of the reader's own, whose placeholders are filled.
        force: True to replace files that are there.
        jobs: How many processes write at a time, each with an engine of its own on the same store; 1: this one.
        toolkits: Folders of toolkits that the engine was opened with, for those of the processes.

    Raises:
        UsageError: before anything is written: when no plugin brings a format, or a session is not there.
        ThereAlreadyError: before anything is written: when a file is there already.
        ExportError: when the folder cannot be made.
    """
    place = Path(folder)
    tasks = _tasks(engine, sessions, tuple(dict.fromkeys(formats)), place)
    there = [path for task in tasks for path in task.files.values() if path.exists()] if not force else []
    if there:
        raise ThereAlreadyError(
            tr("{path} is there already; name another folder, or replace it with --force", path=there[0])
        )
    _make(place)
    opening = _Opening(
        engine.log.name,
        tuple(os.fspath(each) for each in toolkits),
        Wishes() if wishes is None else wishes,
        os.fspath(template) if template is not None else None,
        force,
        spoken(),
    )
    if jobs < 2 or len(tasks) < 2:
        return map(_Writer(engine, opening).write, tasks)
    return _side_by_side(tasks, min(jobs, len(tasks)), opening)


def _tasks(engine: Engine, sessions: Sequence[str], formats: Sequence[str], folder: Path) -> list[_Task]:
    suffixes = {each: engine.exporter(each).suffix for each in formats}
    taken: set[Path] = set()
    tasks: dict[str, _Task] = {}
    for each in sessions:
        try:
            session = engine.open(each)
        except UsageError:  # it is not there: a slip of the pen
            raise
        except HanseiError as error:
            tasks[each] = _Task(each, problem=str(error))
            continue
        if session.id in tasks:
            continue
        files = {name: folder / file_name(session, suffix) for name, suffix in suffixes.items()}
        if not taken.isdisjoint(files.values()):
            files = {name: path.with_name(f"{path.stem}-{session.id}{path.suffix}") for name, path in files.items()}
        taken.update(files.values())
        tasks[session.id] = _Task(session.id, files)
    return list(tasks.values())


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise ExportError(tr("the folder {folder} cannot be made: {why}", folder=folder, why=why)) from error


def _side_by_side(tasks: Sequence[_Task], jobs: int, opening: _Opening) -> Iterator[Exported]:
    from collections import deque
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    waiting: deque[Future[Exported]] = deque()
    left = iter(tasks)
    # Processes that begin anew: what this one holds open, threads and databases, is not for two.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (opening,)) as pool, _let_go(waiting):
        try:
            for task in left:
                waiting.append(pool.submit(_write, task))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise ExportError(tr("a process that writes reports ended by itself; --jobs 1 does without")) from error


@contextmanager
def _let_go(waiting: Sequence[Future[Exported]]) -> Iterator[None]:
    """Begin none of those that wait when somebody stops; those that are being written are written whole."""
    try:
        yield
    finally:
        for each in waiting:
            each.cancel()


#: Of a process that writes beside others.
_own: list[_Writer] = []


def _begin(how: _Opening) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c stops the one who asks; what is being written becomes whole
    speak(how.language)
    _own.append(_Writer(open_engine(how.store, toolkits=how.toolkits), how))


def _write(task: _Task) -> Exported:
    return _own[0].write(task)
