"""What was given to an instrument, looked up by item, rater and round: a mapping like any other."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from hansei.record.events import Answered
from hansei.record.given import NOTHING, Given, Key

KEYS = st.tuples(st.sampled_from("abc"), st.sampled_from(["team", "group:North", "person:1"]), st.integers(1, 3))


def answered(key: Key, number: int) -> Answered:
    item, rater, round_ = key
    return Answered(
        id=str(number), at=number, instrument="i", item=item, response=msgspec.Raw(b"1"), rater=rater, round=round_
    )


@given(st.lists(st.tuples(KEYS, st.booleans())))
def test_it_holds_what_a_flat_mapping_would(steps: list[tuple[Key, bool]]) -> None:
    found, flat = Given(), dict[Key, Answered]()
    for number, (key, put) in enumerate(steps):
        if put:
            found.put(answered(key, number))
            flat[key] = answered(key, number)
        else:
            found.drop(*key)
            flat.pop(key, None)
    assert found == flat
    assert (len(found), bool(found)) == (len(flat), bool(flat))
    for item, rater, number in flat:
        assert found.to(item, number)[rater] == flat[item, rater, number]


def test_what_is_not_there_is_not_there() -> None:
    assert NOTHING.get(("a", "team", 1)) is None
    assert ("a", "team", 1) not in NOTHING
    assert not NOTHING.to("a", 1)
    assert list(NOTHING) == []
