"""What the keys of the run screen do to the whole session: its steps, clock, notes, report and end."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from hansei.insight.reviewing import reviews_here
from hansei_tui.run.choose import Choosing
from hansei_tui.run.leftover import left_behind, leftover
from hansei_tui.run.opens import Opens
from hansei_tui.sentences import N_, tr

#: What can be done in a closed session.
READING = (
    "actions",
    "agenda",
    "export",
    "handouts",
    "leave",
    "look",
    "notes",
    "people",
    "questions",
    "reopen",
    "review",
    "rounds",
    "groups",
    "submit",
    "timing",
)


def offered(screen: Acts, action: str, parameters: tuple[object, ...]) -> bool | None:
    """Return whether an action can be done now; a key that an option needs is not offered twice."""
    room = screen.room
    if screen.has_class("-agenda"):  # it hides what is asked: nothing may happen behind it
        return action in ("screen.help", "help", "command_palette", "agenda", "look", "leave")
    if room.writing is not None or room.picking:
        return action in ("screen.help", "help", "command_palette")
    if room.reading:
        return action == "leave"
    if action == "reopen":
        return screen.session.closed and not screen.session.origin
    if action == "export":  # first among the keys of a session that is closed
        return bool(parameters) == screen.session.closed
    if action == "submit" and screen.session.origin:
        return False
    if action == "origins":
        step, found = room.place.step, room.beginnings
        return not screen.session.only_read and bool(found.taken(step) or found.offered(step))
    if action == "review":
        return bool(reviews_here(screen.session, room.place.step.path))
    path = room.place.step.path
    if screen.session.only_read:
        return action in READING
    if action in ("skip", "close_session") and not parameters:
        asker = None if room.asking.settled else room.asking.asker
        taken = isinstance(asker, Choosing) and action[0] in asker.keys
        return not taken and action[0] not in room.asking.letters
    if action == "bring":
        return path != screen.session.running.path
    if action == "reopen_step":
        return path in screen.session.state.ended
    if action == "finish_all":
        return room.asking.task is not None and not room.asking.open and not room.ended
    return True


class Acts(Opens):
    """The actions of the run screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "export(True)", "report"),
        Binding("B", "review", "review buildings"),
        Binding("f", "finish", "finish step"),
        Binding("t", "clock", "time"),
        Binding("plus,T", "more_time", "+5 min", show=False, key_display="+"),
        Binding("p", "park", "parking lot"),
        Binding("left_square_bracket,pageup", "look(-1)", "look back", key_display="["),
        Binding("right_square_bracket,pagedown", "look(1)", "look ahead", key_display="]"),
        Binding("g", "bring", "room here"),
        Binding("N", "note", "note"),
        Binding("A", "actions", "actions", show=False),
        Binding("O", "origins", "begin with"),
        Binding("E", "timing", "time left", show=False),
        Binding("K", "protocol", "kept or changed", show=False),
        Binding("r", "rounds", "rounds"),
        Binding("G", "groups", "groups", show=False),
        Binding("L", "notes", "notes", show=False),
        Binding("H", "handouts", "handouts", show=False),
        Binding("s", "skip", "skip step"),
        Binding("S", "skip(True)", "skip step", show=False),
        Binding("o", "reopen_step", "reopen step", show=False),
        Binding("a", "agenda", "agenda"),
        Binding("P", "people", "people", show=False),
        Binding("x", "export", "export"),
        Binding("M", "submit", "hand in"),
        Binding("Q", "questions", "questions", show=False),
        Binding("c", "close_session", "close session"),
        Binding("C", "close_session(True)", "close session", show=False),
        Binding("R", "reopen", "reopen session"),
        Binding("escape,q", "leave", "home", key_display="q"),
        Binding("space", "finish_all", "finish step", show=False),
    ]
    HELP = N_(
        "The agenda, which a shows and hides: ✓ done, ▸ running, · open; the bar marks the step you look at. [ and ] "
        "look at another step, g brings the room there. L lists the notes, H the handouts and P the people. "
        "Whatever says saved is saved; leaving loses nothing."
    )

    def action_finish(self) -> None:
        """End the step and go on."""
        finish(self)

    def action_finish_all(self) -> None:
        """End a step without open questions."""
        finish(self)

    def action_skip(self, shifted: bool = False) -> None:
        """Skip the step."""
        finish(self, "skipped")

    def action_reopen_step(self) -> None:
        """Open the step again."""
        self.room.reopen_step()
        self.show()

    def action_look(self, by: int) -> None:
        """Look at a step before or after; the room stays."""
        self.room.by(by)
        self.show()

    def action_bring(self) -> None:
        """Bring the room to the step that is looked at."""
        self.room.bring()
        self.show()

    def action_clock(self) -> None:
        """Start the clock or let it stand."""
        self.room.record(self.room.clock.toggle, "")
        self.show()

    def action_more_time(self) -> None:
        """Give the activity five more minutes."""
        self.room.record(lambda: self.room.clock.add(5), tr("5 minutes more"))
        self.show()

    def action_agenda(self) -> None:
        """Show or hide the agenda."""
        narrow = self.has_class("-narrow")
        self.toggle_class("-agenda" if narrow else "-bare")
        covers = narrow and self.has_class("-agenda")  # it has the keys while it hides what is asked
        agenda = self.query_one("#agenda")
        agenda.can_focus = covers
        self.set_focus(agenda if covers else self.query_one("#stage"))
        self.call_after_refresh(self.show)  # what happened behind it, such as an answer saved at last

    def action_park(self) -> None:
        """Put something on the parking lot."""
        _note(self, parked=True)

    def action_note(self) -> None:
        """Write a note at this step."""
        _note(self, parked=False)

    def action_close_session(self, shifted: bool = False) -> None:
        """Close the session, after saying what is open."""
        close(self)

    def action_reopen(self) -> None:
        """Go on with a closed session."""
        self.room.saving.save(self.session.reopen, says=tr("open again"))
        self.show()

    def action_export(self, first: bool = False) -> None:
        """Write the report."""
        from hansei_tui.app.reporting import write_report

        self.room.saving.say("")  # that an earlier report was written says nothing of this one
        self.show()

        def written() -> None:
            self.room.saving.say(tr("report written ✓"))
            self.show()

        write_report(self.app, self.engine, self.session, written)


def carry_on(screen: Acts) -> None:
    """Begin with what is still to be done from the team's earlier sessions, and what others asked about them."""
    from hansei_tui.follow.actions import Actions, ActionsScreen
    from hansei_tui.handing.questions import QuestionsScreen, waiting

    def ask(_: None = None) -> None:
        screen.show()
        if screen.app.screen is screen and any(each.open for each in waiting(screen.engine, screen.room)):
            screen.app.push_screen(QuestionsScreen(screen.room, screen.engine), lambda _: screen.show())

    if screen.app.screen is not screen:
        return
    if Actions(screen.room, screen.engine).earlier_open:
        screen.app.push_screen(ActionsScreen(screen.room, screen.engine), ask)
    else:
        ask()


def finish(screen: Acts, outcome: str = "done") -> None:
    """End the step that is looked at; what would be left behind is said first."""
    room = screen.room
    room.keep()
    left = leftover(screen.session, room.drafts, room.place.step).say()
    if not left or screen.session.only_read:
        _finish(screen, outcome)
        return
    from hansei_tui.app.dialogs import Confirm

    if outcome == "skipped":
        ask = Confirm(tr("Skip this step all the same?"), left, again="s")
    else:
        ask = Confirm(tr("Finish this step all the same?"), left, again="f")
    screen.app.push_screen(ask, lambda yes: _finish(screen, outcome) if yes else screen.show())


def _finish(screen: Acts, outcome: str) -> None:
    """End the step; after the last one, offer to close the session."""
    further = screen.room.finish(outcome)
    screen.show()
    if not further:
        close(screen)


def _note(screen: Acts, *, parked: bool) -> None:
    from hansei_tui.run.noting import write

    write(screen.app, screen.room, screen.room.place.step, parked=parked, then=screen.show)


def close(screen: Acts) -> None:
    """Say what is open, and close the session when that is wanted."""
    from hansei_tui.app.dialogs import Confirm

    session = screen.session
    screen.room.keep()
    lines = left_behind(session, screen.room.drafts)
    text = tr("Still open:") + "\n" + "\n".join(lines) if lines else tr("Every step is done.")
    text += "\n\n" + tr("A closed session can be reopened at any time.")

    def done(yes: bool | None) -> None:
        if yes:
            screen.room.leave()
            says = tr("closed ✓  x writes the report, M hands in, R reopens")
            screen.room.saving.save(session.close, says=says)
        screen.show()
        if yes and session.closed and session.team.kind == "building":
            screen.action_submit()

    screen.app.push_screen(Confirm(tr("Close the session?"), text), done)
