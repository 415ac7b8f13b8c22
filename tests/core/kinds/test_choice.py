"""The choice: one or many, and why."""

from __future__ import annotations

import pytest
from attrs import evolve

from hansei.errors import ResponseError
from hansei.form import Choose, Text
from hansei.kinds import Answer
from hansei.kinds.choice import Alternative, ChoiceDefinition, ChoiceKind, Chosen
from hansei.testing import KindConformance, Sample, words

KIND = ChoiceKind()
ONE = ChoiceDefinition(
    "Which matters most?",
    (Alternative("a", "Alpha **one**"), Alternative("b", "Beta", "B"), Alternative("c", "Gamma")),
    "Why that?",
)
MANY = evolve(ONE, many=True, why="")
(ITEM,) = KIND.items(ONE)


class TestOne(KindConformance):
    sample = Sample(
        KIND,
        ONE,
        good={
            "choice": [
                {"options": "a", "why": "It is [red] & <b>near</b>"},
                {"options": "b", "why": ""},
                {"options": ["c"], "why": None},
                {"options": "a"},
            ]
        },
        bad=[
            ("choice", {}, "options"),
            ("choice", {"options": ""}, "options"),
            ("choice", {"options": []}, "options"),
            ("choice", {"options": "d"}, "options"),
            ("choice", {"options": [["a"]]}, "options"),
            ("choice", {"options": ["a", "b"]}, "options"),
            ("choice", {"options": "a", "why": 1}, "why"),
            ("choice", Chosen(("a", "a")), "options"),
        ],
    )


class TestMany(KindConformance):
    sample = Sample(
        KIND,
        MANY,
        good={"choice": [{"options": ["a", "c"]}, {"options": "b"}, {"options": ["c", "a", "b"]}]},
        bad=[
            ("choice", {"options": []}, "options"),
            ("choice", {"options": ["a", "a"]}, "options"),
            ("choice", {"options": ["a", "z"]}, "options"),
        ],
    )


def test_why_is_asked_after_the_choice() -> None:
    first = KIND.form(ONE, ITEM, {})
    assert isinstance(first, Choose)
    assert [option.id for option in first.options] == ["a", "b", "c"]
    second = KIND.form(ONE, ITEM, {"options": "a"})
    assert isinstance(second, Text)
    assert second.ask == "Why that?"
    assert KIND.form(MANY, ITEM, {"options": ["a"]}) is None


def test_options_are_counted_for_all_raters() -> None:
    answers = {"choice": [Answer("Ann", Chosen(("a", "b"))), Answer("Bo", Chosen(("b",)))]}
    assert KIND.summary(MANY, (ITEM,), answers).counts == {"a": 1, "b": 2, "c": 0}


def test_the_document_says_who_chose_what_and_why() -> None:
    answers = {"choice": [Answer("Ann", Chosen(("b",), "near")), Answer("Bo", Chosen(("b",)))]}
    text = list(words(KIND.document(ONE, (ITEM,), KIND.summary(ONE, (ITEM,), answers))))
    assert "2: Ann, Bo" in text
    assert text[text.index("Ann") + 1] == "near"
    assert "Nobody has chosen." in list(words(KIND.document(ONE, (ITEM,), KIND.summary(ONE, (ITEM,), {}))))


def test_a_choice_of_one_is_a_fault() -> None:
    (found,) = KIND.faults(evolve(ONE, options=ONE.options[:1]))
    assert found.path == ("options",)


def test_options_that_are_no_list_are_refused() -> None:
    with pytest.raises(ResponseError):
        KIND.respond(ONE, ITEM, {"options": 5})
