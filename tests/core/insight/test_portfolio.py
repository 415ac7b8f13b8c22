"""The portfolio: who stands where, what is no number, what changed between two points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hansei
from hansei.errors import UsageError
from hansei.insight.heatmap import HeatMap
from hansei.insight.portfolio import Portfolio

from ..samples import EVERY_KIND, write_toolkit

DAY = 86_400_000


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 1_700_000_000_000

    def __call__(self) -> int:
        return self.at


@pytest.fixture
def clock() -> Clock:
    """The engine's clock."""
    return Clock()


@pytest.fixture
def engine(tmp_path: Path, clock: Clock) -> Iterator[hansei.Engine]:
    """An engine with the sample toolkit."""
    folder = write_toolkit(tmp_path / "toolkit")
    with hansei.open_engine(tmp_path / "store.db", toolkits=[folder], now=clock) as opened:
        yield opened


def hold(engine: hansei.Engine, team: str, kind: Any = "building", **levels: str) -> hansei.Session:
    """Hold a session in which a team says where it stands."""
    session = engine.start("every-kind", team=hansei.Team(team, kind, "Riverside" if kind == "building" else ""))
    for item, level in levels.items():
        session.rate("culture", item, level=level)
    return session


def culture(portfolio: Portfolio, **scope: Any) -> HeatMap:
    """Return the map of the rubric."""
    return next(each for each in portfolio.heat_maps(portfolio.scope(**scope)) if each.instrument == "culture")


def test_teams_by_rows_with_what_is_no_number_beside_the_numbers(engine: hansei.Engine) -> None:
    hold(engine, "Riverside", "district", vision="high")
    hold(engine, "Oak", vision="low", goals="not-applicable")
    apart = hold(engine, "Pine")
    apart.groups.form({"A": 1, "B": 1})
    apart.rounds.open("culture")
    for rater, level in (("A", "low"), ("B", "high")):
        apart.rate("culture", "vision", level=level, rater=rater)
    apart.rounds.reveal("culture")
    apart.rounds.disagree("culture", "vision")
    engine.directory.add("Elm", "building", engine.directory.find("Riverside"))
    found = culture(engine.portfolio, district="Riverside")
    assert [row.measure.about.short for row in found.rows] == ["Vision", "Goals"]
    assert {line.org.name: "".join(square.mark for square in line.squares) for line in found.teams} == {
        "Riverside": "3.",
        "Oak": "1-",
        "Pine": "x.",
    }
    assert [org.name for org in found.silent] == ["Elm"]
    vision, goals = found.counts()
    assert (vision.levels, vision.rated, vision.teams) == ((1, 0, 1), 2, 3)
    assert vision.denominator() == "2 of 3 teams at a level; 1 no agreement"
    assert goals.denominator() == "0 of 3 teams at a level; 1 does not apply; 2 not rated"
    assert [line.org.name for line in found.at_level("High").teams] == ["Riverside"]
    assert [line.org.name for line in found.at_level("1").teams] == ["Oak"]
    assert found.level("nowhere") == frozenset()
    assert culture(engine.portfolio, building="Oak").teams[0].squares[0].title == "Low"
    with pytest.raises(UsageError, match="no building is called 'Ook'; did you mean 'Oak'"):
        engine.portfolio.scope(building="Ook")


def test_all_teams_counted_say_the_same_as_the_map(engine: hansei.Engine) -> None:
    for number, level in enumerate(("low", "mid", "mid", "high")):
        hold(engine, f"School {number}", vision=level)
    hold(engine, "Riverside", "district", goals="mid")
    everywhere = next(each for each in engine.portfolio.over_all() if each.instrument == "culture")
    assert everywhere.rows == culture(engine.portfolio).counts()
    buildings = next(each for each in engine.portfolio.over_all("building") if each.instrument == "culture")
    assert buildings.rows[0].denominator() == "4 of 4 teams at a level"


def test_the_last_rating_counts_and_a_window_looks_back(engine: hansei.Engine, clock: Clock) -> None:
    begin = clock.at
    hold(engine, "Oak", vision="low")
    clock.at += 100 * DAY
    hold(engine, "Oak", vision="mid")
    clock.at += 100 * DAY
    hold(engine, "Oak")  # begun, and nothing rated yet: what stood still stands
    square = culture(engine.portfolio).teams[0].squares[0]
    assert (square.number, square.moved, square.remarks) == (2, 1, ())
    assert culture(engine.portfolio).teams[0].sessions == 3
    assert culture(engine.portfolio, until=begin + 50 * DAY).teams[0].squares[0].number == 1
    assert culture(engine.portfolio, since=begin + 50 * DAY).teams[0].squares[0].number == 2
    assert engine.portfolio.heat_maps(engine.portfolio.scope(since=begin + 300 * DAY)) == ()


def test_a_trend_says_where_words_raters_rounds_or_protocol_changed(
    engine: hansei.Engine, clock: Clock, tmp_path: Path
) -> None:
    first = hold(engine, "Oak")
    first.groups.form({"A": 1, "B": 1})
    first.rounds.open("culture")
    for rater in "AB":
        first.rate("culture", "vision", level="low", rater=rater)
        first.rate("culture", "goals", level="low", rater=rater)
    first.rounds.reveal("culture")
    clock.at += DAY
    second = hold(engine, "Oak", vision="mid", goals="mid")
    second.keep_protocol("first.rate", kept=False, why="ten minutes only")
    clock.at += DAY
    write_toolkit(tmp_path / "toolkit", EVERY_KIND.replace("few goals", "some goals"))
    with hansei.open_engine(engine.log.name, toolkits=[tmp_path / "toolkit"], now=clock) as later:
        hold(later, "Oak", vision="high", goals="high")
        trend = next(
            each for each in later.portfolio.trends(later.directory.find("Oak")) if each.instrument == "culture"
        )
    rows = [(each.row.measure.item, each.row.earlier, [p.mark for p in each.points]) for each in trend.rows]
    assert rows == [
        ("vision", False, ["1", "2", "3"]),
        ("goals", False, [".", ".", "3"]),
        ("goals", True, ["1", "2", "."]),
    ]
    assert [each.moved for each in trend.rows[0].points] == [None, 1, 1]
    assert [each.moved for each in trend.rows[1].points] == [None, None, None]
    assert trend.remarks(0) == {}
    both = ("Vision", "Goals")
    assert trend.remarks(1) == {
        "raters: 2 groups → whole team": both,
        "1 round → no round": both,
        "protocol changed: ten minutes only": both,
    }
    later_on = "protocol not noted; before it was changed: ten minutes only"
    assert trend.remarks(2) == {later_on: both, "descriptors changed": ("Goals",)}


def test_actions_of_all_teams_by_what_is_due_first(engine: hansei.Engine) -> None:
    oak, pine = hold(engine, "Oak", vision="low"), hold(engine, "Pine", vision="low")
    oak.answer("moving", "vision.begin", {"actions": [{"text": "walk", "due": "2026-12-01"}, {"text": "ask"}]})
    pine.answer("moving", "vision.begin", {"actions": [{"text": "read", "due": "2026-11-01", "owner": "Bo"}]})
    walk = next(each for each in oak.following.all if each.action.text == "walk")
    oak.following.follow(walk, "done", "twice")
    found = engine.portfolio.actions(engine.portfolio.scope())
    assert [(each.org.name, each.due.action.text, each.due.status, each.late("2026-11-26")) for each in found] == [
        ("Pine", "read", "open", True),
        ("Oak", "ask", "open", False),
        ("Oak", "walk", "done", False),
    ]
    assert [each.org.name for each in engine.portfolio.actions(engine.portfolio.scope(building="Pine"))] == ["Pine"]


def test_a_merged_team_has_one_line_and_what_is_kept_is_mended(engine: hansei.Engine) -> None:
    hold(engine, "Oak", vision="low")
    hold(engine, "Oak School", vision="mid")
    directory = engine.directory
    directory.merge(directory.find("Oak School"), directory.find("Oak"))
    found = culture(engine.portfolio)
    assert [(line.org.name, line.sessions) for line in found.teams] == [("Oak", 2)]
    assert engine.portfolio.faults() == []
    log: Any = engine.log
    log.transaction(lambda run: run("DELETE FROM facts"))
    log.transaction(lambda run: run("UPDATE totals SET n = 7"))
    assert len(engine.portfolio.faults()) == 3
    engine.portfolio.repair()
    assert engine.portfolio.faults() == []
    assert culture(engine.portfolio) == found


def test_a_store_that_may_not_be_written_to_has_its_portfolio(engine: hansei.Engine, tmp_path: Path) -> None:
    hold(engine, "Oak", vision="low")
    log: Any = engine.log
    log.transaction(lambda run: run("PRAGMA query_only = ON"))
    try:
        assert culture(engine.portfolio).teams[0].squares[0].number == 1
    finally:
        log.rows("PRAGMA query_only = OFF")
