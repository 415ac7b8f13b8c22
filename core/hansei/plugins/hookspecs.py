"""The hooks: what a plugin can bring. Each says when it is called, what to return, since which version.

Every hook is called for one plugin at a time, so that one that raises loses nothing of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from pluggy import HookimplMarker, HookspecMarker

if TYPE_CHECKING:  # reading the hooks must stay cheap: a listing opens a store and nothing else
    from pathlib import Path

    from hansei.document.exporter import Exporter
    from hansei.kinds.kind import AnyKind
    from hansei.kinds.registry import KindAt
    from hansei.record.events import Event
    from hansei.record.log import Log
    from hansei.record.roster import Roster

#: Marks a plugin's function as the implementation of the hook of the same name.
hookimpl = HookimplMarker("hansei")
_hookspec = HookspecMarker("hansei")

#: Hooks that a front specifies and calls; an engine without that front leaves them alone.
OF_FRONTS = frozenset({"hansei_commands"})


@_hookspec
def hansei_toolkits() -> Sequence[Path]:  # type: ignore[empty-body]
    """Return folders that each hold a ``toolkit.yaml``, or an ``overlay.yaml`` on another toolkit.

    Called once, when toolkits are first looked up. Since 0.1.
    """


@_hookspec
def hansei_kinds() -> Sequence[AnyKind | KindAt]:  # type: ignore[empty-body]
    """Return instrument kinds, or where they are, to be imported when a toolkit uses them.

    Called once, before the first toolkit is read. Since 0.1.
    """


@_hookspec
def hansei_exporters() -> Sequence[Exporter]:  # type: ignore[empty-body]
    """Return exporters, one for each format.

    Called once, when a report is first made or the formats are listed. Since 0.1.
    """


@_hookspec
def hansei_stores() -> Mapping[str, Callable[[str], Log]]:  # type: ignore[empty-body]
    """Return URL schemes, each with a function that opens the store at such a URL.

    A plugin named after its scheme is asked first and alone, so that opening its store loads no other
    plugin. Called when a store is opened. Since 0.1.
    """


@_hookspec
def hansei_rosters() -> Mapping[str, Callable[[Path], Roster]]:  # type: ignore[empty-body]
    """Return names of formats in which other systems list organisations, each with what reads such a file.

    A reader opens nothing that may hold people, and raises ``RosterError`` naming every line it cannot read.
    Called when organisations are imported. Since 0.1.
    """


@_hookspec
def hansei_recorded(session: str, events: Sequence[Event]) -> None:
    """Look at what was recorded, after the commit; raising is reported and changes nothing.

    Args:
        session: The session's id.
        events: The events of one commit, in order.

    Called after every commit. Since 0.1.
    """
