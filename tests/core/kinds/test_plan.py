"""The plan: lines for each row that calls for work."""

from __future__ import annotations

import pytest
from attrs import evolve

from hansei.document import Table as Paper
from hansei.form import Table
from hansei.kinds import Action, Answer, Item
from hansei.kinds.plan import PlanColumn, PlanDefinition, PlanKind, Planned
from hansei.testing import KindConformance, Sample, words

KIND = PlanKind()
DEFINITION = PlanDefinition(
    columns=(
        PlanColumn("what", "What", means="text"),
        PlanColumn("who", "Who", means="owner"),
        PlanColumn("when", "When", type="date", means="due"),
        PlanColumn("size", "Size", type="choice", options=("small", "large")),
        PlanColumn("shows", "How we know", means="measure"),
    )
)
ROWS = (Item("team.school", "The team", because="create"), Item("team.district", "The other team"))
LINE = {
    "what": "Choose & <b>invite</b> people",
    "who": "Ann",
    "when": "2026-11-23",
    "size": "large",
    "shows": "A list of [names]",
}


class TestForRows(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        rows=ROWS,
        good={
            "team.school": [{"lines": [LINE]}, {"lines": ({"what": "Ask the board", "who": "", "when": None}, LINE)}],
            "team.district": [{"lines": [{"what": "Write to them"}]}],
        },
        bad=[
            ("team.school", {}, "lines"),
            ("team.school", {"lines": []}, "lines"),
            ("team.school", {"lines": "Ask"}, "lines"),
            ("team.school", {"lines": 5}, "lines"),
            ("team.school", {"lines": ["Ask"]}, "lines"),
            ("team.school", {"lines": [{"what": 3}]}, "what"),
            ("team.school", {"lines": [{"who": "Ann"}]}, "what"),
            ("team.school", {"lines": [{"what": " "}]}, "what"),
            ("team.school", {"lines": [{"what": "x", "wen": "y"}]}, "lines"),
            ("team.school", {"lines": [{"what": "x", "when": "soon"}]}, "when"),
            ("team.school", {"lines": [{"what": "x", "size": "huge"}]}, "size"),
            ("team.school", {"lines": [{"what": "x", "from": "somewhere"}]}, "from"),
            ("team.school", {"lines": [{"what": "x", "from": "a:b/c d"}]}, "from"),
            ("team.school", Planned(()), "lines"),
        ],
    )

    def test_what_is_optional_can_be_left_out(self) -> None:
        super().test_what_is_optional_can_be_left_out()


class TestAlone(KindConformance):
    sample = Sample(KIND, DEFINITION, good={"plan": [{"lines": [LINE]}]}, bad=[("plan", {"lines": None}, "lines")])

    def test_what_is_optional_can_be_left_out(self) -> None:
        super().test_what_is_optional_can_be_left_out()


def test_a_plan_has_a_row_for_each_that_calls_for_work() -> None:
    assert KIND.items(DEFINITION, ROWS) == ROWS
    assert KIND.items(DEFINITION, ()) == ()
    assert [item.id for item in KIND.items(DEFINITION)] == ["plan"]


def test_the_table_asked_for_has_the_authors_columns() -> None:
    question = KIND.form(DEFINITION, ROWS[0], {})
    assert isinstance(question, Table)
    assert [(column.id, column.type) for column in question.columns] == [
        ("what", "text"),
        ("who", "text"),
        ("when", "date"),
        ("size", "choice"),
        ("shows", "text"),
    ]
    assert question.columns[3].options == ("small", "large")


def test_a_line_is_an_action_by_what_its_columns_mean() -> None:
    actions = KIND.actions(DEFINITION, ROWS[0], Planned((LINE, {"what": "Ask"})))
    first, second = actions
    assert first.id
    assert first.id != second.id
    assert actions == (
        Action(text=LINE["what"], owner="Ann", due="2026-11-23", measure="A list of [names]", id=first.id),
        Action(text="Ask", id=second.id),
    )


def test_the_document_names_the_rows_that_nobody_planned() -> None:
    summary = KIND.summary(DEFINITION, ROWS, {"team.school": [Answer("The team", Planned((LINE,)))]})
    text = list(words(KIND.document(DEFINITION, ROWS, summary)))
    assert "Not planned: The other team" in text
    assert "create" in text


@pytest.mark.parametrize(
    ("columns", "path", "message"),
    [
        ((PlanColumn("who", "Who", means="owner"),), ("columns",), "`means: text`"),
        ((), ("columns",), "`means: text`"),
        (
            (*DEFINITION.columns[:1], PlanColumn("size", "Size", type="choice", options=("one",))),
            ("columns", 1, "options"),
            "at least 2",
        ),
    ],
)
def test_faults_of_an_author(columns: tuple[PlanColumn, ...], path: tuple[str | int, ...], message: str) -> None:
    (found,) = KIND.faults(evolve(DEFINITION, columns=columns))
    assert found.path == path
    assert message in found.message


def test_two_columns_that_mean_the_same_are_a_fault() -> None:
    assert KIND.faults(evolve(DEFINITION, columns=(*DEFINITION.columns, PlanColumn("also", "Also", means="owner"))))


def test_the_document_says_whose_line_it_is() -> None:
    answers = {"team.school": [Answer("Table 1", Planned((LINE,))), Answer("Table 2", Planned(({"what": "Ask"},)))]}
    text = "\n".join(words(KIND.document(DEFINITION, ROWS, KIND.summary(DEFINITION, ROWS, answers))))
    assert "Table 2" in text


def test_a_line_says_how_many_rows_of_others_it_came_from() -> None:
    planned = Planned(({"what": "Ask", "from": "abc:plan/team.school#1 def:plan/team.school#2"}, {"what": "Tell"}))
    KIND.check(DEFINITION, ROWS[0], planned)
    assert KIND.say(DEFINITION, ROWS[0], planned) == "Ask (from 2 rows of other teams); Tell"
    asked, told = KIND.actions(DEFINITION, ROWS[0], planned)
    assert asked.sources == ("abc:plan/team.school#1", "def:plan/team.school#2")
    assert told.sources == ()
    summary = KIND.summary(DEFINITION, ROWS, {"team.school": [Answer("The team", planned)]})
    assert "from 2 rows of other teams" in list(words(KIND.document(DEFINITION, ROWS, summary)))


def test_a_column_that_is_called_as_what_lies_beside_the_columns_is_a_fault_and_stays_one_in_an_old_toolkit() -> None:
    columns = (*DEFINITION.columns, PlanColumn("from", "From whom"))
    (fault,) = KIND.faults(evolve(DEFINITION, columns=columns))
    assert '"from"' in fault.message
    old = evolve(DEFINITION, columns=columns)
    planned = Planned(({"what": "Ask", "from": "the board"},))
    KIND.check(old, ROWS[0], planned)
    assert KIND.say(old, ROWS[0], planned) == "Ask | the board"
    assert KIND.actions(old, ROWS[0], planned)[0].sources == ()


def test_a_blank_plan_whose_rows_nobody_knows_has_lines_to_write_on() -> None:
    blank = next(each for each in KIND.document(DEFINITION, (), None) if isinstance(each, Paper))
    assert len(blank.rows) > 3
    assert all(not cell.blocks for row in blank.rows for cell in row)


def test_a_plan_without_a_line_says_what_is_asked_of_each() -> None:
    text = list(words(KIND.document(DEFINITION, ROWS, KIND.summary(DEFINITION, ROWS, {}))))
    assert "Asked of each: What; Who; When; Size; How we know" in text
