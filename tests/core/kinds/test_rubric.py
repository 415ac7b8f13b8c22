"""The rubric: the walk, the spread, what calls for work."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from hansei.document import Table
from hansei.errors import ResponseError
from hansei.form import Text, Walk
from hansei.kinds import Answer
from hansei.kinds.rubric import ASIDES, Criterion, Level, Rubric, RubricKind, WalkRule
from hansei.kinds.rubric_rating import Rating, RubricSummary
from hansei.testing import KindConformance, Sample, words

KIND = RubricKind()
LEVELS = tuple(Level(id_, id_.capitalize()) for id_ in ("beginning", "developing", "evolving", "accomplished"))


def criterion(id_: str, title: str = "") -> Criterion:
    return Criterion(id_, {level.id: f"{id_} {level.id}" for level in LEVELS}, title)


DEFINITION = Rubric(LEVELS, (criterion("vision", "Vision"), criterion("goal-setting")), evidence="What shows it?")
VISION, GOALS = KIND.items(DEFINITION)


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        good={
            "vision": [
                {
                    "level": {"level": "evolving", "refused": {"accomplished": "not [red] & <b>yet</b>"}},
                    "evidence": "We saw it.",
                },
                {"level": {"level": "evolving", "refused": None}, "evidence": ""},
                {"level": {"level": "cannot-tell"}, "evidence": None},
            ],
            "goal-setting": [
                {"level": {"level": "accomplished"}, "evidence": "All **of** us 🌱"},
                {"level": {"level": "beginning", "refused": {"accomplished": None, "evolving": "never met"}}},
            ],
        },
        bad=[
            ("vision", {}, "level"),
            ("vision", {"level": "evolving"}, "level"),
            ("vision", {"level": {"level": 3}}, "level"),
            ("vision", {"level": {"level": "evolvin"}}, "level"),
            ("vision", {"level": {"level": "evolving", "refused": ["accomplished"]}}, "refused"),
            ("vision", {"level": {"level": "evolving", "refused": {"high": ""}}}, "refused"),
            ("vision", {"level": {"level": "evolving", "refused": {"evolving": ""}}}, "refused"),
            ("vision", {"level": {"level": "evolving"}, "evidence": 5}, "evidence"),
            ("vision", Rating(), "level"),
            ("vision", Rating(level="evolving", aside="abstain"), "level"),
        ],
    )


def rated(*levels: str) -> dict[str, list[Answer[Rating]]]:
    """Return ratings of the first row, one rater each."""
    given = [Rating(aside=each) if each in ASIDES else Rating(each) for each in levels]  # type: ignore[arg-type]
    return {"vision": [Answer(f"Table {number}", rating) for number, rating in enumerate(given, 1)]}


def summary(*levels: str) -> RubricSummary:
    return KIND.summary(DEFINITION, KIND.items(DEFINITION), rated(*levels))


@pytest.mark.parametrize(
    ("rule", "start", "direction"),
    [
        (WalkRule(), 3, -1),
        (WalkRule(start="accomplished", toward="beginning"), 3, -1),
        (WalkRule(start="beginning", toward="accomplished"), 0, 1),
        (WalkRule(start="evolving"), 2, -1),
        (WalkRule(start="developing", toward="evolving"), 1, 1),
    ],
)
def test_the_walk_starts_and_goes_as_the_author_says(rule: WalkRule, start: int, direction: int) -> None:
    question = KIND.form(evolve(DEFINITION, walk=rule), VISION, {})
    assert isinstance(question, Walk)
    assert (question.start, question.direction) == (start, direction)
    assert [option.text for option in question.levels] == [f"vision {level.id}" for level in LEVELS]
    assert {option.id for option in question.aside} == set(ASIDES)


def test_evidence_is_asked_for_a_level_and_not_for_an_aside() -> None:
    assert isinstance(KIND.form(DEFINITION, VISION, {"level": {"level": "evolving"}}), Text)
    assert KIND.form(DEFINITION, VISION, {"level": {"level": "abstain"}}) is None
    assert KIND.form(evolve(DEFINITION, evidence=""), VISION, {"level": {"level": "evolving"}}) is None


def test_a_misspelt_level_is_named_with_the_likely_one() -> None:
    with pytest.raises(ResponseError, match="did you mean 'evolving'"):
        KIND.check(DEFINITION, VISION, Rating("evolvin"))


@pytest.mark.parametrize(
    ("levels", "spread", "together", "count"),
    [
        ((), 0, None, 0),
        (("evolving",), 0, "evolving", 1),
        (("evolving", "evolving"), 0, "evolving", 2),
        (("evolving", "beginning"), 2, None, 2),
        (("beginning", "accomplished", "developing"), 3, None, 3),
        (("abstain", "cannot-tell"), 0, None, 0),
        (("abstain", "developing"), 0, "developing", 1),
    ],
)
def test_spread_and_agreement(levels: tuple[str, ...], spread: int, together: str | None, count: int) -> None:
    row = summary(*levels).rows[0]
    assert (row.spread, row.together, row.rated) == (spread, together, count)
    assert sum(row.distribution.values()) == count
    assert list(row.distribution) == [level.id for level in LEVELS]


def test_rows_most_apart_come_first_and_ties_keep_their_order() -> None:
    answers = {"goal-setting": rated("beginning", "developing")["vision"]}
    apart = KIND.summary(DEFINITION, KIND.items(DEFINITION), answers).rows_by_spread()
    assert [row.item.id for row in apart] == ["goal-setting", "vision"]
    assert [row.item.id for row in summary().rows_by_spread()] == ["vision", "goal-setting"]


@pytest.mark.parametrize(
    ("levels", "needed"),
    [
        ((), False),
        (("accomplished",), False),
        (("accomplished", "abstain"), False),
        (("abstain",), False),
        (("evolving",), True),
        (("accomplished", "evolving"), True),
    ],
)
def test_a_row_calls_for_work_when_somebody_is_not_yet_at_the_right(levels: tuple[str, ...], needed: bool) -> None:
    assert [item.id for item in KIND.needs(DEFINITION, rated(*levels))] == (["vision"] if needed else [])


def test_what_calls_for_work_says_why() -> None:
    (item,) = KIND.needs(DEFINITION, rated("evolving", "beginning", "evolving"))
    assert item.because == "rated Evolving, Beginning"


def test_the_best_level_is_where_the_walk_starts() -> None:
    turned = evolve(DEFINITION, walk=WalkRule(start="beginning", toward="accomplished"))
    assert KIND.needs(turned, rated("beginning")) == ()
    assert [item.id for item in KIND.needs(turned, rated("accomplished"))] == ["vision"]


def test_a_fact_is_what_all_stand_for_together() -> None:
    (fact,) = KIND.facts(DEFINITION, summary("evolving", "abstain", "evolving"))
    assert (fact.item, fact.value, fact.label) == ("vision", 2.0, "Evolving")
    assert KIND.facts(DEFINITION, summary("evolving", "developing")) == ()


def test_a_row_without_a_title_has_one_of_ours_and_the_document_says_so() -> None:
    assert (GOALS.label, GOALS.ours, VISION.ours) == ("Goal setting", True, False)
    text = "\n".join(words(KIND.document(DEFINITION, KIND.items(DEFINITION), summary())))
    assert "Hansei's" in text
    assert "Not rated." in text


def test_the_document_says_who_chose_what_and_what_was_refused() -> None:
    answers = {
        "vision": [
            Answer("Table 1", Rating("evolving", refused={"accomplished": ""})),
            Answer("Ann", Rating(aside="abstain")),
        ]
    }
    made = KIND.document(DEFINITION, KIND.items(DEFINITION), KIND.summary(DEFINITION, KIND.items(DEFINITION), answers))
    text = list(words(made))
    assert text.count("Table 1") == 2
    assert any(each.startswith("Accomplished") and each.endswith("not yet") for each in text)
    assert text[text.index("Ann") + 1] == "Abstain"
    # What may turn the page stands before what goes on over pages.
    assert text.index("The whole rubric") < text.index("Row by row") < text.index("Ann")


@pytest.mark.parametrize(
    ("definition", "message"),
    [
        (Rubric((LEVELS[0],), (Criterion("a", {"beginning": "x"}),)), "at least 2 levels"),
        (Rubric(LEVELS, ()), "at least 1 criterion"),
        (
            Rubric(LEVELS, (Criterion("a", {"beginning": "x", "evolving": "y"}),)),
            '2 descriptors for 4 levels; "developing", "accomplished" are missing',
        ),
        (Rubric(LEVELS[:2], (Criterion("a", {"beginning": "x", "developing": "y", "high": "z"}),)), 'no level "high"'),
        (evolve(DEFINITION, walk=WalkRule(start="top")), 'no level "top"'),
        (evolve(DEFINITION, walk=WalkRule(start="evolving", toward="evolving")), "ends where it starts"),
    ],
)
def test_faults_of_an_author(definition: Rubric, message: str) -> None:
    (found,) = KIND.faults(definition)
    assert message in found.message


def test_an_unknown_aside_is_refused() -> None:
    bogus: Any = "bogus"
    with pytest.raises(ResponseError):
        KIND.check(DEFINITION, VISION, Rating(aside=bogus))


def test_a_level_that_is_called_like_an_aside_is_a_fault() -> None:
    levels = (Level("abstain", "A"), Level("high", "B"))
    assert KIND.faults(Rubric(levels, (Criterion("a", {"abstain": "x", "high": "y"}),)))


def test_a_walk_from_the_default_start_to_itself_is_a_fault() -> None:
    assert KIND.faults(evolve(DEFINITION, walk=WalkRule(toward="accomplished")))


def test_say_is_one_line() -> None:
    assert "\n" not in KIND.say(DEFINITION, VISION, Rating("evolving", evidence="one\ntwo"))


def test_an_answer_that_is_no_level_is_marked_where_the_row_begins() -> None:
    def asides(*ratings: tuple[str, Rating]) -> list[str]:
        answers = {"vision": [Answer(rater, rating) for rater, rating in ratings]}
        items = KIND.items(DEFINITION)
        blocks = KIND.document(DEFINITION, items, KIND.summary(DEFINITION, items, answers))
        table = next(block for block in blocks if isinstance(block, Table))
        return [row[0].mark for row in table.rows]

    assert asides(("Ann", Rating(level="evolving"))) == ["", ""]
    assert asides(("The team", Rating(aside="not-applicable"))) == ["Does not apply: The team", ""]
    mixed = [("Ann", Rating(aside="abstain")), ("Bo", Rating("evolving")), ("Cy", Rating(aside="cannot-tell"))]
    assert asides(*mixed, ("Di", Rating(aside="abstain"))) == ["Abstain: Ann, Di; Cannot tell: Cy", ""]
