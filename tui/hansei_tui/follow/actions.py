"""Every action of the team: what is still to be done from earlier sessions, and what this one adds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.engine import Engine
from hansei.errors import HanseiError, UsageError
from hansei.record.events import ActionFollowed
from hansei.record.following import STATUSES, FollowedAction, Status, stands
from hansei_tui.app.dialogs import AskText
from hansei_tui.app.keybar import KeyBar
from hansei_tui.run.listing import Entry, Listing
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown

#: What marks each state where there is no colour.
SIGNS: dict[Status, str] = {"open": "·", "begun": "◐", "done": "✓", "dropped": "–"}


def marked(status: Status) -> str:
    """Return how an action stands, with the sign for it."""
    return f"{SIGNS[status]} {stands(status)}"


def line(action: FollowedAction) -> str:
    """Return an action's state, owner and date, and the row it belongs to, as people read it."""
    about = action.item.row or action.item.label
    what = action.action
    known = tr("known by: {measure}", measure=what.measure) if what.measure else ""
    by = tr("by {date}", date=what.due) if what.due else ""
    if by and what.due < time.strftime("%Y-%m-%d") and not action.ended:
        by = tr("by {date}, late", date=what.due)
    parts = [action.words, what.owner, by, known, about]
    return " · ".join(shown(part) for part in parts if part)


class Actions:
    """The actions of a session and those carried on into it.

    Args:
        room: The room.
        engine: Knows the team's other sessions.
    """

    def __init__(self, room: Room, engine: Engine) -> None:
        self.room = room
        self.earlier = carried(engine, room)

    @property
    def all(self) -> tuple[FollowedAction, ...]:
        """Those of earlier sessions first, each as it stands now; looked up once for each version of the record."""
        return self.room.session.unchanged(("actions", self), self._all)

    def _all(self) -> tuple[FollowedAction, ...]:
        """Those of earlier sessions first, each as it stands now."""
        followed = self.room.session.state.followed
        now = []
        for each in self.earlier:
            last = followed.get((each.session, each.key))
            now.append(each if last is None else _as_of(each, last))
        return (*now, *self.room.session.following.all)

    @property
    def earlier_open(self) -> bool:
        """Whether something of earlier sessions is still to be done."""
        return any(each.session and not each.ended for each in self.all)

    def entries(self) -> list[Entry]:
        """Return them to be listed."""
        every = self.all
        before = sum(bool(each.session) for each in every)
        groups = {
            True: tr("FROM EARLIER SESSIONS  {count}", count=before),
            False: tr("THIS SESSION  {count}", count=len(every) - before),
        }
        return [
            Entry(str(index), each.action.text, line(each), groups[bool(each.session)], marked(each.status))
            for index, each in enumerate(every)
        ]


def carried(engine: Engine, room: Room) -> Sequence[FollowedAction]:
    """Return what the team still had to do when this session began, and has not ended elsewhere since."""
    try:
        return engine.open_actions(room.session.team, but=room.session.id)
    except HanseiError:
        return ()  # an earlier session that cannot be read hides nothing of this one


def _as_of(action: FollowedAction, last: ActionFollowed) -> FollowedAction:
    from attrs import evolve

    return evolve(action, status=last.status, words=last.words)


class ActionsScreen(Screen[None]):
    """Lists the actions and says how each stands.

    Args:
        room: The room.
        engine: Knows the team's other sessions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "follow('open')", "an action\4open"),
        Binding("2", "follow('begun')", "begun"),
        Binding("3", "follow('done')", "done"),
        Binding("4", "follow('dropped')", "dropped"),
        Binding("w", "words", "say more"),
        Binding("enter,y", "why", "why do we do this?", key_display="enter"),
        Binding("c", "chain", "chain"),
        Binding("u", "undo", "undo"),
        Binding("escape,q,A", "leave", "back", key_display="esc"),
    ]
    HELP = N_(
        "1 to 4 say how an action stands, w adds a word about it. Enter shows why it is done: the row, its evidence, "
        "the theories and barriers. What is still open comes up again in the team's next session."
    )
    AUTO_FOCUS = "Listing"

    def __init__(self, room: Room, engine: Engine) -> None:
        super().__init__()
        self.room, self.engine = room, engine
        self.actions = Actions(room, engine)
        room.saving.say("")
        self.listing = Listing(
            tr("Actions"),
            self.actions.entries,
            empty=(tr("There is nothing to do yet."), tr("Actions are written where a step asks for them.")),
            beside=room.session.team.name,
            saving=room.saving,
            help_text=N_("Every action with its state, its owner, its date and the row it belongs to."),
        )

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield self.listing
        yield KeyBar()

    @property
    def here(self) -> FollowedAction | None:
        """The action that is stood on."""
        entry = self.listing.here
        every = self.actions.all
        return every[int(entry.id)] if entry is not None and int(entry.id) < len(every) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now; a closed session is for reading."""
        if action in ("follow", "words", "undo") and self.room.session.only_read:
            return False
        if action == "why":
            return self.here is not None
        return self.here is not None if action in ("follow", "words") else True

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def action_follow(self, status: str, words: str | None = None) -> None:
        """Say how the action stands."""
        action = self.here
        found = next((each for each in STATUSES if each == status), None)
        if action is None or found is None:
            return
        said = action.words if words is None else words
        self.room.record(lambda: self.room.session.following.follow(action, found, said), f"{marked(found)} ✓")
        self._show()

    def action_words(self) -> None:
        """Say more about it."""
        action = self.here
        if action is None:
            return

        drafts, key = self.room.drafts, f"followed:{action.session}/{action.key}"

        def done(text: str | None) -> None:
            if text is not None:
                drafts.put(key, "")
                self.action_follow(action.status, text)

        said = drafts.get(key) or shown(action.words)
        title = tr("How does it stand? {action}", action=shown(action.action.text))
        self.app.push_screen(AskText(title, said, long=True, changed=lambda text: drafts.put(key, text)), done)

    def action_why(self) -> None:
        """Show the chain the action hangs on."""
        from hansei_tui.follow.chain import ChainScreen

        action = self.here
        if action is None:
            return
        earlier = None
        if action.session:
            try:
                earlier = self.engine.open(action.session)
            except HanseiError as error:
                self.room.saving.say(tr("the session it is from cannot be read: {why}", why=error), wrong=True)
                self._show()
                return
        self.app.push_screen(ChainScreen(self.room, action.key, earlier))

    def action_chain(self) -> None:
        """Show all chains."""
        from hansei_tui.follow.chain import ChainScreen

        self.app.push_screen(ChainScreen(self.room))

    def action_undo(self) -> None:
        """Take back the last change of an action."""

        def act() -> None:
            last = self.room.session.last_change()
            if last is None or not isinstance(last[0], ActionFollowed):
                raise UsageError(tr("what was done last is not about actions: u beside the step takes it back"))
            self.room.session.undo()

        self.room.record(act, tr("taken back"))
        self._show()

    def _show(self) -> None:
        self.listing.renew()
        self.refresh_bindings()

    def on_listing_opened(self) -> None:
        """A second click on an action shows why it is done."""
        if self.check_action("why", ()):
            self.action_why()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
