"""The widget that paints a view of the portfolio."""

from __future__ import annotations

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from hansei_tui.portfolio.view import View
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.listing import head
from hansei_tui.run.painted import Painted


class PortfolioPage(Painted, can_focus=True):
    """Paints the view it is given.

    Args:
        view: What to begin with.
    """

    DEFAULT_CSS = "PortfolioPage { width: 1fr; height: 1fr; padding: 0 2; background: $background; }"

    class Opened(Message):
        """What the cursor is on was clicked."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        #: A sentence under the title, such as which teams are left out; empty: none.
        self.lead = ""
        self._canvas: Canvas | None = None

    @property
    def help_text(self) -> str:
        """What F1 says of the view."""
        return self.view.help_text

    def show(self, view: View, lead: str = "") -> None:
        """Paint another view."""
        self.view, self.lead = view, lead
        self.repaint()
        self.screen.refresh_bindings()

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the title and the view."""
        on = Canvas(width, self.ink.ground)
        head(on, self.view.title, self.view.beside, None, self.ink)
        if self.lead:
            on.text(self.lead, self.ink.now, most=2)
        self.view.paint(on, self.ink, height - on.y)
        on.blank(max(0, height - on.y))
        self._canvas = on
        return on.lines

    def go(self, lines: int, columns: int = 0) -> None:
        """Move the cursor."""
        self.view.go(lines, columns)
        self.repaint()

    def on_click(self, event: Click) -> None:
        """Stand on what is clicked; what the cursor is on already is opened."""
        event.stop()
        hit = self._canvas.hit(event.x - self.styles.padding.left, event.y) if self._canvas is not None else ""
        what, _, where = hit.partition(":")
        if not what:
            return
        line, _, column = where.partition(":")
        before = (self.view.at, self.view.column)
        self.view.at = int(line)
        if column:
            self.view.column = int(column)
        if (self.view.at, self.view.column) == before:
            self.post_message(self.Opened())
        else:
            self.go(0)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on."""
        event.stop()
        self.go(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back."""
        event.stop()
        self.go(-1)
