"""Days as documents say them."""

from __future__ import annotations

import pytest

from hansei.words.days import date_told
from hansei.words.speaking import speaking


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("2031-04-30", "30 Apr 2031"),
        ("0987-01-02", "2 Jan 987"),
        ("", ""),
        ("2031-02-30", "2031-02-30"),
        ("2031-4-3", "2031-4-3"),
        ("before 2031-04-30", "before 2031-04-30"),
        ("every Monday", "every Monday"),
    ],
)
def test_a_date_is_told_as_people_say_it_and_words_stay(kept: str, told: str) -> None:
    assert date_told(kept) == told


def test_a_date_is_told_in_the_language_of_the_document() -> None:
    with speaking("es"):
        assert date_told("2031-01-30") == "30 ene 2031"
