"""Dot vote, ranking, two-by-two."""

from __future__ import annotations

import pytest
from attrs import evolve

from hansei.form import Choose, Number
from hansei.kinds import Answer, Item
from hansei.kinds.prioritise import Axis, Candidate, Prioritise, PrioritiseKind, Vote
from hansei.testing import KindConformance, Sample, words

KIND = PrioritiseKind()
OPTIONS = (
    Candidate("hour", "A shared **hour**"),
    Candidate("page", "One page"),
    Candidate("call", "Call [home]", "Call"),
)
DOTS = Prioritise(options=OPTIONS, dots=5, most_on_one=3, take=1, why="Why?")
SINGLE = Prioritise(options=OPTIONS, dots=2, most_on_one=1)
RANK = Prioritise("rank", OPTIONS, take=2)
GRID = Prioritise(
    "two-by-two",
    OPTIONS,
    axes=(Axis("effort", "Effort"), Axis("impact", "Impact", low="small", high="great")),
    quadrants={"low-high": "Do it *now*"},
    take_from=("low-high",),
    why="Why there?",
)
(VOTE,) = KIND.items(DOTS)


class TestDots(KindConformance):
    sample = Sample(
        KIND,
        DOTS,
        good={"vote": [{"dots-hour": 3, "dots-page": 2.0, "why": "near & <b>cheap</b>"}, {"dots-call": 1}]},
        bad=[
            ("vote", {}, "dots"),
            ("vote", {"dots-hour": 4}, "dots-hour"),
            ("vote", {"dots-hour": 1.5}, "dots-hour"),
            ("vote", {"dots-hour": 3, "dots-page": 3}, "dots"),
            ("vote", Vote({"zzz": 1}), "dots"),
        ],
    )


class TestOneDotEach(KindConformance):
    sample = Sample(
        KIND,
        SINGLE,
        good={"vote": [{"dots": ["hour", "call"]}]},
        bad=[("vote", {"dots": ["hour", "page", "call"]}, "dots"), ("vote", {"dots": "hour"}, "dots")],
    )


class TestRank(KindConformance):
    sample = Sample(
        KIND,
        RANK,
        good={
            "vote": [{"place-1": "page", "place-2": "call"}, {"place-1": "page", "place-2": "call", "place-3": "hour"}]
        },
        bad=[
            ("vote", {}, "place-1"),
            ("vote", {"place-1": "page"}, "place-2"),
            ("vote", {"place-1": "page", "place-2": "page", "place-3": "hour"}, "place-2"),
            ("vote", {"place-1": "x", "place-2": "page", "place-3": "hour"}, "place-1"),
        ],
    )


class TestGrid(KindConformance):
    sample = Sample(
        KIND,
        GRID,
        good={
            "hour": [{"effort": "low", "impact": "high", "why": "It is free already"}],
            "page": [{"effort": "high", "impact": "low"}],
        },
        bad=[("hour", {"effort": "low"}, "impact"), ("hour", {"effort": "some", "impact": "low"}, "effort")],
    )


def test_dots_are_asked_for_while_there_are_any() -> None:
    asked = KIND.form(DOTS, VOTE, {"dots-hour": 3})
    assert isinstance(asked, Choose)
    assert ([option.key for option in asked.options], asked.hint) == (["0", "1", "2"], "2 of 3; you have 2 of 5 left")
    many = KIND.form(evolve(DOTS, dots=20, most_on_one=0), VOTE, {"dots-hour": "3"})
    assert isinstance(many, Number)
    assert many.high == 17
    assert KIND.form(evolve(DOTS, why=""), VOTE, {"dots-hour": 3, "dots-page": 2}) is None


def test_dots_are_counted_and_ties_go_on_together() -> None:
    votes = [Answer("Ann", Vote({"hour": 3, "page": 2})), Answer("Bo", Vote({"page": 1, "call": 2}))]
    found = KIND.summary(DOTS, (VOTE,), {"vote": votes})
    assert [(each.id, each.points, each.raters, each.rank) for each in found.order] == [
        ("hour", 3, 1, 1),
        ("page", 3, 2, 1),
        ("call", 2, 1, 3),
    ]
    assert [(item.id, item.because) for item in KIND.needs(DOTS, {"vote": votes})] == [
        ("hour", "3 dots"),
        ("page", "3 dots"),
    ]
    assert "●●● 3" in list(words(KIND.document(DOTS, (VOTE,), found)))


def test_a_ranking_needs_no_last_place_and_counts_by_borda() -> None:
    first = KIND.form(RANK, VOTE, {"place-1": "hour"})
    assert isinstance(first, Choose)
    assert [option.id for option in first.options] == ["page", "call"]
    assert KIND.form(RANK, VOTE, {"place-1": "hour", "place-2": "call"}) is None
    votes = [Answer("Ann", Vote(ranked=("hour", "call", "page"))), Answer("Bo", Vote(ranked=("hour", "page", "call")))]
    found = KIND.summary(RANK, KIND.items(RANK), {"vote": votes})
    assert [(each.id, each.points, each.raters) for each in found.order] == [
        ("hour", 4, 2),
        ("page", 1, 0),
        ("call", 1, 0),
    ]


def test_the_two_by_two_shows_where_all_agree() -> None:
    def at(effort: str, impact: str, who: str = "Ann") -> Answer[Vote]:
        return Answer(who, Vote(at={"effort": effort, "impact": impact}))

    answers = {"hour": [at("low", "high")], "page": [at("low", "high"), at("high", "high", "Bo")]}
    assert [(each.id, each.because) for each in KIND.needs(GRID, answers)] == [("hour", "Do it *now*")]
    text = "\n".join(words(KIND.document(GRID, KIND.items(GRID), KIND.summary(GRID, KIND.items(GRID), answers))))
    assert "Raters are apart: Ann: Effort low, Impact great; Bo: Effort high, Impact great" in text


def test_what_is_put_in_order_can_be_the_rows_of_another_instrument() -> None:
    (vote,) = KIND.items(Prioritise("rank"), [Item("a", "Alpha"), Item("b", "Beta")])
    assert [option.title for option in vote.among] == ["Alpha", "Beta"]
    assert KIND.items(Prioritise("rank"), [Item("a", "Alpha")]) == ()


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (evolve(DOTS, options=OPTIONS[:1]), ("options",)),
        (evolve(DOTS, dots=0), ("dots",)),
        (evolve(GRID, axes=GRID.axes[:1]), ("axes",)),
        (evolve(GRID, take_from=("low-hi",)), ("take_from",)),
        (evolve(RANK, axes=GRID.axes), ("axes",)),
        (evolve(RANK, take=-1), ("take",)),
    ],
)
def test_faults_of_an_author(definition: Prioritise, path: tuple[str, ...]) -> None:
    assert path in [found.path for found in KIND.faults(definition)]
