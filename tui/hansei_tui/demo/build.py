"""Runs the fictional district's sessions, as its facilitators would have, on a clock of their own."""

from __future__ import annotations

import datetime
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hansei.engine import Engine
from hansei.insight.progress import Task, tasks
from hansei.record.copying import copy_session
from hansei.record.following import FollowedAction
from hansei.record.people import Team
from hansei.record.session import Session
from hansei.record.sqlite import SqliteLog
from hansei_tui.demo import buildings
from hansei_tui.demo.together import Together
from hansei_tui.sentences import tr

TOOLKIT = "district-led-ci"
LEVELS = ("beginning", "developing", "evolving", "accomplished")
MINUTE = 60_000


class Calendar:
    """A clock that stands where it was put, and goes on a little with every look at it."""

    def __init__(self) -> None:
        self.at = 0

    def now(self) -> int:
        """Return the time, a few seconds after the last look."""
        self.at += 7_000
        return self.at


def words() -> dict[str, Any]:
    """Return what the people of the district say."""
    from hansei.content.tree import read_tree

    root: dict[str, Any] = read_tree(Path(__file__).with_name("district.yaml")).root
    return root


def build(engine: Engine, tell: Callable[[str], None]) -> tuple[int, str]:
    """Bring the district's sessions into a store, each once.

    Every session is run in a store that is thrown away. A district's is then copied over whole, a building's is handed
    in by file, so that stopping in the middle leaves no half session, and one that is there already is left alone.

    Args:
        engine: The engine of the store.
        tell: Told of every session that was made.

    Returns:
        How many sessions were made now, and the id of the district's latest one.
    """
    text = words()
    handing_in = buildings.Buildings(buildings.words())
    there = {(head.team, head.started): head.session for head in engine.sessions()}
    made, latest = 0, ""
    calendar = Calendar()
    with (
        tempfile.TemporaryDirectory(prefix="hansei-") as folder,
        Engine(SqliteLog(str(Path(folder) / "demo.db")), engine.plugins, now=calendar.now) as trial,
    ):
        trial.borrow(engine)
        for year, team, begin in _sessions(text):
            calendar.at = begin
            known = there.get((team["name"], begin + 7_000))
            if known is None:
                run = _Run(trial, calendar, text, team, year, handing_in, engine)
                session = run.run(_earlier(engine, team) if year else ())
                if team["kind"] == "building":
                    handing_in.hand_in(session, trial, engine, latest=year > 0)
                else:
                    copy_session(session.id, trial.log, engine.log)
                known = session.id
                made += 1
                tell(tr("{team}, school year {year}", team=team["name"], year=f"{2024 + year}-{25 + year}"))
            if team["kind"] == "district":
                latest = known
    buildings.ask(engine, handing_in.text, text["district"])
    return made, latest


def _sessions(text: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any], int]]:
    """Yield year (0 or 1), team and beginning; buildings first, the district a week later, as the source asks."""
    for year, day in enumerate(text["first-days"]):
        first = datetime.datetime.fromisoformat(f"{day}T19:30:00+00:00")
        buildings = [team for team in text["teams"] if team["kind"] == "building"]
        district = [team for team in text["teams"] if team["kind"] == "district"]
        for number, team in enumerate(buildings):
            yield year, team, int((first + datetime.timedelta(days=number)).timestamp()) * 1000
        for team in district:
            yield year, team, int((first + datetime.timedelta(days=7)).timestamp()) * 1000


def _earlier(engine: Engine, team: dict[str, Any]) -> tuple[FollowedAction, ...]:
    """Return what a district's team had left open the year before, which is in the store by now."""
    return engine.open_actions(Team(team["name"], team["kind"])) if team["kind"] == "district" else ()


class _Run:
    """One team's session, from beginning to end."""

    def __init__(
        self,
        engine: Engine,
        calendar: Calendar,
        text: dict[str, Any],
        team: dict[str, Any],
        year: int,
        handing_in: buildings.Buildings,
        store: Engine,
    ) -> None:
        self.engine = engine
        #: What buildings say in the second year, and the store in which they have handed in.
        self.handing_in = handing_in
        self.store = store
        self.calendar = calendar
        self.text = text
        self.team = team
        self.year = year
        #: The district's second year: in small groups, with everything that a room can do.
        self.together = team["kind"] == "district" and year > 0
        self.random = random.Random(f"{team['name']} {year}")  # noqa: S311 - the same district on every machine
        #: Decides who holds what, apart from the rest.
        self.holds = random.Random(f"{team['name']} {year} holds")  # noqa: S311
        #: What is still to be parked, each once.
        self.notes: list[str] = self.random.sample(text["notes"], len(text["notes"]))

    def run(self, earlier: Sequence[FollowedAction]) -> Session:
        of = self.text["district"] if self.team["kind"] == "building" else ""
        session = self.engine.start(
            TOOLKIT,
            team=Team(self.team["name"], self.team["kind"], of),
            people=self.team["people"],
            facilitator=self.team["facilitator"],
        )
        together = Together(self.engine, session, self.text["together"]) if self.together else None
        if together is not None:
            together.begin(earlier, until=self.calendar.at + 3 * 60 * MINUTE)
        activity = ""
        for step in session.agenda:
            if step.activity.minutes and step.activity.id != activity:
                activity = step.activity.id
                session.start_clock(activity)
            if together is not None:
                together.at(step)
            if self.team["kind"] == "district":
                taken = self.handing_in.text["taken"] if self.year else None
                buildings.review(session, self.store, step.path, taken)
            self.step(session, step)
            if self.notes and self.random.random() < 0.35:
                session.note(self.notes.pop(), step=step.path, parked=True)
            if step.activity.minutes:
                steps = sum(entry.activity.id == activity for entry in session.agenda)
                self.calendar.at += self.random.randint(85, 115) * step.activity.minutes.high * MINUTE // steps // 100
            session.end_step(step.path)
        session.stop_clock(activity)
        if together is not None:
            together.end()
        elif self.year:
            self.handing_in.end(session)
        session.close()
        return session

    def step(self, session: Session, step: Any) -> None:
        """Answer what a step asks for; answering one instrument may call for rows of the next."""
        done: set[tuple[str, str, str]] = set()
        while open_ := [
            task
            for task in tasks(session, step)
            if task.wants == "answer" and not task.answered and (task.instrument, task.item.id, task.rater) not in done
        ]:
            task = open_[0]
            done.add((task.instrument, task.item.id, task.rater))
            given = self.given(session, task)
            if given:
                session.answer(task.instrument, task.item.id, given, rater=task.rater)

    def pick(self, key: str) -> str:
        return str(self.random.choice(self.text[key]))

    def given(self, session: Session, task: Task) -> dict[str, Any]:
        by_instrument: dict[str, Callable[[Session, Task], dict[str, Any]]] = {
            "culture": self.rubric,
            "balance": self.standing,
            "readiness": lambda *_: {
                "mark": self.random.choice(["yes", "yes", "yes", "partly"]),
                "remark": "",
            },
            "resonates": self.chosen,
            "moving-right": self.moving,
            "building-plan": self.plan,
            "district-plan": self.plan,
            "functions": self.in_order("functions"),
            "debrief": self.in_order("debrief"),
            "next-review": self.in_order("next-review"),
            "examples": lambda *_: {"text": self.pick("examples")},
            "hindsight": lambda *_: {"text": self.pick("hindsight")},
        }
        return by_instrument[task.instrument](session, task)

    def rubric(self, session: Session, task: Task) -> dict[str, Any]:
        row = [item.id for item in session.items("culture")].index(task.item.id)
        level = int(self.team["levels"][self.year][row])
        refused = dict.fromkeys(LEVELS[:level:-1], "")
        if refused and self.random.random() < 0.6:
            refused["accomplished"] = self.text["refused"][task.item.id]
        return {
            "level": {"level": LEVELS[level], "refused": refused},
            "evidence": self.text["evidence"][task.item.id][level],
        }

    def standing(self, _: Session, task: Task) -> dict[str, Any]:
        if self.year and (said := self.handing_in.stands(self.team["name"], task.item.id)):
            return said
        if self.team["kind"] == "building" and not task.item.id.endswith(".building") and self.random.random() < 0.3:
            return {}  # not every building could say how the others' functions stand
        weights = [(3, 4, 3), (5, 4, 1)][self.year]
        status = self.random.choices(["in place", "strengthen", "create"], weights)[0]
        told = self.random.random() < 0.5
        evidence = self.random.choice(self.text["standing"][status]) if told else ""
        return {"status": status, "held": self.holder(task.item.id, status), "evidence": evidence}

    def holder(self, cell: str, status: str) -> str:
        """Return who holds a function today: what is in place more often the one to whom the matrix gives it."""
        given = {"building": "building", "collaborative": "both", "district": "district"}[cell.rpartition(".")[2]]
        if status == "create":
            return "nobody" if self.holds.random() < 0.7 else ""
        return given if self.holds.random() < (0.9 if status == "in place" else 0.5) else "district"

    def chosen(self, session: Session, task: Task) -> dict[str, Any]:
        options = session.toolkit.outcomes
        return {"options": options[self.random.randrange(len(options))].id, "why": self.pick("why")}

    def moving(self, _: Session, task: Task) -> dict[str, Any]:
        prompt = task.item.id.rpartition(".")[2]
        if prompt in ("theories", "barriers"):
            return {"text": self.pick(prompt)}
        if self.random.random() < 0.4:
            return {}
        return {"actions": [{"text": self.pick(prompt), "owner": self.owner(), "due": self.due()}]}

    def plan(self, _: Session, task: Task) -> dict[str, Any]:
        if self.year and self.team["kind"] == "building":
            return self.handing_in.plans(self.team["name"], task.item.id)
        if self.random.random() < 0.25:
            return {}
        action, support, measure = self.random.choice(self.text["plan"])
        line = {
            "action": action,
            "lead": self.owner(),
            "by-when": self.due(),
            "support": support,
            "measure": measure,
        }
        return {"lines": [line]}

    def in_order(self, key: str) -> Callable[[Session, Task], dict[str, Any]]:
        def given(session: Session, task: Task) -> dict[str, Any]:
            ids = [item.id for item in session.items(task.instrument)]
            return {"text": self.text[key][ids.index(task.item.id)]}

        return given

    def owner(self) -> str:
        return str(self.random.choice(self.team["people"]))

    def due(self) -> str:
        begun = datetime.datetime.fromtimestamp(self.calendar.at / 1000, datetime.UTC).date()
        return (begun + datetime.timedelta(days=self.random.randint(3, 30) * 7)).isoformat()
