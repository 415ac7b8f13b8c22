"""The checklist: marks, remarks, boxes to tick."""

from __future__ import annotations

import pytest
from attrs import evolve

from hansei.kinds import Answer
from hansei.kinds.checklist import Checklist, ChecklistKind, Mark, Statement
from hansei.testing import KindConformance, Sample, words

KIND = ChecklistKind()
DEFINITION = Checklist(
    (Statement("met", "We have **met**."), Statement("read", "We have read it.")), remark="What would help?"
)
ITEMS = KIND.items(DEFINITION)


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        good={
            "met": [{"mark": "yes", "remark": "twice [this] year"}, {"mark": "partly", "remark": ""}, {"mark": "yes"}],
            "read": [{"mark": "not yet", "remark": "two <i>copies</i> & time"}],
        },
        bad=[
            ("met", {}, "mark"),
            ("met", {"mark": True}, "mark"),
            ("met", {"mark": "maybe"}, "mark"),
            ("met", {"mark": "yes", "remark": 4}, "remark"),
            ("met", Mark("yess"), "mark"),
        ],
    )


def test_titles_are_without_markup() -> None:
    assert [item.title for item in ITEMS] == ["We have met.", "We have read it."]


def test_a_remark_is_asked_only_when_the_author_wants_one() -> None:
    assert KIND.form(DEFINITION, ITEMS[0], {"mark": "partly"}) is not None
    assert KIND.form(evolve(DEFINITION, remark=""), ITEMS[0], {"mark": "partly"}) is None


def test_no_remark_is_asked_after_the_best_mark_and_one_on_the_record_stays() -> None:
    assert KIND.form(DEFINITION, ITEMS[0], {"mark": "yes"}) is None
    assert KIND.say(DEFINITION, ITEMS[0], KIND.respond(DEFINITION, ITEMS[0], {"mark": "yes"})) == "yes"
    old = Mark("yes", "twice this year")
    KIND.check(DEFINITION, ITEMS[0], old)
    assert KIND.say(DEFINITION, ITEMS[0], old) == "yes — twice this year"
    text = "\n".join(
        words(KIND.document(DEFINITION, ITEMS, KIND.summary(DEFINITION, ITEMS, {"met": [Answer("Ann", old)]})))
    )
    assert "twice this year" in text


def test_marks_are_counted_and_facts_are_where_all_agree() -> None:
    answers = {
        "met": [Answer("Ann", Mark("yes")), Answer("Bo", Mark("yes"))],
        "read": [Answer("Ann", Mark("yes")), Answer("Bo", Mark("partly"))],
    }
    summary = KIND.summary(DEFINITION, ITEMS, answers)
    assert summary.counts == {"yes": 3, "partly": 1, "not yet": 0}
    assert [(fact.item, fact.value, fact.label) for fact in KIND.facts(DEFINITION, summary)] == [("met", 0.0, "yes")]


def test_a_blank_list_has_boxes_and_a_filled_one_has_names() -> None:
    blank = KIND.document(DEFINITION, ITEMS, None)
    assert "\n".join(words(blank)).count("☐") == 6
    filled = KIND.document(DEFINITION, ITEMS, KIND.summary(DEFINITION, ITEMS, {"met": [Answer("Ann", Mark("partly"))]}))
    assert "Ann" in list(words(filled))


@pytest.mark.parametrize(
    ("definition", "path"),
    [(evolve(DEFINITION, statements=()), ("statements",)), (evolve(DEFINITION, marks=("yes",)), ("marks",))],
)
def test_faults_of_an_author(definition: Checklist, path: tuple[str, ...]) -> None:
    assert [found.path for found in KIND.faults(definition)] == [path]


def test_the_document_holds_its_questions() -> None:
    text = "\n".join(words(KIND.document(DEFINITION, ITEMS, KIND.summary(DEFINITION, ITEMS, {}))))
    assert DEFINITION.ask in text
    assert DEFINITION.remark in text
