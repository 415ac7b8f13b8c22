"""Parts of a tree that an author wrote, in which anything may stand where something else is meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hansei.content.tree import Place


def activities(root: Any) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Return every activity, those that close as well, with its place."""
    for number, section in mappings(root, "sections"):
        for index, activity in mappings(section, "activities"):
            yield ("sections", number, "activities", index), activity
    for index, activity in mappings(root, "closing"):
        yield ("closing", index), activity


def mapping(node: Any, key: str) -> dict[str, Any]:
    """Return a mapping below a key; an empty one when something else is there."""
    value = node.get(key) if isinstance(node, dict) else None
    return value if isinstance(value, dict) else {}


def mappings(node: Any, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Return the mappings of a list below a key, each with its number."""
    values = node.get(key) if isinstance(node, dict) else None
    for index, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, dict):
            yield index, value


def id_of(node: dict[str, Any]) -> str | None:
    """Return an id as it is written; None when there is none, which the types tell."""
    value = node.get("id")
    return value if isinstance(value, str) else None


def text_of(node: dict[str, Any], key: str) -> str:
    """Return a text below a key; empty when something else is there."""
    value = node.get(key)
    return value if isinstance(value, str) else ""


def texts_of(node: dict[str, Any], key: str) -> tuple[str, ...]:
    """Return the texts of a list below a key."""
    values = node.get(key)
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()
