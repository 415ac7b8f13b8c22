"""Small groups: formed by hand, by number, by size or mixed, and changed at any moment.

An arrangement is written as a whole, so that undoing the last one brings back the one before. What a group
has rated stays with it, whoever sits at the table later and whatever it is called then.

Source: MICIP District-Led CI, 2021, Activities 2 and 3 ("you may want to break into smaller groups and then
compare results").
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from attrs import frozen
from msgspec.structs import replace

from hansei.errors import UsageError
from hansei.record.events import Grouped, GroupMoved, Table
from hansei.record.people import TEAM_NAMES, Person, folded, group
from hansei.words.ours import tr

if TYPE_CHECKING:
    from hansei.record.session import Session

#: What members are mixed by, so that every group has some of each.
Mix = Literal["", "role", "building"]
MIXES = ("", "role", "building")
#: The most characters a group's name has.
LONGEST = 60
#: The most people a head count makes.
MOST = 1000


@frozen
class Group:
    """A small group, such as a table."""

    name: str
    people: tuple[Person, ...] = ()
    #: How many people it has beside those.
    heads: int = 0
    #: The step it is at when it is not with the room.
    step: str = ""
    #: How the record writes it, which a new name leaves as it is; empty: by its name.
    key: str = ""

    @property
    def size(self) -> int:
        """How many people it has."""
        return len(self.people) + self.heads

    @property
    def rater(self) -> str:
        """The group as a rater."""
        return group(self.key or self.name)


class Grouping:
    """The small groups of a session.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def all(self) -> tuple[Group, ...]:
        """The groups, in the order in which they were named; who has left is not in one any more."""
        people = {person.id: person for person in self._session.people if person.present}
        apart = self._session.state.apart
        return tuple(
            Group(
                each.called or each.name,
                tuple(people[id_] for id_ in each.people if id_ in people),
                each.heads,
                apart.get(each.name, ""),
                each.name,
            )
            for each in self._session.state.groups
        )

    def get(self, name: str) -> Group:
        """Return a group by what it is called, or as the record writes it (``group:Table 1``).

        Raises:
            UsageError: naming the groups there are.
        """
        found = next((each for each in self.all if each.rater == name or folded(each.name) == folded(name)), None)
        if found is None:
            known = ", ".join(each.name for each in self.all) or tr("none yet")
            raise UsageError(tr("there is no group {name}; there are: {known}", name=repr(name), known=known))
        return found

    @property
    def alone(self) -> tuple[Person, ...]:
        """Everybody with a vote who is in no group; of those without a name only who is not in a head count."""
        groups = self.all
        seated = {person.id for each in groups for person in each.people}
        there = [each for each in self._session.people if each.present and each.votes and each.id not in seated]
        counted = {each.id for each in [each for each in there if not each.named][: sum(each.heads for each in groups)]}
        return tuple(each for each in there if each.id not in counted)

    # ------------------------------------------------------------------------------------- forming

    def form(self, groups: Mapping[str, Sequence[Person | str] | int]) -> tuple[Group, ...]:
        """Break into exactly these groups.

        Args:
            groups: Name to its people (or their names), or to a head count.

        Raises:
            UsageError: when a group has nobody in it, somebody sits at two, or a name is taken or too long.
        """

        def arrange() -> list[Table]:
            return [self._table(name, members) for name, members in groups.items()]

        self._write(arrange)
        return self.all

    def by_number(self, number: int, *, mix: Mix = "", seed: int | None = None) -> tuple[Group, ...]:
        """Break everybody with a vote into so many groups of nearly one size.

        Args:
            number: How many groups.
            mix: Deal people out so that every group has some of each role or building; empty: in their order.
            seed: Shuffles within what is mixed; None leaves the order as it is.
        """
        people = self._voters()
        _whole(number)
        if mix not in MIXES:
            raise UsageError(tr("people are mixed by role or building, not by {mix}", mix=repr(mix)))
        if not 1 <= number <= len(people):
            raise UsageError(
                tr("{number} groups of {n} people with a vote? Give 1 to {n}", number=number, n=len(people))
            )
        dealt: list[list[Person]] = [[] for _ in range(number)]
        for index, person in enumerate(_mixed(people, mix, seed)):
            dealt[index % number].append(person)
        if not mix and seed is None:  # in their order means that neighbours stay together
            sizes, at = [len(each) for each in dealt], 0
            for index, size in enumerate(sizes):
                dealt[index], at = people[at : at + size], at + size
        return self.form({tr("Table {index}", index=index): each for index, each in enumerate(dealt, 1)})

    def by_size(self, size: int, *, mix: Mix = "", seed: int | None = None) -> tuple[Group, ...]:
        """Break everybody with a vote into groups of about so many people; none is larger.

        Args:
            size: How many people a group has at most.
            mix: As in :meth:`by_number`.
            seed: As in :meth:`by_number`.
        """
        people = self._voters()
        _whole(size)
        if not 1 <= size <= len(people):
            raise UsageError(
                tr("groups of {size} among {n} people with a vote? Give 1 to {n}", size=size, n=len(people))
            )
        return self.by_number(-(-len(people) // size), mix=mix, seed=seed)

    # ------------------------------------------------------------------------------------- changing

    def add(self, name: str, people: Sequence[Person | str] = (), *, heads: int = 0) -> Group:
        """Add a group to those there are; who sits at another one moves."""

        def arrange() -> list[Table]:
            ids = tuple(self._person(each).id for each in people)
            return [*self._without(set(ids)), replace(self._named(name), people=ids, heads=heads)]

        self._write(arrange)
        return self.get(name)

    def move(self, person: Person | str, name: str) -> Group:
        """Move a person to another group; a group that nobody is left in goes."""

        def arrange() -> list[Table]:
            who, to = self._person(person), self.get(name)
            return [
                replace(each, people=(*each.people, who.id)) if each.name == to.key else each
                for each in self._without({who.id}, keep=to.key)
            ]

        self._write(arrange)
        return self.get(name)

    def reseat(self, name: str, people: Sequence[Person | str]) -> Group:
        """Say who sits in a group, and nobody else of those who are listed; who came from another one leaves it."""

        def arrange() -> list[Table]:
            which, seated = self.get(name).key, tuple(self._person(each).id for each in people)
            return [
                replace(each, people=seated) if each.name == which else each
                for each in self._without(set(seated), keep=which)
            ]

        self._write(arrange)
        return self.get(name)

    def recount(self, name: str, heads: int) -> Group:
        """Say how many people a group has beside those who are listed."""

        def arrange() -> list[Table]:
            which = self.get(name).key
            tables = self._session.state.groups
            return [replace(each, heads=heads) if each.name == which else each for each in tables]

        self._write(arrange)
        return self.get(name)

    def rename(self, name: str, new: str) -> Group:
        """Call a group by another name; what it has rated, and is rating, goes with it.

        Raises:
            UsageError: when something else is or was called so.
        """
        which = self.get(name)

        def arrange() -> list[Table]:
            said, state = _name(new), self._session.state
            other = next(
                (raw for raw, called in state.called.items() if raw != which.key and folded(called) == folded(said)), ""
            )
            if other and all(each.name != other for each in state.groups):
                raise UsageError(
                    tr("there was a group {said} before, and what it rated is under that name; take another", said=said)
                )
            called = "" if said == which.key else said
            return [replace(each, called=called) if each.name == which.key else each for each in state.groups]

        if self.get(name).name != _name(new):
            self._write(arrange)
        return self.get(new)

    def remove(self, name: str) -> None:
        """Take a group away; what it has rated stays."""

        def arrange() -> list[Table]:
            which = self.get(name).key
            return [each for each in self._session.state.groups if each.name != which]

        self._write(arrange, leave_none=True)

    def dissolve(self) -> None:
        """Come together again: no groups any more; what they have rated stays."""
        if self._session.state.groups:
            self._write(list, leave_none=True)

    def send(self, name: str, step: str) -> Group:
        """Let a group go to a step of its own, as in a breakout; empty: it comes back to the room."""
        which = self.get(name)
        path = self._session.step(step).path if step else ""
        if which.step != path:
            self._session.record(
                self._session.event(GroupMoved, group=which.key, step=path), still=lambda: self.get(name)
            )
        return self.get(name)

    # ------------------------------------------------------------------------------------- the rest

    def _table(self, name: str, members: Sequence[Person | str] | int) -> Table:
        if isinstance(members, int):
            return replace(self._named(name), heads=members)
        if isinstance(members, str) or not isinstance(members, Sequence):
            raise UsageError(
                tr(
                    "{name} has a list of people or a whole number of heads, not {members}",
                    name=name,
                    members=repr(members),
                )
            )
        return replace(self._named(name), people=tuple(self._person(each).id for each in members))

    def _named(self, name: str) -> Table:
        """Return a group of a name with nobody in it: the one that was called so before, or a new one."""
        said, known = _name(name), self._session.state.called
        raw = next((raw for raw, called in known.items() if called == said), "")
        raw = raw or next((raw for raw, called in known.items() if folded(called) == folded(said)), "")
        if not raw:  # the name of a group that is called otherwise now belongs to what that one rated
            raw = next(each for each in (said, *(f"{said} ({n})" for n in range(2, MOST))) if each not in known)
        return Table(raw, called="" if raw == said else said)

    def _voters(self) -> list[Person]:
        people = [each for each in self._session.people if each.present and each.votes]
        if not people:
            raise UsageError(
                tr("nobody with a vote takes part yet; add people first, or name tables with a head count")
            )
        return people

    def _person(self, person: Person | str) -> Person:
        """Return somebody who is there."""
        for each in self._session.people:
            same = (
                each.id == person.id if isinstance(person, Person) else folded(person) in (folded(each.name), each.id)
            )
            if each.present and same:
                return each
        name = person.name if isinstance(person, Person) else person
        raise UsageError(tr("{name} does not take part (any more); let them join first", name=name))

    def _without(self, people: set[str], *, keep: str = "") -> list[Table]:
        """Return the groups without some people, and without a group that then has nobody."""
        rest = [
            replace(each, people=tuple(id_ for id_ in each.people if id_ not in people))
            for each in self._session.state.groups
        ]
        return [each for each in rest if each.people or each.heads or each.name == keep]

    def _write(self, arrange: Callable[[], list[Table]], *, leave_none: bool = False) -> None:
        """Record an arrangement; arranged anew when somebody else changed something in between."""

        def grouped() -> Grouped:
            tables = arrange()
            self._check(tables, leave_none=leave_none)
            return self._session.event(Grouped, groups=tuple(tables))

        self._session.decide(grouped)

    def _check(self, tables: Sequence[Table], *, leave_none: bool) -> None:
        if not tables and not leave_none:
            raise UsageError(tr("name at least one group"))
        titles = [each.called or each.name for each in tables]
        names = [folded(each) for each in titles]
        people = {person.id: person for person in self._session.people}
        called = {folded(person.name) for person in people.values() if person.present}
        for index, (each, name) in enumerate(zip(tables, titles, strict=True)):
            if names[index] in names[:index]:
                raise UsageError(tr("there is a group {name} already; give each a name of its own", name=name))
            if names[index] in called:
                raise UsageError(
                    tr(
                        "a person is called {name}; give the group another name, as Table {index}",
                        name=name,
                        index=index + 1,
                    )
                )
            whole = isinstance(each.heads, int) and not isinstance(each.heads, bool)
            if whole and not each.people and each.heads < 1:
                raise UsageError(tr("{name} has nobody in it; give it people or a head count", name=name))
            if each.people and not each.heads and not any(people[id_].votes for id_ in each.people):
                raise UsageError(
                    tr("nobody in {name} has a vote; give it somebody who has, or a head count", name=name)
                )
            if not whole or not 0 <= each.heads <= MOST:
                raise UsageError(
                    tr(
                        "{heads} people at {name}? Give a whole number from 1 to {most}",
                        heads=each.heads,
                        name=name,
                        most=MOST,
                    )
                )
        seated = [id_ for each in tables for id_ in each.people]
        twice = next((id_ for index, id_ in enumerate(seated) if id_ in seated[:index]), None)
        if twice is not None:
            raise UsageError(tr("{name} cannot sit at two tables; name them once", name=people[twice].name))


def _whole(number: object) -> None:
    if isinstance(number, bool) or not isinstance(number, int):
        raise UsageError(tr("{number} is no whole number of people or groups", number=repr(number)))


def _name(name: str) -> str:
    """Return the name of a group on one line."""
    said = " ".join(name.split())
    if not said or len(said) > LONGEST:
        raise UsageError(tr("a group needs a name of at most {longest} characters, as Table 1", longest=LONGEST))
    if not said.isprintable() or ":" in said:
        raise UsageError(
            tr("a group cannot be called {said}; leave out colons and control characters", said=repr(said))
        )
    if folded(said) in TEAM_NAMES:
        raise UsageError(
            tr("a group cannot be called {said}: that is everybody together; call it Table 1", said=repr(said))
        )
    return said


def _mixed(people: Sequence[Person], mix: Mix, seed: int | None) -> list[Person]:
    """Return people in the order in which they are dealt out."""
    order = list(people)
    if seed is not None:
        random.Random(seed).shuffle(order)  # noqa: S311 - who sits where is no secret
    if mix:
        order.sort(key=lambda person: folded(getattr(person, mix)))
    return order
