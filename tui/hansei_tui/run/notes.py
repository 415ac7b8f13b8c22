"""All notes of a session and its parking lot: read, change, move, remove."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.record.events import Noted
from hansei_tui.app.keybar import KeyBar
from hansei_tui.notes import in_order
from hansei_tui.run import noting
from hansei_tui.run.listing import Entry, Listing
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr

#: Where the entry of a draft begins its id.
DRAFT = "draft/"


def entries(room: Room) -> list[Entry]:
    """Return the notes in the order of the agenda, then the parking lot; what was begun stands with its kind."""
    session = room.session
    places = {step.path: noting.where(session, step) for step in session.agenda}
    notes = in_order(session)
    begun = list(noting.begun(room))
    found = []
    for parked, title in ((False, tr("NOTES")), (True, tr("PARKING LOT"))):
        group = f"{title}  {sum(note.parked is parked for note in notes)}"
        for note in notes:
            if note.parked is parked:
                draft = tr("changed in a draft") if room.drafts.get(noting.rewrite_key(note.note)) else ""
                found.append(Entry(note.note, note.text, places.get(note.step, note.step), group, draft))
        for each in begun:
            if each.parked is parked:
                id_ = DRAFT + noting.draft_key(each.step.path, parked=parked)
                found.append(Entry(id_, each.text, places[each.step.path], group, tr("draft")))
    return found


class NotesScreen(Screen[None]):
    """Lists the notes and the parking lot.

    Args:
        room: The room they were written in.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "change"),
        Binding("d,delete", "remove", "remove", key_display="d"),
        Binding("m", "move", "move"),
        Binding("u", "undo", "undo"),
        Binding("N", "write(False)", "new note"),
        Binding("p", "write(True)", "park"),
        Binding("escape,q,L", "leave", "back", key_display="esc"),
    ]
    HELP = N_(
        "Enter changes the words, d removes them and u puts them back; m moves a note to the parking lot and what is "
        "parked to the notes. A draft was begun and is not on the record; enter goes on with it."
    )
    AUTO_FOCUS = "Listing"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        how = tr("N writes a note at this step, p puts something on the parking lot.")
        self.listing = Listing(
            tr("Notes"),
            lambda: entries(room),
            empty=(tr("Nothing is noted yet and nothing is parked."), "" if room.session.only_read else how),
            beside=room.session.team.name,
            saving=room.saving,
            help_text=N_("Every note and everything that is parked, with the step it belongs to."),
        )

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield self.listing
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now; a closed session is for reading."""
        if action not in ("change", "remove", "move", "undo", "write"):
            return True
        if self.room.session.only_read:
            return False
        if action in ("change", "remove", "move"):
            here = self.listing.here
            return here is not None and (action == "change" or not here.id.startswith(DRAFT))
        return True

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def _show(self, select: str = "") -> None:
        self.listing.renew()
        if select:
            self.listing.select(select)
            self.listing.repaint()
        self.refresh_bindings()

    def _note(self) -> Noted | None:
        here = self.listing.here
        return None if here is None else self.room.session.state.notes.get(here.id)

    def action_change(self) -> None:
        """Change the words, or go on with a draft."""
        here, note = self.listing.here, self._note()
        if note is not None:
            noting.rewrite(self.app, self.room, note, self._show)
        elif here is not None:
            found = [each for each in noting.begun(self.room) if here.id == DRAFT + _key(each)]
            if found:
                noting.write(self.app, self.room, found[0].step, parked=found[0].parked, then=self._show)

    def action_remove(self) -> None:
        """Remove the note."""
        if (note := self._note()) is not None:
            noting.remove(self.room, note)
            self._show()

    def action_move(self) -> None:
        """Move it to the parking lot, or from there to the notes."""
        if (note := self._note()) is not None:
            noting.move(self.room, note)
            self._show()

    def action_undo(self) -> None:
        """Take back the last change of a note."""
        before = dict(self.room.session.state.notes)
        noting.undo(self.room)
        after = self.room.session.state.notes
        self._show(next((id_ for id_, note in after.items() if before.get(id_) != note), ""))

    def action_write(self, parked: bool) -> None:
        """Write a note at the step that is looked at, or park something."""
        known = set(self.room.session.state.notes)

        def written() -> None:
            fresh = [id_ for id_ in self.room.session.state.notes if id_ not in known]
            self._show(fresh[-1] if fresh else "")

        noting.write(self.app, self.room, self.room.place.step, parked=parked, then=written)

    def action_leave(self) -> None:
        """Go back to the session."""
        self.dismiss(None)

    def on_mount(self) -> None:
        """Show what others write, too."""
        self.set_interval(1.0, self._show)

    def on_listing_opened(self) -> None:
        """A second click opens."""
        if self.check_action("change", ()):
            self.action_change()


def _key(draft: noting.Draft) -> str:
    return noting.draft_key(draft.step.path, parked=draft.parked)
