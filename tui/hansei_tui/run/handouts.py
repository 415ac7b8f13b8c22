"""The toolkit's handouts on the screen: which there are, and each as a page to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import MouseScrollDown, MouseScrollUp
from textual.screen import Screen

from hansei.content.toolkit import Handout
from hansei.document import Document
from hansei.document.spans import plain
from hansei.engine import Engine
from hansei.insight.handout import handout_document, shows
from hansei.insight.sheets import papers
from hansei_tui.app.keybar import KeyBar
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.listing import Entry, Listing, head
from hansei_tui.run.page import pieces
from hansei_tui.run.painted import Painted
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr

#: Cells of a page at the most: longer lines are hard to read.
WIDEST = 130


def entries(room: Room) -> list[Entry]:
    """Return the handouts of the session's team, each with what it shows."""
    session = room.session
    found = []
    for handout in papers(session):
        title = plain(handout.title or handout.ours.title)
        name = f"{title}  {handout.ours.short}" if handout.ours.short else title
        shown = [plain(each) for each in shows(session.toolkit, handout)]
        found.append(Entry(handout.id, name, "" if shown == [title] else " · ".join(shown)))
    return found


def _showing(room: Room, instruments: Sequence[str]) -> list[str]:
    """Return the handouts that show one of some instruments."""
    return [each.id for each in papers(room.session) if any(id_ in each.shows for id_ in instruments)]


class HandoutsScreen(Screen[None]):
    """Lists the handouts.

    Args:
        room: The room.
        engine: Writes one to a file.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "read"),
        Binding("x", "write", "write a file"),
        Binding("escape,q,H", "leave", "back", key_display="esc"),
    ]
    HELP = N_(
        "Enter shows a handout as a page: with what the team answered, or blank where nothing is answered yet. "
        "x writes it to a file, to print or to hand on."
    )
    AUTO_FOCUS = "Listing"

    def __init__(self, room: Room, engine: Engine) -> None:
        super().__init__()
        self.room, self.engine = room, engine
        self.listing = Listing(
            tr("Handouts"),
            lambda: entries(room),
            empty=(tr("This toolkit has no handouts."), tr("What the team answers is listed here as well.")),
            beside=plain(room.session.toolkit.title),
            help_text=N_("The pages that this toolkit hands out, its plans, and whatever else was answered so far."),
        )
        step = room.place.step
        asked = room.asking.task.instrument if room.asking.task is not None else ""
        for id_ in (*step.activity.handouts, *_showing(room, step.step.instruments), *_showing(room, (asked,))):
            self.listing.select(id_)  # the last one that is there

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield self.listing
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be read where there is nothing."""
        return action not in ("open", "write") or self.listing.here is not None

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def action_open(self) -> None:
        """Show the handout as a page."""
        self.app.push_screen(HandoutScreen(self.room, self.engine, self.listing.at), self._back)

    def action_write(self) -> None:
        """Write the handout that is lit to a file."""
        from hansei_tui.run.handout_file import write_handout

        write_handout(self.app, self.engine, self.room.session, papers(self.room.session)[self.listing.at])

    def _back(self, at: int | None) -> None:
        if at is not None:
            self.listing.at = at
            self.listing.renew()

    def action_leave(self) -> None:
        """Go back to the session."""
        self.dismiss(None)

    def on_listing_opened(self) -> None:
        """A second click opens."""
        self.action_open()


class Page(Painted, can_focus=True):
    """A document, read from the top down; what nobody has scrolled to is not painted.

    Args:
        document: Returns the document.
        beside: Returns what stands beside its title.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "down"),
        Binding("up,k", "scroll(-1)", "up"),
        Binding("space,pagedown", "page(1)", "further", key_display="space"),
        Binding("pageup,b", "page(-1)", "back", show=False),
        Binding("home", "scroll(-1000000000)", "beginning", show=False),
        Binding("end", "scroll(1000000000)", "end", show=False),
    ]
    DEFAULT_CSS = "Page { height: 1fr; padding: 0 2; background: $background; }"

    help_text = N_("A handout as the team has it on the table. ● is what was chosen, ○ what was refused on the way.")

    def __init__(self, document: Callable[[], Document], beside: Callable[[], str]) -> None:
        super().__init__(id="page")
        self._document, self._beside = document, beside
        self._shown: Document | None = None
        self._source: Iterator[list[Line]] = iter(())
        self._read: list[Line] = []
        #: First line of each piece that was painted.
        self._starts: list[int] = []
        self._ended = False
        self._top = 0
        self._height = 1
        #: Cells of the lines that are painted; 0: none are.
        self._width = 0
        #: The piece to go on with in another width.
        self._piece = 0

    def turn(self) -> None:
        """Show another document from its beginning."""
        self._shown, self._width, self._piece, self._top = None, 0, 0, 0
        self.repaint()

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the title, and the lines that are in sight."""
        if self._shown is None:
            self._shown = self._document()
        on = Canvas(width, self.ink.ground)
        head(on, plain(self._shown.title), self._beside(), None, self.ink)
        self._height = max(1, height - on.y - 1)
        if not self._width:
            self._begin(width)
        self._further(self._top + self._height + 1)
        self._top = max(0, min(self._top, len(self._read) - self._height))
        on.lines += [self._filled(line, width) for line in self._read[self._top : self._top + self._height]]
        on.blank(max(0, height - 1 - on.y))
        more = not self._ended or self._top + self._height < len(self._read)
        on.line((tr("↓ further down") if more else tr("· the end ·"), self.ink.dim))
        return on.lines

    def _filled(self, line: Line, width: int) -> Line:
        from rich.segment import Segment

        left = width - self._width
        return [*line, Segment(" " * left, self.ink.ground)] if left > 0 else line

    def _begin(self, width: int) -> None:
        """Begin to paint; the piece that was read before stays at the top."""
        assert self._shown is not None  # noqa: S101 - set by paint, which calls this
        self._width = min(width, WIDEST)
        self._source = pieces(self._shown, self.ink, self._width)
        self._read, self._starts, self._ended = [], [], False
        if self._piece:
            while len(self._starts) <= self._piece and not self._ended:
                self._further(len(self._read) + 1)
            self._top = self._starts[min(self._piece, len(self._starts) - 1)]

    def _further(self, lines: int) -> None:
        """Paint pieces until there are so many lines, or no more."""
        while len(self._read) < lines and not self._ended:
            piece = next(self._source, None)
            if piece is None:
                self._ended = True
            else:
                self._starts.append(len(self._read))
                self._read += piece

    def _forget(self) -> None:
        if self._starts:
            self._piece = max(0, sum(start <= self._top for start in self._starts) - 1)
        self._width = 0
        super()._forget()

    def action_scroll(self, lines: int) -> None:
        """Go on by so many lines."""
        if not self._width:
            return
        self._further(max(0, self._top + lines) + self._height)
        self._top = max(0, min(self._top + lines, len(self._read) - self._height))
        self.repaint()

    def action_page(self, by: int) -> None:
        """Go on by a screen, one line of it staying in sight."""
        self.action_scroll(by * max(1, self._height - 1))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on."""
        event.stop()
        self.action_scroll(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back."""
        event.stop()
        self.action_scroll(-3)


class HandoutScreen(Screen[int]):
    """Shows one handout; answers which one was shown last.

    Args:
        room: The room.
        engine: Writes it to a file.
        at: Which of the team's handouts, 0-based.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,right_square_bracket", "turn(1)", "next handout", key_display="→"),
        Binding("left,h,left_square_bracket", "turn(-1)", "handout before", key_display="←"),
        Binding("x", "write", "write a file"),
        Binding("escape,q,H", "leave", "back", key_display="esc"),
    ]
    HELP = N_(
        "The arrows scroll; left and right go to the handout before and the next one. x writes this one to a file, to "
        "print or to hand on."
    )
    AUTO_FOCUS = "Page"

    def __init__(self, room: Room, engine: Engine, at: int) -> None:
        super().__init__()
        self.room, self.engine, self.at = room, engine, at
        self.handouts: tuple[Handout, ...] = papers(room.session)
        self.page = Page(lambda: handout_document(room.session, self.handouts[self.at]), self._beside)

    def _beside(self) -> str:
        count = tr("{n} of {all}", n=self.at + 1, all=len(self.handouts))
        short = self.handouts[self.at].ours.short
        return f"{short} · {count}" if short else count

    def compose(self) -> ComposeResult:
        """The page and the keys."""
        yield self.page
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only handouts that are there."""
        if action == "turn" and parameters:
            return 0 <= self.at + int(str(parameters[0])) < len(self.handouts)
        return True

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def action_turn(self, by: int) -> None:
        """Go to another handout."""
        self.at += by
        self.page.turn()
        self.refresh_bindings()

    def action_write(self) -> None:
        """Write this handout to a file."""
        from hansei_tui.run.handout_file import write_handout

        write_handout(self.app, self.engine, self.room.session, self.handouts[self.at])

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss(self.at)
