"""What came of one session, on screen: every copy, where copies differ, and what can be done about it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hansei.errors import HanseiError
from hansei.handoff.entries import Entry
from hansei_tui.app.keybar import KeyBar
from hansei_tui.handing.entry_acts import EntryActs
from hansei_tui.handing.sheet import Sheet
from hansei_tui.sentences import N_


class EntryScreen(EntryActs):
    """Shows what came of one session.

    Args:
        entry: What came.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open, read only"),
        Binding("k", "keep", "keep this copy"),
        Binding("a", "ask", "ask back"),
        Binding("w", "write", "questions to a file"),
        Binding("u", "withdraw", "take a question back"),
        Binding("x", "export", "report"),
        Binding("escape,q", "leave", "back", key_display="q"),
    ]
    HELP = N_(
        "Every copy of the session that came, the one that stands first, with who sent it, what was left out and when "
        "it came. Where copies differ, what each says stands side by side: k keeps the copy that the cursor is on; no "
        "copy is lost, and it can be decided again. A key that you do not know is compared by its fingerprint, as by "
        "telephone. a asks the team back; the questions go to them as a file. u takes back one that is not answered."
    )
    AUTO_FOCUS = "Sheet"

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.sheet = Sheet(entry)
        self._changes = -1
        #: Whether there is anything to tell them: questions, or that one was taken back.
        self._to_tell = False

    def compose(self) -> ComposeResult:
        """The sheet and the keys."""
        yield self.sheet
        yield KeyBar()

    def on_mount(self) -> None:
        """Look what came, now and whenever something more does."""
        self._look()
        self.set_interval(0.5, self._look)

    def _look(self) -> None:
        engine = self.hansei.engine
        try:
            changes = engine.log.changes()
            if changes == self._changes:
                return
            self.entry = engine.handoff.entry(self.entry.session)
            differs = engine.handoff.differences(self.entry) if self.entry.conflict else ()
            asked = engine.handoff.questions.asked(self.entry.session)
            self._to_tell = any(engine.handoff.questions.unanswered(self.entry.session))
        except HanseiError as error:
            self.sheet.says = f"! {error}"
        else:
            self._changes = changes
            self.sheet.show(self.entry, differs, asked)
        self.sheet.repaint()
        self.refresh_bindings()

    def anew(self, says: str) -> None:
        """Look again, and say what was done."""
        self._changes = -1
        self.sheet.says = says
        self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action == "keep":
            return bool(self.entry.conflict) or (len(self.sheet.copies) > 1 and self.here is not None)
        if action == "write":
            return self._to_tell
        if action == "withdraw":
            return any(each.open for each in self.sheet.asked)
        if action in ("ask", "export"):
            return not self.entry.own
        return True

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def on_sheet_opened(self) -> None:
        """Open what is clicked twice."""
        self.run_worker(self.action_open())

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
