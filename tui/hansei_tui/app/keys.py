"""Keys in the order in which they were typed, also while a screen is about to change."""

from __future__ import annotations

from textual.app import App
from textual.events import Event, Key

#: What still works while nothing can be seen.
ALWAYS = ("ctrl+c", "ctrl+q")


#: Characters without a width that hold letters or emoji together, or apart: text fields refuse what no printer
#: would print, and a family would fall to pieces while it is typed.
JOINERS = ("\u200c", "\u200d")


class Joiner(Key):
    """A typed joiner: part of what is written, like any letter."""

    def copy(self) -> Key:
        """Return another one."""
        return Joiner(self.key, self.character)

    @property
    def is_printable(self) -> bool:
        """It belongs to the text."""
        return True


Joiner.handler_name = Key.handler_name  # whoever takes keys takes it


class OrderlyKeys(App[None]):
    """An application that runs what a key is bound to before it looks at the next key.

    Textual sends a key to the focused widget first and runs its binding when it comes back; keys typed ahead
    meanwhile go where the binding was about to lead away from. Only widgets that take text keep that order.
    """

    @property
    def tiny(self) -> bool:
        """Whether the terminal is too small to show what a key does."""
        return False

    async def on_event(self, event: Event) -> None:
        """Let a screen take the key (``take_key``), then run its binding, then send it on."""
        if isinstance(event, Key) and not event.is_forwarded:
            if self.tiny and event.key not in ALWAYS:
                return
            if event.character in JOINERS and not isinstance(event, Joiner):
                event = Joiner(event.key, event.character)
            take = getattr(self.screen, "take_key", None)
            if take is not None and take(event):
                return
            focused = self.focused
            if focused is None or not focused.check_consume_key("a", "a"):
                for priority in (True, False):
                    if await self._check_bindings(event.key, priority=priority):
                        return
        await super().on_event(event)
