"""A toolkit read from its folder: every fault at once, each with file, line and likely fix."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec
from attrs import evolve, fields

from hansei.content.adapted import KEY
from hansei.content.converting import Cause, converter_of_texts, list_wanted, missing, say_value, unfold
from hansei.content.found import FILE, OVERLAY, ReadToolkit, Title, file_of
from hansei.content.linking import tell_followed, tell_links, tell_unmet, tell_where
from hansei.content.naming import Naming
from hansei.content.pinned import COMMON, split
from hansei.content.toolkit import Instrument, Toolkit
from hansei.content.tree import Place, Tree, read_first_texts, read_tree
from hansei.errors import Problem, ToolkitError
from hansei.words.ours import tr

T = TypeVar("T")


class Fault(Protocol):
    """A fault in a definition; see ``hansei.kinds.Fault``."""

    @property
    def path(self) -> tuple[str | int, ...]:
        """Keys and indices below the instrument."""

    @property
    def message(self) -> str:
        """What is wrong and the likely fix."""


class DefinitionReader(Protocol):
    """What reading needs to know of a kind; every ``hansei.kinds.Kind`` is one."""

    definition: type[Any]

    def faults(self, definition: Any, /) -> Any:
        """Return the faults its types cannot say."""

    def references(self, definition: Any, /) -> Any:
        """Return the other instruments that it names."""

    @property
    def offers(self) -> tuple[str, ...]:
        """What its results are called in links."""

    def items(self, definition: Any, /) -> Any:
        """Return what can be answered."""

    def places(self, definition: Any, /) -> dict[str, str]:
        """Return where a result can stand."""


class DefinitionReaders(Protocol):
    """What reading needs to know of the kinds at hand; ``hansei.kinds.Kinds`` is one."""

    def get(self, name: str, /) -> DefinitionReader | None:
        """Return the kind of that name."""

    def names(self) -> tuple[str, ...]:
        """Return the names of all kinds."""

    def hint(self, name: str, /) -> str:
        """Return a half-sentence that names the nearest kind."""


def read_toolkit(folder: Path, kinds: DefinitionReaders) -> ReadToolkit:
    """Read and check a toolkit.

    Args:
        folder: The toolkit's folder, or its ``toolkit.yaml``.
        kinds: The instrument kinds at hand.

    Raises:
        ToolkitError: with every fault found.
    """
    path = folder / FILE if folder.is_dir() else folder
    if not path.is_file():
        message = (
            tr("there is no {file} in {folder}", file=FILE, folder=folder)
            if folder.is_dir()
            else tr("there is no such file or folder")
        )
        raise ToolkitError(str(path), [Problem(message, source=str(path))])
    tree = read_tree(path)
    if not isinstance(tree.root, dict):
        raise ToolkitError(
            tree.source, [Problem(tr("a toolkit begins with `toolkit: an-id`"), line=1, source=tree.source)]
        )
    return _Reader(tree, kinds).read()


def toolkit_of(tree: Tree, kinds: DefinitionReaders) -> ReadToolkit:
    """Check a tree, and return the toolkit it holds.

    Raises:
        ToolkitError: with every fault found.
    """
    return _Reader(tree, kinds).read()


def structured(tree: Tree, cls: type[T], kinds: DefinitionReaders) -> tuple[T | None, list[Problem]]:
    """Return a whole tree as a frozen class, and every fault; None when there is one."""
    reader = _Reader(tree, kinds)
    return reader.structure(tree.root, cls, ()), reader.problems


def first_lines(folder: Path) -> Title:
    """Return what a list shows of a toolkit, from the lines at the top of its file; the others are not read.

    Raises:
        ToolkitError: when these lines cannot be read.
    """
    path = file_of(folder)
    key = "overlay" if path.name == OVERLAY else "toolkit"
    found = read_first_texts(path, frozenset({key, "version", "title"}))
    if key not in found:
        message = (
            tr("an overlay begins with `overlay: an-id`")
            if key == "overlay"
            else tr("a toolkit begins with `toolkit: an-id`")
        )
        raise ToolkitError(str(path), [Problem(message, line=1, source=str(path))])
    return Title(found[key], found.get("version", ""), found.get("title", ""))


class _Reader(Naming):
    """One reading: gathers the faults of all parts, then raises them together."""

    def __init__(self, tree: Tree, kinds: DefinitionReaders) -> None:
        super().__init__(tree)
        self.kinds = kinds
        self.converter = converter_of_texts()

    def read(self) -> ReadToolkit:
        root = dict(self.tree.root)
        if KEY in root:
            self.unknown_key(KEY, [each.name for each in fields(Toolkit) if each.name != KEY], (KEY,))
            del root[KEY]
        instruments = root.pop("instruments", {}) or {}
        toolkit = self.structure({**root, "instruments": {}}, Toolkit, ())
        found: dict[str, Instrument] = {}
        if isinstance(instruments, dict):
            for id_, node in instruments.items():
                self.need_id(id_, ("instruments", id_))
                instrument = self.instrument(id_, node)
                if instrument is not None:
                    found[id_] = instrument
        else:
            self.fault(tr("instruments are a mapping: `an-id: {kind: …}`"), ("instruments",))
        self.references(set(instruments) if isinstance(instruments, dict) else set())
        self.links(found, root.get("toolkit"))
        if not self.problems and toolkit is not None and not toolkit.agenda():
            self.fault(tr("there is no step; write a section with an activity with a step"), ("sections",))
        if self.problems or toolkit is None:
            raise ToolkitError(self.tree.source, sorted(self.problems, key=lambda problem: problem.line))
        toolkit = evolve(toolkit, instruments=found)
        data = msgspec.json.encode(self.tree.root)
        return ReadToolkit(toolkit, data, hashlib.sha256(data).hexdigest(), self.tree.source, self.tree.files)

    def instrument(self, id_: str, node: Any) -> Instrument | None:
        place: Place = ("instruments", id_)
        if not isinstance(node, dict) or "kind" not in node:
            near = difflib.get_close_matches("kind", node, n=1) if isinstance(node, dict) else []
            if near:
                self.unknown_key(near[0], ["kind"], (*place, near[0]))
            else:
                self.fault(tr("an instrument says its kind: `kind: rubric`"), place)
            return None
        name = node["kind"]
        if not isinstance(name, str):
            self.fault(tr("a kind is one word, as `kind: rubric`, not {name}", name=say_value(name)), (*place, "kind"))
            return None
        kind = self.kinds.get(name)
        if kind is None:
            self.fault(
                tr("unknown instrument kind {name}{hint}", name=repr(name), hint=self.kinds.hint(name)),
                (*place, "kind"),
            )
            return None
        common, rest = split(node)
        known = [attribute.name for attribute in fields(kind.definition)]
        every = [*known, *sorted(COMMON)]
        for key in [key for key in rest if key not in known and (rest[key] or not self._in_braces(place, node))]:
            self.unknown_key(key, every, (*place, key))
            del rest[key]
        instrument: Instrument | None = self.structure({**common, "id": id_}, Instrument, place)
        definition = self.structure(rest, kind.definition, place, every)
        if definition is None or instrument is None:
            return None
        self.ids(definition, place)
        self.ids(instrument, place)
        if instrument.each and instrument.for_each:
            self.fault(
                tr("an instrument is for the rows of another one or for those it lists; keep one"), (*place, "each")
            )
        if getattr(kind, "anonymous", False) and instrument.per == "person":
            self.fault(tr("a {name} has no names on the record; take `per: person` out", name=name), (*place, "per"))
        found: list[Any] = []
        try:
            for fault in kind.faults(definition):
                found.append(fault)
                self.fault(fault.message, (*place, *fault.path))
            self.named[id_] = list(kind.references(definition))
            if not (instrument.for_each or instrument.each or kind.items(definition)):
                self.fault(
                    tr("there is nothing to answer in it; write it here, or name rows with `for_each` or `each`"), place
                )
            tell_links(self, evolve(instrument, definition=definition), self.kinds, place)
        except Exception as error:  # noqa: BLE001 - a stranger's kind may raise anything
            if not found:  # otherwise what is wrong with it is told already
                told = tr(
                    "the kind {name} failed on this: {error_type}: {error}",
                    name=repr(name),
                    error_type=type(error).__name__,
                    error=error,
                )
                self.fault(told, place)
        return evolve(instrument, definition=definition)

    def ids(self, definition: Any, place: Place) -> None:
        """Check that the members of each list have ids of their own, which can be joined by dots."""
        for attribute in fields(type(definition)):
            members = getattr(definition, attribute.name)
            if not isinstance(members, tuple) or not all(hasattr(member, "id") for member in members):
                continue
            ids = [member.id for member in members]
            for index, id_ in enumerate(ids):
                where = (*place, attribute.name, index, "id")
                self.need_id(id_, where)
                if id_ in ids[:index]:
                    first = self.tree.line((*place, attribute.name, ids.index(id_), "id"))
                    self.fault(tr('a second "{id}"; the first is on line {line}', id=id_, line=first), where)

    def structure(self, node: Any, cls: type[Any], place: Place, every: Sequence[str] = ()) -> Any:
        try:
            return self.converter.structure(node, cls)
        except Exception as error:  # noqa: BLE001 - cattrs wraps whatever a hook raises
            causes = list(unfold(error, place, cls))
            torn = self._torn_lists(causes)
            for where, _, extra in causes:
                if extra is None:
                    continue
                for key in sorted(extra.extra_fields):
                    if not any(list_[:-1] == where and key in parts for list_, parts in torn.items()):
                        known = every if every and where == place else [each.name for each in fields(extra.cl)]
                        self.unknown_key(key, known, (*where, key))
            meant = {(where, missing(key)) for where, key in self.meant}
            for where, message, extra in causes:
                if where in torn:
                    whole = ", ".join(torn[where])
                    self._tell(list_wanted(whole), where, whole, f"[{whole}]")
                elif extra is None and (where, message) not in meant:
                    self.fault(message, where)
            return None

    def _in_braces(self, place: Place, node: dict[str, Any]) -> bool:
        """Whether two keys of a mapping stand on one line."""
        lines = [self.tree.line((*place, key)) for key in node]
        return len(set(lines)) < len(lines)

    def _torn_lists(self, causes: Sequence[Cause]) -> dict[Place, list[str]]:
        """Find lists without brackets within braces: after its first comma YAML takes each member for a key."""
        unknown = {(*where, key) for where, _, extra in causes if extra is not None for key in extra.extra_fields}
        torn = {}
        for where, message, _ in causes:
            value, beside = self._value(where), self._value(where[:-1])
            if isinstance(value, str) and isinstance(beside, dict) and message == list_wanted(value):
                after = list(beside)[list(beside).index(where[-1]) + 1 :]
                keys = list(takewhile(lambda key: (*where[:-1], key) in unknown and not beside[key], after))  # noqa: B023
                if keys:
                    torn[where] = [value, *keys]
        return torn

    def links(self, instruments: dict[str, Instrument], toolkit: Any) -> None:
        """Check what links and limits name of this very toolkit; `hansei toolkit check` looks at the others."""
        for id_, instrument in instruments.items():
            tell_followed(self, id_, instruments, self.kinds)
            tell_where(self, id_, instruments, self.kinds)
            for index, link in enumerate(instrument.begins_with):
                if link.toolkit and link.toolkit == toolkit:
                    tell_unmet(self, link, instruments, self.kinds, ("instruments", id_, "begins_with", index))
