"""Keys in the order in which they were typed, also while a screen is about to change."""

from __future__ import annotations

import asyncio
from time import monotonic

from textual.app import App
from textual.events import Event, Key
from textual.screen import ModalScreen

#: What still works while nothing can be seen.
ALWAYS = ("ctrl+c", "ctrl+q")
#: What leaves a field for another one; a field that takes them itself says so by ``takes_tab``.
TABS = ("tab", "shift+tab")
#: Seconds that a key waits for the screen it is meant for, at the most.
PATIENCE = 1.0


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
            await self._led_to(event.key)
            take = getattr(self.screen, "take_key", None)
            if take is not None and take(event):
                return
            focused = self.focused
            tab = event.key in TABS and not getattr(focused, "takes_tab", False)
            if tab or focused is None or not focused.check_consume_key("a", "a"):
                for priority in (True, False):
                    if await self._check_bindings(event.key, priority=priority):
                        return
        await super().on_event(event)

    async def _led_to(self, key: str) -> None:
        """Let what the last key led to come first, as the dialog after a dialog: this key was typed for it."""
        if self._next_callbacks:
            await self._flush_next_callbacks()
        until = monotonic() + PATIENCE
        while not self.screen.is_mounted and monotonic() < until:
            await asyncio.sleep(0.001)
        if (isinstance(self.screen, ModalScreen) or key in TABS) and (field := self.focused) is not None:
            # A field has what was typed before, or enter would keep less; each letter takes two queues.
            for _ in range(4):
                await asyncio.sleep(0)
            while (self.screen.message_queue_size or field.message_queue_size) and monotonic() < until:
                await asyncio.sleep(0.001)
