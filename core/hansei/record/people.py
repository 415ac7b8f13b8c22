"""Who takes part, and who rates: teams, persons, groups, and how each is written in the record."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from typing import Literal

from attrs import field, frozen

from hansei.errors import UsageError
from hansei.record.events import Joined, new_id

#: The rater that is the whole team together.
TEAM = "team"
#: The roles that are offered, and whether who has one usually rates. Any other word will do as a role.
ROLES = {"facilitator": False, "note taker": True, "observer": False, "respondent": True}
#: The most characters a role has.
LONGEST_ROLE = 40


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
        if self.kind not in ("building", "district"):
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

    @property
    def rater(self) -> str:
        """The person as a rater."""
        return f"person:{self.id}"


def group(name: str) -> str:
    """Return a small group, such as a table, as a rater."""
    return f"group:{name}"


def folded(name: str) -> str:
    """Return a name as two that people would take for the same one are both written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).casefold())


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
        raise UsageError("the name holds half a character (a lone surrogate); type it again") from None
    name = name.strip()
    if folded(name) == TEAM or folded(name).startswith(("person:", "group:")):
        raise UsageError(f"nobody can be called {name!r}: that is how the record names a rater")
    if name and folded(name) in taken:
        raise UsageError(f"{name} takes part already; add an initial to tell two people apart")
    return name


def checked_role(role: str) -> str:
    """Return a role on one line, without needless blanks.

    Raises:
        UsageError: when it is no text of 1 to 40 characters.
    """
    said = " ".join(role.split()) if isinstance(role, str) else ""
    if not 1 <= len(said) <= LONGEST_ROLE:
        raise UsageError(f"a role is a word or two, at most {LONGEST_ROLE} characters; usual are: {', '.join(ROLES)}")
    return said


def newcomers(
    names: Sequence[str],
    taken: Collection[str],
    at: int,
    *,
    role: str = "respondent",
    votes: bool = True,
    building: str = "",
) -> tuple[list[Joined], dict[str, str]]:
    """Return the events that let people take part, and their names by their ids.

    Args:
        names: Their names; an empty one is counted and stays nameless.
        taken: The names of those who take part already.
        at: UTC, milliseconds.
        role: What they do.
        votes: Whether they rate.
        building: The building or department they come from.

    Raises:
        UsageError: when a name is there twice, is taken, or reads as a rater.
    """
    role = checked_role(role)
    known = {folded(name) for name in taken}
    given: list[str] = []
    for each in names:
        given.append(checked_name(each, known))
        known.add(folded(given[-1]))
    joined = [Joined(id=new_id(), at=at, person=new_id()[:8], role=role, votes=votes, building=building) for _ in given]
    return joined, {each.person: name for each, name in zip(joined, given, strict=True) if name}
