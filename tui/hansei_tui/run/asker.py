"""What every way of asking has in common: one class per question type of :mod:`hansei.form`, no drawing of widgets.

An asker holds what was chosen or written so far, turns a key into a :data:`Reaction` and paints itself on a
canvas. It knows neither the session nor the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from attrs import frozen

from hansei.form import Question
from hansei_tui.app.theme import Palette
from hansei_tui.run.canvas import Canvas


@frozen
class Changed:
    """What is shown, and the draft, changed."""

    #: What is to be known of it; empty: nothing.
    says: str = ""


@frozen
class Answer:
    """The question is answered."""

    value: Any


@frozen
class Say:
    """Nothing changed, and here is why."""

    text: str


@frozen
class Write:
    """Words are needed."""

    #: What is asked, shown above.
    label: str
    #: What was written so far.
    text: str
    #: Told the words; returns what follows from them.
    done: Callable[[str], Reaction]
    #: Told the words while they are written.
    typed: Callable[[str], None] = lambda _: None
    #: What is to be known of the words before; empty: nothing.
    says: str = ""


#: What a key led to; None: the key means nothing here.
Reaction = Changed | Answer | Say | Write | None


@frozen
class Look:
    """How to paint."""

    ink: Palette
    #: True on a narrow screen: one thing at a time.
    narrow: bool
    #: True when the answer is on the record and not being changed.
    settled: bool
    #: True while somebody writes; the label and the room for the writer come after the question.
    writing: bool = False


class Asker(Protocol):
    """Asks one question."""

    #: The name the screen's keys go by: ``walk``, ``choose``, ``table`` or ``words``.
    name: str

    @property
    def question(self) -> Question:
        """What is asked."""

    def paint(self, on: Canvas, look: Look) -> None:
        """Paint the body, below what is asked."""

    def press(self, key: str) -> Reaction:
        """Take a key, by Textual's name or as the character."""

    def hit(self, what: str) -> Reaction:
        """Take a click on a zone that :meth:`paint` made."""

    def step_back(self) -> bool:
        """Take back the last thing that was given here and is not on the record; return whether there was one."""

    def draft(self) -> str:
        """Return what is not answered yet, to be put aside; empty when there is nothing."""

    def restore(self, draft: str) -> None:
        """Take back what was put aside; what cannot be read is left out."""

    def prefill(self, value: Any) -> None:
        """Begin with a value, as of an answer that is changed."""
