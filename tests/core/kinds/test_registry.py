"""The kinds at hand."""

from __future__ import annotations

import pytest

from hansei.errors import UnknownKindError
from hansei.kinds import Kinds
from hansei.kinds.choice import ChoiceKind
from hansei.kinds.rubric import RubricKind


def test_a_kind_is_found_by_its_name() -> None:
    kinds = Kinds([RubricKind(), ChoiceKind()])
    assert kinds.names() == ("choice", "rubric")
    assert "rubric" in kinds
    assert len(kinds) == 2
    assert [kind.name for kind in kinds] == ["rubric", "choice"]
    assert kinds.get("plan") is None


def test_of_two_with_one_name_the_first_is_kept() -> None:
    first = RubricKind()
    assert Kinds([first, RubricKind()])["rubric"] is first


@pytest.mark.parametrize(
    ("name", "hint"), [("rubrik", "did you mean 'rubric'?"), ("xyz", "known kinds: choice, rubric")]
)
def test_an_unknown_kind_is_answered_with_a_hint(name: str, hint: str) -> None:
    with pytest.raises(UnknownKindError) as unknown:
        Kinds([RubricKind(), ChoiceKind()])[name]
    assert name in str(unknown.value)
    assert hint in str(unknown.value)


def test_without_any_kind_the_hint_says_so() -> None:
    assert "no plugin brings one" in Kinds().hint("rubric")
