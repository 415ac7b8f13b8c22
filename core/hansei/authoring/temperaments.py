"""Made-up teams of several temperaments: how each answers whatever a form may ask."""

from __future__ import annotations

import datetime
import random
from typing import Any, Literal

from attrs import frozen

from hansei.form import Choose, Number, Question, Table, Text, Walk
from hansei.words.ours import N_, tr

#: What they say, so that nobody takes it for a real team's words.
WORDS = (
    "We tried this in one grade and saw it work.",
    "Two of five schools do this; the others wait for a date.",
    "It depends on who is in the room.",
    "The minutes of March show it.",
    "We said so last year, and nobody wrote it down.",
    "Teachers ask for it, parents do not know of it.",
)
#: Columns that ask for somebody, whatever their type.
_OWNERS = frozenset({"who", "owner", "lead", "responsible", "person"})
DEEDS = ("Ask each school for one example", "Put it on the agenda of every meeting", "Visit the school that does it")


@frozen
class Temperament:
    """How a made-up team behaves."""

    name: str
    #: In one line, for people.
    about: str
    #: Where they choose on anything that has an order, 0 the beginning and 1 the end; two for those who are split.
    leaning: tuple[float, ...]
    #: How far one choice strays from that.
    straying: float = 0.2
    people: int = 5
    #: How often a question that may be left out is answered.
    talkative: float = 0.7
    #: How often something that is asked is left open altogether.
    leaving: float = 0.0
    #: How often a rater gives an answer that is no level, such as "cannot tell".
    aside: float = 0.05
    #: Rows that are filled in a table, at the most.
    rows: int = 2
    #: Who rates in hidden rounds where there is something to compare; empty: the team together.
    rounds: Literal["", "group", "person"] = ""
    #: How often a row on which they are apart is settled all the same.
    settling: float = 1.0
    #: The time they take, as a part of what is planned.
    pace: float = 1.0
    #: Whether the activities that end a session are skipped.
    skips_closing: bool = False

    @property
    def told(self) -> str:
        """In one line, in the language that is spoken."""
        return tr(self.about)


TEMPERAMENTS = (
    Temperament("agreeable", N_("of one mind"), (0.85,), straying=0.05, aside=0.0, pace=0.8),
    Temperament(
        "divided", N_("two groups, half never settled"), (0.0, 1.0), straying=0.15,
        rounds="group", settling=0.5, pace=1.2,
    ),
    Temperament(
        "silent", N_("few words, much left open"), (0.4,), people=3, talkative=0.05,
        leaving=0.3, aside=0.5, rows=1,
    ),
    Temperament(
        "hurried", N_("no words, no closing"), (0.5,), straying=0.5, people=4,
        talkative=0.0, aside=0.0, rows=1, pace=0.3, skips_closing=True,
    ),
    Temperament(
        "thorough", N_("every question, twice the time"), (0.3, 0.6), straying=0.35,
        people=7, talkative=1.0, rows=4, rounds="person", settling=0.9, pace=2.0,
    ),
)  # fmt: skip


class Voice:
    """One team's way of answering, the same for the same seed.

    Args:
        temperament: The team's temperament.
        seed: Anything; the same seed answers the same.
        today: The day on which the session is held.
    """

    def __init__(self, temperament: Temperament, seed: str, today: datetime.date) -> None:
        self.temperament = temperament
        self.random = random.Random(seed)  # noqa: S311 - made-up answers, the same for one seed
        self.today = today

    def chance(self, part: float) -> bool:
        """Return True in that part of all cases."""
        return self.random.random() < part

    def place(self, number: int, rater: int) -> int:
        """Return a place among so many in order, 0-based.

        Args:
            number: How many places there are.
            rater: Which of the raters chooses; who are split lean by it.
        """
        leaning = self.temperament.leaning[rater % len(self.temperament.leaning)]
        strayed = leaning + self.random.uniform(-1, 1) * self.temperament.straying
        return min(max(round(strayed * (number - 1)), 0), number - 1)

    def answer(self, question: Question, rater: int = 0) -> Any:
        """Return an answer to a question, as a front would collect it; None where it is left out."""
        if not isinstance(question, Walk) and question.optional and not self.chance(self.temperament.talkative):
            return [] if isinstance(question, Table) or getattr(question, "many", False) else self._nothing(question)
        if isinstance(question, Walk):
            return self._walk(question, rater)
        if isinstance(question, Choose):
            return self._choose(question, rater)
        if isinstance(question, Text):
            return self.words()
        if isinstance(question, Number):
            return self._number(question, rater)
        return [self._row(question) for _ in range(self.random.randint(1, self.temperament.rows))]

    def words(self) -> str:
        """Return a few words."""
        often = 2 if self.chance(self.temperament.talkative) and self.temperament.rows > 2 else 1
        return " ".join(self.random.sample(WORDS, often))

    def _nothing(self, question: Question) -> Any:
        return None if isinstance(question, Number) else ""

    def _walk(self, question: Walk, rater: int) -> dict[str, Any]:
        if question.aside and self.chance(self.temperament.aside):
            return {"level": self.random.choice(question.aside).id, "refused": {}}
        ids = [level.id for level in question.levels]
        at = self.place(len(ids), rater)
        walked = range(question.start, at, question.direction) if self._on_the_way(question, at) else range(0)
        refused = {ids[index]: self.words() if self.chance(self.temperament.talkative) else "" for index in walked}
        return {"level": ids[at], "refused": refused}

    @staticmethod
    def _on_the_way(question: Walk, at: int) -> bool:
        return (at - question.start) * question.direction > 0

    def _choose(self, question: Choose, rater: int) -> Any:
        ids = [option.id for option in question.options]
        if not ids:
            return [] if question.many else ""
        if question.many:
            number = self.random.randint(1, min(len(ids), self.temperament.rows + 1))
            return [each for each in ids if each in self.random.sample(ids, number)] or ids[:1]
        # Options are written best first or worst first; who leans one way leans that way everywhere.
        return ids[self.place(len(ids), rater)]

    def _number(self, question: Number, rater: int) -> float:
        low = question.low if question.low is not None else 0.0
        high = question.high if question.high is not None else max(low + 10, 10.0)
        return float(low + self.place(int(high - low) + 1, rater)) if high - low >= 1 else low

    def _row(self, question: Table) -> dict[str, str]:
        row: dict[str, str] = {}
        for column in question.columns:
            if column.type == "date":
                row[column.id] = (self.today + datetime.timedelta(days=7 * self.random.randint(2, 20))).isoformat()
            elif column.type == "number":
                row[column.id] = str(self.random.randint(1, 20))
            elif column.options:
                row[column.id] = self.random.choice(column.options)
            elif column.type == "person" or column.id in _OWNERS:
                row[column.id] = f"Person {self.random.randint(1, self.temperament.people)}"
            else:
                row[column.id] = self.random.choice(DEEDS)
        return row
