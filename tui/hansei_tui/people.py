"""People as they are typed, found and told of: names with commas or line breaks between, or a head count."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hansei.errors import UsageError

if TYPE_CHECKING:
    from hansei.record.people import Person
    from hansei.record.session import Session
    from hansei.record.view import SessionView

#: The most people one head count makes.
MOST = 1000
#: Categories of Unicode that hold emoji, the frame of a keycap among them.
_EMOJI = ("So", "Me")
#: Categories of what leaves no mark of its own: controls, blanks, and what only changes another character.
_UNSEEN = ("C", "Z", "Mn")
#: Characters that count as letters or symbols and show nothing: Hangul's fillers and Braille's blank.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def people_of(text: str) -> list[str]:
    """Return the people that were typed: their names, or so many empty ones for a number.

    Raises:
        UsageError: when a name is there twice, or the number is out of range.
    """
    names = [" ".join(name.split()) for name in re.split(r"[\n,;]", text)]
    names = [name for name in names if name]
    if len(names) == 1 and names[0].isdecimal():
        count = int(names[0][:9])
        if not 1 <= count <= MOST:
            raise UsageError(f"{names[0]} people? Give a number from 1 to {MOST}, or names")
        return [""] * count
    odd = next((name for name in names if not _is_name(name)), None)
    if odd is not None:
        raise UsageError(f"{odd!r} is neither a name nor a number of people; write names, or one whole number")
    folded = [name.casefold() for name in names]
    twice = next((name for index, name in enumerate(names) if folded[index] in folded[:index]), None)
    if twice is not None:
        raise UsageError(f"{twice} is there twice; add an initial to tell two people apart")
    return names


def _is_name(text: str) -> bool:
    """Return whether people can be called so: by anything that can be seen and does not read as a number."""
    seen = [letter for letter in text if _is_seen(letter)]
    if any(letter.isalpha() or unicodedata.category(letter) in _EMOJI for letter in seen):
        return True
    return bool(seen) and not any(letter.isnumeric() for letter in seen)


def _is_seen(letter: str) -> bool:
    return letter not in _BLANK and not unicodedata.category(letter).startswith(_UNSEEN)


def coming(session: Session, names: Sequence[str]) -> Callable[[], None]:
    """Return what lets people take part; it may be called again after a busy store.

    Who left and is named again is the same person and comes back; everybody else is new.
    """
    from hansei.record.people import folded

    there = {folded(person.name) for person in session.people if person.present}
    gone = {folded(person.name): person for person in session.people if not person.present}
    known = [folded(name) for name in names]
    back = [gone[name] for name in known if name in gone and name not in there]
    new = [name for name, each in zip(names, known, strict=True) if each not in gone or each in there]

    def act() -> None:
        if new:  # before the others: it refuses names, and then nobody has come
            session.join_all(new)
            new.clear()
        for person in back:
            session.rejoin(person)

    return act


def person_of(session: SessionView, name: str) -> Person:
    """Return the person of a name, those who are there first.

    Raises:
        UsageError: when nobody is called so.
    """
    from hansei.record.people import folded

    found = [person for person in session.people if folded(person.name) == folded(name)]
    if not found:
        known = ", ".join(person.name for person in session.people) or "nobody yet"
        raise UsageError(f"nobody is called {name!r}; there are: {known}")
    return min(found, key=lambda person: not person.present)


def voice(person: Person) -> str:
    """Return in a word or two whether a person rates, or has left."""
    return ("vote" if person.votes else "no vote") if person.present else "left"


def answer_counts(session: SessionView) -> Counter[str]:
    """Return how many answers each rater has on the record."""
    return Counter(rater for answers in session.state.answers.values() for _, rater, _ in answers)


def counted(number: int) -> str:
    """Return a number of answers in words; empty for none."""
    return f"{number} {'answer' if number == 1 else 'answers'}" if number else ""


def taken_back(id_: str, before: Sequence[Person], session: SessionView) -> str:
    """Return in words how a person takes part after an undo.

    Args:
        id_: The person's id.
        before: Everybody before the undo, for the names.
        session: The session after it.
    """
    name = next((person.name for person in before if person.id == id_), "somebody")
    now = next((person for person in session.people if person.id == id_), None)
    if now is None:
        return f"taken back: {name} does not take part"
    was = next((person for person in before if person.id == id_), now)
    if was.present != now.present:
        return f"taken back: {name} {'is here again' if now.present else 'is gone again'}"
    return f"taken back: {name} is {now.role}, {voice(now)}, as before"
