"""Writing notes and parked items, changing them, and their drafts: what is typed is put aside while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import ClassVar

from attrs import frozen
from textual.app import App
from textual.binding import Binding, BindingType

from hansei.content.toolkit import AgendaStep
from hansei.errors import HanseiError, UsageError
from hansei.record.events import Noted
from hansei.record.session import Session
from hansei_tui.app.dialogs import AskText, Words
from hansei_tui.run.begun import read_only
from hansei_tui.run.place import number, step_title
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr

#: What is said of words that nobody kept.
KEPT = N_("kept as a draft, not on the record: the same key goes on with it")
ELSEWHERE = N_("changed elsewhere meanwhile: what you wrote is kept as a draft; enter goes on with it")


@frozen
class Draft:
    """A note or a parked item that was begun and not kept."""

    step: AgendaStep
    parked: bool
    text: str


class NoteText(AskText):
    """Ask for the words of a note; what is typed stays as a draft until it is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "keep it"),
        Binding("ctrl+s,f2", "done", "keep it", show=False),
        Binding("ctrl+j", "new_line", "new line", key_display="^j"),
        Binding("escape", "cancel", "leave as a draft"),
    ]
    HELP = N_(
        "Enter keeps what is written. Escape leaves it as a draft, which stands here again next time; so does a "
        "crash. An emptied field leaves no draft."
    )

    def action_new_line(self) -> None:
        """Begin a new line; said by the key bar, for the field takes the key itself."""
        self.query_one(Words).insert("\n")


def draft_key(step: str, *, parked: bool) -> str:
    """Return where the draft of a new note at a step is put aside."""
    return f"{'park' if parked else 'note'}:{step}"


def rewrite_key(note: str) -> str:
    """Return where the draft of a note's new words is put aside."""
    return f"rewrite:{note}"


def where(session: Session, step: AgendaStep) -> str:
    """Return a step in a few words, as in "2.1 Where are we?"."""
    return f"{number(session, step)} {step_title(step)}"


def begun(room: Room) -> Iterator[Draft]:
    """Yield every new note that was begun and not kept, in the order of the agenda."""
    for step in room.session.agenda:
        for parked in (False, True):
            if text := room.drafts.get(draft_key(step.path, parked=parked)):
                yield Draft(step, parked, text)


def write(app: App[object], room: Room, step: AgendaStep, *, parked: bool, then: Callable[[], None]) -> None:
    """Ask for a new note, or for something to park, and put it on the record.

    Args:
        app: Shows the dialog.
        room: The room.
        step: The step it belongs to.
        parked: True for the parking lot.
        then: Called when the dialog is gone.
    """
    session, key = room.session, draft_key(step.path, parked=parked)

    def done(text: str | None) -> None:
        if text and text.strip():
            words = tr("on the parking lot ✓") if parked else tr("noted ✓")
            _record(room, key, lambda: session.note(text, step=step.path, parked=parked), words)
        elif room.drafts.get(key):
            room.saving.say(tr(KEPT))
        then()

    place = where(session, step)
    title = tr("Parking lot, from {place}", place=place) if parked else tr("Note at {place}", place=place)
    app.push_screen(NoteText(title, room.drafts.get(key), long=True, changed=_keeper(room, key)), done)


def rewrite(app: App[object], room: Room, note: Noted, then: Callable[[], None]) -> None:
    """Ask for other words for a note, and put them on the record.

    Args:
        app: Shows the dialog.
        room: The room.
        note: The note as it reads now.
        then: Called when the dialog is gone.
    """
    session, key = room.session, rewrite_key(note.note)

    def change(text: str) -> None:
        there = note.note in session.state.notes  # removed elsewhere: the words become a note of their own
        session.note(text, step=note.step, parked=note.parked if not there else None, note=note.note if there else "")

    def done(text: str | None) -> None:
        with suppress(HanseiError):  # a busy store, which writing finds out too
            session.refresh()
        now = session.state.notes.get(note.note)
        if text is not None and not text.strip():
            room.drafts.put(key, "")
            room.saving.say(tr("a note needs words; d removes it"), wrong=True)
        elif text == note.text:
            room.drafts.put(key, "")
        elif text is not None and now is not None and now.text != note.text:
            room.saving.say(tr(ELSEWHERE), wrong=True)
        elif text is not None:
            _record(room, key, lambda: change(text), tr("changed ✓"))
        elif room.drafts.get(key):
            room.saving.say(tr(KEPT))
        then()

    place = where(session, session.step(note.step))
    title = tr("Parked words") if note.parked else tr("Note at {place}", place=place)
    value = room.drafts.get(key) or note.text
    app.push_screen(NoteText(title, value, long=True, changed=_keeper(room, key, note.text)), done)


def remove(room: Room, note: Noted) -> None:
    """Remove a note; undoing puts it back."""
    key = rewrite_key(note.note)
    _record(room, key, lambda: room.session.note("", note=note.note), tr("removed ✓  u puts it back"))


def move(room: Room, note: Noted) -> None:
    """Move a note to the parking lot, or what is parked to the notes."""
    words = tr("a note now ✓") if note.parked else tr("on the parking lot ✓")
    _record(room, "", lambda: room.session.note(note.text, note=note.note, parked=not note.parked), words)


def undo(room: Room) -> None:
    """Take back the last change of a note, unless something else was done after it."""
    session = room.session
    found: list[str] = []

    def act() -> None:
        session.refresh()
        change = session.last_change()
        if change is None:
            raise UsageError(tr("there is nothing to undo"))
        if not isinstance(change[0], Noted):
            raise UsageError(tr("what was done last is no note: u beside the step takes it back"))
        before = dict(session.state.notes)
        session.undo()
        found.append(_said(before, session.state.notes, change[0].note))

    if _record(room, "", act, tr("taken back")) and found:
        room.saving.say(found[0])


def _said(before: dict[str, Noted], after: dict[str, Noted], note: str) -> str:
    if note not in before:
        return tr("put back ✓")
    if note not in after:
        return tr("taken back: the note that was written last")
    moved = before[note].parked != after[note].parked
    return tr("moved back ✓") if moved else tr("the words are as they were ✓")


def _keeper(room: Room, key: str, before: str = "") -> Callable[[str], None]:
    """Return what puts aside what is typed, unless it says what stood there before."""

    def keep(text: str) -> None:
        room.drafts.put(key, "" if not text.strip() or text == before else text)

    return keep


def _record(room: Room, key: str, act: Callable[[], object], says: str) -> bool:
    """Do it on the record; the draft goes only when the store has it."""
    if room.session.only_read:
        room.saving.say(read_only(room.session), wrong=True)
        return False

    def then() -> None:
        if key:
            room.drafts.put(key, "")

    return room.saving.save(act, then, says=says)
