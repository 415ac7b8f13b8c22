"""``hansei review``: side by side in words and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from tests.core.handed import four_buildings, receive
from tests.e2e.program import Here


@pytest.fixture
def reviewed(tmp_path: Path, own_places: Path) -> str:
    """The id of a district's session beside four buildings' received ones."""
    with hansei.open_engine() as engine:
        for each in four_buildings(tmp_path).values():
            receive(engine, each)
        return engine.start("district-led-ci", team=hansei.Team("Riverside")).id


def test_in_words(run: Here, reviewed: str) -> None:
    out = run("review", reviewed).done().out
    assert "4 buildings handed in" in out
    assert "Create: Birch; Strengthen: Cedar; In place: Alder, Dogwood" in out
    assert "  2. team.building: Find [two] & <b>more</b>" in out


def test_one_row(run: Here, reviewed: str) -> None:
    out = run("review", reviewed, "team.building").done().out
    assert "The team: create; today: the district — There is no team" in out
    assert "needs.building" not in out


def test_as_json(run: Here, reviewed: str) -> None:
    found = run("review", reviewed, "--json").done().json
    assert [each["team"] for each in found["handed_in"]] == ["Alder", "Birch", "Cedar", "Dogwood"]
    row = found["parts"][0]["rows"][0]
    assert (row["item"], row["rated"], row["of"]) == ("team.building", 4, 4)
    assert [level["count"] for level in row["levels"]] == [1, 1, 2]
    assert len(found["proposed"]) == 4


def test_nothing_is_written(run: Here, reviewed: str) -> None:
    before = run("show", reviewed, "--json").done().out
    run("review", reviewed).done()
    assert run("show", reviewed, "--json").done().out == before


def test_what_cannot_be_is_refused(run: Here, reviewed: str) -> None:
    run("review", reviewed, "nothing").refused(2, "There is no row 'nothing'", "team.building")
    run("review", "zzz").refused(2, "no session 'zzz'")
    run("review", reviewed, "--plan", "culture").refused(2, "'culture' reviews nothing")
    with hansei.open_engine() as engine:
        alder = engine.start("district-led-ci", team=hansei.Team("Alder", kind="building"))
    run("review", alder.id).refused(2, "no plan in which a building team reviews")


def test_show_names_what_was_reviewed(run: Here, reviewed: str) -> None:
    with hansei.open_engine() as engine:
        reviewing = engine.reviewing(reviewed)
        reviewing.looked(reviewing.review())
    out = run("show", reviewed).done().out
    assert "reviewed before: Alder (session " in out
