"""Shapes of rubrics: the ideal on the left, levels of a row's own, zones, half levels, evidence that is needed."""

from __future__ import annotations

import pytest
from attrs import evolve

from hansei.document import Figure, Table
from hansei.form import Choose, Text, Walk
from hansei.kinds import Answer
from hansei.kinds.rubric import Criterion, Level, Rubric, RubricKind, WalkRule, Zone
from hansei.kinds.rubric_rating import Rating
from hansei.testing import KindConformance, Sample, words

KIND = RubricKind()
LEVELS = (Level("ideal", "Ideal"), Level("mostly", "Mostly"), Level("little", "Little"), Level("none", "None"))
TEXTS = {level.id: f"it is {level.id}" for level in LEVELS}
OWN = (Level("no", "Insufficient"), Level("yes", "Impacting"))
MAP = Rubric(
    LEVELS,
    (
        Criterion("team", TEXTS, "The team"),
        Criterion("own", {"no": "nobody does", "yes": "all do"}, "Its own", own_levels=OWN),
    ),
    evidence="What shows it?",
    evidence_needed=True,
    ideal="left",
    halves=True,
    zones=(Zone("good", "Acceptable", ("ideal", "mostly")), Zone("bad", "Unacceptable", ("little", "none"), work=True)),
)
TEAM, OWNED = KIND.items(MAP)


class TestAllAtOnce(KindConformance):
    sample = Sample(
        KIND,
        MAP,
        good={
            "team": [
                {"level": {"level": "mostly"}, "half": "yes", "evidence": "Two [schools] & <b>one</b>"},
                {"level": {"level": "little+"}, "evidence": "The minutes say"},
                {"level": {"level": "cannot-tell"}},
                {"level": {"level": "none"}, "half": "no", "evidence": None},
            ],
            "own": [{"level": {"level": "no", "refused": {"yes": "not all"}}, "half": "yes", "evidence": "Half of us"}],
        },
        bad=[
            ("team", {"level": {"level": "mostly"}}, "evidence"),
            ("team", {"level": {"level": "mostly"}, "evidence": "  "}, "evidence"),
            ("team", {"level": {"level": "none"}, "half": "yes", "evidence": "x"}, "half"),
            ("team", {"level": {"level": "none"}, "half": "maybe", "evidence": "x"}, "half"),
            ("team", {"level": {"level": "yes"}, "evidence": "x"}, "level"),
            ("own", {"level": {"level": "ideal"}, "evidence": "x"}, "level"),
            ("own", Rating("yes", half=True), "half"),
        ],
    )


class TestOnlyOwnLevels(KindConformance):
    sample = Sample(
        KIND, Rubric((), MAP.criteria[1:]), good={"own": [{"level": {"level": "yes"}}]}, bad=[("own", {}, "level")]
    )


def test_the_walk_begins_at_the_ideal_and_evidence_cannot_be_left_out() -> None:
    walk = KIND.form(MAP, TEAM, {})
    assert isinstance(walk, Walk)
    assert (walk.start, walk.direction) == (0, 1)
    own = KIND.form(MAP, OWNED, {})
    assert isinstance(own, Walk)
    assert (own.start, own.direction, [level.id for level in own.levels]) == (0, 1, ["no", "yes"])
    half = KIND.form(MAP, TEAM, {"level": {"level": "mostly"}})
    assert isinstance(half, Choose)
    assert half.options[1].title == "Half-way between Mostly and Little"
    evidence = KIND.form(MAP, TEAM, {"level": {"level": "none"}})
    assert isinstance(evidence, Text)
    assert not evidence.optional


def test_half_levels_are_places_on_the_scale() -> None:
    assert [level.id for level in KIND.scale(MAP, TEAM).levels][:3] == ["ideal", "ideal+", "mostly"]
    summary = KIND.summary(MAP, (TEAM, OWNED), {"team": [Answer("Ann", Rating("mostly", half=True))]})
    (fact,) = KIND.facts(MAP, summary)
    assert (fact.value, fact.label) == (3, "Between Mostly and Little")


def test_what_lies_beyond_the_cut_line_calls_for_work() -> None:
    def because(place: str) -> list[str]:
        rating = Rating(place.removesuffix("+"), half=place.endswith("+"))
        return [each.because for each in KIND.needs(MAP, {"team": [Answer("Ann", rating)]})]

    assert because("mostly") == []
    assert because("mostly+") == ["rated Between Mostly and Little (Unacceptable)"]
    plain = evolve(MAP, zones=())
    assert [each.id for each in KIND.needs(plain, {"team": [Answer("Ann", Rating("mostly"))]})] == ["team"]
    assert KIND.needs(plain, {"team": [Answer("Ann", Rating("ideal"))], "own": [Answer("Ann", Rating("no"))]}) == ()


def test_zones_head_the_table_and_a_row_of_its_own_levels_is_a_table_of_its_own() -> None:
    blocks = KIND.document(MAP, (TEAM, OWNED), None)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [cell.span for cell in tables[0].header[0]] == [1, 2, 2]
    assert len(tables) == 2
    summary = KIND.summary(MAP, (TEAM, OWNED), {"team": [Answer("Ann", Rating("mostly", half=True))]})
    done = KIND.document(MAP, (TEAM, OWNED), summary)
    assert len([block for block in done if isinstance(block, Figure)]) == 2
    assert "Ann (half-way to the next)" in list(words(done))


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (evolve(MAP, zones=MAP.zones[:1]), ("zones",)),
        (evolve(MAP, zones=(Zone("a", "A", ("idea",)),)), ("zones", 0, "levels")),
        (evolve(MAP, evidence=""), ("evidence_needed",)),
        (evolve(MAP, walk=WalkRule("ideal", "ideal")), ("walk", "toward")),
        (evolve(MAP, criteria=(evolve(MAP.criteria[1], own_levels=OWN[:1]),)), ("criteria", 0, "own_levels")),
        (evolve(MAP, criteria=(evolve(MAP.criteria[1], levels={"no": "x"}),)), ("criteria", 0, "levels")),
    ],
)
def test_faults_of_an_author(definition: Rubric, path: tuple[str, ...]) -> None:
    assert path in [found.path for found in KIND.faults(definition)]
