"""What is asked, of whom, and what was given so far: the run screen's logic without any drawing.

It knows kinds only by their contract, so a stranger's kind is asked like a built-in one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hansei.content.toolkit import AgendaStep
from hansei.errors import HanseiError, ResponseError
from hansei.form import Given, Question, Text
from hansei.insight.beginnings import proposed
from hansei.insight.progress import Task
from hansei.record.session import Session
from hansei_tui.run.asker import Asker
from hansei_tui.run.questions import LONGEST, asker_of, empty, optional
from hansei_tui.run.step_tasks import StepTasks
from hansei_tui.sentences import tr


class Asking(StepTasks):
    """Asks what one step of the agenda asks for.

    Args:
        session: The session.
        step: The step that is looked at.
    """

    def __init__(self, session: Session, step: AgendaStep) -> None:
        super().__init__(session, step)
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

    @property
    def settled(self) -> bool:
        """Whether the current task is on the record and nothing of it is being asked."""
        return self.answered and not self.changing

    # ------------------------------------------------------------------------------------- moving

    def reload(self) -> None:
        """Take in what is on the record; the current task stays the current one."""
        super().reload()
        if self.in_rounds:  # perhaps opened in another window a moment ago
            self.given, self.prior, self.changing, self.question, self.asker = {}, {}, False, None, None

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
        if task.answered and not self.in_rounds:
            response = self.session.response(task.instrument, task.item.id, rater=task.rater)
            self.prior = dict(self.kind.given(self.definition, task.item, response))

    def _event(self, task: Task) -> str:
        found = self.session.state.given(task.instrument).get((task.item.id, task.rater, task.round))
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
            return tr("taken back elsewhere; enter again puts it on the record")
        if all(merged[id_] == self.prior.get(id_) for id_ in changed):
            return ""
        asked = self.form(self.given)
        theirs = self.prior.get(question.id) != before.get(question.id)
        if changed == {question.id} and isinstance(question, Text) and asked == question and not theirs:
            return ""
        return tr("changed elsewhere to {answer}; enter again overwrites it", answer=self.say(task))

    def move_on(self) -> bool:
        """Look at the next open task, from here on and then from the start; return whether there is one.

        A grid is left only when every cell of it is answered.
        """
        count = len(self.tasks)
        onward = [(self.at + step) % count for step in range(1, count + 1)]
        if (task := self.task) is not None and self.grid() is not None:
            onward.sort(key=lambda index: self.tasks[index].instrument != task.instrument)
        for index in onward:
            if not self.tasks[index].answered:
                self.select(index)
                return True
        self.select(self.at)
        return False

    def change(self) -> None:
        """Ask anew what is on the record, beginning with what was given."""
        self.given, self.changing = {}, True
        self._ask()

    def words_after(self, given: Given) -> str:
        """Return the id of the words that may follow what was given or is on the record; empty: there are none."""
        walked = dict(given)
        for _ in range(LONGEST):
            question = self.form(walked)
            if question is None or isinstance(question, Text):
                return question.id if question is not None and question.optional and walked else ""
            if question.id not in self.prior and not optional(question):
                return ""
            walked[question.id] = self.prior[question.id] if question.id in self.prior else empty(question)
        return ""

    def ask_words(self) -> bool:
        """Ask for the words that go with an answer, such as its evidence; return whether there are any."""
        return self.ask_for("")

    def ask_for(self, id_: str) -> bool:
        """Ask anew one question of an answer on the record; return whether there is one.

        Args:
            id_: The question's id; empty: the first that asks for words.
        """
        given: Given = {}
        for _ in range(LONGEST if self.answered else 0):
            question = self.form(given)
            if question is None:
                return False
            if question.id == id_ or (not id_ and isinstance(question, Text)):
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

    def _ask(self) -> None:
        self.question = None if self.in_rounds else self.form(self.given) if self.given else self.first
        self.asker = asker_of(self.question) if self.question is not None else None
        if self.asker is None or self.question is None:
            return
        if self.question.id in self.prior:
            self.asker.prefill(self.prior[self.question.id])
        elif (begin := self.proposal()) is not None:
            self.asker.prefill(begin)

    def proposal(self) -> Any:
        """Return what the first question may begin with while nothing is on the record; None: nothing."""
        task, question = self.task, self.question
        if task is None or question is None or self.answered or self.given or not self.session.state.begun:
            return None
        return proposed(self.session, task.instrument, task.item.id, question)

    def again(self) -> None:
        """Ask the question anew with what was begun, after the record refused the answer."""
        begun = self.asker.draft() if self.asker is not None else ""
        self._ask()
        if self.asker is not None and begun:
            self.asker.restore(begun)

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
                fault = f"{type(error).__name__}: {error}"
                raise ResponseError(tr("the kind could not read it ({fault})", fault=fault)) from error

        return act

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
        if self.task is None or self.in_rounds:
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
