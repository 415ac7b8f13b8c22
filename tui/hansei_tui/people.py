"""People as they are typed, found and told of: names with building and role, or a head count."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hansei.errors import UsageError
from hansei_tui.sentences import N_, tr, trc, trn

if TYPE_CHECKING:
    from hansei.care import Forgotten
    from hansei.record.people import Newcomer, Person
    from hansei.record.session import Session
    from hansei.record.view import SessionView

#: The most people one head count makes.
MOST = 1000
#: A comma between people, not one between brackets.
_COMMA = re.compile(r",(?![^()]*\))")
#: A building, and behind it who comes from there; a colon between brackets is none of it.
_BUILDING = re.compile(r"\s*([^\s():][^():]*):(.*)")
#: A name, and behind it what is known of the person.
_BRACKET = re.compile(r"(.*\S)\s*\(([^()]*)\)")
#: Categories of Unicode that hold emoji, the frame of a keycap among them.
_EMOJI = ("So", "Me")
#: Categories of what leaves no mark of its own: controls, blanks, and what only changes another character.
_UNSEEN = ("C", "Z", "Mn")
#: Characters that count as letters or symbols and show nothing: Hangul's fillers and Braille's blank.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
#: The roles that every session has; on the record they are the same in every language.
ROLES = (N_("facilitator"), N_("note taker"), N_("observer"), N_("respondent"))


def people_of(text: str) -> list[Newcomer]:
    """Return the people that were typed: with names, or so many without one for a number.

    Names stand on lines of their own or with commas between. Who comes from a building stands behind its name, as in
    ``North: Ana, Ben, South: Cy``, or on the lines below it when nothing else stands there, up to an empty line. A
    role stands in brackets, ``Ana (principal)``, and a building may, too: ``Ana (principal, North)``.

    Raises:
        UsageError: when a name is there twice, or the number is out of range.
    """
    from hansei.record.people import Newcomer

    found: list[Newcomer] = []
    below = ""
    lines = re.split(r"[\n;]", text)
    alone = len([line for line in lines if line.strip()]) == 1
    for line in lines:
        if not line.strip():
            below = ""
        for building, own, parts in _by_building(line, below):
            if own and not parts:
                below = building
            elif len(parts) == 1 and parts[0].isdecimal() and (alone or own):
                found += [Newcomer(building=building)] * _count(parts[0])
            else:
                found += [_one(part, building) for part in parts]
    folded = [one.name.casefold() for one in found if one.name]
    twice = next((name for index, name in enumerate(folded) if name in folded[:index]), None)
    if twice is not None:
        name = next(one.name for one in reversed(found) if one.name.casefold() == twice)
        if sum("," in line for line in lines) > 1:  # perhaps a table: name, role, building
            why = tr(
                "{name} is there twice; a building and a role are written as in {name}: Ana (principal)", name=name
            )
            raise UsageError(why)
        raise UsageError(tr("{name} is there twice; add an initial to tell two people apart", name=name))
    return found


def _by_building(line: str, below: str) -> list[tuple[str, bool, list[str]]]:
    """Return the parts of a line by building, whether it names the building itself, and who follows."""
    found: list[tuple[str, bool, list[str]]] = [(below, False, [])]
    for part in (" ".join(each.split()) for each in _COMMA.split(line)):
        if named := _BUILDING.fullmatch(part):
            found.append((named[1].strip(), True, []))
            part = named[2].strip()
        if part:
            found[-1][2].append(part)
    return found


def _count(number: str) -> int:
    count = int(number[:9])
    if not 1 <= count <= MOST:
        raise UsageError(tr("{number} people? Give a number from 1 to {most}, or names", number=number, most=MOST))
    return count


def _one(text: str, building: str) -> Newcomer:
    """Return one person, with the role and the building that stand in brackets."""
    from hansei.record.people import Newcomer, checked_role

    bracket = _BRACKET.fullmatch(text)
    name, within = (bracket[1], bracket[2]) if bracket and not bracket[2].strip().isdecimal() else (text, "")
    role, _, of = (" ".join(each.split()) for each in within.partition(","))
    if not _is_name(name):
        why = tr("{text} is neither a name nor a number of people; write names, or one whole number", text=repr(text))
        raise UsageError(why)
    return Newcomer(name, checked_role(role) if role else "respondent", None if role else True, of or building)


def _is_name(text: str) -> bool:
    """Return whether people can be called so: by anything that can be seen and does not read as a number."""
    seen = [letter for letter in text if _is_seen(letter)]
    if any(letter.isalpha() or unicodedata.category(letter) in _EMOJI for letter in seen):
        return True
    return bool(seen) and not any(letter.isnumeric() for letter in seen)


def _is_seen(letter: str) -> bool:
    return letter not in _BLANK and not unicodedata.category(letter).startswith(_UNSEEN)


def coming(session: Session, people: Sequence[Newcomer]) -> Callable[[], None]:
    """Return what lets people take part; it may be called again after a busy store.

    Who left and is named again is the same person and comes back; everybody else is new.
    """
    from hansei.record.people import folded

    there = {folded(person.name) for person in session.people if person.present}
    gone = {folded(person.name): person for person in session.people if not person.present}
    back = [(gone[name], one) for one in people if (name := folded(one.name)) in gone and name not in there]
    new = [one for one in people if folded(one.name) not in gone or folded(one.name) in there]

    def act() -> None:
        if new:  # before the others: it refuses names, and then nobody has come
            session.join_all(new)
            new.clear()
        for person, one in back:
            session.rejoin(person)
            if one.building or one.votes is None:  # a role was said
                session.enrol(person, role=one.role if one.votes is None else None, building=one.building or None)

    return act


def person_of(session: SessionView, name: str) -> Person:
    """Return the person of a name, those who are there first.

    Raises:
        UsageError: when nobody is called so.
    """
    from hansei.record.people import folded

    found = [person for person in session.people if folded(person.name) == folded(name)]
    if not found:
        known = ", ".join(person.name for person in session.people) or tr("nobody yet")
        raise UsageError(tr("nobody is called {name}; there are: {known}", name=repr(name), known=known))
    return min(found, key=lambda person: not person.present)


def role_name(role: str) -> str:
    """Return what a role is called: those that every session has in the language of the interface."""
    return tr(role) if role in ROLES else role


def voice(person: Person) -> str:
    """Return in a word or two whether a person rates, or has left."""
    if not person.present:
        return trc("a person", "left")
    return trc("a person has", "vote") if person.votes else tr("no vote")


def answer_counts(session: SessionView) -> Counter[str]:
    """Return how many answers each rater has on the record."""
    return Counter(rater for answers in session.state.answers.values() for _, rater, _ in answers)


def counted(number: int) -> str:
    """Return a number of answers in words; empty for none."""
    return trn("{n} answer", "{n} answers", number) if number else ""


def taken_back(id_: str, before: Sequence[Person], session: SessionView) -> str:
    """Return in words how a person takes part after an undo.

    Args:
        id_: The person's id.
        before: Everybody before the undo, for the names.
        session: The session after it.
    """
    name = next((person.name for person in before if person.id == id_), tr("somebody"))
    now = next((person for person in session.people if person.id == id_), None)
    if now is None:
        return tr("taken back: {name} does not take part", name=name)
    was = next((person for person in before if person.id == id_), now)
    if was.present != now.present:
        if now.present:
            return tr("taken back: {name} is here again", name=name)
        return tr("taken back: {name} is gone again", name=name)
    if was.building != now.building:
        if not now.building:
            return tr("taken back: {name} comes from no building as before", name=name)
        return tr("taken back: {name} comes from {building} as before", name=name, building=now.building)
    return tr("taken back: {name} is {role}, {voice}, as before", name=name, role=role_name(now.role), voice=voice(now))


def still_there(done: Forgotten) -> str:
    """Return what is left of a name that was forgotten, in words; empty when nothing is.

    Args:
        done: What forgetting it led to.
    """
    lines = []
    if done.mentions:
        lines.append(
            tr(
                "People wrote the name themselves, and that stays: {places}. To put {called} there too: "
                "hansei forget {session} '{called}' --words NAME",
                places=", ".join(done.mentions),
                called=done.called,
                session=done.session,
            )
        )
    if done.elsewhere:
        others = ", ".join(done.elsewhere)
        lines.append(tr("Somebody of that name takes part in other sessions too: {sessions}.", sessions=others))
    if not done.wiped:
        lines.append(
            tr(
                "Remains may still lie in the file, as another program is reading it or the disk is full: mend that "
                "and run `hansei forget {session} '{called}'` once more.",
                session=done.session,
                called=done.called,
            )
        )
    return "\n\n".join(lines)
