"""What can be done with what came from other teams on the home screen: open it, take it in, take it off the list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hansei.errors import HanseiError
from hansei_tui.app.dialogs import AskText, Confirm, Line, ShowText
from hansei_tui.app.home_list import Row
from hansei_tui.sentences import N_, tr

if TYPE_CHECKING:
    from hansei_tui.app.app import HanseiApp


def open_row(app: HanseiApp, row: Row) -> None:
    """Show what a row stands for."""
    what, _, id_ = row.id.partition(":")
    handoff = app.engine.handoff
    if what == "session":
        from hansei_tui.handing.entry import EntryScreen

        try:
            app.push_screen(EntryScreen(handoff.entry(id_)))
        except HanseiError as error:
            app.show_error(error)
    elif what == "question":
        found = [each for each in handoff.questions.all() if each.id == id_]
        if found:
            asked = found[0]
            answer = (
                tr("Answered: {answer}", answer=asked.answer)
                if asked.answered
                else tr(
                    "The next session of {team} shows it, and takes the answer; in a session that runs, Q does.",
                    team=asked.team,
                )
            )
            about = tr("About: {about}", about=asked.about) + "\n\n" if asked.about else ""
            app.push_screen(ShowText(tr("{team} asks", team=asked.by), f"{asked.words}\n\n{about}{answer}"))
    else:
        text = f"{row.detail[1]}\n\n" + tr("Nothing of its content was kept. D takes it off the list.")
        app.push_screen(ShowText(tr("{file} was not taken in", file=row.name), text))


def remove_refused(app: HanseiApp, row: Row) -> None:
    """Take a file that was not taken in off the list, after a yes."""

    def answered(yes: bool | None) -> None:
        if yes:
            try:
                app.engine.handoff.remove_refused(row.id.partition(":")[2])
            except HanseiError as error:
                app.show_error(error)

    text = f"{row.detail[1]}\n\n" + tr("Nothing of its content was kept.")
    app.push_screen(Confirm(tr("Take {file} off the list?", file=row.name), text, again="d"), answered)


class FileLine(Line):
    """The name of a file; enter takes it in."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "take it in")]


class AskFile(AskText):
    """Ask for the file that is taken in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "take it in"),
        Binding("f2,ctrl+s", "done", "take it in", show=False),
        Binding("escape", "cancel", "leave it"),
    ]
    HELP = N_(
        "The path of a file that another team made by `hansei submit` or `hansei ask`, of a folder with such files, or "
        "of a sheet that was filled in (.xlsx). It is taken in whole or not at all; twice changes nothing."
    )

    def body(self) -> ComposeResult:
        """Yield the field."""
        yield FileLine(self.value, compact=True)


def take_in(app: HanseiApp) -> None:
    """Ask for a file, take it in, and say what became of it; one that was not taken in is asked for again."""
    _ask(app, f"{Path.cwd()}/")


def _ask(app: HanseiApp, value: str) -> None:
    def answered(text: str | None) -> None:
        if text and text.strip():
            _take(app, text.strip())

    app.push_screen(AskFile(tr("Take in the file, or all submissions in the folder"), value=value), answered)


def _take(app: HanseiApp, typed: str) -> None:
    from hansei.handoff.bundle import SUFFIX
    from hansei_tui.handing.words import received_words, refusal_words, sheet_words

    path = Path(typed).expanduser()
    files = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    lines, refused = [], not files
    for file in files:
        try:
            if app.engine.sheets.is_sheet(file):
                lines.append(sheet_words(file.name, app.engine.sheets.receive(file)))
            else:
                lines += received_words(app.engine.handoff.receive(file))
        except HanseiError as error:
            lines.append(refusal_words(error))
            refused = files == [path]
    if not files:
        lines.append(tr("There is no file that ends with {suffix} in {path}.", suffix=SUFFIX, path=path))
    told = ShowText(tr("What became of it"), "\n".join(lines))
    app.push_screen(told, lambda _: _ask(app, typed) if refused else None)
