"""Comparing after the reveal: all rows at once, then one after the other until each is settled."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from hansei.errors import UsageError
from hansei.record.events import Agreed, NotAgreed
from hansei_tui.rounds.agree import AgreeScreen, settled_words
from hansei_tui.rounds.entry import OTHER
from hansei_tui.rounds.looking import Looking
from hansei_tui.rounds.opening import OpenScreen
from hansei_tui.rounds.shell import MOVES
from hansei_tui.rounds.spread import Spread
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import clipped, shown


class CompareScreen(Looking):
    """Shows who stands where on every row.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "agree", "agree"),
        Binding("enter,e", "evidence", "evidence", key_display="enter"),
        Binding("w", "why", "why this number"),
        Binding("r", "again", "rate again"),
        Binding("o", "other", "open rounds"),
        Binding("p", "picture", "picture"),
        Binding("n", "numbers", "numbers"),
        Binding("s", "sort", "order"),
        Binding("left_square_bracket", "round(-1)", "round before", key_display="["),
        Binding("right_square_bracket", "round(1)", "next round", key_display="]"),
        Binding("R", "all_again", "a further round"),
        Binding("u", "undo", "undo"),
        Binding("escape,q", "back", "back", key_display="q"),
        *MOVES,
    ]
    HELP = N_(
        "The rows that are most apart come first: talk about those. a records what the team agrees on, who does not go "
        "along and why, or that there is no agreement. r rates one row again; the earlier round stays and [ shows it. "
        "Two windows that settle a row at once leave both to see until somebody decides again."
    )
    CHANGES = ("agree", "again", "all_again", "undo")

    def __init__(self, room: Room, instrument: str) -> None:
        super().__init__(room, instrument, Spread(room, instrument))
        self._opened = len(self.session.rounds.of(instrument))
        left = [each for each in self.rows.compared if each.positions and each.to_settle]
        if left:  # after a further round that is the row to talk about
            self.rows.stand(max(left, key=lambda each: each.round).item.id)

    @property
    def over(self) -> bool:
        """Whether a further round was opened, here or elsewhere."""
        rounds = self.session.rounds.of(self.instrument)
        return len(rounds) > self._opened and rounds[-1].open

    def look(self, *, force: bool = False) -> None:
        """Show what became of things; that a row is settled is not said any more once it is settled twice."""
        saving = self.room.saving
        clash = [row.item.label for row in self.rows.compared if row.state == "conflict"]
        for label in clash:
            if saving.says == settled_words(label):
                row = clipped(shown(label), 30)
                saving.say(tr("{row}: settled in two windows at once, differently", row=row), wrong=True)
        super().look(force=force)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the row that is stood on."""
        row = self.rows.here
        if action in ("agree", "evidence", "why", "again", "round") and row is None:
            return False
        if action == "round" and row is not None and parameters:
            return self._round(int(str(parameters[0]))) is not None
        if action == "agree" and row is not None and row.item.id in self.rows.past:
            return False  # an earlier round is for looking
        if action in ("agree", "again") and row is not None and self._open_for(row.item.id):
            return False  # it is being rated again just now
        if action == "other":
            return bool(self.session.rounds.all_open(self.instrument))
        return super().check_action(action, parameters)

    def _open_for(self, item: str) -> bool:
        return self.session.rounds.current(self.instrument, item) is not None

    def action_other(self) -> None:
        """Go on with a round that is open."""
        if self.is_current:
            self.dismiss(OTHER)

    def action_agree(self) -> None:
        """Settle the row, then stand on the next one that is open."""
        row = self.rows.here
        if row is None:
            return

        def done(settled: str | None) -> None:
            if settled:
                rows = self.rows.compared
                left = [each for each in rows if each.positions and each.to_settle]
                self.rows.stand(left[0].item.id if left else row.item.id)
            self.look(force=True)

        self.app.push_screen(AgreeScreen(self.room, self.instrument, row.item.id), done)

    def action_again(self) -> None:
        """Rate this row again, alone."""
        row = self.rows.here
        if row is not None:
            self._open([row.item.id])

    def action_all_again(self) -> None:
        """Open a further round for all rows."""
        self._open([])

    def _open(self, only: list[str]) -> None:
        self.app.push_screen(OpenScreen(self.room, self.instrument, only), lambda _: self.look(force=True))

    def action_undo(self) -> None:
        """Take back the last thing that was settled, unless something else was done after it."""
        said: list[str] = []

        def act() -> None:
            self.session.refresh()
            last = self.session.last_change()
            if last is None or not isinstance(last[0], (Agreed, NotAgreed)):
                raise UsageError(tr("what was done last settles nothing: u beside the step takes it back"))
            said.append(last[0].item)
            self.session.undo()

        if self.record(act, tr("taken back: what was settled last")):
            self.rows.stand(said[-1])
            self.show()
