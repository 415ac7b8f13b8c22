"""The session's clock as the room uses it: started, paused, stopped when it is left, mended after a crash."""

from __future__ import annotations

from hansei.errors import HanseiError
from hansei.insight.clock import ActivityClock, Pace, clocks
from hansei.record.session import Session
from hansei_tui.app.theme import Palette
from hansei_tui.run.canvas import Part
from hansei_tui.sentences import N_, tr
from hansei_tui.times import minutes

#: After so long without an event a clock that still runs was left by a crash: 10 minutes, in milliseconds.
FORGOTTEN = 600_000
#: A screen that looks at the clock each second and did not for so long was asleep: 2 minutes, in milliseconds.
ASLEEP = 120_000
#: Cells of the bar.
BAR = 12


class Clockwork:
    """Starts and stops the clock of the running activity."""

    def __init__(self, session: Session) -> None:
        self.session = session
        #: Activities whose time is known to be up, so that it is said once.
        self._over = {each.activity for each in self._clocks().values() if each.pace is Pace.OVER}

    def _clocks(self) -> dict[str, ActivityClock]:
        return clocks(self.session.agenda, self.session.state.clock, self.session.now())

    def running(self) -> str:
        """Return the activity whose clock runs; empty when none does."""
        return next((each.activity for each in self._clocks().values() if each.running), "")

    def now(self) -> ActivityClock:
        """Return the clock of the activity the room is at."""
        return self._clocks()[self.session.running.activity.id]

    def mend(self) -> bool:
        """Stop a clock that a crash left running at the last thing that happened; return whether it was so."""
        running = self.running()
        last = max((event.at for event in self.session.state.events), default=0)
        if not running or self.session.only_read or self.session.now() - last <= FORGOTTEN:
            return False
        self.session.stop_clock(running, until=last)
        return True

    def slept(self, since: int) -> bool:
        """Stop a clock that ran on while nobody was there: the laptop slept; return whether it was so.

        Args:
            since: When the screen was last awake, UTC in milliseconds.
        """
        running = self.running()
        if not running or self.session.only_read or self.session.now() - since <= ASLEEP:
            return False
        self.session.stop_clock(running, until=since)
        return True

    def toggle(self) -> None:
        """Start the clock of the running activity, or let it stand."""
        here = self.session.running.activity.id
        if self.running() == here:
            self.session.stop_clock(here)
        else:
            self.session.start_clock(here)

    def add(self, minutes: int) -> None:
        """Give the running activity more time."""
        here = self.session.running.activity.id
        self.session.add_time(here, minutes)
        if self.now().pace is not Pace.OVER:
            self._over.discard(here)

    def follow(self) -> None:
        """Stop the clock of an activity that the room has left."""
        running = self.running()
        if running and running != self.session.running.activity.id:
            self.session.stop_clock(running)

    def leave(self) -> None:
        """Stop the clock, as when the screen is left; a store that cannot take it keeps it for :meth:`mend`."""
        running = self.running()
        if running and not self.session.only_read:
            try:
                self.session.stop_clock(running)
            except HanseiError:
                return

    def up(self) -> bool:
        """Return whether the time of the running activity is up since somebody asked last: once."""
        now = self.now()
        if now.pace is not Pace.OVER or not now.running or now.activity in self._over:
            return False
        self._over.add(now.activity)
        return True


#: How a clock stands, as the line at the top says it.
PACES = {Pace.ON_TIME: N_("on time"), Pace.IN_RANGE: N_("in range"), Pace.OVER: N_("time is up")}


def words(clock: ActivityClock) -> tuple[str, str]:
    """Return the time used and how it stands, as in ("14 of 20-25 min", "on time")."""
    if clock.planned is None:
        return (tr("{n} min", n=clock.minutes) if clock.used else "", tr("not timed"))
    low, high = clock.planned.low, clock.planned.high
    if clock.pace is Pace.NOT_STARTED:
        return minutes(low, high), tr("t starts the clock")
    said = tr(PACES.get(clock.pace, clock.pace.value))
    if clock.pace is Pace.OVER and clock.left < 0:
        said = tr("time is up, {n} over", n=-clock.left)
    plan = f"{low}-{high}" if low != high else str(low)
    used = tr("{n} of {plan} min", n=clock.minutes, plan=plan)
    return used, said if clock.running else tr("{pace}, paused", pace=said)


def bar(clock: ActivityClock, cells: int = BAR) -> tuple[int, int]:
    """Return how many cells of the bar are used, and how many belong to the range's two ends apart."""
    if clock.planned is None or clock.planned.high <= 0:
        return 0, 0
    high = clock.planned.high * 60_000
    used = min(cells, clock.used * cells // high)
    return used, cells - clock.planned.low * cells // clock.planned.high


def in_sight(clock: ActivityClock, ink: Palette) -> Part:
    """Return the time of the running activity for a screen that has no line at the top; nothing when it has none."""
    time, pace = words(clock)
    if clock.planned is None or not (clock.running or clock.used):
        return ("", ink.dim)
    if clock.pace is Pace.OVER:  # to be seen from the back of the room
        return (f" {time} · {pace} ", ink.warn_block) if clock.running else (f"{time} · {pace}", ink.warn)
    return (f"{time} · {pace}", ink.done if clock.running else ink.dim)
