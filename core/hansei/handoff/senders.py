"""Who sent what: a key as people compare it, and whether it is the same one as last time."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import Literal

from hansei.record.inbox import Submission
from hansei.words.ours import N_

#: ``same``: sent to us before. ``new``: the first from this team. ``changed``: this team sent with another key before.
Standing = Literal["same", "new", "changed"]
#: The same as people read it.
STANDINGS: dict[Standing, str] = {
    "same": N_("same sender as last time"),
    "new": N_("new sender: compare the fingerprint with them once, as by telephone"),
    "changed": N_("this team sent with another key before: ask them whether they have a new computer"),
}


def fingerprint(public: str) -> str:
    """Return a public key as people compare it: four groups of four hexadecimal digits."""
    digest = hashlib.sha256(bytes.fromhex(public)).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


def standing(sender: str, before: Collection[str]) -> Standing:
    """Return how a sender stands.

    Args:
        sender: Its public key.
        before: The keys that the same team's earlier submissions came with.
    """
    if sender in before:
        return "same"
    return "changed" if before else "new"


def standings(submissions: Sequence[Submission]) -> dict[str, Standing]:
    """Return how the sender of each submission stood when it arrived, by digest.

    Args:
        submissions: All that were received, in any order.
    """
    before: dict[str, set[str]] = {}
    found: dict[str, Standing] = {}
    for each in sorted(submissions, key=lambda each: (each.received, each.digest)):
        known = before.setdefault(each.team, set())
        found[each.digest] = standing(each.sender, known)
        known.add(each.sender)
    return found
