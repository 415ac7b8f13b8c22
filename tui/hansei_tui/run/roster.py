"""Everybody who takes part, painted as a list: who they are, what they do, and what they have given."""

from __future__ import annotations

from collections import Counter

from rich.cells import cell_len
from rich.style import Style
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from hansei.record.people import Person
from hansei_tui.people import answer_counts, counted, role_name, voice
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.painted import Painted
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import clipped, padded, shown

#: Cells of the role, of the building, of the vote (at least) and of the answers, each with the gap before it.
ROLE, BUILDING, VOTE, ANSWERS = 16, 16, 9, 13
#: Cells of the longest name: what belongs together stays together on a wide screen.
WIDEST = 56
#: Cells of a name below which the building has no column of its own.
NARROWEST = 18
#: Cells left free at both sides.
MARGIN = 2
#: Lines that are no row: title, heading, what was done, and what is free between them.
AROUND = 7
#: What stands there before anybody takes part.
NOBODY = (
    N_("Nobody takes part yet."),
    "",
    N_("Press a and write names with commas between, or how many people there are."),
    N_("What the team answers together needs no names."),
)
CLOSED = N_("The session is closed: this can be read, and changed once it is open again.")


class Roster(Painted, can_focus=True):
    """The list of people.

    Args:
        room: The room.
    """

    DEFAULT_CSS = "Roster { width: 1fr; height: 1fr; background: $background; }"

    class Looked(Message):
        """Another person is stood on."""

    def __init__(self, room: Room) -> None:
        super().__init__(id="roster")
        self.room = room
        #: Index of the person who is stood on.
        self.at = 0
        self._top = 0
        self._canvas: Canvas | None = None
        self._counted: tuple[int, Counter[str]] = (-1, Counter())

    @property
    def person(self) -> Person | None:
        """The person who is stood on; None while there is nobody."""
        people = self.room.session.people
        return people[min(self.at, len(people) - 1)] if people else None

    def go(self, to: int) -> None:
        """Stand on a person, or on the nearest there is."""
        self.at = max(0, min(to, len(self.room.session.people) - 1))
        self.repaint()
        self.post_message(self.Looked())

    # ------------------------------------------------------------------------------------- painting

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint the title, the rows in sight, and below them what was done or who is stood on."""
        ink, session = self.ink, self.room.session
        people = session.people
        self.at = max(0, min(self.at, len(people) - 1))
        on = Canvas(width, ink.ground)
        on.blank()
        there = [person for person in people if person.present]
        votes = sum(person.votes for person in there)
        count = tr("{n} here, {votes} with a vote", n=len(there), votes=votes) if people else ""
        title = " " + tr("People") + " "
        team = clipped(shown(session.team.name), max(8, width - len(count) - len(title) - 10))
        on.line(
            (" " * MARGIN, ink.text),
            (title, ink.now_block),
            (f"  {team}", ink.text),
            (f"   {count}", ink.dim),
        )
        on.blank()
        rows = max(1, height - AROUND)
        if people:
            self._list(on, people, rows)
        else:
            for index, line in enumerate(NOBODY):
                on.text(tr(line), ink.text if not index else ink.dim, indent=MARGIN + 2)
        self._below(on, height)
        self._canvas = on
        return on.lines

    def _list(self, on: Canvas, people: tuple[Person, ...], rows: int) -> None:
        ink = self.ink
        vote = max(VOTE, *(2 + cell_len(voice(each)) for each in people))
        name = on.width - 2 * MARGIN - 2 - ROLE - vote - ANSWERS
        of = BUILDING if any(each.building for each in people) and name - BUILDING >= NARROWEST else 0
        name = min(WIDEST, name - of)
        heads = [(tr("Role"), ROLE), (tr("Building"), of), (tr("Vote"), vote), (tr("Answers"), ANSWERS)]
        titles = [padded(tr("Name"), name), *(padded("  " + text, cells) for text, cells in heads if cells)]
        on.line((" " * (MARGIN + 2), ink.dim), *((text, ink.dim) for text in titles))
        self._top = max(0, min(max(min(self._top, self.at), self.at - rows + 1), len(people) - rows))
        counts = self._counts()
        for index, person in enumerate(people[self._top : self._top + rows], self._top):
            here = index == self.at
            ground = ink.lit if here else Style()
            plain = (ink.text if person.present else ink.dim) + ground
            on.line(
                (" " * MARGIN, ink.text),
                ("▸ " if here else "  ", ink.now + ground),
                (padded(shown(person.name), name), (ink.strong + ground) if here else plain),
                ("  " + padded(shown(role_name(person.role)), ROLE - 2), plain),
                (padded("  " + shown(person.building), of) if of else "", plain),
                ("  " + padded(voice(person), vote - 2), plain if person.votes else ink.dim + ground),
                ("  " + padded(counted(counts[person.rater]), ANSWERS - 2), ink.dim + ground),
                hit=str(index),
            )

    def _below(self, on: Canvas, height: int) -> None:
        """Paint what was done last, or everything about the person who is stood on."""
        ink, saving, person = self.ink, self.room.saving, self.person
        on.blank(max(1, height - on.y - 2))
        if self.room.session.only_read:
            on.text(tr(CLOSED), ink.dim, indent=MARGIN, most=2)
        elif saving.says:
            on.text(shown(saving.says), ink.warn if saving.wrong else ink.done, indent=MARGIN, most=2)
        elif person is not None:
            count = counted(self._counts()[person.rater]) or tr("no answers yet")
            about = (role_name(person.role), person.building, voice(person), count)
            said = ": " + ", ".join(map(shown, filter(None, about)))
            room = 2 * (on.width - 2 * MARGIN) - len(said) - 12  # two lines, of which the first may break early
            on.text(clipped(shown(person.name), room) + said, ink.dim, indent=MARGIN, most=2)
        on.blank(max(0, height - on.y))

    def _counts(self) -> Counter[str]:
        """Return the answers of each rater, counted once for each version of the record."""
        version = self.room.session.state.version
        if self._counted[0] != version:
            self._counted = (version, answer_counts(self.room.session))
        return self._counted[1]

    # ------------------------------------------------------------------------------------- the mouse

    def on_click(self, event: Click) -> None:
        """Stand on the person who is clicked."""
        event.stop()
        found = self._canvas.hit(event.x, event.y) if self._canvas is not None else ""
        if found:
            self.go(int(found))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on to people further down."""
        event.stop()
        self.go(self.at + 3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back to people further up."""
        event.stop()
        self.go(self.at - 3)
