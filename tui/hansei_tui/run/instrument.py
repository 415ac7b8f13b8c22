"""What is asked, of whom, and what was given so far: the run screen's logic without any drawing.

It knows kinds only by their contract, so a stranger's kind is asked like a built-in one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec

from hansei.content.toolkit import AgendaStep
from hansei.errors import HanseiError, ResponseError
from hansei.form import Choose, Given, Number, Question, Table, Text, Walk
from hansei.insight.progress import Task, tasks
from hansei.kinds import AnyKind
from hansei.record.events import Answered, Joined, Left
from hansei.record.people import TEAM
from hansei.record.session import Session
from hansei_tui.people import taken_back
from hansei_tui.run.asker import Asker
from hansei_tui.run.choose import Choosing
from hansei_tui.run.table import Filling
from hansei_tui.run.walk import Walking
from hansei_tui.run.words import Wording
from hansei_tui.shown import clipped

#: A form that never ends is cut here.
LONGEST = 100


def asker_of(question: Question) -> Asker:
    """Return what asks a question."""
    if isinstance(question, Walk):
        return Walking(question)
    if isinstance(question, Choose):
        return Choosing(question)
    if isinstance(question, Table):
        return Filling(question)
    return Wording(question)


class Asking:
    """Asks what one step of the agenda asks for.

    Args:
        session: The session.
        step: The step that is looked at.
    """

    def __init__(self, session: Session, step: AgendaStep) -> None:
        self.session = session
        self.step = step
        self.tasks: tuple[Task, ...] = ()
        #: Index of the current task.
        self.at = 0
        #: What the form collected so far, and is not on the record.
        self.given: Given = {}
        #: What is on the record.
        self.prior: Given = {}
        #: The event that :attr:`prior` was read from; empty when nothing is on the record.
        self.seen = ""
        #: True while an answer that is on the record is given anew.
        self.changing = False
        self.question: Question | None = None
        self.asker: Asker | None = None
        self.reload()
        opens = [index for index in range(len(self.tasks)) if not self.tasks[index].answered]
        self.select(opens[0] if opens else 0)

    # ------------------------------------------------------------------------------------- where

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
    def settled(self) -> bool:
        """Whether the current task is on the record and nothing of it is being asked."""
        return self.answered and not self.changing

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
        task = self.task
        return tuple(each for each in self.tasks if task and each.instrument == task.instrument)

    def grid(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Return the rows and columns when the current instrument's items fill a grid, or None."""
        task = self.task
        if task is None or not task.item.row or not task.item.column:
            return None
        items = {each.item.id: each.item for each in self.here()}
        rows = tuple(dict.fromkeys(item.row for item in items.values()))
        columns = tuple(dict.fromkeys(item.column for item in items.values()))
        places = {(item.row, item.column) for item in items.values()}
        full = len(places) == len(items) == len(rows) * len(columns)
        return (rows, columns) if full and len(columns) > 1 and "" not in rows and "" not in columns else None

    def find(self, instrument: str, item: str, rater: str = "") -> int | None:
        """Return the index of a task, or None."""
        for index, task in enumerate(self.tasks):
            if (task.instrument, task.item.id) == (instrument, item) and rater in ("", task.rater):
                return index
        return None

    # ------------------------------------------------------------------------------------- moving

    def reload(self) -> None:
        """Take in what is on the record; the current task stays the current one."""
        now: Task | None = self.task
        self.tasks = tasks(self.session, self.step)
        if now is not None:
            found = self.find(now.instrument, now.item.id, now.rater)
            self.at = found if found is not None else min(self.at, max(0, len(self.tasks) - 1))

    def same(self, task: Task | None) -> bool:
        """Whether the current task is that one, answered or not."""
        now = self.task
        if now is None or task is None:
            return now is task
        return (now.instrument, now.item.id, now.rater) == (task.instrument, task.item.id, task.rater)

    def select(self, index: int) -> None:
        """Look at a task."""
        self.at = min(max(0, index), max(0, len(self.tasks) - 1))
        self.given, self.prior, self.changing = {}, {}, False
        task = self.task
        if task is None:
            self.question = self.asker = None
            return
        self._see(task)
        self._ask()

    def _see(self, task: Task) -> None:
        """Take in what is on the record for a task."""
        self.prior, self.seen = {}, self._event(task)
        if task.answered:
            response = self.session.response(task.instrument, task.item.id, rater=task.rater)
            self.prior = dict(self.kind.given(self.definition, task.item, response))

    def _event(self, task: Task) -> str:
        found = self.session.state.answers.get(task.instrument, {}).get((task.item.id, task.rater, 1))
        return found.id if found is not None else ""

    def rebase(self, value: Any) -> str:
        """Go on from what others put on the record while this answer was given.

        What was not changed here takes their value. So do words that were changed here alone; anything else has
        to be given a second time.

        Args:
            value: The answer to the current question.

        Returns:
            What has to be said before this answer may take the place of theirs; empty when nothing has.
        """
        task, question = self.task, self.question
        if task is None or question is None or self._event(task) == self.seen:
            return ""
        before, given = self.prior, self.attempt(value)
        changed = {id_ for id_, each in given.items() if each != before.get(id_)}
        self._see(task)
        merged = {id_: each if id_ in changed else self.prior.get(id_, each) for id_, each in given.items()}
        self.given = {id_: each for id_, each in merged.items() if id_ != question.id}
        if not self.prior:
            return "taken back elsewhere; enter again puts it on the record"
        if all(merged[id_] == self.prior.get(id_) for id_ in changed):
            return ""
        asked = self.form(self.given)
        theirs = self.prior.get(question.id) != before.get(question.id)
        if changed == {question.id} and isinstance(question, Text) and asked == question and not theirs:
            return ""
        return f"changed elsewhere to {self.say(task)}; enter again overwrites it"

    def move_on(self) -> bool:
        """Look at the next open task, from here on and then from the start; return whether there is one."""
        count = len(self.tasks)
        for step in range(1, count + 1):
            index = (self.at + step) % count
            if not self.tasks[index].answered:
                self.select(index)
                return True
        self.select(self.at)
        return False

    def change(self) -> None:
        """Ask anew what is on the record, beginning with what was given."""
        self.given, self.changing = {}, True
        self._ask()

    def ask_words(self) -> bool:
        """Ask for the words that go with an answer, such as its evidence; return whether there are any."""
        if not self.answered:
            return False
        given: Given = {}
        for _ in range(LONGEST):
            question = self.form(given)
            if question is None:
                return False
            if isinstance(question, Text):
                self.given, self.changing = given, True
                self._ask()
                return True
            given[question.id] = self.prior.get(question.id)
        return False

    def back(self) -> bool:
        """Ask the question before this one again; return whether there was one."""
        if not self.given:
            return False
        last = list(self.given)[-1]
        value = self.given.pop(last)
        self._ask()
        if self.asker is not None:
            self.asker.prefill(value)
        return True

    # ------------------------------------------------------------------------------------- asking

    def form(self, given: Given) -> Question | None:
        """Return what the kind asks next."""
        return self.kind.form(self.definition, self._need().item, dict(given))

    def _ask(self) -> None:
        self.question = self.form(self.given)
        self.asker = asker_of(self.question) if self.question is not None else None
        if self.asker is not None and self.question is not None and self.question.id in self.prior:
            self.asker.prefill(self.prior[self.question.id])

    def attempt(self, value: Any) -> Given:
        """Return what would be given with this answer to the current question."""
        assert self.question is not None  # noqa: S101 - asked for only where something is asked
        return {**self.given, self.question.id: value}

    def complete(self, given: Given) -> Given | None:
        """Return what can go on the record already, or None when something needed is still to be asked.

        What is optional and was not asked yet keeps what the record holds.
        """
        found, walked = dict(given), dict(given)
        for _ in range(LONGEST):
            question = self.form(walked)
            if question is None:
                return found
            if question.id in self.prior:
                walked[question.id] = found[question.id] = self.prior[question.id]
            elif optional(question):
                walked[question.id] = empty(question)
            else:
                return None
        return None

    def take(self, given: Given) -> bool:
        """Go on with what was given and is not on the record; return whether something is left to ask."""
        self.given = given
        self._ask()
        return self.question is not None

    def recorded(self, given: Given) -> bool:
        """Take in that an answer is on the record; return whether words may follow it."""
        self.reload()
        at = self.at
        self.select(at)
        question = self.form(given)
        if question is None:
            return False
        self.given, self.changing = dict(given), True
        self._ask()
        return True

    def record(self, given: Given) -> Callable[[], None]:
        """Return what writes an answer to the record."""
        task = self._need()

        def act() -> None:
            try:
                self.session.answer(task.instrument, task.item.id, given, rater=task.rater)
            except (KeyError, TypeError, AttributeError) as error:  # a stranger's kind, given too little
                raise ResponseError(f"the kind could not read it ({type(error).__name__}: {error})") from error

        return act

    def undo(self) -> str:
        """Take back the last answer, note or change of who takes part; return what was done, in words."""
        people = self.session.people
        event = self.session.undo()
        if event is None:
            return "nothing to undo"
        if isinstance(event, (Joined, Left)):
            return taken_back(event.person, people, self.session)
        self.reload()
        if isinstance(event, Answered):
            found = self.find(event.instrument, event.item, event.rater)
            if found is not None:
                self.select(found)
            return f"taken back: {self._recalled(event)}"
        self.select(self.at)
        return "taken back: a note" if hasattr(event, "text") else "put back"

    # ------------------------------------------------------------------------------------- words

    def label(self, instrument: str, item: str) -> str:
        """Return an item in a few words."""
        try:
            return self.session.item(instrument, item).label
        except HanseiError:
            return item

    def _recalled(self, event: Answered) -> str:
        """Return an answer that does not count any more as people said it: what, who and how."""
        words = clipped(self.label(event.instrument, event.item), 36)
        if event.rater != TEAM:
            words += f", {self.session.rater_name(event.rater)}"
        try:
            instrument, kind = self.session.instrument(event.instrument)
            response = msgspec.json.decode(event.response, type=kind.response)
            said = kind.say(instrument.definition, self.session.item(event.instrument, event.item), response)
        except (HanseiError, msgspec.MsgspecError):
            return words
        return f"{words}: {said}"

    def needs(self) -> frozenset[str]:
        """Return the items of the current instrument that call for work, such as what must be created."""
        if self.task is None:
            return frozenset()
        instrument, kind = self.session.instrument(self.task.instrument)
        return frozenset(item.id for item in kind.needs(instrument.definition, self.session.answers(instrument.id)))

    def say(self, task: Task) -> str:
        """Return the answer to a task in one line; empty when there is none."""
        if not task.answered:
            return ""
        instrument, kind = self.session.instrument(task.instrument)
        response = self.session.response(task.instrument, task.item.id, rater=task.rater)
        return kind.say(instrument.definition, task.item, response)

    # ------------------------------------------------------------------------------------- drafts

    def given_draft(self) -> str:
        """Return what was given and is not on the record, to be put aside."""
        return json.dumps(self.given) if self.given and not self.answered else ""

    def restore(self, given: str, draft: Callable[[str], str]) -> None:
        """Go on where the task was left.

        Args:
            given: What :meth:`given_draft` returned.
            draft: Returns the draft of a question, by the question's id.
        """
        if self.task is None:
            return
        if given and not self.answered:
            try:
                self.take(dict(json.loads(given)))
            except (ValueError, TypeError, HanseiError):
                self.select(self.at)
        elif self.answered:
            self._restore_change(draft)
        if self.asker is not None and self.question is not None and (kept := draft(self.question.id)):
            self.asker.restore(kept)

    def _restore_change(self, draft: Callable[[str], str]) -> None:
        """Find the question of an answered task that somebody was about to change."""
        walked: Given = {}
        for _ in range(LONGEST):
            question = self.form(walked)
            if question is None:
                return
            if draft(question.id):
                self.given, self.changing = walked, True
                self._ask()
                return
            walked[question.id] = self.prior.get(question.id)


def optional(question: Question) -> bool:
    """Whether a question may be left out."""
    return not isinstance(question, Walk) and question.optional


def empty(question: Question) -> Any:
    """Return what an optional question holds when it is left out."""
    if isinstance(question, Number):
        return None
    if isinstance(question, Table) or (isinstance(question, Choose) and question.many):
        return []
    return ""
