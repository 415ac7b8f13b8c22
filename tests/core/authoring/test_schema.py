"""The schema takes every toolkit there is, refuses what the reader refuses, and explains the keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

import hansei
from hansei.authoring.reference import reference_page
from hansei.authoring.schema import schema_of
from hansei.authoring.starting import START
from tests.core.samples import EVERY_KIND, write_toolkit
from tests.e2e.documents import blocks

from .yaml_as_editors_read_it import read

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    with hansei.open_engine("memory.db") as engine:
        found = schema_of(engine.kinds)
    Draft7Validator.check_schema(found)
    return found


def faults(schema: dict[str, Any], path: Path) -> list[str]:
    return [f"{list(each.path)}: {each.message}" for each in Draft7Validator(schema).iter_errors(read(path))]


TOOLKITS = [START, *sorted(ROOT.glob("toolkits/*/*/toolkit.yaml"))]


@pytest.mark.parametrize("path", TOOLKITS, ids=lambda path: path.parent.name)
def test_every_toolkit_of_ours_fits(schema: dict[str, Any], path: Path) -> None:
    assert faults(schema, path) == []


def test_every_kind_fits(schema: dict[str, Any], tmp_path: Path) -> None:
    assert faults(schema, write_toolkit(tmp_path) / "toolkit.yaml") == []


def test_every_kind_in_the_documents_fits(schema: dict[str, Any], tmp_path: Path) -> None:
    head = "toolkit: a\nversion: '1'\ntitle: A\n"
    for block in blocks("yaml", "docs/kinds.md"):
        (tmp_path / "toolkit.yaml").write_text(f"{head}{block.text}", "utf-8")
        assert faults(schema, tmp_path / "toolkit.yaml") == [], str(block)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Every kind", "titel: Every kind", "'titel' was unexpected"),
        ("kind: rubric", "kind: rubrik", "'rubrik' is not one of"),
        ("    evidence: What shows it?\n    criteria:", "    marks: [a]\n    criteria:", "'marks' was unexpected"),
        ("minutes: 20-30", "minutes: soon", "'soon' is not valid"),
        ("per: person", "per: people", "'people' is not one of"),
        ("id: goals, title", "title", "'id' is a required property"),
        ("type: date", "type: day", "'day' is not one of"),
    ],
)
def test_what_the_reader_refuses_is_refused(
    schema: dict[str, Any], tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert EVERY_KIND.count(old) == 1
    found = faults(schema, write_toolkit(tmp_path, EVERY_KIND.replace(old, new)) / "toolkit.yaml")
    assert any(message in each for each in found), found


def test_keys_are_explained_by_what_stands_above_the_fields(schema: dict[str, Any]) -> None:
    keys = schema["definitions"]["kind-rubric"]["properties"]
    assert keys["evidence"]["description"].startswith("The question that asks for evidence")
    assert keys["per"]["description"] == "Who answers: the team together, or each person."
    kinds = schema["definitions"]["instrument"]["properties"]["kind"]
    assert "rubric: Rate each row by walking" in kinds["description"]
    missing = [key for key, value in schema["properties"].items() if "description" not in value]
    assert missing == []


def test_the_reference_names_every_key(schema: dict[str, Any]) -> None:
    with hansei.open_engine("memory.db") as engine:
        page = reference_page(engine.kinds)
    for each in [schema, *schema["definitions"].values()]:
        for key in each["properties"]:
            assert f"`{key}`" in page


def test_the_page_in_the_documents_is_the_one_that_is_made() -> None:
    with hansei.open_engine("memory.db") as engine:
        made = reference_page(engine.kinds)
    again = "made anew by: hansei toolkit schema --reference -o docs/format.md --force"
    assert (ROOT / "docs" / "format.md").read_text("utf-8") == made, again
