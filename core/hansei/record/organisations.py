"""Districts, their buildings and the teams in them: what each is called, and what it belongs to.

What was said of an organisation stays: a rename is a further name, with the time since when it holds, and so is a
move. What is so now follows from all of it, in whatever order it came, so that two stores that know the same agree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from attrs import frozen

from hansei.record.log import BESIDE, Head
from hansei.record.people import Team, folded

#: What there is, from the widest to the narrowest.
KINDS = ("district", "building", "team")
OrgKind = Literal["district", "building", "team"]


@frozen
class Organisation:
    """A district, a building, or a team in one of them, as it is now."""

    id: str
    name: str
    kind: OrgKind
    #: Id of what it belongs to; empty: not known, or nothing.
    parent: str = ""
    #: Id of its district; a district's own id; empty: not known.
    district: str = ""
    #: What another system knows it by, such as a OneRoster ``sourcedId``; empty: nothing.
    ident: str = ""
    #: Whether it is no more, such as a school that was closed; its sessions stay.
    closed: bool = False


class Said(NamedTuple):
    """A name, or what something belongs to, and since when."""

    value: str
    #: UTC, milliseconds; 0: as it was first typed.
    since: int = 0
    #: Whether it was said here by a person or an import: then it outranks what is only heard of or typed at a start.
    own: bool = False


@frozen
class OrgRecord:
    """All that is kept of an organisation. Two records of one are put together by keeping what is in either."""

    id: str
    kind: OrgKind
    names: tuple[Said, ...] = ()
    parents: tuple[Said, ...] = ()
    ident: str = ""
    #: Since when it is no more, UTC in milliseconds; 0: it is there; None: nothing is said of that.
    closed: int | None = None


def organisation_id(kind: str, name: str, of: str = "") -> str:
    """Return the id of an organisation that is typed for the first time.

    Two stores in which the same words are typed come to the same id, so that a district recognises the building
    whose submission it receives. What a district belongs to is left out: it is typed in many ways, or not at all.

    Args:
        kind: "district", "building" or "team".
        name: What it is called.
        of: What it belongs to.
    """
    words = [kind, "" if kind == "district" else called(of), called(name)]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:16]


def called(name: str) -> str:
    """Return a name as two that people would take for the same one are both written."""
    return " ".join(folded(name).split())


def standing(said: Sequence[Said]) -> str:
    """Return what holds now of all that was said: what was said here first, then the latest; empty when nothing was."""
    return max(said, key=lambda each: (each.own, each.since, each.value)).value if said else ""


def later(said: Sequence[Said], now: int) -> int:
    """Return a time for what is said next, so that it holds from now on: two words of one millisecond have an order."""
    return max([now, *(each.since + 1 for each in said if each.own)])


class OrgStore(Protocol):
    """What a store keeps of organisations. Every method raises ``StoreError`` and nothing else.

    An id that was merged into another one leads there, wherever an id is given.
    """

    def get(self, org: str) -> Organisation | None:
        """Return an organisation as it is now, or None."""

    def by_name(self, name: str) -> list[Organisation]:
        """Return those that are called so, or ever were; two spellings of a name count as one."""

    def all(self) -> list[Organisation]:
        """Return every organisation, in no order; none that was merged into another."""

    def within(self, org: str) -> list[Organisation]:
        """Return an organisation and what belongs to it, as :meth:`all` does; of a district all of it."""

    def size(self) -> int:
        """Return how many organisations there are."""

    def record(self, org: str) -> OrgRecord | None:
        """Return all that is kept under an id, without what was merged into it, or None."""

    def aliases(self) -> dict[str, str]:
        """Return what was merged, by id, and into which."""

    def counts(self) -> dict[str, int]:
        """Return how many sessions each organisation has."""

    def put(self, records: Sequence[OrgRecord]) -> None:
        """Keep what records say beside what is kept already, at once or not at all."""

    def merge(self, org: str, into: str) -> None:
        """Let one organisation be another one: its sessions and what belonged to it are the other's."""

    def strays(self) -> list[tuple[str, bytes]]:
        """Return the sessions that say no organisation, each with its first line."""

    def adopt(self, whose: Mapping[str, str]) -> None:
        """Say of sessions whose they are: session to organisation."""


@runtime_checkable
class KeepsDirectory(Protocol):
    """What a store offers besides, when it keeps organisations."""

    @property
    def directory(self) -> OrgStore:
        """The organisations of this store."""


def upwards(store: OrgStore, org: str) -> list[OrgRecord]:
    """Return all that is kept of an organisation and of what it belongs to, upwards."""
    found: dict[str, OrgRecord] = {}
    at = store.get(org) if org else None
    while at is not None and at.id not in found:
        record = store.record(at.id)
        if record is not None:
            found[at.id] = record
        at = store.get(at.parent) if at.parent else None
    return list(found.values())


def heads_of(team: Team, org: Organisation | None, heads: Iterable[Head]) -> list[Head]:
    """Return the sessions of a team: those of its organisation, or of its name and kind where none is said.

    A copy that waits to be settled is none of them.

    Args:
        team: The team.
        org: Its organisation, when it is known.
        heads: The sessions there are.
    """

    def theirs(head: Head) -> bool:
        if BESIDE in head.session:
            return False
        if head.org:
            return org is not None and head.org == org.id
        return folded(head.team) == folded(team.name) and head.team_kind == team.kind

    return [head for head in heads if theirs(head)]
