"""Rounds of rating: a full session opened, compared and added to, and a million ratings folded.

    python benchmarks/rounds.py [FOLDER] [--events 1000000]

FOLDER is where the stores lie (default: a temporary folder); it must be on a real disk, or nothing is durable.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from attrs import make_class
from measuring import seconds
from record import EVIDENCE, field, line

import hansei
from hansei.insight.compare import by_spread, compare
from hansei.record import events as ev
from hansei.record.fold import fold
from hansei.record.lines import write
from hansei.record.session import Session

RATERS, ROWS, ROUNDS = 40, 30, 3
LEVELS = ("beginning", "developing", "evolving", "accomplished")

TOOLKIT = """
toolkit: thirty-rows
version: "1.0"
title: Thirty rows
sections:
  - id: all
    title: All
    activities:
      - {{id: rate, title: Rate, minutes: "45", steps: [{{id: rate, text: Rate each row., instruments: [rows]}}]}}
      - {{id: move, title: Move, minutes: "45", steps: [{{id: move, text: What now?, instruments: [moving]}}]}}
instruments:
  moving:
    kind: prompts
    for_each: rows
    prompts:
      - {{id: theories, text: What causal theories might the team have?}}
      - {{id: barriers, text: What barriers exist?}}
      - {{id: begin, text: What actions begin the shift?, answers: actions}}
      - {{id: maintain, text: What actions maintain it?, answers: actions}}
  rows:
    kind: rubric
    levels: [{levels}]
    evidence: What shows it?
    criteria:
{rows}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hansei-benchmark-", dir=given.folder) as made:
        folder = Path(made)
        toolkit = write_toolkit(folder / "thirty")
        with hansei.open_engine(folder / "rounds.db", toolkits=[toolkit]) as engine:
            session = rated(engine)
            opened(engine, session)
            compared(session)
        with hansei.open_engine(folder / "growing.db", toolkits=[toolkit]) as engine:
            added(engine)
        folded(given.events)


def write_toolkit(folder: Path) -> Path:
    """Write a toolkit with a rubric of thirty rows; return its folder."""
    folder.mkdir(parents=True)
    levels = ", ".join(f"{{id: {level}, title: {level.capitalize()}}}" for level in LEVELS)
    words = "{" + ", ".join(f"{level}: We are {level} in this" for level in LEVELS) + "}"
    rows = "\n".join(f"      - {{id: row-{n}, title: Row {n}, levels: {words}}}" for n in range(ROWS))
    (folder / "toolkit.yaml").write_text(TOOLKIT.format(levels=levels, rows=rows), encoding="utf-8")
    return folder


def answers(session: Session, count: int, number: int = 1) -> list[ev.Answered]:
    """Return so many ratings with evidence, of all raters and rows in turn."""
    raters, items = session.raters("rows"), [item.id for item in session.items("rows")]
    responses = [
        msgspec.Raw(session.written("rows", items[0], {"level": {"level": level}, "evidence": EVIDENCE}))
        for level in LEVELS
    ]
    return [
        session.event(
            ev.Answered,
            instrument="rows",
            item=items[at // len(raters) % len(items)],
            response=responses[(at * 7 + at // len(raters)) % len(LEVELS)],
            rater=raters[at % len(raters)],
            round=number,
        )
        for at in range(count)
    ]


def rated(engine: hansei.Engine) -> Session:
    """Return a session that 40 persons rated three times."""
    people = [f"Person {number} of the team" for number in range(RATERS)]
    session = engine.start("thirty-rows", team=hansei.Team("Riverside"), people=people)
    session.move("rate.rate")
    for _ in range(ROUNDS):
        round_ = session.rounds.open("rows", by="person")
        session.record(*answers(session, RATERS * ROWS, round_.number))
        for rater in session.raters("rows"):
            session.rounds.hand_in("rows", rater)
        session.rounds.reveal("rows")
    return session


def followed(engine: hansei.Engine) -> Session:
    """Return a session that 40 persons rated three times, whose team has two earlier ones; each with actions to do."""
    for year in range(2):
        earlier = engine.start("thirty-rows", team=hansei.Team("Riverside"))
        for item in earlier.items("rows"):
            earlier.rate("rows", item.id, level="developing", evidence=EVIDENCE)
        _moved(earlier, year)
        earlier.close()
    session = rated(engine)
    _moved(session, 2)
    return session


def _moved(session: Session, year: int) -> None:
    """Write theories, barriers and actions for every row that calls for work."""
    for item in session.items("moving"):
        if item.id.endswith((".begin", ".maintain")):
            given: object = {
                "actions": [{"text": f"{item.id}: ask them once more", "owner": "Ana", "due": f"203{year}-05-01"}]
            }
        else:
            given = {"text": f"Nobody asked the schools about {item.id}"}
        session.answer("moving", item.id, given)


def opened(engine: hansei.Engine, session: Session) -> None:
    """Opening the session, beside decoding its lines one by one into attrs objects."""
    lines = [body for body in engine.log.read(session.id) if b'"answered/1"' in body]
    decode = decoder()
    name = f"events a second, {len(lines):,} ratings opened / decoded"
    pairs = in_turn(lambda: engine.open(session.id), lambda: [decode(body) for body in lines], 31)
    count = session.state.version
    ours, theirs = statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
    ratio = statistics.median((count / a) / (len(lines) / b) for a, b in pairs)
    line(name, count / ours, len(lines) / theirs, ratio, 0.5)
    absolute(f"opening {RATERS} raters x {ROWS} rows x {ROUNDS} rounds", ours, 50)


def compared(session: Session) -> None:
    """All rows side by side, most spread first: what a key press in the compare screen may ask for."""
    times = [seconds(lambda: by_spread(compare(session, "rows"))) for _ in range(31)]
    absolute("compare() and by_spread() of it, again", statistics.median(times), 3)
    fresh = []
    for _ in range(31):
        session.note("Something else was said", step="rate.rate")
        fresh.append(seconds(lambda: by_spread(compare(session, "rows"))))
    print(f"{'  the first time after something was written':<58} {statistics.median(fresh) * 1000:9.2f} ms")


def added(engine: hansei.Engine, batch: int = 400, times: int = 7) -> None:
    """One rating at 100 events and at 10,000, in turn; then without the disk, where anything that grows would show."""
    people = [f"Person {number} of the team" for number in range(RATERS)]
    small, large = (engine.start("thirty-rows", team=hansei.Team(name), people=people) for name in ("Small", "Large"))
    for session, count in ((small, 100), (large, 10_000)):
        session.move("rate.rate")
        session.record(*answers(session, count - session.state.version))
    for name, log in (("rating at 10,000 / at 100 events, durable", None), ("  the same without the disk", Nowhere())):
        if log is not None:
            small.log = large.log = log  # type: ignore[assignment]
            small._keeps = large._keeps = None  # noqa: SLF001 - facts go to disk, too
        ratios, ours, theirs = [], [], []
        for _ in range(times):
            a, b = add(engine, large, batch), add(engine, small, batch)
            ratios.append(a / b)
            ours.append(a)
            theirs.append(b)
        at_most(name, statistics.median(ours), statistics.median(theirs), statistics.median(ratios), 1.2)


class Nowhere:
    """A store that keeps nothing."""

    name = "nowhere"

    def append(self, *_: object, **__: object) -> None:
        """Throw it away."""


def add(engine: hansei.Engine, session: Session, batch: int) -> float:
    """Return the median seconds of one rating; the session is as long afterwards as it was."""
    items, raters = [item.id for item in session.items("rows")], session.raters("rows")
    before = session.state.version
    times = []
    for at in range(batch):
        given = {"level": {"level": LEVELS[at % 4]}, "evidence": EVIDENCE}
        begun = time.perf_counter()
        session.answer("rows", items[at % len(items)], given, rater=raters[at % len(raters)])
        times.append(time.perf_counter() - begun)
    if session.state.version < 1000:  # or the small one would grow
        fresh = engine.start("thirty-rows", team=session.team, people=[person.name for person in session.people])
        fresh.move("rate.rate")
        fresh.record(*answers(fresh, before - fresh.state.version))
        where = {"log": session.log, "_keeps": session._keeps}  # noqa: SLF001
        session.__dict__.update(fresh.__dict__ | where)
    return statistics.median(times)


def folded(count: int) -> None:
    """A million ratings folded into a state, beside decoding them straight into attrs objects."""
    response = msgspec.Raw(msgspec.json.encode({"level": "evolving", "refused": {}, "evidence": EVIDENCE}))
    lines = [
        write(
            ev.Answered(
                id=ev.new_id(),
                at=at,
                instrument="rows",
                item=f"row-{at % ROWS}",
                response=response,
                rater=f"person:{at // ROWS % RATERS}",
                round=1 + at // (ROWS * RATERS),
            )
        )
        for at in range(count)
    ]
    decode = decoder()
    for name, collect in (("", True), (", no collector", False)):
        (gc.enable if collect else gc.disable)()
        pairs = in_turn(lambda: fold(lines), lambda: [decode(body) for body in lines], 7)
        gc.enable()
        ours, theirs = statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
        ratio = statistics.median(b / a for a, b in pairs)
        line(f"events a second, {count:,} folded / decoded{name}", count / ours, count / theirs, ratio, 0.8)


def decoder() -> Callable[[bytes], object]:
    """Return what decodes a line straight into a frozen attrs class."""
    plain = make_class("Plain", {name: field(name) for name in ev.Answered.__struct_fields__}, frozen=True, slots=True)
    return msgspec.json.Decoder(plain).decode


def in_turn(ours: Callable[[], object], theirs: Callable[[], object], times: int) -> Sequence[tuple[float, float]]:
    """Time two things in turn; one pair more warms up."""
    return [(kept(ours), kept(theirs)) for _ in range(times + 1)][1:]


def kept(act: Callable[[], object]) -> float:
    """Return how long something takes, without letting go of what it made."""
    begun = time.perf_counter()
    made = act()
    took = time.perf_counter() - begun
    del made
    return took


def absolute(name: str, took: float, bar: float) -> None:
    """Print a time beside its bar in ms."""
    verdict = "ok" if took * 1000 < bar else "MISSED"
    print(f"{name:<58} {took * 1000:9.2f} ms  (under {bar:g} ms) {verdict}", flush=True)


def at_most(name: str, ours: float, theirs: float, ratio: float, bar: float) -> None:
    """Print a ratio of times that should be at most its bar."""
    verdict = "ok" if ratio <= bar else "MISSED"
    a, b = ours * 1e6, theirs * 1e6
    print(f"{name:<58} {a:9.1f} us  against {b:9.1f} us  = {ratio:5.2f}x  (at most {bar}x) {verdict}", flush=True)


if __name__ == "__main__":
    main()
