"""What the home screen reads: sessions, what came from other teams, and what other programs write meanwhile."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from hansei.errors import HanseiError
from hansei_tui.app.home_list import HomeList, session_row
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown

if TYPE_CHECKING:
    from hansei_tui.app.app import HanseiApp
    from hansei_tui.app.home_list import Row
    from hansei_tui.app.reading_all import Everything, ReadingAll

#: So many sessions are read before the first frame; the others after it.
MOST = 500
#: Shown where sessions would be, before there is one.
WELCOME = (
    N_("Welcome. There is no session yet."),
    "",
    N_("Press n to set one up: a team, its people, and begin."),
    N_("Press d to see how to try it with invented people."),
    "",
    N_("Everything stays on this computer."),
)

#: Shown where sessions would be when all of them were put away.
ALL_AWAY = (N_("Every session was put away."), "", N_("Press A to list them."))
#: Shown where nothing is like the words that are looked for.
NONE_LIKE = (N_("Nothing like that."),)


class HomeReading(Screen[None]):
    """Keeps the lists of the home screen up to date."""

    def __init__(self) -> None:
        super().__init__()
        self.list = HomeList()
        #: Whether those sessions are listed that were put away, and how many there are.
        self.archived, self.put_away = False, 0
        #: How often the store was written to when it was read last.
        self._changes = -1
        #: Reads a store of more sessions than that, and what it has read last.
        self._all: ReadingAll | None = None
        self._known: Everything | None = None

    @property
    def hansei(self) -> HanseiApp:
        """The application, as what it is."""
        return cast("HanseiApp", self.app)

    def _read_sessions(self) -> None:
        now = time.time()
        try:
            some, whole = self.hansei.engine.some_sessions(MOST)
            everything = [head for head in some if not head.origin]
            everything.sort(key=lambda head: head.state != "open")
            log = self.hansei.engine.log
            made = {head.session: session_row(head, log, now) for head in everything}
        except HanseiError as error:  # the list as it was is better than none
            self.list.message = f"! {shown(str(error))}"
            return
        pane = self.list.sessions
        known = self._known.sessions if self._known is not None and not whole else {}
        self.put_away = max(sum(head.archived for head in everything), len(known.get(True, ())))
        self.archived = self.archived and self.put_away > 0
        heads = [head for head in everything if head.archived == self.archived]
        rows = [made[head.session] for head in heads]
        rows += [row for row in known.get(self.archived, ()) if row.id not in made]
        pane.title = tr("PUT AWAY") if self.archived else tr("SESSIONS")
        pane.empty = tuple(map(tr, WELCOME if not everything else ALL_AWAY if not heads else NONE_LIKE))
        pane.growing = not whole and self._known is None
        pane.show(rows, self.list.words or "")
        if not whole and self.hansei.loader.ready:
            self._read_all()
        if not self.hansei.loader.ready:
            self.list.toolkits.empty = ("", tr("looking for toolkits …"))

    def _read_all(self) -> None:
        """Read the others, and what came, beside the running screen."""
        if self._all is None:
            from hansei_tui.app.reading_all import ReadingAll

            self._all = ReadingAll(self.hansei.engine, self._show_all)
        self._all.start()

    def _show_all(self, found: Everything | HanseiError) -> None:
        if isinstance(found, HanseiError):
            self.list.message = f"! {shown(str(found))}"
        else:
            self._known = found
            self.put_away = len(found.sessions[True])
            self.list.sessions.growing = False
            self.list.sessions.show(found.sessions[self.archived], self.list.words or "")
            self._show_inbox(found.inbox)
        self.list.refresh()
        self.refresh_bindings()

    def _read_inbox(self) -> None:
        """Read what came: after the first frame, as it takes more than a listing."""
        if self._all is not None:
            return  # reads it, too
        from hansei_tui.app.inbox_rows import inbox_rows

        try:
            self._show_inbox(inbox_rows(self.hansei.engine, time.time()))
        except HanseiError as error:
            self.list.inbox.empty = (shown(str(error)),)

    def _show_inbox(self, rows: list[Row]) -> None:
        from hansei_tui.app.inbox_rows import EMPTY

        pane = self.list.inbox
        pane.empty = tuple(map(tr, EMPTY if not rows else NONE_LIKE))
        pane.show(rows, self.list.words or "")

    def _read(self) -> None:
        self._changes = self._counted()
        self._read_sessions()
        self._read_inbox()
        self.list.refresh()

    def _counted(self) -> int:
        try:
            return self.hansei.engine.log.changes()
        except HanseiError:
            return -1

    def _look(self) -> None:
        """Show what another program wrote meanwhile, such as `hansei receive`."""
        if self.is_current and self.hansei.loader.ready and self._counted() != self._changes:
            self._read()
            self.refresh_bindings()
