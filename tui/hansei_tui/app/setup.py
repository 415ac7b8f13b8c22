"""Setting up a session: the toolkit, the team, its people; then begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from hansei.errors import HanseiError, UsageError
from hansei_tui.app.choice import Choice
from hansei_tui.app.keybar import KeyBar
from hansei_tui.app.known_teams import KnownTeams
from hansei_tui.people import people_of
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown
from hansei_tui.teams import team_kind

if TYPE_CHECKING:
    from hansei_tui.app.app import HanseiApp

#: Below so many lines the form leaves out some of its blank lines, and below fewer nearly all of them.
LOW, LOWER = 30, 22
#: What people can write, and how.
NAMES = N_("names, or a number as in 14\nwith building and role as in\nNorth: Ana (principal), Ben")
CSS = """
SetUpForm #form { padding: 1 2; scrollbar-size-vertical: 1; }
SetUpForm .title { margin-bottom: 1; width: auto; padding: 0 1;
    background: $accent; color: $background; text-style: bold; }
SetUpForm Horizontal { height: auto; margin-bottom: 1; }
SetUpForm .label { width: 15; color: $text-muted; }
SetUpForm Input, SetUpForm TextArea { width: 1fr; max-width: 72; background: $panel; padding: 0 2 !important; }
SetUpForm TextArea .text-area--placeholder, SetUpForm Input > .input--placeholder { color: $text-muted; }
SetUpForm TextArea { height: 6; }
SetUpForm.-low TextArea { height: 3; }
SetUpForm.-lower #form { padding: 1 2 0 2; }
SetUpForm.-lower Horizontal { margin-bottom: 0; }
SetUpForm.-lower #people-row { margin-bottom: 1; }
SetUpForm Choice { width: 1fr; max-width: 72; }
SetUpForm #error { color: $error; text-style: bold; height: auto; margin: 0 0 1 15; display: none; }
SetUpForm #error.-wrong { display: block; }
SetUpForm.-building #of-row { display: block; }
SetUpForm #of-row { display: none; }
"""


class Begin(Widget, can_focus=True):
    """The last thing on the way: begin."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "screen.begin_session", "begin", show=False)]
    DEFAULT_CSS = """
    Begin { width: 13; height: 1; background: $panel; color: $accent; text-style: bold; }
    Begin:focus { background: $accent; color: $background; }
    """
    help_text = N_("Begin saves the session and goes to its first step.")

    def render(self) -> str:
        """Paint it."""
        return ("  ▸ " if self.has_focus else "    ") + tr("Begin")

    async def on_click(self) -> None:
        """Begin."""
        await self.run_action("screen.begin_session")


class Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields below each other. The arrows go from one to the next, and scroll only so far as that takes."""


class Field(Input):
    """One line of words; enter goes on to the next field."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "next", show=False)]


class SetUpForm(Screen[None]):
    """The fields, and what is typed in them."""

    DEFAULT_CSS = CSS
    #: The teams that are known already.
    known: KnownTeams | None = None
    #: The name for which kind and district were filled in last.
    _filled = ""

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        follows = N_("What the session follows. The arrows change it.")
        kinds = [(each, team_kind(each)) for each in ("district", "building")]
        fields: list[tuple[str, Widget, str]] = [
            (tr("Toolkit"), Choice([], id="toolkit", help_text=follows), ""),
            (tr("Team"), Field(id="team", compact=True, placeholder=tr("as in Riverside")), ""),
            (tr("Kind"), Choice(kinds, id="kind"), ""),
            (
                tr("District"),
                Field(id="of", compact=True, placeholder=tr("the district it belongs to; may stay empty")),
                "of-row",
            ),
            (
                tr("People"),
                TextArea(
                    id="people",
                    compact=True,
                    placeholder=tr(NAMES),
                ),
                "people-row",
            ),
            (
                tr("Facilitator"),
                Field(id="facilitator", compact=True, placeholder=tr("leads without a vote; may stay empty")),
                "",
            ),
        ]
        with Fields(id="form"):
            yield Static(tr("New session"), classes="title")
            for label, field, row in fields:
                with Horizontal(id=row or None):
                    yield Static(label, classes="label")
                    yield field
            yield Static("", id="error", markup=False)
            with Horizontal():
                yield Static("", classes="label")
                yield Begin()
        yield KeyBar()

    def on_resize(self, event: Resize) -> None:
        """Leave out blank lines where there are few: what begins the session should be seen without scrolling."""
        self.set_class(event.size.height < LOW, "-low")
        self.set_class(event.size.height < LOWER, "-lower")

    @property
    def typed(self) -> bool:
        """Whether there is anything that leaving would lose."""
        return any(field.value.strip() for field in self.query(Input)) or bool(
            self.query_one("#people", TextArea).text.strip()
        )

    def _value(self, id_: str) -> str:
        return self.query_one(f"#{id_}", Input).value.strip()

    def _say(self, what: str) -> None:
        error = self.query_one("#error", Static)
        error.update(f"! {shown(what)}" if what else "")
        error.set_class(bool(what), "-wrong")
        if what:
            self.call_after_refresh(error.scroll_visible, animate=False)

    def on_choice_changed(self) -> None:
        """Ask for the district only of a building."""
        self.set_class(self.query_one("#kind", Choice).value == "building", "-building")

    def on_input_submitted(self) -> None:
        """Enter goes on."""
        self.app.action_focus_next()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Fill in kind and district of a team that is known already, once."""
        if event.input.id == "team":
            self.fill_in(event.value)

    def fill_in(self, team: str) -> None:
        """Fill in kind and district of a team that is known already, once."""
        if self.known is None or team == self._filled:
            return
        self._filled = team
        known = self.known.one(team)
        if known is not None:
            kind = self.query_one("#kind", Choice)
            kind.chosen = [id_ for id_, _ in kind.options].index(known[0])
            district = self.query_one("#of", Input)
            district.value = district.value or known[1]

    def on_input_changed(self) -> None:
        """Take back what was said to be wrong."""
        self._say("")

    def on_text_area_changed(self) -> None:
        """Take back what was said to be wrong."""
        self._say("")


class SetUpScreen(SetUpForm):
    """One form: what it needs is few, and it can be filled in any order.

    Args:
        toolkit: The id of the toolkit that was chosen at home; empty: the first.
    """

    HELP = N_(
        "Tab and enter go on, shift+tab back; among the people enter begins a new line. F2 begins the session from "
        "anywhere, escape goes home. Only the team's name is needed; that of a known team is offered in grey, and the "
        "right arrow takes it. People can be names, one on a line or with commas between, or just a number. "
        "North: Ana (principal), Ben says who comes from a building and what they do; P in the session changes it. "
        "The facilitator takes part without a vote."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "begin_session", "begin"),
        Binding("tab", "app.focus_next", "next"),
        Binding("shift+tab", "app.focus_previous", "back", show=False),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "back", show=False),
        Binding("escape", "leave", "home"),
    ]

    def __init__(self, toolkit: str = "") -> None:
        super().__init__()
        self._wanted = toolkit
        self._beginning = False

    @property
    def hansei(self) -> HanseiApp:
        """The application, as what it is."""
        return cast("HanseiApp", self.app)

    def begin(self) -> None:
        """Take the keyboard: what is typed next belongs to the team's name."""
        self.known = KnownTeams(self.hansei.engine)
        self.known.offer(self.query_one("#team", Input), self.query_one("#of", Input))
        self.set_focus(self.query_one("#team"))
        self.toolkits_loaded()

    def toolkits_loaded(self) -> None:
        """Offer the toolkits."""
        if self.is_mounted:
            from hansei.insight.adapting import language_name

            offered = []
            for id_, read in self.hansei.loader.toolkits.items():
                offered.append((id_, shown(read.toolkit.title)))
                for language, status in self.hansei.engine.shelf.languages(read).items():
                    name = f"{language_name(language)}, {status}: {read.toolkit.title}"
                    offered.append((f"{id_} {language}", shown(name)))
            self.query_one("#toolkit", Choice).offer(offered, self._wanted)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the arrows to a text of several lines."""
        up_down = action in ("focus_next", "focus_previous")
        return not (up_down and parameters) or not isinstance(self.focused, TextArea)

    async def action_begin_session(self) -> None:
        """Save the session and go to its first step; what is wrong is said, and nothing typed is lost."""
        if self._beginning:
            return
        self._beginning = True
        try:
            await self._begin_session()
        except HanseiError as error:
            self._say(str(error))
        finally:
            self._beginning = False

    async def _begin_session(self) -> None:
        from hansei.record.people import Team

        if not self._value("team"):
            self.set_focus(self.query_one("#team"))
            raise UsageError(tr("Give the team a name, as Riverside"))
        self.fill_in(self.query_one("#team", Input).value)  # F2 in the team's own field leaves it before its blur
        people = people_of(self.query_one("#people", TextArea).text)
        leader = self._value("facilitator")
        if leader and leader in [each.name for each in people]:
            self.set_focus(self.query_one("#facilitator"))
            raise UsageError(tr("{name} is among the people already; take one of the two away", name=leader))
        if not await self.hansei.loader.wait():
            raise UsageError(tr("The plugins are still loading; try again in a moment"))
        toolkit = self.query_one("#toolkit", Choice).value
        if not toolkit:
            raise UsageError(tr("There is no toolkit to follow; press escape, then ! to read what failed"))
        kind = cast("Literal['building', 'district']", self.query_one("#kind", Choice).value)
        team = Team(self._value("team"), kind=kind, of=self._value("of") if kind == "building" else "")
        id_, _, language = toolkit.partition(" ")
        session = self.hansei.engine.start(id_, team=team, people=people, facilitator=leader, language=language)
        from hansei_tui.run.screen import RunScreen

        self.hansei.last_session = session.id
        await self.app.switch_screen(RunScreen(session, self.hansei.engine))

    def action_leave(self) -> None:
        """Go back home; ask when something was typed."""
        if not self.typed:
            self.dismiss()
            return
        from hansei_tui.app.dialogs import Confirm

        self.app.push_screen(Confirm(tr("Leave this form?"), tr("What you typed here is not kept.")), self._left)

    def interrupt(self) -> None:
        """Ctrl+c goes back, as escape does."""
        self.action_leave()

    def _left(self, yes: bool | None) -> None:
        if yes:
            self.dismiss()
