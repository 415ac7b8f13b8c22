"""How long to wait for a store that another program holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable


@runtime_checkable
class Patient(Protocol):
    """A store that can be told how long to wait, and whom to tell."""

    #: Seconds.
    patience: float
    #: Told about once a second how long it has waited.
    waiting: Callable[[float], None] | None
