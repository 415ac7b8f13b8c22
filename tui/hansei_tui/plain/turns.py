"""Passing the keyboard in a hidden round: whose turn it is, and that nobody sees what the one before gave."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve

from hansei.content.toolkit import AgendaStep
from hansei.errors import UsageError
from hansei.insight.progress import Task, tasks
from hansei.record.rounds import Round
from hansei.record.session import Session
from hansei_tui.plain.asking import is_yes, means
from hansei_tui.sentences import tr
from hansei_tui.terminal import clear


class Turns:
    """Who has the keyboard.

    Args:
        session: The session.
        say: Prints a line.
        line: Returns the next line that is no command.
        ask: Asks a task.
        reveal: Shows everybody a round of an instrument.
        left: Whether a rater left an item open already.
    """

    def __init__(
        self,
        session: Session,
        say: Callable[[str], None],
        line: Callable[[str], str],
        ask: Callable[[Task], None],
        reveal: Callable[[str], None],
        left: Callable[[Task], bool],
    ) -> None:
        self.session = session
        self.say = say
        self._line = line
        self._ask = ask
        self._reveal = reveal
        self._left = left
        #: Who has the keyboard, as the record writes it, and for which instrument; empty: nobody.
        self.rater = ""
        self.instrument = ""
        #: Instrument, round and rater: who had the keyboard and did not hand in.
        self._passed: set[tuple[str, int, str]] = set()
        #: Instrument and round: where the reveal was offered and not wanted.
        self._offered: set[tuple[str, int]] = set()

    @property
    def name(self) -> str:
        """Who has the keyboard, as people read it."""
        return self.session.rater_name(self.rater)

    def go_on(self, step: AgendaStep) -> bool:
        """Do the next thing of the rounds that are open at a step; return whether there was one."""
        if self.rater and self.session.rounds.current(self.instrument) is None:
            self.put_down()  # somebody ended the round in another window
        for id_ in step.step.instruments:
            round_ = self.session.rounds.current(id_)
            if round_ is None:
                continue
            if not round_.hidden or round_.opened.how == "hands":
                if self._all_answered(step, round_) and (id_, round_.number) not in self._offered:
                    self._offer_reveal(id_, round_)
                    return True
                continue
            if self._pass_on(step, id_, round_):
                return True
        return False

    def _pass_on(self, step: AgendaStep, id_: str, round_: Round) -> bool:
        """Go on with a round in which the keyboard is passed on."""
        if self.rater and self.instrument == id_:
            task = next((each for each in self._own(step) if not each.answered and not self._left(each)), None)
            if task is not None:
                self._ask(task)
            else:
                self._end_of_turn()
            return True
        for receipt in self.session.rounds.receipts(id_):
            if not receipt.handed_in and (id_, round_.number, receipt.rater) not in self._passed:
                self._offer_turn(id_, round_, receipt.rater)
                return True
        if (id_, round_.number) not in self._offered:
            self._offer_reveal(id_, round_)
            return True
        return False

    def hidden_from_others(self, task: Task) -> bool:
        """Whether a task is a rater's own who does not have the keyboard now."""
        round_ = self.session.rounds.current(task.instrument, task.item.id)
        return task.wants == "answer" and round_ is not None and round_.hidden and task.rater != self.rater

    def _own(self, step: AgendaStep) -> Iterator[Task]:
        for task in tasks(self.session, step):
            if (task.instrument, task.rater, task.wants) == (self.instrument, self.rater, "answer"):
                yield task

    def _all_answered(self, step: AgendaStep, round_: Round) -> bool:
        """Whether a public round, or one of raised hands, has nothing left to ask."""
        asked = [
            each
            for each in tasks(self.session, step)
            if each.instrument == round_.opened.instrument and round_.covers(each.item.id)
        ]
        done = [each for each in asked if each.answered]
        return bool(done) and all(each.answered or self._left(each) for each in asked)

    # ------------------------------------------------------------------------------------- a turn

    def _offer_turn(self, id_: str, round_: Round, rater: str) -> None:
        name = self.session.rater_name(rater)
        self.say("")
        if round_.opened.how == "paper":
            self.say(tr("{name}: what they rated on paper is typed in; nobody else looks.", name=name))
        else:
            self.say(tr("{name} takes the keyboard; everybody else looks away.", name=name))
        line = self._line(tr("enter: {name} begins; skip: not now", name=name)).strip().casefold()
        if means(line, "skip"):
            self._passed.add((id_, round_.number, rater))
        elif line:
            self.say("  " + tr("press enter when they are there, or type skip"))
        else:
            self.rater, self.instrument = rater, id_

    def _end_of_turn(self) -> None:
        self.say("")
        line = self._line(tr("enter: hand in; keep: not yet; /again ITEM changes an answer")).strip().casefold()
        if means(line, "keep"):
            self.put_down()
        elif line:
            self.say("  " + tr("press enter to hand in, or type keep"))
        else:
            self.hand_in()

    def hand_in(self) -> None:
        """Hand in for whoever has the keyboard, and clear the screen."""
        rater, id_ = self.rater, self.instrument
        try:
            receipt = self.session.rounds.hand_in(id_, rater)
        except UsageError as error:
            self.put_down()
            self.say(f"  {error}")
            return
        clear(self.say)
        self.rater = self.instrument = ""
        self.say(tr("handed in {name}: {count} rated", name=receipt.name, count=receipt.rated))

    def put_down(self) -> None:
        """Take the keyboard away from whoever has it, without handing in; what they gave is kept, unseen."""
        if not self.rater:
            return
        name, round_ = self.name, self.session.rounds.current(self.instrument)
        if round_ is not None:
            self._passed.add((self.instrument, round_.number, self.rater))
        clear(self.say)
        self.rater = self.instrument = ""
        if round_ is not None:
            self.say(tr("{name} has not handed in; what they gave is kept, and hidden", name=name))
        else:
            self.say(tr("the round is over"))

    def again(self, instrument: str, rater: str = "") -> None:
        """Offer turns and the reveal of an instrument anew."""
        self._passed = {each for each in self._passed if each[0] != instrument or (rater and each[2] != rater)}
        self._offered = {each for each in self._offered if each[0] != instrument}

    def own_task(self, task: Task) -> Task:
        """Return a task as one of whoever has the keyboard."""
        return evolve(task, rater=self.rater)

    # ------------------------------------------------------------------------------------- the reveal

    def _offer_reveal(self, id_: str, round_: Round) -> None:
        self._offered.add((id_, round_.number))
        missing = [each.name for each in self.session.rounds.receipts(id_) if not each.handed_in]
        self.say("")
        if not round_.hidden or round_.opened.how == "hands":
            self.say(tr("Everything is counted.") if round_.opened.how == "hands" else tr("Everything is rated."))
        elif missing:
            self.say(tr("Not handed in: {names}.", names=", ".join(missing)))
        else:
            self.say(tr("Everybody has handed in."))
        line = self._line(tr("enter: reveal; no: not yet, /reveal does it later")).strip().casefold()
        if not line or is_yes(line):
            try:
                self._reveal(id_)
            except UsageError as error:
                self.say(f"  {error}")
