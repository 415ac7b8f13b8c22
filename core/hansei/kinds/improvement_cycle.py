"""The improvement cycle: plan, do, study, act, with a prediction before and a comparison after; several in series.

Found in: the PDSA worksheet of the Model for Improvement (Langley et al., The Improvement Guide; used by the Carnegie
Foundation's improvement networks). What is measured on the way is one series over all cycles, shown as a run chart.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from hansei.document import Block
from hansei.document.run_chart import in_blocks
from hansei.errors import ResponseError
from hansei.form import Choose, Column, Given, Option, Question, Text
from hansei.form import Table as TableQuestion
from hansei.kinds.actions import identified, say_action, say_measures
from hansei.kinds.dates import need_date
from hansei.kinds.kind import Action, Answer, Answers, Fault, Item, Kind, repeated
from hansei.kinds.needed import need_decimal, need_one_of, need_rows, need_text
from hansei.kinds.prompts import COLUMNS, asked_columns
from hansei.kinds.results import Result
from hansei.words.lines import begun_large, one_line
from hansei.words.ours import N_, tr, trn

#: The parts of a cycle: the columns of the grid.
PARTS = {"plan": N_("Plan"), "do": N_("Do"), "study": N_("Study"), "act": N_("Act")}
#: What each is about; ours.
ABOUT = {
    "plan": N_("a change on a small scale, and what we predict of it"),
    "do": N_("carry it out, and note what happens"),
    "study": N_("compare what happened with what was predicted"),
    "act": N_("adopt it, adapt it, or let it go"),
}
#: The column of a measurement that is no measure.
DAY = "day"
#: Values of a measure that are told in one line.
LAST = 12


@frozen
class CycleMeasure:
    """Something that is measured over time."""

    id: str
    title: str
    #: What the values are in, as "%" or "pupils".
    unit: str = ""
    #: The value that is wanted; left out: none.
    goal: float | None = None


@frozen
class ImprovementCycle:
    """What the author writes."""

    #: How many cycles there is room for.
    cycles: int = 3
    #: What is measured over time; none: nothing is asked for.
    measures: tuple[CycleMeasure, ...] = ()
    plan: str = "What will we try, who does it, and by when?"
    predict: str = "What do we predict will happen, in numbers if we can?"
    do: str = "What happened? What was unexpected?"
    measure: str = "What did we measure, and when?"
    study: str = "How does what happened compare with what we predicted?"
    #: What can be answered to that.
    outcomes: tuple[str, ...] = ("as predicted", "better", "worse", "cannot tell yet")
    learn: str = "What did we learn?"
    act: str = "What do we do with the change now?"
    #: What can be decided.
    decisions: tuple[str, ...] = ("adopt", "adapt", "abandon")
    next: str = "What goes into the next cycle?"


@frozen
class Part:
    """What a rater gives for one part of a cycle; only the fields of that part are used."""

    #: Plan: who does what by when, and what is predicted.
    steps: tuple[Action, ...] = ()
    prediction: str = ""
    #: Do: what happened, and measurements, each a day and a value for some measures.
    happened: str = ""
    data: tuple[dict[str, str], ...] = ()
    #: Study: how it compares, and what was learnt.
    outcome: str = ""
    learned: str = ""
    #: Act: what is decided, and what comes next.
    decision: str = ""
    next: str = ""


@frozen
class Measured:
    """A value on a day, in a cycle."""

    day: datetime.date
    value: float
    #: 1-based.
    cycle: int


@frozen
class Cycle:
    """One cycle: part to what was given for it."""

    #: 1-based.
    number: int
    given: dict[str, tuple[Answer[Part], ...]]

    @property
    def begun(self) -> bool:
        """Whether anything of it was given."""
        return any(self.given.values())


@frozen
class CycleSummary:
    """All cycles, and each measure over time."""

    cycles: tuple[Cycle, ...]
    #: Measure to its values, the earliest first.
    series: dict[str, tuple[Measured, ...]]


class ImprovementCycleKind(Kind[ImprovementCycle, Part, CycleSummary]):
    """Try a change on a small scale, again and again: plan, do, study, act."""

    name = "improvement-cycle"
    definition = ImprovementCycle
    response = Part
    offers = ("decision",)

    def faults(self, definition: ImprovementCycle) -> Sequence[Fault]:
        """Find no cycles, choices that are none, measures that cannot be told apart."""
        found = [] if 1 <= definition.cycles <= 20 else [Fault(("cycles",), tr("make room for 1 to 20 cycles"))]
        for part, options in (("outcomes", definition.outcomes), ("decisions", definition.decisions)):
            if len(options) < 2:
                found.append(Fault((part,), tr("write at least 2 {part}", part=part)))
            found += [Fault((part,), tr('"{each}" stands twice', each=each)) for each in repeated(options)]
        found += [
            Fault(
                ("measures", index, "id"), tr('a measure cannot have the id "{each}"; call it otherwise', each=each.id)
            )
            for index, each in enumerate(definition.measures)
            if each.id in (DAY, "id")
        ]
        return found

    def items(self, definition: ImprovementCycle, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item for each part of each cycle."""
        return tuple(
            Item(
                f"{number}.{part}",
                f"{tr(title)}: {tr(ABOUT[part])}",
                tr("Cycle {number}: {title}", number=number, title=tr(title)),
                row=tr("Cycle {number}", number=number),
                column=tr(title),
            )
            for number in range(1, definition.cycles + 1)
            for part, title in PARTS.items()
        )

    def form(self, definition: ImprovementCycle, item: Item, given: Given) -> Question | None:
        """Ask what belongs to the part."""
        return next((each for each in self._questions(definition, _part(item)) if each.id not in given), None)

    def _questions(self, definition: ImprovementCycle, part: str) -> tuple[Question, ...]:
        if part == "plan":
            return (
                TableQuestion("steps", definition.plan, asked_columns(), optional=False),
                Text("prediction", definition.predict, optional=False),
            )
        if part == "do":
            happened = Text("happened", definition.do, optional=False)
            return (
                (happened, TableQuestion("data", definition.measure, _columns(definition)))
                if definition.measures
                else (happened,)
            )
        if part == "study":
            outcomes = tuple(Option(each, each.capitalize()) for each in definition.outcomes)
            return (Choose("outcome", definition.study, outcomes), Text("learned", definition.learn, optional=False))
        decisions = tuple(Option(each, each.capitalize()) for each in definition.decisions)
        return (Choose("decision", definition.act, decisions), Text("next", definition.next))

    def respond(self, definition: ImprovementCycle, item: Item, given: Given) -> Part:
        """Make the part."""
        part = _part(item)
        if part == "plan":
            words = [
                [need_text(row, column.id) for column in COLUMNS] for row in need_rows(given.get("steps"), "steps")
            ]
            ids = [need_text(row, "id") for row in need_rows(given.get("steps"), "steps")]
            steps = [
                Action(text, owner, due, measure=measure, id=id_)
                for (text, owner, due, measure), id_ in zip(words, ids, strict=True)
            ]
            return Part(identified(steps), need_text(given, "prediction"))
        if part == "do":
            data = [{str(key): need_text(row, key) for key in row} for row in need_rows(given.get("data"), "data")]
            filled = [{key: value for key, value in row.items() if value.strip()} for row in data]
            return Part(happened=need_text(given, "happened"), data=tuple(filter(None, filled)))
        if part == "study":
            return Part(outcome=need_text(given, "outcome"), learned=need_text(given, "learned"))
        return Part(decision=need_text(given, "decision"), next=need_text(given, "next"))

    def given(self, definition: ImprovementCycle, item: Item, response: Part) -> Given:
        """Return what the form of the part would have collected."""
        part = _part(item)
        if part == "plan":
            steps = [
                {column.id: getattr(each, column.id) for column in COLUMNS} | {"id": each.id}
                for each in identified(response.steps)
            ]
            return {"steps": steps, "prediction": response.prediction}
        if part == "do":
            return {"happened": response.happened, "data": [dict(row) for row in response.data]}
        if part == "study":
            return {"outcome": response.outcome, "learned": response.learned}
        return {"decision": response.decision, "next": response.next}

    def check(self, definition: ImprovementCycle, item: Item, response: Part) -> None:
        """Refuse a plan without a prediction, measurements without day or value, choices that are none."""
        part = _part(item)
        if part == "plan":
            if not response.steps or not all(step.text.strip() for step in response.steps):
                raise ResponseError(
                    tr("say what will be tried; each line needs words in its first column"), field="steps"
                )
            for step in response.steps:
                need_date(step.due, "due")
            _need_words(
                response.prediction, "prediction", tr("predict something before you begin; it is what you learn from")
            )
        elif part == "do":
            _need_words(response.happened, "happened", tr("say what happened"))
            for row in response.data:
                _measurement(definition, row)
        elif part == "study":
            need_one_of(response.outcome, definition.outcomes, "outcome")
            _need_words(response.learned, "learned", tr("say what you learnt"))
        else:
            need_one_of(response.decision, definition.decisions, "decision")

    def say(self, definition: ImprovementCycle, item: Item, response: Part) -> str:
        """Return the part in one line."""
        part = _part(item)
        if part == "plan":
            return one_line(
                tr(
                    "{names} — predicted: {prediction}",
                    names="; ".join(map(say_action, response.steps)),
                    prediction=response.prediction,
                )
            )
        if part == "do":
            count = len(response.data)
            measured = trn("({n} measurement)", "({n} measurements)", count) if count else ""
            return one_line(f"{response.happened} {measured}")
        if part == "study":
            return one_line(f"{response.outcome} — {response.learned}")
        return one_line(f"{response.decision} — {response.next}" if response.next else response.decision)

    def decided(self, definition: ImprovementCycle, item: Item, response: Part) -> str:
        """Return what becomes of the change, and what comes next."""
        said = self.say(definition, item, response) if response.decision else ""
        return begun_large(said)

    def whole(self, definition: ImprovementCycle, item: Item, response: Part) -> tuple[str, ...]:
        """Return the part, and below it a line for each day of measurements."""
        said = self.say(definition, item, response)
        rows = [
            f"{row.get('day', '')}: "
            + ", ".join(
                f"{each.title} {row[each.id]} {each.unit}".strip() for each in definition.measures if row.get(each.id)
            )
            for row in response.data
        ]
        said = begun_large(said) if _part(item) in ("study", "act") else said
        return (said, *say_measures(response.steps), *rows)

    def recalls(self, definition: ImprovementCycle, item: Item, answers: Answers) -> tuple[str, ...]:
        """Return what a part rests on: the plan for what was done, the prediction and what was measured for the study.

        The plan of a later cycle rests on what was decided in the one before.
        """
        number, _, part = item.id.rpartition(".")
        cycle = int(number)
        of = {each: [given.response for given in answers.get(f"{cycle}.{each}", ())] for each in PARTS}
        planned = [tr("Planned: {words}", words="; ".join(map(say_action, each.steps))) for each in of["plan"]]
        predicted = [tr("Predicted: {words}", words=each.prediction) for each in of["plan"]]
        if part == "plan":
            before = answers.get(f"{cycle - 1}.act", ())
            found = [
                tr("Decided: {words}", words=self.say(definition, _of_act(item), each.response)) for each in before
            ]
        elif part == "do":
            found = [*planned, *predicted]
        elif part == "study":
            happened = [tr("Happened: {words}", words=each.happened) for each in of["do"]]
            found = [*predicted, *happened, *_measured_lines(definition, self.summary(definition, (), answers))]
        else:
            found = [*planned, *(f"{each.outcome.capitalize()} — {each.learned}" for each in of["study"])]
        return tuple(map(one_line, found))

    def summary(self, definition: ImprovementCycle, items: Sequence[Item], answers: Answers) -> CycleSummary:
        """Gather the cycles, and put what was measured into one series for each measure."""
        cycles = tuple(
            Cycle(number, {part: tuple(answers.get(f"{number}.{part}", ())) for part in PARTS})
            for number in range(1, definition.cycles + 1)
        )
        series: dict[str, tuple[Measured, ...]] = {}
        for measure in definition.measures:
            found = {
                (row[DAY], cycle.number, need_decimal(row[measure.id], measure.id))
                for cycle in cycles
                for each in cycle.given["do"]
                for row in each.response.data
                if row.get(measure.id) and row.get(DAY)
            }
            series[measure.id] = tuple(
                Measured(datetime.date.fromisoformat(day), value, number) for day, number, value in sorted(found)
            )
        return CycleSummary(cycles, series)

    def document(
        self, definition: ImprovementCycle, items: Sequence[Item], summary: CycleSummary | None
    ) -> tuple[Block, ...]:
        """Return the cycles one after the other, each with what it follows from, and the run charts."""
        from hansei.kinds.improvement_cycle_paper import cycles_on_paper

        return cycles_on_paper(definition, summary)

    def actions(self, definition: ImprovementCycle, item: Item, response: Part) -> tuple[Action, ...]:
        """Return the steps of a plan."""
        return identified(response.steps)

    def results(self, definition: ImprovementCycle, items: Sequence[Item], answers: Answers) -> tuple[Result, ...]:
        """Return what was decided in each cycle: what goes into the next, or what was tried, and what was learnt."""
        found = []
        for cycle in self.summary(definition, items, answers).cycles:
            decided = {each.response.decision for each in cycle.given["act"]}
            if len(decided) != 1:
                continue
            decision = decided.pop()
            steps = [step.text for each in cycle.given["plan"] for step in each.response.steps]
            onward = next((each.response.next for each in cycle.given["act"] if each.response.next), "; ".join(steps))
            learned = "; ".join(each.response.learned for each in cycle.given["study"])
            because = one_line(f"{decision}, cycle {cycle.number}" + (f"; learned: {learned}" if learned else ""))
            words = one_line(onward) or f"cycle {cycle.number}"
            found.append(Result("decision", f"{cycle.number}", words, because, decision))
        return tuple(found)

    def places(self, definition: ImprovementCycle) -> dict[str, str]:
        """Return the decisions."""
        return {each: each.capitalize() for each in definition.decisions}


def _part(item: Item) -> str:
    return item.id.rpartition(".")[2]


def _of_act(item: Item) -> Item:
    return evolve(item, id="act")


def _measured_lines(definition: ImprovementCycle, summary: CycleSummary) -> Iterator[str]:
    """Yield a line for each measure that has values: the last of them, and how they go up and down."""
    for measure in definition.measures:
        values = [each.value for each in summary.series[measure.id]][-LAST:]
        if values:
            unit = f" {measure.unit}" if measure.unit else ""
            told = ", ".join(f"{value:g}" for value in values) + unit
            yield f"{measure.title}: {told}  {in_blocks(values)}".rstrip()


def _columns(definition: ImprovementCycle) -> tuple[Column, ...]:
    measures = tuple(
        Column(each.id, f"{each.title} ({each.unit})" if each.unit else each.title, "number")
        for each in definition.measures
    )
    return (Column(DAY, tr("Day"), "date", needed=True), *measures)


def _need_words(text: str, field: str, says: str) -> None:
    if not text.strip():
        raise ResponseError(says, field=field)


def _measurement(definition: ImprovementCycle, row: dict[str, str]) -> None:
    known = [DAY, *(each.id for each in definition.measures)]
    for key, value in row.items():
        need_one_of(key, known, "data")
        if key != DAY:
            need_decimal(value, key)
    if not row.get(DAY):
        raise ResponseError(tr("each measurement needs its day"), field=DAY)
    need_date(row[DAY], DAY)
    if len(row) < 2:
        raise ResponseError(tr("each measurement needs a value"), field="data")
