"""Whether two ratings of a row may be compared, and what to say where they may not without a second thought.

A trend across changed words, raters, rounds or protocol says so at the point where it changed: a step up may be
nothing but another question, or other people.
"""

from __future__ import annotations

from hansei.record.kept import Fact
from hansei.words.ours import N_, tr, trn

#: Said where the words of a row are not those of the point before.
REWORDED = N_("descriptors changed")


def remarks(before: Fact, after: Fact) -> tuple[str, ...]:
    """Return what changed between two ratings of a row besides the rating; nothing when they can be compared.

    Args:
        before: What stood at the earlier point.
        after: What stands at the later one.
    """
    found = []
    if before.measure != after.measure:
        found.append(tr(REWORDED))
    if who(before) != who(after):
        found.append(tr("raters: {before} → {now}", before=who(before), now=who(after)))
    if before.rounds != after.rounds:
        found.append(f"{rounds(before)} → {rounds(after)}")
    if before.protocol != after.protocol:
        if after.protocol.startswith("changed"):
            found.append(tr("protocol {protocol}", protocol=after.protocol))
        elif before.protocol.startswith("changed"):
            found.append(
                tr(
                    "protocol {protocol}; before it was {before}",
                    protocol=after.protocol or tr("not noted"),
                    before=before.protocol,
                )
            )
    return tuple(found)


def who(fact: Fact) -> str:
    """Return who rated, as in "5 groups" or "whole team"."""
    if fact.by == "group":
        return trn("{n} group", "{n} groups", fact.raters)
    if fact.by == "person":
        return trn("{n} person", "{n} persons", fact.raters)
    if fact.by == "hands":
        return trn("{n} hand", "{n} hands", fact.raters)
    return tr("whole team")


def rounds(fact: Fact) -> str:
    """Return in how many rounds a row was rated, as in "2 rounds" or "no round"."""
    return trn("{n} round", "{n} rounds", fact.rounds) if fact.rounds else tr("no round")


def how(fact: Fact) -> str:
    """Return how a level came to stand, as in "agreed"; empty when none does."""
    return {"agreed": tr("agreed"), "together": tr("all alike"), "team": tr("said by the whole team")}.get(fact.how, "")
