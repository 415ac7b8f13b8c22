"""What is kept of sessions, made again from their records: where it is missing, or does not follow from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from hansei.errors import HanseiError, StoreError
from hansei.kinds import Kinds
from hansei.record.facts import whole
from hansei.record.kept import Change, FactStore
from hansei.record.view import SessionView

#: Returns a session by its id.
Opener = Callable[[str], SessionView]
#: How many sessions are written together.
_AT_ONCE = 200


def catch_up(facts: FactStore, opened: Opener, kinds: Kinds) -> int:
    """Make what is missing: of sessions of an older format, from elsewhere, or whose kinds are at hand only now.

    Returns:
        Of how many sessions something is missing still: they cannot be read, kinds of theirs are not at hand, or the
        store may not be written to.
    """
    left = 0
    due = []
    for session, lacks in facts.waiting():
        if lacks and any(kind not in kinds for kind in lacks):
            left += 1
        else:
            due.append(session)
    try:
        return left + recount(facts, opened, due)
    except StoreError:
        return left + len(due)


def recount(facts: FactStore, opened: Opener, sessions: Iterable[str]) -> int:
    """Make everything of sessions anew; return of how many something is missing still."""
    left = 0
    some: list[tuple[str, Change]] = []
    for session in sessions:
        try:
            some.append((session, whole(opened(session))))
        except HanseiError:
            left += 1
            continue
        left += bool(some[-1][1].lacks)
        if len(some) == _AT_ONCE:
            facts.put_all(some)
            some.clear()
    if some:
        facts.put_all(some)
    return left


def amiss(facts: FactStore, opened: Opener, sessions: Iterable[str]) -> Iterator[str]:
    """Return the sessions of which something else is kept than follows from their records."""
    waiting = {session for session, _ in facts.waiting()}
    for session in sessions:
        if session in waiting:
            continue
        try:
            should = whole(opened(session))
        except HanseiError:
            continue
        if facts.of(session) != compared(should):
            yield session


def compared(change: Change) -> Change:
    """Return everything of a session as a store gives it back."""
    actions = {answer: change.actions[answer] for answer in sorted(change.actions)}
    followed = tuple(sorted(change.followed, key=lambda each: (each.session, each.action)))
    return replace(change, measures=(), actions=actions, followed=followed, lacks=())
