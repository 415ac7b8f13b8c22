"""What a step says once nothing of it is open: what the answers came to, and which keys lead on."""

from __future__ import annotations

from hansei.insight.beginnings import worded
from hansei_tui.app.theme import Palette
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.run.instrument import Asking
from hansei_tui.run.room import Room
from hansei_tui.run.table import Filling
from hansei_tui.sentences import tr
from hansei_tui.shown import shown


def ending(on: Canvas, room: Room, ink: Palette) -> None:
    """Paint what the people's answers came to, that all is answered, and which keys lead on; nothing before that."""
    asking = room.asking
    if words := _came_to(asking):
        on.text(shown(tr("It came to: {words}", words=words)), ink.said, most=2)
    if room.session.only_read:
        return
    if room.ended:
        done(on, room, ink)
    elif not asking.open:
        first: list[Part] = []
        if isinstance(asking.asker, Filling) and not asking.settled:
            first = [("^s", ink.key), (" " + tr("saves the rows, then") + " ", ink.dim)]
        elif room.writing is not None:
            first = [("enter", ink.key), (" " + tr("keeps it, then") + " ", ink.dim)]
        on.line((tr("All answered.") + " ", ink.done), *first, ("f", ink.key), (" " + tr(room.THEN), ink.dim))


def done(on: Canvas, room: Room, ink: Palette) -> None:
    """Say that a step is ended, and which keys lead on."""
    skipped = room.session.state.ended[room.place.step.path] == "skipped"
    how = tr("This step is skipped.") if skipped else tr("This step is done.")
    parts: list[Part] = [(how, ink.done), ("  ]", ink.key), (" " + tr("looks ahead"), ink.dim)]
    if room.place.step.path != room.session.running.path:
        parts += [("  g", ink.key), (" " + tr("room here"), ink.dim)]
    on.line(*parts)


def _came_to(asking: Asking) -> str:
    """Return what several people's answers to one question came to, once each of them answered it."""
    here = asking.here()
    if len(here) < 2 or len({each.item.id for each in here}) > 1 or not all(each.answered for each in here):
        return ""
    if any(asking.elsewhere(each) for each in here):
        return ""
    return "; ".join(worded(each) for each in asking.session.results(here[0].instrument) if each.work)
