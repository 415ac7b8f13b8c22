"""Whether two ratings of a row may be compared, and what to say where they may not without a second thought.

A trend across changed words, raters, rounds or protocol says so at the point where it changed: a step up may be
nothing but another question, or other people.
"""

from __future__ import annotations

from hansei.record.kept import Fact

#: Said where the words of a row are not those of the point before.
REWORDED = "descriptors changed"

_COUNTED = {"group": ("group", "groups"), "person": ("person", "persons"), "hands": ("hand", "hands")}


def remarks(before: Fact, after: Fact) -> tuple[str, ...]:
    """Return what changed between two ratings of a row besides the rating; nothing when they can be compared.

    Args:
        before: What stood at the earlier point.
        after: What stands at the later one.
    """
    found = []
    if before.measure != after.measure:
        found.append(REWORDED)
    if who(before) != who(after):
        found.append(f"raters: {who(before)} → {who(after)}")
    if before.rounds != after.rounds:
        found.append(f"{rounds(before)} → {after.rounds or 'none'}")
    if before.protocol != after.protocol:
        if after.protocol.startswith("changed"):
            found.append(f"protocol {after.protocol}")
        elif before.protocol.startswith("changed"):
            found.append(f"protocol {after.protocol or 'not noted'}; before it was {before.protocol}")
    return tuple(found)


def who(fact: Fact) -> str:
    """Return who rated, as in "5 groups" or "whole team"."""
    if fact.by not in _COUNTED:
        return "whole team"
    return f"{fact.raters} {_COUNTED[fact.by][fact.raters != 1]}"


def rounds(fact: Fact) -> str:
    """Return in how many rounds a row was rated, as in "2 rounds" or "no round"."""
    return {0: "no round", 1: "1 round"}.get(fact.rounds, f"{fact.rounds} rounds")


def how(fact: Fact) -> str:
    """Return how a level came to stand, as in "agreed"; empty when none does."""
    return {"agreed": "agreed", "together": "all alike", "team": "said by the whole team"}.get(fact.how, "")
