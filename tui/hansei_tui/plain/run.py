"""A session run line by line, whoever answers: somebody at a keyboard, a pipe, or a file of answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from hansei.content.toolkit import AgendaStep
from hansei.errors import ClosedRoundError, ResponseError, UsageError
from hansei.form import Given
from hansei.handoff.questions import Question
from hansei.insight.compare import by_spread, compare
from hansei.insight.progress import Task, tasks
from hansei.record.following import FollowedAction
from hansei.record.session import Session
from hansei.record.view import SessionView
from hansei_tui.brought_back import Deleted
from hansei_tui.plain.answers import Answers
from hansei_tui.plain.asking import LineAsker, is_yes
from hansei_tui.plain.breakouts import Breakouts
from hansei_tui.plain.filling import fill
from hansei_tui.plain.following import FollowingLines
from hansei_tui.plain.groups import GroupLines
from hansei_tui.plain.helping import help_text
from hansei_tui.plain.jumping import JumpLines
from hansei_tui.plain.origins import OriginLines
from hansei_tui.plain.pace import PaceLines
from hansei_tui.plain.pages import PageLines
from hansei_tui.plain.people import PeopleLines
from hansei_tui.plain.playing import Playing
from hansei_tui.plain.questioning import QuestionLines
from hansei_tui.plain.reviewing import AskBack, ReviewLines
from hansei_tui.plain.rounds import RoundLines
from hansei_tui.plain.settling import SettlingLines
from hansei_tui.plain.steps import StepLines, beneath, heading, noted
from hansei_tui.plain.turning import AskAgainError, GoError, LeaveError
from hansei_tui.plain.turns import Turns
from hansei_tui.plain.undoing import Undoing
from hansei_tui.run.leftover import left_behind
from hansei_tui.run.saving import Drafts
from hansei_tui.sentences import tr


class PlainRun:
    """One walk through a session.

    Args:
        session: The session.
        say: Prints a line.
        read: Returns the next line of a keyboard or a pipe, raising EOFError at its end; None with a file.
        answers: The file of answers, when there is one.
        earlier: The team's open actions of earlier sessions.
        questions: What other teams asked of this one.
        others: The team's other sessions, with whose results the instruments may begin.
        ask: Asks another team back; None: it cannot be done from here.
    """

    def __init__(
        self,
        session: Session,
        say: Callable[[str], None],
        *,
        read: Callable[[str], str] | None = None,
        answers: Answers | None = None,
        earlier: Sequence[FollowedAction] = (),
        questions: Sequence[Question] = (),
        others: Sequence[SessionView] = (),
        ask: AskBack | None = None,
    ) -> None:
        self.session = session
        self.say = say
        self._read = read
        self._answers = answers
        self._origins = OriginLines(session, say, others, self._begun_with)
        self._lines = LineAsker(self._line, say, self._origins.proposal)
        self._deleted = Deleted(session)
        self._left_open: set[tuple[str, str, str]] = set()
        self._steps = StepLines(session, say)
        self._undoing = Undoing(session, say, self._asked_again, self._people_changed)
        self._following = FollowingLines(session, say, earlier)
        self._reviewing = ReviewLines(session, say, ask)
        self._questioning = QuestionLines(session, say, questions)
        self._settling = SettlingLines(session, say, self._line, self._lines, self._instrument)
        self._turns = Turns(session, say, self._line, self._ask, self._reveal, self._is_left)
        self._rounds = RoundLines(
            session, say, self._line, self._settling, self._turns, self._instrument, self._round_changed
        )
        self._playing = (
            Playing(session, answers, say, self._answer_at, earlier, questions, others) if answers is not None else None
        )
        self._jumps = JumpLines(session, say, lambda: self._here)
        breakouts = Breakouts(session, say, self._steps.tell, self._ask)
        self._commands: dict[str, Callable[[str], None]] = {
            **self._steps.commands,
            **PageLines(session, say).commands,
            **PeopleLines(session, say, self._people_changed).commands,
            **GroupLines(session, say, self._people_changed, breakouts.ask).commands,
            **self._rounds.commands,
            **self._settling.commands,
            **self._following.commands,
            **self._origins.commands,
            **self._reviewing.commands,
            **self._questioning.commands,
            **PaceLines(session, say, self._jumps.left_out).commands,
            **self._jumps.commands,
        }
        #: What is being asked; None between the questions.
        self._now: Task | None = None
        #: The step that is being walked, which may be one that was left out.
        self._here = ""

    def run(self) -> None:
        """Go from the running step to the end.

        Raises:
            LeaveError: when somebody leaves before; everything answered is saved.
        """
        if self._playing is not None:
            self._playing.begin()
        else:
            self._following.greet()
            self._questioning.greet()
        path: str | None = self._jumps.not_left_out(self.session.agenda.index(self.session.running))
        ended = False
        while not ended:
            try:
                while path is not None:
                    path = self._step(self.session.step(path))
                self._end()
                ended = True
            except AskAgainError:  # taken back at the last question of all: that is asked again
                continue
            except (EOFError, KeyboardInterrupt):
                self._turns.put_down()  # nobody who comes to the laptop now sees what was typed last
                raise
            except GoError as go:
                self._turns.put_down()
                path = str(go) or None
                self._left_open.clear()

    def _end(self) -> None:
        if self._answers is not None:
            self._finish(self._answers)
            return
        if lines := left_behind(self.session, Drafts(self.session)):
            self.say("\n".join((tr("Still open:"), *lines)))
        if self._confirmed(tr("Close the session? It can be reopened.")):
            self.session.close()
            self.say(tr("The session is closed."))

    # ------------------------------------------------------------------------------------- a step

    def _step(self, step: AgendaStep) -> str | None:
        """Run a step; return the next one's path, or None at the end of the agenda."""
        session = self.session
        session.move(step.path)
        self._here = step.path
        self._steps.tell(step)
        if self._playing is not None:
            self._playing.at(step)
        else:
            self._reviewing.greet(step.path)
            self._origins.greet(step)
        while True:
            with suppress(AskAgainError):
                while self._go_on(step):
                    pass
                while self._answers is None and self._line(tr("enter: this step is done; /help for more")).strip():
                    self.say("  " + tr("nothing is asked here; /note TEXT keeps words, /again ITEM changes an answer"))
                break
        if step.path not in session.state.ended:
            session.end_step(step.path)
        self.say(tr("done {step}", step=step.path))
        return self._jumps.not_left_out(session.agenda.index(step) + 1)

    def _go_on(self, step: AgendaStep) -> bool:
        """Do the next thing there is to do at a step; return whether there was one."""
        if self._answers is None:
            self.session.refresh()  # others may have the session open, and have revealed a round meanwhile
            if self._turns.go_on(step):
                return True
        task = self._next(step)
        if task is not None:
            self._ask(task)
        return task is not None

    def _next(self, step: AgendaStep) -> Task | None:
        open_ = [
            task
            for task in tasks(self.session, step)
            if not task.answered
            and not self._is_left(task)
            and (self._answers is not None or not self._turns.hidden_from_others(task))
        ]
        if not open_:
            return None
        first = open_[0]
        here = [task for task in open_ if task.instrument == first.instrument]
        # A round that is open, then what was revealed, before anything else is rated.
        if hands := [task for task in here if task.wants == "hands"]:
            return hands[0]
        rows = {task.item.id: task for task in here if task.wants == "agreement"}
        if not rows:
            return first
        order = [row.item.id for row in by_spread(compare(self.session, first.instrument))]
        return rows[min(rows, key=order.index)]

    def _is_left(self, task: Task) -> bool:
        """Whether somebody left a task open already."""
        return (task.instrument, task.item.id, task.rater) in self._left_open

    def _leave(self, task: Task, why: str = "") -> None:
        self._left_open.add((task.instrument, task.item.id, task.rater))
        says = tr("open {row}", row=f"{task.instrument}/{task.item.id}")
        self.say(f"{says}: {why}" if why else says)

    def _ask(self, task: Task) -> None:
        before, self._now = self._now, task
        try:
            self._ask_now(task)
        finally:
            self._now = before

    def _ask_now(self, task: Task) -> None:
        if task.wants != "answer":
            self._ask_the_room(task)
            return
        asker, named = self._asker(task)
        if asker is None:
            self._leave(task, tr("the file has no answer"))
            return
        self.say("")
        self.say(heading(self.session, task))
        for line in beneath(self.session, task) if asker.interactive else ():
            self.say(f"  {line}")
        if not self._answer(task, asker, named):
            self._leave(task)

    def _ask_the_room(self, task: Task) -> None:
        """Count raised hands, or ask what the team makes of a row; a file says both elsewhere."""
        if self._answers is not None:
            settles = task.wants == "agreement"
            self._leave(task, tr("the file settles nothing here") if settles else tr("the file counts no hands here"))
            return
        if task.wants == "hands":
            done = self._rounds.count(task.instrument, task.item)
        else:
            self.say("")
            self.say(heading(self.session, task))
            try:
                done = self._settling.ask(task.instrument, task.item)
            except UsageError as error:
                self.say(f"  {error}")
                return
        if not done:
            self._leave(task)

    def _answer_at(self, task: Task, named: tuple[str, str, str]) -> bool:
        """Record what the file gives for a task elsewhere, as in a round."""
        assert self._answers is not None  # noqa: S101 - only a file plays rounds
        return self._answer(task, self._answers, named)

    def _answer(self, task: Task, asker: LineAsker | Answers, named: tuple[str, str, str]) -> bool:
        """Ask and record; return False when a question was left open."""
        session = self.session
        given: Given | None = None
        try:
            given = fill(session, task.instrument, task.item, asker, named)
            if given is None:
                return False
            session.answer(task.instrument, task.item.id, given, rater=task.rater)
        except ResponseError as error:
            if isinstance(asker, Answers):
                raise asker.at(named, str(error)) from None
            if not any((given or {}).values()):  # an empty line: the question stays open
                return False
            self.say(f"  {error}")
            return True
        except ClosedRoundError as error:
            if isinstance(asker, Answers):
                raise
            self.say(f"  {error}")
            raise AskAgainError from None
        who = "" if task.rater == "team" else f" ({session.rater_name(task.rater)})"
        said = tr("saved {row}", row=f"{task.instrument}/{task.item.id}{who}")
        if session.state.rounds.hidden(task.instrument, task.item.id, task.round):
            self.say(tr("{saved}, hidden until the reveal", saved=said))
            return True
        instrument, kind = session.instrument(task.instrument)
        response = session.response(task.instrument, task.item.id, rater=task.rater)
        self.say(f"{said}: {kind.say(instrument.definition, task.item, response)}")
        return True

    def _asker(self, task: Task) -> tuple[LineAsker | Answers | None, tuple[str, str, str]]:
        """Return who answers a task, and under which name: a file knows raters by their names."""
        if self._answers is None:
            return self._lines, (task.instrument, task.item.id, task.rater)
        for name in ("", self.session.rater_name(task.rater)):
            named = (task.instrument, task.item.id, name)
            if (name or task.rater == "team") and self._answers.begin(named):
                return self._answers, named
        return None, ("", "", "")

    def _finish(self, answers: Answers) -> None:
        for step, text, parked in answers.notes:
            self.session.note(text, step=step, parked=parked)
            self.say(noted(text, parked=parked))
        if self._playing is not None:
            self._playing.finish()
        answers.check_used()
        if answers.close:
            self.session.close()
            self.say(tr("The session is closed."))

    # ------------------------------------------------------------------------------------- lines and commands

    def _line(self, prompt: str) -> str:
        """Return the next line that is no command."""
        assert self._read is not None  # noqa: S101 - nothing is read when a file answers
        while True:
            if words := self._deleted.news():
                self.say(words)
            line = self._read(prompt)
            if line.startswith("//"):
                return line[1:]
            if not line.startswith("/"):
                return line
            self._command(line)

    def _command(self, line: str) -> None:
        name, _, rest = line[1:].strip().partition(" ")
        commands: dict[str, Callable[[str], None]] = {
            "undo": self._undo,
            "again": self._again,
            "quit": self._quit,
            "help": lambda _: self.say(help_text()),
            **self._commands,
        }
        act = commands.get(name)
        if act is None:
            self.say("  " + tr("there is no /{name}; /help lists what there is", name=name))
            return
        try:
            act(rest.strip())
        except UsageError as error:
            self.say(f"  {error}")

    def _instrument(self) -> str:
        """Return the instrument that is meant: that of the question, else the first here that can be compared."""
        if self._now is not None:
            return self._now.instrument
        session = self.session
        here = session.step(self._here).step.instruments if self._here else ()
        rated = [id_ for id_ in here if id_ in session.state.rounds.of]
        others = [id_ for id_ in here if session.toolkit.instruments[id_].kind in session.kinds]
        found = [*rated, *others, *reversed(session.state.rounds.of)]
        if not found:
            raise UsageError(tr("nothing is rated at this step; /goto the step where it is"))
        return found[0]

    def _reveal(self, instrument: str) -> None:
        self._rounds.reveal(instrument)

    def _round_changed(self, instrument: str) -> None:
        """Ask anew what of an instrument was left open before it was opened, revealed or called off."""
        if instrument:
            self._left_open = {each for each in self._left_open if each[0] != instrument}
            self._turns.again(instrument)
        raise AskAgainError

    def _people_changed(self) -> None:
        """Look again whom to ask, unless somebody is in the middle of an answer who is still asked."""
        turn, task = self._turns, self._now
        if turn.rater and turn.rater not in self.session.raters(turn.instrument):
            turn.put_down()
        if task is None or task.rater not in self.session.raters(task.instrument, task.item.id):
            raise AskAgainError

    def _undo(self, _: str) -> None:
        # Whoever has the keyboard in a hidden round takes back their own and nothing else.
        self._undoing.undo(self._turns.rater)

    def _begun_with(self, instrument: str, item: str) -> None:
        """Ask anew after something was taken or left that an instrument begins with."""
        self._left_open = {each for each in self._left_open if each[:2] != (instrument, item)}
        raise AskAgainError

    def _asked_again(self, where: tuple[str, str, str]) -> None:
        self._left_open.discard(where)
        raise AskAgainError

    def _again(self, item: str) -> None:
        session = self.session
        only, _, name = item.rpartition("/")  # a plan has rows of the same name as the matrix beside it
        for id_ in session.running.step.instruments:
            for each in session.items(id_) if only in ("", id_) else ():
                if each.id == name:
                    self._ask_again(id_, name)
                    return
        self.say("  " + tr("this step has no item {item}", item=repr(item)))

    def _ask_again(self, instrument: str, item: str) -> None:
        """Ask an item anew of everybody who may be asked now."""
        found = [
            task
            for task in tasks(self.session, self.session.running)
            if (task.instrument, task.item.id) == (instrument, item)
        ]
        mine = [task for task in found if not self._turns.hidden_from_others(task)]
        for task in mine:
            self._ask(task)
        if found and not mine:
            self.say("  " + tr("this is hidden until the reveal; /handback RATER lets somebody change theirs"))

    def _quit(self, _: str) -> None:
        self._turns.put_down()
        raise LeaveError

    def _confirmed(self, question: str) -> bool:
        self.say(question)
        return is_yes(self._line(tr("yes or no")))
