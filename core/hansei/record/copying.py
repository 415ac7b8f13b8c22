"""A session copied from one store to another, as it is: to rescue it, or to try something on the copy."""

from __future__ import annotations

from hansei.errors import StoreError
from hansei.record.caring import Cared
from hansei.record.events import Started
from hansei.record.lines import decode_all
from hansei.record.log import Line, Log, Pin
from hansei.record.organisations import KeepsDirectory, upwards
from hansei.words.ours import tr


def copy_session(session: str, source: Log, target: Log) -> None:
    """Copy a session with its toolkit, its people's names, and what is known of its organisation.

    Raises:
        StoreError: when it cannot be read, or is in the target already.
    """
    lines = source.read(session)
    events = decode_all(lines)
    started = events[0] if events else None
    head = source.head(session)
    if not isinstance(started, Started) or head is None:
        raise StoreError(
            tr("session {session} has no beginning and cannot be copied", session=session), store=source.name
        )
    tree = source.pinned(started.digest)
    if tree is None:
        raise StoreError(tr("the toolkit of session {session} is not in the store", session=session), store=source.name)
    pin = Pin(started.digest, started.toolkit, started.version, tree)
    copied = [Line(event.at, line) for event, line in zip(events, lines, strict=True)]
    if isinstance(source, KeepsDirectory) and isinstance(target, KeepsDirectory):
        target.directory.put(upwards(source.directory, head.org))
    target.create(head, pin, copied, source.names(session))
    for key, value in source.aside(session).items():
        target.put_aside(session, key, value)
    if head.archived and isinstance(target, Cared):
        target.care.archive(session, away=True)
