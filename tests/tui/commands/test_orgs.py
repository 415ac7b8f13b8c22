"""``hansei orgs``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.program import Here

CSV = """\
sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
MI,active,,Michigan,state,,
d1,active,,Riverside Schools,district,,MI
s1,active,,Oak School,school,,d1
s2,active,,"Elm [red] & <b> 🌱",school,,d1
"""


@pytest.fixture
def imported(run: Here, tmp_path: Path) -> Path:
    path = tmp_path / "orgs.csv"
    path.write_text(CSV, "utf-8")
    run("orgs", "import", path).done()
    return path


def names(run: Here, *words: str) -> list[str]:
    return [row["name"] for row in run("orgs", "list", "--json", *words).done().json]


def test_without_any_it_says_how_they_come(run: Here) -> None:
    assert "`hansei orgs import` reads a list" in run("orgs", "list").done().out
    assert run("orgs", "list", "--json").done().json == []


def test_the_team_of_a_session_is_listed_under_its_district(run: Here, building: str) -> None:
    lines = run("orgs", "list").done().out.splitlines()
    assert lines[0].split() == ["NAME", "KIND", "SESSIONS", "NUMBER", "ID", "ALSO"]
    assert run("orgs").done().out.splitlines() == lines
    rows = run("orgs", "list", "--json").done().json
    alder = next(row for row in rows if row["name"] == "Alder Elementary")
    assert (alder["kind"], alder["sessions"]) == ("building", 1)
    assert run("list", "--json").json[0]["org"] == alder["id"]


def test_an_import_says_what_it_led_to_and_again_that_nothing_is_new(run: Here, imported: Path) -> None:
    assert names(run) == ["Riverside Schools", "Elm [red] & <b> 🌱", "Oak School"]
    said = run("orgs", "import", imported).done().out
    assert said == "1 passed over: the type state has no place here.\n3 as before.\n"
    imported.write_text(CSV.replace("Oak School", "Oak Academy").replace("s2,active", "s2,tobedeleted"), "utf-8")
    dry = run("orgs", "import", imported, "--dry-run", "--json").done().json
    assert [row["id"] for row in dry["renamed"]] == [row["id"] for row in run("orgs", "list", "--json").json[2:]]
    assert (dry["written"], dry["same"], dry["passed_over"]) == (False, 1, {"state": 1})
    assert "Oak School" in names(run)
    said = run("orgs", "import", imported).done().out
    assert "1 renamed:\n  Oak School -> Oak Academy\n" in said
    assert "1 closed:\n  Elm [red] & <b> 🌱\n" in said
    assert names(run) == ["Riverside Schools", "Oak Academy"]
    assert "formerly Oak School" in run("orgs", "list", "--closed").done().out
    assert len(names(run, "--closed")) == 3


def test_a_list_with_faults_is_refused_with_lines_and_changes_nothing(run: Here, imported: Path) -> None:
    imported.write_text(CSV.replace("school,,d1", "shool,,d9", 1), "utf-8")
    run("orgs", "import", imported).refused(1, f"{imported}:4: type: there is no type 'shool'; did you mean 'school'?")
    run("orgs", "import", "users.csv").refused(1, "Hansei keeps no data of students; nothing of it was read")
    run("orgs", "import", imported, "--format", "odd").refused(2, "there are: oneroster")
    assert len(names(run)) == 3


def test_organisations_are_typed_renamed_moved_merged_and_closed(run: Here, imported: Path) -> None:
    assert "Entered Lake, district" in run("orgs", "add", "Lake", "--kind", "district").done().out
    run("orgs", "add", "Oak", "--in", "River").done()
    assert run("orgs", "rename", "Oak", "Old Oak", "--json").done().json["names"][0]["name"] == "Oak"
    assert "building in Lake" in run("orgs", "move", "Old Oak", "Lake").done().out
    assert run("orgs", "move", "Old Oak", "--json").done().json["parent"] == ""
    run("orgs", "merge", "Old Oak", "s1", "--yes").done()
    assert names(run) == ["Lake", "Riverside Schools", "Elm [red] & <b> 🌱", "Oak School"]
    assert "1 merged into it" in run("orgs", "list").done().out
    run("orgs", "close", "Old Oak").done()
    assert "Oak School" not in names(run)
    run("orgs", "close", "s1", "--undo").done()
    assert "Oak School" in names(run)


def test_merging_asks_first_and_enter_is_no(run: Here, imported: Path) -> None:
    said = run("orgs", "merge", "s1", "s2", stdin="\n")
    assert said.code == 0
    assert "Nothing was changed." in said.err
    assert len(names(run)) == 3


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("rename", "Okay School", "X"), "did you mean 'Oak School'?"),
        (("move", "Riverside Schools", "Oak School"), "a district cannot belong to Oak School, which is a building"),
        (("merge", "s1", "d1"), "no building is called 'd1'"),
        (("add", "oak school", "--in", "d1"), "already"),
        (("add", " "), "needs a name"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    run: Here, imported: Path, words: tuple[str, ...], expected: str
) -> None:
    run("orgs", *words).refused(2, expected)
    assert len(names(run)) == 3
