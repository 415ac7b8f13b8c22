"""A session's beginning, written to a store with what stands in it already: that it was held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hansei.content.toolkit import Toolkit
from hansei.kinds import Kinds
from hansei.record.events import AnyEvent
from hansei.record.facts import whole
from hansei.record.kept import KeepsFacts
from hansei.record.lines import write
from hansei.record.log import Head, Line, Log, Pin
from hansei.record.people import Team
from hansei.record.state import State
from hansei.record.view import SessionView


def begin(
    log: Log,
    head: Head,
    pin: Pin,
    events: Sequence[AnyEvent],
    names: Mapping[str, str],
    *,
    team: Team,
    toolkit: Toolkit,
    kinds: Kinds,
) -> None:
    """Begin a session with its first events, at once or not at all.

    Args:
        log: The store.
        head: What a listing shows of it.
        pin: The toolkit's text.
        events: What happened so far.
        names: Person id to name.
        team: The team that runs it.
        toolkit: The toolkit.
        kinds: The instrument kinds at hand.
    """
    lines = [Line(event.at, write(event)) for event in events]
    if not isinstance(log, KeepsFacts):
        log.create(head, pin, lines, names)
        return
    state = State()
    state.apply(events)
    log.create(head, pin, lines, names, kept=whole(SessionView(head.session, state, toolkit, kinds, team, {})))
