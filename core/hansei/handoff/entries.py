"""The inbox as people look through it: a session each, with every copy that came of it."""

from __future__ import annotations

from typing import cast

import msgspec
from attrs import frozen

from hansei.handoff.copies import Conflict
from hansei.handoff.senders import Standing, fingerprint, standings
from hansei.record.inbox import Inbox, Submission
from hansei.record.log import BESIDE, Head, Log


@frozen
class Copy:
    """A submission."""

    digest: str
    #: The id under which it can be opened; empty: another one goes further, or was kept instead.
    shown: str
    head: Head
    fingerprint: str
    sender: Standing
    scope: str
    #: What was left out, and how many of it.
    left_out: dict[str, int]
    #: How many events it holds.
    events: int
    #: The newest event's time, and when it arrived; UTC, milliseconds.
    made: int
    received: int
    file: str


@frozen
class Entry:
    """All that came of one session."""

    session: str
    #: Its head as it stands, or as the last copy has it.
    head: Head
    #: The last arrived first.
    copies: tuple[Copy, ...]
    #: What there is to settle; empty: nothing.
    conflict: Conflict = ""
    #: Whether it was run here.
    own: bool = False

    @property
    def stands(self) -> Copy | None:
        """The copy that is shown under the session's own id; None when it was run here."""
        return next((each for each in self.copies if each.shown == self.session), None)

    @property
    def beside(self) -> tuple[Copy, ...]:
        """The copies that wait to be settled."""
        return tuple(each for each in self.copies if each.shown not in ("", self.session))


class _Told(msgspec.Struct):
    """What a listing needs of a manifest."""

    counts: dict[str, int]
    left_out: dict[str, int] = {}


_told = msgspec.json.Decoder(_Told)


def entries(inbox: Inbox, log: Log) -> tuple[Entry, ...]:
    """Return what came, the last arrived first.

    Args:
        inbox: The inbox.
        log: The store.
    """
    all_ = inbox.submissions()
    heads = {head.session: head for head in log.heads()}
    shown = {head.origin: id_ for id_, head in heads.items() if head.origin}
    stood = standings(all_)
    found: dict[str, list[Copy]] = {}
    for each in all_:
        found.setdefault(each.session, []).append(_copy(each, shown.get(each.digest, ""), stood[each.digest]))
    return tuple(_entry(session, copies, heads.get(session)) for session, copies in found.items())


def entry_of(inbox: Inbox, log: Log, session: str) -> Entry | None:
    """Return what came of one session, without looking at all others; None when nothing did.

    Args:
        inbox: The inbox.
        log: The store.
        session: The session's whole id.
    """
    of_it = inbox.submissions(session)
    if not of_it:
        return None
    of_teams = [each for team in {each.team for each in of_it} for each in inbox.submissions(team=team)]
    stood = standings(list({each.digest: each for each in (*of_teams, *of_it)}.values()))
    there = [id_ for id_ in log.find(session) if id_.partition(BESIDE)[0] == session]
    heads = {id_: head for id_ in there if (head := log.head(id_)) is not None}
    shown = {head.origin: id_ for id_, head in heads.items() if head.origin}
    return _entry(
        session, [_copy(each, shown.get(each.digest, ""), stood[each.digest]) for each in of_it], heads.get(session)
    )


def left_out_of(submission: Submission) -> dict[str, int]:
    """Return what the sender left out, and how many of it."""
    return _told.decode(submission.manifest).left_out


def _copy(each: Submission, shown: str, sender: Standing) -> Copy:
    told = _told.decode(each.manifest)
    return Copy(
        each.digest,
        shown,
        each.head,
        fingerprint(each.sender),
        sender,
        each.scope,
        told.left_out,
        told.counts.get("events", 0),
        each.made,
        each.received,
        each.file,
    )


def _entry(session: str, copies: list[Copy], head: Head | None) -> Entry:
    own = head is not None and not head.origin
    beside = [each for each in copies if BESIDE in each.shown]
    conflict = ""
    if beside:
        stands = [each for each in copies if each.shown == session]
        several = len({each.fingerprint for each in (*beside, *stands)}) > 1
        conflict = "own" if own else "sender" if several else "diverged"
    return Entry(session, head or copies[0].head, tuple(copies), cast("Conflict", conflict), own)
