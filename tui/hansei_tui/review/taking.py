"""Taking a proposed line into the plan on screen: with one key, or after changing its words."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from hansei.errors import UsageError
from hansei.insight.prefilling import Proposal
from hansei.record.events import Answered
from hansei_tui.app.dialogs import AskText
from hansei_tui.review.side import Side
from hansei_tui.run.room import Room
from hansei_tui.sentences import tr
from hansei_tui.shown import shown


def take(room: Room, side: Side, line: Proposal, words: str = "") -> bool:
    """Write a line into the plan; return whether it is saved."""
    reviewing = side.reviewing
    changes = {reviewing.words: words} if words.strip() else {}
    saved = room.record(lambda: reviewing.take(side.review, line, changes), tr("in your plan ✓"))
    side.taken()
    return saved


def take_edited(screen: Screen[str], room: Room, side: Side, line: Proposal, then: Callable[[], None]) -> None:
    """Ask for the words of a line, then write it into the plan."""

    def done(text: str | None) -> None:
        if text is not None:
            take(room, side, line, text)
        then()

    title = tr("For your plan: {about}", about=shown(line.about))
    screen.app.push_screen(AskText(title, line.line[side.reviewing.words]), done)


def take_back(room: Room, side: Side) -> bool:
    """Take back the line that was taken last, unless something else was done after it; return whether it is saved."""

    def act() -> None:
        room.session.refresh()
        last = room.session.last_change()
        if last is None or not isinstance(last[0], Answered) or last[0].instrument != side.reviewing.plan:
            raise UsageError(tr("what was done last is not about the plan: u beside the step takes it back"))
        room.session.undo()

    saved = room.record(act, tr("taken back"))
    side.taken()
    return saved
