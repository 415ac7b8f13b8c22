"""Names of actions: one each, kept when words change, the same on every machine."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hansei.kinds import Action
from hansei.kinds.actions import identified

ACTIONS = st.lists(
    st.builds(Action, text=st.sampled_from(["walk", "Walk", "ask", "half \ud800"]), id=st.sampled_from(["", "a", "b"])),
    max_size=6,
)


@given(ACTIONS)
def test_each_has_an_id_of_its_own_and_keeps_it(actions: list[Action]) -> None:
    named = identified(actions)
    ids = [each.id for each in named]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert identified(named) == named
    assert identified(actions) == named, "the same record gives the same names"
    assert [each.text for each in named] == [each.text for each in actions]


def test_other_words_keep_the_name() -> None:
    (was,) = identified([Action("Walk every building")])
    (now,) = identified([evolve(was, text="Walk two buildings a week")])
    assert now.id == was.id


def test_the_name_is_written_in_no_record_of_the_first_format_and_yet_known() -> None:
    assert identified([Action("Ask the board")])[0].id == "786d0113"
