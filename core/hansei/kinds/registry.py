"""The kinds at hand, by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from hansei.errors import UnknownKindError
from hansei.kinds.kind import AnyKind


class Kinds:
    """A set of instrument kinds with distinct names; of two with one name the first is kept."""

    def __init__(self, kinds: Iterable[AnyKind] = ()) -> None:
        self._by_name: dict[str, AnyKind] = {}
        for kind in kinds:
            self._by_name.setdefault(kind.name, kind)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[AnyKind]:
        return iter(self._by_name.values())

    def __len__(self) -> int:
        return len(self._by_name)

    def names(self) -> tuple[str, ...]:
        """Return the names, sorted."""
        return tuple(sorted(self._by_name))

    def get(self, name: str) -> AnyKind | None:
        """Return the kind of that name, or None."""
        return self._by_name.get(name)

    def __getitem__(self, name: str) -> AnyKind:
        kind = self._by_name.get(name)
        if kind is None:
            raise UnknownKindError(f"unknown instrument kind {name!r}{self.hint(name)}")
        return kind

    def hint(self, name: str) -> str:
        """Return a half-sentence that names the nearest kind, or all of them."""
        near = difflib.get_close_matches(name, self._by_name, n=1)
        if near:
            return f"; did you mean {near[0]!r}?"
        return f"; known kinds: {', '.join(self.names()) or 'none (no plugin brings one)'}"
