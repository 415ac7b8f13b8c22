"""Putting a session away, taking it out again, and deleting it, from the home screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from hansei.errors import HanseiError
from hansei.record.log import Head
from hansei_tui.app.dialogs import AskText, Dialog, Line, ShowText
from hansei_tui.app.home_list import place_of
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import shown
from hansei_tui.teams import team_kind

if TYPE_CHECKING:
    from hansei_tui.app.app import HanseiApp

Wish = Literal["away", "delete"]

TEXT = N_("""{place} · {title} · {session}

Put away, it is kept whole and left out of the list; A lists what was put away.
Deleted, it is gone with all that was said in it; a receipt says only that it was there.""")


class CareDialog(Dialog[Wish | None]):
    """Asks what is to become of a session.

    Args:
        head: The session.
        place: Where it stands, in words.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "answer('away')", "put away"),
        Binding("a", "answer('back')", "take out again"),
        Binding("d", "answer('delete')", "delete …"),
        Binding("escape,enter,q", "cancel", "leave it", key_display="esc"),
    ]
    HELP = N_("a puts the session away or takes it out again; d deletes it, after its id was typed; escape leaves it.")

    def __init__(self, head: Head, place: str) -> None:
        super().__init__(f"{head.team}, {team_kind(head.team_kind)}")
        self.head, self.place = head, place

    def body(self) -> ComposeResult:
        """Yield what can be done."""
        text = tr(TEXT, place=self.place, title=self.head.title, session=self.head.session)
        if self.head.origin:
            text += "\n" + tr("It came from another team: every copy of it goes, and what it came with.")
        yield Static(shown(text, lines=True), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer one of putting away and taking out."""
        if action == "answer" and parameters[0] in ("away", "back"):
            return (parameters[0] == "back") == self.head.archived
        return True

    def action_answer(self, wish: str) -> None:
        """Answer what was wished."""
        self.dismiss("delete" if wish == "delete" else "away")


class DeletingLine(Line):
    """One line; enter deletes when the right words stand in it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "delete it")]


class TypeToDelete(AskText):
    """Asks to type a session's id before it is deleted.

    Args:
        session: The id.
    """

    HELP = N_(
        "Enter deletes the session when its id stands there, otherwise nothing. Escape leaves everything as it was."
    )

    def __init__(self, session: str) -> None:
        super().__init__(tr("This cannot be taken back. Type {session} to delete it", session=session))

    def body(self) -> ComposeResult:
        """Yield the field."""
        yield DeletingLine(compact=True)


def care_for(app: HanseiApp, session: str) -> None:
    """Ask what is to become of a session, and do it; home shows what there is then."""
    head = app.engine.log.head(session)
    if head is None:
        return

    def wished(wish: Wish | None) -> None:
        if wish == "away":
            _archive(app, head)
        elif wish == "delete":
            _ask_to_delete(app, head)

    app.push_screen(CareDialog(head, place_of(head, app.engine.log)), wished)


def _archive(app: HanseiApp, head: Head) -> None:
    try:
        app.engine.care.archive(head.session, away=not head.archived)
    except HanseiError as error:
        app.show_error(error)
        return
    done = tr("{team}: taken out again") if head.archived else tr("{team}: put away; A lists what was put away")
    app.notify(done.format(team=shown(head.team)), markup=False)


def _ask_to_delete(app: HanseiApp, head: Head) -> None:
    def typed(text: str | None) -> None:
        if text is None or text.strip() != head.session:
            app.notify(tr("Nothing was deleted."), markup=False)
            return
        try:
            receipt, wiped = app.engine.care.delete(head.session)
        except HanseiError as error:
            app.show_error(error)
            return
        of = {"team": receipt.team, "toolkit": receipt.toolkit}
        lines = [
            trn("{team}, {toolkit}: {n} line.", "{team}, {toolkit}: {n} lines.", receipt.events, **of),
            tr("SHA-256 of its record: {sha256}", sha256=receipt.sha256),
            tr("The receipt is kept: hansei delete --receipts"),
        ]
        if not wiped:
            lines.append(tr("Remains may still lie in the file, as another program is reading it or the disk is full."))
        title = tr("Session {session} is deleted", session=receipt.session)
        app.push_screen(ShowText(title, "\n\n".join(lines)))

    app.push_screen(TypeToDelete(head.session), typed)
