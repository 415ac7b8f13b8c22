"""The survey: counts without names, small ones kept back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import hansei
from hansei.errors import ToolkitError, UsageError
from hansei.insight.transcript import transcript
from hansei.kinds import Answer
from hansei.kinds.survey import Survey, SurveyKind, SurveyQuestion, Tally, may_be_shown
from hansei.testing import KindConformance, Sample, words

from ..samples import write_toolkit

KIND = SurveyKind()
DEFINITION = Survey(
    (
        SurveyQuestion("safe", "I feel **safe** here."),
        SurveyQuestion("more", "What helps?", "words"),
        SurveyQuestion("who", "I am", options=("Teacher", "Aide")),
    ),
    smallest=2,
)
ITEMS = KIND.items(DEFINITION)
TOOLKIT = """\
toolkit: climate
version: "1"
title: Climate
sections:
  - {id: s, title: S, activities: [{id: a, title: A, steps: [{id: b, text: B, instruments: [climate]}]}]}
instruments:
  climate:
    kind: survey
    questions: [{id: safe, text: I feel safe here.}]
"""


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        good={
            "safe": [{"counts": [{"Agree": "12", "Disagree": "3"}, {"Agree": "4"}]}, {"counts": []}],
            "more": [{"words": [{"words": "More [time] & <b>quiet</b>"}, {"words": "A garden"}]}],
            "who": [{"counts": [{"Aide": "2"}]}],
        },
        bad=[
            ("safe", {"counts": [{"Agre": "12"}]}, "counts"),
            ("safe", {"counts": [{"Agree": "many"}]}, "Agree"),
            ("safe", {"counts": [{"Agree": "-1"}]}, "Agree"),
            ("safe", Tally(words=("x",)), "words"),
            ("more", Tally({"Agree": 1}), "counts"),
        ],
    )


def test_stacks_are_added_up_and_words_lose_their_order() -> None:
    assert KIND.respond(
        DEFINITION, ITEMS[0], {"counts": [{"Agree": "12"}, {"Agree": "4", "Disagree": " "}]}
    ).counts == {"Agree": 16}
    assert KIND.respond(DEFINITION, ITEMS[1], {"words": [{"words": "b"}, {"words": "A"}]}).words == ("A", "b")


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 12, "b": 7, "c": 0}, {"a": 12, "b": 7, "c": 0}),
        ({"a": 12, "b": 7, "c": 2}, {"a": 12, "b": None, "c": None}),
        ({"a": 12, "b": 1, "c": 1}, {"a": None, "b": None, "c": None}),
        ({"a": 12, "b": 4, "c": 4}, {"a": 12, "b": None, "c": None}),
    ],
)
def test_small_counts_are_kept_back_and_so_is_what_would_give_them_away(
    counts: dict[str, int], shown: dict[str, int | None]
) -> None:
    assert may_be_shown(counts, 5) == shown


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=2), st.integers(1, 10))
def test_no_small_count_can_be_worked_out(counts: dict[str, int], smallest: int) -> None:
    shown = may_be_shown(counts, smallest)
    hidden = [option for option, count in shown.items() if count is None]
    assert all(shown[option] == count for option, count in counts.items() if option not in hidden)
    assert all(option in hidden for option, count in counts.items() if 0 < count < smallest)
    if hidden and sum(counts.values()) >= smallest:
        rest = [option for option, count in counts.items() if count and option not in hidden]
        assert (len(hidden) > 1 and sum(counts[option] for option in hidden) >= smallest) or not rest


def test_the_report_tells_no_rater_and_no_small_count() -> None:
    few = KIND.summary(evolve(DEFINITION, smallest=5), ITEMS, {"safe": [Answer("Ann Lee", Tally({"Agree": 3}))]})
    text = "\n".join(words(KIND.document(evolve(DEFINITION, smallest=5), ITEMS, few)))
    assert "Fewer than 5 answered" in text
    assert "Ann" not in text
    assert "3" not in text


def test_nobody_answers_by_name_and_what_was_given_stays_inside(engine: hansei.Engine, tmp_path: Path) -> None:
    session = engine.start(str(write_toolkit(tmp_path / "toolkit", TOOLKIT)), team=hansei.Team("T"))
    session.join_all(["Ana"])
    with pytest.raises(UsageError, match="no names"):
        session.answer("climate", "safe", {"counts": [{"Agree": "1"}]}, rater="Ana")
    with pytest.raises(UsageError, match="no names"):
        session.rounds.open("climate", by="person")
    session.answer("climate", "safe", {"counts": [{"Agree": "1"}]})
    told = msgspec.json.encode(transcript(session)).decode()
    assert "fewer than 5 answers" in told
    assert '"Agree":1' not in told
    named = write_toolkit(tmp_path / "named", TOOLKIT.replace("    kind: survey", "    per: person\n    kind: survey"))
    with pytest.raises(ToolkitError) as found:
        engine.start(str(named), team=hansei.Team("T"))
    assert "take `per: person` out" in str(found.value.problems[0])


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (evolve(DEFINITION, questions=()), ("questions",)),
        (evolve(DEFINITION, smallest=0), ("smallest",)),
        (evolve(DEFINITION, options=("a", "a")), ("options",)),
        (evolve(DEFINITION, questions=(SurveyQuestion("a", "A", options=("x",)),)), ("questions", 0, "options")),
    ],
)
def test_faults_of_an_author(definition: Survey, path: tuple[str, ...]) -> None:
    assert path in [found.path for found in KIND.faults(definition)]
