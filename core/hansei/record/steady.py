"""The time as the record needs it: it never goes back, and goes on where the system's clock was set back."""

from __future__ import annotations

import time
from collections.abc import Callable

#: A clock that was further ahead than this was wrong, and is not followed: a day, in milliseconds.
_MOST = 86_400_000


def now_ms() -> int:
    """Return the time: UTC, milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Steady:
    """Returns the time, UTC in milliseconds, never earlier than it said before.

    When the system's clock is set back, time goes on from there at the system's pace, so that no event seems to come
    before an earlier one and an activity's clock loses nothing. When it is set forward again, both are one again.
    A time of day that people plan by, such as an end at 16:30, is that of :attr:`wall`.

    Args:
        wall: Returns the time as the system has it, UTC in milliseconds.
    """

    def __init__(self, wall: Callable[[], int] = now_ms) -> None:
        self.wall = wall
        #: By how much we are ahead of the system, which was set back.
        self._ahead = 0
        self._last = self._last_wall = 0

    def __call__(self) -> int:
        """Return the time."""
        wall = int(self.wall())
        if self._ahead and wall - self._last_wall >= self._ahead:
            self._ahead = 0  # set forward by as much as it was set back, or long asleep
        self._last_wall = wall
        if self._last - wall > _MOST:
            self._ahead, self._last = 0, wall
        if wall + self._ahead < self._last:
            self._ahead = self._last - wall
        self._last = wall + self._ahead
        return self._last

    def at_least(self, at: int) -> None:
        """Go on behind something that happened already, in a store whose clock was ahead of ours.

        Args:
            at: When it happened, UTC in milliseconds.
        """
        if 0 < at - self() <= _MOST:
            self._last = at
            self()
