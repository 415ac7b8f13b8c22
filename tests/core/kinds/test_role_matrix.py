"""The role matrix: cells, their states, what calls for work."""

from __future__ import annotations

import pytest
from attrs import evolve

from hansei.document import Table, Tone
from hansei.form import Choose
from hansei.kinds import Answer
from hansei.kinds.role_matrix import Function, Responsibility, Role, RoleMatrix, RoleMatrixKind
from hansei.kinds.role_matrix_standing import Standing
from hansei.testing import KindConformance, Sample, words

KIND = RoleMatrixKind()
CELL = Responsibility(paragraphs=("Read **all** of it.",), bullets=("Once a month.", "Out loud."))
DEFINITION = RoleMatrix(
    roles=(Role("school", "School Team", "School"), Role("district", "District Team")),
    functions=(
        Function("data", {"school": Responsibility(("Collect it.",)), "district": CELL}, "Data"),
        Function("funds", {"school": Responsibility(("Ask.",)), "district": Responsibility(("Give.",))}),
    ),
    evidence="What shows it?",
)
ITEMS = KIND.items(DEFINITION)


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        good={
            "data.school": [
                {"status": "in place", "evidence": "A shared folder & a plan"},
                {"status": "create", "evidence": ""},
                {"status": "in place"},
            ],
            "data.district": [{"status": "strengthen", "evidence": None}],
            "funds.school": [{"status": "in place", "evidence": "two <b>signed</b> forms"}],
        },
        bad=[
            ("data.school", {}, "status"),
            ("data.school", {"status": ""}, "status"),
            ("data.school", {"status": ["create"]}, "status"),
            ("data.school", {"status": "in plac"}, "status"),
            ("data.school", {"status": "create", "evidence": ["x"]}, "evidence"),
            ("data.school", Standing("done"), "status"),
        ],
    )


def stood(**cells: tuple[str, ...]) -> dict[str, list[Answer[Standing]]]:
    """Return standings by cell, ``data_school=("create",)``, one rater each."""
    return {
        cell.replace("_", "."): [Answer(f"Table {number}", Standing(state)) for number, state in enumerate(states, 1)]
        for cell, states in cells.items()
    }


def test_cells_go_row_by_row_and_know_their_place() -> None:
    assert [item.id for item in ITEMS] == ["data.school", "data.district", "funds.school", "funds.district"]
    assert [(item.row, item.column) for item in ITEMS[:3]] == [
        ("Data", "School"),
        ("Data", "District Team"),
        ("Funds", "School"),
    ]
    assert [item.ours for item in ITEMS] == [False, False, True, True]


def test_a_cell_reads_as_plain_text() -> None:
    assert ITEMS[1].title == "Read all of it.\n• Once a month.\n• Out loud."


def test_each_state_has_a_key_of_its_own() -> None:
    question = KIND.form(evolve(DEFINITION, status=("begin", "build", "bb", "bbb")), ITEMS[0], {})
    assert isinstance(question, Choose)
    assert [option.key for option in question.options] == ["b", "u", "", ""]


@pytest.mark.parametrize(
    ("states", "because"),
    [
        ((), None),
        (("in place",), None),
        (("in place", "in place"), None),
        (("create",), "create"),
        (("in place", "strengthen"), "strengthen"),
        (("create", "strengthen", "create"), "create, strengthen"),
    ],
)
def test_what_somebody_does_not_see_in_place_calls_for_work(states: tuple[str, ...], because: str | None) -> None:
    needs = KIND.needs(DEFINITION, stood(data_school=states))
    assert [(item.id, item.because) for item in needs] == ([("data.school", because)] if because else [])


def test_the_first_state_is_the_best_whatever_it_is_called() -> None:
    other = evolve(DEFINITION, status=("works", "in place"))
    assert [item.id for item in KIND.needs(other, stood(data_school=("in place",)))] == ["data.school"]
    assert KIND.needs(other, stood(data_school=("works",))) == ()


def test_counts_are_of_cells_and_open_ones_are_counted() -> None:
    answers = stood(data_school=("create", "create", "in place"), data_district=("create",))
    summary = KIND.summary(DEFINITION, ITEMS, answers)
    assert summary.counts == {"in place": 1, "strengthen": 0, "create": 2}
    assert summary.open == 2


def test_facts_are_where_all_stand_together() -> None:
    answers = stood(data_school=("create", "create"), data_district=("create", "in place"))
    (fact,) = KIND.facts(DEFINITION, KIND.summary(DEFINITION, ITEMS, answers))
    assert (fact.item, fact.value, fact.label) == ("data.school", 2.0, "create")


def test_a_cell_of_the_document_is_good_only_when_all_say_so() -> None:
    answers = stood(data_school=("in place",), data_district=("in place", "create"))
    blocks = KIND.document(DEFINITION, ITEMS, KIND.summary(DEFINITION, ITEMS, answers))
    table = next(block for block in blocks if isinstance(block, Table))
    good, needs = table.rows[0][1:]
    assert (good.tone, needs.tone) == (Tone.GOOD, Tone.NEEDS)
    assert "in place" in good.mark
    assert "in place" in needs.mark
    assert "create" in needs.mark
    assert table.rows[1][1].tone is Tone.PLAIN
    assert [row[0].tone for row in table.rows] == [Tone.PLAIN, Tone.OURS], "a row title of ours is marked so"
    assert "1 in place, 0 strengthen, 0 create, 1 where raters are apart; 2 of 4 not rated." in "\n".join(words(blocks))
    alone = KIND.document(DEFINITION, ITEMS, KIND.summary(DEFINITION, ITEMS, stood(data_school=("in place",))))
    assert "1 in place, 0 strengthen, 0 create; 3 of 4 not rated." in "\n".join(words(alone))


@pytest.mark.parametrize(
    ("definition", "path", "message"),
    [
        (
            evolve(DEFINITION, functions=(Function("a", {"school": CELL}),)),
            ("functions", 0, "responsibilities"),
            "nothing for district",
        ),
        (
            evolve(DEFINITION, functions=(Function("a", {"school": CELL, "district": CELL, "state": CELL}),)),
            ("functions", 0, "responsibilities", "state"),
            'no role "state"',
        ),
        (evolve(DEFINITION, status=("done",)), ("status",), "at least 2 states"),
    ],
)
def test_faults_of_an_author(definition: RoleMatrix, path: tuple[str | int, ...], message: str) -> None:
    (found,) = KIND.faults(definition)
    assert found.path == path
    assert message in found.message


def test_a_matrix_without_rows_is_a_fault() -> None:
    assert KIND.faults(evolve(DEFINITION, functions=()))


def test_a_state_that_stands_twice_is_a_fault() -> None:
    assert KIND.faults(evolve(DEFINITION, status=("done", "done")))


def test_the_document_says_who_gave_which_state() -> None:
    answers = stood(data_school=("in place", "create"))
    text = "\n".join(words(KIND.document(DEFINITION, ITEMS, KIND.summary(DEFINITION, ITEMS, answers))))
    assert "Table 1" in text
    assert "Table 2" in text


def test_the_document_holds_its_question() -> None:
    for summary in (None, KIND.summary(DEFINITION, ITEMS, {})):
        assert DEFINITION.ask in list(words(KIND.document(DEFINITION, ITEMS, summary)))


def test_evidence_stands_with_its_question() -> None:
    answers = {"data.school": [Answer("Ann", Standing("create", "A list of names"))]}
    text = "\n".join(words(KIND.document(DEFINITION, ITEMS, KIND.summary(DEFINITION, ITEMS, answers))))
    assert "A list of names" in text
    assert DEFINITION.evidence in text
