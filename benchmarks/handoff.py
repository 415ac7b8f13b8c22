"""How fast submissions are taken in, whether the thousandth is as quick as the first, and how large one is.

    python benchmarks/handoff.py [--bundles 1000] [--mutated 10000] [FOLDER]

FOLDER is where the stores lie (default: a temporary folder); it must be on a real disk, or nothing is durable.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

import hansei
from hansei.errors import BundleError
from hansei.handoff.bundle import read_bundle
from hansei.handoff.keys import Key
from hansei.handoff.service import HandOff
from hansei.insight.names import file_name
from hansei.insight.report import report
from hansei.record.session import Session

LEVELS = ("beginning", "developing", "evolving", "accomplished")
EVIDENCE = "3 of 5 schools post agendas; nobody could name who keeps the minutes"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--bundles", type=int, default=1_000)
    parser.add_argument("--mutated", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        bundles = submitted(Path(folder), options.bundles)
        sizes = [len(each) for each in bundles]
        events = read_bundle(bundles[0]).manifest.counts["events"]
        largest = max(sizes) / 1000
        verdict = "ok" if largest < 60 else "MISSED"
        print(
            f"a submission of {events} events: {statistics.median(sizes) / 1000:.1f} kB, the largest {largest:.1f} kB"
        )
        print(f"  (under 60 kB) {verdict}")
        received(Path(folder), bundles)
        mutated(Path(folder), bundles, options.mutated)


def submitted(folder: Path, count: int) -> list[bytes]:
    """Return what so many buildings submit, each with a key of its own, made through the public API."""
    chance = random.Random(2026)  # noqa: S311 - the same buildings each time
    found = []
    for number in range(count):
        if number % 50 == 0:
            engine = hansei.open_engine(folder / f"buildings{number}.db")
        key = Key(chance.randbytes(32))
        session = engine.start(
            "district-led-ci",
            team=hansei.Team(f"School {number}", kind="building", of=f"District {number % 40}"),
            people=[f"Person {each}" for each in range(12)],
        )
        worked(session, chance)
        found.append(handoff(engine, key).bundle(session).data)
        if number % 50 == 49 or number == count - 1:
            engine.close()
    return found


def handoff(engine: hansei.Engine, key: Key) -> HandOff:
    """Return the hand-off of an engine, with a key of its own."""
    page = engine.exporters["html"]
    return HandOff(
        engine.log,
        lambda: engine.kinds,
        engine._toolkit,  # noqa: SLF001 - what the engine gives it as well
        now=lambda: time.time_ns() // 1_000_000,
        render=lambda session, given: page.export(report(session, given=given)),
        name=file_name,
        key=lambda: key,
    )


def worked(session: Session, chance: random.Random) -> None:
    """Let a team work: a hidden round of four groups, agreement, the matrix, its plan."""
    session.groups.form({f"Table {each}": 3 for each in range(1, 5)})
    session.rounds.open("culture")
    rows = [item.id for item in session.items("culture")]
    for table in range(1, 5):
        for row in rows:
            session.rate("culture", row, level=chance.choice(LEVELS), rater=f"Table {table}", evidence=EVIDENCE)
        session.rounds.hand_in("culture", f"group:Table {table}")
    session.rounds.reveal("culture")
    for row in rows:
        session.rounds.agree("culture", row, level=chance.choice(LEVELS), rationale=EVIDENCE, dissent={"Table 1": "No"})
    for item in session.items("balance"):
        session.answer("balance", item.id, {"status": chance.choice(("in place", "strengthen", "create"))})
    for item in session.items("building-plan")[:6]:
        line = {"action": f"Meet about it, {chance.random()}", "lead": "Ann", "by-when": "2027-01-15"}
        session.answer("building-plan", item.id, {"lines": [line]})
    session.close()


def received(folder: Path, bundles: list[bytes]) -> None:
    """Take all in, one after the other."""
    times, works = [], []
    with hansei.open_engine(folder / "district.db") as engine:
        for number, each in enumerate(bundles):
            begun, worked_ = time.perf_counter(), time.process_time()
            engine.handoff.receive_bytes(each, f"{number}.hansei")
            times.append(time.perf_counter() - begun)
            works.append(time.process_time() - worked_)
        begun = time.perf_counter()
        found = engine.handoff.entries()
        listed = time.perf_counter() - begun
    assert len(found) == len(bundles)  # noqa: S101
    rate = len(times[1:]) / sum(times[1:])  # the first one reads the kinds and the toolkit
    print(f"taken in: {rate:.0f} a second, {1 / statistics.median(times):.0f} as the median has it", end=" ")
    print(f"(at least 50) {'ok' if rate >= 50 else 'MISSED'}")
    tenth = max(len(times) // 10, 1)
    for what, spent in (("by the clock", times), ("of the processor", works)):  # others may be at work beside us
        first, last = statistics.median(spent[1 : tenth + 1]), statistics.median(spent[-tenth:])
        verdict = "ok" if last / first <= 1.3 else "MISSED"
        of = f"{last * 1000:.2f} ms / {first * 1000:.2f} ms"
        print(f"last {tenth} against first {tenth}, {what}: {of} = {last / first:.2f}x (at most 1.3x) {verdict}")
    print(f"the inbox of all lists in {listed * 1000:.0f} ms")


def mutated(folder: Path, bundles: list[bytes], count: int) -> None:
    """Take in files that were changed at random places: each is refused with a reason, or holds what was signed."""
    chance = random.Random(5)  # noqa: S311 - the same changes each time
    outcomes: dict[str, int] = {}
    with hansei.open_engine(folder / "fuzzed.db") as engine:
        for each in bundles[:10]:
            engine.handoff.receive_bytes(each, "whole.hansei")
        before = engine.log.heads(), [engine.log.read(head.session) for head in engine.log.heads()]
        for number in range(count):
            try:
                outcome = engine.handoff.receive_bytes(
                    changed(chance.choice(bundles[:10]), chance), f"{number}"
                ).outcome
            except BundleError as error:
                outcome = str(error).partition(": ")[2].partition(" (")[0][:40]
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
        after = engine.log.heads(), [engine.log.read(head.session) for head in engine.log.heads()]
    same = before == after and not set(outcomes) & {"new", "extended", "conflict"}
    print(f"{count} mutated files: {'nothing changed' if same else 'THE STORE CHANGED'}")
    for outcome, many in sorted(outcomes.items(), key=lambda each: -each[1])[:8]:
        print(f"  {many:6} {outcome}")


def changed(data: bytes, chance: random.Random) -> bytes:
    """Return a file with something changed, cut, doubled or put in."""
    held = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(held))
        match chance.randrange(5):
            case 0:
                held[at] ^= 1 << chance.randrange(8)
            case 1:
                held[at] = chance.randrange(256)
            case 2:
                del held[at : at + chance.randint(1, 64)]
            case 3:
                held[at:at] = chance.randbytes(chance.randint(1, 64))
            case _:
                other = chance.randrange(len(held))
                held[at : at + 32] = held[other : other + 32]
    return bytes(held)


if __name__ == "__main__":
    main()
