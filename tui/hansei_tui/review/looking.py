"""Looking at what buildings handed in: another building, another instrument, the evidence, why a number is so."""

from __future__ import annotations

from contextlib import suppress

from hansei.errors import HanseiError
from hansei.insight.review_row import row_document
from hansei_tui.app.dialogs import ShowText
from hansei_tui.review.side import Side
from hansei_tui.rounds.shell import RoundScreen
from hansei_tui.run.room import Room
from hansei_tui.sentences import tr


class Looking(RoundScreen):
    """What looks at the review and changes nothing.

    Args:
        room: The room of the run screen.
        side: What it shows.
    """

    rows: Side

    def __init__(self, room: Room, side: Side) -> None:
        super().__init__(room, side)
        self._changes = self.session.log.changes()

    def _tick(self) -> None:
        with suppress(HanseiError):  # the next second asks again
            changes = self.session.log.changes()
            if changes != self._changes:
                self._changes = changes
                self.session.refresh()
                self.rows.renew()
                self.look(force=True)
        self.look()

    def action_column(self, by: int) -> None:
        """Mark another building."""
        side = self.rows
        side.column = max(0, min(side.column + by, len(side.review.handed) - 1))
        self.show()

    def action_part(self, by: int) -> None:
        """Show another instrument."""
        side = self.rows
        side.shown_part = (side.shown_part + by) % len(side.review.parts)
        side.at = 0
        self.show()

    def action_levels(self) -> None:
        """Show how many stand at each level, or each building again."""
        self.rows.by_level = not self.rows.by_level
        self.show()

    def action_evidence(self) -> None:
        """Show what each building says of the row, the marked one first."""
        from hansei_tui.review.evidence import RowScreen

        row, stand = self.rows.here, self.rows.marked
        if row is not None:
            first = stand.session if stand is not None else ""
            self.app.push_screen(RowScreen(lambda: row_document(self.session, row, first), self.rows.beside))

    def action_why(self) -> None:
        """Say why the number is what it is."""
        row = self.rows.here
        if row is not None and row.scale is not None:
            from hansei.insight.consensus import why

            lines = (row.denominator(), *why(row.counts, [level.title for level in row.scale.levels]))
            self.app.push_screen(ShowText(tr("Why this number? {row}", row=row.item.label), "\n".join(lines)))
