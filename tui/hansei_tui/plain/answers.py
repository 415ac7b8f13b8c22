"""A file of answers: a whole session without a keyboard.

The format, in YAML (all keys but ``answers`` may be left out)::

    team: Riverside                # or {name: Riverside, kind: building, of: Riverside District}
    kind: district
    people: [Ana Ruiz, Ben Okafor] # or a number
    facilitator: Kim Lee           # takes part without a vote
    answers:
      culture:                     # an instrument
        vision:                    # an item
          level: evolving          # a question of its form
          refused: {accomplished: "No data is collected"}
          evidence: "Posters in 5 of 5 schools"
        policies: cannot-tell      # short for the first question alone
      resonates:
        choice:
          raters:                  # an item that several answer
            Ana Ruiz: {options: balance, why: "…"}

    parking: ["Who owns the data wall?"]
    close: true                    # otherwise the session stays open

Notes, people's roles, groups, rounds of rating, actions followed up, the protocol and the end: ``docs/answers.md``.

Whatever is unknown, does not fit, or was not asked is an error with its line, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from attrs import frozen

from hansei.content.tree import Place, Tree, dotted, read_tree
from hansei.errors import Problem, ToolkitError, UsageError
from hansei.form import Choose, Number, Question, Table, Text, Walk
from hansei.record.people import checked_name, folded
from hansei.record.session import Session
from hansei_tui.plain.answers_rounds import read_rounds
from hansei_tui.plain.answers_session import KEYS as SESSION_KEYS
from hansei_tui.plain.answers_session import person_name, read_session
from hansei_tui.plain.asking import OPEN, NotUnderstoodError, number, pick
from hansei_tui.sentences import N_, tr

KEYS = (
    "team",
    "kind",
    "of",
    "people",
    "facilitator",
    "answers",
    "rounds",
    *SESSION_KEYS,
    "notes",
    "parking",
    "close",
)


class AnswersError(UsageError):
    """A file of answers has faults; holds all that were found."""

    title = N_("The answers do not fit")

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@frozen
class Setting:
    """What a file says of the team and its people."""

    team: str = ""
    kind: str = "district"
    of: str = ""
    people: tuple[str, ...] = ()
    facilitator: str = ""


class Answers:
    """A file of answers, and which of them were used. Is an :class:`~hansei_tui.plain.asking.Asker`."""

    interactive = False

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._rater_names: dict[str, str] = {}
        self._given: dict[tuple[str, str, str], tuple[Place, Any]] = {}
        self._used: set[Place] = set()
        self._begun: dict[tuple[str, str, str], dict[str, Any]] = {}
        self._problems: list[Problem] = []
        if not isinstance(tree.root, dict):
            raise AnswersError([self.problem(tr("begin with `answers:`"), ())])
        for key in tree.root:
            if key not in KEYS:
                self._fault(tr('unknown key "{key}"; there are: {known}', key=key, known=", ".join(KEYS)), (key,))
        self.setting = self._setting()
        #: What the file says of the session itself, and its rounds.
        self.given = read_session(tree.root, self._fault)
        self.rounds = read_rounds(tree.root, self._fault)
        self._spread()
        self.raise_faults()

    @classmethod
    def read(cls, path: Path) -> Answers:
        """Read a file of answers.

        Raises:
            AnswersError: with file and line.
        """
        try:
            return cls(read_tree(path))
        except ToolkitError as error:
            raise AnswersError([_of_answers(each) for each in error.problems]) from None

    # ------------------------------------------------------------------------------------- as an asker

    def begin(self, where: tuple[str, str, str]) -> bool:
        """Return whether the file answers this item."""
        found = self._given.get(where)
        if found is None:
            return False
        place, value = found
        self._used.add(place)
        self._begun[where] = dict(value) if isinstance(value, dict) else {"": value}
        return True

    def begin_at(self, instrument: str, item: str, place: Place, value: Any) -> tuple[str, str, str]:
        """Begin an item that stands elsewhere in the file, as in a round; return under which name it is asked."""
        where = (instrument, item, dotted(place))
        self._given[where] = (place, value)
        self.begin(where)
        return where

    def ask(self, question: Question, where: tuple[str, str, str]) -> Any:
        """Return the file's value for a question."""
        rest = self._begun[where]
        value = rest.pop("") if "" in rest else rest.pop(question.id, OPEN)
        if value is OPEN or value == "":
            if isinstance(question, Choose) and question.optional:
                return [] if question.many else ""
            return "" if isinstance(question, Text) else OPEN
        place, _ = self._given[where]
        try:
            return _value(question, value, rest)
        except NotUnderstoodError as error:
            inner = (*place, question.id)
            raise AnswersError([self.problem(str(error), inner if inner in self.tree.lines else place)]) from None

    def unasked(self, where: tuple[str, str, str], known: Collection[str]) -> dict[str, Any]:
        """Return what the file gives beyond what was asked, as far as an answer can hold it.

        Args:
            where: Instrument, item and rater.
            known: What an answer to it holds.
        """
        rest = self._begun[where]
        return {key: rest.pop(key) for key in list(rest) if key in known}

    def end(self, where: tuple[str, str, str], *, missing: str = "") -> None:
        """Refuse whatever of an item no question asked for.

        Args:
            where: Instrument, item and rater.
            missing: The question that was left open, so that those behind it were not asked.
        """
        place, _ = self._given[where]
        for key in self._begun.pop(where, {}):
            fault = (
                tr('no question "{key}" here; "{missing}" comes first and is missing', key=key, missing=missing)
                if missing
                else tr('no question "{key}" here', key=key)
            )
            self._fault(fault, (*place, key))
        self.raise_faults()

    def at(self, where: tuple[str, str, str], message: str) -> AnswersError:
        """Return an error about an item, with its line."""
        return AnswersError([self.problem(message, self._given[where][0])])

    # ------------------------------------------------------------------------------------- checks

    def check(self, session: Session) -> None:
        """Refuse answers to what the toolkit does not have, and match raters with those who take part.

        Raises:
            AnswersError: with every one of them.
        """
        for instrument, item, rater in self._given:
            place = self._given[instrument, item, rater][0]
            try:
                _expect(session, instrument, item)
            except UsageError as error:
                self._fault(str(error), place if instrument in session.toolkit.instruments else place[:2])
            else:
                self._check_rater(session, instrument, rater, place)
        for step in self.steps():
            try:
                session.step(step[1])
            except UsageError as error:
                self._fault(str(error), step[0])
        self._check_rounds(session)
        self.raise_faults()

    def _check_rounds(self, session: Session) -> None:
        """Refuse rounds of what the toolkit does not have."""
        for round_ in self.rounds:
            if round_.instrument not in session.toolkit.instruments:
                known = ", ".join(session.toolkit.instruments)
                message = tr(
                    "there is no instrument {instrument}; there are: {known}",
                    instrument=repr(round_.instrument),
                    known=known,
                )
                self._fault(message, (*round_.place, "instrument"))
                continue
            if not any(round_.instrument in entry.step.instruments for entry in session.agenda):
                message = tr(
                    "{instrument} is not asked of this team; its step is another team's", instrument=round_.instrument
                )
                self._fault(message, (*round_.place, "instrument"))
                continue
            items: list[tuple[Place, str]] = [
                ((*round_.place, "rows", index), item) for index, item in enumerate(round_.rows)
            ]
            items += [(each.place, each.item) for each in round_.ratings]
            items += [(each.place, each.item) for each in round_.counts]
            items += [(each.place, each.item) for each in round_.settled]
            for place, item in items:
                try:
                    _expect(session, round_.instrument, item)
                except UsageError as error:
                    self._fault(str(error), place)

    def _check_rater(self, session: Session, instrument: str, rater: str, place: Place) -> None:
        if session.toolkit.instruments[instrument].per == "person":
            names = [person.name for person in session.people if person.votes]
            if rater not in names:
                known = ", ".join(names) or tr("nobody (name them under `people`)")
                wrong = (
                    tr("{rater} takes no part with a vote; there are: {known}", rater=rater, known=known)
                    if rater
                    else tr("each person answers this: `raters: {{name: …}}`; there are: {known}", known=known)
                )
                self._fault(wrong, place)
        elif rater:
            self._fault(tr("the team answers this together; leave out `raters` and {rater}", rater=rater), place)

    def check_used(self) -> None:
        """Refuse answers that nobody asked for."""
        for place, _ in self._given.values():
            if place not in self._used:
                self._fault(
                    tr(
                        "this was not asked in the session: it is not called for, is answered already, or its "
                        "step is another team's"
                    ),
                    place,
                )
        self.raise_faults()

    def steps(self) -> list[tuple[Place, str]]:
        """Return the steps that the file names, with their places."""
        noted: list[tuple[Place, str]] = [
            (("notes", index, "step"), note["step"])
            for index, note in enumerate(self.tree.root.get("notes") or [])
            if isinstance(note, dict) and note.get("step")
        ]
        return [*noted, *((each.place, each.step) for each in self.given.protocol), *self.given.later]

    @property
    def notes(self) -> list[tuple[str, str, bool]]:
        """Step, text and whether it is parked, of every note."""
        root = self.tree.root
        notes = [(note.get("step", ""), note["text"], False) for note in root.get("notes") or []]
        return notes + [("", text, True) for text in root.get("parking") or []]

    @property
    def close(self) -> bool:
        """Whether the session ends with the file."""
        return bool(self.tree.root.get("close", "false") == "true")

    def raise_faults(self) -> None:
        """Raise the faults found so far, if there are any."""
        if self._problems:
            raise AnswersError(self._problems)

    # ------------------------------------------------------------------------------------- reading

    def _setting(self) -> Setting:
        root = self.tree.root
        team = root.get("team", "")
        if isinstance(team, dict):
            for key in team.keys() - {"name", "kind", "of"}:
                self._fault(
                    tr('unknown key "{key}"; there are: {known}', key=key, known="name, kind, of"), ("team", key)
                )
        else:
            team = {"name": team}
        names: tuple[tuple[Place, Any], ...] = (
            (("team",), team.get("name", "")),
            (("team", "of"), team.get("of", "")),
            (("of",), root.get("of", "")),
            (("facilitator",), root.get("facilitator", "")),
        )
        for place, value in names:
            if not isinstance(value, str):
                self._fault(tr("a name is wanted here"), place)
        if root.get("answers") and not isinstance(root["answers"], dict):
            self._fault(tr("answers are a mapping: `an-instrument: {an-item: its answer}`"), ("answers",))
        kind = team.get("kind") or root.get("kind") or "district"
        if kind not in ("building", "district"):
            self._fault(tr('a team is of the kind building or district, not "{kind}"', kind=kind), ("kind",))
        people = root.get("people") or []
        if isinstance(people, str):
            if people.isascii() and people.isdigit() and int(people) <= 1000:
                people = [""] * int(people)
            else:
                self._fault(
                    tr('people are a list of names or a number up to 1000, not "{people}"', people=people), ("people",)
                )
                people = []
        people = [person_name(entry, ("people", index), self._fault) for index, entry in enumerate(people)]
        taken: set[str] = set()
        called: list[tuple[Place, Any]] = [(("people", index), name) for index, name in enumerate(people)]
        for place, name in [*called, (("facilitator",), root.get("facilitator", ""))]:
            try:
                taken.add(folded(checked_name(name if isinstance(name, str) else "", taken - {""})))
            except UsageError as error:
                self._fault(str(error), place)
        for key, wanted in (("notes", dict), ("parking", str)):
            entries = root.get(key) or []
            if not isinstance(entries, list):
                self._fault(tr("a list is wanted here"), (key,))
                continue
            for index, entry in enumerate(entries):
                if not isinstance(entry, wanted) or (wanted is dict and "text" not in entry):
                    fault = tr("an entry is {step: a-step, text: …}") if wanted is dict else tr("an entry is a text")
                    self._fault(fault, (key, index))
                    continue
                for name in entry if isinstance(entry, dict) else ():
                    if name not in ("step", "text"):
                        self._fault(
                            tr('unknown key "{key}"; there are: {known}', key=name, known="step, text"),
                            (key, index, name),
                        )
                text = entry["text"] if isinstance(entry, dict) else entry
                if not isinstance(text, str) or not text.strip():
                    self._fault(tr("a note needs words: its text"), (key, index))
        if root.get("close", "false") not in ("true", "false"):
            self._fault(tr("close is true or false"), ("close",))
        return Setting(
            team.get("name", ""),
            kind,
            team.get("of") or root.get("of") or "",
            tuple(people),
            root.get("facilitator", ""),
        )

    def _spread(self) -> None:
        answers = self.tree.root.get("answers") or {}
        for instrument, items in answers.items() if isinstance(answers, dict) else ():
            if not isinstance(items, dict):
                self._fault(tr("name the items: `an-item: its answer`"), ("answers", instrument))
                continue
            for item, value in items.items():
                place: Place = ("answers", instrument, item)
                if isinstance(value, dict) and "raters" in value:
                    raters = value["raters"]
                    if not isinstance(raters, dict):
                        self._fault(tr("raters are a mapping: `raters: {name: answer}`"), (*place, "raters"))
                        continue
                    for rater, given in raters.items():
                        self._given[instrument, item, rater] = ((*place, "raters", rater), given)
                else:
                    self._given[instrument, item, ""] = (place, value)

    def _fault(self, message: str, place: Place) -> None:
        self._problems.append(self.problem(message, place))

    def problem(self, message: str, place: Place) -> Problem:
        """Return a fault with its line."""
        return Problem(message, path=dotted(place), line=self.tree.line(place), source=self.tree.source)


def _expect(session: Session, instrument: str, item: str) -> None:
    """Refuse an item that can never be asked for; what becomes of rows that the file may add shows later."""
    if instrument not in session.toolkit.instruments or not session.grows(instrument):
        session.item(instrument, item)


def _of_answers(problem: Problem) -> Problem:
    """Say a fault of the YAML in the words of this file."""
    message = problem.message.replace("`toolkit: an-id`", "`answers:`")
    message = message.replace(tr("a toolkit file"), tr("the file"))
    return Problem(message, path=problem.path, line=problem.line, source=problem.source)


def _value(question: Question, value: Any, rest: dict[str, Any]) -> Any:
    """Turn what the file says (all scalars are texts) into the value the question wants."""
    if isinstance(question, Choose):
        words = value if isinstance(value, list) else [value]
        chosen = [pick(question.options, str(word)) for word in words]
        if not question.many and len(chosen) != 1:
            raise NotUnderstoodError(tr("choose one option only"))
        return chosen if question.many else chosen[0]
    if isinstance(question, Walk):
        refused = rest.pop("refused", {}) or {}
        if isinstance(refused, list):
            refused = dict.fromkeys(refused, "")
        if not isinstance(refused, dict):
            raise NotUnderstoodError(tr("refused is a list of levels, or {level: why}"))
        return {"level": pick((*question.levels, *question.aside), str(value)), "refused": refused}
    if isinstance(question, Number):
        return number(value)
    if isinstance(question, Table):
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise NotUnderstoodError(tr("give a list of rows, each {column: text}"))
        return value
    if not isinstance(value, str):
        raise NotUnderstoodError(tr("a text is wanted here"))
    return value
