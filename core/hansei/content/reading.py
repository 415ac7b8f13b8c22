"""A toolkit read from its folder: every fault at once, each with file, line and likely fix."""

from __future__ import annotations

import difflib
import hashlib
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec
from attrs import evolve, fields

from hansei.content.adapted import KEY
from hansei.content.converting import converter_of_texts, missing, say_value, unfold
from hansei.content.found import FILE, OVERLAY, ReadToolkit, Title, file_of
from hansei.content.languages import wrong_language
from hansei.content.linking import tell_followed, tell_links, tell_unmet, tell_where
from hansei.content.nodes import activities, id_of, mapping, mappings, text_of, texts_of
from hansei.content.pinned import COMMON, split
from hansei.content.telling import Telling
from hansei.content.toolkit import Instrument, Toolkit
from hansei.content.tree import Place, Tree, read_first_texts, read_tree
from hansei.document.look import Wishes, look_of
from hansei.errors import Problem, ToolkitError, UsageError
from hansei.words.ours import N_, tr

T = TypeVar("T")


class Fault(Protocol):
    """A fault in a definition; see ``hansei.kinds.Fault``."""

    @property
    def path(self) -> tuple[str | int, ...]:
        """Keys and indices below the instrument."""

    @property
    def message(self) -> str:
        """What is wrong and the likely fix."""


class Reference(Protocol):
    """Another instrument that a definition names; see ``hansei.kinds.Reference``."""

    @property
    def path(self) -> tuple[str | int, ...]:
        """Keys and indices below the instrument."""

    @property
    def instrument(self) -> str:
        """Its id."""

    @property
    def kind(self) -> str:
        """The kind it has to be of; empty: any."""


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


class _Reader(Telling):
    """One reading: gathers the faults of all parts, then raises them together."""

    def __init__(self, tree: Tree, kinds: DefinitionReaders) -> None:
        super().__init__(tree)
        self.kinds = kinds
        self.converter = converter_of_texts()
        #: Instrument to the others that its definition names.
        self.named: dict[str, list[Reference]] = {}

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
        unknown = [key for key in rest if key not in known]
        for key in unknown:
            self.unknown_key(key, [*known, *sorted(COMMON)], (*place, key))
            del rest[key]
        instrument: Instrument | None = self.structure({**common, "id": id_}, Instrument, place)
        definition = self.structure(rest, kind.definition, place)
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

    def structure(self, node: Any, cls: type[Any], place: Place) -> Any:
        try:
            return self.converter.structure(node, cls)
        except Exception as error:  # noqa: BLE001 - cattrs wraps whatever a hook raises
            causes = list(unfold(error, place, cls))
            for where, _, extra in causes:
                if extra is None:
                    continue
                for key in sorted(extra.extra_fields):
                    self.unknown_key(key, [each.name for each in fields(extra.cl)], (*where, key))
            meant = {(where, missing(key)) for where, key in self.meant}
            for where, message, extra in causes:
                if extra is None and (where, message) not in meant:
                    self.fault(message, where)
            return None

    def references(self, instruments: set[str]) -> None:
        """Check ids and what refers to them on the tree itself, so that a fault elsewhere hides none of them."""
        root = self.tree.root
        if isinstance(root.get("toolkit"), str):
            self.need_id(root["toolkit"], ("toolkit",), tr("the toolkit's id is one word of letters, digits, - and _"))
        if isinstance(root.get("language"), str) and (wrong := wrong_language(root["language"])):
            self.fault(wrong, ("language",))
        self.documents(mapping(root, "documents"))
        self.formerly(mapping(root, "formerly"), instruments)
        for part in ("outcomes", "handouts", "sections"):
            self.unique((part,), [(index, id_of(node)) for index, node in mappings(root, part)])
        handouts = {text_of(node, "id") for _, node in mappings(root, "handouts")}
        shown = instruments | {text_of(node, "id") for _, node in mappings(root, "sections")} | {"outcomes"}
        for index, handout in mappings(root, "handouts"):
            self.known(N_("instrument or section"), texts_of(handout, "shows"), shown, ("handouts", index, "shows"))
        place: Place = ("facilitator", "readiness")
        readiness = text_of(mapping(mapping(root, "facilitator"), "readiness"), "instrument")
        if readiness:
            self.known(N_("instrument"), (readiness,), instruments, (*place, "instrument"))
        first: dict[str, Place] = {}
        for place, activity in activities(root):
            self.activity(activity, place, instruments, handouts)
            id_ = id_of(activity)
            if id_ is None:
                continue
            if id_ == "before":
                self.fault(tr('"before" is the readiness step\'s own activity; use another id'), (*place, "id"))
            elif id_ in first:
                line = self.tree.line((*first[id_], "id"))
                self.fault(
                    tr('a second activity "{id}"; the first is on line {line}', id=id_, line=line), (*place, "id")
                )
            else:
                self.need_id(id_, (*place, "id"))
            first.setdefault(id_, place)
        for id_ in instruments:
            self.follows(id_, instruments)
            for reference in self.named.get(id_, ()):
                self.refers(id_, reference, instruments)

    def formerly(self, node: dict[str, Any], instruments: set[str]) -> None:
        """Check what was called otherwise: each names what is there now, and no two were the same before."""
        first: dict[str, str] = {}
        for now, before in node.items():
            place: Place = ("formerly", now)
            self.known(N_("instrument"), (now.partition("/")[0],), instruments, place)
            if not isinstance(before, str) or now.count("/") > 1 or before.count("/") != now.count("/"):
                message = tr(
                    "write instrument: instrument, or instrument/row: instrument/row, what it is called now first"
                )
                self.fault(message, place)
            elif before in first:
                self.fault(
                    tr(
                        '"{before}" is what "{first}" was called, too; only one can be',
                        before=before,
                        first=first[before],
                    ),
                    place,
                )
            elif before in instruments and before not in node:
                self.fault(
                    tr(
                        '"{before}" is there under that name; only what is called otherwise now belongs here',
                        before=before,
                    ),
                    place,
                )
            first.setdefault(str(before), now)

    def documents(self, node: dict[str, Any]) -> None:
        """Check each wish for reports by itself, so that its line can be told."""
        self.wished(Wishes(paper=text_of(node, "paper")), ("documents", "paper"))
        if node.get("colour") == "":
            self.fault(
                tr("no colour; what follows # is a remark, unless it is in quotes: '#1a5c8a'"), ("documents", "colour")
            )
        self.wished(Wishes(colour=text_of(node, "colour")), ("documents", "colour"))
        self.wished(Wishes(without=texts_of(node, "without")), ("documents", "without"))

    def wished(self, wishes: Wishes, place: Place) -> None:
        try:
            look_of([wishes])
        except UsageError as error:
            self.fault(str(error), place)

    def activity(self, activity: dict[str, Any], place: Place, instruments: set[str], handouts: set[str]) -> None:
        self.known(N_("handout"), texts_of(activity, "handouts"), handouts, (*place, "handouts"))
        steps = list(mappings(activity, "steps"))
        self.unique((*place, "steps"), [(index, id_of(step)) for index, step in steps])
        for index, step in steps:
            named = texts_of(step, "instruments")
            self.known(N_("instrument"), named, instruments, (*place, "steps", index, "instruments"))

    def links(self, instruments: dict[str, Instrument], toolkit: Any) -> None:
        """Check what links and limits name of this very toolkit; `hansei toolkit check` looks at the others."""
        for id_, instrument in instruments.items():
            tell_followed(self, id_, instruments, self.kinds)
            tell_where(self, id_, instruments, self.kinds)
            for index, link in enumerate(instrument.begins_with):
                if link.toolkit and link.toolkit == toolkit:
                    tell_unmet(self, link, instruments, self.kinds, ("instruments", id_, "begins_with", index))

    def follows(self, id_: str, instruments: set[str]) -> None:
        nodes = mapping(self.tree.root, "instruments")
        source = text_of(mapping(nodes, id_), "for_each")
        if not source:
            return
        place: Place = ("instruments", id_, "for_each")
        if source == id_:
            self.fault(tr('"{id}" cannot follow itself; name another instrument', id=id_), place)
            return
        self.known(N_("instrument"), (source,), instruments, place)
        if ring := self._follows_itself(id_):
            if id_ == min(ring):
                names = ", ".join(f'"{each}"' for each in ring)
                self.fault(tr("{names} follow each other in a ring; one of them must follow none", names=names), place)
        elif "each" in mapping(nodes, source):
            self.fault(
                tr('"{source}" is itself answered for each of a list; write that list here too', source=source), place
            )

    def _follows_itself(self, id_: str) -> list[str]:
        """Return the instruments by which one follows itself; nothing when it does not."""
        nodes, way = mapping(self.tree.root, "instruments"), [id_]
        while (before := text_of(mapping(nodes, way[-1]), "for_each")) and before not in way:
            way.append(before)
        return way if before == id_ else []

    def refers(self, id_: str, reference: Reference, instruments: set[str]) -> None:
        place: Place = ("instruments", id_, *reference.path)
        named = reference.instrument
        if named == id_:
            self.fault(tr('"{named}" cannot name itself; name another instrument', named=named), place)
            return
        self.known(N_("instrument"), (named,), instruments, place)
        kind = text_of(mapping(mapping(self.tree.root, "instruments"), named), "kind")
        if kind and reference.kind not in ("", kind):
            self.fault(
                tr('"{named}" is a {kind}; name a {wanted}', named=named, kind=kind, wanted=reference.kind), place
            )
        elif (round_ := self._leads_back(id_, named, kind)) and id_ == min(round_):
            names = ", ".join(f'"{each}"' for each in round_)
            self.fault(tr("{names} name each other in a ring; one of them must name none", names=names), place)

    def _leads_back(self, id_: str, named: str, kind: str) -> list[str]:
        """Return the instruments of one kind by which what is named leads back to where it is named from."""
        way = [id_]
        while named not in way:
            way.append(named)
            after = [each.instrument for each in self.named.get(named, ()) if each.kind == kind]
            if not after:
                return []
            named = after[0]
        return way if named == id_ else []

    def unique(self, place: Place, ids: list[tuple[int, str | None]]) -> None:
        first: dict[str, int] = {}
        for index, id_ in ids:
            if id_ is None:
                continue
            if id_ in first:
                line = self.tree.line((*place, first[id_], "id"))
                self.fault(tr('a second "{id}"; the first is on line {line}', id=id_, line=line), (*place, index, "id"))
            else:
                self.need_id(id_, (*place, index, "id"))
            first.setdefault(id_, index)
