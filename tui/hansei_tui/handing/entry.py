"""What came of one session, on screen: every copy, where copies differ, and what can be done about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.errors import HanseiError
from hansei.handoff.entries import Copy, Entry
from hansei_tui.app.dialogs import AskText, Confirm, ShowText
from hansei_tui.app.keybar import KeyBar
from hansei_tui.handing.sheet import Sheet
from hansei_tui.shown import shown

if TYPE_CHECKING:
    from hansei_tui.app.app import HanseiApp


class EntryScreen(Screen[None]):
    """Shows what came of one session.

    Args:
        entry: What came.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open, read only"),
        Binding("k", "keep", "keep this copy"),
        Binding("a", "ask", "ask back"),
        Binding("w", "write", "questions to a file"),
        Binding("x", "export", "report"),
        Binding("escape,q", "leave", "back", key_display="q"),
    ]
    HELP = (
        "Every copy of the session that came, the one that stands first, with who sent it, what was left out and when "
        "it came. Where copies differ, what each says stands side by side: k keeps the copy that the cursor is on; no "
        "copy is lost, and it can be decided again. A key that you do not know is compared by its fingerprint, as by "
        "telephone. a asks the team back; the questions go to them as a file."
    )
    AUTO_FOCUS = "Sheet"

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.sheet = Sheet(entry)
        self._changes = -1

    @property
    def hansei(self) -> HanseiApp:
        """The application, as what it is."""
        return cast("HanseiApp", self.app)

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
        except HanseiError as error:
            self.sheet.says = f"! {error}"
        else:
            self._changes = changes
            self.sheet.show(self.entry, differs, asked)
        self.sheet.repaint()
        self.refresh_bindings()

    def _anew(self, says: str) -> None:
        self._changes = -1
        self.sheet.says = says
        self._look()

    @property
    def here(self) -> Copy | None:
        """The copy that the cursor is on."""
        return self.sheet.here

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action == "keep":
            return bool(self.entry.conflict) or (len(self.sheet.copies) > 1 and self.here is not None)
        if action == "write":
            return any(each.open for each in self.sheet.asked)
        if action in ("ask", "export"):
            return not self.entry.own
        return True

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    # ------------------------------------------------------------------------------------- what can be done

    async def action_open(self) -> None:
        """Open the copy that the cursor is on, to be read."""
        copy = self.here
        if self.entry.own or copy is None or copy.shown == self.entry.session:
            await self.hansei.open_session(self.entry.session)
        elif copy.shown:
            await self.hansei.open_session(copy.shown)
        else:
            from hansei_tui.run.screen import RunScreen

            try:
                session = self.hansei.engine.handoff.look(copy.digest)
            except HanseiError as error:
                self.hansei.show_error(error)
            else:
                self.app.push_screen(RunScreen(session, self.hansei.engine))

    def action_keep(self) -> None:
        """Let the copy stand that the cursor is on."""
        copy, name = self.here, self.entry.session
        own = self.entry.own
        keep = name if own or copy is None else copy.digest
        who = "what was run here" if own or copy is None else f"the copy of {copy.fingerprint}, {copy.events} events"

        def done(yes: bool | None) -> None:
            if not yes:
                return
            try:
                self.hansei.engine.handoff.settle(name, keep)
            except HanseiError as error:
                self._anew(f"! {error}")
            else:
                self._anew("settled ✓")

        text = f"{who[0].upper()}{who[1:]} stands from now on. The other copies are kept, and it can be decided again."
        self.app.push_screen(Confirm("Keep this copy?", text, again="k"), done)

    def action_ask(self) -> None:
        """Ask the team something about its session."""

        def done(text: str | None) -> None:
            if not text or not text.strip():
                return
            engine = self.hansei.engine
            try:
                engine.handoff.questions.ask(engine.open(self.entry.session), text, about=self.sheet.place)
            except HanseiError as error:
                self._anew(f"! {error}")
            else:
                self._anew("kept ✓  w writes the questions to a file for them")

        about = f" about {self.sheet.about}" if self.sheet.place else ""
        self.app.push_screen(AskText(f"Ask {self.entry.head.team}{about}", long=True), done)

    def action_write(self, force: bool = False, path: Path | None = None) -> None:
        """Write the open questions to a file."""
        engine = self.hansei.engine
        try:
            session = engine.open(self.entry.session)
            written = engine.handoff.questions.write(session, path, force=force)
        except HanseiError as error:
            if "is there already" in str(error) and not force:
                again = Confirm("Replace the file?", str(error))
                self.app.push_screen(again, lambda yes: self.action_write(force=True) if yes else None)
                return
            self.hansei.show_error(error)
            return
        text = (
            f"{written.resolve()}\n\nSend it to {shown(self.entry.head.team)}; they take it in with `hansei receive`."
        )
        self.app.push_screen(ShowText("The questions are ready to go", text))

    def action_export(self) -> None:
        """Write the report of the copy that stands."""
        from hansei_tui.app.reporting import write_report

        try:
            session = self.hansei.engine.open(self.entry.session)
        except HanseiError as error:
            self.hansei.show_error(error)
        else:
            write_report(self.app, self.hansei.engine, session)

    def on_sheet_opened(self) -> None:
        """Open what is clicked twice."""
        self.run_worker(self.action_open())

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
