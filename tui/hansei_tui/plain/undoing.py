"""Undo, line by line: takes back the last change and says which it was."""

from __future__ import annotations

from collections.abc import Callable

from hansei.record.events import (
    ActionFollowed,
    Agreed,
    Answered,
    BeganWith,
    Cleared,
    ClockAdded,
    Counted,
    EndPlanned,
    Grouped,
    Joined,
    Left,
    NotAgreed,
    Noted,
    Replied,
    StepEnded,
)
from hansei.record.session import Session
from hansei_tui.people import taken_back
from hansei_tui.sentences import N_, tr
from hansei_tui.timeplan import plan_taken_back

#: What is to be asked again after it was taken back, and how that is said.
_ASKED = {
    Agreed: N_("undone agreement {row}"),
    NotAgreed: N_("undone decision {row}"),
    Counted: N_("undone hands {row}"),
}


class Undoing:
    """Takes back the last change.

    Args:
        session: The session.
        say: Prints a line.
        asked_again: Called with instrument, item and rater of what is open again.
        changed: Called after somebody else is to be asked than before.
    """

    def __init__(
        self,
        session: Session,
        say: Callable[[str], None],
        asked_again: Callable[[tuple[str, str, str]], None],
        changed: Callable[[], None],
    ) -> None:
        self.session = session
        self.say = say
        self._asked_again = asked_again
        self._changed = changed

    def undo(self, rater: str) -> None:
        """Take back the last change.

        Args:
            rater: Who has the keyboard in a hidden round; only their own goes. Empty: nothing hidden goes.
        """
        people = self.session.people
        event = self.session.undo(rater=rater)
        if isinstance(event, (Answered, Cleared)):
            self.say(tr("undone {row}", row=f"{event.instrument}/{event.item}"))
            self._asked_again((event.instrument, event.item, event.rater))
        elif isinstance(event, (Agreed, NotAgreed, Counted)):
            self.say(tr(_ASKED[type(event)], row=f"{event.instrument}/{event.item}"))
            self._asked_again((event.instrument, event.item, "team"))
        elif isinstance(event, Noted):
            self.say(tr("undone note: {text}", text=event.text))
        elif isinstance(event, (Joined, Left)):
            self.say(taken_back(event.person, people, self.session))
            self._changed()
        elif isinstance(event, Grouped):
            self.say(tr("undone: the groups are as they were before"))
            self._changed()
        elif isinstance(event, ActionFollowed):
            self.say(tr("undone: how {action} stands", action=repr(event.text)))
        elif isinstance(event, BeganWith):
            self.say(tr("undone: begins with {words}", words=event.origin.words))
            self._asked_again((event.instrument, event.item, "team"))
        elif isinstance(event, Replied):
            self.say(tr("undone: the answer to {question}", question=repr(event.asked)))
        elif isinstance(event, StepEnded):
            step = self.session.step(event.step)
            self.say(tr("undone: {step} is open again", step=step.title))
            self._changed()
        elif isinstance(event, (ClockAdded, EndPlanned)):
            self.say(tr("undone: {what}", what=plan_taken_back(event)))
        elif event is None:
            says = tr("there is nothing to undo")
            if rater:
                says = tr("there is nothing to undo of {name} in this round", name=self.session.rater_name(rater))
            self.say(f"  {says}")
        else:
            self.say(tr("undone"))
