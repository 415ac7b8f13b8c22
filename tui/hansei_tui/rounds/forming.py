"""Breaking into groups: by number, by size, mixed, shuffled, or one after the other by hand."""

from __future__ import annotations

import random
from collections.abc import Callable

from hansei.errors import UsageError
from hansei.record.events import Grouped, GroupMoved
from hansei.record.grouping import Mix
from hansei_tui.app.dialogs import AskText
from hansei_tui.rounds.pick import Option, Pick
from hansei_tui.rounds.shell import RoundScreen
from hansei_tui.sentences import N_, tr

#: The ways to break into groups: id, how it is said, and what it asks or does.
WAYS = (
    ("number", N_("by number"), N_("how many groups")),
    ("size", N_("by size"), N_("how many people in each")),
    ("role", N_("mixed by role"), N_("some of each role in every group")),
    ("building", N_("mixed by building"), N_("some of each building")),
    ("shuffle", N_("shuffled"), N_("as chance has it")),
    ("hand", N_("by hand"), N_("name one after the other")),
)
#: What is said of groups that are formed, where everybody is alike in what was to be mixed.
ALIKE = {
    "role": N_(
        "groups formed ✓ but all have the same role, or none: P beside the step, then o, says who has which  "
        "u takes it back"
    ),
    "building": N_(
        "groups formed ✓ but all have the same building, or none: P beside the step, then b, says who has which  "
        "u takes it back"
    ),
}
#: How a group is asked for.
ADD = N_("A group: its name, a colon, then people or a head count, as Table 1: Ana, Ben")


class Forming(RoundScreen):
    """What forms groups; every way asks for as little as it needs, and has its way back."""

    def action_form(self) -> None:
        """Ask how to break into groups."""

        def picked(way: str | None) -> None:
            if way == "hand":
                self.action_add()
            elif way:
                self._ask_number(way)

        ways = [Option(id_, tr(title), tr(known)) for id_, title, known in WAYS]
        self.app.push_screen(Pick(tr("How shall we break into groups?"), ways), picked)

    def _ask_number(self, way: str, text: str = "", wrong: str = "") -> None:
        title = tr("How many people in a group, at most?") if way == "size" else tr("How many groups?")

        def done(given: str | None) -> None:
            if given is None or not given.strip():
                return
            if not given.strip().isdecimal():
                self._ask_number(way, given, tr("Give a whole number, as 3"))
                return
            count, groups = int(given.strip()[:6]), self.session.groups
            mix: Mix = "role" if way == "role" else "building" if way == "building" else ""
            seed = random.randrange(1 << 30) if way == "shuffle" else None  # noqa: S311 - who sits where is no secret
            form = groups.by_size if way == "size" else groups.by_number
            says = tr(ALIKE[mix]) if self._alike(mix) else tr("groups formed ✓  u takes it back")
            self._try(lambda: form(count, mix=mix, seed=seed), says, given, again)

        def again(given: str, says: str) -> None:
            self._ask_number(way, given, says)

        self.app.push_screen(AskText(wrong or title, text), done)

    def _alike(self, mix: Mix) -> bool:
        """Return whether mixing changes nothing, since all are alike in it."""
        there = [person for person in self.session.people if person.present and person.votes]
        return bool(mix) and len({person.role if mix == "role" else person.building for person in there}) <= 1

    def action_shuffle(self) -> None:
        """Deal everybody out anew, to as many groups."""
        count = sum(bool(each.people) for each in self.session.groups.all)
        seed = random.randrange(1 << 30)  # noqa: S311 - who sits where is no secret

        def act() -> None:
            if any(each.heads for each in self.session.groups.all):
                raise UsageError(tr("groups with only a head count cannot be shuffled; nobody knows who sits there"))
            self.session.groups.by_number(count, seed=seed)

        self.record(act, tr("shuffled ✓  u takes it back"))

    def action_dissolve(self) -> None:
        """Come together again."""
        self.record(self.session.groups.dissolve, tr("no groups any more; what they have rated stays"))

    def action_add(self, text: str = "", wrong: str = "") -> None:
        """Ask for a group."""

        def done(given: str | None) -> None:
            if not given or not given.strip():
                return
            name, _, rest = given.partition(":")
            members = [" ".join(each.split()) for each in rest.replace(";", ",").split(",") if each.strip()]
            heads = int(members[0][:6]) if len(members) == 1 and members[0].isdecimal() else 0
            people = [] if heads or members == ["0"] else members
            said = tr("{group} is there ✓", group=" ".join(name.split()))
            self._try(lambda: self.session.groups.add(name, people, heads=heads), said, given, self.action_add)

        self.app.push_screen(AskText(wrong or tr(ADD), text), done)

    def action_undo(self) -> None:
        """Take back the last change of groups, unless something else was done after it."""

        def act() -> None:
            self.session.refresh()
            last = self.session.last_change()
            if last is None:
                raise UsageError(tr("there is nothing to undo"))
            if not isinstance(last[0], (Grouped, GroupMoved)):
                raise UsageError(tr("what was done last is not about groups: u beside the step takes it back"))
            self.session.undo()

        self.record(act, tr("taken back: the groups are as they were"))

    def _try(self, act: Callable[[], object], says: str, given: str, again: Callable[[str, str], None]) -> None:
        """Do it; what cannot be done is asked again, with what was typed."""
        if not self.record(act, says) and not self.room.saving.waiting:
            again(given, self.room.saving.says)
