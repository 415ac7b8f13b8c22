"""How the program ends: with its exit code, everything written, and in words where nothing can be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
RUN = "from hansei_tui.cli import main; main()"
BYE = f"import atexit; atexit.register(print, 'bye'); {RUN}"


def ended(*words: str, run: str = RUN, stdout: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", run, *words], stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(("words", "code"), [(("toolkit", "list"), 0), (("nope",), 2)])
def test_the_program_ends_with_its_code_and_with_what_was_registered_for_its_end(
    words: tuple[str, ...], code: int
) -> None:
    done = ended(*words, run=BYE)
    assert done.returncode == code
    assert done.stdout.endswith("bye\n")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_full_disk_below_what_is_printed_is_told_in_words() -> None:
    full = os.open(FULL, os.O_WRONLY)
    try:
        done = ended("toolkit", "list", stdout=full)
    finally:
        os.close(full)
    assert done.returncode == 1
    assert done.stderr.strip() == "What was to be printed cannot be written: No space left on device."


def test_who_stops_reading_is_told_nothing() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = ended("toolkit", "list", stdout=writing)
    finally:
        os.close(writing)
    assert done.stderr == ""
