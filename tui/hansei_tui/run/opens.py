"""The screens that a running session opens beside what is asked; each is loaded when it is first wanted."""

from __future__ import annotations

from textual.screen import Screen

from hansei.engine import Engine
from hansei.record.session import Session
from hansei_tui.run.room import Room
from hansei_tui.sentences import tr


class Opens(Screen[None]):
    """Opens people, notes, handouts, groups, rounds, actions and the time."""

    session: Session
    engine: Engine
    room: Room

    def show(self) -> None:
        """Show everything anew."""
        raise NotImplementedError

    def action_people(self) -> None:
        """Show who takes part, and change it."""
        from hansei_tui.run.people import PeopleScreen

        self.room.keep()
        self.app.push_screen(PeopleScreen(self.room, self.engine), lambda _: self.show())

    def action_actions(self) -> None:
        """List the actions, also those of earlier sessions."""
        from hansei_tui.follow.actions import ActionsScreen

        self.room.keep()
        self.app.push_screen(ActionsScreen(self.room, self.engine), lambda _: self.show())

    def action_origins(self) -> None:
        """List what this step may begin with: results of the team's earlier sessions."""
        from hansei_tui.follow.origins import OriginsScreen

        self.room.keep()
        self.app.push_screen(OriginsScreen(self.room), lambda _: self.show())

    def action_timing(self) -> None:
        """Show how the session stands against its plan, and plan anew."""
        from hansei_tui.follow.timing import TimeScreen

        self.room.keep()
        self.app.push_screen(TimeScreen(self.room), lambda _: self.show())

    def action_protocol(self) -> None:
        """Note whether this step was run as the toolkit says."""
        from hansei_tui.follow.protocol import ask_protocol

        ask_protocol(self.app, self.room, self.show)

    def action_rounds(self) -> None:
        """Rate in rounds what this step asks for, compare and agree."""
        from hansei_tui.rounds.entry import go

        self.room.keep()
        go(self.app, self.room, self.show)

    def action_groups(self) -> None:
        """Show the small groups, and change them."""
        from hansei_tui.rounds.groups import GroupsScreen

        self.room.keep()
        self.app.push_screen(GroupsScreen(self.room), lambda _: self.show())

    def action_notes(self) -> None:
        """List the notes and the parking lot."""
        from hansei_tui.run.notes import NotesScreen

        self.room.keep()
        self.app.push_screen(NotesScreen(self.room), lambda _: self.show())

    def action_handouts(self) -> None:
        """List the handouts."""
        from hansei_tui.run.handouts import HandoutsScreen

        self.room.keep()
        self.app.push_screen(HandoutsScreen(self.room, self.engine), lambda _: self.show())

    def action_questions(self) -> None:
        """Show what other teams asked, and answer."""
        from hansei_tui.handing.questions import QuestionsScreen

        self.room.keep()
        self.app.push_screen(QuestionsScreen(self.room, self.engine), lambda _: self.show())

    def action_submit(self) -> None:
        """Write the session to a file for another team."""
        from hansei_tui.handing.submit import submit

        self.room.keep()
        self.room.saving.say("")
        self.show()

        def written() -> None:
            self.room.saving.say(tr("ready to be handed in ✓"))
            self.show()

        submit(self.app, self.engine, self.session, written)

    def action_review(self) -> None:
        """Lay what buildings handed in side by side, and complete the plan from it."""
        from hansei.insight.reviewing import reviews_here
        from hansei_tui.review.screen import ReviewScreen

        self.room.keep()
        plan = reviews_here(self.session, self.room.place.step.path)

        def done(_: str | None) -> None:
            self.room.renew()
            self.show()

        self.app.push_screen(ReviewScreen(self.room, self.engine, plan), done)
