"""What one step asks for, task by task, and which of it is looked at; nothing of what is being answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from hansei.content.toolkit import AgendaStep
from hansei.form import Given, Question
from hansei.insight.progress import Task, tasks
from hansei.kinds import AnyKind
from hansei.record.session import Session
from hansei_tui.run.questions import single_keys
from hansei_tui.run.standing import gathered, in_rounds

T = TypeVar("T")


class StepTasks:
    """The tasks of one step of the agenda.

    Args:
        session: The session.
        step: The step that is looked at.
    """

    def __init__(self, session: Session, step: AgendaStep) -> None:
        self.session = session
        self.step = step
        self._tasks: tuple[Task, ...] = ()
        self._of_tasks: dict[object, Any] = {}
        #: Everything the step asks for, also what is asked in rounds.
        self.asked: tuple[Task, ...] = ()
        #: Index of the current task.
        self.at = 0

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What the step asks for here, in order."""
        return self._tasks

    @tasks.setter
    def tasks(self, tasks: tuple[Task, ...]) -> None:
        self._tasks, self._of_tasks = tasks, {}

    def of_tasks(self, key: object, make: Callable[[], T]) -> T:
        """Return what ``make`` returned the last time, as long as the tasks are the same.

        Args:
            key: What it is, as in ``("grid", instrument)``.
            make: Makes it out of the tasks and nothing else; who gets it must not change it.
        """
        if key not in self._of_tasks:
            self._of_tasks[key] = make()
        found: T = self._of_tasks[key]
        return found

    @property
    def task(self) -> Task | None:
        """The current task, or None when the step asks for nothing."""
        return self.tasks[self.at] if self.at < len(self.tasks) else None

    @property
    def kind(self) -> AnyKind:
        """The kind of the current task's instrument."""
        return self.session.instrument(self._need().instrument)[1]

    @property
    def definition(self) -> Any:
        """The definition of the current task's instrument."""
        return self.session.instrument(self._need().instrument)[0].definition

    @property
    def key(self) -> str:
        """Where drafts of the current task are put aside."""
        task = self._need()
        return f"{task.instrument}/{task.item.id}/{task.rater}"

    @property
    def answered(self) -> bool:
        """Whether the current task is on the record."""
        return self.task is not None and self.task.answered

    @property
    def in_rounds(self) -> bool:
        """Whether the current task is rated in rounds: it is asked there, and nothing of it is shown here."""
        return self.task is not None and self.elsewhere(self.task)

    def elsewhere(self, task: Task) -> bool:
        """Whether a task is asked in a round and not in the step itself."""
        return in_rounds(self.session, task)

    @property
    def open(self) -> int:
        """How many tasks are not answered."""
        return sum(not task.answered for task in self.tasks)

    def _need(self) -> Task:
        task = self.task
        if task is None:  # pragma: no cover - asked for only where there is a task
            raise IndexError("this step asks for nothing")
        return task

    def here(self) -> tuple[Task, ...]:
        """Return the tasks of the current instrument."""
        of = self.task.instrument if self.task is not None else ""
        return self.of_tasks(("here", of), lambda: tuple(each for each in self.tasks if each.instrument == of))

    @property
    def first_here(self) -> int:
        """Index of the first task of the current instrument."""
        here = self.here()
        return next(index for index, each in enumerate(self.tasks) if each is here[0]) if here else 0

    def grid(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Return the rows and columns when the current instrument's items fill a grid, or None."""
        task = self.task
        if task is None or not task.item.row or not task.item.column:
            return None
        return self.of_tasks(("grid", task.instrument), lambda: _grid(self.here()))

    def places(self) -> Mapping[tuple[str, str], int]:
        """Return the index of the task in each cell of the grid, by row and column."""
        of = self.task.instrument if self.task is not None else ""

        def found() -> dict[tuple[str, str], int]:
            return {
                (each.item.row, each.item.column): index
                for index, each in enumerate(self.tasks)
                if each.instrument == of
            }

        return self.of_tasks(("places", of), found)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The keys of the options of every grid in this step: they are no commands in any part of it."""
        found: set[str] = set()
        for id_ in {task.instrument for task in self.tasks if task.item.column}:
            item = next(task.item for task in self.tasks if task.instrument == id_)
            instrument, kind = self.session.instrument(id_)
            found.update(single_keys(kind.form(instrument.definition, item, {})))
        return frozenset(found)

    def first_keys(self) -> Mapping[str, str]:
        """Return the keys that answer the first question about the current item, such as the state of a cell."""
        return single_keys(self.first)

    def find(self, instrument: str, item: str, rater: str = "") -> int | None:
        """Return the index of a task, or None."""
        for index, task in enumerate(self.tasks):
            if (task.instrument, task.item.id) == (instrument, item) and rater in ("", task.rater):
                return index
        return None

    def same(self, task: Task | None) -> bool:
        """Whether the current task is that one, answered or not."""
        now = self.task
        if now is None or task is None:
            return now is task
        return (now.instrument, now.item.id, now.rater) == (task.instrument, task.item.id, task.rater)

    def reload(self) -> None:
        """Take in what is on the record; the current task stays the current one."""
        now = self.task
        self.asked = tasks(self.session, self.step)
        self.tasks = gathered(self.session, self.asked)
        if now is not None:
            found = self.find(now.instrument, now.item.id, now.rater)
            self.at = found if found is not None else min(self.at, max(0, len(self.tasks) - 1))

    # ------------------------------------------------------------------------------------- what the kind says

    def form(self, given: Given) -> Question | None:
        """Return what the kind asks next."""
        return self.kind.form(self.definition, self._need().item, dict(given))

    @property
    def first(self) -> Question | None:
        """The first question about the current item, also while a later one is asked."""
        task = self.task
        if task is None:
            return None
        return self.of_tasks(("first", task.instrument, task.item.id), lambda: self.form({}))

    def needs(self) -> frozenset[str]:
        """Return the items of the current instrument that call for work, such as what must be created."""
        if self.task is None:
            return frozenset()
        return frozenset(item.id for item in self.session.needs(self.task.instrument))

    def say(self, task: Task) -> str:
        """Return the answer to a task in one line; empty when there is none."""
        if not task.answered or self.elsewhere(task):
            return ""
        instrument, kind = self.session.instrument(task.instrument)

        def said() -> str:
            response = self.session.response(task.instrument, task.item.id, rater=task.rater)
            return kind.say(instrument.definition, task.item, response)

        return self.session.unchanged(("say", task.instrument, task.item.id, task.rater), said)


def _grid(tasks: tuple[Task, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the rows and columns of an instrument's tasks when its items fill a grid, or None."""
    items = {each.item.id: each.item for each in tasks}
    rows = tuple(dict.fromkeys(item.row for item in items.values()))
    columns = tuple(dict.fromkeys(item.column for item in items.values()))
    places = {(item.row, item.column) for item in items.values()}
    full = len(places) == len(items) == len(rows) * len(columns)
    return (rows, columns) if full and len(columns) > 1 and "" not in rows and "" not in columns else None
