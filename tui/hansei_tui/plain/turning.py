"""Ways to turn away from what is being asked, each an exception that the walk through a session catches."""

from __future__ import annotations


class LeaveError(Exception):
    """Somebody wants to leave."""


class AskAgainError(Exception):
    """What is open has changed: look again what to ask."""


class GoError(Exception):
    """Go to another step: ``str(error)`` is its path; empty: behind the last one."""
