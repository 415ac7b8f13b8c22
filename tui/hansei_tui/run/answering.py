"""Answering what one step asks: what is on the record, what is being written, and what is asked next."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from hansei.form import Number, Table, Text
from hansei.insight.progress import Task
from hansei.record.session import Session
from hansei_tui.run.asker import Answer, Reaction, Say, Write
from hansei_tui.run.begun import Begun, read_only
from hansei_tui.run.beside import KEY, lacking, unsaid
from hansei_tui.run.instrument import Asking
from hansei_tui.run.saving import SAVED
from hansei_tui.run.table import Filling
from hansei_tui.sentences import tr
from hansei_tui.shown import clipped, shown


@frozen
class Rated:
    """A cell that was rated a moment ago."""

    task: Task
    #: The id of the words that may follow.
    words: str
    #: Whether nobody asked to leave the grid with it: all of it was rated before.
    stays: bool


class Answering(Begun):
    """Answers what a step asks; where somebody looks is up to :class:`~hansei_tui.run.room.Room`.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        #: True when an item of a grid is asked about, not the grid looked over.
        self.opened = False
        #: Why nothing can be saved here; empty: it can.
        self.refusal = ""
        #: The cell of a grid that was rated by the last key, and which words may follow it.
        self.rated: Rated | None = None
        #: What was said of an undo that reaches into another step; it is done when it is asked for again.
        self.warned = ""
        #: What is being written; None: nobody writes.
        self.writing: Write | None = None
        #: True shows the whole text of the step instead of what is asked.
        self.reading = False
        #: True while somebody changes a cell of a grid that is all answered: nobody asked to leave it.
        self._stays = False
        #: True while one question of an answer is asked, and nothing after it.
        self._alone = False

    def looked(self) -> None:
        """Remember where somebody looks."""
        raise NotImplementedError

    def arrive(self) -> None:
        """Ask anew what the step asks."""
        raise NotImplementedError

    def select(self, index: int) -> None:
        """Look at another item of the step."""
        self.keep()
        self.writing, self.opened, self.rated, self._stays, self._alone = None, False, None, False, False
        self.asking.select(index)
        self._restore(self.asking)
        self.saving.say("")
        self.looked()

    # ------------------------------------------------------------------------------------- asking

    @property
    def over_grid(self) -> bool:
        """Whether a grid is looked over, so that arrows go from cell to cell."""
        return not self.opened and self.writing is None and self.asking.grid() is not None

    @property
    def picking(self) -> bool:
        """Whether a table's cell with options is open, so that letters belong to it and are no keys."""
        asker = self.asking.asker
        return isinstance(asker, Filling) and asker.picking and not self.asking.settled and self.writing is None

    def react(self, reaction: Reaction, *, quick: bool = False) -> None:
        """Follow what a key led to."""
        if isinstance(reaction, Answer):
            self.answer(reaction.value, quick=quick)
        elif isinstance(reaction, Write):
            if self.session.only_read:
                self.saving.say(read_only(self.session), wrong=True)
            else:
                self.writing = reaction
                self.keep()  # a cell that was chosen leads to the next one
                self.saving.say(self.refusal or reaction.says, wrong=bool(self.refusal))
        elif isinstance(reaction, Say):
            self.saving.say(reaction.text, wrong=True)
        elif reaction is not None:
            self.saving.say(reaction.says)
            self.keep()

    def press(self, key: str, *, quick: bool = False) -> None:
        """Pass a key to the question."""
        if self.asking.asker is not None and not self.asking.settled:
            self.react(self.asking.asker.press(key), quick=quick)

    def quick(self, key: str) -> None:
        """Answer a cell of a grid with one key and go on; what is optional stays as it is."""
        self._stays = self.all_rated()
        if self.asking.answered:  # from its first question, also where words are begun
            self.asking.change()
        self.press(key, quick=True)

    def answer(self, value: Any, *, quick: bool = False) -> None:
        """Answer the current question: on the record as soon as all that is needed is there."""
        asking, key = self.asking, self.asking.key
        quick = quick or self._alone
        written = isinstance(asking.question, Table) or (self.writing is not None and isinstance(asking.question, Text))
        self._take_in()
        if self.session.only_read:
            self.saving.say(read_only(self.session), wrong=True)
            return
        if asking.task is None or asking.key != key:
            self.arrive()
            self.saving.say(tr("changed elsewhere: this is not asked any more"), wrong=True)
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
            self.saving.say(tr(SAVED))
            self._recorded(asking, key, given, quick=quick, written=written)
            return
        saved = self.saving.save(
            asking.record(ready), lambda: self._recorded(asking, key, given, quick=quick, written=written)
        )
        if saved or self.saving.waiting:
            return
        if not self.saving.wants_more:  # refused by the record, such as one that is read-only: nothing is chosen
            asking.again()
        elif asking.form(given) is not None:
            self._go_on(given)  # the kind wants more before it takes it

    def _go_on(self, given: dict[str, Any]) -> None:
        self.asking.take(given)
        self.drafts.put(f"given:{self.asking.key}", self.asking.given_draft())
        self.drafts.flush()
        self.saving.say("")
        self._begun_words()
        self._write_next()

    def _recorded(self, asking: Asking, key: str, given: dict[str, Any], *, quick: bool, written: bool) -> None:
        self._left_out(asking, key)
        for id_ in given:  # what comes after it in the form may have a draft of its own
            self.drafts.put(f"draft:{key}/{id_}", "")
        self.drafts.put(f"given:{key}", "")
        if asking is not self.asking or asking.key != key:  # somebody looked elsewhere while the store was busy
            self.asking.reload()
            return
        self.writing = None
        says, wrong = self.saving.says, self.saving.wrong
        if asking.form(given) is None:
            self.drafts.drop(f"draft:{key}/")
        if quick:
            says += self._rated(asking.words_after(given))
        elif asking.recorded(given):
            self._begun_words()
            self._write_next()
        else:
            says += self._next(writing_on=written)
        self.saving.say(says, wrong=wrong)  # until the words that follow are begun
        self.looked()

    def _rated(self, words: str) -> str:
        """Go on after a cell was rated with one key; return what there is to say of it, as of words that may follow."""
        task, stays = self.asking.task, self._stays
        said = self._next()
        if task is None:
            return said
        self.rated = Rated(task, words, stays)
        lacks = lacking(self)
        question = unsaid(self.asking, lacks) if lacks is not None else None
        if question is not None:
            said += f"  {KEY}: {clipped(shown(question.ask), 30)}"
        elif not words:
            self.rated = None
        if not words:
            return said
        return f"{said}  " + (tr("e adds what shows it") if words == "evidence" else tr("e adds words"))

    def all_rated(self) -> bool:
        """Whether a grid is looked at in which every cell is answered."""
        return self.asking.grid() is not None and all(each.answered for each in self.asking.here())

    def _next(self, *, writing_on: bool = False) -> str:
        """Go to what is open next; return what there is to say when that is another part of the step.

        Who was writing goes on writing, or the next letters would act as keys.
        """
        asking, before = self.asking, self.asking.task
        stays, self._stays = self._stays, False
        grid = asking.grid() is not None
        asking.reload()
        self.opened, self.rated, self._alone = False, None, False
        if stays:
            asking.select(asking.at)
        else:
            asking.move_on()
        self._restore(asking)
        same = before is not None and asking.task is not None and asking.task.instrument == before.instrument
        if writing_on and same and not stays and not asking.settled and isinstance(asking.question, (Text, Table)):
            self.opened = asking.grid() is not None
            self._write_next()
        if same or not grid or asking.task is None:
            return ""
        return "  " + tr("all rated: {part} follows", part=self.part(asking.task))

    def part(self, task: Task) -> str:
        """Return the part of the step that a task belongs to, in a few words."""
        instrument = self.session.toolkit.instruments[task.instrument]
        return instrument.ours.short or instrument.title or task.instrument

    def go_on(self) -> None:
        """Look at what is open next."""
        self.keep()
        self._next()
        self.saving.say("")
        self.looked()

    def _write_next(self) -> None:
        """Words that follow an answer can be written at once, and so can the first cell of an empty table."""
        self.writing = None
        asker = self.asking.asker
        if asker is None:
            return
        if isinstance(self.asking.question, (Text, Number)) or (isinstance(asker, Filling) and asker.fresh):
            self.react(asker.press("enter"))

    def change(self) -> None:
        """Give anew what is on the record."""
        if self.session.only_read:
            self.saving.say(read_only(self.session), wrong=True)
        elif self.asking.answered:
            self._stays = self.all_rated()
            self.asking.change()
            self._begun_words()
            self.opened = self.asking.grid() is not None
            self.saving.say("")
            if isinstance(self.asking.question, (Text, Number)):
                self._write_next()

    def words_after(self) -> str:
        """Return the id of the words that may follow what was rated just now, or else is looked at; empty: none."""
        return (self.rated.words if self.rated is not None else "") or self.words_of_answer()

    def words_of_answer(self) -> str:
        """Return the id of the words that may follow the answer to what is looked at; empty: there are none."""
        return self.asking.words_after({}) if self.asking.answered else ""

    def words(self) -> None:
        """Write the words that go with the answer, such as its evidence, or with the cell that was just rated."""
        stays, rated = self.all_rated(), self.rated
        if rated is not None and rated.words:
            stays, self.rated = rated.stays, None
            found = self.asking.find(rated.task.instrument, rated.task.item.id, rated.task.rater)
            if found is not None:
                self.select(found)
        self._stays = stays
        if isinstance(self.asking.question, Text) or self.asking.ask_words():
            self._write_next()
        else:
            self.saving.say(
                tr("No words are asked for here") if self.asking.answered else tr("Answer first; words follow")
            )

    def open_alone(self, *, stays: bool) -> None:
        """Ask one question of an answer that is on the record, and come back to the grid with it.

        Args:
            stays: Whether the cell stays the one that is looked at.
        """
        self.opened, self._alone, self._stays = True, True, stays
        self.saving.say("")

    def enter_cell(self) -> None:
        """Open the cell of a grid that is selected."""
        asking = self.asking
        if asking.answered:
            self._stays = self.all_rated()
            if asking.ask_words():
                self._write_next()
            else:
                self.change()
        else:  # how it stands first; the words that show it follow
            self.opened, self.rated, self._stays = True, None, False
            self.saving.say("")
            self._write_next()

    # ------------------------------------------------------------------------------------- writing

    def typed(self, text: str, *, anew: bool = True) -> bool:
        """Keep what is being written; return whether what was said before is over with that.

        Args:
            text: All that is written.
            anew: False: nobody changed it since what is said was said.
        """
        if self.writing is None:
            return False
        self.writing.typed(text)
        self.keep()
        if not anew:
            return False
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
                said = self._next()
                if said:
                    self.saving.say(said.strip())
                self.looked()

    def escape(self) -> bool:
        """Take one step back inside a question; return whether there was one."""
        asking = self.asking
        if self.reading:
            self.reading = False
        elif self.writing is not None:
            self.stop_writing()
        elif asking.changing:
            if not isinstance(asking.question, (Text, Table)):  # what somebody wrote stays a draft
                self.drafts.drop(f"draft:{asking.key}/")
            asking.select(asking.at)
            self.opened = self._stays = self._alone = False
        elif self.opened:
            self.opened = False
        elif not asking.back():
            return False
        return True
