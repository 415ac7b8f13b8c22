"""The cause tree: fishbone and whys in either order, one root cause, a challenge."""

from __future__ import annotations

from typing import Any

import pytest

from hansei.document import Figure
from hansei.errors import ResponseError
from hansei.form import Choose, Table
from hansei.kinds import Answer
from hansei.kinds.cause_tree import PROBLEM, Category, Cause, CauseTree, CauseTreeKind, Traced
from hansei.testing import KindConformance, Sample, words

KIND = CauseTreeKind()
DEFINITION = CauseTree()
(ITEM,) = KIND.items(DEFINITION)
FISHBONE: dict[str, Any] = {
    "problem": "A third of the 9th grade misses first period",
    "begin": "fishbone",
    "causes": [
        {"category": "Time and schedule", "cause": "The bus [22] comes & goes late"},
        {"category": "People", "cause": "Nobody calls home"},
    ],
    "whys": [
        {"why": "There is no list of who is missing", "of": "Nobody calls home"},
        {"why": "Teachers report at noon"},
        {"why": "Students see <no> use in it", "of": PROBLEM},
    ],
    "evidence": "We looked at 20 days.",
    "challenge": "Every absence is known by 8:15 so that somebody calls.",
}


def with_root(given: dict[str, Any], text: str) -> dict[str, Any]:
    asked = KIND.form(DEFINITION, ITEM, {key: given[key] for key in ("problem", "begin", "causes", "whys")})
    assert isinstance(asked, Choose)
    return {**given, "root": next(option.id for option in asked.options if option.title == text)}


GIVEN = with_root(FISHBONE, "Teachers report at noon")
WHYS = {
    "problem": "It rains in",
    "begin": "whys",
    "whys": [{"why": "The roof leaks"}],
    "causes": [],
    "challenge": "A dry school",
}


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        good={"tree": [GIVEN, WHYS]},
        bad=[
            ("tree", {}, "problem"),
            ("tree", {**GIVEN, "problem": " "}, "problem"),
            ("tree", {**GIVEN, "begin": "fish"}, "begin"),
            ("tree", {**GIVEN, "causes": [], "whys": []}, "causes"),
            ("tree", {**WHYS, "whys": []}, "whys"),
            ("tree", {**GIVEN, "causes": [{"category": "Weather", "cause": "x"}]}, "causes"),
            ("tree", {**GIVEN, "causes": [{"cause": "x"}]}, "causes"),
            ("tree", {**GIVEN, "whys": [{"why": "x", "of": "Nobody"}]}, "whys"),
            ("tree", {**GIVEN, "root": "zzz"}, "root"),
            ("tree", {**GIVEN, "root": ""}, "root"),
            ("tree", {**GIVEN, "challenge": ""}, "challenge"),
            ("tree", Traced("p", "whys", (Cause("a", "x"),), "a", "", ""), "challenge"),
        ],
    )


class TestWhysOnly(KindConformance):
    sample = Sample(KIND, CauseTree(begin="whys", evidence=""), good={"tree": [WHYS]}, bad=[("tree", {}, "problem")])


def test_either_order_asks_for_the_same() -> None:
    asked = [KIND.form(DEFINITION, ITEM, {"problem": "p", "begin": begin}) for begin in ("fishbone", "whys")]
    assert all(isinstance(each, Table) and not each.optional for each in asked)
    assert [each.id for each in asked if each] == ["causes", "whys"]
    second = KIND.form(DEFINITION, ITEM, {"problem": "p", "begin": "fishbone", "causes": FISHBONE["causes"]})
    assert isinstance(second, Table)
    assert second.columns[1].options == (PROBLEM, "The bus [22] comes & goes late", "Nobody calls home")


def test_a_line_answers_why_of_the_line_above_unless_it_says_of_what() -> None:
    tree = KIND.respond(DEFINITION, ITEM, GIVEN)
    assert tree.path(tree.root) == (
        "Nobody calls home",
        "There is no list of who is missing",
        "Teachers report at noon",
    )
    assert tree.causes[-1].of == ""
    (need,) = KIND.needs(DEFINITION, {"tree": [Answer("Ann", tree)]})
    assert (need.title, need.because) == ("Teachers report at noon", f"the challenge: {GIVEN['challenge']}")


def test_the_paper_has_the_picture_the_chains_and_the_challenge() -> None:
    tree = KIND.respond(DEFINITION, ITEM, with_root(FISHBONE, "Nobody calls home"))
    blocks = KIND.document(DEFINITION, (ITEM,), KIND.summary(DEFINITION, (ITEM,), {"tree": [Answer("Ann", tree)]}))
    (figure,) = [block for block in blocks if isinstance(block, Figure)]
    assert "People: Nobody calls home (root cause)." in figure.alt
    text = list(words(blocks))
    assert "Nobody calls home ← There is no list of who is missing ← Teachers report at noon" in text
    assert "A third of the 9th grade misses first period ← Students see <no> use in it" in text


def test_a_cause_that_is_alone_is_the_root() -> None:
    with pytest.raises(ResponseError):
        KIND.check(DEFINITION, ITEM, KIND.respond(DEFINITION, ITEM, {**FISHBONE}))
    tree = KIND.respond(DEFINITION, ITEM, WHYS)
    assert tree.text(tree.root) == "The roof leaks"


def test_faults_of_an_author() -> None:
    same = CauseTree(categories=(Category("a", "A"), Category("b", "A")))
    assert [found.path for found in KIND.faults(same)] == [("categories", 1, "title")]
    assert [found.path for found in KIND.faults(CauseTree(categories=()))] == [("categories",)]


def test_all_of_a_tree_is_told() -> None:
    told = KIND.whole(DEFINITION, ITEM, KIND.respond(DEFINITION, ITEM, GIVEN))
    assert "People: Nobody calls home" in told
    assert "Teachers report at noon ← There is no list of who is missing ← Nobody calls home" in told
    assert told[-1].endswith("We looked at 20 days.")
