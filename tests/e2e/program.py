"""Starting Hansei as people do, and what it said."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

#: The root of the checkout.
ROOT = Path(__file__).parents[2]


class Said(NamedTuple):
    """How a command line ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def done(self) -> Said:
        """Hold that it went well and nothing was said on stderr."""
        assert (self.code, self.err) == (0, "")
        return self

    def refused(self, code: int, *words: str) -> Said:
        """Hold that it was refused in words: nothing on stdout, no traceback, no fault of its own."""
        assert self.code == code, self
        assert self.out == "", self
        assert "Traceback" not in self.err
        assert "fault of its own" not in self.err
        for word in words:
            assert word in self.err
        return self


def command(*words: str | Path, python: str | Path = sys.executable) -> list[str]:
    """Return the words that start Hansei in a process of its own."""
    return [str(python), "-m", "hansei_tui", *map(str, words)]


def hansei(
    *words: str | Path,
    stdin: str | bytes = b"",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    python: str | Path = sys.executable,
) -> Said:
    """Run a command line in a process of its own; another Python than ours sees nothing of our path."""
    around = dict(os.environ)
    if str(python) != sys.executable:
        around.pop("PYTHONPATH", None)
    done = subprocess.run(
        command(*words, python=python),
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=cwd,
        env={**around, **(env or {})},
        timeout=60,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


class Here:
    """Runs command lines in this process: the same entry, without the price of starting Python."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *words: str | Path, stdin: str = "") -> Said:
        from hansei_tui.running import run_words

        keys = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        self._monkeypatch.setattr(sys, "stdin", keys)
        self._capsys.readouterr()
        code = run_words([str(word) for word in words])
        return Said(code, *self._capsys.readouterr())

    def answers(self, path: Path, text: str, *words: str | Path) -> Said:
        """Write a file of answers and run a session from it."""
        path.write_text(text, "utf-8")
        return self("run", "--answers", path, *words)
