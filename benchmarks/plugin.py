"""What the plugin for reports costs who writes none: the very same environment with its entry point and without it.

    python benchmarks/plugin.py

Needs Linux or macOS. Two virtual environments with the wheel of this checkout are made and thrown away afterwards.
"""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from measuring import USUAL, run, side_by_side
from start import environment, sessions

#: The screens are there when the last of so many schools is.
SCHOOLS = 40


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="hansei-benchmark-") as folder:
        python, store = environment(Path(folder), others=0), str(Path(folder) / "store.db")
        twin = without(python, Path(folder) / "without")
        sessions(python, store, SCHOOLS)
        for name, words in (
            ("import hansei", ["-c", "import hansei"]),
            ("an engine opened", ["-c", f"import hansei; hansei.open_engine({store!r}).sessions()"]),
            ("hansei list", ["-m", "hansei_tui", "list", "--store", store]),
        ):
            ours, theirs = ([str(each), *words] for each in (python, twin))
            side_by_side(f"{name}, with the plugin / without", run(ours), run(theirs), runs=41, bar=1.05)
        ours, theirs = ([str(each), "-m", "hansei_tui"] for each in (python, twin))
        side_by_side("first frame, with / without", frame(ours, store), frame(theirs, store), runs=25, bar=1.05)


def without(python: Path, folder: Path) -> Path:
    """Copy an environment and take the plugin's entry point out; return the copy's Python."""
    shutil.copytree(python.parent.parent, folder, symlinks=True)
    (points,) = folder.glob("**/hansei-*.dist-info/entry_points.txt")
    told = points.read_text("utf-8").splitlines(keepends=True)
    left = [line for line in told if not line.startswith("reports =")]
    assert len(left) == len(told) - 1  # noqa: S101 - or both would be measured with it
    points.write_text("".join(left), "utf-8")
    return folder / "bin" / "python"


def frame(command: list[str], store: str) -> Callable[[], object]:
    """Return what starts the screens in a terminal of their own and waits for their first frame."""

    def start() -> None:
        mine, its = pty.openpty()
        environ = USUAL | {"HANSEI_STORE": store, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "50"}
        with subprocess.Popen(
            command, stdin=its, stdout=its, stderr=its, env=environ, start_new_session=True
        ) as program:
            os.close(its)
            seen = b""
            while f"School {SCHOOLS - 1}".encode() not in seen:
                seen += os.read(mine, 1 << 16)
            program.send_signal(signal.SIGKILL)
        os.close(mine)

    return start


if __name__ == "__main__":
    main()
