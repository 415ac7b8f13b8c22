"""Districts, buildings and teams on screen: looked through, entered, renamed, moved, closed, taken from a list."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hansei.engine import Engine
from hansei_tui.app.dialogs import ShowText
from hansei_tui.app.keybar import KeyBar
from hansei_tui.orgs.acts import OrgActs
from hansei_tui.orgs.asks import OrgAsks
from hansei_tui.run.listing import Listing
from hansei_tui.run.saving import Saving
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown


class OrgsScreen(OrgAsks):
    """Lists the organisations of a store.

    Args:
        engine: The engine.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "enter one"),
        Binding("r", "rename", "rename"),
        Binding("i", "take", "take in a list"),
        Binding("m", "move", "move"),
        Binding("c", "close", "closed, or not"),
        Binding("u", "undo", "undo"),
        Binding("slash", "find", "find", key_display="/"),
        Binding("A", "all", "closed ones too"),
        Binding("enter", "about", "about it"),
        Binding("escape,q", "leave", "back", key_display="q"),
    ]
    HELP = N_(
        "A team's first session enters it with its district; here they are put in order. r gives another name: "
        "sessions keep the one they were recorded under, and the old name still finds it. m lets a building belong to "
        "another district. c notes that a school is no more. i takes in OneRoster's orgs.csv: what would change is "
        "said first; of people nothing is read. u takes back what was done here. Two that are the same school are "
        "made one by `hansei orgs merge`."
    )
    AUTO_FOCUS = "Listing"

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.acts = OrgActs(engine)
        self.saving = Saving()
        self.list = Listing(
            tr("Districts, buildings, teams"),
            self.acts.entries,
            empty=(
                tr("There is none yet."),
                tr("A team's first session enters it; a enters one, i takes in a list."),
            ),
            saving=self.saving,
            help_text=N_("Each district with its buildings, and how many sessions each has."),
        )

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield self.list
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        return self.list.here is not None or action in ("add", "take", "all", "undo", "leave")

    def action_undo(self) -> None:
        """Take back what was done here last."""
        self.do(self.acts.undo)

    def action_all(self) -> None:
        """List those that are no more, too, or not."""
        self.acts.all = not self.acts.all
        self.list.renew()

    def action_about(self) -> None:
        """Show what is known of it."""
        if (org := self.here) is not None:
            self.app.push_screen(ShowText(shown(org.name), self.acts.about(org)))

    def on_listing_opened(self) -> None:
        """Show what is clicked."""
        self.action_about()

    def interrupt(self) -> None:
        """Ctrl+c goes back, as escape does."""
        self.action_leave()

    def action_leave(self) -> None:
        """Go back home."""
        self.dismiss()
