"""How fast answers become durable, and how fast a session opens.

    python benchmarks/record.py [FOLDER]

FOLDER is where the stores lie (default: a temporary folder); it must be on a real disk, or nothing is durable.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

import msgspec
from attrs import make_class

import hansei
from hansei.record import events as ev

EVIDENCE = "3 of 5 schools post agendas; nobody could name who keeps the minutes"


def main(folder: Path) -> None:
    durable(folder)
    opening(folder)


def durable(folder: Path, count: int = 1500, rounds: int = 5) -> None:
    """Answers through the public API against the same bytes inserted by raw sqlite3, in turn."""
    ratios, ours, theirs = [], [], []
    with hansei.open_engine(folder / "answers.db") as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        items = [item.id for item in session.items("culture")]
        for number in range(rounds):
            known = session.state.version
            begun = time.perf_counter()
            for index in range(count):
                session.rate("culture", items[index % len(items)], level="evolving", evidence=EVIDENCE)
            a = count / (time.perf_counter() - begun)
            lines = engine.log.read(session.id, known)
            b = raw(folder / f"raw{number}.db", lines)
            ours.append(a)
            theirs.append(b)
            ratios.append(a / b)
    line(
        "durable answers a second / raw sqlite3, same bytes",
        statistics.median(ours),
        statistics.median(theirs),
        statistics.median(ratios),
        0.8,
    )


def raw(path: Path, lines: list[bytes]) -> float:
    """Insert lines with nothing around it: WAL, synchronous=FULL, one transaction each."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE events (number INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    begun = time.perf_counter()
    for number, body in enumerate(lines):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO events VALUES (?, ?)", (number, body))
        connection.execute("COMMIT")
    took = time.perf_counter() - begun
    connection.close()
    return len(lines) / took


def opening(folder: Path, count: int = 5000, rounds: int = 25) -> None:
    """Opening a session of many events against decoding them straight into attrs objects."""
    plain = make_class("Plain", {name: field(name) for name in ev.Answered.__struct_fields__}, frozen=True, slots=True)
    decoder: msgspec.json.Decoder[object] = msgspec.json.Decoder(plain)
    with hansei.open_engine(folder / "opening.db") as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        items = [item.id for item in session.items("culture")]
        while session.state.version < count:
            session.rate("culture", items[session.state.version % len(items)], level="evolving", evidence=EVIDENCE)
        lines = [body for body in engine.log.read(session.id) if b'"answered/1"' in body]
        opened, decoded, ratios = [], [], []
        for _ in range(rounds):
            begun = time.perf_counter()
            engine.open(session.id)
            a = time.perf_counter() - begun
            begun = time.perf_counter()
            for body in lines:
                decoder.decode(body)
            b = time.perf_counter() - begun
            opened.append(count / a)
            decoded.append(len(lines) / b)
            ratios.append(count / a / (len(lines) / b))
        line(
            "events a second, session opened / decoded into attrs",
            statistics.median(opened),
            statistics.median(decoded),
            statistics.median(ratios),
            0.5,
        )
        took = count / statistics.median(opened) * 1000
        print(
            f"{'opening a session of 5,000 events':<58} {took:9.2f} ms  (under 30 ms) {'ok' if took < 30 else 'MISSED'}"
        )


def field(name: str) -> object:
    """Return an attrs field of the type that an event's field has."""
    import attrs

    hints = {"at": int, "round": int, "response": msgspec.Raw}
    default = {"rater": "team", "round": 1}.get(name, attrs.NOTHING)
    return attrs.field(type=hints.get(name, str), default=default, kw_only=True)


def line(name: str, ours: float, theirs: float, ratio: float, bar: float) -> None:
    """Print a ratio that should be at least its bar."""
    verdict = "ok" if ratio >= bar else "MISSED"
    print(f"{name:<58} {ours:9.0f} /s  against {theirs:9.0f} /s  = {ratio:5.2f}x  (at least {bar}x) {verdict}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory(prefix="hansei-benchmark-") as made:
            main(Path(made))
