"""What an instrument may begin with, line by line: results of the team's earlier sessions, taken and left again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hansei.content.toolkit import AgendaStep
from hansei.errors import UsageError
from hansei.form import Question
from hansei.insight.beginnings import Offered, from_where, offered, proposed, worded
from hansei.record.events import BeganWith, Origin
from hansei.record.people import folded
from hansei.record.session import Session
from hansei.record.view import SessionView
from hansei_tui.plain.pages import number_of
from hansei_tui.sentences import N_, tr

HELP = N_("""\
  /begin           what this session may begin with, numbered
  /begin 2         begin with number 2; again: leave it""")

NO_RESULT = N_("there is no result {number}; /begin lists what there is")


class OriginLines:
    """The command about results of earlier sessions.

    Args:
        session: The session.
        say: Prints a line.
        others: The team's other sessions.
        changed: Called after something was taken or left, with instrument and item.
    """

    def __init__(
        self,
        session: Session,
        say: Callable[[str], None],
        others: Sequence[SessionView],
        changed: Callable[[str, str], None],
    ) -> None:
        self.session = session
        self.say = say
        self._others = tuple(others)
        self._changed = changed
        self.commands: dict[str, Callable[[str], None]] = {"begin": self._begin}

    @property
    def _found(self) -> tuple[Offered, ...]:
        return offered(self.session, self._others)

    def greet(self, step: AgendaStep) -> None:
        """Show what the instruments of a step may begin with, unless they have begun."""
        session = self.session
        begun = {each.instrument for each in session.origins.all}
        for id_ in dict.fromkeys(each.instrument for each in self._found):
            if id_ in step.step.instruments and id_ not in begun and not session.state.given(id_):
                self.say(tr("There is what this can begin with (/begin and a number takes it):"))
                self._list([each for each in self._found if each.instrument == id_])
        for each in session.origins.all:
            if each.instrument in step.step.instruments:
                self.say(begins(each.origin, self.session.id))

    def proposal(self, question: Question, where: tuple[str, str, str]) -> Any:
        """Return what a question may begin with, as long as nothing is on the record; None: nothing."""
        instrument, item, rater = where
        if not self.session.state.begun or self.session.answered(instrument, item, rater) is not None:
            return None
        return proposed(self.session, instrument, item, question)

    def _list(self, shown: Sequence[Offered]) -> None:
        taken = self._taken()
        for number, each in enumerate(self._found, 1):
            if each in shown:
                mark = " " + tr("(taken)") if each in taken else ""
                self.say(f"  {number}. {told(each.origin, self.session.id)}{mark}")

    def _taken(self) -> dict[Offered, BeganWith]:
        begun = self.session.state.begun
        return {each: taken for each in self._found if (taken := begun.get((each.instrument, *each.origin.place)))}

    def _begin(self, text: str) -> None:
        if not text:
            self._list(self._found)
            if not self._found:
                self.say("  " + tr("nobody came to anything yet that this toolkit begins with"))
            return
        each = self._found[number_of(text, len(self._found), NO_RESULT)]
        taken = self._taken().get(each)
        if taken is not None:
            self.session.origins.leave(taken)
            self.say(tr("left: {words}", words=each.origin.words))
        else:
            self.session.origins.take(each.instrument, each.origin, each.item)
            self.say(begins(each.origin, self.session.id))
        self._changed(each.instrument, each.item)


def told(origin: Origin, here: str) -> str:
    """Return a result with where it came from, as told in a session."""
    return tr("{words}, from {where}", words=worded(origin), where=from_where(origin, here))


def begins(origin: Origin, here: str) -> str:
    """Return that something in a session is begun with a result."""
    return tr("begins with: {words}, from {where}", words=worded(origin), where=from_where(origin, here))


def named(found: Sequence[Offered], words: str, instrument: str = "") -> Offered:
    """Return the result that words name.

    Raises:
        UsageError: naming those there are.
    """
    there = [each for each in found if instrument in ("", each.instrument)]
    meant = [each for each in there if folded(each.origin.words) == folded(words)]
    if not meant:
        known = "; ".join(dict.fromkeys(each.origin.words for each in there)) or tr("none")
        raise UsageError(
            tr("no earlier session of the team came to {words!r}; there are: {known}", words=words, known=known)
        )
    if len({each.origin.place for each in meant}) > 1:
        known = "; ".join(f"{each.instrument}: {from_where(each.origin, '')}" for each in meant)
        raise UsageError(tr("{n} results read so; take one on screen: {known}", n=len(meant), known=known))
    return meant[0]
