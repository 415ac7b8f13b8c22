"""The protocol and the time that is left, line by line."""

from __future__ import annotations

from collections.abc import Callable

from hansei.record.session import Session
from hansei_tui.plain.pages import number_of
from hansei_tui.sentences import N_, tr
from hansei_tui.timeplan import do, end_of, plans, worded
from hansei_tui.times import clock_time

HELP = N_("""\
  /kept            this step was run as the toolkit says
  /changed WHY     it was not: what was changed, and why
  /end 16:30       when you must stop; /end +90 in minutes from now; /end none
  /pace            on time, ahead or behind; what is left; what would win time
  /replan 2        do number 2 of that list    /later           this step waits for next time""")


class PaceLines:
    """The commands about the protocol and the time.

    Args:
        session: The session.
        say: Prints a line.
        left_out: Called with a step that is left out now.
    """

    def __init__(self, session: Session, say: Callable[[str], None], left_out: Callable[[str], None]) -> None:
        self.session = session
        self.say = say
        self._left_out = left_out
        self.commands: dict[str, Callable[[str], None]] = {
            "kept": self._kept,
            "changed": self._changed,
            "end": self._end,
            "pace": self._pace,
            "replan": self._replan,
            "later": self._later,
        }

    def _kept(self, _: str) -> None:
        path = self.session.running.path
        self.session.keep_protocol(path)
        self.say(tr("{step}: run as the toolkit says", step=path))

    def _changed(self, why: str) -> None:
        path = self.session.running.path
        self.session.keep_protocol(path, kept=False, why=why)
        self.say(tr("{step}: changed: {why}", step=path, why=why))

    def _end(self, text: str) -> None:
        self.session.end_by(end_of(text, self.session.wall()))
        until = self.session.state.until
        self.say(tr("must end {time}", time=clock_time(until)) if until else tr("no end in particular"))

    def _pace(self, _: str) -> None:
        for part in worded(self.session):
            self.say(f"  {part}")
        for number, plan in enumerate(plans(self.session), 1):
            self.say(f"  {number}. {plan.words()}")

    def _replan(self, text: str) -> None:
        offered = plans(self.session)
        plan = offered[number_of(text, len(offered), N_("there is no re-plan {number}; /pace lists what there is"))]
        do(self.session, plan)
        self.say(plan.words())
        if plan.what != "shorten":
            self._left_out(plan.target)

    def _later(self, _: str) -> None:
        path = self.session.running.path
        self.session.end_step(path, "later")
        self.say(tr("{step}: next time", step=path))
        self._left_out(path)
