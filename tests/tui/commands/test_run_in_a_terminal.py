"""``hansei run`` in a terminal, as people see it: the form offers the toolkit they named."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.e2e.program import command
from tests.tui.commands.test_toolkit import TINY

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")


class Terminal:
    """A program on a terminal of 24 lines."""

    def __init__(self, *words: str | Path, cwd: Path) -> None:
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        program, *rest = command(*words)
        self.child = pexpect.spawn(program, rest, dimensions=(24, 80), cwd=str(cwd), timeout=30)

    def until(self, words: str, *, seconds: float = 30) -> str:
        """Return what is shown as soon as the words are among it, or at the end."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and words not in self.text:
            try:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
        return self.text

    @property
    def text(self) -> str:
        """What is shown now."""
        return "\n".join(self.screen.display)

    def close(self) -> int:
        """Leave as ctrl+c does, and return the exit code."""
        self.child.close(force=True)
        return int(self.child.exitstatus or 0)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "toolkit.yaml").write_text(TINY, "utf-8")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("run", "./mine"),
        ("run", "mine"),
        ("run", "mine/toolkit.yaml"),
        ("run", "--toolkit", "mine"),
        ("run", "tiny", "--toolkit", "mine"),
    ],
    ids=" ".join,
)
def test_the_form_offers_the_toolkit_that_was_named(tiny: Path, words: tuple[str, ...]) -> None:
    terminal = Terminal(*words, cwd=tiny.parent)
    try:
        assert "● A tiny toolkit" in terminal.until("● A tiny toolkit")
    finally:
        terminal.close()


@pytest.mark.parametrize(
    "words", [("run", "./nosuch"), ("run", "nosuch"), ("run", "--toolkit", "nosuch")], ids=" ".join
)
def test_a_wrong_name_is_an_error_and_no_form(tmp_path: Path, words: tuple[str, ...]) -> None:
    terminal = Terminal(*words, cwd=tmp_path)
    try:
        text = terminal.until("\0", seconds=20)
        assert "nosuch" in text
        assert "New session" not in text
        terminal.child.wait()
        assert terminal.child.exitstatus in (1, 2)
    finally:
        terminal.close()


def test_a_preview_of_a_faulty_toolkit_waits_for_the_save_that_mends_it(tiny: Path, tmp_path: Path) -> None:
    file = tiny / "toolkit.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("title:", "titel:", 1), "utf-8")
    terminal = Terminal("toolkit", "preview", tiny, cwd=tmp_path)
    try:
        assert 'unknown key "titel"; did you mean' in terminal.until("ctrl+c ends")
        file.write_text(good, "utf-8")
        assert "What did we see?" in terminal.until("enter writes")
    finally:
        terminal.close()
