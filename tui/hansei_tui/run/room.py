"""The room: one session being run, as the screen sees it. All decisions, no drawing.

It joins the two cursors, what is asked, what is saved and the clock; widgets show it and pass keys on.
"""

from __future__ import annotations

from typing import Any

from hansei.errors import HanseiError
from hansei.form import Choose, Number, Text
from hansei.record.session import Session
from hansei_tui.run.asker import Answer, Reaction, Say, Write
from hansei_tui.run.clockwork import Clockwork
from hansei_tui.run.instrument import LONGEST, Asking
from hansei_tui.run.place import LOOKING, Place
from hansei_tui.run.saving import Drafts, Saving

READ_ONLY = "The session is closed and can be read; R opens it again"


class Room:
    """One session being run.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.saving = Saving()
        self.drafts = Drafts(session)
        self.clock = Clockwork(session)
        self.place = Place(session, self.drafts.get(LOOKING))
        #: True when an item of a grid is asked about, not the grid looked over.
        self.opened = False
        #: What is being written; None: nobody writes.
        self.writing: Write | None = None
        #: True shows the whole text of the step instead of what is asked.
        self.reading = False
        self.asking = self._ask()
        if session.closed:
            self.saving.say(READ_ONLY)

    # ------------------------------------------------------------------------------------- the cursors

    def _ask(self) -> Asking:
        asking = Asking(self.session, self.place.step)
        found = asking.find(*self.place.task) if self.place.task[0] else None
        if found is not None:
            asking.select(found)
        self._restore(asking)
        self.opened = False
        return asking

    def _restore(self, asking: Asking) -> None:
        if asking.task is not None:
            key = asking.key
            asking.restore(self.drafts.get(f"given:{key}"), lambda id_: self.drafts.get(f"draft:{key}/{id_}"))

    def looked(self) -> None:
        """Remember where somebody looks."""
        task = self.asking.task
        self.place.task = (task.instrument, task.item.id, task.rater) if task else ("", "", "")
        self.drafts.put(LOOKING, self.place.kept())

    def look(self, path: str) -> None:
        """Look at a step; the room stays where it is."""
        self.keep()
        self.place.look(path)
        self._arrive()

    def by(self, steps: int) -> None:
        """Look at a step before or after."""
        self.keep()
        if self.place.by(steps):
            self._arrive()

    def _arrive(self) -> None:
        self.writing, self.reading = None, False
        self.asking = self._ask()
        self.saving.say(READ_ONLY if self.session.closed else "")
        self.looked()

    def select(self, index: int) -> None:
        """Look at another item of the step."""
        self.keep()
        self.writing, self.opened = None, False
        self.asking.select(index)
        self._restore(self.asking)
        self.saving.say("")
        self.looked()

    def bring(self) -> None:
        """Bring the room to the step that is looked at."""
        self.record(lambda: self.session.move(self.place.step.path), "the room is here now")
        self.record(self.clock.follow, self.saving.says)

    def finish(self, outcome: Any = "done") -> bool:
        """End the step that is looked at, and look at the next one; return whether there is a next one."""
        step = self.place.step
        self.keep()
        if not self.record(lambda: self.session.end_step(step.path, outcome), ""):
            return True
        self.record(self.clock.follow, "")
        open_ = [each for each in self.session.agenda if each.path not in self.session.state.ended]
        after = self.session.agenda.index(step)
        later = [each for each in open_ if self.session.agenda.index(each) > after]
        if later:
            running = self.session.running
            self.look(running.path if running in later else later[0].path)
        else:
            self._arrive()
        return bool(later)

    def reopen_step(self) -> None:
        """Open the step again."""
        self.record(lambda: self.session.reopen_step(self.place.step.path), "open again")

    def record(self, act: Any, says: str, then: Any = lambda: None) -> bool:
        """Do something on the record, and then what follows from it; return whether it is saved."""
        if self.session.closed:
            self.saving.say(READ_ONLY, wrong=True)
            return False
        return self.saving.save(act, then, says=says)

    # ------------------------------------------------------------------------------------- asking

    @property
    def over_grid(self) -> bool:
        """Whether a grid is looked over, so that arrows go from cell to cell."""
        return not self.opened and self.writing is None and self.asking.grid() is not None

    def react(self, reaction: Reaction, *, quick: bool = False) -> None:
        """Follow what a key led to."""
        if isinstance(reaction, Answer):
            self.answer(reaction.value, quick=quick)
        elif isinstance(reaction, Write):
            if self.session.closed:
                self.saving.say(READ_ONLY, wrong=True)
            else:
                self.writing = reaction
                self.saving.say("")
        elif isinstance(reaction, Say):
            self.saving.say(reaction.text, wrong=True)
        elif reaction is not None:
            self.saving.say("")
            self.keep()

    def press(self, key: str, *, quick: bool = False) -> None:
        """Pass a key to the question."""
        if self.asking.asker is not None and not self.asking.settled:
            self.react(self.asking.asker.press(key), quick=quick)

    def quick(self, key: str) -> None:
        """Answer a cell of a grid with one key and go on; what is optional stays as it is."""
        if self.asking.answered:
            self.asking.change()
        self.press(key, quick=True)

    def answer(self, value: Any, *, quick: bool = False) -> None:
        """Answer the current question: on the record as soon as all that is needed is there."""
        asking, key = self.asking, self.asking.key
        written = self.writing is not None and isinstance(asking.question, Text)
        self._take_in()
        if self.session.closed:
            self.saving.say(READ_ONLY, wrong=True)
            return
        if asking.task is None or asking.key != key:
            self._arrive()
            self.saving.say("changed elsewhere: this is not asked any more", wrong=True)
            return
        if elsewhere := asking.rebase(value):
            self.saving.say(elsewhere, wrong=True)
            return
        given = asking.attempt(value)
        ready = asking.complete(given)
        if ready is None:
            self._go_on(given)
            return
        if asking.answered and ready == asking.prior:
            self._recorded(asking, key, given, quick=quick, written=written)
            return
        saved = self.saving.save(
            asking.record(ready), lambda: self._recorded(asking, key, given, quick=quick, written=written)
        )
        if not saved and not self.saving.waiting and asking.form(given) is not None:
            self._go_on(given)  # the kind wants more before it takes it

    def _go_on(self, given: dict[str, Any]) -> None:
        self.asking.take(given)
        self.drafts.put(f"given:{self.asking.key}", self.asking.given_draft())
        self.drafts.flush()
        self.saving.say("")
        self._write_next()

    def _recorded(self, asking: Asking, key: str, given: dict[str, Any], *, quick: bool, written: bool) -> None:
        self.drafts.drop(f"draft:{key}/")
        self.drafts.put(f"given:{key}", "")
        if asking is not self.asking or asking.key != key:  # somebody looked elsewhere while the store was busy
            self.asking.reload()
            return
        self.writing = None
        says, wrong = self.saving.says, self.saving.wrong
        if not quick and asking.recorded(given):
            self._write_next()
        else:
            self._next(writing_on=written)
        self.saving.say(says, wrong=wrong)  # until the words that follow are begun
        self.looked()

    def _next(self, *, writing_on: bool = False) -> None:
        """Go to what is open next; who was writing goes on writing, or the next letters would act as keys."""
        instrument = self.asking.task.instrument if self.asking.task else ""
        self.asking.reload()
        self.opened = False
        self.asking.move_on()
        self._restore(self.asking)
        asking = self.asking
        same = asking.task is not None and asking.task.instrument == instrument
        if writing_on and same and not asking.settled and isinstance(asking.question, Text):
            self.opened = asking.grid() is not None
            self._write_next()

    def _write_next(self) -> None:
        """Words that follow an answer can be written at once."""
        self.writing = None
        if isinstance(self.asking.question, (Text, Number)) and self.asking.asker is not None:
            self.react(self.asking.asker.press("enter"))

    def change(self) -> None:
        """Give anew what is on the record."""
        if self.session.closed:
            self.saving.say(READ_ONLY, wrong=True)
        elif self.asking.answered:
            self.asking.change()
            self.opened = self.asking.grid() is not None
            self.saving.say("")
            if isinstance(self.asking.question, (Text, Number)):
                self._write_next()

    def words_after(self) -> str:
        """Return the id of the words that may follow the answer that is on the record; empty: there are none."""
        given: dict[str, Any] = {}
        while self.asking.answered and len(given) < LONGEST:
            question = self.asking.form(given)
            if question is None or (isinstance(question, Text) and not given):
                break
            if isinstance(question, Text):
                return question.id if question.optional else ""
            given[question.id] = self.asking.prior.get(question.id)
        return ""

    def words(self) -> None:
        """Write the words that go with the answer, such as its evidence."""
        if isinstance(self.asking.question, Text) or self.asking.ask_words():
            self._write_next()
        else:
            self.saving.say("Answer first; words follow" if not self.asking.answered else "No words are asked for here")

    def enter_cell(self) -> None:
        """Open the cell of a grid that is selected."""
        asking = self.asking
        if asking.answered:
            if asking.ask_words():
                self._write_next()
            else:
                self.change()
        elif isinstance(asking.question, Choose) and not asking.question.many:
            keys = ", ".join(f"{key} {id_}" for key, id_ in getattr(asking.asker, "keys", {}).items())
            self.saving.say(keys)
        else:
            self.opened = True
            self._write_next()

    # ------------------------------------------------------------------------------------- writing

    def typed(self, text: str) -> bool:
        """Keep what is being written; return whether what was said before is over with that."""
        if self.writing is None:
            return False
        self.writing.typed(text)
        self.keep()
        said = self.saving.says
        self.saving.say("")
        return said != self.saving.says

    def wrote(self, text: str) -> None:
        """Take what was written; what cannot be taken stays in the writer."""
        writing = self.writing
        if writing is None:
            return
        reaction = writing.done(text)
        if isinstance(reaction, Say):
            self.react(reaction)
            return
        if not isinstance(reaction, Answer):
            self.writing = None
        self.react(reaction)

    def stop_writing(self) -> None:
        """Leave the writer; the draft stays. Words that follow an answer on the record are left for later."""
        self.writing = None
        asking = self.asking
        if asking.changing and asking.given and isinstance(asking.question, Text):
            draft = self.drafts.get(f"draft:{asking.key}/{asking.question.id}")
            if not draft:
                self._next()
                self.looked()

    def escape(self) -> bool:
        """Take one step back inside a question; return whether there was one."""
        asking = self.asking
        if self.reading:
            self.reading = False
        elif self.writing is not None:
            self.stop_writing()
        elif asking.changing:
            self.drafts.drop(f"draft:{asking.key}/")
            asking.select(asking.at)
            self.opened = False
        elif self.opened:
            self.opened = False
        elif not asking.back():
            return False
        return True

    def keep(self) -> None:
        """Put aside what is not answered yet, soon."""
        asking = self.asking
        if asking.asker is not None and asking.question is not None and not asking.settled:
            draft = asking.asker.draft()
            begun = asking.prior.get(asking.question.id)
            if begun is not None and asking.changing:
                fresh = type(asking.asker)(asking.question)  # type: ignore[call-arg]
                fresh.prefill(begun)
                draft = "" if draft == fresh.draft() else draft
            self.drafts.put(f"draft:{asking.key}/{asking.question.id}", draft)

    # ------------------------------------------------------------------------------------- the rest

    def undo(self) -> None:
        """Take back the last answer or note, or who came or left."""
        said: list[str] = []
        self.record(lambda: said.append(self.asking.undo()), "")
        if said:
            self.opened, self.writing = False, None
            self.renew()
            self.saving.say(said[0])
            self.looked()

    def refresh(self) -> bool:
        """Take in what other programs wrote; return whether there was anything."""
        if not self.session.refresh():
            return False
        self.renew()
        return True

    def renew(self) -> None:
        """Ask what is open now, after others wrote, or after somebody came or left."""
        asking, task = self.asking, self.asking.task
        asking.reload()
        if not asking.same(task):  # whose turn it was left; what they had begun is a draft already
            self.writing, self.opened = None, False
            asking.select(asking.at)
            if asking.answered:
                asking.move_on()
            self._restore(asking)
            self.looked()
        elif asking.settled and self.writing is not None:
            asking.changing = True  # answered elsewhere meanwhile; what is being written stays
        elif asking.settled:
            asking.select(asking.at)

    def _take_in(self) -> None:
        """Take in what others wrote since the last second, without letting go of what is asked."""
        try:
            if self.session.refresh():
                self.asking.reload()
                self.asking.changing = self.asking.changing or self.asking.answered
        except HanseiError:
            return  # the store is busy, which saving will find out

    def mend(self) -> None:
        """Stop a clock that a crash left running."""
        try:
            self.clock.mend()
        except HanseiError as error:
            self.saving.say(str(error), wrong=True)

    def leave(self) -> None:
        """Leave the room: everything typed is put aside and the clock stands."""
        self.keep()
        self.looked()
        self.saving.retry()
        self.drafts.flush()
        self.clock.leave()
