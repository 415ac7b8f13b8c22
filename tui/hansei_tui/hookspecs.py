"""The hooks of the terminal front: what a plugin can bring to the command line."""

from __future__ import annotations

from collections.abc import Sequence

import click
from pluggy import HookspecMarker

_hookspec = HookspecMarker("hansei")


@_hookspec
def hansei_commands() -> Sequence[click.Command]:  # type: ignore[empty-body]
    """Return commands, each to be run as ``hansei NAME``; a name that Hansei has itself is not taken.

    Called when the help is shown and when a command is named that Hansei does not have. Since 0.1.
    """
