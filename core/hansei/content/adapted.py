"""What was changed in a published toolkit: by a district's overlay, or by a translation.

The changes stand in the tree that a session pins, with the publisher's words, so that these can be shown at any time
and the tree as published can be made again, to the letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from attrs import frozen

from hansei.content.address import at, index

#: The key in the root of a tree.
KEY = "adapted"


@frozen
class Change:
    """One change, in the order in which they were made."""

    do: Literal["reword", "add", "hide", "translate"]
    #: Where: keys and ids from the root.
    at: tuple[str, ...]
    #: What the publisher has there; None where something was added.
    was: Any = None
    #: The 0-based place among its siblings, of what was hidden.
    place: int = 0


@frozen
class Base:
    """The toolkit that was adapted."""

    toolkit: str
    version: str
    title: str
    #: SHA-256 of its tree.
    digest: str


@frozen
class Adapted:
    """That a toolkit is another one, adapted."""

    base: Base
    #: Who adapted it, as in "Riverside School District".
    by: str = ""
    #: The language it was translated into, and how that was done; both empty: it was not translated.
    language: str = ""
    status: str = ""
    changes: tuple[Change, ...] = ()

    def of(self, *parts: str) -> tuple[Change, ...]:
        """Return the changes whose address has these parts in this order, others in between."""
        return tuple(change for change in self.changes if _has(change.at, parts))

    def shown(self) -> Iterator[Change]:
        """Yield the changes that people care for: what only follows from another one, or names the toolkit, is none."""
        for change in self.changes:
            if len(change.at) > 1 and not (
                change.do == "hide" and isinstance(change.was, str) and change.at[-1].isdecimal()
            ):
                yield change


def _has(address: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    rest = iter(address)
    return all(part in rest for part in parts)


def as_published(tree: bytes) -> bytes:
    """Return the tree that was adapted, as it was published; the same tree when it was not."""
    root = msgspec.json.decode(tree)
    node = root.pop(KEY, None)
    if node is None:
        return tree
    adapted = msgspec.convert(node, Adapted, strict=False)
    for change in reversed(adapted.changes):
        parent, last = at(root, change.at[:-1]), change.at[-1]
        if change.do == "add":
            del parent[last if isinstance(parent, dict) else index(parent, last)]
        elif change.do == "hide":
            put(parent, last, change.was, change.place)
        else:
            parent[last if isinstance(parent, dict) else index(parent, last)] = change.was
    published: bytes = msgspec.json.encode(root)
    return published


def put(parent: Any, key: str, value: Any, place: int) -> None:
    """Put a member into a mapping or a list at its place."""
    if isinstance(parent, list):
        parent.insert(place, value)
        return
    members = list(parent.items())
    parent.clear()
    parent.update([*members[:place], (key, value), *members[place:]])
