"""The chain of each row: where it stands and why, the theories, the barriers, the actions; from any end."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.insight.beginnings import from_where, worded
from hansei.insight.beyond import beyond
from hansei.insight.chain import Chain, Link, chains, why_do_we
from hansei.insight.review_paper import came_from
from hansei.record.events import Agreed
from hansei.record.session import Session
from hansei_tui.app.keybar import KeyBar
from hansei_tui.follow.actions import line, marked
from hansei_tui.review.words import day
from hansei_tui.run.listing import Entry, Listing
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown

#: Stands between the parts of an entry's id.
PART = "\t"
#: The title of all chains, and what is said where there are none.
ALL = N_("From evidence to action")
NONE = N_("No row calls for work yet.")
WHICH = N_("Rows that are not yet at the right, and what must be strengthened or created, do.")


def entries(found: tuple[Chain, ...], session: Session) -> list[Entry]:
    """Return chains to be listed, each under the title of its row.

    Args:
        found: The chains.
        session: Their session; what came from others is followed into theirs.
    """
    listed = origins_of(session)
    for chain in found:
        group = shown(f"{chain.row.label}".upper())
        id_ = PART.join((chain.instrument, chain.row.id))
        for words in chain.words:
            listed.append(Entry(f"{id_}{PART}{len(listed)}", words.says, words.rater, group, tr("where we stand")))
        for reason in chain.reasons:
            listed.append(Entry(f"{id_}{PART}{len(listed)}", reason, "", group, tr("why we settled so")))
        for settled in chain.compared.settled if chain.compared is not None else ():
            for each in settled.dissent if isinstance(settled, Agreed) else settled.positions:
                says, who = each.words or tr("without words"), session.rater_name(each.rater)
                listed.append(Entry(f"{id_}{PART}{len(listed)}", says, who, group, tr("does not go along")))
        for words in chain.rests_on:
            listed.append(Entry(f"{id_}{PART}{len(listed)}", words.says, words.rater, group, tr("rated before")))
        for link in chain.links:
            listed += _link(link, group, session)
    return listed


def origins_of(session: Session) -> list[Entry]:
    """Return what the session began with, to be listed before its chains."""
    return [
        Entry(
            PART.join((each.instrument, each.item, str(number))),
            shown(worded(each.origin)),
            shown(from_where(each.origin, session.id)),
            tr("BEGAN WITH"),
        )
        for number, each in enumerate(session.state.begun.values())
    ]


def _link(link: Link, group: str, session: Session) -> list[Entry]:
    id_, about = PART.join((link.instrument, link.item.id)), (link.item.short or link.item.title)
    if link.actions:
        listed: list[Entry] = []
        for each in link.actions:
            key, beneath = f"{id_}{PART}{each.key}", f"{shown(about)} · {line(each)}"
            listed.append(Entry(key, each.action.text, beneath, group, marked(each.status)))
            listed += [
                Entry(f"{key}{PART}{number}", came_from(other), "", group)
                for number, other in enumerate(beyond(session, each))
            ]
        return listed
    if link.words:
        return [
            Entry(f"{id_}{PART}{number}", words.says, words.rater, group, about.lower())
            for number, words in enumerate(link.words)
        ]
    return [Entry(f"{id_}{PART}", tr("not answered yet"), "", group, about.lower())]


class ChainScreen(Screen[None]):
    """Reads the chains: all of them, or the one an action hangs on.

    Args:
        room: The room.
        action: The key of an action; empty: every chain.
        earlier: The session the action is from, when it is another one: it is read, not gone to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "go there"),
        Binding("c", "all", "all chains"),
        Binding("escape,q", "leave", "back", key_display="esc"),
    ]
    HELP = N_(
        "From the row and its evidence over theories and barriers to the actions. Enter goes to the question, so that "
        "it can be answered or changed."
    )
    AUTO_FOCUS = "Listing"

    def __init__(self, room: Room, action: str = "", earlier: Session | None = None) -> None:
        super().__init__()
        self.room, self.earlier = room, earlier
        self.action = action
        where = room.session.team.name
        if earlier is not None:
            where = tr("from the session begun {date}", date=day(earlier.state.events[0].at))
        self.listing = Listing(
            tr("Why do we do this?") if action else tr(ALL),
            self._entries,
            empty=(tr("This action follows from no row."), "") if action else (tr(NONE), tr(WHICH)),
            beside=where,
            help_text=N_("The chain of each row that calls for work."),
        )

    def _entries(self) -> list[Entry]:
        session = self.earlier or self.room.session
        if not self.action:
            return entries(chains(session), session)
        found = why_do_we(session, self.action)
        return entries((found,), session) if found is not None else []

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield self.listing
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the action that was asked about."""
        for entry in self.listing.entries:
            if self.action and entry.id.endswith(PART + self.action):
                self.listing.select(entry.id)
                self.listing.repaint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what leads somewhere."""
        if self.earlier is not None and action in ("all", "go"):
            return False
        if action == "all":
            return bool(self.action)
        return self.listing.here is not None if action == "go" else True

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def action_go(self) -> None:
        """Look at the question in its step, and leave the lists."""
        if (here := self.listing.here) is None:
            return
        instrument, item = here.id.split(PART)[:2]
        step = next((each for each in self.room.session.agenda if instrument in each.step.instruments), None)
        if step is None:
            return
        self.room.look(step.path)
        found = self.room.asking.find(instrument, item)
        if found is not None:
            self.room.select(found)
        from hansei_tui.run.acts import Acts

        stack = self.app.screen_stack
        while len(stack) > 1 and not isinstance(self.app.screen, Acts):
            self.app.pop_screen()
            stack = self.app.screen_stack
        if isinstance(self.app.screen, Acts):
            self.app.screen.show()

    def action_all(self) -> None:
        """Show all chains, the cursor where it was."""
        self.action = ""
        self.listing.title = tr(ALL)
        self.listing.renew()
        self.refresh_bindings()

    def on_listing_opened(self) -> None:
        """A second click goes to the question."""
        if self.check_action("go", ()):
            self.action_go()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
