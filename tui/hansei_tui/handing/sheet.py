"""What came of one session, painted: its copies, where they differ side by side, and the questions that were asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from hansei.handoff.differing import Difference
from hansei.handoff.entries import Copy, Entry
from hansei.handoff.questions import Question
from hansei_tui.handing.words import conflict_words, copy_words, day, question_words
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.listing import head
from hansei_tui.run.painted import Painted
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import N_, tr, trc
from hansei_tui.shown import clipped, padded, shown
from hansei_tui.teams import team_kind

#: From so many columns on, what two copies say stands side by side.
BESIDE = 70
#: Lines of what one copy says at one place, at the most.
MOST = 12


class Sheet(Painted, can_focus=True):
    """Shows what came of one session; the cursor goes from copy to copy, and on to where they differ.

    Args:
        entry: What came.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,tab", "go(1)", "next", show=False),
        Binding("up,shift+tab", "go(-1)", "previous", show=False),
        Binding("pagedown,space", "scroll(10)", "further", show=False),
        Binding("pageup", "scroll(-10)", "further up", show=False),
        Binding("home", "end(-1)", "first", show=False),
        Binding("end", "end(1)", "last", show=False),
    ]
    DEFAULT_CSS = "Sheet { height: 1fr; padding: 0 2; background: $background; }"
    help_text = N_(
        "First the copies of the session, then where they differ and the questions that were asked. The cursor marks "
        "the copy that k keeps and enter opens; on a difference, a asks about that row."
    )

    class Opened(Message):
        """What the cursor was on already was clicked."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(id="sheet")
        self.entry = entry
        self.differs: Sequence[Difference] = ()
        self.asked: Sequence[Question] = ()
        self.at = 0
        self.says = ""
        self._top = 0
        self._free = False
        #: First line of what the cursor can stand on, and the one after it.
        self._spans: list[tuple[int, int]] = []
        self._height = 1

    # ------------------------------------------------------------------------------------- what is shown

    def show(self, entry: Entry, differs: Sequence[Difference], asked: Sequence[Question]) -> None:
        """Show what came by now."""
        self.entry, self.differs, self.asked = entry, differs, asked
        self.at = max(0, min(self.at, len(self.copies) + len(differs) - 1))

    @property
    def copies(self) -> list[Copy]:
        """The copies: the one that stands, those to settle, then the earlier ones, the last arrived first."""

        def order(copy: Copy) -> int:
            return 0 if copy.shown == self.entry.session else 1 if copy.shown else 2

        return sorted(self.entry.copies, key=order)

    @property
    def here(self) -> Copy | None:
        """The copy that the cursor is on."""
        return self.copies[self.at] if self.at < len(self.copies) else None

    @property
    def place(self) -> str:
        """The item that the cursor is on, as ``instrument/item``; empty when it is on none."""
        at = self.at - len(self.copies)
        place = self.differs[at].place if 0 <= at < len(self.differs) else ""
        return place if "/" in place and not place.startswith("note/") else ""

    @property
    def about(self) -> str:
        """The same as people read it."""
        return self.differs[self.at - len(self.copies)].about if self.place else ""

    # ------------------------------------------------------------------------------------- painting

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint what is in sight."""
        whole = Canvas(width, self.ink.ground)
        self._spans = []
        self._copies(whole)
        self._differences(whole)
        self._questions(whole)
        top = Canvas(width, self.ink.ground)
        team = self.entry.head
        head(top, team.team, f"{team_kind(team.team_kind)} · {team.title}", None, self.ink)
        if self.says:
            style = self.ink.warn if self.says.startswith("!") else self.ink.done
            top.text(self.says, style, most=2)
            top.blank()
        self._height = max(1, height - top.y)
        self._reveal(whole.y)
        self._pinned = top.y
        top.lines += whole.lines[self._top : self._top + self._height]
        top.blank(max(0, height - top.y))
        return top.lines

    _pinned = 0

    def _reveal(self, lines: int) -> None:
        if not self._free and self._spans:
            begin, end = self._spans[min(self.at, len(self._spans) - 1)]
            begin = 0 if not self.at else begin
            self._top = min(max(self._top, end - self._height), begin)
        self._top = max(0, min(self._top, lines - self._height))

    def _copies(self, on: Canvas) -> None:
        ink = self.ink
        if self.entry.conflict:
            on.text(tr("To settle: {conflict}.", conflict=conflict_words(self.entry)), ink.warn)
            if self.entry.conflict == "own":
                on.text(tr("What was run here never changes; k says that you have seen it."), ink.dim)
            else:
                on.text(tr("k keeps the copy under the cursor. No copy is lost."), ink.dim)
            on.blank()
        for index, copy in enumerate(self.copies):
            begin = on.y
            here = index == self.at
            if copy.shown == self.entry.session:
                called = tr("this copy stands")
            elif copy.shown:
                called = tr("to settle")
            else:
                called = tr("earlier, or kept beside")
            state = trc("a session", "closed") if copy.head.state == "closed" else trc("a session", "open")
            begun = tr("begun {date}", date=day(copy.head.started))
            mark = "▸ " if here else "  "
            style = ink.strong if here else ink.text
            on.line(
                (mark, ink.now),
                (f"{called} ", ink.now if copy.shown else ink.dim),
                (f"· {state} · {begun}", ink.dim),
            )
            for number, line in enumerate(copy_words(copy)):
                on.text(line, style if not number else ink.dim, indent=4)
            on.blank()
            self._spans.append((begin, on.y))

    def _differences(self, on: Canvas) -> None:
        ink = self.ink
        if not self.entry.conflict:
            return
        names = [id_ for id_, _ in self.differs[0].says] if self.differs else []
        on.line((tr("WHERE THEY DIFFER  {count}", count=len(self.differs)), ink.dim))
        if not self.differs:
            on.text(tr("Nowhere: they say the same."), ink.text)
            on.blank()
            return
        beside = on.width >= BESIDE and len(names) == 2
        cells = (on.width - 4) // 2
        if beside:
            left, right = (self._called(id_) for id_ in names)
            on.line(("  ", ink.dim), (padded(left, cells - 1) + " ", ink.strong), (clipped(right, cells), ink.strong))
        for index, each in enumerate(self.differs, len(self.copies)):
            begin, here = on.y, index == self.at
            on.line(
                ("▸ " if here else "  ", ink.now),
                (clipped(shown(each.about), on.width - 2), ink.now if here else ink.dim),
            )
            if beside:
                (_, one), (_, other) = each.says
                sides = [wrap(shown(text, lines=True), cells - 2, MOST) for text in (one, other)]
                for number in range(max(map(len, sides))):
                    texts = [side[number] if number < len(side) else "" for side in sides]
                    on.line(
                        ("  ", ink.dim),
                        (padded(texts[0], cells - 1) + " ", ink.text),
                        (clipped(texts[1], cells), ink.text),
                    )
            else:
                for id_, text in each.says:
                    on.text(self._called(id_), ink.dim, indent=4)
                    on.text(shown(text, lines=True), ink.text, indent=4, most=MOST)
            on.blank()
            self._spans.append((begin, on.y))

    def _called(self, id_: str) -> str:
        """Return a copy in a word or two."""
        if id_ == self.entry.session:
            return tr("run here") if self.entry.own else tr("this copy stands")
        copy = next((each for each in self.entry.copies if each.shown == id_), None)
        return tr("to settle, from {fingerprint}", fingerprint=copy.fingerprint) if copy is not None else id_

    def _questions(self, on: Canvas) -> None:
        ink = self.ink
        if not self.asked:
            return
        on.line((tr("QUESTIONS TO THEM  {count}", count=len(self.asked)), ink.dim))
        for each in self.asked:
            on.text(question_words(each), ink.text, indent=2)
            if each.open:
                on.text(tr("· not answered yet"), ink.now, indent=2)
            else:
                on.text(f"→ {each.answer}", ink.done, indent=2)
            on.blank()

    # ------------------------------------------------------------------------------------- keys and mouse

    def action_go(self, by: int) -> None:
        """Go to the next copy or difference; what is longer than the screen is read on first."""
        last = len(self.copies) + len(self.differs) - 1
        if by > 0 and self.at >= last:
            self.action_scroll(by)
            return
        self.at, self._free = max(0, min(self.at + by, last)), False
        self._changed()

    def action_scroll(self, lines: int) -> None:
        """Show what is further on."""
        self._free = True
        self._top += lines
        self._changed()

    def action_end(self, to: int) -> None:
        """Go to the beginning or the end."""
        self.at = 0 if to < 0 else max(0, len(self.copies) + len(self.differs) - 1)
        self._free, self._top = to > 0, 0 if to < 0 else 1_000_000
        self._changed()

    def _changed(self) -> None:
        self.repaint()
        self.screen.refresh_bindings()

    def on_click(self, event: Click) -> None:
        """Put the cursor on what is clicked; what it is on already is opened."""
        line = event.y - self._pinned + self._top
        for index, (begin, end) in enumerate(self._spans):
            if begin <= line < end and event.y >= self._pinned:
                if index == self.at and index < len(self.copies):
                    self.post_message(self.Opened())
                self.at, self._free = index, False
                self._changed()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Show what is further down."""
        event.stop()
        self.action_scroll(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Show what is further up."""
        event.stop()
        self.action_scroll(-3)
