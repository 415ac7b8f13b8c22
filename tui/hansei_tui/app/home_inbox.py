"""What came from other teams, as rows of the home screen, and what opening one of them shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hansei.engine import Engine
from hansei.errors import HanseiError
from hansei_tui.app.dialogs import AskText, Confirm, Line, ShowText
from hansei_tui.app.home_list import Row, day
from hansei_tui.shown import shown

if TYPE_CHECKING:
    from hansei.handoff.entries import Entry
    from hansei.handoff.questions import Question
    from hansei.record.inbox import Refused
    from hansei_tui.app.app import HanseiApp

#: Stands where nothing has come yet.
EMPTY = (
    "Nothing has come yet.",
    "",
    "i takes in a file that another team handed in;",
    "`hansei receive FILE` does the same.",
)


def inbox_rows(engine: Engine, now: float) -> list[Row]:
    """Return what came: what is to settle first, then questions, sessions, and files that were refused.

    Args:
        engine: The engine.
        now: UTC, seconds.
    """
    handoff = engine.handoff
    entries = [_session(each, now) for each in handoff.entries()]
    questions = [_question(each, now) for each in handoff.questions.all()]
    refused = [_refused(each, now) for each in handoff.refused()]
    rows = [*questions, *entries]
    return [*sorted(rows, key=lambda row: not row.mark), *refused]


def _session(entry: Entry, now: float) -> Row:
    from hansei_tui.handing.words import conflict_words, scope_words

    head = entry.head
    last = entry.stands or entry.copies[0]
    words = f"to settle: {conflict_words(entry)}" if entry.conflict else scope_words(last.scope)
    state = "ended" if head.state != "open" else "not ended"
    begun = f"begun {day(head.started, now)}, {state}"
    return Row(
        id=f"session:{entry.session}",
        name=shown(head.team),
        place=words,
        of=shown(head.title),
        when=day(last.received, now),
        unfinished=bool(entry.conflict),
        detail=(
            f"{shown(head.team)}, {head.team_kind} team · {words}",
            f"{shown(head.title)} · {begun} · from {last.fingerprint} · {entry.session}",
        ),
        mark="! " if entry.conflict else "",
    )


def _question(question: Question, now: float) -> Row:
    state = f"to {question.team}: {'not answered' if question.open else 'answered'}"
    return Row(
        id=f"question:{question.id}",
        name=f"? {shown(question.by)}",
        place=shown(question.words),
        of=shown(question.about),
        when=day(question.at, now),
        unfinished=question.open,
        detail=(f"{shown(question.by)} asks: {shown(question.words)}", f"{shown(state)} · {shown(question.about)}"),
        mark="◐ " if question.open else "",
    )


def _refused(refused: Refused, now: float) -> Row:
    return Row(
        id=f"refused:{refused.digest}",
        name=shown(refused.file),
        place=f"not taken in: {shown(refused.reason)}",
        when=day(refused.at, now),
        detail=(f"{shown(refused.file)}: not taken in", shown(refused.reason)),
        mark="! ",
    )


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
                f"Answered: {asked.answer}"
                if asked.answered
                else (
                    f"The next session of {asked.team} shows it, and takes the answer; in a session that runs, Q does."
                )
            )
            about = f"About: {asked.about}\n\n" if asked.about else ""
            app.push_screen(ShowText(f"{asked.by} asks", f"{asked.words}\n\n{about}{answer}"))
    else:
        text = f"{row.detail[1]}\n\nNothing of its content was kept. D takes it off the list."
        app.push_screen(ShowText(f"{row.name} was not taken in", text))


def remove_refused(app: HanseiApp, row: Row) -> None:
    """Take a file that was not taken in off the list, after a yes."""

    def answered(yes: bool | None) -> None:
        if yes:
            try:
                app.engine.handoff.remove_refused(row.id.partition(":")[2])
            except HanseiError as error:
                app.show_error(error)

    text = f"{row.detail[1]}\n\nNothing of its content was kept."
    app.push_screen(Confirm(f"Take {row.name} off the list?", text, again="d"), answered)


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
    HELP = (
        "The path of a file that another team made by `hansei submit` or `hansei ask`, of a folder with such files, or "
        "of a sheet that was filled in (.xlsx). It is taken in whole or not at all; twice changes nothing."
    )

    def body(self) -> ComposeResult:
        """Yield the field."""
        yield FileLine(self.value, compact=True)


def take_in(app: HanseiApp) -> None:
    """Ask for a file, take it in, and say what became of it."""

    def answered(text: str | None) -> None:
        if text and text.strip():
            _take(app, Path(text.strip()).expanduser())

    app.push_screen(AskFile("Take in the file, or all submissions in the folder", value=f"{Path.cwd()}/"), answered)


def _take(app: HanseiApp, path: Path) -> None:
    from hansei.handoff.bundle import SUFFIX
    from hansei_tui.handing.words import received_words, refusal_words, sheet_words

    files = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    lines = []
    for file in files:
        try:
            if app.engine.sheets.is_sheet(file):
                lines.append(sheet_words(file.name, app.engine.sheets.receive(file)))
            else:
                lines += received_words(app.engine.handoff.receive(file))
        except HanseiError as error:
            lines.append(refusal_words(error))
    if not files:
        lines.append(f"There is no file that ends with {SUFFIX} in {path}.")
    app.push_screen(ShowText("What became of it", "\n".join(lines)))
