"""The review on screen: buildings side by side, the evidence behind each cell, lines taken into the plan."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from hansei.engine import Engine
from hansei.insight.reviewing import Reviewing
from hansei_tui.review.back import ask_back, came
from hansei_tui.review.looking import Looking
from hansei_tui.review.side import Side
from hansei_tui.review.taking import take, take_back, take_edited
from hansei_tui.rounds.shell import MOVES, Rows
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_


class ReviewScreen(Looking):
    """Lays what buildings handed in side by side.

    Args:
        room: The room of the run screen.
        engine: Puts questions to buildings.
        plan: The plan that is filled.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "take", "take the line"),
        Binding("enter", "evidence", "evidence"),
        Binding("e", "edit", "change and take"),
        Binding("l", "lines", "all lines"),
        Binding("left,h", "column(-1)", "building", key_display="←→"),
        Binding("right", "column(1)", "next building", show=False),
        Binding("right_square_bracket", "part(1)", "next instrument", key_display="]"),
        Binding("left_square_bracket", "part(-1)", "instrument before", show=False, key_display="["),
        Binding("Q", "ask", "ask them back"),
        Binding("i", "inbox", "what came of it"),
        Binding("n", "levels", "buildings or counts"),
        Binding("w", "why", "why this number"),
        Binding("u", "undo", "undo"),
        Binding("escape,q", "back", "back to the step", key_display="q"),
        *MOVES,
    ]
    HELP = N_(
        "Rows where buildings differ most come first; + marks those with lines proposed for your plan. a takes the "
        "first of them as it stands, e changes its words before; nothing is written otherwise. Each keeps the "
        "buildings' rows it came from, and the chain goes on into their evidence. * marks a building that sent "
        "something since you looked, or of which there are two copies."
    )
    CHANGES = ("take", "edit", "undo")

    def __init__(self, room: Room, engine: Engine, plan: str = "") -> None:
        super().__init__(room, Side(room, Reviewing(room.session, plan)))
        self.engine = engine

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the row that is stood on."""
        side = self.rows
        if action in ("take", "edit"):
            return any(not each.taken for each in side.lines) and super().check_action(action, parameters)
        if action in ("evidence", "why", "levels", "column") and side.here is None:
            return False
        if action in ("ask", "inbox"):
            return bool(side.marked and side.review.handed[side.column].origin)
        if action == "part":
            return len(side.review.parts) > 1
        if action == "lines":
            return bool(side.proposed)
        return super().check_action(action, parameters)

    def action_lines(self) -> None:
        """List every proposed line."""
        from hansei_tui.review.lines import LinesScreen

        self.app.push_screen(LinesScreen(self.room, self.rows), lambda _: self.look(force=True))

    # ------------------------------------------------------------------------------------- taking

    def action_take(self, key: str = "") -> None:
        """Take the first proposed line of the row, or the one that was clicked."""
        found = [each for each in self.rows.lines if not each.taken and key in ("", each.key)]
        if found:
            take(self.room, self.rows, found[0])
            self.look(force=True)

    def action_edit(self) -> None:
        """Change the words of the first proposed line of the row, and take it."""
        found = [each for each in self.rows.lines if not each.taken]
        if found:
            take_edited(self, self.room, self.rows, found[0], lambda: self.look(force=True))

    def action_undo(self) -> None:
        """Take back the line that was taken last."""
        take_back(self.room, self.rows)
        self.look(force=True)

    def action_inbox(self) -> None:
        """Show every copy that came of the marked building's session."""
        if self.rows.marked is not None:
            came(self, self.engine, self.rows.marked.session)

    def action_ask(self) -> None:
        """Ask the building that is marked about the row."""
        if self.rows.here is not None and self.rows.marked is not None:
            ask_back(self, self.engine, self.rows.marked, self.rows.here)

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Stand on the row or mark the building that is clicked; a second click shows the evidence."""
        what, _, which = event.hit.partition(":")
        if what == "take":
            if not self.session.only_read:
                self.action_take(which)
        elif what == "column":
            self.rows.column = int(which)
            self.show()
        elif int(which) == self.rows.at:
            self.action_evidence()
        else:
            self.rows.at = int(which)
            self.action_go(0)
