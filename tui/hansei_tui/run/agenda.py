"""The agenda: what is done, what runs, what is open, and where somebody looks; the parking lot below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message

from hansei.content.toolkit import AgendaStep
from hansei.insight.progress import tasks
from hansei.record.grouping import Group
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.painted import Painted
from hansei_tui.run.place import activity_title, step_title
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import clipped, shown

#: Marks of a step: done, skipped, running, open.
DONE, SKIPPED, RUNNING, OPEN = "✓", "–", "▸", "·"
#: Stands before the step that is looked at.
LOOKING = "▌"
#: Entries of the parking lot that are shown.
PARKED = 6


class Agenda(Painted):
    """The steps of the session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "screen.look(-1)", "step before", key_display="↑"),
        Binding("down,j", "screen.look(1)", "step after", key_display="↓"),
        Binding("enter,right,l", "screen.agenda", "go there"),
        Binding("escape,a,q", "screen.agenda", "close", key_display="esc"),
    ]
    help_text = N_("The agenda covers what is asked: the arrows look at a step, enter goes there, escape closes it.")
    DEFAULT_CSS = "Agenda { width: 32; height: 1fr; padding: 0 2 0 1; background: $background; }"

    class Looked(Message):
        """Somebody clicked on a step."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path

    def __init__(self, room: Room) -> None:
        super().__init__(id="agenda")
        self.room = room
        self._canvas: Canvas | None = None
        #: Ended steps to how many of their questions have an answer, as of a version of the record.
        self._counted: tuple[int, dict[str, str]] = (-1, {})

    def _count(self, step: AgendaStep) -> str:
        """Return how much of an ended step was answered, as in "3 of 4"; empty when all of it was."""
        state = self.room.session.state
        if self._counted[0] != state.version:
            self._counted = (state.version, {})
        counts = self._counted[1]
        if step.path not in counts:
            asked = tasks(self.room.session, step)
            done = sum(task.answered for task in asked)
            counts[step.path] = tr("{n} of {all}", n=done, all=len(asked)) if done < len(asked) else ""
        return counts[step.path]

    @property
    def as_of(self) -> object:
        """What the record says, and which step is looked at."""
        room = self.room
        return (room.session.state.version, room.session.only_read, room.place.step.path, id(room.asking))

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the activities with their steps, as far as there is room."""
        room, ink = self.room, self.ink
        session = room.session
        airy = len(session.agenda) + 2 * len({each.activity.id for each in session.agenda}) + 9 <= height
        on = Canvas(width, ink.ground)
        on.line((" " + tr("AGENDA"), ink.dim))
        running, ended = session.running, session.state.ended
        activity, groups = "", session.groups.all
        for step in session.agenda:
            if step.activity.id != activity:
                activity = step.activity.id
                those = [each.path for each in session.agenda if each.activity.id == activity]
                done = all(path in ended for path in those)
                here = running.activity.id == activity
                mark, style = (RUNNING, ink.now) if here else ((DONE, ink.done) if done else (OPEN, ink.strong))
                if airy:
                    on.blank()
                on.line((" ", ink.dim), (f"{mark} {shown(activity_title(step))}", style))
            outcome = ended.get(step.path)
            if step.path == running.path and not session.closed:
                mark, style = RUNNING, ink.now
            elif outcome:
                mark, style = (DONE if outcome == "done" else SKIPPED), ink.done if outcome == "done" else ink.dim
            else:
                mark, style = OPEN, ink.dim
            away = _away(groups, step.path)
            looking = step.path == room.place.step.path
            if looking:
                on.focus = (on.y, on.y)
                asked = room.asking.asked
                answered = sum(task.answered for task in asked)
                count = "  " + tr("{n} of {all}", n=answered, all=len(asked)) if asked else ""
                count += f"  {away}" if away else ""
                ground = ink.lit
                on.line(
                    (LOOKING, ink.said + ground),
                    (f"  {mark} ", style + ground),
                    (clipped(shown(step_title(step)), width - 5 - len(count)) + count, ink.strong + ground),
                    (" " * width, ground),
                    hit=step.path,
                )
            else:
                count = "  ".join(filter(None, (self._count(step) if outcome == "done" else "", away)))
                title = clipped(shown(step_title(step)), width - 5 - (len(count) + 2 if count else 0))
                on.line((f"   {mark} {title}", style), (f"  {count}" if count else "", ink.dim), hit=step.path)
        self._parked(on, airy=airy)
        self._canvas = on
        top = max(0, min((on.focus or (0, 0))[0] - height + 3, on.y - height)) if on.y > height else 0
        if top:
            on.lines = on.lines[top:]
        on.blank(max(0, height - on.y))
        self._top = top
        return on.lines

    _top = 0

    def _parked(self, on: Canvas, *, airy: bool) -> None:
        notes = [note for note in self.room.session.state.notes.values() if note.parked]
        if not notes:
            return
        on.blank(2 if airy else 1)
        title = tr("PARKING LOT")
        on.line((f" {title}  {len(notes)}", self.ink.dim))
        for note in notes[-PARKED:]:
            on.line((" " + shown(note.text[:200]), self.ink.text))

    def on_click(self, event: Click) -> None:
        """Look at the step that is clicked."""
        path = self._canvas.hit(event.x - 1, event.y + self._top) if self._canvas else ""
        if path:
            self.post_message(self.Looked(path))


def _away(groups: Sequence[Group], path: str) -> str:
    """Return which groups are at a step of their own, as in "◆ North"; of several how many."""
    there = [each.name for each in groups if each.step == path]
    if len(there) == 1:
        return f"◆ {clipped(shown(there[0]), 10)}"
    return "◆ " + trn("{n} group", "{n} groups", len(there)) if there else ""
