"""What the screens of a round that is open have in common: it is revealed or called off, and another one chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from hansei.record.rounds import Round
from hansei_tui.app.dialogs import Confirm
from hansei_tui.rounds.entry import COMPARE, OTHER, rated_rows, revealed
from hansei_tui.rounds.shell import RoundScreen, Rows
from hansei_tui.run.room import Room
from hansei_tui.sentences import tr, trn


def round_words(room: Room, round_: Round) -> str:
    """Return which round it is and, where others are open too or it is not for all rows, what is rated in it."""
    instrument = round_.opened.instrument
    rows = [item.label for item in rated_rows(room.session, instrument) if round_.covers(item.id)]
    if not round_.opened.items:
        words = tr("Round {number}", number=round_.number)
    elif len(rows) == 1:
        words = tr("Round {number} ({row})", number=round_.number, row=rows[0])
    else:
        words = trn("Round {number} ({n} row)", "Round {number} ({n} rows)", len(rows), number=round_.number)
    open_ = len(room.session.rounds.all_open(instrument))
    return tr("{round}, {count} are open", round=words, count=open_) if open_ > 1 else words


def few(names: Sequence[str], most: int) -> str:
    """Return names in a line: so many of them, then how many there are more."""
    listed = ", ".join(names[:most])
    left = len(names) - most
    return trn("{names} and {n} more", "{names} and {n} more", left, names=listed) if left > 0 else listed


class OpenRound(RoundScreen):
    """A screen of a round that is open.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
        number: The round, 1-based.
        rows: What it shows.
    """

    #: What is said of what was given when the round is called off.
    LOST: ClassVar[str]

    def __init__(self, room: Room, instrument: str, number: int, rows: Rows) -> None:
        super().__init__(room, rows)
        self.instrument, self.number = instrument, number

    @property
    def _round(self) -> Round | None:
        return self.session.state.rounds.get(self.instrument, self.number)

    @property
    def over(self) -> bool:
        """Whether the round is over."""
        return self._round is None or not self._round.open

    @property
    def onward(self) -> str:
        """What was revealed is compared, whatever else is open."""
        return COMPARE if self._round is not None and self._round.revealed else super().onward

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer other rounds where there are any."""
        if action == "other":
            several = len(self.session.rounds.all_open(self.instrument)) > 1
            return several or revealed(self.session, self.instrument)
        return super().check_action(action, parameters)

    def action_other(self) -> None:
        """Choose what to go on with; this round stays open."""
        if self.is_current:
            self.dismiss(OTHER)

    def reveal(self, yes: bool | None) -> None:
        """Show everything at once, when that is wanted."""
        if yes:
            self.record(lambda: self.session.rounds.reveal(self.instrument, number=self.number), "")

    def action_drop(self) -> None:
        """Call the round off, when that is wanted."""

        def done(yes: bool | None) -> None:
            if yes:
                self.record(lambda: self.session.rounds.drop(self.instrument, number=self.number), "")

        self.app.push_screen(Confirm(tr("Call this round off?"), tr(self.LOST)), done)
