"""What is kept of sessions, made again from their records: where it is missing, or does not follow from them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator

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


def wanting(facts: FactStore, kinds: Kinds) -> tuple[list[str], int]:
    """Return what is still to be made: of sessions of an older format, from elsewhere, or whose kinds are here now.

    Returns:
        Those sessions, and how many others wait for kinds that are not at hand.
    """
    waiting = facts.waiting()
    due = [session for session, lacks in waiting if all(kind in kinds for kind in lacks)]
    return due, len(waiting) - len(due)


def catch_up(facts: FactStore, opened: Opener, kinds: Kinds) -> int:
    """Make what is missing.

    Returns:
        Of how many sessions something is missing still: they cannot be read, kinds of theirs are not at hand, or the
        store may not be written to.
    """
    due, left = wanting(facts, kinds)
    try:
        return left + recount(facts, opened, due)
    except StoreError:
        return left + len(due)


def recount(facts: FactStore, opened: Opener, sessions: Iterable[str]) -> int:
    """Make everything of sessions anew; return of how many something is missing still."""
    return sum(one_by_one(facts, opened, sessions))


def one_by_one(facts: FactStore, opened: Opener, sessions: Iterable[str]) -> Generator[bool]:
    """Make everything of sessions anew, and say after each whether something of it is missing still.

    Who stops half-way, closing it, keeps what was made so far.
    """
    some: list[tuple[str, Change]] = []
    try:
        for session in sessions:
            try:
                change = whole(opened(session))
            except HanseiError:
                yield True
                continue
            some.append((session, change))
            if len(some) == _AT_ONCE:
                made, some = some, []
                facts.put_all(made)
            yield bool(change.lacks)
    finally:
        if some:
            facts.put_all(some)


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
