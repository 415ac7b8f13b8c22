"""Command lines run in this process, and a store with two sessions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.program import Here
from tests.e2e.sessions import BUILDING, DISTRICT


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Here:
    """Run a command line; the current folder is the test's own."""
    monkeypatch.chdir(tmp_path)
    return Here(capsys, monkeypatch)


@pytest.fixture
def district(run: Here, tmp_path: Path) -> str:
    """The id of a closed district session with every kind of answer in it."""
    said = run.answers(tmp_path / "district.yaml", DISTRICT, "--json").done()
    return str(said.json["session"])


@pytest.fixture
def building(run: Here, tmp_path: Path, district: str) -> str:
    """The id of an open building session beside the district's."""
    said = run.answers(tmp_path / "building.yaml", BUILDING, "--json").done()
    return str(said.json["session"])
