"""What an instrument begins with, by commands of the plain mode and from a file of answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import hansei
from tests.e2e.program import Here
from tests.toolkits.causes import CHALLENGE, found_causes

CYCLE = ("run", "improvement-cycle", "--plain", "--team", "Oak Street", "--kind", "district", "--people", "")


@pytest.fixture
def causes() -> None:
    with hansei.open_engine() as engine:
        found_causes(engine, hansei.Team("Oak Street"))


@pytest.mark.usefixtures("causes")
def test_a_result_is_shown_taken_undone_and_kept_as_an_answer(run: Here) -> None:
    lines = ("/goto from", "/begin 1", "/undo", "/begin 1", "=", "/chain", "/begin", "/begin 1", "/quit")
    out = run(*CYCLE, stdin="".join(f"{line}\n" for line in lines)).done().out
    assert "There is what this can begin with" in out
    assert f"  1. {CHALLENGE} (the root cause: Nobody set them), from Root-Cause Analysis, " in out
    assert out.count(f"  = {CHALLENGE}") == 2, "asked again each time it was taken"
    assert f"undone: begins with {CHALLENGE}" in out
    assert f"saved start/challenge: {CHALLENGE}" in out
    assert f"  began with: {CHALLENGE}" in out
    assert "from Root-Cause Analysis" in out.partition("(taken)")[0].splitlines()[-1]
    assert f"left: {CHALLENGE}" in out
    assert "begins with" not in run("show", "last").done().out
    again = run("resume", "last", "--plain", stdin="/begin 2\n/begin 1\n/quit\n").done().out
    assert "there is no result '2'" in again
    record = json.loads(run("show", "last", "--json").done().out)
    assert [each["from"]["words"] for each in record["began_with"]] == [CHALLENGE]
    assert f"begins with: {CHALLENGE}, from Root-Cause Analysis" in run("show", "last").done().out


@pytest.mark.usefixtures("causes")
def test_a_file_of_answers_begins_with_a_result(run: Here, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(f"team: Oak Street\nbegin: [{CHALLENGE}]\nanswers: {{start: {{know: Little}}}}\n")
    out = run("run", "improvement-cycle", "--answers", str(file)).done().out
    assert f"start: begins with: {CHALLENGE}" in out
    file.write_text("team: Oak Street\nbegin: [Another one]\nanswers: {start: {know: Little}}\n")
    refused = run("run", "improvement-cycle", "--answers", str(file))
    assert refused.code == 2
    assert f":2: begin[0]: no earlier session of the team came to 'Another one'; there are: {CHALLENGE}" in refused.err
