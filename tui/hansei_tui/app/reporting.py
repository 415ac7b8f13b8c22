"""Writing a report or a handout from the screen: which format, where to, and what if a file is there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from attrs import frozen
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Input, Static

from hansei.document.exporter import Exporter
from hansei.engine import Engine
from hansei.errors import ExportError, HanseiError
from hansei.insight.names import file_name
from hansei.record.session import Session
from hansei_tui.app.dialogs import AskText, Confirm, Line, ShowText, refusal
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown

#: The format that is offered first.
FORMAT = "html"


class FileLine(Line):
    """The name of a file; enter writes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "write it")]


class AskFile(AskText):
    """Ask for the file that is written; its ending and the format go together.

    Args:
        title: What is asked.
        value: The name that is offered, with the ending of the first format.
        formats: What it can be written in.
        look: Which settings are in force, in words; empty: nothing is said.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "write it"),
        Binding("f2,ctrl+s", "done", "write it", show=False),
        Binding("down", "format(1)", "another format"),
        Binding("up", "format(-1)", "the one before", show=False),
        Binding("escape", "cancel", "write nothing"),
    ]
    DEFAULT_CSS = "AskFile #formats, AskFile #look { margin-top: 1; height: auto; }"
    HELP = N_(
        "Enter writes it to this file, or into this folder. The arrows down and up choose the format, and so "
        "does the ending that is typed. Escape writes nothing."
    )

    def __init__(self, title: str, value: str, formats: Sequence[Exporter], look: str = "") -> None:
        super().__init__(title, value)
        self.formats = formats
        self.look = look
        self.at = 0

    @property
    def exporter(self) -> Exporter:
        """What writes the chosen format."""
        return self.formats[self.at]

    def body(self) -> ComposeResult:
        """Yield the field, and the formats below it."""
        yield FileLine(self.value, compact=True)
        yield Static(self._listed(), id="formats", markup=False)
        if self.look:
            yield Static(shown(self.look, lines=True), id="look", markup=False)

    def take_key(self, event: Key) -> bool:
        """Take the arrows at once as well: enter typed right behind them would write the format before."""
        if self.is_current and event.key in ("down", "up"):
            self.action_format(1 if event.key == "down" else -1)
            return True
        return super().take_key(event)

    def action_format(self, step: int) -> None:
        """Choose another format; the ending of the name follows."""
        field = self.query_one(Input)
        before = self.exporter.suffix
        self.at = (self.at + step) % len(self.formats)
        if field.value.lower().endswith(before):
            field.value = field.value[: -len(before)] + self.exporter.suffix
            field.cursor_position = len(field.value)
        self.query_one("#formats", Static).update(self._listed())

    def on_input_changed(self) -> None:
        """Follow the ending that is typed."""
        ends = [each for each in self.formats if self.written.lower().strip().endswith(each.suffix)]
        if ends and self.exporter not in ends:
            self.at = self.formats.index(max(ends, key=lambda each: len(each.suffix)))
            self.query_one("#formats", Static).update(self._listed())

    def _listed(self) -> str:
        lines = []
        for number, each in enumerate(self.formats):
            lacking = tr("not installed") if each.missing() else ""
            what = ", ".join(filter(None, (each.about(), lacking)))
            lines.append(f"{'●' if number == self.at else '○'} {shown(each.name):<6} {shown(what)}".rstrip())
        return "\n".join(lines)


@frozen
class ToWrite:
    """Something that can be written to a file in several formats."""

    #: What is asked, and what is said in the end.
    ask: str
    said: str
    formats: Sequence[Exporter]
    #: Returns the name that is offered, with an ending.
    name: Callable[[str], str]
    #: Writes it; True replaces a file that is there. Returns the file.
    write: Callable[[Exporter, Path, bool], Path]
    #: Which settings of documents are in force, in words.
    look: str = ""


def look_in_words(engine: Engine, session: Session) -> str:
    """Return which settings of documents are in force for a session, whose they are, and what is done otherwise."""
    from hansei.document.look import look_of
    from hansei.document.origins import origins

    try:
        wishes = engine.wishes(session.toolkit)
        look = look_of(wishes)
    except HanseiError as error:
        return str(error)
    lines = [", ".join(each.line() for each in origins(wishes))]
    lines[0] = lines[0][:1].upper() + lines[0][1:] + "."
    return "\n".join([*lines, *(f"{each[:1].upper()}{each[1:]}." for each in look.remarks)])


def write_report(app: App[None], engine: Engine, session: Session, done: Callable[[], None] = lambda: None) -> None:
    """Ask for the file, write the report and say where it is.

    Args:
        app: Shows the dialogs.
        engine: Writes the report.
        session: The session it is of.
        done: Called when the report is written, before it is said where.
    """
    try:
        first = engine.exporter(FORMAT)
    except HanseiError as error:
        app.push_screen(refusal(error))
        return
    formats = [first, *(each for each in engine.exporters.values() if each is not first)]

    def write(exporter: Exporter, path: Path, force: bool) -> Path:
        return engine.export(session.id, exporter.name, path, force=force)

    what = ToWrite(
        tr("Write the report to"),
        tr("The report is written"),
        formats,
        lambda suffix: file_name(session, suffix),
        write,
        look_in_words(engine, session),
    )
    write_to_file(app, what, done)


def write_to_file(app: App[None], what: ToWrite, done: Callable[[], None] = lambda: None) -> None:
    """Ask for the file, write it and say where it is; a file that is there is replaced only when asked.

    Where it cannot be written, that is said and asked again, with the name that was typed.

    Args:
        app: Shows the dialogs.
        what: What is written.
        done: Called when it is written, before it is said where.
    """

    def ask(path: Path, chosen: Exporter) -> None:
        ordered = [chosen, *(each for each in what.formats if each is not chosen)]
        dialog = AskFile(what.ask, str(path), ordered, what.look)
        app.push_screen(dialog, lambda text: answered(text, dialog.exporter))

    def answered(text: str | None, exporter: Exporter) -> None:
        if text and text.strip():
            path = Path(text.strip()).expanduser()
            if path.is_dir():
                path /= what.name(exporter.suffix)
            elif not path.name.lower().endswith(exporter.suffix):  # or no program would open it by a double click
                path = path.with_name(path.name + exporter.suffix)
            write(path, exporter, force=False)

    def write(path: Path, exporter: Exporter, *, force: bool) -> None:
        try:
            written = what.write(exporter, path, force)
        except HanseiError as error:
            if isinstance(error, ExportError) and path.is_file() and not force:
                there = tr("{path} is there already.", path=path) + "\n\n" + tr("No asks for another name.")
                again = Confirm(tr("Replace the file?"), there)
                app.push_screen(again, lambda yes: write(path, exporter, force=True) if yes else ask(path, exporter))
            else:
                app.push_screen(refusal(error), lambda _: ask(path, exporter))
        else:
            done()
            app.push_screen(ShowText(what.said, str(written.resolve())))

    first = what.formats[0]
    ask(Path.cwd() / what.name(first.suffix), first)
