"""Questions that other teams put to this one, on screen: read at the beginning, answered on the record."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.engine import Engine
from hansei.errors import HanseiError
from hansei.handoff.questions import Question, reply, with_replies
from hansei_tui.app.dialogs import AskText
from hansei_tui.app.keybar import KeyBar
from hansei_tui.handing.words import day
from hansei_tui.run.listing import Entry, Listing
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown


def waiting(engine: Engine, room: Room) -> tuple[Question, ...]:
    """Return what was asked of the team, with what was answered."""
    try:
        return engine.handoff.questions.of(room.session)
    except HanseiError:
        return ()  # a session that cannot be read hides nothing of this one


class QuestionsScreen(Screen[None]):
    """Lists the questions and takes the answers.

    Args:
        room: The room.
        engine: Knows what was asked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "answer"),
        Binding("u", "undo", "undo"),
        Binding("escape,q,Q", "leave", "on to the session", key_display="esc"),
    ]
    HELP = N_(
        "Another team, such as the district's, read what you handed in and asks back. Enter answers; the answer is on "
        "the record of this session and goes back when you hand it in. Escape goes on; Q in the session comes back."
    )
    AUTO_FOCUS = "Listing"

    def __init__(self, room: Room, engine: Engine) -> None:
        super().__init__()
        self.room = room
        self._asked = waiting(engine, room)
        room.saving.say("")
        self.listing = Listing(
            tr("Questions to you"),
            self._entries,
            empty=(
                tr("Nobody has asked anything."),
                tr("i in the inbox takes in a file of questions."),
            ),
            beside=room.session.team.name,
            saving=room.saving,
            help_text=N_("Every question, who asks, what it is about, and what you answered."),
        )

    @property
    def questions(self) -> tuple[Question, ...]:
        """What was asked, with what was answered since."""
        return with_replies(self.room.session, self._asked)

    def _entries(self) -> list[Entry]:
        return [
            Entry(
                each.id,
                shown(each.words, lines=True) + (f"\n→ {shown(each.answer, lines=True)}" if each.answered else ""),
                " · ".join(filter(None, (each.about, day(each.at)))),
                tr("{team} ASKS", team=each.by),
                tr("· open") if each.open else tr("✓ answered"),
            )
            for each in self.questions
        ]

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        yield self.listing
        yield KeyBar()

    @property
    def here(self) -> Question | None:
        """The question that is stood on."""
        entry = self.listing.here
        return next((each for each in self.questions if entry is not None and each.id == entry.id), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action in ("answer", "undo"):
            return self.here is not None and not self.room.session.only_read
        return True

    def interrupt(self) -> None:
        """Go on to the session."""
        self.action_leave()

    def action_answer(self) -> None:
        """Answer the question, or change the answer."""
        question = self.here
        if question is None:
            return
        drafts, key = self.room.drafts, f"reply:{question.id}"

        def done(text: str | None) -> None:
            if text is not None:
                drafts.put(key, "")
                self.room.record(lambda: reply(self.room.session, question, text), tr("answered ✓"))
                self.listing.renew()
                self.refresh_bindings()

        said = drafts.get(key) or question.answer
        ask = AskText(question.words, shown(said, lines=True), long=True, changed=lambda text: drafts.put(key, text))
        self.app.push_screen(ask, done)

    def action_undo(self) -> None:
        """Take back the last answer."""
        from hansei.errors import UsageError
        from hansei.record.events import Replied

        def act() -> None:
            last = self.room.session.last_change()
            if last is None or not isinstance(last[0], Replied):
                raise UsageError(tr("what was done last is no answer to a question: u beside the step takes it back"))
            self.room.session.undo()

        self.room.record(act, tr("taken back"))
        self.listing.renew()
        self.refresh_bindings()

    def on_listing_opened(self) -> None:
        """Answer what is clicked."""
        if self.check_action("answer", ()):
            self.action_answer()

    def action_leave(self) -> None:
        """Go on to the session."""
        self.dismiss()
