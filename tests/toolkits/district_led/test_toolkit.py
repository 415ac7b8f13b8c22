"""The toolkit's shape: tables, agenda, handouts, short titles, the walk."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei_district_led
from hansei.form import Walk
from hansei.kinds.role_matrix import Function, RoleMatrix
from hansei.kinds.rubric import Criterion, Rubric

from .loading import KINDS, READ

TOOLKIT = READ.toolkit


def rubric() -> Rubric:
    definition = TOOLKIT.instruments["culture"].definition
    assert isinstance(definition, Rubric)
    return definition


def matrix() -> RoleMatrix:
    definition = TOOLKIT.instruments["balance"].definition
    assert isinstance(definition, RoleMatrix)
    return definition


def test_the_plugin_brings_the_folder_of_the_toolkit() -> None:
    (folder,) = hansei_district_led.hansei_toolkits()
    assert folder == Path(hansei_district_led.__file__).parent
    assert (folder / "toolkit.yaml").is_file()


def test_the_rubric_has_six_rows_of_four_levels() -> None:
    levels = ["beginning", "developing", "evolving", "accomplished"]
    assert [level.id for level in rubric().levels] == levels
    assert [list(criterion.levels) for criterion in rubric().criteria] == [levels] * 6
    ids = ["vision", "policies", "routines", "goals", "plans", "decisions"]
    assert [criterion.id for criterion in rubric().criteria] == ids


def test_the_matrix_has_six_rows_of_three_roles() -> None:
    roles = ["building", "collaborative", "district"]
    assert [role.id for role in matrix().roles] == roles
    assert [list(function.responsibilities) for function in matrix().functions] == [roles] * 6


def test_the_list_and_the_paragraphs_of_the_matrix_are_kept() -> None:
    cells = {
        (function.id, role): (len(cell.paragraphs), len(cell.bullets))
        for function in matrix().functions
        for role, cell in function.responsibilities.items()
    }
    assert {place: shape for place, shape in cells.items() if shape != (1, 0)} == {
        ("team", "collaborative"): (1, 4),
        ("monitoring", "collaborative"): (3, 0),
    }


def test_the_rows_have_no_titles_but_ours() -> None:
    rows: list[Criterion | Function] = [*rubric().criteria, *matrix().functions]
    assert not any(row.title for row in rows)
    assert all(row.ours.short for row in rows)


def test_the_walk_begins_at_accomplished_and_moves_left() -> None:
    kind = KINDS["rubric"]
    for item in kind.items(rubric()):
        question = kind.form(rubric(), item, {})
        assert isinstance(question, Walk)
        assert question.ask == "To what extent does this column describe your district?"
        assert question.levels[question.start].title == "Accomplished"
        assert question.direction == -1
        walked = {"level": "evolving", "refused": {"accomplished": ""}}
        evidence = kind.form(rubric(), item, {"level": walked})
        assert evidence is not None
        assert evidence.ask == "What evidence can you cite to support this description?"


BEFORE = ["before.readiness"]
FIRST = ["activity-1.examples", "activity-1.hindsight", "activity-1.resonates"]
SECOND = ["activity-2.rate", "activity-2.move-right"]
CLOSE = ["closing.debrief", "closing.next"]


@pytest.mark.parametrize(
    ("team", "third"),
    [
        ("building", ["activity-3.functions", "activity-3.building-plan"]),
        ("district", ["activity-3.functions", "activity-3.district-plan"]),
        (None, ["activity-3.functions", "activity-3.building-plan", "activity-3.district-plan"]),
    ],
)
def test_the_agenda_of_each_team(team: str | None, third: list[str]) -> None:
    assert [entry.path for entry in TOOLKIT.agenda(team)] == [*BEFORE, *FIRST, *SECOND, *third, *CLOSE]


def test_every_step_has_a_short_title() -> None:
    for entry in TOOLKIT.agenda():
        assert 0 < len(entry.step.ours.short or entry.step.ours.title) <= 26
        assert len(entry.title) <= 26


def test_every_section_activity_and_row_has_a_short_title() -> None:
    activities = [activity for section in TOOLKIT.sections for activity in section.activities]
    shorts = [section.ours.short for section in TOOLKIT.sections]
    shorts += [activity.ours.short for activity in (*activities, *TOOLKIT.closing)]
    shorts += [outcome.ours.short for outcome in TOOLKIT.outcomes]
    shorts += [handout.ours.short for handout in TOOLKIT.handouts]
    shorts += [instrument.ours.short for instrument in TOOLKIT.instruments.values()]
    shorts += [criterion.ours.short for criterion in rubric().criteria]
    shorts += [function.ours.short for function in matrix().functions]
    assert [short for short in shorts if not 0 < len(short) <= 26] == []
    for instrument in TOOLKIT.instruments.values():
        assert instrument.title or instrument.ours.title, instrument.id


def test_handouts_are_views() -> None:
    assert {handout.id: handout.shows for handout in TOOLKIT.handouts} == {
        "handout-1": ("importance", "outcomes"),
        "handout-2": ("culture",),
        "handout-3": ("balance",),
    }
    activities = [activity for section in TOOLKIT.sections for activity in section.activities]
    assert [activity.handouts for activity in activities] == [("handout-1",), ("handout-2",), ("handout-3",)]


def test_the_outcomes_are_what_each_person_chooses_from() -> None:
    choice = TOOLKIT.instruments["resonates"]
    assert choice.per == "person"
    offered = [(option.id, option.text) for option in choice.definition.options]
    assert offered == [(outcome.id, outcome.text) for outcome in TOOLKIT.outcomes]


def test_what_follows_from_a_rating_names_what_it_follows_from() -> None:
    follows = {id_: each.for_each for id_, each in TOOLKIT.instruments.items() if each.for_each}
    assert follows == {"moving-right": "culture", "building-plan": "balance", "district-plan": "balance"}
    assert TOOLKIT.instruments["district-plan"].definition.reviews == "building-plan"


def test_every_instrument_is_used_and_says_whose_it_is() -> None:
    used = {id_ for entry in TOOLKIT.agenda() for id_ in entry.step.instruments}
    assert used == set(TOOLKIT.instruments)
    whose = {id_: instrument.provenance for id_, instrument in TOOLKIT.instruments.items()}
    others = {id_: provenance for id_, provenance in whose.items() if provenance != "source"}
    assert others == {
        "building-plan": "reconstructed",
        "district-plan": "reconstructed",
        "debrief": "ours",
        "next-review": "ours",
    }
    assert {activity.provenance for activity in TOOLKIT.closing} == {"ours"}
    assert {step.provenance for activity in TOOLKIT.closing for step in activity.steps} == {"ours"}
