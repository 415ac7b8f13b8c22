"""Counting raised hands: level by level, row by row. What was counted is hidden again until the reveal."""

from __future__ import annotations

import json
from typing import ClassVar

from attrs import frozen
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Key

from hansei.errors import UsageError
from hansei.form import Option
from hansei.kinds import Item
from hansei.record.events import Counted
from hansei.record.people import group
from hansei.record.rounds import Round
from hansei_tui.app.dialogs import Confirm
from hansei_tui.rounds.entry import rated_rows
from hansei_tui.rounds.open_round import OpenRound, few, round_words
from hansei_tui.rounds.shell import Rows
from hansei_tui.run.canvas import Canvas
from hansei_tui.run.keyed import keyed
from hansei_tui.run.room import Room
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import clipped, padded, shown

#: The most digits of one count.
DIGITS = 4


@frozen
class Slot:
    """What is counted at once: a row, and whose hands."""

    item: Item
    #: A group's name; empty: the whole room.
    group: str

    @property
    def rater(self) -> str:
        """The group as a rater; empty: the whole room."""
        return group(self.group) if self.group else ""


class Tally(Rows):
    """The levels of a row with the hands that are being counted.

    Args:
        room: The room.
        instrument: The instrument's id.
        number: The round, 1-based.
    """

    help_text = N_("The hands of one row: type the number for the level that is lit; up and down go between levels.")

    def __init__(self, room: Room, instrument: str, number: int) -> None:
        super().__init__(room, tr("Raised hands"))
        self.instrument, self.number = instrument, number
        self.slots = self._slots()
        #: Index of the row and group that are counted now.
        self.slot_at = next((index for index, each in enumerate(self.slots) if not self.counted(each)), 0)
        #: Level or aside to the digits that are typed.
        self.typed: dict[str, str] = {}
        self.restore()

    def _slots(self) -> list[Slot]:
        session, round_ = self.room.session, self.round
        if round_ is None:
            return []
        groups = [each.key for each in session.groups.all] if round_.opened.by == "group" else []
        items = [item for item in rated_rows(session, self.instrument) if round_.covers(item.id)]
        return [Slot(item, key) for item in items for key in groups or [""]]

    @property
    def round(self) -> Round | None:
        """The round, while it is open."""
        found = self.room.session.state.rounds.get(self.instrument, self.number)
        return found if found is not None and found.open else None

    @property
    def slot(self) -> Slot:
        """What is counted now."""
        return self.slots[self.slot_at]

    @property
    def places(self) -> tuple[Option, ...]:
        """The levels of the row, then the answers that are none."""
        this, kind = self.room.session.instrument(self.instrument)
        scale = kind.scale(this.definition, self.slot.item)
        return (*scale.levels, *scale.asides) if scale is not None else ()

    def counted(self, slot: Slot) -> bool:
        """Whether hands were counted for it; how many of them is hidden until the reveal."""
        return self.round is not None and (slot.item.id, slot.group) in self.round.counted

    @property
    def people(self) -> int:
        """How many hands there can be; 0: nobody knows."""
        session = self.room.session
        if self.slot.group:
            found = next((each for each in session.groups.all if each.key == self.slot.group), None)
            return sum(each.votes for each in found.people) + found.heads if found is not None else 0
        voters = sum(each.present and each.votes for each in session.people)
        return voters + sum(each.heads for each in session.groups.all)

    @property
    def counts(self) -> dict[str, int]:
        """What is typed."""
        return {id_: int(digits) for id_, digits in self.typed.items() if digits}

    # ------------------------------------------------------------------------------------- drafts

    @property
    def key(self) -> str:
        """Where a count that is not on the record is put aside."""
        return f"hands:{self.instrument}/{self.number}/{self.slot.item.id}/{self.slot.group}"

    def keep(self) -> None:
        """Put aside what is typed."""
        self.room.drafts.put(self.key, json.dumps(self.typed) if self.counts else "")

    def restore(self) -> None:
        """Go on with what was typed."""
        self.typed, self.at = {}, 0
        if not self.slots:
            return
        try:
            kept = json.loads(self.room.drafts.get(self.key) or "{}")
        except ValueError:
            return
        known = {each.id for each in self.places}
        self.typed = {id_: str(digits) for id_, digits in kept.items() if id_ in known and str(digits).isdecimal()}

    def turn(self, to: int) -> None:
        """Count another row."""
        self.slot_at = max(0, min(to, len(self.slots) - 1))
        self.restore()
        self.repaint()

    def type(self, digit: str) -> None:
        """Type a digit; an empty one takes the last away."""
        id_ = self.places[self.at].id
        now = self.typed.get(id_, "")
        self.typed[id_] = now[:-1] if not digit else (now + digit).lstrip("0")[:DIGITS] or "0"
        self.keep()
        self.repaint()

    def more(self, by: int) -> None:
        """Count so many hands more for the level that is stood on."""
        id_ = self.places[self.at].id
        hands = max(0, min(int(self.typed.get(id_) or 0) + by, 10**DIGITS - 1))
        self.typed[id_] = str(hands) if hands else ""
        self.keep()
        self.repaint()

    # ------------------------------------------------------------------------------------- painting

    @property
    def count(self) -> int:
        """How many levels there are."""
        return len(self.places) if self.slots else 0

    @property
    def beside(self) -> str:
        """Which round, and how many rows are counted."""
        round_ = self.round
        done = sum(self.counted(each) for each in self.slots)
        if round_ is None:
            return ""
        words = round_words(self.room, round_)
        return tr("{round}: {done} of {all} counted", round=words, done=done, all=len(self.slots))

    def above(self, on: Canvas) -> None:
        """Paint which row it is."""
        ink = self.ink
        if not self.slots:
            on.text(tr("There is no row with levels to raise hands for."), ink.text)
            return
        slot = self.slot
        where = tr("{number} of {all}", number=self.slot_at + 1, all=len(self.slots))
        parts = [(f"{where}   ", ink.dim)]
        if slot.group:
            parts.append((f"{shown(clipped(self.room.session.rater_name(slot.rater), 24))}   ", ink.said))
        done = "   " + tr("✓ counted, hidden") if self.counted(slot) else ""
        room = max(8, on.width - sum(len(text) for text, _ in parts) - len(done))
        on.line(*parts, (clipped(shown(slot.item.label), room), ink.strong), (done, ink.done))
        if slot.item.title != slot.item.label:
            for line in wrap(slot.item.title, on.width, 2):
                on.line((line, ink.text))
        on.blank()

    def row(self, on: Canvas, index: int, *, here: bool) -> None:
        """Paint a level and its hands."""
        ink, place = self.ink, self.places[index]
        ground = ink.lit if here else Style()
        digits = self.typed.get(place.id, "")
        hands = int(digits or 0)
        room = max(0, on.width - 38)
        bar = "■" * min(hands, room)
        on.zone(26, 2, f"less:{index}")
        on.zone(32, 2, f"more:{index}")
        on.line(
            ("▸ " if here else "  ", ink.now + ground),
            (padded(shown(place.title), 24), (ink.strong if here else ink.text) + ground),
            ("− ", ink.key + ground),
            (f"{digits or '·':>3} ", (ink.now if digits else ink.dim) + ground),
            ("+ ", ink.key + ground),
            (bar, ink.said + ground),
            (" " * on.width, ground),
        )

    def least_below(self, height: int) -> int:
        """Keep lines for the total."""
        return 3

    def below(self, on: Canvas, height: int) -> None:
        """Paint the total beside the number of people, and what the level that is lit says, to be read out."""
        if not self.slots:
            return
        end = on.y + height
        ink, total, people = self.ink, sum(self.counts.values()), self.people
        if people and total > people:
            says = tr("! {hands} of {people} hands: more hands than people; count again", hands=total, people=people)
            on.line((says, ink.warn))
        else:
            words = tr("{hands} hands", hands=total)
            if people:
                words = tr("{hands} of {people} hands", hands=total, people=people)
            left = "   " + tr("{count} not raised", count=people - total) if people and total else ""
            on.line((words, ink.strong if total else ink.dim), (left, ink.dim))
        if all(self.counted(each) for each in self.slots):
            done = (tr("All are counted.") + " ", ink.done)
            on.line(done, *keyed(tr("{key} reveals everything at once"), "v", ink.dim, ink.key))
        lit = self.places[self.at].text
        if lit and end - on.y > 1:
            on.blank()
            on.text(lit, ink.text, most=end - on.y)


class HandsScreen(OpenRound):
    """Counts raised hands.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
        number: The round, 1-based.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "keep, next row"),
        Binding("v", "reveal", "reveal"),
        Binding("right_square_bracket,right,l,tab", "turn(1)", "next row", key_display="→"),
        Binding("left_square_bracket,left,h,shift+tab", "turn(-1)", "row before", key_display="←"),
        Binding("backspace", "wipe", "take a digit away", show=False),
        Binding("u", "undo", "undo"),
        Binding("x", "drop", "call the round off"),
        Binding("o", "other", "other rounds"),
        Binding("escape,q,r", "back", "back", key_display="q"),
        Binding("down,j", "go(1)", "next level", show=False),
        Binding("up,k", "go(-1)", "level before", show=False),
    ]
    HELP = N_(
        "Ask for hands level by level and type the numbers. Enter keeps the count and goes to the next row; a second "
        "count takes the place of the first. What was counted is not shown again until the reveal."
    )
    CHANGES = ("keep", "reveal", "wipe", "undo", "drop")
    LOST = N_("What was counted in it counts for nothing.")

    rows: Tally

    def __init__(self, room: Room, instrument: str, number: int) -> None:
        super().__init__(room, instrument, number, Tally(room, instrument, number))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action == "reveal" and (self.over or not any(self.rows.counted(each) for each in self.rows.slots)):
            return False
        return super().check_action(action, parameters)

    def take_key(self, event: Key) -> bool:
        """Digits are counts, before the enter that follows keeps them."""
        digit = event.character and event.character.isdecimal() and event.character.isascii() and self.rows.count
        if digit and event.character and not self.session.only_read:
            self.room.saving.say("")
            self.rows.type(event.character)
        return bool(digit)

    def action_wipe(self) -> None:
        """Take a digit away."""
        self.rows.type("")

    def action_turn(self, by: int) -> None:
        """Count another row."""
        self.room.saving.say("")
        self.rows.turn(self.rows.slot_at + by)

    def action_keep(self) -> None:
        """Put the count on the record and go on."""
        rows, slot, counts = self.rows, self.rows.slot, self.rows.counts

        def kept() -> None:
            self.room.drafts.put(rows.key, "")
            count = len(rows.slots)
            ahead = [(rows.slot_at + step) % count for step in range(1, count + 1)]
            rows.turn(next((index for index in ahead if not rows.counted(rows.slots[index])), rows.slot_at))

        if not sum(counts.values()) and rows.counted(slot):
            self.action_turn(1)
            return
        says = tr("{row}: counted ✓", row=slot.item.label)
        self.record(
            lambda: self.session.rounds.count(self.instrument, slot.item.id, counts, group=slot.rater), says, kept
        )

    def action_undo(self) -> None:
        """Take back the last count, unless something else was done after it."""

        def act() -> None:
            self.session.refresh()
            last = self.session.last_change()
            if last is None or not isinstance(last[0], Counted):
                raise UsageError(tr("what was done last is no count: u beside the step takes it back"))
            self.session.undo()

        self.record(act, tr("taken back: the last count"))

    def action_reveal(self) -> None:
        """Show everything at once, after naming what is not counted."""
        left = list(dict.fromkeys(each.item.label for each in self.rows.slots if not self.rows.counted(each)))
        if not left:
            self.reveal(True)
            return
        text = tr("Not counted: {names}.", names=few(left, 4))
        self.app.push_screen(Confirm(tr("Reveal now?"), text, again="v"), self.reveal)

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Stand on the level that is clicked; its signs count one hand more or less."""
        what, _, at = event.hit.partition(":")
        self.rows.at = int(at)
        self.action_go(0)
        if what in ("more", "less") and not self.session.closed:
            self.rows.more(1 if what == "more" else -1)
