"""What can be done about what came of one session: read it, keep a copy, ask back, write questions and reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from hansei.document.files import ThereAlreadyError
from hansei.errors import HanseiError
from hansei.handoff.entries import Copy, Entry
from hansei_tui.app.dialogs import AskText, Confirm, ShowText
from hansei_tui.app.pick import PickScreen
from hansei_tui.handing.sheet import Sheet
from hansei_tui.run.listing import Entry as PickEntry
from hansei_tui.sentences import tr, trn
from hansei_tui.shown import shown

if TYPE_CHECKING:
    from hansei_tui.app.app import HanseiApp


class EntryActs(Screen[None]):
    """The acts of the screen that shows an entry."""

    entry: Entry
    sheet: Sheet

    @property
    def hansei(self) -> HanseiApp:
        """The application, as what it is."""
        return cast("HanseiApp", self.app)

    @property
    def here(self) -> Copy | None:
        """The copy that the cursor is on."""
        return self.sheet.here

    def anew(self, says: str) -> None:
        """Look again, and say what was done."""
        raise NotImplementedError

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
        if own or copy is None:
            stands = tr("What was run here stands from now on.")
        else:
            stands = trn(
                "The copy of {fingerprint}, {n} event, stands from now on.",
                "The copy of {fingerprint}, {n} events, stands from now on.",
                copy.events,
                fingerprint=copy.fingerprint,
            )

        def done(yes: bool | None) -> None:
            if not yes:
                return
            try:
                self.hansei.engine.handoff.settle(name, keep)
            except HanseiError as error:
                self.anew(f"! {error}")
            else:
                self.anew(tr("settled ✓"))

        text = f"{stands} " + tr("The other copies are kept, and it can be decided again.")
        self.app.push_screen(Confirm(tr("Keep this copy?"), text, again="k"), done)

    def action_ask(self) -> None:
        """Ask the team something about its session."""

        def done(text: str | None) -> None:
            if not text or not text.strip():
                return
            engine = self.hansei.engine
            try:
                engine.handoff.questions.ask(engine.open(self.entry.session), text, about=self.sheet.place)
            except HanseiError as error:
                self.anew(f"! {error}")
            else:
                self.anew(tr("kept ✓  w writes the questions to a file for them"))

        title = tr("Ask {team}", team=self.entry.head.team)
        if self.sheet.place:
            title = tr("Ask {team} about {row}", team=self.entry.head.team, row=self.sheet.about)
        self.app.push_screen(AskText(title, long=True), done)

    def action_withdraw(self) -> None:
        """Take a question back that is not answered yet; of several, ask which."""
        open_ = [each for each in self.sheet.asked if each.open]

        def picked(id_: str | None) -> None:
            if not id_:
                return
            try:
                self.hansei.engine.handoff.questions.withdraw(self.entry.session, id_)
            except HanseiError as error:
                self.anew(f"! {error}")
            else:
                self.anew(tr("taken back ✓  w writes it to a file for them"))

        if len(open_) == 1:
            self.app.push_screen(
                Confirm(tr("Take this question back?"), open_[0].words, again="u"),
                lambda yes: picked(open_[0].id) if yes else None,
            )
        else:
            entries = [PickEntry(each.id, shown(each.words), beneath=shown(each.about)) for each in open_]
            self.app.push_screen(PickScreen(tr("Take back which question"), entries), picked)

    def action_write(self, force: bool = False, path: Path | None = None) -> None:
        """Write the open questions to a file."""
        engine = self.hansei.engine
        try:
            session = engine.open(self.entry.session)
            written = engine.handoff.questions.write(session, path, force=force)
        except HanseiError as error:
            if isinstance(error, ThereAlreadyError) and not force:
                again = Confirm(tr("Replace the file?"), str(error))
                self.app.push_screen(again, lambda yes: self.action_write(force=True) if yes else None)
                return
            self.hansei.show_error(error)
            return
        team = shown(self.entry.head.team)
        text = tr("Send it to {team}; they take it in with `hansei receive`.", team=team)
        self.app.push_screen(ShowText(tr("The questions are ready to go"), f"{written.resolve()}\n\n{text}"))

    def action_export(self) -> None:
        """Write the report of the copy that stands."""
        from hansei_tui.app.reporting import write_report

        try:
            session = self.hansei.engine.open(self.entry.session)
        except HanseiError as error:
            self.hansei.show_error(error)
        else:
            write_report(self.app, self.hansei.engine, session)
