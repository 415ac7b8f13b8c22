"""Made-up teams run any toolkit to the end, the same for the same seed, and find what would stop a real one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import hansei
from hansei.authoring.temperaments import TEMPERAMENTS
from hansei.authoring.trying import Trial, never_reached, temperaments, try_out
from hansei.authoring.writing import yaml_of
from hansei.content.reading import read_toolkit
from hansei.content.tree import read_tree
from hansei.errors import ResponseError, UsageError
from hansei.form import Given, Text
from hansei.kinds import Kinds
from hansei.kinds.checklist import Checklist, ChecklistKind
from tests.core.samples import EVERY_KIND, write_toolkit
from tests.e2e.documents import blocks


def trials(engine: hansei.Engine, folder: Path, text: str = EVERY_KIND, *names: str, seed: int = 0) -> list[Trial]:
    read = read_toolkit(write_toolkit(folder, text), engine.kinds)
    return list(try_out(read, engine, temperaments(names), seed=seed, format_="md"))


def test_every_team_comes_to_the_end_of_every_kind(engine: hansei.Engine, tmp_path: Path) -> None:
    found = trials(engine, tmp_path)
    assert [each.name for each in found] == [
        f"{each.name}-{kind}.md" for each in TEMPERAMENTS for kind in ("district", "building")
    ]
    assert [each.findings for each in found] == [()] * len(found)
    assert all(each.report and b"Made-up" in each.report for each in found)
    by_name = {each.temperament.name: each for each in found if each.team.kind == "district"}
    assert by_name["thorough"].answered == by_name["thorough"].asked > by_name["agreeable"].asked
    assert by_name["silent"].answered < by_name["silent"].asked
    assert never_reached(read_toolkit(tmp_path, engine.kinds), found) == ()
    assert engine.sessions() == []


def test_the_same_seed_answers_the_same(engine: hansei.Engine, tmp_path: Path) -> None:
    def said(seed: int) -> list[str]:
        (found,) = trials(engine, tmp_path, EVERY_KIND.replace("team: building, ", ""), "divided", seed=seed)
        assert found.report is not None
        return found.report.decode().splitlines()[12:]

    assert said(1) == said(1) != said(2)


def test_what_no_team_comes_to_is_named(engine: hansei.Engine, tmp_path: Path) -> None:
    # Who is of one mind rates everything at the right, and a district has no step of the buildings.
    found = trials(engine, tmp_path, EVERY_KIND, "agreeable")
    read = read_toolkit(tmp_path, engine.kinds)
    assert never_reached(read, found[:1]) == ("moving", "building-plan")


@pytest.mark.parametrize(
    ("method", "message"),
    [
        ("check", "ready/one mark: never good enough"),
        ("form", "again and again"),
        ("say", "ZeroDivisionError"),
    ],
)
def test_a_kind_that_would_stop_a_team_is_found(
    engine: hansei.Engine, tmp_path: Path, method: str, message: str
) -> None:
    class Bad(ChecklistKind):
        def check(self, definition: Checklist, item: Any, response: Any) -> None:
            if method == "check":
                raise ResponseError("never good enough", field="mark")

        def form(self, definition: Checklist, item: Any, given: Given) -> Any:
            return Text("more", "Any more?") if method == "form" else super().form(definition, item, given)

        def say(self, definition: Checklist, item: Any, response: Any) -> str:
            return str(1 / 0) if method == "say" else super().say(definition, item, response)

    engine._kinds = Kinds([Bad(), *engine.kinds])
    found = trials(engine, tmp_path, EVERY_KIND, "agreeable")
    assert any(message in f"{place}: {said}" or message in said for place, said in found[0].findings), found[0].findings


def test_a_team_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="did you mean 'divided'"):
        temperaments(["dividd"])


def test_a_team_comes_to_the_end_of_every_kind_in_the_documents(engine: hansei.Engine, tmp_path: Path) -> None:
    instruments: dict[str, Any] = {}
    for block in blocks("yaml", "docs/kinds.md"):
        (tmp_path / "toolkit.yaml").write_text(block.text, "utf-8")
        instruments |= read_tree(tmp_path / "toolkit.yaml").root.get("instruments", {})
    steps = [{"id": f"s{number}", "instruments": [id_]} for number, id_ in enumerate(instruments)]
    sections = [{"id": "all", "title": "All", "activities": [{"id": "all", "title": "All", "steps": steps}]}]
    tree = {"toolkit": "all", "version": "1", "title": "All", "sections": sections, "instruments": instruments}
    (found,) = trials(engine, tmp_path, yaml_of(tree).decode(), "thorough")
    assert found.findings == ()
    assert found.reached == set(instruments)
    assert len({each["kind"] for each in instruments.values()}) >= 9
