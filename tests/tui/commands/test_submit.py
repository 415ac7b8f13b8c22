"""``hansei submit``: what is written, what is left out, and what is said of both."""

from __future__ import annotations

from pathlib import Path

from hansei.handoff.bundle import read_bundle
from tests.e2e.program import Here


def test_it_is_named_by_team_toolkit_and_date(run: Here, tmp_path: Path, district: str) -> None:
    said = run("submit", district).done()
    (path,) = tmp_path.glob("riverside-district-led-ci-20*.hansei")
    lines = said.out.splitlines()
    assert lines[0].startswith(f"Wrote {path.name} (")
    assert lines[1] == "In it: everything that everybody has seen. Left out: nothing."
    assert lines[2].startswith("Who receives it sees the fingerprint ")
    assert b"Read it [red]" in read_bundle(path.read_bytes()).members["report.html"]
    run("submit", district).refused(1, "is there already", "--force")
    run("submit", district, "--force").done()


def test_what_goes_is_chosen_and_what_stays_is_said(run: Here, tmp_path: Path, district: str) -> None:
    less = run("submit", district, "--without-individual", "--without-names", "-o", "less.hansei").done()
    assert "without the ratings of single people. Left out: 2 answers of single people, 3 people's names." in less.out
    held = read_bundle((tmp_path / "less.hansei").read_bytes())
    assert held.manifest.left_out == {"individual": 2, "names": 3}
    whole = b"".join(held.members.values())
    assert b"Ben Okafor" in whole  # who leads what, as the team wrote it in its plan
    assert b"Nobody knows who decides" not in whole
    assert b"Kim Lee" not in whole
    least = run("submit", district, "--only", "agreed", "-o", "least.hansei", "--json").done().json
    assert (least["scope"], least["session"], least["file"]) == ("agreed", district, str(tmp_path / "least.hansei"))
    assert set(least["left_out"]) == {"individual", "other"}
    assert len(least["fingerprint"]) == 19


def test_what_cannot_be(run: Here, tmp_path: Path, district: str) -> None:
    run("submit", district, "--only", "agreed", "--without-individual").refused(2, "give one of the two")
    run("submit", "nothing").refused(2, "no session 'nothing'")
    run("submit", district, "-o", tmp_path).refused(1, "is a folder")
    run("submit", district, "-o", tmp_path / "no" / "a.hansei").refused(1, "is not there; make it")
