"""What happens each second while a session runs: others' changes, the clock, what waits to be saved."""

from __future__ import annotations

import gc

from hansei.errors import HanseiError
from hansei.record.log import Tidy
from hansei_tui.brought_back import Deleted
from hansei_tui.run.acts import Acts
from hansei_tui.run.painted import Painted
from hansei_tui.run.room import Room
from hansei_tui.sentences import tr

#: Seconds without a change after which the store is put in order, and the most that this is waited for.
STILL, LONGEST = 1.0, 10


class Ticking:
    """Looks around once a second.

    Args:
        screen: The run screen.
        room: The room it shows.
        topbar: Shows the clock.
    """

    def __init__(self, screen: Acts, room: Room, topbar: Painted) -> None:
        self.screen, self.room, self.topbar = screen, room, topbar
        #: When it looked last, UTC in milliseconds.
        self._awake = int(room.session.now())
        self._deleted = Deleted(room.session)
        #: How many ticks the store has waited to be put in order.
        self._untidied = 0

    def tick(self) -> None:
        """Take in what others did and what became of the time."""
        room, screen = self.room, self.screen
        awake, self._awake = self._awake, int(room.session.now())
        try:
            if room.clock.slept(awake):
                screen.notify(tr("The clock stood while this machine slept; t starts it again"), markup=False)
            news = room.refresh()
        except HanseiError:
            news = False  # the next second asks again
        if room.saving.retry() or news:
            screen.show()
        self._say_brought_back()
        if not room.session.only_read and room.clock.up():
            screen.app.bell()
            screen.notify(tr("Time is up: T gives 5 more minutes"), title=tr("The clock"), markup=False)
        self.topbar.repaint()
        self._tidy()
        gc.collect(1)  # what the keys of this second left behind

    def _tidy(self) -> None:
        """Put the store in order while nobody presses keys, or after a while all the same: it goes to the disk."""
        self._untidied += 1
        log = self.room.session.log
        if isinstance(log, Tidy) and (self.room.drafts.still > STILL or self._untidied >= LONGEST):
            self._untidied = 0
            log.tidy()

    def _say_brought_back(self) -> None:
        """Say that somebody deleted the store's file, and that nothing of it is lost."""
        if words := self._deleted.news():
            self.screen.notify(words, title=tr("The store"), markup=False, timeout=20)
