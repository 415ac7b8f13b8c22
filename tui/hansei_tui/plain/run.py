"""A session run line by line, whoever answers: somebody at a keyboard, a pipe, or a file of answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hansei.content.toolkit import AgendaStep
from hansei.document.spans import plain
from hansei.errors import ResponseError, UsageError
from hansei.insight.clock import clocks
from hansei.insight.progress import Task, tasks
from hansei.record.events import Answered, Cleared, Joined, Left, Noted
from hansei.record.session import Session
from hansei_tui.people import taken_back
from hansei_tui.plain.answers import Answers
from hansei_tui.plain.asking import OPEN, LineAsker
from hansei_tui.plain.pages import HELP as PAGES_HELP
from hansei_tui.plain.pages import PageLines
from hansei_tui.plain.people import HELP as PEOPLE_HELP
from hansei_tui.plain.people import PeopleLines

HELP = f"""\
  an empty line    leaves the question open
  /back            to the step before          /next         this step is done, go on
  /goto STEP       take the room to a step     /look STEP    read a step without going there
  /undo            take back the last answer   /again ITEM   answer an item of this step again
  /note TEXT       a note at this step         /park TEXT    onto the parking lot
  /clock           start or pause the timer    /add 5        five minutes more
  /agenda          all steps and their state   /quit         leave; nothing is lost
{PAGES_HELP}
{PEOPLE_HELP}
  //TEXT           an answer that begins with a slash"""


class LeaveError(Exception):
    """Somebody wants to leave."""


class AskAgainError(Exception):
    """What is open has changed: look again what to ask."""


class GoError(Exception):
    """Go to another step: ``str(error)`` is its path; empty: behind the last one."""


class PlainRun:
    """One walk through a session.

    Args:
        session: The session.
        say: Prints a line.
        read: Returns the next line of a keyboard or a pipe, raising EOFError at its end; None with a file.
        answers: The file of answers, when there is one.
    """

    def __init__(
        self,
        session: Session,
        say: Callable[[str], None],
        *,
        read: Callable[[str], str] | None = None,
        answers: Answers | None = None,
    ) -> None:
        self.session = session
        self.say = say
        self._read = read
        self._answers = answers
        self._lines = LineAsker(self._line, say)
        self._left_open: set[tuple[str, str, str]] = set()
        self._people = PeopleLines(session, say, self._people_changed)
        #: What is being asked; None between the questions.
        self._now: Task | None = None

    def run(self) -> None:
        """Go from the running step to the end.

        Raises:
            LeaveError: when somebody leaves before; everything answered is saved.
        """
        path: str | None = self.session.running.path
        ended = False
        while not ended:
            try:
                while path is not None:
                    path = self._step(self.session.step(path))
                self._end()
                ended = True
            except AskAgainError:  # taken back at the last question of all: that is asked again
                continue
            except GoError as go:
                path = str(go) or None
                self._left_open.clear()

    def _end(self) -> None:
        if self._answers is not None:
            self._finish(self._answers)
        elif self._confirmed("Close the session? It can be reopened."):
            self.session.close()
            self.say("The session is closed.")

    # ------------------------------------------------------------------------------------- a step

    def _step(self, step: AgendaStep) -> str | None:
        """Run a step; return the next one's path, or None at the end of the agenda."""
        session = self.session
        session.move(step.path)
        self._tell(step)
        while True:
            with suppress(AskAgainError):
                while task := self._next(step):
                    self._ask(task)
                while self._answers is None and self._line("enter: this step is done; /help for more").strip():
                    self.say("  nothing is asked here; /note TEXT keeps words, /again ITEM changes an answer")
                break
        if step.path not in session.state.ended:
            session.end_step(step.path)
        self.say(f"done {step.path}")
        here = session.agenda.index(step)
        following = session.agenda[here + 1 :]
        return following[0].path if following else None

    def _tell(self, step: AgendaStep) -> None:
        activity = step.activity
        planned = f" ({activity.minutes} min)" if activity.minutes else ""
        whose = "" if step.step.provenance == "source" else f" [{step.step.provenance}]"
        self.say("")
        self.say(f"== {activity.title}{planned}: {step.title}{whose}")
        for text in filter(None, (step.step.text, *(f"- {question}" for question in step.step.questions))):
            self.say(plain(text))
        for note in self.session.state.notes.values():
            if note.step == step.path:
                self.say(f"{'parked' if note.parked else 'note'}: {note.text}")

    def _next(self, step: AgendaStep) -> Task | None:
        for task in tasks(self.session, step):
            if not task.answered and (task.instrument, task.item.id, task.rater) not in self._left_open:
                return task
        return None

    def _ask(self, task: Task) -> None:
        before, self._now = self._now, task
        try:
            self._ask_now(task)
        finally:
            self._now = before

    def _ask_now(self, task: Task) -> None:
        session = self.session
        where = (task.instrument, task.item.id, task.rater)
        asker, named = self._asker(task)
        if asker is None:
            self._left_open.add(where)
            self.say(f"open {task.instrument}/{task.item.id}: the file has no answer")
            return
        instrument, kind = session.instrument(task.instrument)
        self.say("")
        self.say(self._heading(task))
        given: dict[str, Any] = {}
        try:
            while question := kind.form(instrument.definition, task.item, given):
                value = asker.ask(question, named)
                if value is OPEN:
                    if isinstance(asker, Answers):
                        asker.end(named, missing=question.id)
                    self._left_open.add(where)
                    self.say(f"open {task.instrument}/{task.item.id}")
                    return
                given[question.id] = value
            if isinstance(asker, Answers):
                asker.end(named)
            session.answer(task.instrument, task.item.id, given, rater=task.rater)
        except ResponseError as error:
            if isinstance(asker, Answers):
                raise asker.at(named, str(error)) from None
            if not any(given.values()):  # an empty line: the question stays open
                self._left_open.add(where)
                self.say(f"open {task.instrument}/{task.item.id}")
            else:
                self.say(f"  {error}")
            return
        response = session.response(task.instrument, task.item.id, rater=task.rater)
        who = "" if task.rater == "team" else f" ({session.rater_name(task.rater)})"
        self.say(f"saved {task.instrument}/{task.item.id}{who}: {kind.say(instrument.definition, task.item, response)}")

    def _asker(self, task: Task) -> tuple[LineAsker | Answers | None, tuple[str, str, str]]:
        """Return who answers a task, and under which name: a file knows raters by their names."""
        if self._answers is None:
            return self._lines, (task.instrument, task.item.id, task.rater)
        for name in ("", self.session.rater_name(task.rater)):
            named = (task.instrument, task.item.id, name)
            if (name or task.rater == "team") and self._answers.begin(named):
                return self._answers, named
        return None, ("", "", "")

    def _heading(self, task: Task) -> str:
        instrument = self.session.toolkit.instruments[task.instrument]
        items = self.session.items(task.instrument)
        number = next((n for n, item in enumerate(items, 1) if item.id == task.item.id), 0)
        row = f"{task.item.row} — " if task.item.row and task.item.row != task.item.id else ""
        because = f" ({task.item.because})" if task.item.because else ""
        who = "" if task.rater == "team" else f"{self.session.rater_name(task.rater)}: "
        title = task.item.title if task.item.column or not task.item.short else task.item.short
        name = (instrument.title or instrument.ours.title or instrument.id).rstrip(":")
        return f"{name}, {number} of {len(items)}: {who}{row}{title}{because}"

    def _finish(self, answers: Answers) -> None:
        for step, text, parked in answers.notes:
            self.session.note(text, step=step, parked=parked)
            self.say(f"saved {'parking lot' if parked else 'note'}: {text}")
        answers.check_used()
        if answers.close:
            self.session.close()
            self.say("The session is closed.")

    # ------------------------------------------------------------------------------------- lines and commands

    def _line(self, prompt: str) -> str:
        """Return the next line that is no command."""
        assert self._read is not None  # noqa: S101 - nothing is read when a file answers
        while True:
            line = self._read(prompt)
            if line.startswith("//"):
                return line[1:]
            if not line.startswith("/"):
                return line
            self._command(line)

    def _command(self, line: str) -> None:
        name, _, rest = line[1:].strip().partition(" ")
        commands: dict[str, Callable[[str], None]] = {
            "back": self._back,
            "next": self._skip,
            "goto": self._goto,
            "look": self._look,
            "undo": self._undo,
            "again": self._again,
            "note": lambda text: self._note(text, parked=False),
            "park": lambda text: self._note(text, parked=True),
            "clock": self._clock,
            "add": self._add,
            "agenda": self._agenda,
            "quit": self._quit,
            "help": lambda _: self.say(HELP),
            **PageLines(self.session, self.say).commands,
            **self._people.commands,
        }
        act = commands.get(name)
        if act is None:
            self.say(f"  there is no /{name}; /help lists what there is")
            return
        try:
            act(rest.strip())
        except UsageError as error:
            self.say(f"  {error}")

    def _back(self, _: str) -> None:
        here = self.session.agenda.index(self.session.running)
        if here == 0:
            self.say("  this is the first step")
            return
        raise GoError(self.session.agenda[here - 1].path)

    def _skip(self, _: str) -> None:
        step = self.session.running
        self.session.end_step(step.path)
        following = self.session.agenda[self.session.agenda.index(step) + 1 :]
        raise GoError(following[0].path if following else "")

    def _goto(self, path: str) -> None:
        raise GoError(self.session.step(path).path)

    def _look(self, path: str) -> None:
        self._tell(self.session.step(path))
        self.say("  (only looking: the room stays where it is)")

    def _people_changed(self) -> None:
        """Look again whom to ask, unless somebody is in the middle of an answer who is still asked."""
        task = self._now
        if task is None or task.rater not in self.session.raters(task.instrument):
            raise AskAgainError

    def _undo(self, _: str) -> None:
        people = self.session.people
        event = self.session.undo()
        if isinstance(event, (Answered, Cleared)):
            self.say(f"undone {event.instrument}/{event.item}")
            self._left_open.discard((event.instrument, event.item, event.rater))
            raise AskAgainError
        if isinstance(event, Noted):
            self.say(f"undone note: {event.text}")
        elif isinstance(event, (Joined, Left)):
            self.say(taken_back(event.person, people, self.session))
            self._people_changed()
        else:
            self.say("  there is nothing to undo" if event is None else "undone")

    def _again(self, item: str) -> None:
        session = self.session
        for id_ in session.running.step.instruments:
            for each in session.items(id_):
                if each.id == item:
                    for rater in session.raters(id_):
                        self._ask(Task(id_, each, rater, answered=True))
                    return
        self.say(f"  this step has no item {item!r}")

    def _note(self, text: str, *, parked: bool) -> None:
        self.session.note(text, parked=parked)
        self.say(f"saved {'parking lot' if parked else 'note'}: {text}")

    def _clock(self, _: str) -> None:
        activity = self.session.running.activity
        clock = clocks(self.session.agenda, self.session.state.clock, self.session.now())[activity.id]
        if clock.running:
            self.session.stop_clock(activity.id)
        else:
            self.session.start_clock(activity.id)
        state = "paused" if clock.running else "running"
        self.say(f"timer {state}: {clock.minutes} of {clock.planned or '?'} min, {clock.pace.value}")

    def _add(self, minutes: str) -> None:
        digits = minutes.removeprefix("-").removeprefix("+")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
            self.say(f"  {minutes!r} is no number of minutes; type it as in /add 5")
            return
        self.session.add_time(self.session.running.activity.id, int(minutes))
        self.say(f"added {minutes} min")

    def _agenda(self, _: str) -> None:
        for entry in self.session.agenda:
            state = self.session.state.ended.get(entry.path, "")
            mark = {"done": "[x]", "skipped": "[-]"}.get(state, "[>]" if entry == self.session.running else "[ ]")
            self.say(f"  {mark} {entry.path}: {entry.title}")

    def _quit(self, _: str) -> None:
        raise LeaveError

    def _confirmed(self, question: str) -> bool:
        self.say(question)
        return self._line("yes or no").strip().casefold() in ("y", "yes")
