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
        if isinstance(room.session.log, Tidy):
            room.session.log.tidy()
        gc.collect(1)  # what the keys of this second left behind

    def _say_brought_back(self) -> None:
        """Say that somebody deleted the store's file, and that nothing of it is lost."""
        if words := self._deleted.news():
            self.screen.notify(words, title=tr("The store"), markup=False, timeout=20)
