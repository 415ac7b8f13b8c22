"""Writing in one's own words, or a number."""

from __future__ import annotations

import math
from typing import Any

from hansei.form import Number, Text
from hansei_tui.run.asker import Answer, Look, Reaction, Say, Write
from hansei_tui.run.canvas import Canvas
from hansei_tui.sentences import tr

#: Lines of a written answer that are shown while it is not being written.
SHOWN = 12


class Wording:
    """Asks a :class:`hansei.form.Text` or a :class:`hansei.form.Number`."""

    name = "words"

    def __init__(self, question: Text | Number) -> None:
        self.question = question
        self.text = ""

    def press(self, key: str) -> Reaction:
        """Take a key: enter begins to write."""
        if key not in ("enter", "space", "e"):
            return None
        return Write(self.question.ask, self.text, self._done, self._typed)

    def hit(self, what: str) -> Reaction:
        """Take a click: begin to write."""
        return self.press("enter") if what == "write" else None

    def _typed(self, text: str) -> None:
        self.text = text

    def _done(self, text: str) -> Reaction:
        self.text = text
        if isinstance(self.question, Text):
            if not text.strip() and not self.question.optional:
                return Say(tr("Write something first"))
            return Answer(text if text.strip() else "")
        if not text.strip():
            return Answer(None) if self.question.optional else Say(tr("Give a number"))
        return self._number(self.question, text.strip())

    @staticmethod
    def _number(question: Number, text: str) -> Reaction:
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            return Say(tr("{text} is no number", text=repr(text[:20])))
        low, high = question.low, question.high
        if not math.isfinite(number):
            return Say(tr("Give a number that can be counted to"))
        if (low is not None and number < low) or (high is not None and number > high):
            return Say(tr("Give a number {bounds}", bounds=bounds(question)))
        return Answer(number)

    def step_back(self) -> bool:
        """Take nothing back: what was written is a draft, and stays one."""
        return False

    def draft(self) -> str:
        """Return what was written so far."""
        return self.text

    def restore(self, draft: str) -> None:
        """Go on with what was written."""
        self.text = draft

    def prefill(self, value: Any) -> None:
        """Begin with what is on the record."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        self.text = "" if value is None else str(value)

    def paint(self, on: Canvas, look: Look) -> None:
        """Paint what was written; while writing, the writer stands there instead."""
        if look.writing:
            return
        ink = look.ink
        top = on.y
        unit = f" {self.question.unit}" if isinstance(self.question, Number) and self.question.unit else ""
        if self.text:
            on.text(self.text + (unit if look.settled else ""), ink.said, most=SHOWN)
            if not look.settled:
                on.line((tr("draft, not on the record yet: enter goes on with it"), ink.dim))
        elif isinstance(self.question, Number):
            gives = tr("gives a number {bounds}", bounds=bounds(self.question))
            on.line(("enter", ink.key), (f" {gives}{unit}", ink.dim))
        else:
            on.line(("enter", ink.key), (" " + tr("writes"), ink.dim))
        if not look.settled:
            on.focus = (top, on.y - 1)
        on.zone(0, on.width, "ask:write", y=top, height=on.y - top)


def bounds(question: Number) -> str:
    """Return the bounds in words."""
    if question.low is not None and question.high is not None:
        return tr("from {low} to {high}", low=f"{question.low:g}", high=f"{question.high:g}")
    if question.low is not None:
        return tr("of {low} or more", low=f"{question.low:g}")
    return tr("up to {high}", high=f"{question.high:g}") if question.high is not None else ""
