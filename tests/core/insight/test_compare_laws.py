"""Laws of what is read off a revealed round, whoever rated in whatever order."""

from __future__ import annotations

import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st

import hansei
from hansei.insight.compare import ComparedRow, compare
from hansei.insight.consensus import consensus
from hansei.kinds.rubric import ASIDES

LEVELS = ("beginning", "developing", "evolving", "accomplished")
GIVEN = st.lists(st.sampled_from([*LEVELS, *ASIDES, ""]), min_size=1, max_size=8)


def compared(given_: list[str], order: list[int]) -> ComparedRow:
    """Let tables rate a row in an order, each what is given; an empty one rates nothing."""
    with tempfile.TemporaryDirectory() as folder, hansei.open_engine(f"{folder}/a.db") as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.groups.form({f"Table {number}": 3 for number in range(len(given_))})
        session.rounds.open("culture", items=["vision"])
        for at in order:
            if given_[at]:
                session.rate("culture", "vision", level=given_[at], rater=f"Table {at}")
        if any(given_):
            session.rounds.reveal("culture")
        return compare(session, "culture")[0]


@settings(max_examples=15, deadline=None)
@given(GIVEN, st.randoms())
def test_every_table_is_in_one_place_and_no_aside_is_a_level(given_: list[str], random: object) -> None:
    order = list(range(len(given_)))
    random.shuffle(order)  # type: ignore[attr-defined]
    row = compared(given_, order)
    levels = [given_.count(level) for level in LEVELS]
    assert list(row.counts) == levels
    assert row.rated + sum(row.asides.values()) + len(row.missing) == (len(given_) if any(given_) else 0)
    assert row.consensus == consensus(levels), "neither the order of raters nor what is no level matters"
    assert row.asides == {title: given_.count(id_) for id_, title in ASIDES.items() if id_ in given_}
    if any(given_):
        assert row.denominator().startswith(f"{sum(levels)} of {len(given_)} chose a level")
        assert {each.rater: each.place for each in row.positions} == {
            f"Table {at}": what for at, what in enumerate(given_) if what
        }
