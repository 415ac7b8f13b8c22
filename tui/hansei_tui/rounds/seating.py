"""Who sits where, painted: each group with its members, its head count and where it is; then who sits nowhere."""

from __future__ import annotations

from attrs import frozen
from rich.cells import cell_len
from rich.style import Style

from hansei.record.grouping import Group
from hansei.record.people import Person
from hansei_tui.people import role_name
from hansei_tui.rounds.shell import Rows
from hansei_tui.run.canvas import Canvas
from hansei_tui.run.place import number
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import clipped, padded, shown

#: What stands there before there are groups.
NONE = (
    N_("There are no groups yet: the whole team is together."),
    N_("f breaks everybody with a vote into groups."),
    N_("a names one group, with people or only a head count, as Table 1: 5."),
)


@frozen
class Seat:
    """One line: a group, somebody in it, or somebody who sits nowhere."""

    group: Group | None = None
    person: Person | None = None


class Seating(Rows):
    """The groups.

    Args:
        room: The room.
    """

    help_text = N_("Every group with its people. Those with a vote who sit nowhere stand below.")

    def __init__(self, room: Room) -> None:
        super().__init__(room, tr("Groups"))

    @property
    def seats(self) -> list[Seat]:
        """Every line, in order."""
        found: list[Seat] = []
        groups = self.room.session.groups
        for each in groups.all:
            found.append(Seat(each))
            found += [Seat(each, person) for person in each.people]
        if found:
            found += [Seat(None, person) for person in groups.alone]
        return found

    @property
    def here(self) -> Seat:
        """What is stood on."""
        seats = self.seats
        return seats[min(self.at, len(seats) - 1)] if seats else Seat()

    @property
    def group(self) -> Group | None:
        """The group that is stood on, or that the person sits at."""
        return self.here.group

    @property
    def person(self) -> Person | None:
        """The person who is stood on."""
        return self.here.person

    def stand(self, id_: str) -> None:
        """Stand on a person."""
        self.at = next((i for i, each in enumerate(self.seats) if each.person and each.person.id == id_), self.at)
        self.repaint()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.seats)

    @property
    def beside(self) -> str:
        """How many groups, and who sits nowhere."""
        groups, alone = self.room.session.groups.all, len(self.room.session.groups.alone)
        if not groups:
            return self.room.session.team.name
        people = sum(each.size for each in groups)
        words = trn("{n} group, {people} people", "{n} groups, {people} people", len(groups), people=people)
        there = [each for each in self.room.session.people if each.present and each.votes]
        if people > len(there) and any(not each.named for each in there):  # else a head count may be of others
            words = tr("{groups}, but {count} came", groups=words, count=len(there))
        return tr("{groups}, {count} nowhere", groups=words, count=alone) if alone else words

    def above(self, on: Canvas) -> None:
        """Say how to begin."""
        if not self.count:
            for index, line in enumerate(NONE):
                on.text(tr(line), self.ink.text if not index else self.ink.dim, indent=2)
            for person in self.room.session.groups.alone:
                on.line(("    ", self.ink.dim), (shown(person.name), self.ink.text))

    def row(self, on: Canvas, index: int, *, here: bool) -> None:
        """Paint a group or a person."""
        ink, seat = self.ink, self.seats[index]
        ground = ink.lit if here else Style()
        mark = ("▸ " if here else "  ", ink.now + ground)
        if seat.person is None and seat.group is not None:
            group = seat.group
            size = trn("{n} person", "{n} people", group.size)
            if group.heads and group.people:
                size = tr("{people}, {count} of them only counted", people=size, count=group.heads)
            elif group.heads:
                size = tr("{people}, a head count", people=size)
            away = ""
            if group.step:
                step = number(self.room.session, self.room.session.step(group.step))
                away = "   " + tr("◆ at {step}", step=step)
            name = clipped(shown(group.name), max(8, on.width - cell_len(size) - cell_len(away) - 8))
            on.line(
                mark,
                (name, ink.strong + ground),
                (f"   {size}", ink.dim + ground),
                (away, ink.now + ground),
                (" " * on.width, ground),
            )
        elif seat.person is not None:
            person = seat.person
            about = " · ".join(shown(each) for each in (role_name(person.role), person.building) if each)
            nowhere = "" if seat.group is not None else "  " + tr("! sits nowhere")
            name = padded(shown(person.name), max(8, min(40, on.width - 32)))
            on.line(
                mark,
                ("  · " if seat.group else "  ○ ", ink.dim + ground),
                (name, (ink.strong if here else ink.text) + ground),
                (f"  {about}", ink.dim + ground),
                (nowhere, ink.warn + ground),
                (" " * on.width, ground),
            )
