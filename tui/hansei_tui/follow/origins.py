"""The list of what a step may begin with: results of the team's earlier sessions, with where they came from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.errors import UsageError
from hansei.insight.beginnings import Offered, from_where
from hansei.record.events import BeganWith
from hansei_tui.app.keybar import KeyBar
from hansei_tui.run.listing import Entry, Listing
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown


class OriginsScreen(Screen[None]):
    """Takes a result of an earlier session, or leaves it.

    Args:
        room: The room.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,space", "take", "begin with it"),
        Binding("enter,y,space", "drop", "leave it"),
        Binding("u", "undo", "undo"),
        Binding("escape,q,O", "leave", "back", key_display="esc"),
    ]
    HELP = N_(
        "Enter begins with the result, or leaves one that was taken. Its words stand where they are asked for, and the "
        "report says where they came from. What is taken keeps its words, also when the earlier session is deleted."
    )
    AUTO_FOCUS = "Listing"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        room.beginnings.anew()
        room.saving.say("")
        self.listing = Listing(
            tr("Begin with"),
            self._entries,
            empty=(
                tr("There is nothing to begin with."),
                tr("Results of the team's earlier sessions that this step may begin with are listed here."),
            ),
            beside=room.session.team.name,
            saving=room.saving,
            help_text=N_("Results of earlier sessions, each with the session it is from."),
        )

    @property
    def _all(self) -> list[Offered | BeganWith]:
        step = self.room.place.step
        return [*self.room.beginnings.taken(step), *self.room.beginnings.offered(step)]

    def _entries(self) -> list[Entry]:
        found = []
        here = self.room.session.id
        for index, each in enumerate(self._all):
            taken, origin = isinstance(each, BeganWith), each.origin
            where = shown(from_where(origin, here))
            places = (where, shown(origin.called)) if taken else (shown(origin.called),)
            group = tr("TAKEN") if taken else tr("THIS SESSION") if origin.session == here else where.upper()
            beneath = " · ".join(dict.fromkeys(filter(None, (*places, shown(origin.because)))))
            found.append(Entry(str(index), shown(each.origin.words), beneath, group, tr("✓ taken") if taken else ""))
        return found

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield self.listing
        yield KeyBar()

    @property
    def here(self) -> Offered | BeganWith | None:
        """The result that is stood on."""
        entry, all_ = self.listing.here, self._all
        return all_[int(entry.id)] if entry is not None and int(entry.id) < len(all_) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action in ("take", "drop", "undo") and self.room.session.only_read:
            return False
        if action == "take":
            return isinstance(self.here, Offered)
        return isinstance(self.here, BeganWith) if action == "drop" else True

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def action_take(self) -> None:
        """Begin with the result, and go back to what is asked."""
        each, room = self.here, self.room
        if not isinstance(each, Offered):
            return
        if room.record(
            lambda: room.session.origins.take(each.instrument, each.origin, each.item),
            tr("begins with it ✓"),
        ):
            room.begun_with(each.instrument, each.item)
            self.dismiss()
        else:
            self._show()

    def action_drop(self) -> None:
        """Leave a result that was taken."""
        each, room = self.here, self.room
        if isinstance(each, BeganWith):
            room.record(lambda: room.session.origins.leave(each), tr("left"))
            self._show()

    def action_undo(self) -> None:
        """Take back the last taking."""

        def act() -> None:
            last = self.room.session.last_change()
            if last is None or not isinstance(last[0], BeganWith):
                raise UsageError(tr("what was done last is not about this: u beside the step takes it back"))
            self.room.session.undo()

        self.room.record(act, tr("taken back"))
        self._show()

    def _show(self) -> None:
        self.listing.renew()
        self.refresh_bindings()

    def on_listing_opened(self) -> None:
        """A second click takes the result."""
        if isinstance(self.here, Offered):
            self.action_take()

    def action_leave(self) -> None:
        """Go back."""
        self.room.begun_with()
        self.dismiss()
