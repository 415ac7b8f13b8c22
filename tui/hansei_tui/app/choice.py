"""One of a few: a row of options, changed with the arrows, by its first letter or with the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from hansei_tui.app.theme import palette
from hansei_tui.sentences import tr
from hansei_tui.shown import clipped


class Choice(Widget, can_focus=True):
    """A row of options; where they do not fit beside each other, the chosen one and how many there are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,space", "choose(1)", "another"),
        Binding("left,h", "choose(-1)", "the one before"),
        Binding("enter", "app.focus_next", "next", show=False),
    ]
    DEFAULT_CSS = "Choice { height: 1; } Choice:focus { background: $panel; }"

    chosen: reactive[int] = reactive(0)

    class Changed(Message):
        """Another option was chosen."""

    def __init__(self, options: Sequence[tuple[str, str]], *, id: str, help_text: str = "") -> None:  # noqa: A002
        super().__init__(id=id)
        self.options = list(options)
        self.help_text = help_text

    @property
    def value(self) -> str:
        """The id of the chosen option; empty when there is none."""
        return self.options[self.chosen][0] if self.options else ""

    def offer(self, options: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer other options, one of them chosen."""
        self.options = list(options)
        self.chosen = next((index for index, (id_, _) in enumerate(self.options) if id_ == chosen), 0)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the row."""
        paint = palette(self.app)
        width = self.size.width
        mark = paint.now if self.has_focus else paint.text
        segments = [Segment("▸ " if self.has_focus else "  ", paint.now)]
        if sum(cell_len(title) + 5 for _, title in self.options) <= width - 2:
            for index, (_, title) in enumerate(self.options):
                here = index == self.chosen
                segments.append(Segment("● " if here else "○ ", mark if here else paint.dim))
                segments.append(Segment(title + "   ", paint.strong if here else paint.dim))
        elif self.options:
            at, all_ = self.chosen + 1, len(self.options)
            count = "  " + tr("{n} of {all}", n=at, all=all_) if all_ > 1 else ""
            title = clipped(self.options[self.chosen][1], width - 4 - len(count))
            segments += [Segment("● ", mark), Segment(title, paint.strong), Segment(count, paint.dim)]
        else:
            segments.append(Segment(tr("looking for toolkits …"), paint.dim))
        ground = paint.panel if self.has_focus else paint.ground
        return Strip(segments).adjust_cell_length(width).apply_style(ground)

    def watch_chosen(self) -> None:
        """Tell the screen."""
        self.post_message(self.Changed())

    def action_choose(self, step: int) -> None:
        """Choose the next or the previous option."""
        if self.options:
            self.chosen = (self.chosen + step) % len(self.options)

    def on_click(self, event: Click) -> None:
        """Choose what is clicked."""
        at = 2
        for index, (_, title) in enumerate(self.options):
            if at <= event.x < at + cell_len(title) + 3:
                self.chosen = index
                return
            at += cell_len(title) + 5
