"""Results: what of an instrument another session may begin with, as a kind offers it.

Authors name a result in ``begins_with`` by what it is (:attr:`Kind.offers`), so a link knows no toolkit and no kind.
See docs/decisions/18-links.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from hansei.kinds.kind import Answers, AnyKind, Item
from hansei.words.lines import one_line

#: A row that somebody answered: of a rubric, a register, a matrix, a vote.
ROW = "row"


@frozen
class Result:
    """Something that a session came to."""

    #: What it is: one of the kind's :attr:`~hansei.kinds.Kind.offers`.
    name: str
    #: The row it is of, unique among those of its name.
    id: str
    #: What goes on into another session, in one line.
    words: str
    #: What it rests on, in one line.
    because: str = ""
    #: Where it stands: a level, a score, an option, one of :meth:`Kind.places`; empty: nowhere, or raters differ.
    place: str = ""
    #: The places from the one furthest from what is aimed at to the aim; empty: they have no such order.
    ladder: tuple[str, ...] = ()
    #: Whether it calls for work; what does not goes on only where a link names its place.
    work: bool = True
    #: Whether it is a verdict on the row it was given for, so that the row is what goes on.
    judges: bool = False

    def stands(self, at: Sequence[str], at_most: str) -> bool:
        """Whether a link that names places means it.

        Args:
            at: The places it may stand at.
            at_most: The place it may stand at, or further from what is aimed at.
        """
        if at_most:
            ladder = self.ladder
            return at_most in ladder and self.place in ladder[: ladder.index(at_most) + 1]
        return self.place in at if at else self.work


def rows_as_results(
    kind: AnyKind, definition: Any, items: Sequence[Item], answers: Answers, *, best_first: bool = False
) -> tuple[Result, ...]:
    """Return the rows that call for work, and those that all raters put at one place.

    Args:
        kind: The kind.
        definition: What the author wrote.
        items: What can be answered.
        answers: What was given.
        best_first: Whether what is aimed at is the first level of each scale.
    """
    needed = {row.id: row for row in kind.needs(definition, answers)}
    there = {item.id: item for item in items}
    found = []
    for row in kind.rows(definition, answers):
        given, item = answers.get(row.id, ()), there.get(row.id)
        scale = kind.scale(definition, item) if item is not None else None
        place, because, ladder = "", "", tuple[str, ...]()
        if item is not None and scale is not None and given:
            levels = tuple(level.id for level in scale.levels)
            ladder = tuple(reversed(levels)) if best_first else levels
            places = {kind.place(definition, item, each.response) for each in given}
            place = places.pop() if len(places) == 1 else ""
            if len(given) == 1:
                because = one_line(kind.say(definition, item, given[0].response))
        if row.id in needed:
            because = because or one_line(needed[row.id].because)
        elif not place:
            continue
        found.append(Result(ROW, row.id, one_line(row.label), because, place, ladder, row.id in needed))
    return tuple(found)
