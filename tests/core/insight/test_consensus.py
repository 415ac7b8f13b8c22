"""Leik's measure: its laws, its own example, and an explanation that adds up."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hansei.insight.consensus import consensus, spread, steps_from_middle, why

COUNTS = st.lists(st.integers(0, 12), min_size=2, max_size=7)


@given(COUNTS)
def test_it_lies_between_0_and_1(counts: list[int]) -> None:
    found = consensus(counts)
    assert (found is None) == (sum(counts) == 0)
    assert found is None or 0 <= found <= 1


@given(COUNTS)
def test_it_does_not_matter_from_which_end_the_levels_are_read(counts: list[int]) -> None:
    assert consensus(counts) == consensus(counts[::-1])
    assert spread(counts) == spread(counts[::-1])


@given(COUNTS)
def test_all_at_one_level_is_the_maximum_and_only_that(counts: list[int]) -> None:
    assume(sum(counts))
    assert (consensus(counts) == 1) == (sum(count > 0 for count in counts) == 1)
    assert (spread(counts) == 0) == (sum(count > 0 for count in counts) == 1)


@given(COUNTS)
def test_an_even_split_between_the_ends_is_the_minimum_and_only_that(counts: list[int]) -> None:
    assume(sum(counts))
    halves = counts[0] == counts[-1] and not any(counts[1:-1])
    assert (consensus(counts) == 0) == halves


@given(COUNTS, st.integers(1, 5))
def test_it_depends_on_shares_and_not_on_how_many_rate(counts: list[int], times: int) -> None:
    assert consensus(counts) == pytest.approx(consensus([count * times for count in counts]))


@given(COUNTS)
def test_it_is_the_mean_distance_from_the_median(counts: list[int]) -> None:
    """The words of the explanation and the formula of the paper are the same number."""
    ratings = [level for level, count in enumerate(counts) for _ in range(count)]
    assume(ratings)
    middle = statistics.median_low(ratings)
    assert steps_from_middle(counts) == sum(abs(level - middle) for level in ratings)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12), st.randoms())
def test_the_order_of_raters_does_not_matter(ratings: list[int], random: object) -> None:
    def counted(order: list[int]) -> list[int]:
        return [order.count(level) for level in range(5)]

    assert consensus(counted(ratings)) == consensus(counted(sorted(ratings)))


@given(COUNTS, st.data())
def test_moving_a_rater_to_the_middle_rating_never_lowers_it(counts: list[int], data: st.DataObject) -> None:
    ratings = [level for level, count in enumerate(counts) for _ in range(count)]
    assume(ratings)
    middle = statistics.median_low(ratings)
    moved = list(counts)
    moved[data.draw(st.sampled_from(ratings))] -= 1
    moved[middle] += 1
    before, after = consensus(counts), consensus(moved)
    assert before is not None
    assert after is not None
    assert after >= before - 1e-12


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0, 3, 0], 1.0),
        ([1, 0, 0, 1], 0.0),
        ([1, 1, 1, 1], 1 / 3),
        ([0, 1, 2, 0], 1 - 2 / 9),
        ([2, 0, 0, 1], 1 - 6 / 9),
        ([0, 0, 0, 0], None),
        ([4], 1.0),
    ],
)
def test_numbers_worked_out_by_hand(counts: list[int], expected: float | None) -> None:
    found = consensus(counts)
    assert found == (expected if expected is None else pytest.approx(expected))


def test_the_explanation_gives_inputs_formula_and_source() -> None:
    said = "\n".join(why([0, 1, 2, 0], ["Beginning", "Developing", "Evolving", "Accomplished"]))
    assert "3 chose a level: 1 Developing, 2 Evolving." in said
    assert "1 step away" in said
    assert "3 x (4 levels - 1) / 2 = 4.5" in said
    assert "1 - 1 / 4.5 = 0.78" in said
    assert "Leik" in said
    assert "1966" in said
    assert why([0, 0], ["a", "b"]) == ("Nobody chose a level, so there is no number.",)
