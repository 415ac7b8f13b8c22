"""Who takes part, and who rates: teams, persons, groups, and how each is written in the record."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from hansei.errors import UsageError

#: The rater that is the whole team together.
TEAM = "team"


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

    @property
    def rater(self) -> str:
        """The person as a rater."""
        return f"person:{self.id}"


def group(name: str) -> str:
    """Return a small group, such as a table, as a rater."""
    return f"group:{name}"
