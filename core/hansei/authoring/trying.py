"""Trying a toolkit: made-up teams run it to the end as real ones would, through the public doors, and report.

What goes wrong on the way is found here and not in front of a room: an instrument that refuses what its own form asked
for, a question that is asked for ever, an instrument that no team ever comes to, a report that cannot be made.
"""

from __future__ import annotations

import datetime
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import define, frozen

from hansei.authoring.temperaments import TEMPERAMENTS, Temperament, Voice
from hansei.content.found import ReadToolkit
from hansei.content.toolkit import AgendaStep
from hansei.engine import Engine, open_engine
from hansei.errors import HanseiError, ResponseError, UsageError
from hansei.form import Given
from hansei.insight.progress import Task, tasks
from hansei.record.people import Team
from hansei.record.session import Session
from hansei.words.ours import tr

#: When the first made-up session begins, UTC: a quiet afternoon, the same on every machine.
BEGIN = datetime.datetime(2031, 4, 30, 13, 0, tzinfo=datetime.UTC)
MINUTE = 60_000
#: Questions about one item after which a form is taken to ask for ever.
MOST_QUESTIONS = 200
#: Rows that a team adds where people add rows themselves.
ADDED = 3


@frozen
class Trial:
    """One made-up team's session."""

    temperament: Temperament
    team: Team
    #: What was asked, and how much of it was answered.
    asked: int
    answered: int
    #: What went wrong: place to what was said.
    findings: tuple[tuple[str, str], ...]
    #: Instruments that asked for something, or whose step was skipped.
    reached: frozenset[str]
    #: The report; None when it could not be made.
    report: bytes | None
    #: The report's file name.
    name: str


def temperaments(names: Sequence[str]) -> tuple[Temperament, ...]:
    """Return temperaments by name; all, when none is named.

    Raises:
        UsageError: naming the nearest one.
    """
    import difflib

    by_name = {each.name: each for each in TEMPERAMENTS}
    for name in names:
        if name not in by_name:
            near = difflib.get_close_matches(name, by_name, n=1)
            hint = (
                tr("did you mean {near}?", near=repr(near[0]))
                if near
                else tr("there are: {known}", known=", ".join(by_name))
            )
            raise UsageError(tr("no team is called {name}; {hint}", name=repr(name), hint=hint))
    return tuple(by_name[name] for name in dict.fromkeys(names)) or TEMPERAMENTS


def try_out(
    read: ReadToolkit,
    engine: Engine,
    chosen: Sequence[Temperament] = TEMPERAMENTS,
    *,
    seed: int = 0,
    format_: str = "html",
) -> Iterator[Trial]:
    """Let teams run a toolkit to the end, each in a store that is thrown away.

    Args:
        read: The toolkit, without faults.
        engine: Brings kinds and exporters; its store is not touched.
        chosen: The temperaments of the teams. Each runs it as a district's team, and as a building's where the
            toolkit has other steps for those.
        seed: The same seed gives the same answers.
        format_: The format of the reports.

    Raises:
        UsageError: when no plugin brings that format.
    """
    engine.exporter(format_)
    for temperament in chosen:
        for kind in _kinds_of_teams(read):
            yield _Trying(read, engine, temperament, kind, seed, format_).run()


def never_reached(read: ReadToolkit, trials: Sequence[Trial]) -> tuple[str, ...]:
    """Return the instruments that a step asks and that asked no team for anything."""
    asked = {id_ for entry in read.toolkit.agenda() for id_ in entry.step.instruments}
    reached = frozenset[str]().union(*(each.reached for each in trials))
    return tuple(id_ for id_ in read.toolkit.instruments if id_ in asked - reached)


def _kinds_of_teams(read: ReadToolkit) -> tuple[str, ...]:
    same = read.toolkit.agenda("district") == read.toolkit.agenda("building")
    return ("district",) if same else ("district", "building")


@define
class _Clock:
    """Stands where it was put, and goes on a little with every look at it."""

    at: int

    def now(self) -> int:
        self.at += 1_000
        return self.at


class _Trying:
    def __init__(
        self, read: ReadToolkit, engine: Engine, temperament: Temperament, kind: Any, seed: int, format_: str
    ) -> None:
        self.read = read
        self.engine = engine
        self.temperament = temperament
        self.kind = kind
        self.format = format_
        self.voice = Voice(temperament, f"{seed} {temperament.name} {kind}", BEGIN.date())
        self.clock = _Clock(int(BEGIN.timestamp() * 1000))
        self.findings: dict[tuple[str, str], None] = {}
        #: Instrument, item and rater of what was asked, and whether it was answered.
        self.asked: dict[tuple[str, str, str], bool] = {}
        #: Instruments of the steps that were skipped.
        self.skipped: set[str] = set()
        #: Instrument to the items that were there when it was first looked at.
        self.known: dict[str, set[str]] = {}

    def run(self) -> Trial:
        name = self.temperament.name
        team = Team(f"Made-up {self.kind}, {name}", self.kind)
        with tempfile.TemporaryDirectory(prefix="hansei-") as folder:
            path = Path(folder, "try.db")
            with open_engine(path, plugins=self.engine.plugins, now=self.clock.now) as trial:
                trial.borrow(self.engine)
                trial.shelf.put(self.read)
                report = self._session(trial, team)
        suffix = self.engine.exporter(self.format).suffix.lstrip(".")
        reached = frozenset(instrument for instrument, _, _ in self.asked) | self.skipped
        done = sum(self.asked.values())
        file = f"{name}-{self.kind}.{suffix}"
        return Trial(self.temperament, team, len(self.asked), done, tuple(self.findings), reached, report, file)

    def _session(self, trial: Engine, team: Team) -> bytes | None:
        people = [f"Person {number}" for number in range(1, self.temperament.people + 1)]
        session = trial.start(self.read.toolkit.id, team=team, people=people, facilitator="Made-up facilitator")
        if self.temperament.rounds == "group":
            session.groups.form({"Left": people[::2], "Right": people[1::2]})
        running = ""
        for step in session.agenda:
            try:
                running = self._step(session, step, running)
            except Exception as error:  # noqa: BLE001 - whatever it is, the author is to read of it
                self._found(step.path, error)
        try:
            session.close()
            made = trial.render(session.id, self.format)
        except HanseiError as error:
            self._found("report", error)
            return None
        try:
            _ = trial.report(session.id).record  # a page is written without it, a workbook is not
        except Exception as error:  # noqa: BLE001 - whatever a stranger's kind raises, the author is to read of it
            self._found("record", error)
        return made

    def _step(self, session: Session, step: AgendaStep, running: str) -> str:
        activity = step.activity
        session.move(step.path)
        if activity.minutes and activity.id != running:
            session.start_clock(activity.id)
            running = activity.id
        if self.temperament.skips_closing and activity in session.toolkit.closing:
            self.skipped.update(step.step.instruments)
            session.end_step(step.path, "skipped")
            return running
        for id_ in step.step.instruments:
            self._round(session, id_)
        self._answer_all(session, step)
        if activity.minutes:
            of = sum(entry.activity.id == activity.id for entry in session.agenda)
            self.clock.at += int(self.temperament.pace * activity.minutes.high * MINUTE / of)
        session.end_step(step.path)
        return running

    def _found(self, place: str, error: Exception) -> None:
        said = str(error)
        if not isinstance(error, HanseiError):
            last = traceback.extract_tb(error.__traceback__)[-1]
            said = f"{type(error).__name__}: {error} ({Path(last.filename).name}, line {last.lineno})"
        self.findings[place, said] = None

    # ------------------------------------------------------------------------------------- answering

    def _answer_all(self, session: Session, step: AgendaStep) -> None:
        """Answer what a step asks for; answering one instrument may call for rows of the next."""
        while open_ := [task for task in tasks(session, step) if self._wanted(session, task)]:
            task = open_[0]
            key = (task.instrument, task.item.id, task.rater)
            self.asked[key] = False
            if not self.voice.chance(self.temperament.leaving):
                self.asked[key] = self._answer(session, task)

    def _wanted(self, session: Session, task: Task) -> bool:
        if task.wants != "answer" or task.answered or (task.instrument, task.item.id, task.rater) in self.asked:
            return False
        _, kind = session.instrument(task.instrument)
        if kind.grows:
            first = self.known.setdefault(task.instrument, {item.id for item in session.items(task.instrument)})
            added = {item for instrument, item, _ in self.asked if instrument == task.instrument and item not in first}
            return task.item.id in first or len(added) < ADDED
        return True

    def _answer(self, session: Session, task: Task) -> bool:
        raters = session.raters(task.instrument, task.item.id)
        rater = raters.index(task.rater) if task.rater in raters else 0
        place = f"{task.instrument}/{task.item.id}"
        refused: Exception | None = None
        for _ in range(5):  # a form may ask for what only fits together, such as a number of dots in all
            given = self._filled(session, task, rater)
            if given is None:
                return False
            try:
                session.answer(task.instrument, task.item.id, given, rater=task.rater)
            except ResponseError as error:
                refused = error
            else:
                return True
        if refused is not None:
            self._found(place, refused)
        return False

    def _filled(self, session: Session, task: Task, rater: int) -> Given | None:
        """Return what a form collects when it is asked to its end; None when it has none."""
        this, kind = session.instrument(task.instrument)
        given: Given = {}
        ask = ""
        for _ in range(MOST_QUESTIONS):
            question = kind.form(this.definition, task.item, given)
            if question is None:
                return given
            ask = question.ask
            if question.id in given:
                break
            given[question.id] = self.voice.answer(question, rater)
        place = f"{task.instrument}/{task.item.id}"
        self._found(
            place, UsageError(tr('the kind {kind} asks "{ask}" again and again', kind=repr(this.kind), ask=ask))
        )
        return None

    # ------------------------------------------------------------------------------------- rounds

    def _round(self, session: Session, id_: str) -> None:
        """Rate something that has levels in a hidden round, and settle it, as those do who rate apart."""
        by = self.temperament.rounds
        this, kind = session.instrument(id_)
        items = [item for item in session.items(id_) if kind.scale(this.definition, item) is not None]
        if not by or not items or this.per == "person" or id_ in session.state.rounds.of or kind.anonymous:
            return
        session.rounds.open(id_, by=by, items=[item.id for item in items])
        given = 0
        raters = session.raters(id_)
        for rater in raters:
            for item in items:
                task = Task(id_, item, rater, answered=False)
                self.asked[id_, item.id, rater] = self._answer(session, task)
                given += self.asked[id_, item.id, rater]
            session.rounds.hand_in(id_, rater)
        if not given:
            session.rounds.drop(id_)
            return
        session.rounds.reveal(id_)
        for item in items:
            scale = kind.scale(this.definition, item)
            assert scale is not None  # noqa: S101 - for mypy; chosen so above
            if self.voice.chance(self.temperament.settling):
                level = scale.levels[self.voice.place(len(scale.levels), self.voice.random.randrange(2))].id
                dissent = {raters[0]: self.voice.words()} if self.voice.chance(0.3) else None
                session.rounds.agree(id_, item.id, level=level, rationale=self.voice.words(), dissent=dissent)
            else:
                session.rounds.disagree(id_, item.id, rationale=self.voice.words())
