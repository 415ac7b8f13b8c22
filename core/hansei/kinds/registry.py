"""The kinds at hand, by name."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Iterable, Iterator

from attrs import frozen

from hansei.errors import UnknownKindError
from hansei.kinds.kind import AnyKind
from hansei.words.ours import tr


@frozen
class KindAt:
    """A kind that is imported when an instrument asks for it, so that nobody waits for the others.

    Args:
        name: The kind's name.
        module: The module it is in.
        attribute: The name of its class there.
    """

    name: str
    module: str
    attribute: str

    def load(self) -> AnyKind:
        """Import the kind.

        Raises:
            UnknownKindError: when that fails.
        """
        try:
            found: AnyKind = getattr(importlib.import_module(self.module), self.attribute)()
        except Exception as error:
            raise UnknownKindError(
                tr(
                    "the kind {name} could not be imported: {error_type}: {error}",
                    name=repr(self.name),
                    error_type=type(error).__name__,
                    error=error,
                )
            ) from error
        return found


class Kinds:
    """A set of instrument kinds with distinct names; of two with one name the first is kept."""

    def __init__(self, kinds: Iterable[AnyKind | KindAt] = ()) -> None:
        #: Those whose answers were shown as text, and why: for who writes a document and does not read it.
        self.failed: dict[str, Exception] = {}
        self._by_name: dict[str, AnyKind | KindAt] = {}
        for kind in kinds:
            self._by_name.setdefault(kind.name, kind)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[AnyKind]:
        return iter([self[name] for name in self._by_name])

    def __len__(self) -> int:
        return len(self._by_name)

    def names(self) -> tuple[str, ...]:
        """Return the names, sorted."""
        return tuple(sorted(self._by_name))

    def get(self, name: str) -> AnyKind | None:
        """Return the kind of that name, or None."""
        found = self._by_name.get(name)
        if isinstance(found, KindAt):
            found = self._by_name[name] = found.load()
        return found

    def module(self, name: str) -> str:
        """Return the module that a kind is in, without importing it; empty when there is none of that name."""
        found = self._by_name.get(name)
        if found is None:
            return ""
        return found.module if isinstance(found, KindAt) else type(found).__module__

    def __getitem__(self, name: str) -> AnyKind:
        kind = self.get(name)
        if kind is None:
            raise UnknownKindError(tr("unknown instrument kind {name}{hint}", name=repr(name), hint=self.hint(name)))
        return kind

    def hint(self, name: str) -> str:
        """Return a half-sentence that names the nearest kind, or all of them."""
        near = difflib.get_close_matches(name, self._by_name, n=1)
        if near:
            return tr("; did you mean {near}?", near=repr(near[0]))
        return tr("; known kinds: {names}", names=", ".join(self.names()) or tr("none (no plugin brings one)"))
