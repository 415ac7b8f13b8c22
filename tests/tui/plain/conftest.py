"""Sessions run line by line in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.program import Here, Said

#: Runs a new session of the district toolkit fed with lines.
Feed = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Here:
    """Run a command line; the current folder is the test's own."""
    monkeypatch.chdir(tmp_path)
    return Here(capsys, monkeypatch)


@pytest.fixture
def feed(run: Here) -> Feed:
    """Run a new session from lines; keywords are options of the command."""

    def fed(*lines: str, **options: str) -> Said:
        given = {"team": "Riverside", "kind": "district", "people": ""} | options
        words = [word for name, value in given.items() for word in (f"--{name}", value)]
        return run("run", "--plain", *words, stdin="".join(f"{line}\n" for line in lines))

    return fed
