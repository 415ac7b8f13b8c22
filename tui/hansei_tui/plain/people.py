"""Who takes part, line by line: the commands that show and change it."""

from __future__ import annotations

from collections.abc import Callable

from hansei.errors import UsageError
from hansei.record.people import folded
from hansei.record.session import Session
from hansei_tui.people import answer_counts, coming, counted, people_of, person_of, role_name, voice
from hansei_tui.sentences import N_, tr

HELP = N_("""\
  /people          who takes part              /join NAMES      with commas between, or how many
  /join North: Ana (principal), Ben            with their building and a role
  /leave NAME      not asked any more          /rename NAME = NEW NAME
  /vote NAME       give a vote or take it      /role NAME = facilitator, or any other""")


class PeopleLines:
    """The commands about people.

    Args:
        session: The session.
        say: Prints a line.
        changed: Called after somebody came, left, or has a vote or none now.
    """

    def __init__(self, session: Session, say: Callable[[str], None], changed: Callable[[], None]) -> None:
        self.session = session
        self.say = say
        self._changed = changed
        self.commands: dict[str, Callable[[str], None]] = {
            "people": self._list,
            "join": self._join,
            "leave": self._leave,
            "rename": self._rename,
            "role": self._role,
            "vote": self._vote,
        }

    def _list(self, _: str) -> None:
        counts = answer_counts(self.session)
        for person in self.session.people:
            words = (role_name(person.role), person.building, voice(person), counted(counts[person.rater]))
            self.say(f"  {person.name}: {', '.join(filter(None, words))}")
        if not self.session.people:
            self.say("  " + tr("nobody takes part yet; /join NAMES lets people in"))

    def _join(self, text: str) -> None:
        people = people_of(text)
        if not people:
            raise UsageError(tr("type it as in /join Ana Ruiz, Ben Okafor or /join 3 or /join North: Ana (principal)"))
        before = {person.id for person in self.session.people if person.present}
        coming(self.session, people)()
        come = [person.name for person in self.session.people if person.present and person.id not in before]
        self.say(tr("joined {names}", names=", ".join(come)))
        self._changed()

    def _leave(self, name: str) -> None:
        person = person_of(self.session, name)
        if not person.present:
            raise UsageError(tr("{name} has left already; /join {name} lets them in again", name=person.name))
        self.session.leave(person)
        self.say(tr("left {name}; what they gave is kept", name=person.name))
        self._changed()

    def _rename(self, text: str) -> None:
        old, new = pair(text, "/rename Ana = Ana Ruiz")
        if any(folded(each.name) == folded(old) for each in self.session.groups.all):
            before = self.session.groups.get(old).name
            now = self.session.groups.rename(old, new).name
            self.say(tr("renamed {name}: {now}; what it rated goes with it", name=before, now=now))
            return
        person = person_of(self.session, old)
        self.say(tr("renamed {name}: {now}", name=person.name, now=self.session.rename(person, new).name))

    def _role(self, text: str) -> None:
        name, role = pair(text, "/role Ana = facilitator")
        person = self.session.enrol(person_of(self.session, name), role=role)
        self.say(tr("role {name}: {role}, {voice}", name=person.name, role=role_name(person.role), voice=voice(person)))
        self._changed()

    def _vote(self, name: str) -> None:
        person = person_of(self.session, name)
        person = self.session.enrol(person, votes=not person.votes)
        self.say(tr("vote {name}: yes", name=person.name) if person.votes else tr("vote {name}: no", name=person.name))
        self._changed()


def pair(text: str, example: str) -> tuple[str, str]:
    """Return what stands on both sides of the sign of equality."""
    left, equals, right = text.partition("=")
    if not equals or not left.strip():
        raise UsageError(tr("type it as in {example}", example=example))
    return left.strip(), " ".join(right.split())
