"""Which of several copies of a session are shown: a function of the set of them, and of nothing else.

A later submission of the same sender extends an earlier one when everything in the earlier one is in it, in the
same order. What does not extend, or comes from another sender, is never merged and never lost: one copy is shown
under the session's own id, each further one beside it, until a person settles which one stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from attrs import frozen

from hansei.handoff.scope import SCOPES, lesser, projected
from hansei.record.inbox import Situation, Submission
from hansei.record.lines import decode_all
from hansei.record.log import BESIDE
from hansei.words.ours import N_

#: ``diverged``: one sender, two stories. ``sender``: two senders. ``own``: the session was run here, and differs.
Conflict = Literal["", "diverged", "sender", "own"]
#: The same as people read it.
CONFLICTS: dict[Conflict, str] = {
    "": "",
    "diverged": N_("two copies of this session differ"),
    "sender": N_("copies of this session came from different senders"),
    "own": N_("this session was run here, and what was received differs from it"),
}
#: Letters of a digest that tell copies of one session apart; more where those are the same.
LETTERS = 6


@frozen
class Arrangement:
    """Which copies of a session there are, and which one stands."""

    #: The copies by the id they are shown under: the one that stands under the session's own, those to settle beside.
    shown: dict[str, str]
    #: Digests of the copies that do not go with it and that nobody has decided on yet; empty: all is settled.
    open: tuple[str, ...]
    conflict: Conflict = ""


def arrangement(session: str, known: Situation) -> Arrangement:
    """Return which submissions of a session are shown, and what is left to settle.

    Args:
        session: The session's id.
        known: Everything that is known of it.
    """
    copies = _Copies(known.submissions)
    heads = copies.heads()
    if known.own is not None:
        own = _Own(known.own)
        heads = [each for each in heads if not within(each.lines, own.seen(each.scope))]
        stands = None
    else:
        stands = _standing(heads, known, copies)
    looked_at = {digest for each in known.decisions for digest in each.over}
    open_ = [each for each in heads if each is not stands and each.digest not in looked_at]
    shown = {session: stands.digest} if stands is not None else {}
    shown |= _ids(session, open_, heads, copies)
    conflict: Conflict = ""
    if open_:
        several = len({each.sender for each in (*open_, stands) if each is not None}) > 1
        conflict = "own" if stands is None else "sender" if several else "diverged"
    return Arrangement(shown, tuple(each.digest for each in open_), conflict)


def within(lines: Iterable[bytes], others: Iterable[bytes]) -> bool:
    """Whether all of some lines are among others, in the same order."""
    rest = iter(others)
    return all(line in rest for line in lines)


class _Counts(msgspec.Struct):
    """What is needed of a manifest here."""

    counts: dict[str, int]


def names_in(manifest: bytes) -> int:
    """Return how many people a submission names."""
    return msgspec.json.decode(manifest, type=_Counts).counts.get("names", 0)


class _Copies:
    """Submissions of one session, with what each scope shows of them."""

    def __init__(self, submissions: Sequence[Submission]) -> None:
        self.all = submissions
        self._seen: dict[tuple[str, str], Sequence[bytes]] = {}

    def of(self, each: Submission, scope: str = "") -> Sequence[bytes]:
        """Return the lines of a submission, or what a lesser scope shows of them."""
        if scope in ("", each.scope):
            return each.lines
        found = self._seen.get((each.digest, scope))
        if found is None:
            found = projected(decode_all(each.lines), each.lines, scope)[0]
            self._seen[each.digest, scope] = found
        return found

    def extends(self, later: Submission, earlier: Submission) -> bool:
        """Whether everything in one submission is in another one, as far as both scopes show it."""
        if later.sender != earlier.sender:
            return False
        scope = lesser(later.scope, earlier.scope)
        return within(self.of(earlier, scope), self.of(later, scope))

    def weight(self, each: Submission) -> tuple[int, int, int, int, int, str]:
        """Return what puts the furthest copy first; of two that say the same, the one that names fewer people.

        The digest decides where nothing else does.
        """
        agreed, names = len(self.of(each, "agreed")), names_in(each.manifest)
        return (-agreed, -len(each.lines), SCOPES.index(each.scope), -each.made, names, each.digest)

    def since(self, sender: str) -> int:
        """Return the time of the oldest submission of a sender: whoever comes later displaces nobody unasked."""
        return min(each.made for each in self.all if each.sender == sender)

    def heads(self) -> list[Submission]:
        """Return the submissions that no other one extends, the furthest first."""
        if len(self.all) == 1:  # as nearly always: nothing has to be weighed
            return list(self.all)
        found: list[Submission] = []
        for each in sorted(self.all, key=self.weight):
            if not any(self.extends(head, each) for head in found):
                found.append(each)
        return [each for each in found if not self._passed(each, found)]

    def _passed(self, head: Submission, heads: Sequence[Submission]) -> bool:
        """Whether another head extends this one and all that it extends: of a wider scope, it came first."""
        for other in heads:
            if other is not head and self.extends(other, head) and not self.extends(head, other):
                mine = [each for each in self.all if self.extends(head, each)]
                return all(self.extends(other, each) for each in mine)
        return False


class _Own:
    """The record of a session that was run here; what is hidden by now may have been seen before."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines
        self._events = decode_all(lines)

    def seen(self, scope: str) -> Sequence[bytes]:
        """Return what a scope shows of it."""
        return projected(self._events, self._lines, scope)[0]


def _standing(heads: Sequence[Submission], known: Situation, copies: _Copies) -> Submission | None:
    """Return the copy under the session's own id: what was decided last, or else the furthest of who was first."""
    by_digest = {each.digest: each for each in known.submissions}
    for decision in reversed(known.decisions):
        kept = by_digest.get(decision.keep)
        found = [each for each in heads if kept is not None and copies.extends(each, kept)]
        if found:
            return found[0]
    return min(heads, key=lambda head: copies.since(head.sender), default=None)


def _ids(session: str, beside: Sequence[Submission], heads: Sequence[Submission], copies: _Copies) -> dict[str, str]:
    """Return the ids of the copies that are shown beside, each after the first submission that is its alone.

    So a copy keeps its id when it is extended.
    """
    found: dict[str, str] = {}
    for head in sorted(beside, key=lambda each: each.digest):
        others = [each for each in heads if each is not head]
        alone = [
            each
            for each in copies.all
            if copies.extends(head, each) and not any(copies.extends(other, each) for other in others)
        ]
        first = min(alone, key=lambda each: (len(each.lines), each.made, each.digest), default=head).digest
        id_ = f"{session}{BESIDE}{first[:LETTERS]}"
        found[id_ if id_ not in found else f"{session}{BESIDE}{first[: 2 * LETTERS]}"] = head.digest
    return found
