"""Measuring side by side: the two commands or functions in turn, and the ratio pair by pair.

A ratio of medians taken in one run holds where an absolute time on a shared machine does not.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence

#: As people have it: Python keeps what it compiled. Where that is switched off, ours would be compiled at every start
#: and the libraries, which were compiled when they were installed, would not.
USUAL = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def run(command: Sequence[str]) -> Callable[[], object]:
    """Return what runs a command to its end, its output thrown away."""
    quiet = subprocess.DEVNULL
    return lambda: subprocess.run(command, check=True, stdout=quiet, stderr=quiet, env=USUAL)


def side_by_side(
    name: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    runs: int = 15,
    bar: float | None = None,
    unit: str = "ms",
) -> float:
    """Time two things in turn and print the median ratio beside its bar.

    Args:
        name: What is measured.
        ours: The one above the line.
        theirs: The one below.
        runs: Counted pairs; one more warms up.
        bar: The ratio that is aimed at, at most; None: it is told alone.
        unit: "ms" or "s".

    Returns:
        The median of the ratios.
    """
    ours()
    theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    scale = 1000 if unit == "ms" else 1
    a, b = (statistics.median(times) * scale for times in zip(*pairs, strict=True))
    verdict = "" if bar is None else f"  (at most {bar}x) {'ok' if ratio <= bar else 'MISSED'}"
    print(f"{name:<58} {a:9.2f} {unit}  against {b:9.2f} {unit}  = {ratio:5.2f}x{verdict}")
    return ratio
