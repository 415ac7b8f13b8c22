"""Small dialogs: write something, say yes or no, read something. User text is never markup."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from hansei.errors import HanseiError
from hansei.words.ours import tr as engine_tr
from hansei_tui.app.keybar import KeyBar
from hansei_tui.sentences import N_, trc
from hansei_tui.shown import shown

#: How much of the height a dialog takes at most, in percent.
BOX = 85
#: Lines of a dialog's box that hold neither title nor words: its padding and the line under the title.
EDGES = 3
#: What every dialog looks like.
CSS = """
Dialog { align: center middle; background: $background 70%; }
Dialog > #box {
    width: 76; max-width: 92%; height: auto; max-height: 85%;
    background: $surface; padding: 1 3; border-left: outer $accent;
}
Dialog .title { text-style: bold; margin-bottom: 1; }
Dialog #words { height: auto; background: $surface; scrollbar-size-vertical: 1; }
Dialog Input, Dialog TextArea { background: $background; }
Dialog TextArea { height: 8; }
"""

#: The keys that scroll what is too long for a dialog, beside those it names.
SCROLLING: tuple[BindingType, ...] = (
    Binding("down,j", "scroll(1)", "down", show=False),
    Binding("up,k", "scroll(-1)", "up", show=False),
    Binding("pagedown,space", "scroll(10)", "further", show=False),
    Binding("pageup", "scroll(-10)", "further up", show=False),
    Binding("end", "scroll(100000)", "end", show=False),
    Binding("home", "scroll(-100000)", "beginning", show=False),
)

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer], Generic[Answer]):
    """A block in the middle of the screen, with its keys at the bottom."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "app.help", "help", show=False)]
    DEFAULT_CSS = CSS

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = shown(title)

    def compose(self) -> ComposeResult:
        """Lay out the title, what the dialog holds, and the keys."""
        with Vertical(id="box"):
            yield Static(self.heading, classes="title", markup=False)
            yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """Yield what stands under the title."""
        yield from ()

    def on_resize(self) -> None:
        """Give what scrolls the lines that the keys, the title and the edges of the box leave."""
        self._fit()
        self.call_after_refresh(self._fit)  # a long title has its lines only then

    def _fit(self) -> None:
        title = self.query_one("#box > .title").size.height or 1
        for words in self.query("#words"):
            words.styles.max_height = max(1, (self.size.height - 1) * BOX // 100 - EDGES - title)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one("#words").scroll_relative(y=lines, animate=False, immediate=True)

    def interrupt(self) -> None:
        """Ctrl+c leaves the dialog, not the program."""
        self.action_cancel()


class Words(TextArea):
    """Several lines of words; enter keeps them, ctrl+j begins a new line."""

    def __init__(self, text: str, keep: Callable[[], None]) -> None:
        super().__init__(text, compact=True, highlight_cursor_line=False, tab_behavior="focus")
        self.keep = keep

    async def _on_key(self, event: Key) -> None:
        if event.key in ("enter", "ctrl+j"):  # the text area would take both for a new line
            event.stop()
            event.prevent_default()
            if event.key == "enter":
                self.keep()
            else:
                self.insert("\n")
            return
        await super()._on_key(event)


class Line(Input):
    """One line of words; enter keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "keep it")]


class AskText(Dialog[str | None]):
    """Ask for words; answers None when they were not given.

    Args:
        title: What is asked.
        value: What stands there to begin with.
        long: True for several lines.
        changed: Told what is written, at every change and, before the dialog answers, as it is at the end.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "keep it"),
        Binding("f2,ctrl+s", "done", "keep it", show=False),
        Binding("escape", "cancel", "leave it"),
    ]
    HELP = N_(
        "Enter keeps what is written. Escape leaves everything as it was; longer words stay here as a draft for next "
        "time."
    )

    def __init__(
        self, title: str, value: str = "", *, long: bool = False, changed: Callable[[str], object] | None = None
    ) -> None:
        super().__init__(title)
        self.value = value
        self.long = long
        self._ahead = ""
        self._changed = changed

    def body(self) -> ComposeResult:
        """Yield the field."""
        if self.long:
            yield Words(self.value, self.action_done)
        else:
            yield Line(self.value, compact=True)

    @property
    def written(self) -> str:
        """What stands in the field; before it is there, what will."""
        if not self.query("Line, Words"):
            return self.value + self._ahead
        return self.query_one(TextArea).text if self.long else self.query_one(Input).value

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Everything makes sense here."""
        return True

    def action_done(self) -> None:
        """Keep what is written."""
        self._answer(self.written)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self._answer(None)

    def _answer(self, text: str | None) -> None:
        if self.is_current:  # not twice, when keys were typed ahead
            self._tell()
            self._changed = None  # what the field still has to tell comes after the answer
            self.dismiss(text)

    def _tell(self) -> None:
        if self._changed is not None:
            self._changed(self.written)

    def on_mount(self) -> None:
        """Go on at the end of what stands there, with what was typed before the field was there."""
        if self.long:
            area = self.query_one(TextArea)
            area.move_cursor(area.document.end)
        self._insert(self._ahead)

    def _insert(self, text: str) -> None:
        if self.long:
            self.query_one(TextArea).insert(text)
        else:
            self.query_one(Input).insert_text_at_cursor(text)

    def take_key(self, event: Key) -> bool:
        """Take enter, and what is typed before the field has the focus: nothing that was typed ahead is lost."""
        if not self.is_current:
            return False
        if event.key == "enter":
            self.action_done()
        elif self.focused is not None or not event.character or not event.is_printable:
            return False
        elif self.query("Line, Words"):
            self._insert(event.character)
        else:
            self._ahead += event.character
        return True

    def on_key(self, event: Key) -> None:
        """Take a letter that comes to no field."""
        if self.take_key(event):
            event.stop()

    def on_input_changed(self) -> None:
        """Tell what is written."""
        self._tell()

    def on_text_area_changed(self) -> None:
        """Tell what is written."""
        self._tell()

    def on_input_submitted(self) -> None:
        """Enter keeps a single line."""
        self.action_done()


def _yes_letter() -> str:
    return trc("key", "yes")[:1].casefold()


class Confirm(Dialog[bool]):
    """Ask for yes or no. Only y, and its like in another language, is yes.

    Enter, which people press without thinking, is no. Who types words that no field takes may open the question with
    one letter and has not read it: a key that follows another one at once is no answer.

    Args:
        title: What is asked.
        text: What it is about.
        again: A key that was pressed to come here, and says yes when it is pressed again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes", "yes"),
        Binding("n,enter,escape", "cancel", "no"),
        *SCROLLING,
    ]
    HELP = N_("y is yes; n, enter or escape is no. A key in the midst of typing is no answer: pause, then press it.")
    #: Seconds without a key, and since the question is there, after which a key answers it; escape leaves at once.
    PAUSE: ClassVar[float] = 0.5

    def __init__(self, title: str, text: str = "", *, again: str = "") -> None:
        super().__init__(title)
        self.text = shown(text, lines=True)
        self.again = again
        self._last_key = monotonic()

    def body(self) -> ComposeResult:
        """Yield what it is about."""
        with VerticalScroll(id="words", can_focus=False):
            yield Static(self.text, markup=False)

    def on_mount(self) -> None:
        """Nobody read it before it was there."""
        self._last_key = monotonic()

    def take_key(self, event: Key) -> bool:
        """The key that led here says yes too, and so does the letter with which the language that is spoken says it."""
        if not self.is_current:
            return False
        before, self._last_key = self._last_key, monotonic()
        key, yes = event.key.lower(), {"y", self.again, _yes_letter()} - {"", "n"}
        if key not in yes | {"n", "enter"}:
            return False
        if self._last_key - before < self.PAUSE:
            return True
        if key not in yes:
            return False
        self.action_yes()
        return True

    def on_key(self, event: Key) -> None:
        """The same where keys are not kept in order."""
        if self.take_key(event):
            event.stop()

    def action_yes(self) -> None:
        """Say yes."""
        self.dismiss(True)

    def action_cancel(self) -> None:
        """Say no."""
        self.dismiss(False)


class ShowText(Dialog[None]):
    """Show something to read, however long."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "cancel", "close"),
        Binding("down,j", "scroll(1)", "down"),
        Binding("up,k", "scroll(-1)", "up"),
        *SCROLLING[2:],
    ]
    HELP = N_("The arrows scroll; escape closes.")

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self.text = shown(text, lines=True)

    def body(self) -> ComposeResult:
        """Yield the text."""
        with VerticalScroll(id="words", can_focus=False):
            yield Static(self.text, markup=False)


def refusal(error: HanseiError) -> ShowText:
    """Return what says that something could not be done, and why."""
    return ShowText(engine_tr(error.title), str(error))
