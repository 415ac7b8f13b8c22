"""Which role somebody has: one of the usual ones by its letter, or other words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message

from hansei.record.people import ROLES, Person
from hansei_tui.app.dialogs import Dialog
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.painted import Painted
from hansei_tui.shown import padded

#: Key, role and what is to be known of it; the last one asks for other words.
CHOICES = [(role[0], role, "usually with a vote" if votes else "usually no vote") for role, votes in ROLES.items()]
CHOICES.append(("w", "", "in other words"))


class Roles(Painted, can_focus=True):
    """The roles, one below the other.

    Args:
        at: Index of the one that is stood on first.
    """

    DEFAULT_CSS = f"Roles {{ height: {len(CHOICES)}; }}"

    class Picked(Message):
        """A role was clicked."""

    def __init__(self, at: int) -> None:
        super().__init__(id="roles")
        self.at = at

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint a line for each."""
        ink = self.ink
        on = Canvas(width, ink.panel)
        for index, (key, role, known) in enumerate(CHOICES):
            here = index == self.at
            ground = ink.lit if here else ink.panel
            on.line(
                ("▸ " if here else "  ", ink.now + ground),
                (f"{key}  ", ink.key + ground),
                (padded(role, 14) if role else "", (ink.strong if here else ink.text) + ground),
                (padded(known, width), ink.dim + ground),
            )
        return on.lines

    def on_click(self, event: Click) -> None:
        """Take the one that is clicked."""
        event.stop()
        if event.y < len(CHOICES):
            self.at = event.y
            self.post_message(self.Picked())


class PickRole(Dialog[str | None]):
    """Ask for a role: answers it, or an empty text when it is to be asked for in other words.

    Args:
        person: Whose role it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick(-1)", "choose"),
        Binding("escape", "cancel", "leave it"),
        Binding("down,j", "go(1)", "down", show=False),
        Binding("up,k", "go(-1)", "up", show=False),
        *(Binding(key, f"pick({index})", role or "other", show=False) for index, (key, role, _) in enumerate(CHOICES)),
    ]
    AUTO_FOCUS = "Roles"
    HELP = "The letter of a role takes it at once. A role brings the vote that is usual for it; v changes that."

    def __init__(self, person: Person) -> None:
        super().__init__(f"What does {person.name} do here?")
        known = [role for _, role, _ in CHOICES]
        self.roles = Roles(known.index(person.role) if person.role in known else len(known) - 1)

    def body(self) -> ComposeResult:
        """Yield the roles."""
        yield self.roles

    def action_go(self, by: int) -> None:
        """Stand on another one."""
        self.roles.at = (self.roles.at + by) % len(CHOICES)
        self.roles.repaint()

    def action_pick(self, index: int) -> None:
        """Take a role; -1: the one that is stood on."""
        self.dismiss(CHOICES[self.roles.at if index < 0 else index][1])

    def on_roles_picked(self) -> None:
        """Take the one that was clicked."""
        self.action_pick(-1)
