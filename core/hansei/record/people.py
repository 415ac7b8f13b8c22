"""Who takes part, and who rates: teams, persons, groups, and how each is written in the record."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from attrs import field, frozen

from hansei.errors import UsageError
from hansei.record.events import Joined, new_id
from hansei.words.ours import N_, tr

#: The rater that is the whole team together.
TEAM = "team"
#: The same as people read it.
THE_TEAM = N_("The team")
#: What people may call it; nobody else can be called so.
TEAM_NAMES = (TEAM, THE_TEAM.casefold())
#: The roles that are offered, and whether who has one usually rates. Any other word will do as a role.
ROLES = {N_("facilitator"): False, N_("note taker"): True, N_("observer"): False, N_("respondent"): True}
#: The most characters a role has.
LONGEST_ROLE = 40
#: The most characters of who does not go along, in free words.
LONGEST_VOICE = 60


def _named(_: object, __: object, value: str) -> None:
    if not value.strip():
        raise UsageError("a team needs a name, as Team('Riverside')")


@frozen
class Team:
    """A team that runs a session."""

    name: str = field(validator=_named)
    kind: Literal["building", "district"] = "district"
    #: What it belongs to, as a building to its district; free words.
    of: str = ""

    def __attrs_post_init__(self) -> None:
        if self.kind not in (N_("building"), N_("district")):
            raise UsageError(f"a team is of the kind building or district, not {self.kind!r}")


@frozen
class Person:
    """Somebody who takes part."""

    id: str
    #: As people read it: the name, or "Person 3" when there is none.
    name: str
    role: str = "respondent"
    #: Whether the person rates.
    votes: bool = True
    #: False after they left.
    present: bool = True
    #: The building or department they come from.
    building: str = ""
    #: False for whoever is only counted.
    named: bool = True

    @property
    def rater(self) -> str:
        """The person as a rater."""
        return f"person:{self.id}"


@frozen
class Newcomer:
    """Somebody who is to take part."""

    #: Empty: counted, and nameless.
    name: str = ""
    role: str = "respondent"
    #: Whether they rate; None: as is usual for the role.
    votes: bool | None = None
    #: The building or department they come from.
    building: str = ""


def group(name: str) -> str:
    """Return a small group, such as a table, as a rater."""
    return f"group:{name}"


def voice(words: str) -> str:
    """Return somebody who is no rater, such as "one of us", as the record names who does not go along.

    Raises:
        UsageError: when it is no text of 1 to 60 characters.
    """
    said = " ".join(words.split())
    if not 1 <= len(said) <= LONGEST_VOICE:
        raise UsageError(
            tr(
                "who does not go along? A name or a few words, at most {longest_voice} characters",
                longest_voice=LONGEST_VOICE,
            )
        )
    return f"voice:{said}"


def folded(name: str) -> str:
    """Return a name as two that people would take for the same one are both written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", " ".join(name.split())).casefold())


def checked_name(name: str, taken: Collection[str]) -> str:
    """Return a name without the blanks around it; an empty one is nobody's in particular and is always free.

    Args:
        name: The name.
        taken: The names of others who take part, folded.

    Raises:
        UsageError: when it is taken, reads as a rater, or cannot be kept by any store.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        raise UsageError(tr("the name holds half a character (a lone surrogate); type it again")) from None
    name = name.strip()
    if folded(name) in TEAM_NAMES or folded(name).startswith(("person:", "group:", "voice:")):
        raise UsageError(tr("nobody can be called {name}: that is how the record names a rater", name=repr(name)))
    if name and folded(name) in taken:
        raise UsageError(tr("{name} takes part already; add an initial to tell two people apart", name=name))
    return name


def checked_role(role: str) -> str:
    """Return a role on one line, without needless blanks.

    Raises:
        UsageError: when it is no text of 1 to 40 characters.
    """
    said = " ".join(role.split()) if isinstance(role, str) else ""
    if not 1 <= len(said) <= LONGEST_ROLE:
        raise UsageError(
            tr(
                "a role is a word or two, at most {longest_role} characters; usual are: {roles}",
                longest_role=LONGEST_ROLE,
                roles=", ".join(ROLES),
            )
        )
    return said


def names_of(people: Sequence[str | Newcomer]) -> list[str]:
    """Return the names of people who are to take part."""
    return [each if isinstance(each, str) else each.name for each in people]


def newcomers(
    people: Sequence[str | Newcomer],
    taken: Collection[str],
    at: int,
    *,
    role: str = "respondent",
    votes: bool = True,
    building: str = "",
    roles: Mapping[str, bool] = ROLES,
) -> tuple[list[Joined], dict[str, str]]:
    """Return the events that let people take part, and their names by their ids.

    Args:
        people: Their names, or what is known of each; without a name somebody is counted and stays nameless.
        taken: The names of those who take part already.
        at: UTC, milliseconds.
        role: What those do who are given as a name.
        votes: Whether these rate.
        building: The building or department these come from.
        roles: Role to whether who has it usually rates.

    Raises:
        UsageError: when a name is there twice, is taken, or reads as a rater.
    """
    known = {folded(name) for name in taken}
    joined: list[Joined] = []
    names: dict[str, str] = {}
    for each in people:
        one = Newcomer(each, role, votes, building) if isinstance(each, str) else each
        does = checked_role(one.role)
        rates = roles.get(does, True) if one.votes is None else one.votes
        name = checked_name(one.name, known)
        known.add(folded(name))
        event = Joined(id=new_id(), at=at, person=new_id()[:8], role=does, votes=rates, building=one.building)
        joined.append(event)
        if name:
            names[event.person] = name
    return joined, names
