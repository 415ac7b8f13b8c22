"""Several scales on one item: places, ranking, what calls for work."""

from __future__ import annotations

import pytest
from attrs import evolve

from hansei.document import Table
from hansei.kinds import Answer
from hansei.kinds.multi_scale import MultiScale, MultiScaleKind, MultiScaleSummary, OneScale, Place, Placed, Rated
from hansei.testing import KindConformance, Sample, words

KIND = MultiScaleKind()
STATUS = OneScale("status", "Status", (Place("no", "Not in place"), Place("part", "Partly"), Place("yes", "In place")))
PRIORITY = OneScale(
    "priority", "Priority", (Place("low", "Low"), Place("high", "High")), ask="How much does it matter?"
)
ROWS = (
    Rated("rules", "Rules are **taught**", levels={"status": {"no": "nobody knows them"}}),
    Rated("data", "Data are used", "Data"),
)
TWO = MultiScale((STATUS, PRIORITY), ROWS, work_when={"status": ("no", "part"), "priority": ("high",)}, evidence="Why?")
FIVE = MultiScale(
    (OneScale("worth", "Worth", most=5, ends=("little", "much")), OneScale("cost", "Cost", most=5, weight=-1)),
    (Rated("rules", "Rules are taught"), ROWS[1]),
    rank=True,
)


def summary(definition: MultiScale, **places: str) -> MultiScaleSummary:
    answers = {item.replace("_", "."): [Answer("Ann", Placed(place))] for item, place in places.items()}
    return KIND.summary(definition, KIND.items(definition), answers)


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        TWO,
        good={
            "rules.status": [{"place": "no", "evidence": "Nobody [could] & <b>say</b>"}, {"place": "part"}],
            "rules.priority": [{"place": "high"}],
        },
        bad=[
            ("rules.status", {}, "place"),
            ("rules.status", {"place": "high"}, "place"),
            ("rules.priority", {"place": "low", "evidence": 3}, "evidence"),
        ],
    )


class TestNumbers(KindConformance):
    sample = Sample(KIND, FIVE, good={"data.cost": [{"place": "5"}]}, bad=[("data.cost", {"place": "6"}, "place")])


def test_a_row_calls_for_work_when_every_scale_says_so() -> None:
    def needs(**places: str) -> list[str]:
        return [
            each.id
            for each in KIND.needs(TWO, {k.replace("_", "."): [Answer("A", Placed(v))] for k, v in places.items()})
        ]

    assert needs(rules_status="part", rules_priority="high", data_status="yes", data_priority="high") == ["rules"]
    assert needs(rules_status="no", rules_priority="low", data_status="no") == []
    assert KIND.rows(TWO, {})[0].title == "Rules are taught"


def test_points_are_added_up_and_rows_with_as_many_share_a_rank() -> None:
    found = summary(FIVE, rules_worth="5", rules_cost="4", data_worth="2", data_cost="1")
    assert [(each.row, each.points, each.rank) for each in found.ranking] == [("rules", 1, 1), ("data", 1, 1)]
    found = summary(FIVE, rules_worth="5", rules_cost="1", data_worth="2")
    assert [each.row for each in found.ranking] == ["rules"]
    assert "1 of 2 not ranked" in "\n".join(words(KIND.document(FIVE, KIND.items(FIVE), found)))


def test_two_scales_are_laid_across_each_other() -> None:
    found = summary(TWO, rules_status="no", rules_priority="high")
    blocks = KIND.document(TWO, KIND.items(TWO), found)
    text = list(words(blocks))
    assert "Status by Priority" in text
    across = [each for each in blocks if isinstance(each, Table)][-1]
    assert all(cell.blocks for row in across.rows for cell in row)  # an empty place is an answer, and says so
    assert [each.title for each in FIVE.scales[0].places] == ["1 little", "2", "3", "4", "5 much"]


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (evolve(TWO, scales=()), ("scales",)),
        (evolve(FIVE, scales=(OneScale("a", "A", most=1),)), ("scales", 0, "levels")),
        (evolve(FIVE, scales=(evolve(STATUS, most=5),)), ("scales", 0, "most")),
        (evolve(TWO, work_when={"staus": ("no",)}), ("work_when", "staus")),
        (evolve(TWO, work_when={"status": ("nope",)}), ("work_when", "status")),
        (
            evolve(TWO, statements=(evolve(ROWS[0], levels={"status": {"x": ""}}),)),
            ("statements", 0, "levels", "status"),
        ),
    ],
)
def test_faults_of_an_author(definition: MultiScale, path: tuple[str, ...]) -> None:
    assert path in [found.path for found in KIND.faults(definition)]
