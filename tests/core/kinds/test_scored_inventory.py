"""The scored inventory: points, shares, thresholds, bands, and no share where raters are apart."""

from __future__ import annotations

import pytest
from attrs import evolve

from hansei.form import Choose
from hansei.kinds import Answer
from hansei.kinds.scored_inventory import (
    ASIDE,
    Band,
    Feature,
    InventorySummary,
    Score,
    Scored,
    ScoredInventory,
    ScoredInventoryKind,
    Subscale,
)
from hansei.testing import KindConformance, Sample, words

KIND = ScoredInventoryKind()
CRITERIA = {"0": "There is no team.", "1": "There is a team without **all** roles.", "2": "All roles are there."}
DEFINITION = ScoredInventory(
    (
        Feature("team", "A team", "with roles", "teams", ("Chart", "Minutes"), CRITERIA),
        Feature("meets", "It meets", subscale="teams"),
        Feature("taught", "Rules are taught", subscale="work", weight=2),
    ),
    subscales=(Subscale("teams", "Teams"), Subscale("work", "Work", threshold=80)),
    threshold=70,
    bands=(Band(0, "Begin", "Build the *team*."), Band(70, "Go on", "Add the next tier.")),
    evidence="What shows it?",
    may_not_apply=True,
)
ITEMS = KIND.items(DEFINITION)


def summary(**scores: str) -> InventorySummary:
    answers = {item: [Answer("The team", Scored(score))] for item, score in scores.items()}
    return KIND.summary(DEFINITION, ITEMS, answers)


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        good={
            "team": [{"score": "1", "evidence": "Two [roles] & <b>no</b> chair"}, {"score": "2"}, {"score": ASIDE}],
            "taught": [{"score": "0", "evidence": "nobody saw it"}],
        },
        bad=[
            ("team", {}, "score"),
            ("team", {"score": "3"}, "score"),
            ("team", {"score": 1}, "score"),
            ("team", {"score": "1", "evidence": 4}, "evidence"),
            ("team", Scored(""), "score"),
        ],
    )


def test_a_score_is_chosen_by_its_own_number_with_what_it_needs_below() -> None:
    asked = KIND.form(DEFINITION, ITEMS[0], {})
    assert isinstance(asked, Choose)
    assert [option.key for option in asked.options] == ["0", "1", "2", "n"]
    assert asked.options[1].text == "There is a team without all roles."
    assert asked.hint == "Look at: Chart; Minutes"


def test_shares_thresholds_and_the_band() -> None:
    found = summary(team="2", meets="1", taught="1")
    assert [(each.points, each.possible, each.reached) for each in found.subscales] == [(3, 4, True), (2, 4, False)]
    assert found.whole.percent == 62.5
    assert found.band == DEFINITION.bands[0]
    assert summary(team="2", meets="2", taught="1").band == DEFINITION.bands[1]
    text = "\n".join(words(KIND.document(DEFINITION, ITEMS, found)))
    assert "Teams: 75 % (70 % wanted). Work: 50 % (80 % wanted). All: 62 % (70 % wanted)." in text


def test_what_does_not_apply_counts_neither_way() -> None:
    found = summary(team=ASIDE, meets="2", taught="2")
    assert (found.whole.percent, found.whole.of) == (100, 2)


def test_there_is_no_share_and_no_decision_before_everything_is_scored_alike() -> None:
    answers = {each.id: [Answer("Table 1", Scored("2"))] for each in ITEMS}
    answers["team"].append(Answer("Table 2", Scored("0")))
    found = KIND.summary(DEFINITION, ITEMS, answers)
    assert (found.whole.percent, found.band, found.subscales[1].percent) == (None, None, 100)
    text = "\n".join(words(KIND.document(DEFINITION, ITEMS, found)))
    assert "Raters are apart: Table 1: 2 Fully in place; Table 2: 0 Not in place" in text
    assert [item.id for item in KIND.needs(DEFINITION, answers)] == ["team"]


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (
            evolve(
                DEFINITION,
                scores=(Score("0", "No", 2), Score("1", "Yes", 2)),
                features=DEFINITION.features[1:],
                subscales=(),
            ),
            ("scores",),
        ),
        (
            evolve(
                DEFINITION, features=(evolve(DEFINITION.features[0], criteria={"0": "no"}), *DEFINITION.features[1:])
            ),
            ("features", 0, "criteria"),
        ),
        (
            evolve(DEFINITION, features=(evolve(DEFINITION.features[0], subscale="tems"), *DEFINITION.features[1:])),
            ("features", 0, "subscale"),
        ),
        (evolve(DEFINITION, features=DEFINITION.features[:2]), ("subscales", 1)),
        (evolve(DEFINITION, threshold=170), ("threshold",)),
        (evolve(DEFINITION, bands=(Band(10, "Low"),)), ("bands", 0, "at_least")),
        (evolve(DEFINITION, bands=(Band(0, "Low"), Band(0, "High"))), ("bands",)),
    ],
)
def test_faults_of_an_author(definition: ScoredInventory, path: tuple[str, ...]) -> None:
    assert path in [found.path for found in KIND.faults(definition)]
