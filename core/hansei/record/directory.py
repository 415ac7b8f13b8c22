"""The directory of a store: which organisations there are, found by what people type, and kept in order by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import get_args

from attrs import evolve

from hansei.errors import StoreError, UsageError
from hansei.record.events import Started, new_id
from hansei.record.lines import decode_all
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
    upwards,
)
from hansei.record.people import Team
from hansei.record.roster import Roster, Taken, take
from hansei.words.ours import tr

#: Letters of an id that name it, when nothing else begins like that.
SHORTEST = 4


class Directory:
    """The organisations of one store. Made by the engine.

    Args:
        store: Where they are kept.
        now: Returns the time, UTC in milliseconds since 1970.
    """

    def __init__(self, store: OrgStore, now: Callable[[], int]) -> None:
        self._store = store
        self._now = now
        self._adopt_strays()

    # ------------------------------------------------------------------------------------- finding

    def get(self, org: str) -> Organisation | None:
        """Return the organisation of an id; of one that was merged, that which it was merged into."""
        return self._store.get(org) if org else None

    def all(self) -> tuple[Organisation, ...]:
        """Return every organisation: each district with what belongs to it behind it, by name; the rest at the end."""
        return _told(self._store.all())

    def within(self, org: Organisation) -> tuple[Organisation, ...]:
        """Return an organisation and what belongs to it, in the order of :meth:`all`; of a district all of it."""
        return _told(self._store.within(org.id))

    def size(self) -> int:
        """Return how many organisations there are."""
        return self._store.size()

    def find(self, words: str, kind: OrgKind | None = None) -> Organisation:
        """Return the one organisation that is meant.

        Args:
            words: Its name, also a former one, or the beginning of it; its id, or the beginning of it; or its number
                in another system.
            kind: Only one of that kind.

        Raises:
            UsageError: when there is none, or more than one.
        """
        what = kind or "organisation"
        everything = [each for each in self.all() if kind in (None, each.kind)]
        ways: tuple[Callable[[Organisation], bool], ...] = (
            lambda each: words == each.id,
            lambda each: called(each.name) == called(words),
            lambda each: bool(words) and words == each.ident,
            lambda each: each.id in former,
            lambda each: len(words) >= SHORTEST and each.id.startswith(words.lower()),
            lambda each: bool(called(words)) and called(each.name).startswith(called(words)),
            lambda each: (
                bool(called(words)) and any(called(said.value).startswith(called(words)) for said in self.names(each))
            ),
        )
        merged = self.get(words)
        former = {each.id for each in self._store.by_name(words)} | ({merged.id} if merged else set())
        for way in ways:
            found = [each for each in everything if way(each)]
            if len(found) == 1:
                return found[0]
            if found:
                some = "; ".join(self.described(each) for each in found[:5]) + ("; …" if len(found) > 5 else "")
                raise UsageError(
                    tr("{n} are called {words}: {some}; name one by its id", n=len(found), words=repr(words), some=some)
                )
        import difflib

        near = difflib.get_close_matches(words, [each.name for each in everything], n=1)
        hint = (
            tr("did you mean {near}?", near=repr(near[0])) if near else tr("`hansei orgs list` shows those there are")
        )
        raise UsageError(tr("no {what} is called {words}; {hint}", what=what, words=repr(words), hint=hint))

    def described(self, org: Organisation) -> str:
        """Return an organisation in words, as in "Oak, building in Riverside (8d0c2f11a94e60b7)"."""
        above = self.get(org.parent)
        return f"{org.name}, {org.kind}{f' in {above.name}' if above else ''} ({org.id})"

    def names(self, org: Organisation) -> tuple[Said, ...]:
        """Return what an organisation has been called, the oldest first; the last one holds now."""
        record = self._store.record(org.id)
        said = record.names if record else ()
        return tuple(sorted(said, key=lambda each: (each.own, each.since, each.value)))

    def merged(self, org: Organisation) -> tuple[str, ...]:
        """Return the ids that lead to an organisation since they were merged into it."""
        return tuple(sorted(alias for alias, into in self._store.aliases().items() if into == org.id))

    def counts(self) -> dict[str, int]:
        """Return how many sessions each organisation has, by its id; those without are left out."""
        return self._store.counts()

    def known(self, team: Team) -> Organisation | None:
        """Return the organisation a team is, when it is there already.

        One that is called so now is meant before one that was called so once. A building whose district was not
        typed is the only one of its name; one that has no district yet may be given it.
        """
        there = [each for each in self._store.by_name(team.name) if each.kind == team.kind]
        now = [each for each in there if called(each.name) == called(team.name)]
        for hits in (now, there):
            found = self._of_district(hits, team.of) if team.kind == "building" else hits[:1]
            if found:
                return found[0]
        return None

    def _of_district(self, hits: Sequence[Organisation], of: str) -> list[Organisation]:
        free = [each for each in hits if not each.parent]
        if not called(of):
            return list(hits) if len(hits) == 1 else free[:1]
        districts = {each.id for each in self._store.by_name(of)}
        return [each for each in hits if each.parent in districts or each.district in districts] or free[:1]

    # ------------------------------------------------------------------------------------- entering

    def of(self, team: Team) -> Organisation:
        """Return the organisation a team is; it is entered when it is not there, and so is its district.

        Raises:
            StoreError: when the store cannot be written to.
        """
        found = self.known(team)
        of = called(team.of) if team.kind == "building" else ""
        if found is not None and (found.parent or not of):
            return found
        above = self.of(Team(team.of.strip(), "district")).id if of else ""
        if found is not None:
            self._store.put([OrgRecord(found.id, found.kind, parents=(Said(above),))])
            return evolve(found, parent=above, district=above)
        return self._enter(team.name.strip(), team.kind, above, team.of)

    def add(self, name: str, kind: OrgKind, parent: Organisation | None = None, *, ident: str = "") -> Organisation:
        """Enter an organisation.

        Args:
            name: What it is called.
            kind: What it is.
            parent: What it belongs to.
            ident: What another system knows it by.

        Raises:
            UsageError: when there is one of that name and kind there already, or it cannot belong there.
        """
        name = self._checked_name(name)
        if kind not in KINDS:
            raise UsageError(
                tr(
                    "an organisation is a {first} or {last}, not {kind}",
                    first=", ".join(KINDS[:-1]),
                    last=KINDS[-1],
                    kind=repr(kind),
                )
            )
        _check_place(kind, parent)
        for each in self._store.by_name(name):
            same = each.kind == kind and called(each.name) == called(name)
            if same and (kind == "district" or each.parent == (parent.id if parent else "")):
                raise UsageError(tr("there is {described} already", described=self.described(each)))
        return self._enter(name, kind, parent.id if parent else "", parent.name if parent else "", ident=ident)

    def _enter(self, name: str, kind: OrgKind, parent: str, of: str, *, ident: str = "") -> Organisation:
        id_ = organisation_id(kind, name, of)
        if self._store.record(id_) is not None:  # of one that is called otherwise by now, or is elsewhere
            id_ = new_id()[:16]
        self._store.put([OrgRecord(id_, kind, (Said(name),), (Said(parent),) if parent else (), ident)])
        found = self._store.get(id_)
        if found is None:
            raise StoreError(tr("an organisation that was just entered is gone; try again"))
        return found

    # ------------------------------------------------------------------------------------- putting in order

    def rename(self, org: Organisation, name: str) -> Organisation:
        """Call an organisation otherwise from now on; sessions keep the name they were recorded under.

        Raises:
            UsageError: when the name is empty, or another one beside it is called so.
        """
        name = self._checked_name(name)
        for each in self._store.by_name(name):
            same = each.id != org.id and each.kind == org.kind and called(each.name) == called(name)
            if same and each.parent == org.parent:
                raise UsageError(
                    tr(
                        "there is {described} already; `hansei orgs merge` makes two into one",
                        described=self.described(each),
                    )
                )
        if name != org.name:
            since = later(self.names(org), int(self._now()))
            self._store.put([OrgRecord(org.id, org.kind, names=(Said(name, since, own=True),))])
        return self._store.get(org.id) or org

    def move(self, org: Organisation, parent: Organisation | None) -> Organisation:
        """Let an organisation belong to another one from now on, or to none.

        Raises:
            UsageError: when it cannot belong there.
        """
        _check_place(org.kind, parent)
        above = parent
        seen = {org.id}
        while above is not None:
            if above.id in seen:
                raise UsageError(
                    tr(
                        "{name} cannot belong to {parent}, which belongs to it",
                        name=org.name,
                        parent=parent.name if parent else "",
                    )
                )
            seen.add(above.id)
            above = self.get(above.parent)
        if org.parent != (parent.id if parent else ""):
            record = self._store.record(org.id)
            since = later(record.parents if record else (), int(self._now()))
            said = Said(parent.id if parent else "", since, own=True)
            self._store.put([OrgRecord(org.id, org.kind, parents=(said,))])
        return self._store.get(org.id) or org

    def merge(self, org: Organisation, into: Organisation) -> Organisation:
        """Make one of two: the sessions of the first, and what belonged to it, are the second's; its id leads there.

        Raises:
            UsageError: when they are of two kinds, or are one already.
        """
        if org.id == into.id:
            raise UsageError(tr("{name} and {into} are one already", name=org.name, into=into.name))
        if org.kind != into.kind:
            raise UsageError(
                tr(
                    "{name} is a {kind} and {into} a {other}; only two of a kind can be one",
                    name=org.name,
                    kind=org.kind,
                    into=into.name,
                    other=into.kind,
                )
            )
        self._store.merge(org.id, into.id)
        return self._store.get(into.id) or into

    def close(self, org: Organisation) -> Organisation:
        """Note that an organisation is no more, such as a school that was closed; its sessions stay."""
        return org if org.closed else self._say_closed(org, int(self._now()))

    def reopen(self, org: Organisation) -> Organisation:
        """Note that an organisation is there again."""
        return self._say_closed(org, 0)

    def _say_closed(self, org: Organisation, since: int) -> Organisation:
        if org.closed != bool(since):
            self._store.put([OrgRecord(org.id, org.kind, closed=since)])
        return self._store.get(org.id) or org

    def take(self, roster: Roster, *, write: bool = True) -> Taken:
        """Take in a list of organisations from another system, at once or not at all; return what it led to.

        Args:
            roster: The list.
            write: False to look only.

        Raises:
            RosterError: naming every line that cannot be taken; nothing was written.
        """
        records, taken = take(roster, self._store, int(self._now()))
        if write and records:
            self._store.put(records)
        return taken

    # ------------------------------------------------------------------------------------- handing on

    def records(self, org: Organisation) -> tuple[OrgRecord, ...]:
        """Return what is known of an organisation and of what it belongs to, upwards, fit to be handed to others."""
        return tuple(heard(each) for each in upwards(self._store, org.id))

    def learn(self, records: Sequence[OrgRecord]) -> None:
        """Keep what others say of organisations; what was said here outranks it."""
        self._store.put([heard(each) for each in records])

    def _adopt_strays(self) -> None:
        """Enter the organisations of sessions of the first format, and say whose those are."""
        begun: dict[str, Team] = {}
        for session, line in self._store.strays():
            with suppress(StoreError, UsageError):  # damaged, as `doctor` will say
                started = decode_all([line])[0]
                if isinstance(started, Started):
                    begun[session] = Team(started.team, started.team_kind, started.of)
        if begun:
            with suppress(StoreError):  # it can only be read, or is busy: another time
                self._store.adopt({session: self.of(team).id for session, team in begun.items()})

    @staticmethod
    def _checked_name(name: str) -> str:
        if not name.strip():
            raise UsageError(tr("an organisation needs a name"))
        return name.strip()


def heard(record: OrgRecord) -> OrgRecord:
    """Return a record as others hear of it: nothing in it was said by them, and numbers of other systems stay here."""
    names = tuple(each._replace(own=False) for each in record.names)
    parents = tuple(each._replace(own=False) for each in record.parents)
    return OrgRecord(record.id, record.kind, names, parents)


def _check_place(kind: str, parent: Organisation | None) -> None:
    if parent is None or kind == parent.kind == "district":
        return
    if KINDS.index(parent.kind) >= KINDS.index(kind):
        raise UsageError(
            tr("a {kind} cannot belong to {name}, which is a {above}", kind=kind, name=parent.name, above=parent.kind)
        )


def _told(orgs: Sequence[Organisation]) -> tuple[Organisation, ...]:
    """Return organisations in order: each with what belongs to it behind it, by name; the rest at the end."""
    found = {each.id: each for each in orgs}
    below: dict[str, list[Organisation]] = {}
    for each in sorted(orgs, key=_by_name):
        below.setdefault(each.parent if each.parent in found else "", []).append(each)
    told: dict[str, Organisation] = {}

    def tell(some: Iterable[Organisation]) -> None:
        for each in some:
            if each.id not in told:
                told[each.id] = each
                tell(below.get(each.id, ()))

    tell(below.get("", ()))
    tell(orgs)  # such as two that each say they belong to the other
    return tuple(told.values())


def _by_name(org: Organisation) -> tuple[int, str, str]:
    return (get_args(OrgKind).index(org.kind), called(org.name), org.id)
