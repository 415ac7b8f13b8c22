"""Handing a session in from the screen: how much of it goes, with whose names, into which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from hansei.engine import Engine
from hansei.errors import ExportError, HanseiError
from hansei.handoff.scope import SCOPES, Scope, left_out_in_words
from hansei.record.session import Session
from hansei_tui.app.choice import Choice
from hansei_tui.app.dialogs import Confirm, Dialog, Line, ShowText, refusal
from hansei_tui.handing.words import scope_words
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown

#: The scopes in a word or two, so that all stand beside each other.
SHORT: dict[Scope, str] = {
    "everything": N_("Everything"),
    "no-individual": N_("Without single people"),
    "agreed": N_("Only agreed"),
}


class FileLine(Line):
    """The name of the file; enter writes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "write it")]


class SubmitDialog(Dialog[Path | None]):
    """Ask what goes out, and into which file; answers with the file, or None.

    Args:
        session: The session.
        engine: Knows what would be left out.
        path: The file that is offered.
        scope: How much of it is offered.
        names: Whether names are.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "done", "write it", key_display="F2"),
        Binding("tab,down", "app.focus_next", "next", key_display="tab"),
        Binding("shift+tab,up", "app.focus_previous", "back", show=False),
        Binding("escape", "cancel", "write nothing"),
    ]
    HELP = N_(
        "Tab goes from line to line, the arrows choose. The file can go by e-mail or on a stick; the session goes on "
        "here as before, and a later file of it takes the place of this one where it is received. Ratings that nobody "
        "has seen yet are never in it. Names in notes and answers are words that people gave, and stay."
    )
    DEFAULT_CSS = "SubmitDialog .label { margin-top: 1; color: $text-muted; } SubmitDialog #said { margin-top: 1; }"

    def __init__(
        self, session: Session, engine: Engine, path: Path, *, scope: str = "everything", names: bool = True
    ) -> None:
        super().__init__(tr("Hand in: {team}", team=session.team.name))
        self.session, self.engine = session, engine
        self._path, self._scope, self._names = path, scope, names

    def body(self) -> ComposeResult:
        """Yield the choices, the file, and what follows from them."""
        with VerticalScroll(id="words", can_focus=False):
            yield Static(tr("What goes to the other team"), classes="label", markup=False)
            yield Choice([(scope, tr(SHORT[scope])) for scope in SCOPES], id="scope", help_text=self.HELP)
            yield Static(tr("Names of who took part"), classes="label", markup=False)
            both = [("yes", tr("With names")), ("no", tr("Without names"))]
            yield Choice(both, id="names", help_text=self.HELP)
            yield Static(tr("The file"), classes="label", markup=False)
            yield FileLine(str(self._path), compact=True)
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        """Begin at the first choice."""
        self.query_one("#scope", Choice).chosen = SCOPES.index(self._scope)
        self.query_one("#names", Choice).chosen = 0 if self._names else 1
        self.set_focus(self.query_one("#scope"))
        self._tell()

    @property
    def scope(self) -> str:
        """How much of the session goes out."""
        return self.query_one("#scope", Choice).value

    @property
    def names(self) -> bool:
        """Whether names go with it."""
        return self.query_one("#names", Choice).value == "yes"

    def on_choice_changed(self) -> None:
        """Say what follows from another choice."""
        self._tell()

    def _tell(self) -> None:
        try:
            left_out = self.engine.handoff.left_out(self.session, scope=self.scope, names=self.names)
            stays = left_out_in_words(left_out) or tr("nothing")
            said = tr("{scope}. Stays here: {what}.", scope=scope_words(self.scope), what=stays)
            mark = tr(
                "Who receives it sees your fingerprint {fingerprint}.", fingerprint=self.engine.handoff.fingerprint
            )
        except HanseiError as error:
            said, mark = f"! {error}", ""
        self.query_one("#said", Static).update(shown(f"{said}\n{mark}", lines=True))

    def on_input_submitted(self) -> None:
        """Enter in the file's name writes it."""
        self.action_done()

    def action_done(self) -> None:
        """Write the file."""
        text = self.query_one(Line).value.strip()
        if text and self.is_current:
            path = Path(text).expanduser()
            self.dismiss(path / self.engine.handoff.offered_name(self.session) if path.is_dir() else path)


def submit(app: App[None], engine: Engine, session: Session, done: Callable[[], None] = lambda: None) -> None:
    """Ask what goes out, write the file and say where it is; a file that is there is replaced only when asked.

    Args:
        app: Shows the dialogs.
        engine: Writes the file.
        session: The session.
        done: Called when the file is written, before it is said where.
    """
    session.refresh()

    def ask(path: Path, scope: str = "everything", names: bool = True) -> None:
        dialog = SubmitDialog(session, engine, path, scope=scope, names=names)

        def answered(path: Path | None) -> None:
            if path is not None:
                write(path, dialog.scope, dialog.names, force=False)

        app.push_screen(dialog, answered)

    def write(path: Path, scope: str, names: bool, *, force: bool) -> None:
        def replace(yes: bool | None) -> None:
            if yes:
                write(path, scope, names, force=True)
            else:
                ask(path, scope, names)

        try:
            written = engine.handoff.submit(session, path, scope=scope, names=names, force=force)
        except HanseiError as error:
            if isinstance(error, ExportError) and path.is_file() and not force:
                there = tr("{path} is there already.", path=path) + "\n\n" + tr("No asks for another name.")
                app.push_screen(Confirm(tr("Replace the file?"), there), replace)
            else:
                app.push_screen(refusal(error))
        else:
            done()
            size = (written.size + 999) // 1000
            lines = (
                str(written.path.resolve()),
                tr(
                    "{size} kB. Send it to the district team, by e-mail or on a stick.",
                    size=size,
                ),
                tr("Left out: {what}.", what=left_out_in_words(written.left_out) or tr("nothing")),
                tr("Your fingerprint, for who receives it: {fingerprint}", fingerprint=written.fingerprint),
            )
            app.push_screen(ShowText(tr("The session is ready to be handed in"), "\n\n".join(lines)))

    ask(Path.cwd() / engine.handoff.offered_name(session))
