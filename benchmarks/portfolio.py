"""A state's portfolio: how fast it is read, and what it costs to keep it.

    python benchmarks/portfolio.py [FOLDER] [--scale 1.0]

FOLDER is where the store lies (default: a temporary folder); one that was made there before is used again. At scale 1
it holds 900 districts with 3,500 buildings, and five years in which every building's team holds four sessions a year
in six small groups: 420,000 agreed ratings, 2.5 million individual ones. It is made through the public API.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import msgspec
from measuring import seconds

import hansei
from hansei.record import events as ev

DISTRICTS, BUILDINGS, YEARS, A_YEAR, GROUPS = 900, 3500, 5, 4, 6
DAY = 86_400_000
#: 6 September 2021, in the morning.
BEGIN = 1_630_915_200_000
LEVELS = ("beginning", "developing", "evolving", "accomplished")


def main(folder: Path, scale: float) -> None:
    store = folder / f"state-{scale:g}.db"
    if not store.exists():
        took = seconds(lambda: build(store, scale))
        print(f"made in {took:.0f} s; {store.stat().st_size / 1e6:.0f} MB")


def build(store: Path, scale: float) -> None:
    """Make the state, seeded, through the public API."""
    chance = random.Random(4)
    clock = [BEGIN]
    making = store.with_suffix(".making")
    with hansei.open_engine(making, now=lambda: clock[0]) as engine:
        districts = [f"District {number + 1}" for number in range(max(1, round(DISTRICTS * scale)))]
        for number in range(max(1, round(BUILDINGS * scale))):
            of = districts[number % len(districts)]
            team = hansei.Team(f"School {number + 1}", kind="building", of=of)
            where = [chance.randrange(4) for _ in range(6)]
            for when in range(YEARS * A_YEAR):
                clock[0] = BEGIN + (when // A_YEAR * 365 + when % A_YEAR * 70 + chance.randrange(20)) * DAY
                session = engine.start("district-led-ci", team=team)
                rate(session, where, chance)
    making.rename(store)


def rate(session: hansei.Session, where: list[int], chance: random.Random) -> None:
    """Let six small groups rate six rows, and agree on each: one commit."""
    groups = tuple(ev.Table(name=f"Table {number + 1}", heads=4) for number in range(GROUPS))
    events: list[ev.AnyEvent] = [
        session.event(ev.Grouped, groups=groups),
        session.event(ev.RoundOpened, instrument="culture", round=1, by="group"),
    ]
    settled: list[ev.AnyEvent] = []
    for row, item in enumerate(ROWS):
        for group in groups:
            level = LEVELS[min(3, max(0, where[row] + chance.randrange(-1, 2)))]
            answer = msgspec.Raw(b'{"level":"' + level.encode() + b'"}')
            events.append(
                session.event(ev.Answered, instrument="culture", item=item, response=answer, rater=f"group:{group.name}")
            )
        where[row] = min(3, max(0, where[row] + (chance.random() < 0.15) - (chance.random() < 0.05)))
        answer = msgspec.Raw(b'{"level":"' + LEVELS[where[row]].encode() + b'"}')
        settled.append(session.event(ev.Agreed, instrument="culture", item=item, response=answer))
    session.record(*events, session.event(ev.RoundRevealed, instrument="culture", round=1), *settled)


ROWS = ("vision", "policies", "routines", "goals", "plans", "decisions")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    scale = float(arguments.pop(arguments.index("--scale") + 1)) if "--scale" in arguments else 1.0
    folders = [each for each in arguments if each != "--scale"]
    if folders:
        Path(folders[0]).mkdir(parents=True, exist_ok=True)
        main(Path(folders[0]), scale)
    else:
        with tempfile.TemporaryDirectory(prefix="hansei-benchmark-") as made:
            main(Path(made), scale)
