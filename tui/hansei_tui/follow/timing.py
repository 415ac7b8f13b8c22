"""The time that is left: how the session stands against its plan, when it must end, and what would win time."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.errors import UsageError
from hansei.insight.pacing import Replan
from hansei_tui.app.dialogs import AskText
from hansei_tui.app.keybar import KeyBar
from hansei_tui.rounds.pick import Option, Pick
from hansei_tui.run.listing import Entry, Listing
from hansei_tui.run.place import activity_title
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import shown
from hansei_tui.timeplan import (
    do,
    effect,
    end_of,
    how_it_stands,
    must_end,
    plan_taken_back,
    plans,
    short_of_the_end,
    worded,
)
from hansei_tui.times import clock_time

#: What the ways of winning time are called.
SHORTEN, LEAVE_OUT = N_("SHORTEN"), N_("LEAVE OUT: DROP, OR LEAVE FOR NEXT TIME")
#: Steps to leave out that are shown at once; the rest stands behind one line, whose id this is.
FEW, MORE = 3, "more"
NOTHING = N_("What is left has no time of its own, or none that can be given up.")
#: What can become of a step that is left out: id, how it is said, and what it means.
OUTCOMES = (
    ("drop", N_("drop it"), N_("it is skipped")),
    ("later", N_("next time"), N_("it waits for the team's next session")),
)


class TimeScreen(Screen[None]):
    """Says how the session stands, and plans anew.

    Args:
        room: The room.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "do it"),
        Binding("e", "end", "must end at"),
        Binding("u", "undo", "undo"),
        Binding("escape,q,E", "leave", "back", key_display="esc"),
    ]
    HELP = N_(
        "Each activity has a range. Behind means beyond the upper ends, ahead below the lower ones. The list says what "
        "would win time and how much, the most first; enter does it, u takes it back. Nothing that was answered is "
        "lost."
    )
    AUTO_FOCUS = "Listing"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        #: Whether every step that could be left out is shown.
        self._all = False
        room.saving.say("")
        self.listing = Listing(
            tr("Time"),
            self._entries,
            empty=(tr("Nothing would win time."), tr(NOTHING)),
            beside="",
            saving=room.saving,
            help_text=N_("What would win time, and how much."),
        )

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield self.listing
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow the clock."""
        self._show()
        self.set_interval(1.0, self._show)

    def _entries(self) -> list[Entry]:
        """What wins most stands first; a step once, whatever becomes of it, and behind one line when it wins less."""
        offered = sorted(plans(self.room.session), key=lambda plan: -plan.minutes)
        steps = [each for each in offered if each.what == "drop"]
        shown_ = steps if self._all or len(steps) <= FEW + 1 else steps[:FEW]
        found = [self._entry(each, SHORTEN) for each in offered if each.what == "shorten"]
        found += [self._entry(each, LEAVE_OUT) for each in shown_]
        if rest := steps[len(shown_) :]:
            more = trn(
                "{n} more step, {minutes} min or less",
                "{n} more steps, {minutes} min or less each",
                len(rest),
                minutes=rest[0].minutes,
            )
            found.append(Entry(MORE, more, "", tr(LEAVE_OUT)))
        return found

    def _entry(self, plan: Replan, group: str) -> Entry:
        minutes = tr("{minutes} min", minutes=plan.minutes)
        words = f"{self._title(plan)}   {minutes}"
        return Entry(f"{plan.what} {plan.target}", words, effect(self.room.session, plan), tr(group))

    def _title(self, plan: Replan) -> str:
        session = self.room.session
        if plan.what == "shorten":
            step = next(each for each in session.agenda if each.activity.id == plan.target)
            return activity_title(step)
        step = session.step(plan.target)
        return f"{activity_title(step)}: {step.title}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now; a closed session is for reading."""
        if self.room.session.only_read:
            return action not in ("apply", "end", "undo")
        return self.listing.here is not None if action == "apply" else True

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def action_apply(self) -> None:
        """Win the time; what becomes of a step that is left out is asked."""
        here = self.listing.here
        if here is None:
            return
        what, _, target = here.id.partition(" ")
        if here.id == MORE:
            self._all = True
            self._show()
        elif what == "shorten":
            self._do(what, target)
        else:
            title = here.text.split("   ")[0]
            ways = [Option(id_, tr(way), tr(known)) for id_, way, known in OUTCOMES]
            pick = Pick(tr("Leave out: {step}", step=title), ways)
            self.app.push_screen(pick, lambda picked: self._do(picked, target) if picked else None)

    def _do(self, what: str, target: str) -> None:
        plan = next((each for each in plans(self.room.session) if (each.what, each.target) == (what, target)), None)
        if plan is None:
            return
        says = {
            "shorten": tr("{minutes} min shorter ✓  u takes it back", minutes=plan.minutes),
            "drop": tr("dropped ✓  u takes it back"),
            "later": tr("left for next time ✓  u takes it back"),
        }[plan.what]
        self.room.record(lambda: do(self.room.session, plan), says)
        self._show()

    def action_end(self) -> None:
        """Ask when the session must end."""
        session = self.room.session
        value = clock_time(session.state.until) if session.state.until else ""

        def done(text: str | None) -> None:
            if text is None:
                return

            def act() -> None:
                session.end_by(end_of(text, session.wall()))

            self.room.record(act, tr("planned ✓") if text.strip() else tr("no end in particular ✓"))
            self._show()

        title = tr("We must end at, as 16:30; empty: at no time in particular")
        self.app.push_screen(AskText(title, value), done)

    def action_undo(self) -> None:
        """Take back what was planned last: an end, minutes, or a step that was given up."""
        from hansei.record.events import ClockAdded, EndPlanned, StepEnded

        session, said = self.room.session, []

        def act() -> None:
            session.refresh()
            last = session.last_change()
            if last is None or not isinstance(last[0], (ClockAdded, EndPlanned, StepEnded)):
                raise UsageError(tr("what was done last is no plan: u beside the step takes it back"))
            event = session.undo()
            if isinstance(event, StepEnded):
                said.append(tr("{step} is open again", step=session.step(event.step).title))
            elif isinstance(event, (ClockAdded, EndPlanned)):
                said.append(plan_taken_back(event))

        if self.room.record(act, ""):
            self.room.saving.say(tr("taken back: {what}", what=shown(said[-1])))
        self._show()

    def _show(self) -> None:
        pace, *rest = worded(self.room.session)
        must = must_end(self.room.session)
        self.listing.beside = " · ".join(filter(None, (pace, short_of_the_end(self.room.session))))
        self.listing.lead = (" · ".join(each for each in rest if each != must), *self._must(must))
        self.listing.renew()
        self.refresh_bindings()

    def _must(self, must: str) -> tuple[str, ...]:
        """Return when the session must end, as a warning where there is too little time."""
        if not must:
            return ()
        return (f"! {must}" if how_it_stands(self.room.session).short else must,)

    def on_listing_opened(self) -> None:
        """A second click does it."""
        if self.check_action("apply", ()):
            self.action_apply()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
