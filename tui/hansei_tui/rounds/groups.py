"""Small groups: formed by number, by size, mixed or by hand, and changed at any moment."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from hansei.errors import UsageError
from hansei.record.events import Grouped, GroupMoved
from hansei.record.grouping import Mix
from hansei_tui.app.dialogs import AskText, Confirm
from hansei_tui.rounds.pick import Option, Pick
from hansei_tui.rounds.seating import Seating
from hansei_tui.rounds.shell import RoundScreen, Rows
from hansei_tui.run.place import number, step_title
from hansei_tui.run.room import Room

#: The ways to break into groups.
WAYS = (
    Option("number", "by number", "how many groups"),
    Option("size", "by size", "how many people in each"),
    Option("role", "mixed by role", "some of each role in every group"),
    Option("building", "mixed by building", "some of each building"),
    Option("shuffle", "shuffled", "as chance has it"),
    Option("hand", "by hand", "name one after the other"),
)
ADD = "A group: its name, a colon, then people or a head count, as Table 1: Ana, Ben"


class GroupsScreen(RoundScreen):
    """Lists the groups and changes them.

    Args:
        room: The room of the run screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "form", "form groups"),
        Binding("m,enter", "move", "move person", key_display="m"),
        Binding("a", "add", "add group"),
        Binding("c", "recount", "head count"),
        Binding("d", "remove", "remove group"),
        Binding("t", "send", "to another step"),
        Binding("t", "fetch", "back to the room"),
        Binding("s", "shuffle", "shuffle"),
        Binding("x", "dissolve", "no groups"),
        Binding("u", "undo", "undo"),
        Binding("escape,q,G", "back", "back", key_display="q"),
        Binding("down,j", "go(1)", "next", show=False),
        Binding("up,k", "go(-1)", "previous", show=False),
        Binding("pagedown,space", "go(10)", "further", show=False),
        Binding("pageup", "go(-10)", "further up", show=False),
        Binding("home", "go(-100000)", "first", show=False),
        Binding("end", "go(100000)", "last", show=False),
    ]
    HELP = (
        "f breaks everybody with a vote into groups; a adds one by hand, with names or only a head count. m moves "
        "the person who is stood on, t sends a group to a step of its own and back. What a group has rated stays "
        "under its name, whoever sits there later. u takes the last change back."
    )
    CHANGES = ("form", "move", "add", "recount", "remove", "send", "fetch", "shuffle", "dissolve", "undo")

    rows: Seating

    def __init__(self, room: Room) -> None:
        super().__init__(room, Seating(room))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with what is stood on."""
        if not super().check_action(action, parameters):
            return False
        group, person = self.rows.group, self.rows.person
        if action == "move":
            return person is not None and bool(self.session.groups.all)
        if action in ("recount", "remove"):
            return group is not None
        if action in ("send", "fetch"):
            return group is not None and bool(group.step) == (action == "fetch")
        if action in ("shuffle", "dissolve"):
            return bool(self.session.groups.all)
        return True

    # ------------------------------------------------------------------------------------- forming

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
            self._try(lambda: form(count, mix=mix, seed=seed), "groups formed ✓  u takes it back", given, again)

        def again(given: str, says: str) -> None:
            self._ask_number(way, given, says)

        self.app.push_screen(AskText(wrong or title, text), done)

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

    # ------------------------------------------------------------------------------------- one group

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

    def action_recount(self, text: str | None = None, wrong: str = "") -> None:
        """Ask how many people a group has beside those who are listed."""
        group = self.rows.group
        if group is None:
            return

        def done(given: str | None) -> None:
            if given is None or not given.strip():
                return
            if not given.strip().isdecimal():
                self.action_recount(given, "Give a whole number, as 5")
                return
            heads = int(given.strip()[:6])
            self._try(lambda: self.session.groups.recount(group.name, heads), "counted ✓", given, self.action_recount)

        beside = " beside those who are listed" if group.people else ""
        title = wrong or f"How many people has {group.name}{beside}?"
        self.app.push_screen(AskText(title, str(group.heads) if text is None else text), done)

    def action_remove(self) -> None:
        """Take a group away."""
        group = self.rows.group
        if group is not None:
            name = group.name
            ask = Confirm(
                f"Remove {name}?", "Whoever sits there sits nowhere then. What it has rated stays.", again="d"
            )
            says = f"{name} is gone; u puts it back"

            def done(yes: bool | None) -> None:
                if yes:
                    self.record(lambda: self.session.groups.remove(name), says)

            self.app.push_screen(ask, done)

    def action_move(self) -> None:
        """Ask where a person goes."""
        person, now = self.rows.person, self.rows.group
        if person is None:
            return
        options = [Option(each.name, each.name, f"{each.size} there") for each in self.session.groups.all]

        def picked(name: str | None) -> None:
            if name:
                says = f"{person.name} sits at {name} now"
                if self.record(lambda: self.session.groups.move(person, name), says):
                    self.rows.stand(person.id)

        self.app.push_screen(Pick(f"Where does {person.name} go?", options, now.name if now else ""), picked)

    def action_send(self) -> None:
        """Ask for a step of its own for a group."""
        group = self.rows.group
        if group is None:
            return
        steps = [Option(each.path, f"{number(self.session, each)} {step_title(each)}") for each in self.session.agenda]

        def picked(path: str | None) -> None:
            if path:
                step = self.session.step(path)
                says = f"{group.name} is at {number(self.session, step)} now; t brings it back"
                self.record(lambda: self.session.groups.send(group.name, path), says)

        self.app.push_screen(Pick(f"Which step does {group.name} go to?", steps, self.session.running.path), picked)

    def action_fetch(self) -> None:
        """Bring a group back to the room."""
        group = self.rows.group
        if group is not None:
            self.record(lambda: self.session.groups.send(group.name, ""), f"{group.name} is back with the room")

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

    # ------------------------------------------------------------------------------------- the rest

    def _try(self, act: Callable[[], object], says: str, given: str, again: Callable[[str, str], None]) -> None:
        """Do it; what cannot be done is asked again, with what was typed."""
        if not self.record(act, says) and not self.room.saving.waiting:
            again(given, self.room.saving.says)

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Stand on what is clicked."""
        self.rows.at = int(event.hit.partition(":")[2])
        self.action_go(0)
