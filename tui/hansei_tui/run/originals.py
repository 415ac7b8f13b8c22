"""The publisher's words where a toolkit was adapted or translated: a mark at the step, and the words behind `v`."""

from __future__ import annotations

from hansei.content.adapted import Change
from hansei.document.spans import plain
from hansei.insight.adapting import adapted_line, changes_of_row, changes_of_step, worded
from hansei_tui.app.theme import Palette
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.run.room import Room
from hansei_tui.sentences import tr
from hansei_tui.shown import shown

#: Cells that leave room for a word beside the mark.
_ROOMY = 76


def mark(room: Room, ink: Palette, width: int) -> list[Part]:
    """Return what stands beside a step's title when its words, or those of the row that is asked, were changed."""
    if not _changes(room):
        return []
    adapted = room.session.toolkit.adapted
    word = tr("translated") if adapted is not None and not adapted.by else tr("adapted")
    return [("  ≠ ", ink.said), *([(word + " ", ink.dim), ("v", ink.key)] if width >= _ROOMY else [])]


def originals(on: Canvas, room: Room, ink: Palette) -> None:
    """Paint the publisher's words for the step and the row that is asked."""
    toolkit, changes = room.session.toolkit, _changes(room)
    if not changes:
        return
    on.blank()
    line = adapted_line(toolkit)
    on.text(shown(f"≠ {line[:1].upper()}{line[1:]}."), ink.said)
    for each in worded(toolkit, changes):
        on.text(shown(f"{each.where}: {each.done}"), ink.dim)
        if each.was:
            on.text(shown(f"  {plain(each.was)}"), ink.text)


def _changes(room: Room) -> tuple[Change, ...]:
    toolkit, step, task = room.session.toolkit, room.place.step, room.asking.task
    if toolkit.adapted is None:
        return ()
    of_step = changes_of_step(toolkit, step.activity.id, step.step.id)
    return (
        of_step if task is None else of_step + changes_of_row(toolkit, task.instrument, task.item.row or task.item.id)
    )
