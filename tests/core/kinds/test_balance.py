"""Who holds which function today, laid beside what the matrix says: the balance of a role matrix."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import msgspec
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import hansei
from hansei.document import Figure, Paragraph, Span, Tone
from hansei.document.balance_figure import BalanceMark, BalanceRow, balance_figure
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Text
from hansei.insight.compare import compare
from hansei.insight.paper import on_paper
from hansei.kinds import Answer
from hansei.kinds.role_matrix import Function, Holder, Responsibility, Role, RoleMatrix, RoleMatrixKind
from hansei.kinds.role_matrix_standing import MatrixCell, Standing
from hansei.record.view import AGREED
from hansei.testing import KindConformance, Sample, words

KIND = RoleMatrixKind()
ROLES = (Role("building", "Building"), Role("common", "In common", holder="both"), Role("district", "District"))
DEFINITION = RoleMatrix(
    roles=ROLES,
    functions=tuple(
        Function(id_, {role.id: Responsibility((f"{role.title}, {id_}.",)) for role in ROLES}, id_.capitalize())
        for id_ in ("data", "funds")
    ),
    held="Who holds this today?",
    evidence="What shows it?",
)
ITEMS = KIND.items(DEFINITION)
HELD = ["", *(each.id for each in DEFINITION.holders)]
STANDINGS = st.builds(Standing, st.sampled_from(DEFINITION.status), held=st.sampled_from(HELD))
RATINGS = st.dictionaries(
    st.sampled_from([item.id for item in ITEMS]),
    st.lists(st.builds(Answer, st.sampled_from(["Table 1", "Table 2", AGREED]), STANDINGS, count=st.integers(1, 9))),
)


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        good={
            "data.building": [
                {"status": "in place", "held": "district", "evidence": "A list of names"},
                {"status": "create", "held": "", "evidence": ""},
                {"status": "create", "held": None},
            ],
            "data.common": [{"status": "strengthen", "held": "nobody", "evidence": "no <minutes> & no agenda"}],
            "funds.district": [{"status": "in place", "held": "district"}],
        },
        bad=[
            ("data.building", {"status": "create", "held": "distrikt"}, "held"),
            ("data.building", {"status": "create", "held": ["district"]}, "held"),
            ("data.building", {"held": "district"}, "status"),
            ("data.building", Standing("create", held="state"), "held"),
        ],
    )


def answers(**cells: tuple[Standing, ...]) -> dict[str, list[Answer[Standing]]]:
    """Return answers by cell, ``data_building=(Standing(…),)``, one table each."""
    return {
        cell.replace("_", "."): [Answer(f"Table {number}", each) for number, each in enumerate(all_, 1)]
        for cell, all_ in cells.items()
    }


def cell(*standings: Standing, of: str = "data.building") -> MatrixCell:
    """Return what a cell amounts to."""
    given_ = answers(**{of.replace(".", "_"): standings})
    return next(each for each in KIND.summary(DEFINITION, ITEMS, given_).cells if each.item.id == of)


def text(given_: dict[str, list[Answer[Standing]]]) -> str:
    return "\n".join(words(KIND.document(DEFINITION, ITEMS, KIND.summary(DEFINITION, ITEMS, given_))))


# ------------------------------------------------------------------------------------------- asking


def test_the_state_is_asked_first_then_the_holder_then_the_evidence() -> None:
    given_: Given = {}
    asked = []
    while question := KIND.form(DEFINITION, ITEMS[0], given_):
        asked.append(question)
        given_[question.id] = ""
    assert [question.id for question in asked] == ["status", "held", "evidence"]
    state, held, evidence = asked
    assert isinstance(state, Choose)
    assert isinstance(held, Choose)
    assert isinstance(evidence, Text)
    assert (state.optional, held.optional) == (False, True)
    assert [(option.title, option.key) for option in held.options] == [
        ("The building", "b"),
        ("The district", "d"),
        ("Both", "o"),
        ("Nobody", "n"),
    ]
    keys = [option.key for option in (*state.options, *held.options)]
    assert len(set(keys)) == len(keys), "a key means one thing in a cell"


def test_without_the_question_nobody_is_asked_and_nothing_is_taken() -> None:
    other = evolve(DEFINITION, held="")
    question = KIND.form(other, ITEMS[0], {"status": "create"})
    assert question is not None
    assert question.id == "evidence"
    assert "held" not in KIND.given(other, ITEMS[0], Standing("create"))
    with pytest.raises(ResponseError, match="does not ask who holds"):
        KIND.check(other, ITEMS[0], Standing("create", held="district"))
    summary = KIND.summary(other, ITEMS, answers(data_building=(Standing("create"),)))
    assert not any(isinstance(block, Figure) for block in KIND.document(other, ITEMS, summary))
    assert summary.departures == ()


def test_a_record_from_before_the_question_reads_as_not_said() -> None:
    old = msgspec.json.decode(b'{"status":"create","evidence":"none"}', type=Standing)
    assert old == Standing("create", "none", held="")


def test_one_line_says_state_holder_and_evidence() -> None:
    said = [
        KIND.say(DEFINITION, ITEMS[0], each) for each in (Standing("create"), Standing("create", "No list", "both"))
    ]
    assert said == ["create", "create; today: both — No list"]


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ({"roles": (Role("building", "B", holder="school"), *ROLES[1:])}, ("roles", 0, "holder"), 'no holder "school"'),
        ({"roles": (ROLES[0], Role("common", "C"), ROLES[2])}, ("roles", 1), "Write `holder:` with one of building"),
        ({"holders": (*DEFINITION.holders, Holder("both", "all"))}, ("holders",), '"both" stands twice'),
    ],
)
def test_faults_of_an_author(changes: dict[str, Any], path: tuple[str | int, ...], message: str) -> None:
    (found,) = KIND.faults(evolve(DEFINITION, **changes))
    assert found.path == path
    assert message in found.message


def test_a_matrix_that_does_not_ask_needs_no_holders() -> None:
    assert KIND.faults(evolve(DEFINITION, held="", roles=(ROLES[0], Role("common", "C"), ROLES[2]))) == []


def test_one_holder_alone_is_no_choice() -> None:
    one = evolve(DEFINITION, roles=ROLES[:1], functions=(), holders=DEFINITION.holders[:1])
    assert "at least 2 holders" in " ".join(fault.message for fault in KIND.faults(one))


# ------------------------------------------------------------------------------------------- what it amounts to


@pytest.mark.parametrize(
    ("of", "held", "departs"),
    [
        ("data.building", ("building",), False),
        ("data.building", ("district",), True),
        ("data.building", ("building", "district"), True),
        ("data.building", ("building", ""), False),
        ("data.building", ("", ""), None),
        ("data.building", (), None),
        ("data.common", ("both",), False),
        ("data.common", ("building",), True),
        ("data.district", ("nobody",), True),
    ],
)
def test_a_cell_departs_when_somebody_names_another_holder(
    of: str, held: tuple[str, ...], departs: bool | None
) -> None:
    assert cell(*(Standing("create", held=each) for each in held), of=of).departs is departs


@given(RATINGS)
def test_every_cell_is_in_balance_departs_or_is_not_said(given_: dict[str, list[Answer[Standing]]]) -> None:
    summary = KIND.summary(DEFINITION, ITEMS, given_)
    kept = sum(each.departs is False for each in summary.cells)
    assert kept + len(summary.departures) + summary.unsaid == len(ITEMS)
    said = text(given_)
    for each in summary.departures:
        matrix = DEFINITION.holder(each.holder)
        assert f"The matrix gives it to {matrix}; today: " in said
    if summary.unsaid == len(ITEMS):
        assert "Nobody has said who holds which function today." in said
    else:
        depart = "departs" if len(summary.departures) == 1 else "depart"
        assert f"{kept} as in the matrix, {len(summary.departures)} {depart} from it, {summary.unsaid} not said" in said


def test_who_says_so_stands_beside_who_holds_it() -> None:
    said = text(answers(data_building=(Standing("create", held="district"), Standing("create", held="nobody"))))
    assert "The matrix gives it to the building; today: the district (Table 1), nobody (Table 2)." in said
    assert "departs from the matrix in 1 of 1 cells; of 5 nobody has said" in said


def test_raised_hands_and_agreements_say_how_many_they_are() -> None:
    hands = [Answer("Hands", Standing("create"), count=4), Answer("Hands", Standing("in place"), count=2)]
    agreed = [Answer(AGREED, Standing("in place", held="building"))]
    said = text({"data.building": hands, "data.common": agreed})
    assert "create (4), in place (2)" in said
    assert "today: the building (Agreed)" in said


def test_a_cell_is_good_only_when_the_right_one_holds_it() -> None:
    given_ = answers(
        data_building=(Standing("in place", held="building"),), data_district=(Standing("in place", held="both"),)
    )
    blocks = KIND.document(DEFINITION, ITEMS, KIND.summary(DEFINITION, ITEMS, given_))
    table = next(block for block in blocks if hasattr(block, "rows"))
    assert [each.tone for each in table.rows[0][1:]] == [Tone.GOOD, Tone.PLAIN, Tone.NEEDS]
    departed = [block for block in blocks if isinstance(block, Paragraph) and block.tone is Tone.NEEDS]
    assert [block.text[0] for block in departed] == [Span("Data: District", strong=True)]


def test_what_calls_for_work_is_the_state_and_names_who_holds_it_instead() -> None:
    given_ = answers(
        data_building=(Standing("create", held="district"),),
        data_common=(Standing("strengthen", held="both"),),
        data_district=(Standing("in place", held="building"),),
    )
    because = {item.id: item.because for item in KIND.needs(DEFINITION, given_)}
    assert because == {"data.building": "create; today: the district", "data.common": "strengthen"}


def test_facts_name_a_holder_that_all_agree_on() -> None:
    given_ = answers(
        data_building=(Standing("create", held="district"), Standing("create")),
        data_common=(Standing("create", held="both"), Standing("create", held="nobody")),
    )
    facts = KIND.facts(DEFINITION, KIND.summary(DEFINITION, ITEMS, given_))
    assert [(fact.item, fact.label) for fact in facts] == [
        ("data.building", "create; today: the district"),
        ("data.common", "create"),
    ]


# ------------------------------------------------------------------------------------------- the picture

ODD = st.text(max_size=12)
MARKS = st.builds(BalanceMark, st.sampled_from([None, True, False]), ODD, ODD)


def rows_of(columns: int) -> st.SearchStrategy[list[BalanceRow]]:
    return st.lists(st.builds(BalanceRow, ODD, st.tuples(*[MARKS] * columns)), max_size=3)


@given(st.lists(ODD, max_size=3).flatmap(lambda roles: st.tuples(st.just(roles), rows_of(len(roles)))))
def test_the_picture_says_every_cell_in_words_and_counts_them(drawn: tuple[list[str], list[BalanceRow]]) -> None:
    roles, rows = drawn
    figure = balance_figure(roles, rows)
    for row in rows:
        assert all(mark.words() in figure.alt for mark in row.marks)
    marks = [mark.departs for row in rows for mark in row.marks]
    depart = "departs" if marks.count(True) == 1 else "depart"
    counted = (
        f"{marks.count(False)} as in the matrix, {marks.count(True)} {depart} from it, {marks.count(None)} not said"
    )
    assert counted in figure.alt


def test_the_marks_differ_in_shape_and_each_has_its_words_beside_it() -> None:
    marks = (BalanceMark(False, "the building", "in place"), BalanceMark(True, "nobody", "create"), BalanceMark())
    figure = balance_figure(["A", "B", "C"], [BalanceRow("Data & <goals>", marks)])
    svg = ET.fromstring(figure.svg)  # noqa: S314 - our own picture
    assert svg.get("role") == "img"
    shapes = [(each.tag.rpartition("}")[2], each.get("r")) for each in svg if each.tag.endswith(("circle", "polygon"))]
    assert len(set(shapes[:3])) == 3
    assert shapes[:3] == shapes[3:], "the legend shows the same marks"
    written = [each.text for each in svg if each.tag.endswith("text")]
    for each in ("the building", "in place", "nobody", "create", "not said", "not rated", "Data & <goals>"):
        assert each in written
    assert {"1 as in the matrix", "1 departs from it", "1 not said"} <= set(written)


# ------------------------------------------------------------------------------------------- in a session


def test_groups_compare_and_the_team_agrees_with_the_holder_they_all_named(tmp_path: Path) -> None:
    with hansei.open_engine(tmp_path / "store.db") as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.groups.form({"North": 3, "South": 3})
        session.rounds.open("balance", items=["team.building", "team.district"])
        for group, status in (("North", "create"), ("South", "strengthen")):
            session.answer("balance", "team.building", {"status": status, "held": "district"}, rater=group)
            held = "district" if group == "North" else "both"
            session.answer("balance", "team.district", {"status": "in place", "held": held}, rater=group)
        assert session.summary("balance").departures == (), "hidden until the reveal"
        session.rounds.reveal("balance")
        assert [position.says for position in compare(session, "balance")[0].positions] == [
            "create; today: the district",
            "strengthen; today: the district",
        ]
        session.rounds.agree("balance", "team.building", level="create")
        session.rounds.agree("balance", "team.district", level="in place")
        cells = {each.item.id: each for each in session.summary("balance").cells}
        assert cells["team.building"].departs is True
        assert list(cells["team.building"].held) == ["district"]
        assert cells["team.district"].departs is None, "they did not name the same, so nothing is agreed"
        said = str(list(on_paper(session, "balance", under="")))
        assert "1 departs from it, 1 opinions differ, 16 not said" in said
        assert "opinions differ, and nothing is settled: the district (North), both (South)" in said
        assert "in place; today: opinions differ" in said


def test_the_picture_is_a_table_of_words_too() -> None:
    rows = [BalanceRow("Data [x]", (BalanceMark(True, "nobody", "create"), BalanceMark(False, "both", "in place")))]
    table = balance_figure(
        ["Building", "In common"], [*rows, BalanceRow("Funds", (BalanceMark(), BalanceMark()))]
    ).table
    assert table is not None
    assert "1 as in the matrix, 1 departs from it, 2 not said" in table.caption
    assert [[cell.tone for cell in row[1:]] for row in table.rows] == [
        [Tone.NEEDS, Tone.GOOD],
        [Tone.MISSING, Tone.MISSING],
    ]
    assert "nobody, create" in str(table.rows[0][1])
