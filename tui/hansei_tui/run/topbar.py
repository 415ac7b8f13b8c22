"""The line at the top: which team, which activity, how many people, and the clock of the running activity."""

from __future__ import annotations

from rich.cells import cell_len

from hansei.document.spans import plain
from hansei.insight.clock import Pace
from hansei_tui.run.canvas import Canvas, Line, Part
from hansei_tui.run.clockwork import BAR, bar, words
from hansei_tui.run.painted import Painted
from hansei_tui.run.room import Room
from hansei_tui.sentences import tr, trc, trn
from hansei_tui.shown import clipped, shown
from hansei_tui.teams import team_kind
from hansei_tui.timeplan import short_of_the_end

#: Columns of the terminal from which on the toolkit is named too.
NARROW = 100


class TopBar(Painted):
    """One line, painted anew each second only where it differs."""

    DEFAULT_CSS = "TopBar { height: 2; padding: 0 1; background: $background; }"

    def __init__(self, room: Room) -> None:
        super().__init__(id="topbar")
        self.room = room

    @property
    def as_of(self) -> object:
        """What the record says, and the second: no clock shows less."""
        session = self.room.session
        return (session.state.version, session.only_read, session.team.name, session.now() // 1000)

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the line and leave one free."""
        ink, session = self.ink, self.room.session
        on = Canvas(width, ink.ground)
        clock = self._clock(roomy=width >= 90)
        name = shown(session.team.name)
        if len(clock) > 1 and cell_len(name) + 4 + _cells(clock) > width and not session.only_read:
            clock = self._clock(roomy=False)[:1]  # the time itself; how it stands is said once there is room for it
        team = clipped(name, max(8, width - 4 - _cells(clock)))
        left = max(0, width - cell_len(team) - 4 - _cells(clock))
        beside = clipped("  " + " · ".join(self._beside(left - 2, wide=width >= NARROW)), left)
        gap = left - cell_len(beside)
        on.line((f" {team} ", ink.now_block), (beside, ink.text), (" " * (gap + 2), ink.dim), *clock)
        on.blank()
        return on.lines

    def _beside(self, room: int, *, wide: bool) -> list[str]:
        """Return what stands beside the team, what matters most first, each of it whole or not at all."""
        session = self.room.session
        toolkit = shown(session.toolkit.ours.short or session.toolkit.title)
        activity = shown(plain(session.running.activity.title))
        people = sum(person.present for person in session.people)
        found = [activity, *([toolkit] if wide else []), team_kind(session.team.kind)]
        if people:
            found.append(trn("{n} person", "{n} people", people))
        kept: list[str] = []
        for each in found:
            if cell_len(" · ".join([*kept, each])) > room:
                break
            kept.append(each)
        return kept

    def _clock(self, *, roomy: bool) -> list[Part]:
        ink, session = self.ink, self.room.session
        if session.origin:
            return [(trc("a session", "received"), ink.strong), (" · " + tr("only read here"), ink.dim)]
        if session.closed:
            return [
                (trc("a session", "closed"), ink.strong),
                (" · ", ink.dim),
                ("R", ink.key),
                (" " + tr("reopens"), ink.dim),
            ]
        clock = self.room.clock.now()
        time, pace = words(clock)
        style = ink.warn if clock.pace is Pace.OVER else (ink.done if clock.running else ink.dim)
        parts: list[Part] = []
        if roomy and clock.planned is not None:
            used, last = bar(clock)
            plain = min(used, BAR - last)
            parts += [("▓" * plain, ink.done), ("▓" * (used - plain), ink.now)]
            parts += [("░" * (BAR - used), ink.rule), ("  ", ink.dim)]
        if clock.pace is Pace.OVER and clock.running:  # to be seen from the back of the room
            return [*parts, (f" {time} · {pace} ", ink.warn_block)]
        if roomy and (short := short_of_the_end(session)):
            pace, style = f"{pace} · {short}", ink.warn
        if time:
            parts += [(time, ink.strong if clock.running else ink.text), (" · ", ink.dim)]
        parts.append((pace, style))
        return parts


def _cells(parts: list[Part]) -> int:
    return sum(cell_len(text) for text, _ in parts)


class LookLine(Painted):
    """The line above the keys: both cursors."""

    DEFAULT_CSS = "LookLine { height: 1; padding: 0 2; background: $background; }"

    def __init__(self, room: Room) -> None:
        super().__init__(id="lookline")
        self.room = room

    @property
    def as_of(self) -> object:
        """What the record says, both cursors, and whether groups could rate what is asked."""
        room = self.room
        return (room.session.state.version, room.session.only_read, room.place.step.path, by_groups(room))

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the cursors, and the key that joins them when they are apart."""
        ink, room = self.ink, self.room
        on = Canvas(width, ink.ground)
        apart = room.place.step.path != room.session.running.path
        parts: list[Part] = [(room.place.words(), ink.now if apart else ink.dim)]
        if apart and not room.session.only_read:
            parts += [("   g", ink.key), (" " + tr("brings the room here"), ink.dim)]
        elif by_groups(room):
            parts += [("   r", ink.key), (" " + tr("rate in groups, unseen"), ink.dim)]
        on.line(*parts)
        return on.lines


def by_groups(room: Room) -> bool:
    """Whether there are groups that could rate what is asked, and nobody has begun with it in any other way."""
    task, session = room.asking.task, room.session
    if task is None or not session.groups.all or session.only_read or room.writing is not None:
        return False
    if session.state.answers.get(task.instrument) or task.instrument in session.state.rounds.of:
        return False
    this, kind = session.instrument(task.instrument)
    return kind.scale(this.definition, task.item) is not None
