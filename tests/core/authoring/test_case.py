"""Rubrics of 1EdTech CASE in and out: the same both ways, what others wrote kept, missing parts named by place."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hansei.authoring.case_reading import read_case, rubric_of
from hansei.authoring.case_writing import case_of, kept_beside
from hansei.authoring.importing import read_foreign, write_imported
from hansei.content.reading import read_toolkit
from hansei.errors import Problem, ToolkitError, UsageError
from hansei.kinds import Kinds
from hansei.plugins.builtin_kinds import hansei_kinds

from ...toolkits.district_led.loading import READ

KINDS = Kinds(hansei_kinds())
WORDS = st.text("abc é(,.", min_size=1, max_size=12).filter(str.strip)


def named(*parts: object) -> dict[str, Any]:
    identifier = str(uuid5(UUID(int=1), "/".join(map(str, parts))))
    return {"identifier": identifier, "uri": f"https://case.example/{identifier}", "lastChangeDateTime": "2024-05-01Z"}


def case(rows: int = 2, **of_level: Any) -> dict[str, Any]:
    """Return a rubric as another program writes it."""
    found = {**named("r"), "title": "Science inquiry", "description": "How well we inquire.", "CFRubricCriteria": []}
    for row in range(rows):
        levels = [
            {**named(row, name), "quality": name, "score": 3 - number, "description": f"{name} {row}", **of_level}
            for number, name in enumerate(("Exemplary", "Proficient", "Developing"))
        ]
        criterion = {**named(row), "category": f"Part {row}", "description": f"We do {row}", "weight": 0.5}
        found["CFRubricCriteria"].append({**criterion, "CFRubricCriterionLevels": levels})
    return found


@st.composite
def rubrics(draw: st.DrawFn) -> dict[str, Any]:
    """An author's rubric, with and without titles, words of ours, keys CASE does not know, levels of a row's own."""
    titled = st.fixed_dictionaries({}, optional={"title": WORDS, "ours": st.fixed_dictionaries({"short": WORDS})})
    also = st.fixed_dictionaries({}, optional={"also": WORDS})

    def levels(least: int) -> list[dict[str, Any]]:
        ids = draw(st.lists(st.sampled_from("abcde"), min_size=least, max_size=4, unique=True))
        return [{"id": id_, "title": f"{draw(WORDS)}{id_}", **draw(also)} for id_ in ids]

    shared = levels(draw(st.sampled_from([0, 2])))
    rows = []
    for id_ in draw(st.lists(st.sampled_from(["x", "y", "z-1"]), min_size=1, max_size=3, unique=True)):
        own = levels(2) if len(shared) < 2 or draw(st.booleans()) else []
        ids = [each["id"] for each in own or shared]
        texts = {each: draw(WORDS) for each in draw(st.permutations(ids))}
        rows.append({"id": id_, **draw(titled), **({"own_levels": own} if own else {}), "levels": texts})
    evidence = draw(st.sampled_from([{}, {"evidence": "What shows it?"}]))
    return {"kind": "rubric", **draw(titled), **evidence, "levels": shared, "criteria": rows}


@given(rubrics(), rubrics())
def test_what_an_author_wrote_comes_back_also_over_what_it_was_made_of(
    node: dict[str, Any], kept: dict[str, Any]
) -> None:
    before = case_of({"toolkit": "t", "instruments": {"i": kept}}, "i")
    for over in (None, before):
        faults: list[Problem] = []
        out = case_of({"toolkit": "t", "instruments": {"i": node}}, "i", copy.deepcopy(over))
        found = rubric_of(out, "", "", faults)
        assert faults == []
        assert msgspec.json.encode(found.node) == msgspec.json.encode(node)


def test_district_led_goes_out_and_comes_back_with_the_same_identifiers(tmp_path: Path) -> None:
    root = msgspec.json.decode(READ.tree)
    out = case_of(root, "culture")
    assert out == case_of(root, "culture")
    assert out["CFRubricCriteria"][0]["CFRubricCriterionLevels"][3]["quality"] == "Accomplished"
    file = tmp_path / "rubric.json"
    file.write_text(json.dumps({"CFRubric": out}))
    folder = write_imported(read_foreign(file), tmp_path / "made")
    back = read_toolkit(folder, KINDS)
    assert back.toolkit.instruments["culture"] == READ.toolkit.instruments["culture"]
    assert case_of(msgspec.json.decode(back.tree), "culture", kept_beside(folder, "culture")) == out


def test_a_row_with_other_levels_than_most_has_its_own(tmp_path: Path) -> None:
    raw = case(rows=4)
    first, _, last, short = (each["CFRubricCriterionLevels"] for each in raw["CFRubricCriteria"])
    first[1]["quality"] = "Once"
    last.reverse()  # the same levels, the other way round
    short.pop()
    file = tmp_path / "rubric.json"
    items = [named(number) for number in range(3)]
    file.write_text(
        json.dumps({"CFDocument": {"title": "S"}, "CFItems": items, "CFRubrics": [raw], "CFAssociations": []})
    )
    imported = read_case(file)
    assert "only the rubrics were taken; left out: CFItems (3)" in imported.remarks
    folder = write_imported(imported, tmp_path / "made")
    read = read_toolkit(folder, KINDS)
    ((id_, instrument),) = read.toolkit.instruments.items()
    rubric = instrument.definition
    assert [each.title for each in rubric.levels] == ["Exemplary", "Proficient", "Developing"]
    assert [[each.title for each in row.own_levels] for row in rubric.criteria] == [
        ["Exemplary", "Once", "Developing"],
        [],
        [],
        ["Exemplary", "Proficient"],
    ]
    assert rubric.criteria[0].levels["once"] == "Proficient 0"
    root, kept = msgspec.json.decode(read.tree), kept_beside(folder, id_)
    assert case_of(root, id_, kept) == raw
    row = root["instruments"][id_]["criteria"][0]
    row["own_levels"][1]["title"], row["levels"]["developing"] = "Now and then", "Reworded"
    changed = case_of(root, id_, kept)["CFRubricCriteria"][0]["CFRubricCriterionLevels"]
    assert [each["quality"] for each in changed] == ["Exemplary", "Now and then", "Developing"]
    assert changed[2]["description"] == "Reworded"
    assert [each["identifier"] for each in changed] == [each["identifier"] for each in first]


@pytest.mark.parametrize("package", [True, False])
def test_what_another_program_wrote_goes_back_as_it_came(tmp_path: Path, package: bool) -> None:
    file, raw = tmp_path / "rubric.json", case(feedback="Well done", extensions=[{"x": 1}])
    raw["CFRubricCriteria"][0]["CFItemURI"] = {"title": "SCI.1", "uri": "https://case.example/1"}
    document = {"title": "Science", "creator": "State", "language": "en"}
    file.write_text(json.dumps({"CFDocument": document, "CFRubrics": [raw]} if package else raw), "utf-8-sig")
    folder = write_imported(read_case(file), tmp_path / "made")
    read = read_toolkit(folder, KINDS)
    root = msgspec.json.decode(read.tree)
    (id_,) = root["instruments"]
    assert root["instruments"][id_]["walk"] == {"start": "exemplary", "toward": "developing"}
    assert [row.title for row in read.toolkit.instruments[id_].definition.criteria] == ["We do 0", "We do 1"]
    kept = kept_beside(folder, id_)
    assert case_of(root, id_, kept) == raw

    root["instruments"][id_]["criteria"][1]["levels"]["proficient"] = "Reworded"
    root["instruments"][id_]["criteria"].append(
        {"id": "new", "title": "New", "levels": dict.fromkeys(("exemplary", "proficient", "developing"), "n")}
    )
    changed = case_of(root, id_, kept)
    wanted = copy.deepcopy(raw["CFRubricCriteria"])
    wanted[1]["CFRubricCriterionLevels"][1]["description"] = "Reworded"
    assert [{**row, "position": 0, "rubricId": 0} for row in changed["CFRubricCriteria"][:1]] == [
        {
            **wanted[0],
            "position": 0,
            "rubricId": 0,
            "CFRubricCriterionLevels": [
                {**level, "rubricCriterionId": wanted[0]["identifier"]}
                for level in wanted[0]["CFRubricCriterionLevels"]
            ],
        }
    ]
    assert changed["CFRubricCriteria"][1]["CFRubricCriterionLevels"][1]["description"] == "Reworded"
    assert rubric_of(changed, "", "", []).node == root["instruments"][id_]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda raw: raw.pop("CFRubricCriteria"), "there is no rubric: a CFRubric has CFRubricCriteria"),
        (lambda raw: raw.update(CFRubricCriteria=[]), "CFRubricCriteria: 0 of at least 1"),
        (lambda raw: raw.update(CFRubricCriteria={}), '"CFRubricCriteria" is a list'),
        (lambda raw: raw["CFRubricCriteria"][1].pop("identifier"), 'CFRubricCriteria[1]: "identifier" is missing'),
        (
            lambda raw: raw["CFRubricCriteria"][1].update(identifier="x"),
            "CFRubricCriteria[1].identifier: 'x' is no UUID",
        ),
        (
            lambda raw: raw["CFRubricCriteria"][1].pop("CFRubricCriterionLevels"),
            'CFRubricCriteria[1]: "CFRubricCriterionL',
        ),
        (
            lambda raw: raw["CFRubricCriteria"][0].update(rubricId="other"),
            "CFRubricCriteria[0].rubricId: names 'other'",
        ),
        (lambda raw: raw["CFRubricCriteria"].append("row"), "CFRubricCriteria[2]: an object is wanted here"),
        (lambda raw: level(raw).pop("uri"), 'CFRubricCriteria[1].CFRubricCriterionLevels[2]: "uri" is missing'),
        (lambda raw: level(raw).update(score="3"), "CFRubricCriterionLevels[2].score: a number is wanted here"),
        (lambda raw: level(raw).update(quality=3), "CFRubricCriterionLevels[2].quality: a text is wanted here"),
        (lambda raw: level(raw).update(quality="Proficient"), 'Levels[2]: a second level "Proficient"'),
        (
            lambda raw: raw["CFRubricCriteria"][1].update(CFRubricCriterionLevels=[level(raw)]),
            "Levels: 1 of at least 2",
        ),
        (lambda raw: [level(raw).pop(key) for key in ("quality", "description")], '"description" is missing, and "qu'),
        (lambda raw: level(raw).update(identifier=raw["identifier"]), "identifier: stands at the rubric already"),
    ],
)
def test_a_missing_or_wrong_part_is_named_by_its_place(tmp_path: Path, spoil: Any, told: str) -> None:
    raw = case()
    spoil(raw)
    (tmp_path / "rubric.json").write_text(json.dumps(raw))
    with pytest.raises(ToolkitError) as error:
        read_case(tmp_path / "rubric.json")
    assert told in str(error.value)
    assert str(error.value).startswith(f"{tmp_path / 'rubric.json'}: ")


def level(raw: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = raw["CFRubricCriteria"][1]["CFRubricCriterionLevels"][2]
    return found


@pytest.mark.parametrize("text", ["{", "[1]", '"x"', "[" * 100_000, '{"CFRubrics": [1]}', '{"CFRubrics": []}', "\0"])
def test_what_holds_no_rubric_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "rubric.json").write_text(text)
    with pytest.raises(ToolkitError):
        read_case(tmp_path / "rubric.json")


def test_what_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ends in \.doc; what can be read ends in .*\.json"):
        read_foreign(tmp_path / "rubric.doc")
    with pytest.raises(ToolkitError, match="No such file"):
        read_case(tmp_path / "rubric.json")
    root = msgspec.json.decode(READ.tree)
    with pytest.raises(UsageError, match="'balance' is a role-matrix; CASE holds rubrics: culture"):
        case_of(root, "balance")
    with pytest.raises(UsageError, match="no instrument 'cultur'"):
        case_of(root, "cultur")
