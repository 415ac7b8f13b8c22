"""Makes the stores that later versions of Hansei must be able to open: ``python make.py v3``.

A program of the first version made those of ``v1`` with the first three of these functions.

Made once and never again: what matters is that an old file stays as it is. A store that is there is left alone.
"""

from __future__ import annotations

import contextlib
import itertools
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

import hansei
from hansei.errors import BundleError
from hansei.insight.transcript import transcript
from hansei.record.events import Replied

HERE = Path(__file__).parent
#: Monday 23 November 2026, 14:00 UTC.
BEGUN = 1_795_442_400_000
MINUTE = 60_000
WORDS = "two\nlines, [red] & <b>“quoted”</b>, العربية, 🌱 👩🏽‍🏫, \x1b[31m\x00"


def main(version: str) -> None:
    """Make every store of a version of the format."""
    target = HERE / version
    target.mkdir(exist_ok=True)
    for name, toolkit, fill in (
        ("every-kind", str(toolkit_folder()), every_kind),
        ("district", "district-led-ci", district),
        ("rounds", "district-led-ci", rounds),
    ):
        path = target / f"{name}.db"
        if path.exists():
            continue
        ticks = itertools.count(BEGUN, MINUTE)
        now = BEGUN + 600 * MINUTE
        with hansei.open_engine(path, now=lambda ticks=ticks: next(ticks)) as engine:  # type: ignore[misc]
            fill(engine.start(toolkit, team=hansei.Team(f"Riverside {WORDS}", kind="district", of="Michigan")))
        with hansei.open_engine(path, now=lambda now=now: now) as engine:  # type: ignore[misc]
            record = transcript(engine.open("last"))
        keep(path, record)
    for name, make in (("several", several), ("linked", linked)):
        path = target / f"{name}.db"
        if not path.exists():
            keep(path, make(path))


def keep(path: Path, record: object) -> None:
    """Write what a store tells beside it."""
    path.with_suffix(".json").write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")


def toolkit_folder() -> Path:
    """Write the sample toolkit somewhere and return its folder."""
    sys.path.insert(0, str(HERE.parents[3]))
    from tests.core.samples import write_toolkit

    return write_toolkit(Path(tempfile.mkdtemp()) / "every-kind")


def every_kind(session: hansei.Session) -> None:
    """Let everything happen that can happen in a session."""
    ann = session.join("Ann 🌱", role="facilitator", votes=False)
    session.join_all(["Łukasz", "", "سارة"])
    session.leave(ann)
    session.start_clock("first")
    session.answer("outcome", "choice", {"options": "b", "why": WORDS}, rater="Łukasz")
    session.answer("outcome", "choice", {"options": "a"}, rater="Person 3")
    session.end_step("first.choose")
    session.rate("culture", "vision", level="mid", rater="Table 1", evidence=WORDS, refused={"high": "not yet"})
    session.rate("culture", "vision", level="low", rater="Table 2")
    session.rate("culture", "goals", level="cannot-tell")
    session.answer("culture", "goals", {"level": {"level": "low"}}, round_=2)
    session.rate("culture", "goals", level="high", rater="Table 2")
    session.clear("culture", "goals", rater="Table 2")
    session.answer("moving", "vision.why", {"text": WORDS})
    session.answer(
        "moving", "vision.begin", {"actions": [{"text": "Walk", "owner": "Ann", "due": "2026-12-01"}, {"text": "Ask"}]}
    )
    session.end_step("first.rate", "skipped")
    session.reopen_step("first.rate")
    session.stop_clock("first")
    session.start_clock("second")
    session.add_time("second", -5)
    session.answer("roles", "data.school", {"status": "create", "evidence": WORDS})
    session.answer(
        "plan", "data.school", {"lines": [{"what": "Collect it", "who": "Bo", "when": "2027-01-31", "size": "small"}]}
    )
    session.answer("ready", "one", {"mark": "partly", "remark": WORDS})
    kept = session.note("kept")
    session.note("kept and changed", note=kept, step="second.roles")
    session.note("", note=session.note("taken away"))
    session.note(WORDS, parked=True)
    session.note("undone")
    session.undo()
    session.move("second.roles")
    session.stop_clock("second", until=BEGUN + 40 * MINUTE)
    session.close()
    session.reopen()
    session.move("first.right")
    session.close()


def district(session: hansei.Session) -> None:
    """Go a little way through the first toolkit."""
    session.rate("culture", "vision", level="developing", evidence="Posters in 2 of 5 schools")
    session.answer("moving-right", "vision.theories", {"text": "Nobody asked."})
    session.answer("balance", "team.building", {"status": "strengthen", "evidence": "A list of names"})
    session.answer("district-plan", "team.building", {"lines": [{"action": "Invite", "by-when": "2026-12-01"}]})
    session.end_step("before.readiness", "skipped")


def several(path: Path) -> dict[str, Any]:
    """Let buildings hand in to a district, and let it do all that can be done with that; return what it tells then."""
    sys.path.insert(0, str(HERE.parents[3]))
    from tests.core.handoff.teams import Place
    from tests.core.record.recorded.everything import everything

    folder = Path(tempfile.mkdtemp())
    building = Place(folder / "building.db", "b")
    oak, elm = building.start("Oak", ("Ann", WORDS)), building.start("Elm")
    for session, level in ((oak, "evolving"), (elm, "developing")):
        session.rate("culture", "vision", level=level, evidence=WORDS)
        session.answer("balance", "team.building", {"status": "strengthen"})
        session.answer("building-plan", "team.building", {"lines": [{"action": "Invite", "by-when": "2027-01-01"}]})
        session.close()
    building.engine.care.backup(folder / "elsewhere.db")
    elsewhere = Place(folder / "elsewhere.db", "b")
    for place, level in ((building, "accomplished"), (elsewhere, "beginning")):
        session = place.engine.open(elm.id)
        session.reopen()
        session.rate("culture", "vision", level=level)
        session.close()

    district = Place(path, "d")
    engine = district.engine
    for place, id_ in ((building, oak.id), (building, elm.id), (elsewhere, elm.id)):
        district.handoff.receive_bytes(place.bundle(place.engine.open(id_)), f"{id_}.hansei")
    with contextlib.suppress(BundleError):
        district.handoff.receive_bytes(b"a letter", "letter.hansei")
    district.handoff.settle(elm.id, district.handoff.entry(elm.id).copies[0].digest)
    district.handoff.questions.ask(engine.open(oak.id), WORDS, about="culture/vision", by="Riverside")
    own = engine.start("district-led-ci", team=hansei.Team("Riverside", kind="district"), people=["Cy", "Di"])
    reviewing = engine.reviewing(own.id)
    seen = reviewing.review()
    reviewing.take(seen, next(each for each in reviewing.proposals(seen) if each.sources[0].line))
    own = engine.open(own.id)
    own.rate("culture", "vision", level="developing")
    own.answer("moving-right", "vision.begin", {"actions": [{"text": "Walk", "owner": "Cy"}]})
    own.following.follow(own.following.all[0], "begun", WORDS)
    own.record(own.event(Replied, question="q", words=WORDS, asked=WORDS, by="The ISD", session=own.id))
    gone = engine.start("district-led-ci", team=hansei.Team("Gone", kind="building", of="Lake"))
    directory = engine.directory
    directory.rename(directory.find("Elm"), "Elm Academy")
    directory.merge(directory.find("Gone"), directory.add("Gone School", "building", directory.find("Lake"), ident="7"))
    directory.move(directory.find("Gone School"), directory.find("Riverside"))
    directory.close(directory.find("Gone School"))
    engine.care.delete(gone.id)
    engine.care.forget(own.id, "Di")
    engine.care.forget(oak.id, "Ann")
    engine.care.archive(oak.id)
    for place in (building, elsewhere, district):
        place.engine.close()
    with hansei.open_engine(path, now=lambda: BEGUN + 600 * MINUTE) as engine:
        return everything(engine)


def linked(path: Path) -> dict[str, Any]:
    """Begin a session with what another one came to, and delete that one; return what the store tells then."""
    sys.path.insert(0, str(HERE.parents[3]))
    from tests.core.record.recorded.everything import everything

    ticks = itertools.count(BEGUN, MINUTE)
    with hansei.open_engine(path, now=lambda: next(ticks)) as engine:
        team = hansei.Team("Riverside")
        causes = engine.start("root-cause-analysis", team=team)
        whys = [{"why": WORDS, "id": "root"}]
        tree = {"problem": WORDS, "begin": "whys", "whys": whys, "causes": [], "root": "root", "challenge": WORDS}
        causes.answer("cause-tree", "tree", tree)
        cycle = engine.start("improvement-cycle", team=team)
        (each,) = engine.beginnings(cycle)
        cycle.origins.take(each.instrument, each.origin, each.item)
        cycle.undo()
        cycle.origins.take(each.instrument, each.origin, each.item)
        engine.care.delete(causes.id)
    with hansei.open_engine(path, now=lambda: BEGUN + 600 * MINUTE) as engine:
        return everything(engine)


def rounds(session: hansei.Session) -> None:
    """Rate in groups, by persons and by hands; reveal, agree, disagree, rate again; follow up."""
    session.join_all(["Ana", "Ben", "Łukasz"], building="Oak")
    session.groups.form({"North": ["Ana"], WORDS.split(chr(10), 1)[0]: ["Ben"], "West": 4})
    session.groups.send("West", "activity-2.move-right")
    session.groups.send("West", "")
    session.rounds.open("culture")
    for group, level in (("North", "evolving"), ("two", "beginning"), ("West", "evolving")):
        session.rate("culture", "vision", level=level, rater=group, evidence=WORDS, refused={"accomplished": WORDS})
        session.rounds.hand_in("culture", group)
    session.rounds.reveal("culture")
    session.rounds.agree("culture", "vision", level="evolving", rationale=WORDS, dissent={"two": WORDS, "North": ""})
    session.rounds.disagree("culture", "policies", rationale=WORDS, positions={"West": WORDS})
    session.rounds.open("culture", by="person", how="hands", items=["vision", "goals"])
    session.rounds.count("culture", "vision", {"developing": 2, "abstain": 1})
    session.rounds.count("culture", "goals", {"cannot-tell": 3}, group="West")
    session.rounds.reveal("culture")
    session.rounds.agree("culture", "vision", level="developing")
    session.rounds.open("balance", how="paper", items=["team.building"])
    session.answer("balance", "team.building", {"status": "create"}, rater="West")
    session.rounds.drop("balance")
    session.rounds.open("balance", items=["team.district"])
    session.answer("balance", "team.district", {"status": "strengthen"}, rater="West")
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Walk", "owner": "Ann"}, {"text": "Ask"}]})
    session.following.follow(session.following.all[0], "begun", WORDS)
    session.keep_protocol("activity-2.rate", kept=False, why=WORDS)
    session.keep_protocol("activity-1.examples")
    session.end_step("activity-1.hindsight", "later")
    session.end_by(BEGUN + 20 * 60 * MINUTE)


if __name__ == "__main__":
    main(sys.argv[1])
