"""Writing the report from the screen: where to, and what to do about a file that is there already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from hansei.engine import Engine
from hansei.errors import ExportError, HanseiError
from hansei.insight.names import file_name
from hansei.record.session import Session
from hansei_tui.app.dialogs import AskText, Confirm, Line, ShowText

#: The format that ``x`` writes.
FORMAT = "html"


class FileLine(Line):
    """The name of a file; enter writes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "write it")]


class AskFile(AskText):
    """Ask for the file that is written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "write it"),
        Binding("f2,ctrl+s", "done", "write it", show=False),
        Binding("escape", "cancel", "write nothing"),
    ]
    HELP = "Enter writes the report to this file, or into this folder. Escape writes nothing."

    def body(self) -> ComposeResult:
        """Yield the field."""
        yield FileLine(self.value, compact=True)


def write_report(app: App[None], engine: Engine, session: Session, done: Callable[[], None] = lambda: None) -> None:
    """Ask for the file, write the report and say where it is; a file that is there is replaced only when asked.

    Args:
        app: Shows the dialogs.
        engine: Writes the report.
        session: The session it is of.
        done: Called when the report is written, before it is said where.
    """
    try:
        name = file_name(session, engine.exporter(FORMAT).suffix)
    except HanseiError as error:
        app.push_screen(ShowText(error.title, str(error)))
        return

    def ask(path: Path) -> None:
        app.push_screen(AskFile("Write the report to", value=str(path)), answered)

    def answered(text: str | None) -> None:
        if text and text.strip():
            path = Path(text.strip()).expanduser()
            if path.is_dir():
                path /= name
            elif not path.suffix:  # or no browser would open it by a double click
                path = path.with_name(path.name + Path(name).suffix)
            write(path, force=False)

    def write(path: Path, *, force: bool) -> None:
        try:
            written = engine.export(session.id, FORMAT, path, force=force)
        except HanseiError as error:
            if isinstance(error, ExportError) and path.is_file() and not force:
                again = Confirm("Replace the file?", f"{path} is there already.\n\nNo asks for another name.")
                app.push_screen(again, lambda yes: write(path, force=True) if yes else ask(path))
            else:
                app.push_screen(ShowText(error.title, str(error)))
        else:
            done()
            app.push_screen(ShowText("The report is written", str(written.resolve())))

    ask(Path.cwd() / name)
