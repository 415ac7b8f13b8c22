"""What the screen of organisations does, and how each of it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hansei.engine import Engine
from hansei.errors import UsageError
from hansei.record.organisations import Organisation, OrgKind
from hansei.record.roster import Roster
from hansei_tui.organisations import kind_word
from hansei_tui.orgs.words import taken_words
from hansei_tui.run.listing import Entry
from hansei_tui.sentences import tr, trc, trn
from hansei_tui.shown import shown

#: Cells that what belongs to another one is set in.
STEP = 3


class OrgActs:
    """The organisations of a store, as they are listed and put in order.

    Args:
        engine: The engine.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._directory = engine.directory
        #: Whether those are listed, too, that are no more.
        self.all = False
        #: What takes back what was done here, the last at the end.
        self._back: list[Callable[[], str]] = []

    # ------------------------------------------------------------------------------------- reading

    def get(self, id_: str) -> Organisation | None:
        """Return an organisation as it is now."""
        return self._directory.get(id_)

    def entries(self) -> list[Entry]:
        """Return the organisations to be listed, each with what belongs to it behind it."""
        counts, found, deep = self._directory.counts(), [], dict[str, int]()
        for each in self._directory.all():
            deep[each.id] = deep.get(each.parent, -1) + 1
            if each.closed and not self.all:
                continue
            sessions = counts.get(each.id, 0)
            said = (
                kind_word(each.kind),
                trn("{n} session", "{n} sessions", sessions) if sessions else "",
                tr("number {number}", number=each.ident) if each.ident else "",
                trc("an organisation", "closed") if each.closed else "",
            )
            text = shown(each.name)
            found.append(Entry(each.id, text, shown(" · ".join(filter(None, said))), indent=STEP * deep[each.id]))
        return found

    def about(self, org: Organisation) -> str:
        """Return all that is known of an organisation."""
        former = [each.value for each in self._directory.names(org) if each.value != org.name]
        merged = len(self._directory.merged(org))
        lines = [
            self._directory.described(org),
            tr("formerly {names}", names=", ".join(former)) if former else "",
            trn("{n} merged into it", "{n} merged into it", merged) if merged else "",
        ]
        return "\n".join(filter(None, lines))

    def places(self, org: Organisation) -> list[Organisation]:
        """Return what an organisation can belong to."""
        below = {each.id for each in self._directory.within(org)}
        kinds: dict[str, tuple[str, ...]] = {"building": ("district",), "team": ("district", "building")}
        above = kinds.get(org.kind, ("district",))
        return [each for each in self._directory.all() if each.kind in above and each.id not in below]

    def find(self, words: str) -> Organisation:
        """Return the organisation that is meant."""
        return self._directory.find(words)

    def kinds(self, org: Organisation | None) -> Sequence[tuple[OrgKind, Organisation | None]]:
        """Return what can be entered where somebody stands, each with what it would belong to."""
        chain: list[Organisation] = []
        while org is not None and len(chain) < 3:
            chain.append(org)
            org = self._directory.get(org.parent)
        district = next((each for each in chain if each.kind == "district"), None)
        building = next((each for each in chain if each.kind == "building"), None)
        return (("building", district), ("team", building or district), ("district", None))

    # ------------------------------------------------------------------------------------- putting in order

    def add(self, name: str, kind: OrgKind, parent: Organisation | None) -> Organisation:
        """Enter an organisation; taken back, it is closed."""
        org = self._directory.add(name, kind, parent)
        self._back.append(lambda: tr("{name} is closed", name=self._directory.close(org).name))
        return org

    def rename(self, org: Organisation, name: str) -> str:
        """Call an organisation otherwise."""
        now = self._directory.rename(org, name)
        self._back.append(
            lambda: tr("{now} is {name} again", now=now.name, name=self._directory.rename(now, org.name).name)
        )
        return tr("{name} is now {now}", name=org.name, now=now.name)

    def move(self, org: Organisation, to: str) -> str:
        """Let an organisation belong to another one, by its id; empty: to none."""
        parent = self._directory.get(to) if to else None
        before = self._directory.get(org.parent)
        now = self._directory.move(org, parent)
        self._back.append(lambda: tr("{name} is where it was", name=self._directory.move(now, before).name))
        if parent is None:
            return tr("{name} belongs to no other", name=now.name)
        return tr("{name} belongs to {parent}", name=now.name, parent=parent.name)

    def close(self, org: Organisation) -> str:
        """Note that an organisation is no more, or that it is there again."""
        if org.closed:
            self._directory.reopen(org)
            self._back.append(lambda: tr("{name} is closed", name=self._directory.close(org).name))
            return tr("{name} is there again", name=org.name)
        closed = self._directory.close(org)
        self._back.append(lambda: tr("{name} is there again", name=self._directory.reopen(closed).name))
        return tr("{name} is closed; its sessions stay", name=org.name)

    def undo(self) -> str:
        """Take back what was done here last.

        Raises:
            UsageError: when nothing was, or it cannot be taken back.
        """
        if not self._back:
            raise UsageError(tr("nothing was done here that can be taken back; a list that was taken in cannot"))
        said = self._back[-1]()
        self._back.pop()
        return said

    # ------------------------------------------------------------------------------------- a list from elsewhere

    def read(self, path: Path) -> tuple[Roster, list[str]]:
        """Read a list of organisations, and return it with what it would change; nothing is written."""
        roster = self._engine.plugins.read_roster(path, "")
        return roster, list(taken_words(roster, self._directory.take(roster, write=False), written=False))

    def take(self, roster: Roster) -> str:
        """Take a list in, at once or not at all."""
        taken = self._directory.take(roster)
        changed = (taken.new, taken.renamed, taken.moved, taken.closed, taken.reopened)
        if any(changed):
            self._back.clear()  # what was done before it may not hold any more
        return tr("taken in: {changed} changed, {same} as before", changed=sum(map(len, changed)), same=taken.same)
