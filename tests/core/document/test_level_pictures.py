"""The pictures of rows on a scale, of teams by rows and of time: whole, and each says in words what it draws."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hansei.document import Figure
from hansei.document.change_figure import ChangedRow, change_figures
from hansei.document.heat_figure import HeatRow, HeatSquare, heat_figures
from hansei.document.standing_figure import StandingRow, standing_figures
from hansei.document.time_figure import Timed, time_figure

LEVELS = ("Beginning & <first>", "Developing", "Accomplished")
LABEL = st.text(st.characters(codec="utf-8", min_codepoint=32, max_codepoint=0xD7FF), min_size=1, max_size=40)
PLACE = st.none() | st.integers(0, 2)


def drawn(figure: Figure) -> str:
    """Return everything that is written in a picture, which is whole."""
    svg = ET.fromstring(figure.svg)  # noqa: S314 - our own picture
    assert svg.findtext("{http://www.w3.org/2000/svg}title") == figure.alt
    return " ".join(each.text or "" for each in svg.iter("{http://www.w3.org/2000/svg}text"))


@given(st.lists(st.tuples(LABEL, st.lists(st.integers(0, 40), min_size=3, max_size=3), PLACE), min_size=1, max_size=45))
def test_every_row_has_its_counts_in_words_and_in_the_picture(rows: list[tuple[str, list[int], int | None]]) -> None:
    figures = list(standing_figures("Where", LEVELS, [StandingRow(a, tuple(b), agreed=c) for a, b, c in rows]))
    alt, shown = " ".join(each.alt for each in figures), " ".join(map(drawn, figures))
    for label, counts, agreed in rows:
        assert f"{label}: " in alt
        assert agreed is None or f"agreed on {LEVELS[agreed]}" in alt
        for level, count in zip(LEVELS, counts, strict=True):
            assert not count or f"{level} ({count})" in alt
            assert not count or str(count) in shown or all(sum(each) < 2 for _, each, _ in rows)


def test_a_dot_that_stands_for_one_answer_holds_no_number() -> None:
    one, more = (
        drawn(next(iter(standing_figures("Where", LEVELS, [StandingRow("Row", counts)]))))
        for counts in ((1, 0, 0), (1, 1, 0))
    )
    assert "1" not in one
    assert "what was chosen" in one
    assert "how many chose the level" in more


@given(st.lists(st.tuples(LABEL, PLACE, PLACE), min_size=1, max_size=45))
def test_last_time_and_now_are_both_said(rows: list[tuple[str, int | None, int | None]]) -> None:
    figures = list(change_figures("Then and now", LEVELS, [ChangedRow(*row) for row in rows]))
    alt = " ".join(each.alt for each in figures)
    assert all("last time" in drawn(each) for each in figures)
    for label, then, now in rows:
        said = [LEVELS[at] if at is not None else "no level" for at in (then, now)]
        assert f"{label}: last time {said[0]}, now {said[1]}" in alt


def test_every_team_of_many_is_in_some_picture() -> None:
    teams = [f"Team {number}" for number in range(40)]
    rows = [HeatRow(f"Row {at}", tuple(HeatSquare(at % 3, LEVELS[at % 3]) for _ in teams)) for at in range(60)]
    figures = list(heat_figures("Teams", LEVELS, teams, rows))
    assert all(sum(each.alt.count(f"Row {at}:") for each in figures) == len(figures) / 3 for at in range(60))
    assert all(any(team in drawn(each) for each in figures) for team in teams)


@pytest.mark.parametrize(
    ("low", "high", "words"), [(20, 30, "31 min of 20 to 30"), (31, 31, "31 min of 31"), (None, None, "31 min")]
)
def test_time_is_said_with_what_was_planned(low: int | None, high: int | None, words: str) -> None:
    figure = time_figure("Time", [Timed("Activity", 31, low, high)])
    assert f"Activity: {words}." in figure.alt
    assert words in drawn(figure)


def test_names_on_two_lines_do_not_run_into_each_other() -> None:
    names = [f"A row whose name takes two lines of the picture, {number}" for number in range(3)]
    (figure,) = standing_figures("Where", LEVELS, [StandingRow(name, (1, 0, 0)) for name in names])
    svg = ET.fromstring(figure.svg)  # noqa: S314 - our own picture
    texts = svg.iter("{http://www.w3.org/2000/svg}text")
    lines = [float(each.get("y", "")) for each in texts if each.get("x") == "0" and each.text]
    assert len(lines) == 6
    assert min(after - before for before, after in pairwise(lines)) >= 17
