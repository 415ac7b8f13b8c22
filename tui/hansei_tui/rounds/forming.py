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

#: The ways to break into groups.
WAYS = (
    Option("number", "by number", "how many groups"),
    Option("size", "by size", "how many people in each"),
    Option("role", "mixed by role", "some of each role in every group"),
    Option("building", "mixed by building", "some of each building"),
    Option("shuffle", "shuffled", "as chance has it"),
    Option("hand", "by hand", "name one after the other"),
)
#: How a group is asked for.
ADD = "A group: its name, a colon, then people or a head count, as Table 1: Ana, Ben"


class Forming(RoundScreen):
    """What forms groups; every way asks for as little as it needs, and has its way back."""

    def action_form(self) -> None:
        """Ask how to break into groups."""

        def picked(way: str | None) -> None:
            if way == "hand":
                self.action_add()
            elif way:
                self._ask_number(way)

        self.app.push_screen(Pick("How shall we break into groups?", WAYS), picked)

    def _ask_number(self, way: str, text: str = "", wrong: str = "") -> None:
        title = "How many people in a group, at most?" if way == "size" else "How many groups?"

        def done(given: str | None) -> None:
            if given is None or not given.strip():
                return
            if not given.strip().isdecimal():
                self._ask_number(way, given, "Give a whole number, as 3")
                return
            count, groups = int(given.strip()[:6]), self.session.groups
            mix: Mix = "role" if way == "role" else "building" if way == "building" else ""
            seed = random.randrange(1 << 30) if way == "shuffle" else None  # noqa: S311 - who sits where is no secret
            form = groups.by_size if way == "size" else groups.by_number
            says = f"groups formed ✓{self._alike(mix)}  u takes it back"
            self._try(lambda: form(count, mix=mix, seed=seed), says, given, again)

        def again(given: str, says: str) -> None:
            self._ask_number(way, given, says)

        self.app.push_screen(AskText(wrong or title, text), done)

    def _alike(self, mix: Mix) -> str:
        """Return why mixing changes nothing, and where that is mended; empty when it does."""
        there = [person for person in self.session.people if person.present and person.votes]
        if not mix or len({person.role if mix == "role" else person.building for person in there}) > 1:
            return ""
        key = "o" if mix == "role" else "b"
        return f" but all have the same {mix}, or none: P beside the step, then {key}, says who has which"

    def action_shuffle(self) -> None:
        """Deal everybody out anew, to as many groups."""
        count = sum(bool(each.people) for each in self.session.groups.all)
        seed = random.randrange(1 << 30)  # noqa: S311 - who sits where is no secret

        def act() -> None:
            if any(each.heads for each in self.session.groups.all):
                raise UsageError("groups with only a head count cannot be shuffled; nobody knows who sits there")
            self.session.groups.by_number(count, seed=seed)

        self.record(act, "shuffled ✓  u takes it back")

    def action_dissolve(self) -> None:
        """Come together again."""
        self.record(self.session.groups.dissolve, "no groups any more; what they have rated stays")

    def action_add(self, text: str = "", wrong: str = "") -> None:
        """Ask for a group."""

        def done(given: str | None) -> None:
            if not given or not given.strip():
                return
            name, _, rest = given.partition(":")
            members = [" ".join(each.split()) for each in rest.replace(";", ",").split(",") if each.strip()]
            heads = int(members[0][:6]) if len(members) == 1 and members[0].isdecimal() else 0
            people = [] if heads or members == ["0"] else members
            said = f"{' '.join(name.split())} is there ✓"
            self._try(lambda: self.session.groups.add(name, people, heads=heads), said, given, self.action_add)

        self.app.push_screen(AskText(wrong or ADD, text), done)

    def action_undo(self) -> None:
        """Take back the last change of groups, unless something else was done after it."""

        def act() -> None:
            self.session.refresh()
            last = self.session.last_change()
            if last is None:
                raise UsageError("there is nothing to undo")
            if not isinstance(last[0], (Grouped, GroupMoved)):
                raise UsageError("what was done last is not about groups: u beside the step takes it back")
            self.session.undo()

        self.record(act, "taken back: the groups are as they were")

    def _try(self, act: Callable[[], object], says: str, given: str, again: Callable[[str, str], None]) -> None:
        """Do it; what cannot be done is asked again, with what was typed."""
        if not self.record(act, says) and not self.room.saving.waiting:
            again(given, self.room.saving.says)
