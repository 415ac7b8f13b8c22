"""Programs that rate into one store at once, as fast as they can: is each served alike, and is nothing lost?

    python benchmarks/writers.py [FOLDER] [--seconds 5] [--times 3]

FOLDER is where the stores lie (default: a temporary folder); it must be on a real disk. Beside ours stands a bare
``BEGIN IMMEDIATE`` with SQLite's own waiting, writing the same bytes.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import multiprocessing.synchronize
import os
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

import hansei

EVIDENCE = "3 of 5 schools post agendas; nobody could name who keeps the minutes"
P99, WORST = 50.0, 300.0

Barrier = multiprocessing.synchronize.Barrier


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hansei-benchmark-", dir=given.folder) as made:
        for count in (2, 8):
            for how in ("bare", "own", "same"):
                several(Path(made), how, count, given.seconds, given.times)


def several(folder: Path, how: str, count: int, seconds: float, times: int) -> None:
    """Run it a few times and print the median of what the slowest program met, and the worst of all."""
    names = {
        "bare": "bare BEGIN IMMEDIATE",
        "own": "rating, a session each",
        "same": "rating, one session for all",
    }
    p99s, worsts, shares, rates, lost = [], [], [], [], 0
    for number in range(times):
        found, gone = race(folder / f"{how}-{count}-{number}.db", how, count, seconds)
        lost += gone
        p99s.append(max(percentile(each, 99) for each in found))
        worsts.append(max(max(each, default=seconds * 1000) for each in found))
        shares.append(min(map(len, found)) / max(1, max(map(len, found))))
        rates.append(sum(map(len, found)) / seconds)
    p99, worst = statistics.median(p99s), max(worsts)
    verdict = "ok" if p99 < P99 and worst < WORST and not lost else "MISSED"
    if how == "bare" or count > 2:
        verdict = ""  # the bar is that of two programs
    print(
        f"{count} programs, {names[how]:<28} slower one's p99 {p99:7.1f} ms (under {P99:g})  worst {worst:7.1f} ms "
        f"(under {WORST:g})  least/most served {statistics.median(shares):4.2f}  {statistics.median(rates):6.0f} /s  "
        f"lost {lost}  {verdict}",
        flush=True,
    )


def race(store: Path, how: str, count: int, seconds: float) -> tuple[list[list[float]], int]:
    """Let programs write for a while; return each one's times in ms, and how many acknowledged answers are gone."""
    with hansei.open_engine(store) as engine:
        ids = [engine.start("district-led-ci", team=hansei.Team(f"Team {number}")).id for number in range(count)]
    if how == "same":
        ids = ids[:1] * count
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(count)
    outs = [store.with_suffix(f".{number}") for number in range(count)]
    act = bare if how == "bare" else rate
    programs = [
        context.Process(target=act, args=(str(store), id_, number, seconds, start, str(outs[number])))
        for number, id_ in enumerate(ids)
    ]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    found = [json.loads(out.read_text("utf-8")) for out in outs]
    with hansei.open_engine(store) as engine:
        events = sum(engine.open(id_).state.version - 1 for id_ in dict.fromkeys(ids)) if how != "bare" else -1
    wanted = sum(map(len, found))
    return found, abs(wanted - events) if how != "bare" else 0


def rate(store: str, session_id: str, number: int, seconds: float, start: Barrier, out: str) -> None:
    """Rate as fast as it goes and write down how long each answer took."""
    with hansei.open_engine(store) as engine:
        session = engine.open(session_id)
        items = [item.id for item in session.items("culture")]
        times: list[float] = []
        start.wait()
        begun = time.perf_counter()
        while (before := time.perf_counter()) - begun < seconds:
            item = items[len(times) % len(items)]
            session.rate("culture", item, level="evolving", evidence=EVIDENCE, rater=f"Table {number}")
            times.append((time.perf_counter() - before) * 1000)
    Path(out).write_text(json.dumps(times), encoding="utf-8")


def bare(store: str, session_id: str, number: int, seconds: float, start: Barrier, out: str) -> None:
    """Insert lines of the same length with sqlite3 alone, which waits as it always does."""
    connection = sqlite3.connect(store, isolation_level=None, timeout=30)
    connection.execute("PRAGMA synchronous = FULL")
    body = os.urandom(130).hex().encode()
    session = f"{session_id} bare {number}"
    times: list[float] = []
    start.wait()
    begun = time.perf_counter()
    while (before := time.perf_counter()) - begun < seconds:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO events VALUES (?, ?, ?, ?)", (session, len(times), 0, body))
        connection.execute("COMMIT")
        times.append((time.perf_counter() - before) * 1000)
    connection.close()
    Path(out).write_text(json.dumps(times), encoding="utf-8")


def percentile(times: list[float], of: int) -> float:
    """Return the time that so many in a hundred stay under."""
    found = sorted(times) or [float("inf")]
    return found[min(len(found) - 1, len(found) * of // 100)]


if __name__ == "__main__":
    main()
