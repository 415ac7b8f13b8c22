"""Asking questions line by line: what is printed for each type of question, and how an answer is read.

One question is one or several lines and one answer. Whatever cannot be understood is asked again.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Protocol

from hansei.form import Choose, Column, Number, Option, Question, Table, Text, Walk
from hansei.kinds.cells import lacking, past, refused
from hansei.kinds.dates import today
from hansei_tui.sentences import N_, tr, trc

#: Returned by :meth:`Asker.ask` for a question that is left open.
OPEN = object()
MISUNDERSTOOD = N_("{text} is not understood; answer {yes}, {not_yet}, {back}, {aside}, or name a level.")


class NotUnderstoodError(Exception):
    """The line was no answer; its message says what would be one."""


class Asker(Protocol):
    """Gets the answers of a session from somewhere."""

    #: True when somebody sits there and can be asked again.
    interactive: bool

    def ask(self, question: Question, where: tuple[str, str, str]) -> Any:
        """Return the value for a question, or :data:`OPEN`.

        Args:
            question: The question.
            where: Instrument, item and rater it belongs to.
        """

    def begin(self, where: tuple[str, str, str]) -> bool:
        """Return whether this item is to be asked at all."""


class LineAsker:
    """Asks on a stream of lines.

    Args:
        read: Returns the next line; raises ``EOFError`` at the end. Handles commands by itself.
        say: Prints a line.
        propose: Returns what a question may begin with, given what it belongs to; None: nothing.
    """

    interactive = True

    def __init__(
        self,
        read: Callable[[str], str],
        say: Callable[[str], None],
        propose: Callable[[Question, tuple[str, str, str]], Any] = lambda *_: None,
    ) -> None:
        self._read = read
        self._say = say
        self._propose = propose
        self._proposed: Any = None

    def begin(self, where: tuple[str, str, str]) -> bool:
        """Ask everything."""
        return bool(where)

    def ask(self, question: Question, where: tuple[str, str, str]) -> Any:
        """Ask until the answer is understood."""
        asks: dict[type[Any], Callable[[Any], Any]] = {
            Choose: self._choose,
            Text: self._text,
            Number: self._number,
            Table: self._table,
            Walk: self._walk,
        }
        if question.hint:
            self._say(f"  ({question.hint})")
        self._proposed = self._propose(question, where)
        while True:
            try:
                return asks[type(question)](question)
            except NotUnderstoodError as error:
                self._say(f"  {error}")

    def _choose(self, question: Choose) -> Any:
        self._say(question.ask)
        for number, option in enumerate(question.options, 1):
            # An option that has a number of its own, such as a score, is called by that and by no other.
            key = f" [{option.key}]" if option.key and not option.key.isdigit() else ""
            called = option.key if option.key.isdigit() else str(number)
            self._say(f"  {called}{key} {option.after(called)}{f' ({option.also})' if option.also else ''}".rstrip())
            if option.text:
                self._say(f"    {option.text}")
        wanted = tr("one or more numbers, commas between") if question.many else tr("number")
        if question.optional:
            wanted = tr("{wanted}; empty leaves it out", wanted=wanted)
        line = self._read(wanted).strip()
        if not line and question.optional:
            return [] if question.many else ""
        if not line:
            return OPEN
        words = [word.strip() for word in line.split(",")] if question.many else [line]
        chosen = [pick(question.options, word) for word in words]
        return chosen if question.many else chosen[0]

    def _text(self, question: Text) -> str:
        self._say(question.ask)
        begin = self._proposed if isinstance(self._proposed, str) else ""
        for line in begin.splitlines():
            self._say(f"  = {line}")
        wanted = tr("text; empty for none, \\ at the end goes on") if question.long else tr("text")
        lines = [self._read(tr("{wanted}; = takes the words above", wanted=wanted) if begin else wanted)]
        while question.long and lines[-1].endswith("\\"):
            lines[-1] = lines[-1][:-1]
            lines.append(self._read(tr("goes on")))
        return begin if begin and lines[0].strip() == "=" else "\n".join(lines)

    def _number(self, question: Number) -> Any:
        self._say(question.ask)
        line = self._read(question.unit or tr("number")).strip()
        if not line:
            return OPEN
        value = number(line.replace(",", "."))
        if (question.low is not None and value < question.low) or (question.high is not None and value > question.high):
            raise NotUnderstoodError(tr("give a number from {low} to {high}", low=question.low, high=question.high))
        return value

    def _table(self, question: Table) -> Any:
        self._say(question.ask)
        titles = " | ".join(column.title + _as(column) for column in question.columns)
        rows: list[dict[str, str]] = []
        waiting = list(self._proposed) if isinstance(self._proposed, list) else []
        for begin in waiting:
            self._say(f"  = {' | '.join(begin.values())}")
        if waiting:
            self._say("  " + tr("(= in the place of words takes those above, one line after the other)"))
        while line := self._read(tr("{columns}; an empty line ends", columns=titles)).strip():
            parts = [part.strip() for part in line.split("|")]
            if len(parts) > len(question.columns):
                says = tr(
                    "that is {count} columns; there are {all}: {columns}",
                    count=len(parts),
                    all=len(question.columns),
                    columns=titles,
                )
                self._say(f"  {says}")
                continue
            row = {column.id: part for column, part in zip(question.columns, parts, strict=False) if part}
            begins = bool(waiting) and "=" in parts
            if begins:
                row |= {id_: waiting[0].get(id_, part) for id_, part in row.items() if part == "="}
            if wrong := _wrong(question, row):
                self._say(f"  {wrong}")
                continue
            for column in question.columns:
                if late := past(column, row.get(column.id, "")):
                    self._say(f"  {late}")
            rows.append(row)
            waiting = waiting[1:] if begins else waiting
        return rows or OPEN

    def _walk(self, question: Walk) -> Any:
        refused: dict[str, str] = {}
        index = question.start
        aside = ", ".join(option.title.lower() for option in question.aside)
        yes, not_yet, back = tr("yes"), tr("not yet"), tr("back")
        answers = {"yes": yes, "not_yet": not_yet, "back": back, "aside": aside}
        prompt = tr("{yes}, {not_yet} (or: {not_yet}, {because} …), {back}, {aside}", because=tr("because"), **answers)
        while True:
            level = question.levels[index]
            self._say(f"{_title(level)}: {level.text}")
            self._say(question.ask)
            line = self._read(prompt).strip()
            word = line.casefold()
            if not line:
                return OPEN
            if is_yes(word):
                return {"level": level.id, "refused": refused}
            if word in ("b", "back", back):
                if not refused:
                    raise NotUnderstoodError(tr("this is the first level; answer yes or not yet"))
                last = list(refused)[-1]
                del refused[last]
                index -= question.direction
                continue
            if _not_yet(not_yet).match(line) and not _matches(question.aside, word):
                if not 0 <= index + question.direction < len(question.levels):
                    self._say("  " + tr("This is the last level: answer yes, or one of the others."))
                    continue
                refused[level.id] = _reason(line, not_yet)
                index += question.direction
                continue
            if found := _matches(question.aside, word) or _matches(question.levels, word):
                refused.pop(found, None)  # refused on the way, and chosen after all
                return {"level": found, "refused": refused}
            self._say("  " + tr(MISUNDERSTOOD, text=repr(line), **answers))


def is_yes(word: str) -> bool:
    """Whether a word says yes: in English, or in the language that is spoken, with or without its accents."""
    own, said = tr("yes"), word.strip().casefold()
    return said in ("y", "yes", own, without_accents(own), own[0])


def means(line: str, word: str) -> bool:
    """Whether a line is one of the words that are typed: in English, by its first letter, or as the language has it.

    Args:
        line: What was typed.
        word: The word in English: ``skip``, ``keep``, ``agree`` or ``disagree``.
    """
    own = {
        "skip": trc("typed", "skip"),
        "keep": trc("typed", "keep"),
        "agree": trc("typed", "agree"),
        "disagree": trc("typed", "disagree"),
    }[word]
    return without_accents(line.strip().casefold()) in (word, word[0], without_accents(own))


def without_accents(text: str) -> str:
    """Return words as they are typed where a keyboard has no accents."""
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


def number(text: object) -> float:
    """Return a number.

    Raises:
        NotUnderstoodError: when it is none, or none that can be written down (``nan``, ``inf``).
    """
    try:
        value = float(str(text))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise NotUnderstoodError(tr("{text} is no number", text=repr(text)))
    return value


def pick(options: Sequence[Option], word: str) -> str:
    """Return the id of the option that a word names: its number, key, id or title.

    Raises:
        NotUnderstoodError: naming the options.
    """
    own = [option.id for option in options if option.key.isdigit() and option.key == word]
    if own:
        return own[0]
    if word.isascii() and word.isdigit() and 0 < int(word) <= len(options):
        return options[int(word) - 1].id
    found = _matches(options, word.casefold())
    if found:
        return found
    known = ", ".join(f"{number} {option.title}" for number, option in enumerate(options, 1))
    raise NotUnderstoodError(tr("{text} is none of them: {known}", text=repr(word), known=known))


def _matches(options: Sequence[Option], word: str) -> str:
    for option in options:
        if word and word in (option.key, option.id.casefold(), option.title.casefold()):
            return option.id
    return ""


def _title(option: Option) -> str:
    return f"{option.title} ({option.also})" if option.also else option.title


@lru_cache(maxsize=8)
def _not_yet(own: str) -> re.Pattern[str]:
    """Return "n", "no", "not yet" or its like in another language, alone or before a reason.

    "n/a" and "nothing" are none of them.
    """
    either = "|".join(re.escape(each) for each in {own, without_accents(own)})
    return re.compile(rf"({either}|not yet|not|no|n)(?=$|[\s,:;—-])", re.IGNORECASE)


def _reason(line: str, not_yet: str) -> str:
    """Return what follows "not yet": the reason, without the words that lead to it."""
    rest = _not_yet(not_yet).sub("", line, count=1).lstrip(" ,:;—-")
    lead = next((each for each in ("because", tr("because")) if rest.casefold().startswith(each)), "")
    return rest[len(lead) :].strip()


def _as(column: Column) -> str:
    """Return how a column is filled, where that is not in words."""
    if column.type == "date":
        return tr(" (as {date})", date=today())
    return f" ({' / '.join(column.options)})" if column.type == "choice" else ""


def _wrong(question: Table, row: dict[str, str]) -> str:
    """Return what is wrong with a row; empty: nothing. An option is taken by its number, too, and in any case."""
    for column in question.columns:
        text = row.get(column.id, "")
        if column.type == "choice" and text:
            row[column.id] = text = _option(column.options, text)
        if wrong := refused(column, text):
            return wrong
    missing = lacking(question.columns, row)
    return tr('a row needs something under "{column}"', column=missing.title) if missing is not None else ""


def _option(options: Sequence[str], text: str) -> str:
    if text.isascii() and text.isdigit() and 0 < int(text) <= len(options):
        return options[int(text) - 1]
    return next((each for each in options if each.casefold() == text.casefold()), text)
