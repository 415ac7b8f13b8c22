"""What the screens of rounds have in common: they follow the record once a second, and say how things went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.screen import Screen

from hansei.errors import HanseiError
from hansei_tui.app.keybar import KeyBar
from hansei_tui.run.canvas import Canvas, Line, Part, Zone
from hansei_tui.run.clockwork import in_sight, words
from hansei_tui.run.listing import head
from hansei_tui.run.painted import Painted
from hansei_tui.run.room import Room
from hansei_tui.sentences import tr
from hansei_tui.shown import shown

#: Seconds between two looks at what others changed.
LOOK = 1.0
#: Looks of the lines that are kept.
FACES = 8
#: The keys that move among rows, where a screen has none of its own.
MOVES: list[BindingType] = [
    Binding("down,j,tab", "go(1)", "next row", show=False),
    Binding("up,k,shift+tab", "go(-1)", "row before", show=False),
    Binding("pagedown,space", "go(8)", "further", show=False),
    Binding("pageup", "go(-8)", "further up", show=False),
    Binding("home", "go(-100000)", "first", show=False),
    Binding("end", "go(100000)", "last", show=False),
]


class Rows(Painted, can_focus=True):
    """Lines under a title, a cursor among them, and lines about it at the bottom. Fill :meth:`body`.

    Args:
        room: The room.
        title: What is listed.
    """

    DEFAULT_CSS = "Rows { width: 1fr; height: 1fr; padding: 0 2; background: $background; }"

    class Clicked(Message):
        """Something was clicked."""

        def __init__(self, hit: str) -> None:
            super().__init__()
            self.hit = hit

    def __init__(self, room: Room, title: str) -> None:
        super().__init__()
        self.room, self.title = room, title
        #: Index of what is stood on.
        self.at = 0
        #: How many lines there are above and below those in sight, in words; empty: all are in sight.
        self.further = ""
        self._top = 0
        self._canvas: Canvas | None = None
        #: What was painted of each line, by what :attr:`face` was and the size.
        self._faces: dict[tuple[object, ...], dict[tuple[int, bool], Canvas]] = {}
        self._painted: dict[tuple[int, bool], Canvas] = {}

    # ------------------------------------------------------------------------------------- to be filled

    @property
    def count(self) -> int:
        """How many lines can be stood on."""
        raise NotImplementedError

    @property
    def beside(self) -> str:
        """What stands beside the title."""
        return self.room.session.team.name

    def row(self, on: Canvas, index: int, *, here: bool) -> None:
        """Paint one of them, on as many lines as every other."""
        raise NotImplementedError

    @property
    def face(self) -> tuple[object, ...] | None:
        """All that lines show beside where the cursor is: while it stays the same, they are not painted anew.

        None: they are painted anew with every key.
        """
        return None

    def above(self, on: Canvas) -> None:
        """Paint what stands over them."""

    def below(self, on: Canvas, height: int) -> None:
        """Paint what stands under them, in at most so many lines."""

    @property
    def tall(self) -> int:
        """How many lines each takes."""
        return 1

    def least_below(self, height: int) -> int:
        """Return how many lines are kept for :meth:`below`, and one before it that says what is out of sight."""
        return 1

    # ------------------------------------------------------------------------------------- painting

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the title, what is in sight, and what is under it."""
        on = Canvas(width, self.ink.ground)
        over = self.room.session.only_read  # no clock runs in what is only read
        clock: Part = ("", self.ink.dim) if over else in_sight(self.room.clock.now(), self.ink)
        head(on, self.title, self.beside, self.room.saving, self.ink, clock)
        self.above(on)
        count = self.count
        self.at = max(0, min(self.at, count - 1))
        room = max(self.tall, height - on.y - self.least_below(height))
        seen = max(1, room // self.tall)
        self._top = max(0, min(max(min(self._top, self.at), self.at - seen + 1), count - seen))
        above, under = self._top, max(0, count - self._top - seen)
        self.further = "   ".join(
            text
            for text, number in ((tr("↑ {count} more", count=above), above), (tr("↓ {count} more", count=under), under))
            if number
        )
        self._painted = self._kept_of((width, height, seen), self.face)
        for index in range(self._top, min(count, self._top + seen)):
            y = on.y
            on.join(self._row(index, width))
            on.zones.insert(0, _zone(y, on, index))
        if height > on.y:
            on.line(("  " + self.further, self.ink.dim))
        if height > on.y:
            self.below(on, height - on.y)
        on.blank(max(0, height - on.y))
        self._canvas = on
        return on.lines

    def _kept_of(self, size: tuple[int, ...], face: tuple[object, ...] | None) -> dict[tuple[int, bool], Canvas]:
        """Return what was painted when it looked like this; of a few looks, since people go to and fro."""
        if face is None:
            return {}
        if len(self._faces) >= FACES and (*size, face) not in self._faces:
            self._faces.clear()
        return self._faces.setdefault((*size, face), {})

    def _row(self, index: int, width: int) -> Canvas:
        here = index == self.at
        found = self._painted.get((index, here))
        if found is None:
            found = self._painted[index, here] = Canvas(width, self.ink.ground)
            self.row(found, index, here=here)
        return found

    def _forget(self) -> None:
        self._faces.clear()  # another look
        super()._forget()

    def go(self, by: int) -> None:
        """Stand on another line."""
        self.at = max(0, min(self.at + by, self.count - 1))
        self.repaint()

    def on_click(self, event: Click) -> None:
        """Tell the screen what was clicked."""
        event.stop()
        found = self._canvas.hit(event.x - self.styles.padding.left, event.y) if self._canvas is not None else ""
        if found:
            self.post_message(self.Clicked(found))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on."""
        event.stop()
        self.go(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back."""
        event.stop()
        self.go(-1)


def _zone(y: int, on: Canvas, index: int) -> Zone:
    return Zone(0, y, on.width, on.y - y, f"row:{index}")


class RoundScreen(Screen[str]):
    """A screen of a round; answers something when another one comes next, and nothing when people go back.

    Args:
        room: The room of the run screen.
        rows: What it shows.
    """

    DEFAULT_CSS = "RoundScreen { background: $background; }"
    AUTO_FOCUS = "Rows"
    #: Actions that change something: not offered in a closed session.
    CHANGES: ClassVar[Sequence[str]] = ()

    def __init__(self, room: Room, rows: Rows) -> None:
        super().__init__()
        self.room, self.session, self.rows = room, room.session, rows
        self._seen: tuple[object, ...] = ()
        room.saving.say("")

    def compose(self) -> ComposeResult:
        """The lines and the keys."""
        yield self.rows
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now; a closed session is for reading."""
        return not (action in self.CHANGES and self.session.only_read)

    @property
    def over(self) -> bool:
        """Whether another screen comes next, since somebody here or elsewhere went on."""
        return False

    @property
    def onward(self) -> str:
        """What is answered when it is over: which screen comes next; as it stands here, whichever it is."""
        return "again"

    def show(self) -> None:
        """Show everything anew."""
        self.rows.repaint()
        self.refresh_bindings()

    def record(self, act: Callable[[], object], says: str, then: Callable[[], None] = lambda: None) -> bool:
        """Do something on the record, and say how it went; return whether it is saved."""
        saved = self.room.record(act, shown(says), then)
        self.look(force=True)
        return saved

    def look(self, *, force: bool = False) -> None:
        """Show what became of things, here and in other windows."""
        if not self.is_current and not force:
            return
        time = words(self.room.clock.now())  # the end of it is seen from every screen
        state = (self.session.state.version, self.session.only_read, self.room.saving.says, time)
        if state != self._seen or force:
            self._seen = state
            if self.over and self.is_current:
                self.dismiss(self.onward)
                return
            self.show()

    def _tick(self) -> None:
        with suppress(HanseiError):  # the next second asks again
            self.session.refresh()
        self.look()

    def on_mount(self) -> None:
        """Follow what others do."""
        self.set_interval(LOOK, self._tick)

    def on_screen_resume(self) -> None:
        """Show what a dialog led to."""
        self.look(force=True)

    def interrupt(self) -> None:
        """Ctrl+c goes back, as escape does."""
        self.action_back()

    def action_back(self) -> None:
        """Go back to the step; what was said here would mean something else there."""
        if self.is_current:
            self.room.saving.say("")
            self.dismiss("")

    def action_go(self, by: int) -> None:
        """Stand on another line."""
        self.room.saving.say("")
        self.rows.go(by)
        self.refresh_bindings()
