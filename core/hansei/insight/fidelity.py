"""How a session was run: what stands beside its scores, so that they can be read for what they are worth.

Implementation research reports fidelity with every measure; the source asks for it before (Facilitator
Readiness) and leaves room for it during and after.
"""

from __future__ import annotations

from attrs import frozen

from hansei.errors import HanseiError
from hansei.insight.clock import clocks
from hansei.insight.progress import tasks
from hansei.insight.rounds_paper import how
from hansei.record.session import Session
from hansei.words.ours import tr, trn


@frozen
class Fidelity:
    """How a session was run, a part each in words."""

    #: Who took part, with and without a vote.
    people: str
    #: Checklists, as in "Facilitator Readiness: 3 of 4 answered".
    readiness: tuple[str, ...]
    #: Steps done, skipped, moved to next time, not reached.
    steps: str
    #: Steps that were not run as the toolkit says: path, title and why.
    changed: tuple[tuple[str, str, str], ...]
    #: How many steps somebody said were run as the toolkit says.
    kept: int
    #: Rounds of rating, as in "Culture rubric, round 1: small groups; …".
    rounds: tuple[str, ...]
    #: Time used against the plan; empty when no clock ran.
    time: str

    def parts(self) -> list[str]:
        """Return what there is to say, one thing each."""
        changed = trn("{n} step changed", "{n} steps changed", len(self.changed)) if self.changed else ""
        parts = [self.people, *self.readiness, self.steps, changed, *self.rounds, self.time]
        return [part for part in parts if part]

    def line(self) -> str:
        """Return it in one line, to stand next to the scores."""
        return "; ".join(self.parts()) + "."


def fidelity(session: Session) -> Fidelity:
    """Return how a session was run."""
    titles = {entry.path: entry.title for entry in session.agenda}
    kept = session.state.kept.values()
    return Fidelity(
        people=_people(session),
        readiness=tuple(_readiness(session)),
        steps=_steps(session),
        changed=tuple((each.step, titles.get(each.step, each.step), each.why) for each in kept if not each.kept),
        kept=sum(each.kept for each in kept),
        rounds=tuple(_rounds(session)),
        time=_time(session),
    )


def _people(session: Session) -> str:
    there = [person for person in session.people if person.present]
    voting = sum(person.votes for person in there)
    tables = session.state.groups
    parts = []
    if there:
        parts.append(
            trn("{n} person, {voting} with a vote", "{n} people, {voting} with a vote", len(there), voting=voting)
        )
    if tables:
        parts.append(trn("{n} small group", "{n} small groups", len(tables)))
    return ", ".join(parts) or tr("nobody was listed")


def _readiness(session: Session) -> list[str]:
    found = []
    for entry in session.agenda:
        for id_ in entry.step.instruments:
            instrument = session.toolkit.instruments[id_]
            if instrument.kind == "checklist":
                asked = [task for task in tasks(session, entry) if task.instrument == id_]
                done = sum(task.answered for task in asked)
                title = instrument.ours.short or instrument.title or instrument.ours.title or entry.title
                found.append(tr("{title}: {done} of {n} answered", title=title, done=done, n=len(asked)))
    return found


def _steps(session: Session) -> str:
    outcomes = [session.state.ended.get(entry.path, "") for entry in session.agenda]
    words = {"done": tr("done"), "skipped": tr("skipped"), "later": tr("left for next time"), "": tr("not finished")}
    counts = [f"{outcomes.count(key)} {word}" for key, word in words.items() if key == "done" or outcomes.count(key)]
    return trn("of {n} step {counts}", "of {n} steps {counts}", len(outcomes), counts=", ".join(counts))


def _rounds(session: Session) -> list[str]:
    found = []
    for instrument, rounds in session.state.rounds.of.items():
        this = session.toolkit.instruments.get(instrument)
        title = (this.ours.short or this.title) if this is not None else instrument
        for round_ in rounds.values():
            state = (
                tr("revealed") if round_.revealed else tr("called off") if round_.dropped else tr("not revealed yet")
            )
            found.append(
                tr(
                    "{title}, round {number}: {how}; {state}",
                    title=title,
                    number=round_.number,
                    how=how(round_),
                    state=state,
                )
            )
        rows = [item for of, item in session.state.rounds.settled if of == instrument]
        try:
            most = len(session.items(instrument))
        except HanseiError:
            continue
        found.append(tr("{title}: {n} of {most} rows settled", title=title, n=len(rows), most=most))
    return found


def _time(session: Session) -> str:
    measured = [
        clock
        for clock in clocks(session.agenda, session.state.clock, session.now()).values()
        if clock.planned is not None and clock.used
    ]
    if not measured:
        return ""
    used = sum(clock.minutes for clock in measured)
    low = sum(clock.planned.low for clock in measured if clock.planned)
    high = sum(clock.planned.high for clock in measured if clock.planned)
    return (
        tr("{used} min used where {low}-{high} were planned", used=used, low=low, high=high)
        if low != high
        else tr("{used} of {high} planned min used", used=used, high=high)
    )
