"""The middle of the run screen: paints what is asked, takes the keys and the clicks, and holds the writer."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Click, Key, MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.widgets import TextArea

from hansei_tui.run import options
from hansei_tui.run.begun import read_only
from hansei_tui.run.beside import ask
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.choose import Choosing
from hansei_tui.run.painted import Painted
from hansei_tui.run.room import Room
from hansei_tui.run.scene import scene
from hansei_tui.run.sight import in_sight
from hansei_tui.run.stage_keys import HELP, KEYS, offered
from hansei_tui.run.table import Filling
from hansei_tui.run.taken import take_back
from hansei_tui.run.writer import Writer

#: Columns of the terminal below which one thing is shown at a time.
NARROW = 100


class Stage(Painted, can_focus=True):
    """What is asked now."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS
    DEFAULT_CSS = "Stage { width: 1fr; height: 1fr; overflow: hidden; background: $background; }"

    class Finish(Message):
        """The step that is looked at is done."""

    def __init__(self, room: Room) -> None:
        super().__init__(id="stage")
        self.room = room
        self.writer = Writer(self._wrote, self._wrote_back, self._stopped_writing)
        #: What shows beside the stage what changes on it.
        self.beside: tuple[Painted, ...] = ()
        self._canvas: Canvas | None = None
        self._top = 0
        self._free = False
        self._mode: tuple[object, ...] = ()
        self._placed: tuple[int, int, int] | None = None
        #: What stood in the writer when it was opened or enter was pressed last: a change to it is told later.
        self._known: str | None = None

    # ------------------------------------------------------------------------------------- painting

    def compose(self) -> ComposeResult:
        """Hold the writer, shown only while somebody writes."""
        yield self.writer

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the scene, or the part of it that is in sight."""
        narrow = self.screen.size.width < NARROW
        canvas = scene(self.room, self.ink, width, height, narrow=narrow)
        self._canvas = canvas
        over = max(0, canvas.y - height)
        wanted = canvas.writer and (canvas.writer[0] - 1, sum(canvas.writer) + 1)
        wanted = wanted or canvas.focus
        if wanted and not self._free:
            self._top = max(min(self._top, wanted[0] - canvas.pinned - 1), wanted[1] + 2 - height)
        self._top = max(0, min(self._top, over))
        lines = in_sight(canvas, self._top, height, self.ink, keys=self._scrolling) if over else canvas.lines[:height]
        return lines + [self._nothing(width)] * (height - len(lines))

    @property
    def _scrolling(self) -> tuple[str, str]:
        """The keys that show what is above and below, as the bar of keys names them."""
        if self.room.writing is not None:  # they go on in what is written
            return "", ""
        return ("↑", "↓") if self.room.reading else ("shift+↑", "shift+↓")

    def _line_at(self, y: int) -> int:
        """Return the line of the scene that is painted at a line of the widget."""
        return y if self._canvas is None or y < self._canvas.pinned else y + self._top

    def _nothing(self, width: int) -> Line:
        from rich.segment import Segment

        return [Segment(" " * width, self.ink.ground)]

    def repaint(self) -> None:
        """Paint anew what changed, and show or hide the writer."""
        super().repaint()
        self._place_writer()
        room = self.room
        asker = room.asking.asker
        name = asker.name if asker else ""
        mode = (name, room.asking.settled, room.over_grid, room.writing is None, room.reading, room.picking)
        if mode != self._mode:
            self._mode = mode
            self.refresh_bindings()

    def _place_writer(self) -> None:
        writer, canvas = self.writer, self._canvas
        if not self.display:  # the agenda covers it: nobody writes behind that
            return
        if self.room.writing is None or canvas is None or canvas.writer is None:
            if self._placed is not None:
                self._placed = None
                writer.display = writer.open = False
                self.screen.set_focus(self)
            return
        y, rows = canvas.writer[0] - self._top, canvas.writer[1]
        placed = (y, rows, canvas.width)
        if placed == self._placed:
            return
        fresh = self._placed is None
        self._placed = placed
        writer.styles.offset = (0, y)
        writer.styles.width, writer.styles.height = canvas.width, rows
        if fresh:
            self._load()
            writer.display = writer.open = True
            self.screen.set_focus(writer, scroll_visible=False)

    def _load(self) -> None:
        if self.room.writing is not None:
            self._known = self.room.writing.text
            with self.writer.prevent(TextArea.Changed):
                self.writer.load_text(self.room.writing.text)
            self.writer.move_cursor(self.writer.document.end)

    def changed(self) -> None:
        """Show what changed, here and beside."""
        before = self._label
        self._free = False
        if self.room.writing is None and (self._canvas is None or self._canvas.focus is None):
            self._top = 0
        self.repaint()
        self._label = self.room.writing
        if self.room.writing is not None and self._placed is not None and self._label is not before:
            self._load()
        for widget in self.beside:  # at once, not by a message: that would cost a second frame
            widget.repaint()

    _label: object = None

    # ------------------------------------------------------------------------------------- which keys

    @property
    def help_text(self) -> str:
        """What the question wants, for F1."""
        asker = self.room.asking.asker
        if self.room.session.only_read:
            return HELP["closed"]
        if self.room.asking.in_rounds:
            return HELP["rounds"]
        if self.room.over_grid:
            return HELP["grid"]
        return HELP.get(asker.name if asker else "", HELP[""])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that mean something now."""
        return offered(self.room, action, parameters)

    def take_key(self, key: str, character: str | None) -> bool:
        """Take the key of an option; return whether it was one."""
        room = self.room
        asker = room.asking.asker
        if room.picking:
            return self._pick(key, character)
        if room.writing is not None or room.reading or asker is None or not character:
            return False
        if room.session.only_read:
            return False
        if room.over_grid and (keys := room.asking.first_keys()):
            if character not in keys:
                return False
            room.quick(character)
        elif room.asking.settled or room.over_grid:
            return False
        elif isinstance(asker, Choosing):
            if character not in asker.keys and not (character == "0" and asker.question.optional):
                return False
            room.press(character)
        elif character.isdigit():
            room.press(character)
        else:
            return False
        self.changed()
        return True

    def _pick(self, key: str, character: str | None) -> bool:
        """Take a key in an open cell with options; return whether it was one of its keys."""
        letter = character if character and character.isprintable() and character != " " else ""
        if not letter and key not in options.KEYS:
            return False
        self._press(letter or key)
        return True

    # ------------------------------------------------------------------------------------- actions

    def _press(self, key: str) -> None:
        self.room.press(key)
        self.changed()

    action_walk = action_choose = action_table = action_pick = action_words = _press

    def action_mark(self) -> None:
        """Mark the option that is stood on."""
        self._press("space")

    def action_cell(self, right: int, down: int) -> None:
        """Go from cell to cell."""
        asking = self.room.asking
        found = asking.grid()
        if found is not None:
            first = asking.first_here
            place, columns = asking.at - first, len(found[1])
            row, column = divmod(place, columns)
            row = min(max(0, row + down), len(found[0]) - 1)
            column = min(max(0, column + right), columns - 1)
            self.room.select(first + row * columns + column)
            self.changed()

    def action_next_open(self) -> None:
        """Go to what is open next."""
        self.room.go_on()
        self.changed()

    def action_open_cell(self, called: str = "") -> None:
        """Open the cell."""
        self.room.enter_cell()
        self.changed()

    def action_change(self) -> None:
        """Give anew what is on the record."""
        self.room.change()
        self.changed()

    def action_drop_begun(self) -> None:
        """Let go of what was begun of a change."""
        self.room.drop_begun()
        self.changed()

    def action_beside(self) -> None:
        """Ask what was left open with a cell, such as who holds it."""
        ask(self.room)
        self.changed()

    def action_evidence(self, called: str = "evidence") -> None:
        """Write the words that go with the answer."""
        self.room.words()
        self.changed()

    def action_undo(self) -> None:
        """Take back the last answer or note."""
        take_back(self.room)
        self.changed()

    def action_item(self, by: int) -> None:
        """Look at another item."""
        asking = self.room.asking
        if asking.tasks:
            self.room.select((asking.at + by) % len(asking.tasks))
            self.changed()

    def action_read(self) -> None:
        """Show the whole text of the step, or what is asked."""
        self.room.reading = not self.room.reading
        self._top = 0
        self.changed()

    def action_stop_reading(self) -> None:
        """Show what is asked again."""
        self.action_read()

    def action_read_on(self, lines: int) -> None:
        """Scroll the text of the step."""
        self.action_scroll_by(lines)

    def action_scroll_by(self, lines: int) -> None:
        """Show what is further down or up."""
        self._free = True
        self._top = max(0, self._top + lines)
        self.repaint()

    async def action_rounds(self) -> None:
        """Go on with the round that is open, or with what is to be settled."""
        await self.run_action("screen.rounds")

    def action_finish_step(self) -> None:
        """End the step."""
        self.post_message(self.Finish())

    # ------------------------------------------------------------------------------------- events

    def on_focus(self) -> None:
        """Leave the keys to the writer while somebody writes."""
        if self.room.writing is not None and self.writer.open:
            self.screen.set_focus(self.writer, scroll_visible=False)

    def on_key(self, event: Key) -> None:
        """Take the keys of options, which are the toolkit's."""
        if self.take_key(event.key, event.character):
            event.stop()
            event.prevent_default()

    def on_click(self, event: Click) -> None:
        """Choose what is clicked."""
        if self._canvas is None or event.widget is not self:
            return
        kind, _, what = self._canvas.hit(event.x, self._line_at(event.y)).partition(":")
        room = self.room
        if kind == "task":
            room.select(int(what))
        elif kind == "rounds":
            self.call_later(self.action_rounds)
            return
        elif kind == "ask" and room.session.only_read:
            room.saving.say(read_only(room.session), wrong=True)
        elif kind == "ask":
            self._click(what)
        else:
            return
        self.changed()

    def _click(self, what: str) -> None:
        """Take a click on something that is asked."""
        room = self.room
        if room.over_grid and (key := {id_: key for key, id_ in room.asking.first_keys().items()}.get(what)):
            room.quick(key)
            return
        if room.asking.settled:
            room.change()
            room.writing = None
        if room.asking.asker is not None:
            room.react(room.asking.asker.hit(what))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Show what is further down."""
        event.stop()
        self.action_scroll_by(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Show what is further up."""
        event.stop()
        self.action_scroll_by(-3)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is being written."""
        event.stop()
        text = event.text_area.text
        if text != self._known:
            self._known = None
        if self.room.typed(text, anew=self._known is None):
            self.repaint()
            for widget in self.beside:
                widget.repaint()

    def _wrote(self, text: str, everything: bool) -> None:
        """Take what was written."""
        self._known = text
        self.room.wrote(text)
        if everything and isinstance(self.room.asking.asker, Filling):
            self.room.writing = None
            self.room.press("ctrl+s")
        self.changed()

    def _wrote_back(self, text: str) -> None:
        """Take what was written into a cell, and go to the one before; elsewhere there is nothing before it."""
        asker, room = self.room.asking.asker, self.room
        if not isinstance(asker, Filling):
            return
        row, column = asker.row, asker.column
        self._known = text
        room.wrote(text)
        if (asker.row, asker.column) != (row, column):  # or it could not be taken
            room.writing = None
            room.react(asker.edit(row, column - 1))
        self.changed()

    def _stopped_writing(self) -> None:
        """Leave the writer."""
        self.room.stop_writing()
        self.changed()
