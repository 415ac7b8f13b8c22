"""The catalogues of messages are as the code is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_catalogue_is_as_the_code_is() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "catalogues.py", "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
