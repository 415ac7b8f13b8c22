"""The run screen of a preview: the same as everywhere, with the faults of the last save above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from hansei.engine import Engine
from hansei.errors import Problem
from hansei.record.session import Session
from hansei_tui.run.screen import RunScreen
from hansei_tui.sentences import tr, trn
from hansei_tui.shown import shown

#: Faults that are shown at once; the others are counted.
MOST = 5


class Faults(Static):
    """What is wrong with the file as it was saved last; nothing when nothing is."""

    DEFAULT_CSS = """
    Faults { dock: top; display: none; height: auto; max-height: 50%; padding: 0 1; background: $error-muted; }
    Faults.-some { display: block; }
    """

    def tell(self, problems: Sequence[Problem]) -> None:
        """Show faults, or none."""
        self.set_class(bool(problems), "-some")
        lines = [_line(each) for each in problems[:MOST]]
        head = trn(
            "Saved with a fault; below is the last good version.",
            "Saved with {n} faults; below is the last good version.",
            len(problems),
        )
        self.update(Text("\n".join([head, *map(shown, lines)]) if problems else ""))


def _line(problem: Problem) -> str:
    where = [tr("line {n}", n=problem.line) if problem.line else "", problem.path]
    return ": ".join([*filter(None, where), problem.message])


class PreviewScreen(RunScreen):
    """Runs a session that is thrown away.

    Args:
        session: The session.
        engine: Of the store that is thrown away.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "leave", key_display="q")]

    def __init__(self, session: Session, engine: Engine) -> None:
        super().__init__(session, engine)
        self.faults = Faults(markup=False)

    def compose(self) -> ComposeResult:
        """The faults, and the run screen."""
        yield self.faults
        yield from super().compose()
