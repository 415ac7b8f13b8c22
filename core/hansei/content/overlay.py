"""An overlay: a district's ``overlay.yaml`` that hides, rewords and adds on top of a published toolkit.

It holds the district's own words and addresses, never a copy of the toolkit. What no longer fits, and what speaks
against itself, is named with its line.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from attrs import evolve, field, frozen

from hansei.content.adapted import KEY, Adapted, Base, Change
from hansei.content.address import Address, LostError, at, index, names, resolve, step
from hansei.content.found import OVERLAY, ReadToolkit
from hansei.content.reading import DefinitionReaders, structured, toolkit_of
from hansei.content.tree import Place, Tree, dotted, read_tree
from hansei.errors import Problem, ToolkitError
from hansei.words.ours import tr

#: Keys that are never reworded: what refers to them, and what was recorded under them, would lose its hold.
_FIXED = frozenset({"id", "kind", "toolkit", "version"})
#: Lists that name parts of the toolkit; what is hidden leaves them.
_NAMING = frozenset({"instruments", "handouts", "shows"})

#: Returns the toolkit of an id, in a version where there are several; None: there is none.
Finder = Callable[[str, str], ReadToolkit | None]


@frozen
class On:
    """The toolkit that an overlay is on."""

    toolkit: str
    version: str


@frozen
class Overlay:
    """What a district writes."""

    overlay: str
    version: str
    base: On
    #: Who adapts, as in "Riverside School District".
    by: str
    #: A title of its own; empty: the publisher's.
    title: str = ""
    #: Addresses of what is left out.
    hide: tuple[str, ...] = ()
    #: Address to the new text.
    reword: dict[str, Any] = field(factory=dict)
    #: Address to what comes there: of a list, at its end; of a member, after it; of a key that is not there, its value.
    add: dict[str, Any] = field(factory=dict)
    #: Address to the publisher's words when it was reworded.
    was: dict[str, Any] = field(factory=dict)


def read_overlay(folder: Path, kinds: DefinitionReaders, find: Finder) -> ReadToolkit:
    """Read an overlay and the toolkit it is on.

    Args:
        folder: Its folder, or its ``overlay.yaml``.
        kinds: The instrument kinds at hand.
        find: Returns the toolkit it is on.

    Raises:
        ToolkitError: with every fault found.
    """
    tree = read_tree(folder / OVERLAY if folder.is_dir() else folder)
    if not isinstance(tree.root, dict):
        raise ToolkitError(
            tree.source, [Problem(tr("an overlay begins with `overlay: an-id`"), line=1, source=tree.source)]
        )
    return _Laying(tree, kinds).lay(find)


class _Laying:
    """One overlay being laid on its toolkit: gathers the faults of all parts, then raises them together."""

    def __init__(self, tree: Tree, kinds: DefinitionReaders) -> None:
        self.tree, self.kinds = tree, kinds
        self.problems: list[Problem] = []
        self.changes: list[Change] = []
        #: Address of what comes from the overlay to its line there.
        self.lines: dict[Address, int] = {}
        self.hidden: dict[Address, int] = {}
        self.root: Any = {}

    def lay(self, find: Finder) -> ReadToolkit:
        overlay, problems = structured(self.tree, Overlay, self.kinds)
        self.problems += problems
        if overlay is None:
            raise ToolkitError(self.tree.source, self.problems)
        base = self.base(overlay, find)
        self.root = msgspec.json.decode(base.tree)
        self.reword(overlay)
        self.add(overlay)
        self.hide(overlay)
        self.conflicts()
        if base.toolkit.version != overlay.base.version:
            version, at_hand = overlay.base.version, base.toolkit.version
            if self.problems:
                message = tr(
                    'written for version "{version}"; at hand is "{at_hand}": what no longer fits is named below; '
                    'then write `version: "{at_hand}"`',
                    version=version,
                    at_hand=at_hand,
                )
            else:
                message = tr(
                    'written for version "{version}"; at hand is "{at_hand}": everything still fits; '
                    'write `version: "{at_hand}"`',
                    version=version,
                    at_hand=at_hand,
                )
            self.fault(message, ("base", "version"))
        if self.problems:
            raise ToolkitError(self.tree.source, sorted(self.problems, key=lambda each: each.line))
        return self.checked(overlay, base)

    def base(self, overlay: Overlay, find: Finder) -> ReadToolkit:
        named = overlay.base.toolkit
        try:
            found = find(named, overlay.base.version)
        except ToolkitError as error:
            self.fault(
                tr('the toolkit "{named}" has faults: {problems}', named=named, problems=error.problems[0]),
                ("base", "toolkit"),
            )
            raise ToolkitError(self.tree.source, self.problems) from None
        if found is None:
            self.fault(
                tr('the toolkit "{named}" is not at hand; install it first (`hansei toolkit list`)', named=named),
                ("base", "toolkit"),
            )
        elif found.toolkit.adapted is not None:
            on = found.toolkit.adapted.base.toolkit
            self.fault(
                tr('"{named}" is itself an overlay; name the toolkit it is on, "{on}"', named=named, on=on),
                ("base", "toolkit"),
            )
        elif overlay.overlay == named:
            self.fault(tr('an id of its own is wanted, not "{named}"', named=named), ("overlay",))
        else:
            return found
        raise ToolkitError(self.tree.source, self.problems)

    # ------------------------------------------------------------------------------------- the three ways

    def reword(self, overlay: Overlay) -> None:
        was = {address: text for address, text, _ in self.told("was", overlay.was)}
        for address, text, place in self.told("reword", overlay.reword):
            before = at(self.root, address)
            if address[-1] in _FIXED:
                self.fault(tr('"{address}" is not reworded: what was recorded goes by it', address=address[-1]), place)
            elif not isinstance(text, str):
                self.fault(tr("a text is wanted here"), place)
            elif address in was and was[address] != before:
                self.fault(tr("the publisher's words are others now: {before}", before=_short(before)), place)
            elif text == before:
                self.fault(tr("these are the publisher's words already; take it out"), place)
            else:
                self.set(Change("reword", address, before), text, self.tree.line(place))

    def add(self, overlay: Overlay) -> None:
        for key in overlay.add:
            place: Place = ("add", key)
            value = copy.deepcopy(overlay.add[key])
            try:
                self.added(resolve(self.root, key), value, place)
            except LostError as lost:
                self.new_key(key, value, place, str(lost))

    def added(self, address: Address, value: Any, place: Place) -> None:
        """Add to the end of a list, or after a member of one."""
        found = at(self.root, address)
        before = at(self.root, address[:-1]) if address else self.root
        if isinstance(found, list):
            members, number, where = found, len(found), address
        elif isinstance(before, list):
            members, number, where = before, index(before, address[-1]) + 1, address[:-1]
        else:
            self.fault(tr("{address} is there already; reword it, or name a list", address=".".join(address)), place)
            return
        for offset, each in enumerate(value if isinstance(value, list) else [value]):
            id_ = each.get("id") if isinstance(each, dict) else None
            id_ = id_ if isinstance(id_, str) else None
            line = self.tree.line((*place, offset))
            if id_ is not None and id_ in names(members):
                self.problem(tr('"{id}" is there already; use another id', id=id_), dotted((*place, offset)), line)
                continue
            members.insert(number + offset, each)
            self.note(Change("add", (*where, id_ or str(number + offset + 1))), line)

    def new_key(self, key: str, value: Any, place: Place, lost: str) -> None:
        above, _, last = key.rpartition(".")
        try:
            address = resolve(self.root, above)
        except LostError as error:
            self.fault(str(error), place)
            return
        parent = at(self.root, address)
        if not isinstance(parent, dict):
            self.fault(lost, place)
            return
        parent[last] = value
        self.note(Change("add", (*address, last)), self.tree.line(place))

    def hide(self, overlay: Overlay) -> None:
        for number, said in enumerate(overlay.hide):
            place: Place = ("hide", number)
            try:
                address = resolve(self.root, said)
            except LostError as lost:
                inside = next((each for each in self.hidden if said == ".".join(each)), None)
                self.fault(
                    tr("hidden twice, also on line {hidden}", hidden=self.hidden[inside]) if inside else str(lost),
                    place,
                )
                continue
            if not address or address[-1] in _FIXED:
                self.fault(tr("this cannot be hidden: a toolkit needs it"), place)
                continue
            self.hidden[address] = self.tree.line(place)
            self.take_out(address)
            if address[0] in _NAMING | {"sections"}:
                for naming in list(_naming(self.root, address[-1], address[0])):
                    self.take_out(naming)

    def take_out(self, address: Address) -> None:
        parent, last = at(self.root, address[:-1]), address[-1]
        place = list(parent).index(last) if isinstance(parent, dict) else index(parent, last)
        was = step(parent, last)
        del parent[last if isinstance(parent, dict) else place]
        self.changes.append(Change("hide", address, was, place))

    def conflicts(self) -> None:
        """Name what is reworded or added and hidden as well."""
        for address, line in self.lines.items():
            for gone, where in self.hidden.items():
                if address[: len(gone)] == gone:
                    message = tr(
                        "{address} is changed here, and hidden on line {where}; keep one",
                        address=".".join(address),
                        where=where,
                    )
                    self.problem(message, "", line)

    # ------------------------------------------------------------------------------------- what comes out

    def checked(self, overlay: Overlay, base: ReadToolkit) -> ReadToolkit:
        """Check the whole as any toolkit is checked, and name faults by the overlay's lines."""
        self.set(Change("reword", ("toolkit",), self.root["toolkit"]), overlay.overlay, 0)
        self.set(Change("reword", ("version",), self.root["version"]), overlay.version, 0)
        if overlay.title:
            self.set(Change("reword", ("title",), self.root["title"]), overlay.title, 0)
        adapted = Adapted(
            base=Base(base.toolkit.id, base.toolkit.version, base.toolkit.title, base.digest),
            by=overlay.by,
            changes=tuple(self.changes),
        )
        files = (*self.tree.files, *base.files)
        lines = {place: self.tree.line(("base",)) for place in ((),)} | dict(self.placed(self.root, (), ()))
        try:
            return finished(Tree(self.tree.source, self.root, lines, files), self.kinds, adapted)
        except ToolkitError as error:
            raise ToolkitError(self.tree.source, [self.because(each) for each in error.problems]) from None

    def placed(self, node: Any, address: Address, place: Place) -> Iterator[tuple[Place, int]]:
        """Yield the place of everything that comes from the overlay, with its line there."""
        if address in self.lines:
            yield place, self.lines[address]
        if isinstance(node, dict):
            for key, value in node.items():
                yield from self.placed(value, (*address, key), (*place, key))
        elif isinstance(node, list):
            for number, (name, value) in enumerate(zip(names(node), node, strict=True)):
                yield from self.placed(value, (*address, name), (*place, number))

    def because(self, problem: Problem) -> Problem:
        """Return a fault with the line of what was hidden, when it misses that."""
        for gone, line in self.hidden.items():
            if f'"{gone[-1]}"' in problem.message:
                message = tr("{message} (hidden on this line)", message=problem.message)
                return Problem(message, path=problem.path, line=line, source=problem.source)
        return problem

    # ------------------------------------------------------------------------------------- small parts

    def told(self, block: str, node: dict[str, Any]) -> Iterator[tuple[Address, Any, Place]]:
        """Yield every address of a block, written with dots or set in, with what stands there."""
        seen: dict[Address, int] = {}
        for said, value, place in leaves(node, "", (block,)):
            try:
                address = resolve(self.root, said)
            except LostError as lost:
                self.fault(str(lost), place)
                continue
            if address in seen:
                self.fault(tr("{said} stands twice; the first is on line {seen}", said=said, seen=seen[address]), place)
                continue
            seen[address] = self.tree.line(place)
            if isinstance(at(self.root, address), str):
                yield address, value, place
            else:
                known = names(at(self.root, address))
                self.fault(
                    tr("{said} is no text; go on with one of: {known}", said=said, known=", ".join(known)), place
                )

    def set(self, change: Change, value: Any, line: int) -> None:
        parent, last = at(self.root, change.at[:-1]), change.at[-1]
        parent[last if isinstance(parent, dict) else index(parent, last)] = value
        self.note(change, line)

    def note(self, change: Change, line: int) -> None:
        self.changes.append(change)
        self.lines[change.at] = line

    def fault(self, message: str, place: Place) -> None:
        self.problem(message, dotted(place), self.tree.line(place))

    def problem(self, message: str, path: str, line: int) -> None:
        self.problems.append(Problem(message, path=path, line=line, source=self.tree.source))


def finished(tree: Tree, kinds: DefinitionReaders, adapted: Adapted) -> ReadToolkit:
    """Check an adapted tree, and return it with what was adapted.

    Raises:
        ToolkitError: with every fault found.
    """
    read = toolkit_of(tree, kinds)
    data = msgspec.json.encode({**tree.root, KEY: adapted})
    return evolve(
        read,
        toolkit=evolve(read.toolkit, adapted=adapted),
        tree=data,
        digest=hashlib.sha256(data).hexdigest(),
    )


def leaves(node: Any, said: str, place: Place) -> Iterator[tuple[str, Any, Place]]:
    """Yield every text of a block with its address in dotted words, however it was set in, and its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{said}.{key}" if said else key, (*place, key))
    else:
        yield said, node, place


def _naming(node: Any, name: str, kind: str, address: Address = ()) -> Iterator[Address]:
    """Yield the addresses of what names an instrument, a handout or a section in a list."""
    wanted = {"instruments": {"instruments", "shows"}, "handouts": {"handouts"}, "sections": {"shows"}}[kind]
    if isinstance(node, dict):
        for key, value in node.items():
            if key in wanted and isinstance(value, list) and name in value:
                yield (*address, key, str(value.index(name) + 1))
            else:
                yield from _naming(value, name, kind, (*address, key))
    elif isinstance(node, list):
        for part, value in zip(names(node), node, strict=True):
            yield from _naming(value, name, kind, (*address, part))


def _short(text: Any) -> str:
    said = str(text)
    return f'"{said}"' if len(said) <= 80 else f'"{said[:80]}…"'
