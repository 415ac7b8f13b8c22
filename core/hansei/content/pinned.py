"""A toolkit from the tree that a session pinned: no YAML and no checks, because both are behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec
from attrs import evolve

from hansei.content.minutes import Minutes
from hansei.content.toolkit import Instrument, Toolkit

#: The keys that every instrument has, whatever its kind.
COMMON = frozenset({"kind", "title", "per", "for_each", "where", "each", "begins_with", "provenance", "ours"})


class HasDefinition(Protocol):
    """What is needed of a kind here."""

    definition: type[Any]


class Definitions(Protocol):
    """What is needed of the kinds at hand."""

    def get(self, name: str, /) -> HasDefinition | None:
        """Return the kind of that name."""


def split(node: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split what an author wrote of an instrument into the common keys and the kind's own."""
    common = {key: value for key, value in node.items() if key in COMMON}
    return common, {key: value for key, value in node.items() if key not in COMMON}


def pinned_toolkit(tree: bytes, kinds: Definitions) -> Toolkit:
    """Return the toolkit of a pinned tree.

    An instrument whose kind is not at hand, or whose definition no longer fits its kind, keeps its
    definition as a plain mapping: it is shown as text, and nothing of the record is lost.

    Args:
        tree: The tree as JSON, as :func:`hansei.content.reading.read_toolkit` made it.
        kinds: The instrument kinds at hand.
    """
    root = msgspec.json.decode(tree)
    nodes = root.pop("instruments", None) or {}
    toolkit: Toolkit = _convert(root, Toolkit)
    return evolve(toolkit, instruments={id_: _instrument(id_, node, kinds) for id_, node in nodes.items()})


def _instrument(id_: str, node: dict[str, Any], kinds: Definitions) -> Instrument:
    common, rest = split(node)
    instrument: Instrument = _convert({**common, "id": id_}, Instrument)
    kind = kinds.get(instrument.kind)
    if kind is None:
        return evolve(instrument, definition=rest)
    try:
        return evolve(instrument, definition=_convert(rest, kind.definition))
    except msgspec.ValidationError:
        return evolve(instrument, definition=rest)


def _convert(node: Any, cls: type[Any]) -> Any:
    return msgspec.convert(node, cls, strict=False, dec_hook=_hook)


def _hook(cls: type[Any], value: Any) -> Any:
    if cls is Minutes:
        return Minutes.parse(value)
    raise NotImplementedError(f"no way to read {cls}")
