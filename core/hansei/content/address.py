"""Addresses of the parts of a toolkit: keys and ids from the root, as in ``instruments.culture.criteria.vision.title``.

A member of a list is named by its id, or by its number from 1 where the members have none. An address stays right when
other members come before it, as a place (:data:`hansei.content.tree.Place`) does not.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from hansei.words.ours import tr

#: Keys, ids and numbers from the root.
Address = tuple[str, ...]


class LostError(Exception):
    """Nothing is at an address; the message says where it ends and what is nearest."""


def resolve(root: Any, said: str) -> Address:
    """Return the address that dotted words name; a key that has a dot in it is found as it is.

    Raises:
        LostError: when nothing is there.
    """
    address: list[str] = []
    node, rest = root, said
    while rest:
        part = _first(node, rest)
        if part is None:
            raise LostError(_lost(node, rest, address))
        address.append(part)
        node = step(node, part)
        rest = rest[len(part) + 1 :]
    return tuple(address)


def at(root: Any, address: Address) -> Any:
    """Return what is at an address."""
    node = root
    for part in address:
        node = step(node, part)
    return node


def step(node: Any, part: str) -> Any:
    """Return the member of a mapping or a list that one part of an address names."""
    return node[part] if isinstance(node, dict) else node[index(node, part)]


def index(members: list[Any], part: str) -> int:
    """Return the 0-based place of a list's member.

    Raises:
        ValueError: when there is none.
    """
    for number, member in enumerate(members):
        if isinstance(member, dict) and member.get("id") == part:
            return number
    if part.isdecimal() and 0 < int(part) <= len(members) and not _has_id(members[int(part) - 1]):
        return int(part) - 1
    raise ValueError(part)


def texts(node: Any, address: Address = ()) -> Iterator[tuple[Address, str]]:
    """Yield every text below a part, with its address; what only names something else is none."""
    if isinstance(node, str):
        yield address, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, (*address, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            part = value["id"] if _has_id(value) else str(number + 1)
            yield from texts(value, (*address, part))


def names(node: Any) -> list[str]:
    """Return what can follow in an address: the keys of a mapping, the ids or numbers of a list's members."""
    if isinstance(node, dict):
        return list(node)
    if isinstance(node, list):
        return [each["id"] if _has_id(each) else str(number + 1) for number, each in enumerate(node)]
    return []


def nearest(part: str, known: list[str]) -> str:
    """Return a half-sentence that names the nearest of what there is, or all of it."""
    near = difflib.get_close_matches(part, known, n=1)
    return (
        tr('did you mean "{near}"?', near=near[0])
        if near
        else tr("there are: {known}", known=", ".join(known) or tr("none"))
    )


def _has_id(node: Any) -> bool:
    return isinstance(node, dict) and isinstance(node.get("id"), str)


def _first(node: Any, rest: str) -> str | None:
    """Return the longest beginning of some dotted words that names a member."""
    known = names(node)
    fitting = [name for name in known if rest == name or rest.startswith(f"{name}.")]
    return max(fitting, key=len) if fitting else None


def _lost(node: Any, rest: str, before: list[str]) -> str:
    part = rest.partition(".")[0]
    where = tr(" in {place}", place=".".join(before)) if before else ""
    if isinstance(node, str):
        return tr("{before} is a text; nothing is below it", before=".".join(before))
    return tr('no "{part}"{where}; {hint}', part=part, where=where, hint=nearest(part, names(node)))
