"""Which role somebody has: one of the usual ones by its letter, or other words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from attrs import frozen
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click, Key
from textual.geometry import Size
from textual.message import Message

from hansei.record.people import Person
from hansei_tui.app.dialogs import Dialog
from hansei_tui.people import role_name
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.painted import Painted
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import padded, shown

#: Takes none of the roles that are offered, and asks for other words.
OTHER = "w"


@frozen
class Offer:
    """A role that can be chosen."""

    #: The letter or digit that takes it at once.
    key: str
    #: Empty: to be asked for in other words.
    role: str
    #: What is to be known of it.
    known: str


def offers(roles: Mapping[str, bool]) -> list[Offer]:
    """Return the roles to choose from, each with a key of its own.

    Args:
        roles: Role to whether who has it usually rates.
    """
    taken = {OTHER, "j", "k"}
    found = []
    for number, (role, votes) in enumerate(roles.items(), 1):
        keys = [each for each in (*role.casefold(), *str(number)) if each.isascii() and each.isalnum()]
        key = next((each for each in keys if each not in taken), "")
        taken.add(key)
        found.append(Offer(key, role, tr("usually with a vote") if votes else tr("usually no vote")))
    return [*found, Offer(OTHER, "", tr("in other words"))]


class Roles(Painted, can_focus=True):
    """The roles, one below the other.

    Args:
        offered: The roles.
        at: Index of the one that is stood on first.
    """

    DEFAULT_CSS = "Roles { height: auto; max-height: 12; }"

    class Picked(Message):
        """A role was clicked."""

    def __init__(self, offered: list[Offer], at: int) -> None:
        super().__init__(id="roles")
        self.offered, self.at = offered, at

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take a line for each."""
        return len(self.offered)

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint a line for each."""
        ink = self.ink
        on = Canvas(width, ink.panel)
        first = max(0, min(self.at - height + 2, len(self.offered) - height))
        for index, offer in list(enumerate(self.offered))[first:]:
            here = index == self.at
            ground = ink.lit if here else ink.panel
            role = padded(shown(role_name(offer.role)), 14) if offer.role else ""
            on.line(
                ("▸ " if here else "  ", ink.now + ground),
                (f"{offer.key or ' '}  ", ink.key + ground),
                (role, (ink.strong if here else ink.text) + ground),
                (padded(offer.known, width), ink.dim + ground),
            )
        self._first = first
        return on.lines

    _first = 0

    def on_click(self, event: Click) -> None:
        """Take the one that is clicked."""
        event.stop()
        if event.y + self._first < len(self.offered):
            self.at = event.y + self._first
            self.post_message(self.Picked())


class PickRole(Dialog[str | None]):
    """Ask for a role: answers it, or an empty text when it is to be asked for in other words.

    Args:
        person: Whose role it is.
        roles: The roles that are offered, each with whether who has it usually rates.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick(-1)", "choose"),
        Binding("escape", "cancel", "leave it"),
        Binding("down,j", "go(1)", "down", show=False),
        Binding("up,k", "go(-1)", "up", show=False),
    ]
    AUTO_FOCUS = "Roles"
    HELP = N_("The letter of a role takes it at once. A role brings the vote that is usual for it; v changes that.")

    def __init__(self, person: Person, roles: Mapping[str, bool]) -> None:
        super().__init__(tr("What does {name} do here?", name=person.name))
        self.offered = offers(roles)
        known = [each.role for each in self.offered]
        self.roles = Roles(self.offered, known.index(person.role) if person.role in known else len(known) - 1)

    def body(self) -> ComposeResult:
        """Yield the roles."""
        yield self.roles

    def action_go(self, by: int) -> None:
        """Stand on another one."""
        self.roles.at = (self.roles.at + by) % len(self.offered)
        self.roles.repaint()

    def action_pick(self, index: int) -> None:
        """Take a role; -1: the one that is stood on."""
        self.dismiss(self.offered[self.roles.at if index < 0 else index].role)

    def take_key(self, event: Key) -> bool:
        """Take the role whose key is pressed, before the next key is looked at."""
        found = next((at for at, each in enumerate(self.offered) if each.key and each.key == event.character), None)
        if found is not None:
            self.action_pick(found)
        return found is not None

    def on_roles_picked(self) -> None:
        """Take the one that was clicked."""
        self.action_pick(-1)
