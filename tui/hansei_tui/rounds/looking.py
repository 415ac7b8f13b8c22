"""Looking at rows side by side: in another order, as numbers, in an earlier round, and what is behind each."""

from __future__ import annotations

from hansei_tui.app.dialogs import ShowText
from hansei_tui.rounds.evidence import EvidenceScreen, ReadingScreen, picture
from hansei_tui.rounds.shell import RoundScreen, Rows
from hansei_tui.rounds.spread import Spread
from hansei_tui.run.handouts import Page
from hansei_tui.run.room import Room
from hansei_tui.sentences import tr


class Looking(RoundScreen):
    """What looks at the rows and changes nothing.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
        rows: The rows.
    """

    rows: Spread

    def __init__(self, room: Room, instrument: str, rows: Spread) -> None:
        super().__init__(room, rows)
        self.instrument = instrument

    def _round(self, by: int) -> int | None:
        """Return the round before or after the one that is shown."""
        row = self.rows.here
        if row is None or row.round not in row.rounds:
            return None
        at = row.rounds.index(row.round) + by
        return row.rounds[at] if 0 <= at < len(row.rounds) else None

    def action_round(self, by: int) -> None:
        """Look at another round of the row."""
        row, number = self.rows.here, self._round(by)
        if row is None or number is None:
            return
        if number == row.rounds[-1]:
            self.rows.past.pop(row.item.id, None)
        else:
            self.rows.past[row.item.id] = number
        self.rows.stand(row.item.id)
        self.show()

    def action_sort(self) -> None:
        """Show the rows as the toolkit has them, or the most apart first."""
        row = self.rows.here
        self.rows.sorted = not self.rows.sorted
        if row is not None:
            self.rows.stand(row.item.id)
        self.show()

    def action_numbers(self) -> None:
        """Show how many instead of who, or who again."""
        self.rows.numbers = not self.rows.numbers
        self.rows.repaint()

    def action_why(self) -> None:
        """Say why the number is what it is."""
        row = self.rows.here
        if row is not None:
            self.app.push_screen(ShowText(tr("Why this number? {row}", row=row.item.label), "\n".join(row.why())))

    def action_evidence(self) -> None:
        """Show what each rater has seen, what they refused and why."""
        row = self.rows.here
        if row is not None:
            self.app.push_screen(EvidenceScreen(self.room, self.instrument, row))

    def action_picture(self) -> None:
        """Show all rows as one picture of what stands, where the kind draws one."""
        drawn = picture(self.session, self.instrument)
        if drawn is not None:
            self.app.push_screen(ReadingScreen(Page(lambda: drawn, lambda: tr("what stands now"))))

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Stand on the row that is clicked; a second click shows its evidence."""
        if event.hit == "why:":
            self.action_why()
            return
        at = int(event.hit.partition(":")[2])
        if at == self.rows.at:
            self.action_evidence()
            return
        self.rows.at = at
        self.action_go(0)
