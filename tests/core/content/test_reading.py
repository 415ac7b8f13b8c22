"""Reading a toolkit: every kind of author's mistake, told with file, line, place and likely fix, all at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from hansei.content.found import ReadToolkit
from hansei.content.minutes import Minutes
from hansei.content.reading import read_toolkit
from hansei.errors import ToolkitError
from hansei.kinds import Fault, Kinds
from hansei.kinds.rubric import Rubric, RubricKind
from hansei.plugins.builtin_kinds import hansei_kinds

from ..samples import EVERY_KIND, write_toolkit

KINDS = Kinds(hansei_kinds())
FIRST, SECOND = (f"sections[0].activities[{index}]" for index in (0, 1))


def read(folder: Path, text: str = EVERY_KIND) -> ReadToolkit:
    return read_toolkit(write_toolkit(folder, text), KINDS)


def problems(folder: Path, text: str) -> list[str]:
    """Return the faults of a toolkit, without the folder."""
    with pytest.raises(ToolkitError) as error:
        read(folder, text)
    assert error.value.problems
    assert all(problem.source == str(folder / "toolkit.yaml") for problem in error.value.problems)
    return [str(problem).removeprefix(f"{folder}/") for problem in error.value.problems]


def changed(old: str, new: str) -> tuple[str, int]:
    """Return the sample with one change, and the 1-based line it begins on."""
    assert EVERY_KIND.count(old) == 1, old
    return EVERY_KIND.replace(old, new), EVERY_KIND[: EVERY_KIND.index(old)].count("\n") + 1


def test_a_good_toolkit_is_read_as_it_was_written(tmp_path: Path) -> None:
    toolkit = read(tmp_path).toolkit
    assert (toolkit.id, toolkit.version, toolkit.language) == ("every-kind", "1.10", "no")
    assert toolkit.sections[0].activities[0].minutes == Minutes(20, 30)
    assert [entry.path for entry in toolkit.agenda()] == [
        "first.choose",
        "first.rate",
        "first.right",
        "second.roles",
        "second.building",
        "second.choose",
    ]
    assert {instrument.kind for instrument in toolkit.instruments.values()} <= set(KINDS.names())
    assert isinstance(toolkit.instruments["culture"].definition, Rubric)
    assert toolkit.instruments["outcome"].per == "person"


def test_the_digest_is_of_the_content_and_of_nothing_else(tmp_path: Path) -> None:
    one = read(tmp_path / "a")
    with_comment = read(tmp_path / "b", f"# a remark\n{EVERY_KIND}")
    other = read(tmp_path / "c", EVERY_KIND.replace("Every kind", "Each kind"))
    assert one.digest == with_comment.digest == hashlib.sha256(one.tree).hexdigest()
    assert other.digest != one.digest


def test_the_folder_or_its_file_may_be_named(tmp_path: Path) -> None:
    folder = write_toolkit(tmp_path / "mine")
    assert read_toolkit(folder / "toolkit.yaml", KINDS) == read_toolkit(folder, KINDS)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("title: Every kind", "titel: Every kind", "titel", 'unknown key "titel"; did you mean "title"?'),
        ("title: Every kind\n", "", "", '"title" is missing'),
        ("title: Culture", "titel: Culture", "instruments.culture.titel", 'did you mean "title"?'),
        ("text: Choose what matters.", "txt: Choose what matters.", f"{FIRST}.steps[0].txt", 'did you mean "text"?'),
        ("id: right, text", "text", f"{FIRST}.steps[2]", '"id" is missing'),
        ("minutes: 20-30", "minutes: half an hour", f"{FIRST}.minutes", 'as "45" or "20-25"'),
        ("minutes: 20-30", "minutes: 30-20", f"{FIRST}.minutes", 'write "20-30"'),
        (
            "instruments: [moving]",
            "instruments: moving",
            f"{FIRST}.steps[2].instruments",
            "a list is wanted here (lines that begin with -)",
        ),
        (
            "instruments: [moving]",
            "instruments: [movin]",
            f"{FIRST}.steps[2].instruments[0]",
            'no instrument "movin"; did you mean "moving"?',
        ),
        ("team: building,", "team: school,", f"{SECOND}.steps[1].team", "is not one of 'building', 'district'"),
        ("id: rate, text", "id: choose, text", f"{FIRST}.steps[1].id", 'a second "choose"; the first is on line 13'),
        ("id: second\n", "id: before\n", f"{SECOND}.id", "use another id"),
        ("kind: rubric", "kind: rubrik", "instruments.culture.kind", "did you mean 'rubric'?"),
        ("kind: rubric", "kind: [rubric]", "instruments.culture.kind", "a kind is one word"),
        ("    kind: rubric\n", "", "instruments.culture", "an instrument says its kind: `kind: rubric`"),
        ("per: person", "per: people", "instruments.outcome.per", "is not one of 'team', 'person'"),
        ("for_each: culture", "for_each: cultur", "instruments.moving.for_each", 'did you mean "culture"?'),
        (
            "for_each: roles",
            "for_each: moving",
            "instruments.plan.for_each",
            '"moving" comes to nothing for the rows of "culture"',
        ),
        (
            "evidence: What shows it?\n    criteria",
            "evidense: What shows it?\n    criteria",
            "instruments.culture.evidense",
            'did you mean "evidence"?',
        ),
        (
            "{low: no goals, mid: few goals, high: our goals}",
            "{low: no goals, mid: few goals}",
            "instruments.culture.criteria[1].levels",
            '2 descriptors for 3 levels; "high" is missing',
        ),
        (
            "{id: goals, title",
            "{id: vision, title",
            "instruments.culture.criteria[1].id",
            'a second "vision"; the first is on line',
        ),
        (
            "{id: goals, title",
            "{id: goals.x, title",
            "instruments.culture.criteria[1].id",
            "use letters, digits, - and _",
        ),
        ("type: date", "type: day", "instruments.plan.columns[2].type", "is not one of 'text', 'date', 'choice'"),
        ("options: [small, large]", "options: [small]", "instruments.plan.columns[3].options", "at least 2 options"),
        ("per: person", "per: person\n    many: yes", "instruments.outcome.many", 'write true or false, not "yes"'),
        ("title: Every kind", "title: [Every, kind]", "title", "a text is wanted here, not a list"),
        (
            "title: Every kind",
            "title: Every kind\nours: text",
            "ours",
            'a mapping of keys is wanted here, not the text "text"',
        ),
        (
            "title: Every kind",
            "title: Every kind\nhandouts: [{id: h, title: H, shows: [cultur]}]",
            "handouts[0].shows[0]",
            'no instrument or section "cultur"; did you mean "culture"?',
        ),
        (
            "title: Every kind",
            "title: Every kind\noutcomes: [{id: a, text: A}, {id: a, text: B}]",
            "outcomes[1].id",
            'a second "a"',
        ),
        (
            "minutes: 20-30",
            "minutes: 20-30\n        handouts: [h]",
            f"{FIRST}.handouts[0]",
            'no handout "h"; there are: none',
        ),
        (
            "title: Every kind",
            "title: Every kind\nfacilitator: {readiness: {instrument: redy}}",
            "facilitator.readiness.instrument",
            'did you mean "ready"?',
        ),
    ],
)
def test_each_mistake_is_told_with_line_place_and_likely_fix(
    tmp_path: Path, old: str, new: str, place: str, message: str
) -> None:
    text, line = changed(old, new)
    found = problems(tmp_path, text)
    told = [each for each in found if message in each]
    assert len(told) == 1, found
    assert told[0].startswith("toolkit.yaml:")
    _, number, rest = told[0].split(":", 2)
    assert rest.startswith(f" {place}: " if place else " ")
    if place not in {"", "instruments.culture"}:  # these are told at what stands around them
        assert int(number) in range(line, line + new.count("\n") + 1)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = EVERY_KIND
    for old, new in [
        ("language: no", "langage: no"),
        ("minutes: 20-30", "minutes: soon"),
        ("kind: rubric", "kind: rubrik"),
        ("type: date", "type: day"),
        ("kind: checklist", "kind: checklists"),
    ]:
        text = text.replace(old, new)
    found = problems(tmp_path, text)
    lines = [int(each.split(":")[1]) for each in found]
    assert lines == sorted(lines)
    said = "\n".join(found)
    for wanted in ('key "langage"', "minutes are one number", "kind 'rubrik'", "day is not", "kind 'checklists'"):
        assert said.count(wanted) == 1, said
    assert len(found) == 5


def test_an_id_of_two_activities_is_told_with_the_first(tmp_path: Path) -> None:
    found = problems(tmp_path, changed("id: second\n", "id: first\n")[0])
    assert found == ['toolkit.yaml:16: sections[0].activities[1].id: a second activity "first"; the first is on line 9']


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("buildin-plan", 'no instrument "buildin-plan"; did you mean "building-plan"?'),
        ("plan", '"plan" cannot name itself; name another instrument'),
        ("culture", '"culture" is a rubric; name a plan'),
    ],
)
def test_a_plan_that_reviews_what_it_cannot_is_told(tmp_path: Path, named: str, message: str) -> None:
    text, line = changed("for_each: roles", f"for_each: roles\n    reviews: {named}")
    (found,) = problems(tmp_path, text)
    assert found == f"toolkit.yaml:{line + 1}: instruments.plan.reviews: {message}"


def test_a_plan_that_reviews_another_one_is_fine(tmp_path: Path) -> None:
    text, _ = changed("for_each: roles", "for_each: roles\n    reviews: building-plan")
    assert read(tmp_path, text).toolkit.instruments["plan"].definition.reviews == "building-plan"


def test_a_fault_of_a_type_does_not_hide_one_of_a_reference(tmp_path: Path) -> None:
    text, _ = changed("minutes: 20-30", "minutes: soon")
    found = problems(tmp_path, text.replace("instruments: [moving]", "instruments: [movin]"))
    assert len(found) == 2


@pytest.mark.parametrize("text", ["- a\n- b\n", "just a text\n"])
def test_a_file_that_is_no_mapping(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == ["toolkit.yaml:1: a toolkit begins with `toolkit: an-id`"]


def test_what_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=r"there is no toolkit\.yaml in"):
        read_toolkit(tmp_path, KINDS)
    with pytest.raises(ToolkitError, match="no such file or folder"):
        read_toolkit(tmp_path / "gone", KINDS)


def test_empty_instruments_are_none(tmp_path: Path) -> None:
    sections = "[{id: s, title: S, activities: [{id: x, title: X, steps: [{id: y, text: Y}]}]}]"
    text = f"toolkit: a\nversion: '1'\ntitle: A\nsections: {sections}\ninstruments:\n"
    assert read(tmp_path, text).toolkit.instruments == {}


def test_instruments_that_are_a_list_are_told(tmp_path: Path) -> None:
    text = EVERY_KIND[: EVERY_KIND.index("instruments:\n")] + "instruments:\n  - kind: rubric\n"
    assert any("instruments are a mapping" in each for each in problems(tmp_path, text))


@pytest.mark.parametrize(
    ("old", "new"),
    [("title: Every kind", "title: Every kind\nglossary: words"), ("{low: none, mid: some, high: all}", "all")],
)
def test_a_text_where_a_mapping_is_wanted_is_told_in_words(tmp_path: Path, old: str, new: str) -> None:
    said = "\n".join(problems(tmp_path, changed(old, new)[0]))
    assert "a mapping" in said
    assert "object has no attribute" not in said


def test_a_toolkit_without_steps_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, "toolkit: a\nversion: '1'\ntitle: A\n")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("toolkit: every-kind", "toolkit: a/../b", "the toolkit's id is one word of letters, digits, - and _"),
        ("id: right, text", "id: a.b, text", '"a.b" cannot be an id'),
        ("id: second\n", "id: the second\n", '"the second" cannot be an id'),
        ("  roles:\n    kind: role-matrix", "  a role:\n    kind: role-matrix", '"a role" cannot be an id'),
    ],
)
def test_an_id_that_cannot_be_one_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert any(message in each for each in problems(tmp_path, changed(old, new)[0]))


@pytest.mark.parametrize(
    ("old", "new"), [("id: right, text", "id: '', text"), ("id: second\n", "id:\n"), ("id: only", "id: ''")]
)
def test_an_empty_id_is_told(tmp_path: Path, old: str, new: str) -> None:
    assert problems(tmp_path, changed(old, new)[0])


def test_a_kind_that_fails_is_a_fault_of_its_toolkit(tmp_path: Path) -> None:
    class Broken(RubricKind):
        def faults(self, definition: Rubric) -> list[Fault]:
            raise ZeroDivisionError

    with pytest.raises(ToolkitError):
        read_toolkit(write_toolkit(tmp_path), Kinds([Broken(), *KINDS]))


def test_what_a_fault_explains_is_not_told_again_as_a_failure(tmp_path: Path) -> None:
    text, _ = changed("roles: [{id: school, title", "roles: [{id: scool, title")
    told = problems(tmp_path, text)
    assert any('no role "school"' in each for each in told)
    assert not any("failed on this" in each for each in told), told
