"""Names for actions, so that one can be followed after its words were changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from attrs import evolve

from hansei.kinds.kind import Action
from hansei.words.days import date_told
from hansei.words.lines import one_line
from hansei.words.ours import tr


def identified(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Return actions that each have an id of their own.

    An id that is there is kept. One that is missing is made of the words, so that the same record gives the
    same ids on every machine and in every later version.
    """
    taken = {each.id for each in actions if each.id}
    found: list[Action] = []
    seen: set[str] = set()
    for each in actions:
        id_ = each.id
        if not id_ or id_ in seen:
            id_ = _free(each.text, taken | seen)
        seen.add(id_)
        found.append(evolve(each, id=id_))
    return tuple(found)


def say_action(action: Action) -> str:
    """Return an action in one line: what (who, by when)."""
    rest = ", ".join(part for part in (action.owner, tr("by {due}", due=action.due) if action.due else "") if part)
    return f"{action.text} ({rest})" if rest else action.text


def tell_action(action: Action) -> str:
    """Return an action in one line, as :func:`say_action` does, with its date as documents say dates."""
    return say_action(evolve(action, due=date_told(action.due)))


def say_measures(actions: Sequence[Action]) -> tuple[str, ...]:
    """Return a line for each action of which it is said how one will know; :func:`say_action` leaves that out."""
    known = tr("How we will know")
    return tuple(one_line(f"{each.text} — {known}: {each.measure}") for each in actions if each.measure)


def _free(text: str, taken: set[str]) -> str:
    made = hashlib.sha256(one_line(text).casefold().encode("utf-8", "replace")).hexdigest()[:8]
    tries = [made, *(f"{made}-{number}" for number in range(2, len(taken) + 3))]
    return next(each for each in tries if each not in taken)
