"""Small groups: formed by number, by size, mixed or by hand, and changed at any moment."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from hansei_tui.app.dialogs import AskText, Confirm
from hansei_tui.rounds.forming import Forming
from hansei_tui.rounds.pick import Option, Pick
from hansei_tui.rounds.seating import Seating
from hansei_tui.rounds.shell import Rows
from hansei_tui.run.place import number, step_title
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr


class GroupsScreen(Forming):
    """Lists the groups and changes them.

    Args:
        room: The room of the run screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "form", "form groups"),
        Binding("m,enter", "move", "move person", key_display="m"),
        Binding("a", "add", "add group"),
        Binding("c", "recount", "head count"),
        Binding("r", "rename", "rename group"),
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
    HELP = N_(
        "f breaks everybody with a vote into groups; a adds one by hand, with names or only a head count. m moves "
        "the person who is stood on, t sends a group to a step of its own and back, r calls it by another name. What a "
        "group has rated stays with it, whoever sits there later. u takes the last change back."
    )
    CHANGES = ("form", "move", "add", "recount", "rename", "remove", "send", "fetch", "shuffle", "dissolve", "undo")

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
        if action in ("recount", "rename", "remove"):
            return group is not None
        if action in ("send", "fetch"):
            return group is not None and bool(group.step) == (action == "fetch")
        if action in ("shuffle", "dissolve"):
            return bool(self.session.groups.all)
        return True

    # ------------------------------------------------------------------------------------- one group

    def action_recount(self, text: str | None = None, wrong: str = "") -> None:
        """Ask how many people a group has beside those who are listed."""
        group = self.rows.group
        if group is None:
            return

        def done(given: str | None) -> None:
            if given is None or not given.strip():
                return
            if not given.strip().isdecimal():
                self.action_recount(given, tr("Give a whole number, as 5"))
                return
            heads = int(given.strip()[:6])
            says = tr("counted ✓")
            self._try(lambda: self.session.groups.recount(group.name, heads), says, given, self.action_recount)

        title = tr("How many people has {group}?", group=group.name)
        if group.people:
            title = tr("How many people has {group} beside those who are listed?", group=group.name)
        self.app.push_screen(AskText(wrong or title, str(group.heads) if text is None else text), done)

    def action_rename(self, text: str | None = None, wrong: str = "") -> None:
        """Ask what a group is called."""
        group = self.rows.group
        if group is None:
            return
        was = group.name

        def done(given: str | None) -> None:
            name = " ".join((given or "").split())
            if name and name != was:
                says = tr("{group} is {name} now; what it rated goes with it", group=was, name=name)
                self._try(lambda: self.session.groups.rename(group.rater, name), says, name, self.action_rename)

        title = wrong or tr("What is {group} called?", group=was)
        self.app.push_screen(AskText(title, was if text is None else text), done)

    def action_remove(self) -> None:
        """Take a group away."""
        group = self.rows.group
        if group is not None:
            name = group.name
            about = tr("Whoever sits there sits nowhere then. What it has rated stays.")
            ask = Confirm(tr("Remove {group}?", group=name), about, again="d")
            says = tr("{group} is gone; u puts it back", group=name)

            def done(yes: bool | None) -> None:
                if yes:
                    self.record(lambda: self.session.groups.remove(name), says)

            self.app.push_screen(ask, done)

    def action_move(self) -> None:
        """Ask where a person goes."""
        person, now = self.rows.person, self.rows.group
        if person is None:
            return
        groups = self.session.groups.all
        options = [Option(each.name, each.name, tr("{count} there", count=each.size)) for each in groups]

        def picked(name: str | None) -> None:
            if name:
                says = tr("{person} sits at {group} now", person=person.name, group=name)
                if self.record(lambda: self.session.groups.move(person, name), says):
                    self.rows.stand(person.id)

        title = tr("Where does {person} go?", person=person.name)
        self.app.push_screen(Pick(title, options, now.name if now else ""), picked)

    def action_send(self) -> None:
        """Ask for a step of its own for a group."""
        group = self.rows.group
        if group is None:
            return
        steps = [Option(each.path, f"{number(self.session, each)} {step_title(each)}") for each in self.session.agenda]

        def picked(path: str | None) -> None:
            if path:
                step = self.session.step(path)
                where = number(self.session, step)
                says = tr("{group} is at {step} now; t brings it back", group=group.name, step=where)
                self.record(lambda: self.session.groups.send(group.name, path), says)

        title = tr("Which step does {group} go to?", group=group.name)
        self.app.push_screen(Pick(title, steps, self.session.running.path), picked)

    def action_fetch(self) -> None:
        """Bring a group back to the room."""
        group = self.rows.group
        if group is not None:
            says = tr("{group} is back with the room", group=group.name)
            self.record(lambda: self.session.groups.send(group.name, ""), says)

    # ------------------------------------------------------------------------------------- the rest

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Stand on what is clicked; a second click moves the person, or counts the heads of the group."""
        at = int(event.hit.partition(":")[2])
        again = at == self.rows.at
        self.rows.at = at
        self.action_go(0)
        if again and self.check_action("move", ()):
            self.action_move()
        elif again and self.rows.person is None and self.check_action("recount", ()):
            self.action_recount()
