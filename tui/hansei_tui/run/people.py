"""Who takes part, changed at any moment: who comes, leaves and comes back, their names, roles and votes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.engine import Engine
from hansei.errors import HanseiError, UsageError
from hansei.record.events import Joined, Left
from hansei.record.people import Person
from hansei_tui.app.dialogs import AskText, Confirm, ShowText
from hansei_tui.app.keybar import KeyBar
from hansei_tui.people import coming, people_of, role_name, still_there, taken_back, voice
from hansei_tui.run.role import PickRole
from hansei_tui.run.room import Room
from hansei_tui.run.roster import Roster
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import shown

WHO = N_("Who comes? Names with commas between, or how many; as in North: Ana (principal), Ben")
#: What stands before a building that is known, and for one that is not.
KNOWN, OTHER = "at:", "other"
#: Where names that were typed and not kept are put aside.
COMING = "coming"
#: Seconds between two looks at what others changed.
LOOK = 0.5


class PeopleActs(Screen[None]):
    """What is done to the people; every change is said, and has its way back.

    Args:
        room: The room of the run screen.
        engine: Forgets names.
    """

    def __init__(self, room: Room, engine: Engine) -> None:
        super().__init__()
        self.room, self.engine = room, engine
        self.session = room.session
        self.roster = Roster(room)

    def action_add(self, text: str = "", wrong: str = "") -> None:
        """Ask who comes; what cannot be taken is asked again."""

        def done(given: str | None) -> None:
            if not given or not given.strip():
                return
            try:
                people = people_of(given)
            except UsageError as error:
                self.action_add(given, str(error))
                return
            names = ", ".join(each.name for each in people if each.name)
            who = names or trn("{n} person", "{n} people", len(people))
            if self._record(coming(self.session, people), tr("here now: {who}", who=who)):
                self.room.drafts.put(COMING, "")
                self.roster.go(len(self.session.people))
            elif not self.room.saving.waiting:
                self.action_add(given, self.room.saving.says)

        drafts = self.room.drafts
        ask = AskText(wrong or tr(WHO), text or drafts.get(COMING), changed=lambda typed: drafts.put(COMING, typed))
        self.app.push_screen(ask, done)

    def action_rename(self, text: str | None = None, wrong: str = "") -> None:
        """Ask for another name; what cannot be taken is asked again."""
        person = self._person
        number = self._number(person)
        value = "" if person.name == number else shown(person.name)

        def done(given: str | None) -> None:
            if given is None or given == value:
                return
            name = " ".join(given.split())
            says = tr("{name} is {now} now", name=person.name, now=name or number)
            saved = self._record(lambda: self.session.rename(person, name), says)
            if not saved and not self.room.saving.waiting:
                self.action_rename(given, self.room.saving.says)

        title = wrong or tr("A name for {name}; empty: {number}", name=person.name, number=number)
        self.app.push_screen(AskText(title, value if text is None else text), done)

    def action_role(self) -> None:
        """Ask for another role."""
        person = self._person

        def picked(role: str | None) -> None:
            if role:
                self._enrol(person, role=role)
            elif role is not None:
                asks = tr("What does {name} do here?", name=person.name)
                self.app.push_screen(AskText(asks, shown(person.role)), wrote)

        def wrote(role: str | None) -> None:
            if role and role != shown(person.role):
                self._enrol(person, role=role)

        self.app.push_screen(PickRole(person, self.session.roles), picked)

    def action_building(self) -> None:
        """Ask where somebody comes from: one of the buildings that are known, or another."""
        from hansei_tui.rounds.pick import Option, Pick

        person = self._person
        known = sorted({each.building for each in self.session.people if each.building})
        if not known:
            self._another_building(person)
            return

        def picked(at: str | None) -> None:
            if at == OTHER:
                self._another_building(person)
            elif at is not None:
                self._enrol(person, building=at.removeprefix(KNOWN))

        options = [Option(KNOWN + each, each) for each in known]
        options += [Option(OTHER, tr("another"), tr("in words")), Option(KNOWN, tr("none"), tr("of no building"))]
        asks = tr("Where does {name} come from?", name=person.name)
        self.app.push_screen(Pick(asks, options, KNOWN + person.building), picked)

    def _another_building(self, person: Person) -> None:
        def wrote(given: str | None) -> None:
            if given and given.strip():
                self._enrol(person, building=" ".join(given.split()))

        asks = tr("Which building does {name} come from?", name=person.name)
        self.app.push_screen(AskText(asks, shown(person.building)), wrote)

    def action_vote(self) -> None:
        """Give a vote or take it."""
        self._enrol(self._person, votes=not self._person.votes)

    def action_away(self) -> None:
        """Note that somebody left."""
        person = self._person
        says = tr("{name} has left and is not asked any more; nothing they gave is lost", name=person.name)
        self._record(lambda: self.session.leave(person), says)

    def action_again(self) -> None:
        """Let somebody who left take part again."""
        person = self._person
        self._record(lambda: self.session.rejoin(person), tr("{name} is back", name=person.name))

    def action_undo(self) -> None:
        """Take back the last change of people, unless something else was done after it."""
        said: list[str] = []

        def act() -> None:
            self.session.refresh()
            last = self.session.last_change()
            if last is None:
                raise UsageError(tr("there is nothing to undo"))
            if not isinstance(last[0], (Joined, Left)):
                raise UsageError(tr("what was done last is not about people: u beside the step takes it back"))
            before = self.session.people
            self.session.undo()
            said.append(taken_back(last[0].person, before, self.session))

        if self._record(act, ""):
            self.room.saving.say(shown(said[-1]))
            self._show()

    def action_forget(self) -> None:
        """Ask whether a name is to be forgotten, and take it out of the session and of the file."""
        person = self._person
        number = self._number(person)

        def answered(yes: bool | None) -> None:
            if not yes or self.room.saving.waiting:
                return
            self.room.drafts.flush()
            try:
                done = self.engine.care.forget(self.session.id, person.rater)
            except HanseiError as error:
                self.room.saving.say(shown(str(error)), wrong=True)
                self._show()
                return
            self.session.refresh()
            self.room.drafts.reread()
            self.room.saving.say(tr("{person} has no name any more; what they gave is kept", person=number))
            self._show()
            if done.mentions or not done.wiped:
                title = tr("{person} has no name any more", person=number)
                self.app.push_screen(ShowText(title, still_there(done)))

        text = tr(
            "What was given stays, under {person}. The name goes from the file too; this cannot be taken back.",
            person=number,
        )
        self.app.push_screen(Confirm(tr("Forget the name {name}?", name=person.name), text), answered)

    def _number(self, person: Person) -> str:
        """Return what somebody is called who has no name."""
        return f"Person {self.session.people.index(person) + 1}"

    @property
    def _person(self) -> Person:
        """Whoever is stood on: the keys that change a person are offered only then."""
        person = self.roster.person
        assert person is not None  # noqa: S101 - see check_action
        return person

    def _enrol(
        self, person: Person, *, role: str | None = None, votes: bool | None = None, building: str | None = None
    ) -> None:
        def act() -> None:
            now = self.session.enrol(person, role=role, votes=votes, building=building)
            said.append(f"{now.name}: {', '.join(filter(None, (role_name(now.role), voice(now), now.building)))}")

        said: list[str] = []
        if self._record(act, ""):
            self.room.saving.say(shown(said[-1]))
            self._show()

    def _record(self, act: Callable[[], object], says: str) -> bool:
        """Change who takes part, and ask those who are there then; return whether it is saved."""
        saved = self.room.record(act, shown(says), self.room.renew)
        self._show()
        return saved

    def _show(self) -> None:
        self.roster.repaint()
        self.refresh_bindings()


class PeopleScreen(PeopleActs):
    """Lists everybody, and changes who takes part and how.

    Args:
        room: The room of the run screen.
        engine: Forgets names.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add"),
        Binding("d", "away", "a person\4left"),
        Binding("d", "again", "is back"),
        Binding("r,enter", "rename", "rename", key_display="r"),
        Binding("escape,q,P", "back", "back", key_display="q"),
        Binding("o", "role", "role"),
        Binding("b", "building", "building"),
        Binding("v", "vote", "vote"),
        Binding("u", "undo", "undo"),
        Binding("f", "forget", "forget name"),
        Binding("down,j", "go(1)", "next", show=False),
        Binding("up,k", "go(-1)", "previous", show=False),
        Binding("pagedown,space", "go(10)", "further", show=False),
        Binding("pageup", "go(-10)", "further up", show=False),
        Binding("end", "go(100000)", "last", show=False),
        Binding("home", "go(-100000)", "first", show=False),
    ]
    DEFAULT_CSS = "PeopleScreen { background: $background; }"
    AUTO_FOCUS = "Roster"
    HELP = N_(
        "Everybody who takes part: a adds, d says who has left or is back, r names, o gives a role, b a building, v a "
        "vote. North: Ana (principal), Ben adds two people of a building, one with a role. Who has left is not asked "
        "any more; nothing they gave is lost. Who has a vote is asked what each person answers. Without a name a "
        "person is counted, as Person 3. Undo takes back who came, left or changed; a name stays. f forgets a name: it "
        "goes from the session and from the file."
    )

    def __init__(self, room: Room, engine: Engine) -> None:
        super().__init__(room, engine)
        self._seen: tuple[object, ...] = ()
        room.saving.say("")

    def compose(self) -> ComposeResult:
        """Everybody, then the keys."""
        yield self.roster
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now with the person who is stood on."""
        if action in ("add", "undo"):
            return not self._only_read
        if action not in ("rename", "role", "building", "vote", "away", "again", "forget"):
            return True
        person = self.roster.person
        if action == "forget":  # a name can be taken back at any time
            return person is not None and person.name != self._number(person)
        if person is None or self._only_read:
            return False
        return action == "rename" or person.present == (action != "again")

    @property
    def _only_read(self) -> bool:
        """Whether nothing can be changed: the session is closed, or came from another team."""
        return self.session.only_read

    def action_go(self, by: int) -> None:
        """Stand on another person."""
        self.room.saving.say("")
        self.roster.go(self.roster.at + by)

    def action_back(self) -> None:
        """Go back to the step."""
        self.dismiss()

    def interrupt(self) -> None:
        """Ctrl+c goes back, as escape does."""
        self.dismiss()

    def _look(self) -> None:
        """Show what another program changed, and what a busy store has taken at last; the run screen asks both."""
        state = (self.session.state.version, self.session.only_read, self.room.saving.says)
        if state != self._seen:
            self._seen = state
            self._show()

    def on_mount(self) -> None:
        """Follow what others change."""
        self.set_interval(LOOK, self._look)

    def on_screen_resume(self) -> None:
        """Show what a dialog led to."""
        self._show()

    def on_roster_looked(self) -> None:
        """Offer what can be done with this person."""
        self.refresh_bindings()
