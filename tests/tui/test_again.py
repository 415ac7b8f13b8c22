"""What is printed to be typed next works as it is printed."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from hansei_tui.again import command_line


def test_its_name_when_the_shell_finds_it(store: Path) -> None:
    assert command_line("list", store=str(store)) == f"hansei list --store {shlex.quote(str(store))}"


def test_the_store_that_is_used_anyway_is_left_out(own_places: Path) -> None:
    assert command_line("show", "abc", store=str(own_places / "hansei.db")) == "hansei show abc"


@pytest.mark.skipif(sys.platform == "win32", reason="the line is for a POSIX shell")
def test_how_it_was_started_when_the_shell_does_not_find_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["not-there"])
    words = shlex.split(command_line("list", store=str(tmp_path / "a store.db")))
    said = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "No sessions" in said.stdout
