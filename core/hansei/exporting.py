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
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import Factory, define, evolve, field, frozen

from hansei.document.files import ThereAlreadyError, write_together
from hansei.document.folders import refuse_target, write_all
from hansei.document.look import Look, Wishes
from hansei.engine import Engine, open_engine
from hansei.errors import ExportError, HanseiError
from hansei.insight.names import head_name
from hansei.words.ours import tr
from hansei.words.speaking import speak, spoken

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Parts of the work that are given to the processes ahead of those that are done, for each of them.
_AHEAD = 2
#: Files that are brought to the disk at a time while the next report is made.
_AT_ONCE = 4
#: Seconds that a process is to be busy with what it is given at once, and how many sessions that may be.
_BUSY, _MOST = 0.1, 16


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
    #: Formats whose files were there already and stayed as they are.
    kept: tuple[str, ...] = ()
    #: Those of them that are older than what was last put on the session's record.
    older: tuple[str, ...] = ()


@frozen
class _Task:
    session: str
    files: dict[str, Path] = Factory(dict)
    kept: tuple[str, ...] = ()
    older: tuple[str, ...] = ()


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

    def write(self, tasks: Iterable[_Task]) -> Iterator[Exported]:
        """Yield what became of each.

        While files are brought to the disk, which takes half as long as making a page, the next reports are made.
        """
        from collections import deque
        from concurrent.futures import ThreadPoolExecutor

        under_way: deque[Future[Exported]] = deque()
        with ThreadPoolExecutor(_AT_ONCE) as disk:
            for task in tasks:
                under_way.append(disk.submit(copy_context().run, self._made(task)))
                if len(under_way) > _AT_ONCE:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()

    def _made(self, task: _Task) -> Callable[[], Exported]:
        """Make a session's reports; return what writes them."""
        if len(task.kept) == len(task.files):
            return lambda: Exported(task.session, task.files, kept=task.kept, older=task.older)
        try:
            session = self.engine.open(task.session)
            key = (session.toolkit.id, session.toolkit.version)
            look = self._looks.get(key)
            if look is None:
                look = self._looks[key] = self.engine.look(session.toolkit, self.how.wishes)
            report = self.engine.report(session, look)
            wanted = [(format_, path) for format_, path in task.files.items() if format_ not in task.kept]
            made = [
                (path, self.engine.written(lambda: report, format_, template=self.how.template))
                for format_, path in wanted
            ]
        except HanseiError as error:
            problem = Exported(task.session, problem=str(error))
            return lambda: problem
        return partial(self._written, task, made, tuple(look.remarks))

    def _written(self, task: _Task, made: Sequence[tuple[Path, bytes]], remarks: tuple[str, ...]) -> Exported:
        try:
            write_together(made, force=self.how.force)
        except HanseiError as error:
            return Exported(task.session, problem=str(error))
        return Exported(task.session, task.files, remarks=remarks, kept=task.kept, older=task.older)


def export_many(
    engine: Engine,
    sessions: Sequence[str],
    formats: Sequence[str],
    folder: str | os.PathLike[str],
    *,
    wishes: Wishes | None = None,
    template: str | os.PathLike[str] | None = None,
    force: bool = False,
    missing: bool = False,
    jobs: int = 1,
    toolkits: Sequence[str | os.PathLike[str]] = (),
) -> Iterator[Exported]:
    """Write the reports of sessions into a folder, and tell of each, in the order that they were named in.

    Each file is named by team, toolkit and date; where two would have one name, each also has its session's id.

    Args:
        engine: Knows the sessions and the formats.
        sessions: Their ids, or the beginnings of them.
        formats: As in "html" and "pdf".
        folder: Where the files go; it is made when it is not there.
        wishes: How they are to look and what they are made without; None: as the settings say.
        template: A document of the reader's own, whose placeholders are filled.
        force: True to replace files that are there.
        missing: True to leave files that are there as they are and write the others, as after an interruption.
        jobs: How many processes write at a time, each with an engine of its own on the same store; 1: this one.
        toolkits: Folders of toolkits that the engine was opened with, for those of the processes.

    Raises:
        UsageError: before anything is written: when no plugin brings a format, or a session is not there.
        ThereAlreadyError: before anything is written: when a file is there already.
        ExportError: before anything is written: when what a format needs is not there, or the folder cannot be made.
    """
    place = Path(folder)
    for format_ in formats:
        if lacking := engine.exporter(format_).missing():
            raise ExportError(lacking)
    tasks = _tasks(engine, sessions, tuple(dict.fromkeys(formats)), place)
    if missing:
        tasks = _missing(engine, tasks)
    elif not force and (there := [path for task in tasks for path in task.files.values() if path.exists()]):
        raise ThereAlreadyError(
            tr(
                "{path} is there already; name another folder, write the others alone with --missing, or replace it "
                "with --force",
                path=there[0],
            )
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
        return _Writer(engine, opening).write(tasks)
    return _side_by_side(tasks, min(jobs, len(tasks)), opening)


def export_zip(
    engine: Engine,
    sessions: Sequence[str],
    formats: Sequence[str],
    target: str | os.PathLike[str],
    *,
    wishes: Wishes | None = None,
    template: str | os.PathLike[str] | None = None,
    force: bool = False,
    jobs: int = 1,
    toolkits: Sequence[str | os.PathLike[str]] = (),
) -> Generator[Exported, None, None]:
    """Write the reports of sessions into one zip, and tell of each; the zip is there when the last was told.

    A report that cannot be made is told and is not in it; without any there is none. When it is stopped,
    nothing is left.

    Args:
        engine: Knows the sessions and the formats.
        sessions: Their ids, or the beginnings of them.
        formats: As in "html" and "pdf".
        target: The zip.
        wishes: As for :func:`export_many`.
        template: As for :func:`export_many`.
        force: True to replace a zip that is there.
        jobs: As for :func:`export_many`.
        toolkits: As for :func:`export_many`.

    Raises:
        UsageError: before anything is written: when no plugin brings a format, or a session is not there.
        ExportError: when the zip is there already or cannot be written, or what a format needs is not installed.
    """
    from tempfile import TemporaryDirectory

    place = Path(target)
    refuse_target(place, force=force)
    try:
        aside = TemporaryDirectory(dir=place.parent, prefix=f".{place.name[:60]}.", ignore_cleanup_errors=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise ExportError(tr("{path} cannot be written: {why}", path=place, why=why)) from error
    with aside as folder:
        written: list[Path] = []
        how = {"wishes": wishes, "template": template, "jobs": jobs, "toolkits": toolkits}
        for made in export_many(engine, sessions, formats, folder, **how):  # type: ignore[arg-type]
            written += made.files.values()
            yield evolve(made, files=dict.fromkeys(made.files, place))
        if written:
            write_all(place, ((each.name, each.read_bytes()) for each in written), force=force)


def _tasks(engine: Engine, sessions: Sequence[str], formats: Sequence[str], folder: Path) -> list[_Task]:
    suffixes = {each: engine.exporter(each).suffix for each in formats}
    named: dict[str, list[str]] = {}
    tasks: dict[str, _Task] = {}
    for each in sessions:
        id_ = engine.find(each)
        if id_ in tasks:
            continue
        head = engine.log.head(id_)
        name = head_name(head) if head is not None else id_  # gone meanwhile: opening it says so
        named.setdefault(name, []).append(id_)
        tasks[id_] = _Task(id_, {each: folder / f"{name}{end}" for each, end in suffixes.items()})
    # Each of them, and not the later alone: whose file it is does not hang on which sessions were named beside it.
    for name, ids in named.items():
        for id_ in ids if len(ids) > 1 else ():
            files = {each: folder / f"{name}-{id_}{end}" for each, end in suffixes.items()}
            tasks[id_] = _Task(id_, files)
    return list(tasks.values())


def _missing(engine: Engine, tasks: Sequence[_Task]) -> list[_Task]:
    """Return tasks that keep the files that are there."""
    changed = {head.session: head.changed / 1000 for head in engine.sessions()}
    found = []
    for task in tasks:
        kept = tuple(each for each, path in task.files.items() if path.is_file())
        last = changed.get(task.session, 0)
        older = tuple(each for each in kept if task.files[each].stat().st_mtime < last)
        found.append(evolve(task, kept=kept, older=older))
    return found


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

    waiting: deque[Future[tuple[list[Exported], float]]] = deque()
    left, size = deque(tasks), 1
    # Processes that begin anew: what this one holds open, threads and databases, is not for two.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (opening,)) as pool, _let_go(waiting):
        try:
            while left or waiting:
                while left and len(waiting) < jobs * _AHEAD:
                    with _unstopped():
                        waiting.append(pool.submit(_write, [left.popleft() for _ in range(min(size, len(left)))]))
                done, took = waiting.popleft().result()
                size = max(1, min(_MOST, len(left) // (jobs * _AHEAD), int(len(done) * _BUSY / took)))
                yield from done
        except BrokenProcessPool as error:
            raise ExportError(tr("a process that writes reports ended by itself; --jobs 1 does without")) from error


@contextmanager
def _unstopped() -> Iterator[None]:
    """Hold ctrl+c back while a process begins: stopped then, it would leave the others waiting for ever."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _let_go(waiting: Sequence[Future[Any]]) -> Iterator[None]:
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


def _write(tasks: list[_Task]) -> tuple[list[Exported], float]:
    """Return what became of sessions, and how many seconds it took."""
    begun = time.monotonic()
    return list(_own[0].write(tasks)), max(time.monotonic() - begun, 0.001)
