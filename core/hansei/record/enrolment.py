"""Who takes part in a session, and how: joined, renamed, given another role, gone and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve

from hansei.errors import UsageError
from hansei.record import events as ev
from hansei.record.people import Newcomer, Person, checked_name, checked_role, folded, newcomers
from hansei.record.writing import Writing
from hansei.words.ours import tr


class Enrolment(Writing):
    """The people of a session."""

    def join(self, name: str = "", *, role: str = "respondent", votes: bool = True, building: str = "") -> Person:
        """Let a person take part, by name or without one."""
        return self.join_all([name], role=role, votes=votes, building=building)[0]

    def join_all(
        self,
        people: Sequence[str | Newcomer],
        *,
        role: str = "respondent",
        votes: bool = True,
        building: str = "",
    ) -> tuple[Person, ...]:
        """Let several people take part; who has no name is counted and stays nameless.

        Args:
            people: Their names, or what is known of each.
            role: What those do who are given as a name; see :attr:`roles`.
            votes: Whether these rate.
            building: The building or department these come from.

        Raises:
            UsageError: when a name is there twice or is taken already.
        """
        self._need_open()
        joined, given = newcomers(
            people, self._taken(), int(self.now()), role=role, votes=votes, building=building, roles=self.roles
        )
        self.record(*joined, names=given, still=lambda: newcomers(people, self._taken(), 0))
        ids = {each.person for each in joined}
        return tuple(person for person in self.people if person.id in ids)

    def rename(self, person: Person, name: str) -> Person:
        """Call a person by another name, or by none; return them as they are now.

        The record itself holds no names. So that others who have the session open learn of it, how the person
        takes part is written once more.

        Raises:
            UsageError: when somebody else who is there is called so.
        """
        was = self._person(person)
        name = checked_name(name, self._taken(but=was.id))
        if name != self._names.get(was.id, ""):
            again = self._joined(was) if was.present else self._left(was)
            self.record(again, names={was.id: name}, still=self._unchanged(was))
        return self._person(was)

    def enrol(
        self, person: Person, *, role: str | None = None, votes: bool | None = None, building: str | None = None
    ) -> Person:
        """Give a person another role, a vote or none, another building; return them as they are now.

        Args:
            person: Somebody who is there.
            role: One of :attr:`roles` or another word or two; None: as it is.
            votes: Whether the person rates; None: as is usual for a new role that is among those, else as it is.
            building: The building or department they come from; None: as it is.

        Raises:
            UsageError: when the person left, or the role is none.
        """
        was = self._person(person)
        if not was.present:
            raise UsageError(tr("{name} has left; let them take part again first", name=was.name))
        role = was.role if role is None else checked_role(role)
        if votes is None:
            votes = was.votes if role == was.role else self.roles.get(role, was.votes)
        now = evolve(was, role=role, votes=votes, building=was.building if building is None else building)
        if now != was:
            self.record(self._joined(now), still=self._unchanged(was))
        return self._person(was)

    def leave(self, person: Person) -> None:
        """Note that a person no longer takes part; what they gave stays."""
        if self._person(person).present:
            self.record(self._left(person))

    def rejoin(self, person: Person) -> Person:
        """Let somebody who left take part again, in the role they had; return them as they are now.

        Raises:
            UsageError: when somebody else has come meanwhile who is called so.
        """
        was = self._person(person)
        if not was.present:
            checked_name(self._names.get(was.id, ""), self._taken())
            self.record(self._joined(was), still=self._unchanged(was))
        return self._person(was)

    def _person(self, person: Person) -> Person:
        """Return somebody as they are now, whoever changed them."""
        self._need_open()
        self.refresh()
        found = next((each for each in self.people if each.id == person.id), None)
        if found is None:
            raise UsageError(tr("{name} does not take part in this session", name=person.name))
        return found

    def _unchanged(self, was: Person) -> Callable[[], None]:
        """Return what refuses a change of somebody whom another program changed since they were looked at."""

        def check() -> None:
            if self._person(was) != was:
                raise UsageError(tr("{name} was changed elsewhere meanwhile; look again", name=was.name))

        return check

    def _taken(self, *, but: str = "") -> set[str]:
        """Return the names, folded, of those who are there, and of the groups, which are raters as well."""
        people = {folded(person.name) for person in self.people if person.present and person.id != but}
        return people | {folded(each.called or each.name) for each in self.state.groups}

    def _joined(self, as_: Person) -> ev.Joined:
        return self.event(ev.Joined, person=as_.id, role=as_.role, votes=as_.votes, building=as_.building)

    def _left(self, person: Person) -> ev.Left:
        return self.event(ev.Left, person=person.id)
