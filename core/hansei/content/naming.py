"""What an author's file names, and what is there under that name: ids, and everything that refers to one."""

from __future__ import annotations

from typing import Any, Protocol

from hansei.content.languages import wrong_language
from hansei.content.nodes import activities, id_of, mapping, mappings, text_of, texts_of
from hansei.content.telling import Telling
from hansei.content.tree import Place, Tree
from hansei.document.look import Wishes, look_of
from hansei.errors import UsageError
from hansei.words.ours import N_, tr


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


class Naming(Telling):
    """Checks names on the tree itself, so that a fault elsewhere hides none of them.

    Args:
        tree: The file.
    """

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
        #: Instrument to the others that its definition names.
        self.named: dict[str, list[Reference]] = {}

    def references(self, instruments: set[str]) -> None:
        """Check ids and what refers to them on the tree itself, so that a fault elsewhere hides none of them."""
        root = self.tree.root
        if isinstance(root.get("toolkit"), str):
            self.need_id(root["toolkit"], ("toolkit",), tr("the toolkit's id is one word of letters, digits, - and _"))
        if isinstance(root.get("language"), str) and (wrong := wrong_language(root["language"])):
            self.fault(wrong, ("language",))
        self._documents(mapping(root, "documents"))
        self._formerly(mapping(root, "formerly"), instruments)
        for part in ("outcomes", "handouts", "sections"):
            self._unique((part,), [(index, id_of(node)) for index, node in mappings(root, part)])
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
            self._activity(activity, place, instruments, handouts)
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
            self._follows(id_, instruments)
            for reference in self.named.get(id_, ()):
                self._refers(id_, reference, instruments)

    def _formerly(self, node: dict[str, Any], instruments: set[str]) -> None:
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

    def _documents(self, node: dict[str, Any]) -> None:
        """Check each wish for reports by itself, so that its line can be told."""
        self._wished(Wishes(paper=text_of(node, "paper")), ("documents", "paper"))
        if node.get("colour") == "":
            self.fault(
                tr("no colour; what follows # is a remark, unless it is in quotes: '#1a5c8a'"), ("documents", "colour")
            )
        self._wished(Wishes(colour=text_of(node, "colour")), ("documents", "colour"))
        self._wished(Wishes(without=texts_of(node, "without")), ("documents", "without"))

    def _wished(self, wishes: Wishes, place: Place) -> None:
        try:
            look_of([wishes])
        except UsageError as error:
            self.fault(str(error), place)

    def _activity(self, activity: dict[str, Any], place: Place, instruments: set[str], handouts: set[str]) -> None:
        self.known(N_("handout"), texts_of(activity, "handouts"), handouts, (*place, "handouts"))
        steps = list(mappings(activity, "steps"))
        self._unique((*place, "steps"), [(index, id_of(step)) for index, step in steps])
        for index, step in steps:
            named = texts_of(step, "instruments")
            self.known(N_("instrument"), named, instruments, (*place, "steps", index, "instruments"))

    def _follows(self, id_: str, instruments: set[str]) -> None:
        nodes = mapping(self.tree.root, "instruments")
        source = text_of(mapping(nodes, id_), "for_each")
        if not source:
            return
        place: Place = ("instruments", id_, "for_each")
        if source == id_:
            self.fault(tr('"{id}" cannot follow itself; name another instrument', id=id_), place)
            return
        self.known(N_("instrument"), (source,), instruments - {id_}, place)
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

    def _refers(self, id_: str, reference: Reference, instruments: set[str]) -> None:
        place: Place = ("instruments", id_, *reference.path)
        named = reference.instrument
        if named == id_:
            self.fault(tr('"{named}" cannot name itself; name another instrument', named=named), place)
            return
        self.known(N_("instrument"), (named,), instruments - {id_}, place)
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

    def _unique(self, place: Place, ids: list[tuple[int, str | None]]) -> None:
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
