"""A session made into the file that is handed in."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from attrs import frozen

from hansei.content.toolkit import Toolkit
from hansei.errors import StoreError
from hansei.handoff.bundle import EVENTS, FORMAT, NAMES, REPORT, TOOLKIT, Manifest, Pinned, Whose, write_bundle
from hansei.handoff.giving import given
from hansei.handoff.held import Held
from hansei.handoff.keys import Key
from hansei.handoff.scope import given_in_words
from hansei.kinds import Kinds
from hansei.record.lines import decode_all
from hansei.record.log import Log
from hansei.record.organisations import OrgRecord
from hansei.record.session import Session
from hansei.words.ours import tr

#: Returns a session's report as HTML, with what is said of how much of it was given; None when no plugin makes one.
Render = Callable[[Session, str], bytes | None]


@frozen
class Made:
    """A bundle, and what is said of it."""

    data: bytes
    manifest: Manifest


def made(
    session: Session,
    *,
    scope: str,
    names: bool,
    key: Key,
    log: Log,
    toolkit: Callable[[str], Toolkit],
    kinds: Kinds,
    render: Render,
    orgs: tuple[OrgRecord, ...] = (),
) -> Made:
    """Return the bundle of a session.

    Args:
        session: The session, as it stands in the store.
        scope: How much of it goes out.
        names: Whether people's names go with it.
        key: Signs it.
        log: The store.
        toolkit: Returns a pinned toolkit.
        kinds: The instrument kinds at hand.
        render: Makes the report.
        orgs: What is known of the team's organisation.

    Raises:
        UsageError: when there is no such scope.
        ReceivedSessionError: when it is another team's.
    """
    going = given(session, log, scope=scope, names=names)
    lines, left_out = going.lines, going.left_out
    started = session.state.started
    head = log.head(session.id)
    tree = log.pinned(started.digest) if started is not None else None
    if started is None or head is None or tree is None:
        raise StoreError(
            tr("session {id} or its toolkit is not whole; `hansei doctor` says what can be done", id=session.id)
        )
    newest = max(event.at for event in decode_all(lines))
    outgoing = Session(session.id, Held(head, lines, going.names), toolkit, kinds, now=lambda: newest)
    members = {
        EVENTS: b"".join(line + b"\n" for line in lines),
        NAMES: msgspec.json.encode(dict(sorted(going.names.items()))),
        TOOLKIT: tree,
    }
    report = render(outgoing, given_in_words(scope, left_out))
    if report is not None:
        members[REPORT] = report
    manifest = Manifest(
        hansei=FORMAT,
        kind="session",
        session=session.id,
        team=Whose(started.team, started.team_kind, started.of, head.org),
        toolkit=Pinned(started.toolkit, started.version, started.digest, session.toolkit.title),
        orgs=orgs,
        scope=scope,
        left_out=left_out,
        counts={"events": len(lines), "names": len(going.names)},
        made=newest,
        sender="",
    )
    return Made(write_bundle(manifest, members, key), manifest)
