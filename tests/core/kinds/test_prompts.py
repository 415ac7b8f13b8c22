"""Prompts: words, actions, one set for each row that calls for work."""

from __future__ import annotations

from typing import Any

import pytest

from hansei.document import Bullets, plain
from hansei.document import Table as PaperTable
from hansei.errors import ResponseError
from hansei.form import Table, Text
from hansei.kinds import Action, Answer, Item
from hansei.kinds.prompts import Prompt, Prompts, PromptsKind, Reply, actions_table
from hansei.testing import KindConformance, Sample, words

KIND = PromptsKind()
WHY = Prompt("why", "Why do *we* stand there?")
BEGIN = Prompt("begin", "What will we begin?", answers="actions", phase="begin", short="Begin")
DEFINITION = Prompts((WHY, BEGIN))
ROWS = (Item("vision", "Vision", because="rated Low"), Item("goals", "Goals"))
WORDS, ACTIONS = KIND.items(DEFINITION)

ACTION = {"text": "Walk every building", "owner": "Ann O'Neil", "due": "2026-11-23"}
GOOD: dict[str, list[dict[str, Any]]] = {
    "why": [{"text": "Nobody [red] & <b>asked</b>"}, {"text": "two\nlines of it"}],
    "begin": [{"actions": [ACTION]}, {"actions": [ACTION, {"text": "Ask all of them", "owner": None}]}],
}
BAD = [
    ("why", {}, "text"),
    ("why", {"text": "  \n"}, "text"),
    ("why", {"text": 7}, "text"),
    ("why", Reply("words", (Action("x"),)), "actions"),
    ("begin", {}, "actions"),
    ("begin", {"actions": []}, "actions"),
    ("begin", {"actions": "Walk"}, "actions"),
    ("begin", {"actions": [{"owner": "Ann"}]}, "actions"),
    ("begin", {"actions": [{"text": "x", "who": "Ann"}]}, "actions"),
    ("begin", {"actions": [{"text": "x", "owner": 3}]}, "owner"),
    ("begin", {"actions": [{"text": "x", "due": "next week"}]}, "due"),
    ("begin", {"actions": [{"text": "x", "due": "2026-02-30"}]}, "due"),
]


class TestAlone(KindConformance):
    sample = Sample(KIND, DEFINITION, good=GOOD, bad=BAD)

    def test_what_is_optional_can_be_left_out(self) -> None:
        super().test_what_is_optional_can_be_left_out()


class TestForRows(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        rows=ROWS,
        good={f"{row.id}.{prompt}": given for row in ROWS for prompt, given in GOOD.items()},
        bad=[(f"vision.{prompt}", given, field) for prompt, given, field in BAD],
    )

    def test_what_is_optional_can_be_left_out(self) -> None:
        super().test_what_is_optional_can_be_left_out()


def test_each_prompt_is_asked_for_each_row() -> None:
    items = KIND.items(DEFINITION, ROWS)
    assert [item.id for item in items] == ["vision.why", "vision.begin", "goals.why", "goals.begin"]
    assert items[0].because == "rated Low"
    assert {item.row for item in items} == {"Vision", "Goals"}
    assert KIND.items(DEFINITION, ()) == ()


def test_words_are_asked_for_in_words_and_actions_in_a_table() -> None:
    first, second = KIND.form(DEFINITION, WORDS, {}), KIND.form(DEFINITION, ACTIONS, {})
    assert isinstance(first, Text)
    assert first.ask == "Why do we stand there?"
    assert isinstance(second, Table)
    assert [column.id for column in second.columns] == ["text", "owner", "due", "measure"]


def test_an_action_knows_whether_it_begins_or_maintains() -> None:
    (action,) = KIND.actions(DEFINITION, ACTIONS, KIND.respond(DEFINITION, ACTIONS, {"actions": [ACTION]}))
    assert action == Action("Walk every building", "Ann O'Neil", "2026-11-23", "begin", id=action.id)


def test_words_are_no_actions() -> None:
    assert KIND.actions(DEFINITION, WORDS, Reply("words")) == ()


def test_an_action_is_said_with_who_and_when() -> None:
    reply = Reply(actions=(Action("Walk", "Ann", "2026-11-23"), Action("Ask", due="2026-12-01"), Action("Rest")))
    assert KIND.say(DEFINITION, ACTIONS, reply) == "Walk (Ann, by 2026-11-23); Ask (by 2026-12-01); Rest"


def test_the_document_has_each_row_with_its_reason_and_what_is_open() -> None:
    items = KIND.items(DEFINITION, ROWS)
    answers = {"vision.why": [Answer("Table 1", Reply("Nobody asked."))]}
    text = list(words(KIND.document(DEFINITION, items, KIND.summary(DEFINITION, items, answers))))
    assert "Vision — rated Low" in text
    assert text.count("Not answered.") == 1
    assert text[text.index("Table 1") + 1] == "Nobody asked."
    open_ = next(each for each in text if each.startswith("Not answered: "))
    assert text.index(open_) > text.index("Goals")
    for prompt in DEFINITION.prompts:
        assert plain(prompt.text) in open_


@pytest.mark.parametrize(("count", "listed"), [(1, True), (2, True), (3, False)])
def test_a_few_actions_are_a_list_and_more_of_them_a_table(count: int, listed: bool) -> None:
    given_ = tuple(Action(f"Walk {at}", "Ann", "2031-04-30", measure="Lists are read") for at in range(count))
    summary = KIND.summary(DEFINITION, KIND.items(DEFINITION), {"begin": [Answer("Table 1", Reply("", given_))]})
    blocks = KIND.document(DEFINITION, KIND.items(DEFINITION), summary)
    assert any(isinstance(each, Bullets) for each in blocks) is listed
    assert any(isinstance(each, PaperTable) for each in blocks) is not listed
    text = "\n".join(words(blocks))
    assert all(said in text for said in ("Walk 0", f"Walk {count - 1}", "Ann", "30 Apr 2031", "Lists are read"))


@pytest.mark.parametrize(
    ("definition", "path"), [(Prompts(()), ("prompts",)), (Prompts((WHY, Prompt("b", "  "))), ("prompts", 1, "text"))]
)
def test_faults_of_an_author(definition: Prompts, path: tuple[str | int, ...]) -> None:
    assert [found.path for found in KIND.faults(definition)] == [path]


def test_actions_that_are_no_list_are_refused() -> None:
    with pytest.raises(ResponseError):
        KIND.respond(DEFINITION, ACTIONS, {"actions": 5})


def test_words_beside_actions_are_refused() -> None:
    with pytest.raises(ResponseError):
        KIND.check(DEFINITION, ACTIONS, Reply("words", (Action("x", phase="begin"),)))


def test_how_one_will_know_is_kept_and_shown_where_somebody_said_it() -> None:
    row = ACTION | {"measure": "Nine of ten can say it"}
    reply = KIND.respond(DEFINITION, ACTIONS, {"actions": [row]})
    KIND.check(DEFINITION, ACTIONS, reply)
    (action,) = reply.actions
    assert action.measure == "Nine of ten can say it"
    assert KIND.given(DEFINITION, ACTIONS, reply)["actions"][0]["measure"] == action.measure
    heads = [len(actions_table(actions).header[0]) for actions in ([action], [Action("x")])]
    assert heads == [4, 3], "no empty column where nobody said it"


@pytest.mark.parametrize("due", ["20261123", "2026-W47-1"])
def test_a_date_is_written_in_one_way(due: str) -> None:
    with pytest.raises(ResponseError):
        KIND.check(DEFINITION, ACTIONS, Reply(actions=(Action("x", due=due),)))
