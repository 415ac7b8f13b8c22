"""Teams, persons, groups."""

from __future__ import annotations

from typing import Any

import pytest

from hansei.errors import UsageError
from hansei.record.people import Person, Team, group


def test_a_team_has_a_name_and_a_kind() -> None:
    assert Team("Riverside").kind == "district"
    assert Team("Lincoln", kind="building", of="Riverside").of == "Riverside"


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_a_team_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="needs a name"):
        Team(name)


def test_a_team_of_another_kind_is_refused() -> None:
    kind: Any = "school"
    with pytest.raises(UsageError, match="building or district, not 'school'"):
        Team("Riverside", kind=kind)


def test_raters_are_written_apart() -> None:
    assert Person("ab12", "Ann").rater == "person:ab12"
    assert group("Table 1") == "group:Table 1"
