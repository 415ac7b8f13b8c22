"""Steering a session: its steps, its clock, whether it kept to the protocol, and its end."""

from __future__ import annotations

from typing import Literal

from hansei.errors import UsageError
from hansei.record import events as ev
from hansei.record.events import AnyEvent
from hansei.record.writing import Writing
from hansei.words.ours import tr

#: The most minutes that are added to an activity or taken away at once.
MOST_MINUTES = 24 * 60


class Steering(Writing):
    """The steps of a session, its clock and its end."""

    def move(self, path: str) -> None:
        """Take the room to a step."""
        self._need_open()
        step = self.step(path)
        if self.state.running != step.path:
            self.record(self.event(ev.Moved, step=step.path))

    def end_step(self, path: str, outcome: Literal["done", "skipped", "later"] = "done") -> None:
        """Note that a step is done, was skipped or waits for next time; the room goes to the next open one."""
        self._need_open()
        step = self.step(path)
        events: list[AnyEvent] = [self.event(ev.StepEnded, step=step.path, outcome=outcome)]
        here = self.agenda.index(step)
        later = [entry for entry in self.agenda[here + 1 :] if entry.path not in self.state.ended]
        if self.running.path == step.path and later:
            events.append(self.event(ev.Moved, step=later[0].path))
        self.record(*events)

    def reopen_step(self, path: str) -> None:
        """Open a step again; nothing that was answered changes."""
        self._need_open()
        if self.step(path).path in self.state.ended:
            self.record(self.event(ev.StepReopened, step=self.step(path).path))

    def keep_protocol(self, path: str, *, kept: bool = True, why: str = "") -> None:
        """Note whether a step was run as the toolkit says.

        Args:
            path: The step.
            kept: False: it was changed.
            why: What was changed, and why.

        Raises:
            UsageError: when it was changed and nobody says why.
        """
        self._need_open()
        step = self.step(path)
        if not kept and not why.strip():
            raise UsageError(tr("say what was changed, and why; that is what makes the scores readable later"))
        self.record(self.event(ev.ProtocolKept, step=step.path, kept=kept, why=why.strip()))

    # ------------------------------------------------------------------------------------- clock and end

    def start_clock(self, activity: str) -> None:
        """Let the clock of an activity run; that of any other one stops."""
        self._activity(activity)
        self.record(self.event(ev.ClockStarted, activity=activity))

    def stop_clock(self, activity: str, *, until: int = 0) -> None:
        """Stop the clock of an activity.

        Args:
            activity: The activity's id.
            until: When it really stopped, UTC in milliseconds; 0: now.
        """
        self._activity(activity)
        self.record(self.event(ev.ClockStopped, activity=activity, until=until))

    def add_time(self, activity: str, minutes: int) -> None:
        """Change the planned time of an activity by so many minutes, more or (below zero) fewer."""
        self._activity(activity)
        if not -MOST_MINUTES <= minutes <= MOST_MINUTES:
            raise UsageError(
                tr(
                    "{minutes} minutes? Add or take away at most a day ({most_minutes})",
                    minutes=minutes,
                    most_minutes=MOST_MINUTES,
                )
            )
        self.record(self.event(ev.ClockAdded, activity=activity, minutes=minutes))

    def close(self) -> None:
        """End the session; its clock stops, and it can be reopened."""
        if not self.state.closed:
            running = self.state.clock_running
            stopped = [self.event(ev.ClockStopped, activity=running)] if running else []
            self.record(*stopped, self.event(ev.Closed))

    def reopen(self) -> None:
        """Go on with a session that was closed."""
        if self.state.closed:
            self.record(self.event(ev.Reopened))

    def end_by(self, until: int) -> None:
        """Plan when the session must end.

        Args:
            until: UTC, milliseconds; 0: at no time in particular.

        Raises:
            UsageError: when it lies behind, or further away than a day.
        """
        now = self.wall()
        if until and not 0 < until - now <= MOST_MINUTES * 60_000:
            raise UsageError(tr("the end lies behind, or more than a day ahead; give a time of today, as 16:30"))
        if until != self.state.until:
            self.record(self.event(ev.EndPlanned, until=until))
