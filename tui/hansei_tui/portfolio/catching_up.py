"""Sessions that the portfolio has not looked at yet, such as those of an older store: read once, with how far it is."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from hansei.insight.portfolio import Portfolio
from hansei_tui.app.dialogs import Dialog
from hansei_tui.sentences import N_, tr

#: So many are read without a word.
FEW = 20
#: Seconds of reading between two looks at the keyboard.
BREATH = 0.02
WORDS = N_("{number} of {all} sessions\n\nThe portfolio looks at each session once; the next time it opens at once.")


class CatchingUp(Dialog[bool]):
    """Reads what is to be read; answers whether all of it was.

    Args:
        portfolio: The portfolio.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "cancel", "not now", key_display="esc")]
    HELP = N_("Escape stops. What was read is kept, and the next time goes on from there.")

    def __init__(self, portfolio: Portfolio) -> None:
        super().__init__(tr("Reading sessions for the portfolio"))
        self.portfolio = portfolio
        self._stopped = False

    def body(self) -> ComposeResult:
        """Yield how far it is."""
        yield Static(tr(WORDS, number=0, all=f"{self.portfolio.wanting():,}"), id="words", markup=False)

    def on_mount(self) -> None:
        """Begin to read once the dialog is seen."""
        self.call_after_refresh(lambda: self.run_worker(self._read()))

    async def _read(self) -> None:
        words, told = self.query_one("#words", Static), time.monotonic()
        with closing(self.portfolio.catching_up()) as steps:
            for number, of in steps:
                if time.monotonic() - told > BREATH:
                    words.update(tr(WORDS, number=f"{number:,}", all=f"{of:,}"))
                    await asyncio.sleep(0.001)  # keys and the screen have their turn
                    told = time.monotonic()
                if self._stopped:
                    break
        while not self.is_current:  # such as behind the help
            await asyncio.sleep(BREATH)
        self.dismiss(not self._stopped)

    def action_cancel(self) -> None:
        """Stop; what was read is kept."""
        self._stopped = True
