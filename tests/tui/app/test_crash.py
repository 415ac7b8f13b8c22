import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pytest

PROGRAM = """
import sys
from hansei.engine import open_engine
from hansei_tui.app.start import run_app
from hansei_tui.app.home import HomeScreen

def action_demo(self):
    evidence = "Ana said the board hides it"
    raise ValueError(evidence)

HomeScreen.action_demo = action_demo
saved = []
HomeScreen.flush = lambda self: print("flushed", file=open(sys.argv[2], "w"))
with open_engine(sys.argv[1]) as engine:
    code = run_app(engine)
sys.exit(code)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def run(folder: Path, size: tuple[int, int] = (24, 80)) -> "pexpect.spawn[str]":
    program = folder / "program.py"
    program.write_text(PROGRAM)
    env = {"HOME": str(folder), "XDG_STATE_HOME": str(folder), "PATH": "/usr/bin:/bin", "TERM": "xterm-256color"}
    args = [str(program), str(folder / "a.db"), str(folder / "flushed")]
    return pexpect.spawn(sys.executable, args, env=env, dimensions=size, encoding="utf-8", timeout=20)


def ended(child: "pexpect.spawn[str]") -> str:
    text = child.read()
    child.wait()
    return str(text)


def test_a_crash_shows_nobodys_words_and_exits_with_1(tmp_path: Path) -> None:
    child = run(tmp_path)
    child.expect("Welcome")
    child.send("d")
    text = ended(child)
    assert child.exitstatus == 1
    assert "Ana" not in text
    assert "Traceback" not in text
    assert "ValueError" in text
    (log,) = (path for path in tmp_path.rglob("*.log") if path.is_file())
    assert log.name in text.replace("\r\n", "")
    assert "action_demo" in log.read_text()
    assert "Ana" not in log.read_text()
    assert "\x1b[?1049l" in text


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_restores_the_terminal_and_saves(tmp_path: Path, number: int, code: int) -> None:
    child = run(tmp_path)
    child.expect("Welcome")
    child.kill(number)
    assert "\x1b[?1049l" in ended(child)
    assert child.exitstatus == code
    assert (tmp_path / "flushed").read_text() == "flushed\n"


def test_a_terminal_that_is_gone_ends_the_program_and_loses_nothing(tmp_path: Path) -> None:
    child = run(tmp_path)
    child.expect("Welcome")
    os.close(child.fileno())  # as when its window is closed: nobody reads what it writes on its way out
    child.child_fd, child.closed = -1, True
    _, status = os.waitpid(child.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (129, 120)  # 120: Python could not write its last words
    assert (tmp_path / "flushed").read_text() == "flushed\n"


@pytest.mark.parametrize("key", ["\x03", "q", "\x11"])
def test_leaving_saves_and_exits_with_0(tmp_path: Path, key: str) -> None:
    child = run(tmp_path)
    child.expect("Welcome")
    child.send(key)
    ended(child)
    assert child.exitstatus == 0
    assert (tmp_path / "flushed").exists()


def test_a_tiny_terminal_says_so_and_all_is_back_after_a_resize(tmp_path: Path) -> None:
    child = run(tmp_path, (5, 20))
    child.expect("needs 60x20")
    child.setwinsize(24, 80)
    child.expect("Welcome")
    child.send("q")
    ended(child)
    assert child.exitstatus == 0


def test_keys_typed_before_the_first_frame_are_obeyed(tmp_path: Path) -> None:
    child = run(tmp_path)
    time.sleep(0.05)
    child.send("nOak")
    child.expect("New session")
    child.expect("Oak")
    child.send("\x03")
    child.expect("Leave this form")
    time.sleep(0.6)  # as long as the question takes no key for its answer
    child.send("y")
    child.expect("Welcome")
    child.send("q")
    ended(child)
    assert child.exitstatus == 0
