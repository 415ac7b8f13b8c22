"""The room: one session being run, as the screen sees it. All decisions, no drawing.

It joins the two cursors, what is asked, what is saved and the clock; widgets show it and pass keys on.
"""

from __future__ import annotations

from typing import Any, ClassVar

from hansei.errors import HanseiError, StoreBusyError
from hansei.record.session import Session
from hansei_tui.run.answering import Answering
from hansei_tui.run.begun import read_only
from hansei_tui.run.clockwork import Clockwork
from hansei_tui.run.instrument import Asking
from hansei_tui.run.onward import open_anew
from hansei_tui.run.origins import Beginnings
from hansei_tui.run.place import LOOKING, Place, number
from hansei_tui.sentences import N_, tr, trn


class Room(Answering):
    """One session being run.

    Args:
        session: The session.
    """

    #: What f does once all is answered.
    THEN: ClassVar = N_("finishes this step and goes on")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.clock = Clockwork(session)
        self.beginnings = Beginnings(session)
        self.place = Place(session, self.drafts.get(LOOKING))
        self.asking = self._ask()
        if session.only_read:
            self.saving.say(read_only(session))

    @property
    def ended(self) -> bool:
        """Whether the step that is looked at was ended."""
        return self.place.step.path in self.session.state.ended

    def try_to_save(self) -> None:
        """Find out whether anything can be saved here, and say so before anybody types."""
        if self.session.closed:
            return
        try:
            self.session.put_aside(LOOKING, self.place.kept())
        except StoreBusyError:
            return  # what waits for a busy store is saved later
        except HanseiError as error:
            fault = getattr(error, "message", "") or error
            self.refusal = tr("nothing can be saved: {fault}", fault=fault)
            self.saving.say(self.refusal, wrong=True)

    # ------------------------------------------------------------------------------------- the cursors

    def _ask(self) -> Asking:
        asking = Asking(self.session, self.place.step)
        found = asking.find(*self.place.task) if self.place.task[0] else None
        if found is not None:
            asking.select(found)
        self._restore(asking)
        self.opened, self.rated = False, None
        return asking

    def looked(self) -> None:
        """Remember where somebody looks."""
        task = self.asking.task
        self.place.task = (task.instrument, task.item.id, task.rater) if task else ("", "", "")
        self.drafts.put(LOOKING, self.place.kept())

    def look(self, path: str) -> None:
        """Look at a step; the room stays where it is."""
        self.keep()
        self.place.look(path)
        self.arrive()

    def by(self, steps: int) -> None:
        """Look at a step before or after."""
        self.keep()
        if self.place.by(steps):
            self.arrive()

    def arrive(self) -> None:
        """Ask what the step that is looked at asks."""
        self.writing, self.reading = None, False
        self.asking = self._ask()
        self.saving.say(read_only(self.session) if self.session.only_read else "")
        self.looked()

    def bring(self) -> None:
        """Bring the room to the step that is looked at."""
        self.record(lambda: self.session.move(self.place.step.path), tr("the room is here now"))
        self.record(self.clock.follow, self.saving.says)

    def finish(self, outcome: Any = "done") -> bool:
        """End the step that is looked at, and look at the next one; return whether there is a next one."""
        step, agenda = self.place.step, self.session.agenda
        after = agenda.index(step)
        self.keep()
        anew = [(each, count) for each in agenda[after + 1 :] if (count := open_anew(self.session, each))]
        for each, _ in anew:  # it was ended before there was anything to ask: it is not done
            self.record(lambda path=each.path: self.session.reopen_step(path), "")
        if not self.record(lambda: self.session.end_step(step.path, outcome), ""):
            return True
        self.record(self.clock.follow, "")
        later = [each for each in agenda[after + 1 :] if each.path not in self.session.state.ended]
        if later:
            running = self.session.running
            self.look(running.path if running in later else later[0].path)
        else:
            self.arrive()
        if anew:
            steps = ", ".join(number(self.session, each) for each, _ in anew)
            follow = sum(count for _, count in anew)
            self.saving.say(
                trn(
                    "{steps} open again: {n} question follows from this",
                    "{steps} open again: {n} questions follow from this",
                    follow,
                    steps=steps,
                )
            )
        return bool(later)

    def reopen_step(self) -> None:
        """Open the step again."""
        self.record(lambda: self.session.reopen_step(self.place.step.path), tr("open again"))

    def begun_with(self, instrument: str = "", item: str = "") -> None:
        """Ask anew after something was taken or left that the step begins with.

        Args:
            instrument: The instrument that it was taken for; empty: stay where we are.
            item: The question that its words are proposed for.
        """
        found = self.asking.find(instrument, item)
        self.asking.select(self.asking.at if found is None else found)
        self.restore()
        self.looked()

    # ------------------------------------------------------------------------------------- the rest

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
        if asking.in_rounds:  # what was being written is a draft already
            self.writing, self.opened = None, False
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
