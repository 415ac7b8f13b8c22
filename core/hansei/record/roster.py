"""A list of organisations from another system, such as a student information system's, and how it is taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from attrs import evolve, frozen

from hansei.errors import Problem, RosterError
from hansei.record.organisations import (
    KINDS,
    Organisation,
    OrgKind,
    OrgRecord,
    OrgStore,
    Said,
    called,
    later,
    organisation_id,
)
from hansei.words.ours import tr


@frozen
class RosterEntry:
    """One organisation as another system lists it."""

    #: What that system knows it by; unique in the list.
    ident: str
    name: str
    kind: OrgKind
    #: What it belongs to, by its ``ident``; empty: nothing.
    parent: str = ""
    #: Whether the system says that it is no more.
    gone: bool = False
    #: 1-based line of the file, 0 when it has none.
    line: int = 0


@frozen
class Roster:
    """A list of organisations, read whole and found sound."""

    #: The file.
    source: str
    entries: tuple[RosterEntry, ...]
    #: What the list holds that has no place here, such as a state: its word to how many.
    passed_over: Mapping[str, int] = MappingProxyType({})


@frozen
class Taken:
    """What a list of organisations led to; each organisation as it was or is, with what there is to say of it."""

    new: tuple[Organisation, ...] = ()
    #: What it was called before, to what it is called now.
    renamed: tuple[tuple[Organisation, Organisation], ...] = ()
    #: Where it was before, to where it is now.
    moved: tuple[tuple[Organisation, Organisation], ...] = ()
    #: No more, as the list says; kept with their sessions.
    closed: tuple[Organisation, ...] = ()
    #: There again.
    reopened: tuple[Organisation, ...] = ()
    #: How many were there already, as the list says.
    same: int = 0


class _Taking:
    """One list being taken in: first all is looked at, then all is written."""

    def __init__(self, roster: Roster, store: OrgStore, now: int) -> None:
        self.roster = roster
        self.store = store
        self.now = now
        self.there = {each.id: each for each in store.all()}
        self.by_ident = {each.ident: each for each in self.there.values() if each.ident}
        #: The organisation of each entry, as it will be.
        self.found: dict[str, Organisation] = {}
        self.fresh: set[str] = set()

    def problem(self, entry: RosterEntry, column: str, message: str) -> Problem:
        return Problem(message, path=column, line=entry.line, source=self.roster.source)

    def take(self) -> tuple[list[OrgRecord], Taken]:
        """Return what is to be kept, and what it comes to."""
        entries = self._in_order()
        records: list[OrgRecord] = []
        new, renamed, moved, closed, reopened, same = [], [], [], [], [], 0
        problems = []
        for entry in entries:
            known = self.by_ident.get(entry.ident)
            if entry.gone and known is None:
                continue
            if known is not None and known.kind != entry.kind:
                message = tr(
                    "{name} is a {kind} here and a {listed} in the list; enter it as another one",
                    name=known.name,
                    kind=known.kind,
                    listed=entry.kind,
                )
                problems.append(self.problem(entry, "type", message))
                continue
            parent = self.found[entry.parent].id if entry.parent in self.found else ""
            before = known or self._typed(entry, parent)
            if before is None:
                after = self._entered(entry, parent)
                said = ((Said(after.name, 0, own=True),), (Said(parent, 0, own=True),) if parent else ())
                records.append(OrgRecord(after.id, after.kind, *said, ident=entry.ident))
                new.append(after)
            else:
                stays = entry.gone or not entry.parent
                after = evolve(
                    before,
                    name=entry.name,
                    parent=before.parent if stays else parent,
                    ident=entry.ident,
                    closed=entry.gone,
                )
                records.append(self._difference(before, after))
                renamed += [(before, after)] if before.name != after.name else []
                moved += [(before, after)] if before.parent != after.parent else []
                closed += [after] if after.closed and not before.closed else []
                reopened += [after] if before.closed and not after.closed else []
                same += (before.name, before.parent, before.closed) == (after.name, after.parent, after.closed)
            self.found[entry.ident] = after
        if problems:
            raise RosterError(self.roster.source, problems)
        lists = (tuple(new), tuple(renamed), tuple(moved), tuple(closed), tuple(reopened))
        return [each for each in records if each != OrgRecord(each.id, each.kind)], Taken(*lists, same)

    def _in_order(self) -> list[RosterEntry]:
        """Return the entries, each behind what it belongs to; what belongs elsewhere is looked for here."""
        entries = {each.ident: each for each in self.roster.entries}
        problems = []
        ordered: dict[str, RosterEntry] = {}
        for entry in entries.values():
            way = [entry]
            while way[-1].parent in entries and way[-1].parent not in ordered:
                above = entries[way[-1].parent]
                if above in way:
                    problems.append(
                        self.problem(entry, "parent", tr("{name} belongs to itself in the end", name=entry.name))
                    )
                    break
                way.append(above)
            for each in reversed(way):
                ordered[each.ident] = each
        for entry in entries.values():
            if not entry.parent or entry.gone:
                continue
            outside = self.by_ident.get(entry.parent)
            if entry.parent not in entries and outside is None:
                message = tr(
                    "{name} belongs to {parent}, which is neither in the list nor in the directory",
                    name=entry.name,
                    parent=repr(entry.parent),
                )
                problems.append(self.problem(entry, "parent", message))
                continue
            if entry.parent not in entries and outside is not None:
                self.found[entry.parent] = outside
            above_kind = (
                entries[entry.parent].kind if entry.parent in entries else outside.kind if outside else "district"
            )
            wrong = KINDS.index(above_kind) >= KINDS.index(entry.kind) and not entry.kind == above_kind == "district"
            if wrong:
                problems.append(
                    self.problem(
                        entry,
                        "parent",
                        tr("a {kind} cannot belong to a {above_kind}", kind=entry.kind, above_kind=above_kind),
                    )
                )
        if problems:
            raise RosterError(self.roster.source, problems)
        return list(ordered.values())

    def _typed(self, entry: RosterEntry, parent: str) -> Organisation | None:
        """Return the organisation that was typed here before under that name, when only one can be meant."""
        hits = [
            each
            for each in self.store.by_name(entry.name)
            if each.kind == entry.kind
            and not each.ident
            and called(each.name) == called(entry.name)
            and each.id not in self.fresh
            and each.parent in ("", parent)
        ]
        near = [each for each in hits if each.parent == parent] or hits
        if len(near) != 1:
            return None
        self.fresh.add(near[0].id)
        return near[0]

    def _entered(self, entry: RosterEntry, parent: str) -> Organisation:
        above = self.found.get(entry.parent)
        of = above.name if above else ""
        id_ = organisation_id(entry.kind, entry.name, of)
        if id_ in self.fresh or self.store.record(id_) is not None:  # two of one name in one district
            id_ = organisation_id(entry.kind, f"{entry.name}\x00{entry.ident}", of)
        self.fresh.add(id_)
        return Organisation(id_, entry.name, entry.kind, parent, ident=entry.ident)

    def _difference(self, before: Organisation, after: Organisation) -> OrgRecord:
        record = self.store.record(after.id) or OrgRecord(after.id, after.kind)
        return OrgRecord(
            after.id,
            after.kind,
            (Said(after.name, later(record.names, self.now), own=True),) if before.name != after.name else (),
            (Said(after.parent, later(record.parents, self.now), own=True),) if before.parent != after.parent else (),
            after.ident if before.ident != after.ident else "",
            (self.now if after.closed else 0) if before.closed != after.closed else None,
        )


def take(roster: Roster, store: OrgStore, now: int) -> tuple[Sequence[OrgRecord], Taken]:
    """Return what a list of organisations has to add to a store, and what that comes to; nothing is written.

    One that is known by the other system's number may be called otherwise now, or belong elsewhere. One that was
    typed here under the same name gets the number. All others are new.

    Args:
        roster: The list.
        store: Where organisations are kept.
        now: UTC, milliseconds.

    Raises:
        RosterError: naming every line that cannot be taken.
    """
    return _Taking(roster, store, now).take()


#: Reads a file of another system.
RosterReader = Callable[..., Roster]
