"""The lists of the home screen, painted by one widget: two hundred sessions cost as much as twenty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hansei_tui.app.theme import Palette, palette
from hansei_tui.sentences import tr, trc, trn
from hansei_tui.shown import clipped, padded, shown
from hansei_tui.teams import team_kind
from hansei_tui.times import day, minutes

if TYPE_CHECKING:
    from hansei.content.toolkit import Toolkit
    from hansei.record.log import Head, Log

SESSIONS, TOOLKITS, INBOX = 0, 1, 2
#: From so many columns on, the sessions stand beside another list.
WIDE = 110
MARGIN = 2
#: How the names begin under which is put aside what was typed and is not on the record.
TYPED = ("draft:", "given:")


class Row(NamedTuple):
    """One line of a list."""

    #: What is opened: a session's id or a toolkit's.
    id: str
    #: The first column.
    name: str
    #: Where it stands, in words.
    place: str = ""
    #: Of what, as in a session's toolkit.
    of: str = ""
    when: str = ""
    #: True while a session can go on.
    unfinished: bool = False
    #: The whole of it, for the lines below the list.
    detail: tuple[str, str] = ("", "")
    #: What stands before it in place of whether it is finished; one that begins with "!" is a warning.
    mark: str = ""

    def holds(self, words: str) -> bool:
        """Return whether all words are found somewhere in it."""
        text = f"{self.name} {self.place} {self.of} {self.id} {' '.join(self.detail)}".casefold()
        return all(word in text for word in words.casefold().split())


class Pane:
    """One of the lists: its rows, and where one is in them.

    Args:
        title: Its heading.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        #: What is shown now, and everything there is.
        self.rows: Sequence[Row] = ()
        self.all_rows: Sequence[Row] = ()
        #: Whether more rows are being read.
        self.growing = False
        self.cursor = 0
        self.top = 0
        #: What stands there when there is no row.
        self.empty: Sequence[str] = ()
        #: Where it is painted: first column, columns, first line, lines.
        self.x = self.width = self.y = self.height = 0

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def show(self, rows: Sequence[Row], words: str = "") -> None:
        """Take in rows, keep those that hold the words, and stay on the same one, or where it was when it is gone."""
        here = self.row.id if self.row else ""
        self.all_rows = rows
        self.rows = [row for row in rows if row.holds(words)] if words.strip() else rows
        near = 0 if words.strip() else max(0, min(self.cursor, len(self.rows) - 1))
        self.cursor = next((index for index, row in enumerate(self.rows) if row.id == here), near)
        self.reveal()

    def stand_on(self, id_: str) -> None:
        """Put the cursor on the row of that id, when it is there."""
        self.go(next((index for index, row in enumerate(self.rows) if row.id == id_), self.cursor))

    def go(self, to: int) -> None:
        """Put the cursor on a row, or on the nearest there is."""
        self.cursor = max(0, min(to, len(self.rows) - 1))
        self.reveal()

    def reveal(self) -> None:
        """Scroll so that the cursor is seen."""
        height = max(1, self.height)
        self.top = max(min(self.top, self.cursor), self.cursor - height + 1)
        self.top = max(0, min(self.top, len(self.rows) - height))


def place_of(head: Head, log: Log) -> str:
    """Return where a session of a store stands; what was typed and not saved is no beginning that its head knows."""
    if head.state != "open":
        return trc("a session", "ended")
    if head.place:
        return head.place
    typed = any(key.startswith(TYPED) for key in log.aside(head.session))
    return tr("begun, not saved") if typed else tr("set up, not begun")


def session_row(head: Head, log: Log, now: float) -> Row:
    """Return a session of a store as a row."""
    place = place_of(head, log)
    team, title = shown(head.team), shown(head.title)
    since = day(head.started, now)
    begun = head.place or head.state != "open"
    began = tr("begun {when}", when=since) if begun else tr("set up {when}", when=since)
    return Row(
        id=head.session,
        name=team,
        place=shown(place),
        of=title,
        when=day(head.changed or head.started, now),
        unfinished=head.state == "open",
        detail=(f"{team}, {team_kind(head.team_kind)} · {shown(place)}", f"{title} · {began} · {head.session}"),
    )


def toolkit_row(toolkit: Toolkit) -> Row:
    """Return a toolkit as a row."""
    steps = toolkit.agenda()
    timed = [each.minutes for each in {step.activity.id: step.activity for step in steps}.values() if each.minutes]
    low, high = sum(each.low for each in timed), sum(each.high for each in timed)
    length = minutes(low, high) if timed else ""
    count, version = trn("{n} step", "{n} steps", len(steps)), tr("version {version}", version=toolkit.version)
    about = " · ".join(filter(None, (count, length, version, toolkit.id)))
    return Row(id=toolkit.id, name=shown(toolkit.title), detail=(shown(toolkit.title), shown(about)))


class HomeList(Widget):
    """Sessions, toolkits and the inbox: the sessions beside one of the others where there is room, else one of them."""

    DEFAULT_CSS = "HomeList { height: 1fr; }"

    class Opened(Message):
        """A row was clicked that the cursor was on already."""

    class Switched(Message):
        """Another list was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.sessions = Pane(tr("SESSIONS"))
        self.toolkits = Pane(tr("TOOLKITS"))
        self.inbox = Pane(tr("INBOX"))
        self.panes = (self.sessions, self.toolkits, self.inbox)
        self.active = SESSIONS
        #: Which list stands beside the sessions.
        self.aside = TOOLKITS
        #: What is searched for; None: no search.
        self.words: str | None = None
        #: A line at the very bottom, such as what failed.
        self.message = ""
        #: First column of each heading.
        self._tabs: list[int] = []
        self._painters: list[Callable[[Palette], list[Segment]] | None] = []

    @property
    def pane(self) -> Pane:
        """The list the cursor is in."""
        return self.panes[self.active]

    @property
    def wide(self) -> bool:
        """Whether two lists are seen."""
        return self.size.width >= WIDE

    # ------------------------------------------------------------------------------------- what changes

    def go(self, to: int) -> None:
        """Move the cursor to a row and repaint only what that changes."""
        pane = self.pane
        before, top = pane.cursor, pane.top
        pane.go(to)
        if pane.top != top:
            self.refresh()
            return
        width, bottom = self.size.width, self.size.height
        lines = {pane.y + before - top, pane.y + pane.cursor - top, bottom - 3, bottom - 2}
        self.refresh(*(Region(0, line, width, 1) for line in lines))

    def switch(self, to: int | None = None) -> None:
        """Go to a list, or to the next one."""
        self.active = (self.active + 1) % len(self.panes) if to is None else max(0, min(to, len(self.panes) - 1))
        if self.active != SESSIONS:
            self.aside = self.active
        self.refresh()

    def search(self, words: str | None) -> None:
        """Show only what holds these words; None: everything."""
        self.words = words
        for pane in self.panes:
            pane.show(pane.all_rows, words or "")
        self.refresh()

    # ------------------------------------------------------------------------------------- painting

    def _arrange(self) -> None:
        """Say where each list stands, for the size there is now."""
        width, height = self.size
        top = 6 if height >= 16 else 3
        room = width - 2 * MARGIN
        share = 42 if self.aside == INBOX else 68  # of which team, and what is to settle, takes more words than a title
        left = room * share // 100 if self.wide else room
        beside = (MARGIN + left + 4, room - left - 4) if self.wide else (MARGIN, room)
        for pane, x, wide in ((self.sessions, MARGIN, left), (self.toolkits, *beside), (self.inbox, *beside)):
            pane.x, pane.width, pane.y, pane.height = x, wide, top, max(1, height - top - 4)
            pane.reveal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint lines."""
        self._arrange()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        paint = palette(self.app)
        width, height = self.size
        head = self.sessions.y - (3 if height < 16 else 5)
        if y == head:
            segments = self._title(paint)
        elif y == self.sessions.y - 2:
            segments = self._headings(paint)
        elif self.sessions.y <= y < self.sessions.y + self.sessions.height:
            segments = self._rows(paint, y - self.sessions.y)
        elif y in (height - 3, height - 2):
            row = self.pane.row
            text = row.detail[y - height + 3] if row else ""
            segments = [Segment(" " * MARGIN), Segment(clipped(text, width - 2 * MARGIN), paint.dim)]
        elif y == height - 1 and self.message:
            segments = [Segment(" " * MARGIN), Segment(clipped(self.message, width - 2 * MARGIN), paint.warn)]
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width).apply_style(paint.ground)

    def _title(self, paint: Palette) -> list[Segment]:
        segments = [Segment(" " * MARGIN), Segment(" Hansei ", paint.now_block)]
        if self.words is None:
            return [*segments, Segment("  " + tr("Reflect as a team, and act on it"), paint.text)]
        return [
            *segments,
            Segment("  " + tr("Find") + "  ", paint.dim),
            Segment(shown(self.words), paint.strong),
            Segment("▏", paint.now),
        ]

    def _headings(self, paint: Palette) -> list[Segment]:
        segments: list[Segment] = []
        at = 0
        self._tabs = []
        for index, pane in enumerate(self.panes):
            here = index == self.active
            x = pane.x if not index or (self.wide and index == TOOLKITS) else at + 4
            counts = (
                f"{len(pane.rows)}"
                if len(pane.rows) == len(pane.all_rows)
                else tr("{n} of {all}", n=len(pane.rows), all=len(pane.all_rows))
            )
            count = f"  {counts}{' …' if pane.growing else ''}" if pane.all_rows else ""
            self._tabs.append(x)
            seen = here or (self.wide and index == self.aside)
            style = paint.now if here else paint.text if seen else paint.dim
            segments += [Segment(" " * (x - at)), Segment(pane.title, style)]
            segments.append(Segment(count, paint.dim))
            at = x + len(pane.title) + len(count)
        return segments

    def _rows(self, paint: Palette, line: int) -> list[Segment]:
        panes = (self.sessions, self.panes[self.aside]) if self.wide else (self.pane,)
        segments: list[Segment] = []
        at = 0
        for pane in panes:
            index = pane.top + line
            segments.append(Segment(" " * (pane.x - MARGIN - at)))
            at = pane.x + pane.width
            if index < len(pane.rows):
                here = pane is self.pane and index == pane.cursor
                segments += _cells(paint, pane, pane.rows[index], here=here)
            else:
                lines = pane.empty if not pane.rows else ()
                text = lines[line] if line < len(lines) else ""
                segments.append(
                    Segment(" " * MARGIN + padded(text, pane.width), paint.text if line == 0 else paint.dim)
                )
        return segments

    # ------------------------------------------------------------------------------------- the mouse

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; open what it was on already."""
        event.stop()
        if event.y == self.sessions.y - 2:
            self.switch(sum(event.x >= x - MARGIN for x in self._tabs[1:]))
            self.post_message(self.Switched())
            return
        beside = self.aside if event.x >= self.toolkits.x - MARGIN else SESSIONS
        side = beside if self.wide else self.active
        pane = self.panes[side]
        index = pane.top + event.y - pane.y
        if not (0 <= event.y - pane.y < pane.height and index < len(pane.rows)):
            return
        if side == self.active and index == pane.cursor:
            self.post_message(self.Opened())
            return
        self.active = side
        pane.go(index)
        self.refresh()

    def _on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self._roll(3)

    def _on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self._roll(-3)

    def _roll(self, lines: int) -> None:
        self.pane.go(self.pane.cursor + lines)
        self.refresh()


def _cells(paint: Palette, pane: Pane, row: Row, *, here: bool) -> list[Segment]:
    """Return one row: the cursor's mark, what it is, where it stands, of what, and when."""

    def ink(style: Style) -> Style:
        return style + paint.lit if here else style

    segments = [Segment("▸ " if here else "  ", ink(paint.now))]
    if not row.when:
        segments.append(Segment(padded(row.name, pane.width), ink(paint.strong if here else paint.text)))
        return [*segments, Segment("  ", ink(paint.text))]
    if row.mark:
        segments.append(Segment(padded(row.mark, 2), ink(paint.warn if row.mark.startswith("!") else paint.now)))
    else:
        segments.append(Segment("◐ " if row.unfinished else "✓ ", ink(paint.now if row.unfinished else paint.done)))
    when = 12
    room = pane.width - 2 - when
    name = max(14, min(44, room * 45 // 100))
    place = room - name - 1
    of = place - 40
    if of >= 20:  # a title that is cut to less says nothing; it stands whole below the list
        place -= of
    segments.append(Segment(padded(row.name, name) + " ", ink(paint.strong if here else paint.text)))
    segments.append(Segment(padded(row.place, place), ink(paint.text if row.unfinished else paint.dim)))
    if of >= 20:
        segments.append(Segment(" " + padded(row.of, of - 1), ink(paint.dim)))
    segments.append(Segment(row.when.rjust(when), ink(paint.dim)))
    segments.append(Segment("  ", ink(paint.text)))
    return segments
