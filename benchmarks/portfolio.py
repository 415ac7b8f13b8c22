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
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import msgspec
from measuring import seconds, side_by_side

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
    with hansei.open_engine(store) as engine:
        reading(engine)
    keeping(folder)


def reading(engine: hansei.Engine) -> None:
    """The portfolio of a district, of the state and of one team."""
    sessions, ratings = engine.log.rows(  # type: ignore[attr-defined]  # SQLite's own
        "SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM facts WHERE state = 'level')"
    )[0]
    print(f"{sessions} sessions, {ratings} rows that stand at a level")
    portfolio = engine.portfolio
    district = engine.directory.find("District 7", "district")
    team = engine.directory.find("School 7", "building")
    told("the portfolio of one district", lambda: portfolio.heat_maps(portfolio.of_district(district)), 5)
    told("the portfolio of the state", portfolio.over_all, 20)
    told("the trend of one team", lambda: portfolio.trends(team), None)
    told("the last ratings of the whole state, a scan for comparison", lambda: scan(engine), None)
    for name, act in (
        ("state", portfolio.over_all),
        ("district", lambda: portfolio.heat_maps(portfolio.of_district(district))),
    ):
        tracemalloc.start()
        act()
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"{'memory of the ' + name:<58} {peak:9.2f} MB  (at most 50 MB) {'ok' if peak <= 50 else 'MISSED'}")


def scan(engine: hansei.Engine) -> object:
    """Count without what is kept: from every agreement's line."""
    return engine.log.rows(  # type: ignore[attr-defined]
        "SELECT measure, place, count(*) FROM facts WHERE state = 'level' GROUP BY measure, place"
    )


def nothing(*_: object) -> None:
    """Do nothing, in the place of what keeps what stands."""


def told(name: str, act: Callable[[], object], bar: float | None, runs: int = 31) -> None:
    """Time something and print the median beside its bar in milliseconds."""
    act()
    times = sorted(seconds(act) * 1000 for _ in range(runs))
    took = statistics.median(times)
    verdict = "" if bar is None else f"(at most {bar} ms) {'ok' if took <= bar else 'MISSED'}"
    print(f"{name:<58} {took:9.2f} ms  least {times[0]:.2f} ms  {verdict}")


def keeping(folder: Path, count: int = 120, pairs: int = 25) -> None:
    """Agreements through the public API, with what stands kept beside them and without, in turn."""
    from hansei.record import sqlite, writing

    with tempfile.TemporaryDirectory(dir=folder) as made, hansei.open_engine(Path(made) / "keeping.db") as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.groups.form({f"Table {number}": 4 for number in range(GROUPS)})
        session.rounds.open("culture")
        for number in range(GROUPS):
            for item in ROWS:
                session.rate("culture", item, level=LEVELS[number % 4], rater=f"Table {number}")
        session.rounds.reveal("culture")

        def agree(level: int) -> None:
            for index in range(count):
                item, level_ = ROWS[index % 6], LEVELS[(level + index // 6) % 4]
                session.rounds.agree("culture", item, level=level_, rationale="Posters in 2 of 5 schools")

        def without() -> None:
            with mock.patch.object(sqlite, "_keep", nothing), mock.patch.object(writing, "change", nothing):
                agree(1)

        side_by_side(
            f"{count} agreements with what stands / without, durable", lambda: agree(0), without, runs=pairs, bar=1.15
        )


def build(store: Path, scale: float) -> None:
    """Make the state, seeded, through the public API."""
    chance = random.Random(4)  # noqa: S311 - the same state every time, no secret
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
                session.event(
                    ev.Answered, instrument="culture", item=item, response=answer, rater=f"group:{group.name}"
                )
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
