"""``hansei toolkit import`` and ``export``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.program import Here


def test_a_rubric_goes_out_and_comes_in(run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("toolkit", "export", "district-led-ci", "-o", "rubric.json").done()
    out = run("toolkit", "import", "rubric.json").done().out
    assert "Made shift-from-a-culture-of-isolation:" in out
    assert "no faults" in run("toolkit", "check", "shift-from-a-culture-of-isolation").done().out
    again = run("toolkit", "export", "shift-from-a-culture-of-isolation/").done().out
    assert json.loads(again) == json.loads(Path("rubric.json").read_text("utf-8"))
    assert run("toolkit", "import", "rubric.json").code == 1, "nothing is replaced"


def test_a_workbook_is_written_and_read_back(run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "hansei toolkit import mine.xlsx" in run("toolkit", "skeleton", "--xlsx", "mine.xlsx").done().out
    run("toolkit", "skeleton", "--xlsx", "mine.xlsx").refused(1, "is there already")
    run("toolkit", "skeleton", "--xlsx", "mine.xls").refused(2, "let its name end in .xlsx")
    assert "Made mine:" in run("toolkit", "import", "mine.xlsx", "mine").done().out
    assert "no faults (" in run("toolkit", "check", "mine", "--strict").done().out
    assert (
        Path("mine/toolkit.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=toolkit.schema.json")
    )
    run("toolkit", "import", "mine.ods").refused(2, "what can be read ends in .json, .xlsx")


def test_a_file_with_faults_is_told_whole(run: Here, tmp_path: Path) -> None:
    file = tmp_path / "rubric.json"
    file.write_text('{"CFRubricCriteria": []}', "utf-8")
    told = run("toolkit", "import", str(file))
    assert (told.code, told.err.count(str(file))) == (1, 4)
    assert run("toolkit", "export", "district-led-ci", "--instrument", "balance").code == 2
