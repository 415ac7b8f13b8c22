"""What is said of a list of organisations that was taken in, alike on screen and line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hansei.record.roster import Roster, Taken

#: Organisations that are named of each way in which a list changed something.
SOME = 20


def taken_words(roster: Roster, taken: Taken, *, written: bool) -> Iterator[str]:
    """Return what a list led to, in lines.

    Args:
        roster: The list.
        taken: What it led to.
        written: Whether it is kept; otherwise it is said what would be.
    """
    would = "" if written else "would be "
    for word, lines in _changes(taken).items():
        if lines:
            yield f"{len(lines)} {would}{word}:"
            yield from (f"  {line}" for line in lines[:SOME])
            if len(lines) > SOME:
                yield f"  and {len(lines) - SOME} more"
    for kind, count in roster.passed_over.items():
        yield f"{count} passed over: the type {kind} has no place here."
    yield f"{taken.same} as before." + ("" if written else " Nothing was written.")


def _changes(taken: Taken) -> dict[str, list[str]]:
    return {
        "entered": [f"{each.name}, {each.kind}" for each in taken.new],
        "renamed": [f"{was.name} -> {now.name}" for was, now in taken.renamed],
        "moved": [f"{now.name}, {now.kind}" for _, now in taken.moved],
        "closed": [each.name for each in taken.closed],
        "opened again": [each.name for each in taken.reopened],
    }
