"""The line at the top: which toolkit, which team, how many people, and the clock of the running activity."""

from __future__ import annotations

from rich.cells import cell_len

from hansei.insight.clock import Pace
from hansei_tui.run.canvas import Canvas, Line, Part
from hansei_tui.run.clockwork import BAR, bar, words
from hansei_tui.run.painted import Painted
from hansei_tui.run.room import Room
from hansei_tui.shown import clipped, shown


class TopBar(Painted):
    """One line, painted anew each second only where it differs."""

    DEFAULT_CSS = "TopBar { height: 2; padding: 0 1; background: $background; }"

    def __init__(self, room: Room) -> None:
        super().__init__(id="topbar")
        self.room = room

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the line and leave one free."""
        ink, session = self.ink, self.room.session
        on = Canvas(width, ink.ground)
        clock = self._clock(roomy=width >= 90)
        room = width - sum(cell_len(text) for text, _ in clock) - 1
        toolkit = clipped(shown(session.toolkit.ours.short or session.toolkit.title), max(8, room * 2 // 5))
        people = sum(person.present for person in session.people)
        rest = [shown(session.team.name), f"{session.team.kind} team"]
        if people:
            rest.append(f"{people} {'person' if people == 1 else 'people'}")
        left = max(0, room - cell_len(toolkit) - 4)
        team = clipped("  " + " · ".join(rest), left)
        gap = max(0, left - cell_len(team))
        on.line((f" {toolkit} ", ink.now_block), (team, ink.text), (" " * (gap + 2), ink.dim), *clock)
        on.blank()
        return on.lines

    def _clock(self, *, roomy: bool) -> list[Part]:
        ink, session = self.ink, self.room.session
        if session.closed:
            return [("closed", ink.strong), (" · ", ink.dim), ("R", ink.key), (" reopens", ink.dim)]
        clock = self.room.clock.now()
        time, pace = words(clock)
        style = ink.warn if clock.pace is Pace.OVER else (ink.done if clock.running else ink.dim)
        parts: list[Part] = []
        if roomy and clock.planned is not None:
            used, last = bar(clock)
            plain = min(used, BAR - last)
            parts += [("▓" * plain, ink.done), ("▓" * (used - plain), ink.now)]
            parts += [("░" * (BAR - used), ink.rule), ("  ", ink.dim)]
        if time:
            parts += [(time, ink.strong if clock.running else ink.text), (" · ", ink.dim)]
        parts.append((pace, style))
        return parts


class LookLine(Painted):
    """The line above the keys: both cursors."""

    DEFAULT_CSS = "LookLine { height: 1; padding: 0 2; background: $background; }"

    def __init__(self, room: Room) -> None:
        super().__init__(id="lookline")
        self.room = room

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the cursors, and the key that joins them when they are apart."""
        ink, room = self.ink, self.room
        on = Canvas(width, ink.ground)
        apart = room.place.step.path != room.session.running.path
        parts: list[Part] = [(room.place.words(), ink.now if apart else ink.dim)]
        if apart and not room.session.closed:
            parts += [("   g", ink.key), (" brings the room here", ink.dim)]
        on.line(*parts)
        return on.lines
