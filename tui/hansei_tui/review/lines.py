"""Every line that is proposed for the plan, one under the other, to be taken with one key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.insight.prefilling import Proposal
from hansei_tui.app.keybar import KeyBar
from hansei_tui.review.side import Side
from hansei_tui.review.taking import take, take_back, take_edited
from hansei_tui.run.listing import Entry, Listing
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import shown


class LinesScreen(Screen[str]):
    """Lists the proposed lines.

    Args:
        room: The room.
        side: The review they are proposed from.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,enter", "take", "take the line", key_display="a"),
        Binding("e", "edit", "change and take"),
        Binding("A", "all", "take all"),
        Binding("u", "undo", "undo"),
        Binding("escape,q,l", "leave", "back", key_display="esc"),
    ]
    HELP = N_("a writes the line into your plan, e changes its words before. Nothing is written otherwise.")
    AUTO_FOCUS = "Listing"

    def __init__(self, room: Room, side: Side) -> None:
        super().__init__()
        self.room, self.side = room, side
        room.saving.say("")
        self.listing = Listing(
            tr("Lines for your plan"),
            self._entries,
            empty=(
                tr("No line is proposed."),
                tr("Lines come from rows that a building strengthens, creates or plans for."),
            ),
            beside=room.session.team.name,
            saving=room.saving,
            help_text=N_("What buildings plan, and what they see to be done, as lines for your own plan."),
        )
        self._stand()

    def _entries(self) -> list[Entry]:
        return [
            Entry(
                each.key,
                each.says,
                tr("from {teams}", teams=", ".join(map(shown, each.teams))),
                shown(each.about).upper(),
                tr("✓ in your plan") if each.taken else "+",
            )
            for each in self.side.proposed
        ]

    @property
    def here(self) -> Proposal | None:
        """The line under the cursor."""
        return self.side.proposed[self.listing.at] if self.listing.entries else None

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield self.listing
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the line under the cursor."""
        if action in ("take", "edit"):
            return self.here is not None and not self.here.taken and not self.room.session.only_read
        if action == "all":
            return any(not each.taken for each in self.side.proposed) and not self.room.session.only_read
        return not (action == "undo" and self.room.session.only_read)

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def action_take(self) -> None:
        """Take the line, and stand on the next one that is open."""
        if self.here is not None and take(self.room, self.side, self.here):
            self._stand()
        self._show()

    def action_edit(self) -> None:
        """Change the words of the line, and take it."""
        if self.here is not None:
            take_edited(self, self.room, self.side, self.here, self._show)

    def action_all(self) -> None:
        """Take every line that is not in the plan yet."""
        taken = 0
        for each in self.side.proposed:
            if not each.taken:
                if not take(self.room, self.side, each):
                    break
                taken += 1
        else:
            self.room.saving.say(trn("{n} line in your plan ✓", "{n} lines in your plan ✓", taken))
        self._show()

    def action_undo(self) -> None:
        """Take back the line that was taken last."""
        take_back(self.room, self.side)
        self._show()

    def _stand(self) -> None:
        """Stand on the first line that is open."""
        open_ = next((each.key for each in self.side.proposed if not each.taken), "")
        self.listing.renew()
        self.listing.select(open_)

    def _show(self) -> None:
        self.listing.renew()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Go back to the review."""
        self.dismiss("")

    def on_listing_opened(self) -> None:
        """A second click takes the line."""
        if self.check_action("take", ()):
            self.action_take()
