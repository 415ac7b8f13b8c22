"""Settling a row: one level with a rationale, or no agreement; who does not go along is kept, with their words."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import ClassVar

from attrs import define, field
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Key

from hansei.errors import HanseiError, UsageError
from hansei.form import Option
from hansei.insight.compare import ComparedRow, Position, compare
from hansei.record.people import TEAM, group
from hansei.record.view import HANDS
from hansei_tui.app.dialogs import AskText
from hansei_tui.rounds.shell import RoundScreen, Rows
from hansei_tui.rounds.spread import place_of
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.run.room import Room
from hansei_tui.shown import clipped, padded, shown

#: What is chosen when the team does not come together; no level is called so.
NONE = "!none"
ELSEWHERE = "settled in another window meanwhile, see below; enter on save decides anew"


@define
class Choice:
    """What is about to be settled."""

    #: Id of a level or an aside, or :data:`NONE`.
    place: str = ""
    rationale: str = ""
    #: Rater as people read it, to their words.
    words: dict[str, str] = field(factory=dict)


class Settling(Rows):
    """The levels, the rationale, and those who stand elsewhere.

    Args:
        room: The room.
        instrument: The instrument's id.
        item: The row's id.
    """

    help_text = (
        "Choose a level by its number, then why, then who does not go along. The last line puts it on the record."
    )

    def __init__(self, room: Room, instrument: str, item: str) -> None:
        super().__init__(room, "Agree")
        self.instrument, self.item = instrument, item
        self._compared_at: tuple[int, ComparedRow | None] = (-1, None)
        self.choice = self._restored()
        #: Ids of what was settled when this was last looked at.
        self.seen = {each.id for each in self.compared.settled}

    @property
    def compared(self) -> ComparedRow:
        """The row, compared once for each version of the record."""
        session = self.room.session
        if self._compared_at[0] != session.state.version or self._compared_at[1] is None:
            found = next(row for row in compare(session, self.instrument) if row.item.id == self.item)
            self._compared_at = (session.state.version, found)
        row = self._compared_at[1]
        assert row is not None  # noqa: S101 - set above
        return row

    @property
    def places(self) -> tuple[Option, ...]:
        """The levels, the asides, and no agreement."""
        scale = self.compared.scale
        own = (*scale.levels, *scale.asides) if scale is not None else ()
        return (*own, Option(NONE, "no agreement"))

    @property
    def others(self) -> list[Position]:
        """Those who stand elsewhere, whose dissent can be kept; all of them where there is no agreement."""
        chosen = self.choice.place
        if not chosen:
            return []
        own = (HANDS, self.room.session.rater_name(TEAM))
        return [each for each in self.compared.positions if each.rater not in own and each.place != chosen]

    def raw(self, position: Position) -> str:
        """Return a rater so that a group is never taken for a person of the same name."""
        round_ = self.room.session.state.rounds.get(self.instrument, self.compared.round)
        return group(position.rater) if round_ is not None and round_.opened.by == "group" else position.rater

    # ------------------------------------------------------------------------------------- drafts

    @property
    def key(self) -> str:
        """Where what is not on the record is put aside."""
        return f"agree:{self.instrument}/{self.item}/{self.compared.round}"

    def keep(self) -> None:
        """Put aside what is chosen and written."""
        choice = self.choice
        self.room.drafts.put(self.key, json.dumps([choice.place, choice.rationale, choice.words]))
        self.repaint()

    def _restored(self) -> Choice:
        try:
            place, rationale, words = json.loads(self.room.drafts.get(self.key) or '["", "", {}]')
            known = {each.id for each in self.places}
            return Choice(place if place in known else "", str(rationale), {str(k): str(v) for k, v in words.items()})
        except (ValueError, TypeError, AttributeError):
            return Choice()

    # ------------------------------------------------------------------------------------- painting

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Every line that can be stood on: what it is, and its index there."""
        found = [("place", index) for index in range(len(self.places))]
        found.append(("why", 0))
        found += [("other", index) for index in range(len(self.others))]
        return [*found, ("save", 0)]

    @property
    def count(self) -> int:
        """How many lines."""
        return len(self.lines)

    @property
    def beside(self) -> str:
        """Which row."""
        return self.compared.item.label

    def above(self, on: Canvas) -> None:
        """Paint what was settled already, in a conflict both."""
        ink, row, session = self.ink, self.compared, self.room.session
        if len(row.settled) > 1:
            on.text(
                "Settled twice at once, differently. What you decide now takes the place of both:", ink.warn, most=2
            )
        for each in row.settled:
            words = f"{'!' if len(row.settled) > 1 else '✓'} {place_of(session, row, each)}"
            words += f" — {each.rationale}" if each.rationale else ""
            on.line((clipped(shown(words), on.width), ink.warn if len(row.settled) > 1 else ink.done))
        if not row.settled:
            on.line((clipped(row.denominator(), on.width), ink.dim))
        on.blank()

    def row(self, on: Canvas, index: int, *, here: bool) -> None:
        """Paint a level, the rationale, somebody who stands elsewhere, or the line that saves."""
        ink, (what, at) = self.ink, self.lines[index]
        ground = ink.lit if here else Style()
        if at == 0 and what != "place" and self.size.height >= self.count + 12:
            on.blank()
        lead: Part = ("▸ " if here else "  ", ink.now + ground)
        rest: Part = (" " * on.width, ground)
        if what == "place":
            place = self.places[at]
            chosen = place.id == self.choice.place
            who = ", ".join(
                each.rater + (f" ×{each.count}" if each.count > 1 else "")
                for each in self.compared.positions
                if each.place == place.id
            )
            key = "0" if place.id == NONE else str(at + 1)
            style = (ink.now if chosen else ink.strong if here else ink.text) + ground
            title = padded(f"{'◉' if chosen else '○'} {shown(place.title)}", min(26, on.width // 2))
            on.line(lead, (f"{key} ", ink.key + ground), (title, style), (f" {shown(who)}", ink.said + ground), rest)
        elif what == "why":
            words = shown(self.choice.rationale)
            lead2 = "Why    " if words else "w      "
            on.line(
                lead,
                (lead2, ink.dim + ground),
                (words or "why we settle on this", (ink.said if words else ink.dim) + ground),
                rest,
            )
        elif what == "other":
            each = self.others[at]
            there = self.choice.words.get(each.rater)
            stands = self.compared.scale.title(each.place) if self.compared.scale is not None else ""
            name = f"{'[x]' if there is not None else '[ ]'} {clipped(shown(each.rater), 20)}: {shown(stands)}"
            says = f"  “{shown(there)}”" if there else "  dissents" if there is not None else "  goes along"
            if self.choice.place == NONE and there is None:
                says = "  as rated"
            style = (ink.said if there is not None else ink.dim) + ground
            on.line(lead, (name, (ink.strong if here else ink.text) + ground), (says, style), rest)
        else:
            title = next((each.title for each in self.places if each.id == self.choice.place), "")
            words = f" save: {shown(title)} " if title else " choose a level first "
            on.line(lead, (words, ink.now_block if here and title else ink.dim + ground), ("  ctrl+s", ink.key), rest)


class AgreeScreen(RoundScreen):
    """Settles one row; answers something when it is settled.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
        item: The row's id.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "choose, go on"),
        Binding("w", "why", "why"),
        Binding("d,space", "dissent", "dissent", key_display="d"),
        Binding("ctrl+s", "save", "save", key_display="^s"),
        Binding("escape,q", "back", "leave it", key_display="esc"),
        Binding("down,j,tab", "go(1)", "next", show=False),
        Binding("up,k,shift+tab", "go(-1)", "previous", show=False),
    ]
    HELP = (
        "Choose a level by its number, or no agreement with 0. Then say why, and for everybody who stands elsewhere "
        "whether they go along or dissent, with their words. Nothing is on the record before it is saved; what was "
        "chosen and written stays as a draft."
    )
    CHANGES = ("take", "why", "dissent", "save")

    rows: Settling

    def __init__(self, room: Room, instrument: str, item: str) -> None:
        super().__init__(room, Settling(room, instrument, item))
        self.instrument, self.item = instrument, item

    @property
    def over(self) -> bool:
        """Whether a further round is open for the row."""
        return self.session.rounds.current(self.instrument, self.item) is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer dissent only beside somebody who can dissent."""
        if action == "dissent" and self.rows.lines[min(self.rows.at, self.rows.count - 1)][0] != "other":
            return False
        return super().check_action(action, parameters)

    def on_key(self, event: Key) -> None:
        """A number chooses a level."""
        if self.session.closed or not event.character or event.character not in "0123456789":
            return
        number, count = int(event.character), len(self.rows.places)
        if number < count:
            event.stop()
            self._choose(number - 1 if number else count - 1)

    def _choose(self, index: int) -> None:
        self.room.saving.say("")
        self.rows.choice.place = self.rows.places[index].id
        self.rows.at = len(self.rows.places)  # why comes next
        self.rows.keep()
        self.refresh_bindings()

    def action_take(self) -> None:
        """Do what belongs to the line that is stood on."""
        what, at = self.rows.lines[self.rows.at]
        if what == "place":
            self._choose(at)
        elif what == "why":
            self.action_why()
        elif what == "other":
            self._words(at)
        else:
            self.action_save()

    def action_why(self) -> None:
        """Write the rationale."""

        def done(text: str | None) -> None:
            if text is not None:
                self.rows.choice.rationale = text.strip()
                self.rows.at = len(self.rows.places) + 1
                self.rows.keep()

        self.app.push_screen(AskText("Why do we settle on this?", self.rows.choice.rationale, long=True), done)

    def _words(self, at: int) -> None:
        each = self.rows.others[at]

        def done(text: str | None) -> None:
            if text is not None:
                self.rows.choice.words[each.rater] = text.strip()
                self.rows.at += 1
                self.rows.keep()

        title = f"What does {each.rater} want said?"
        self.app.push_screen(AskText(title, self.rows.choice.words.get(each.rater, ""), long=True), done)

    def action_dissent(self) -> None:
        """Keep a dissent without words, or let somebody go along."""
        who, words = self.rows.others[self.rows.lines[self.rows.at][1]].rater, self.rows.choice.words
        if who in words:
            del words[who]
        else:
            words[who] = ""
        self.rows.keep()

    def action_save(self) -> None:
        """Put it on the record, unless somebody else settled the row meanwhile: that is shown first."""
        rows, choice = self.rows, self.rows.choice
        if not choice.place:
            self.room.saving.say("choose a level first: its number does it", wrong=True)
            rows.repaint()
            return
        with suppress(HanseiError):  # a busy store, which saving finds out too
            self.session.refresh()
        now = {each.id for each in rows.compared.settled}
        if now != rows.seen:
            rows.seen = now
            rows.at = rows.count - 1
            self.room.saving.say(ELSEWHERE, wrong=True)
            self.show()
            return
        kept = {rows.raw(each): choice.words[each.rater] for each in rows.others if each.rater in choice.words}

        def act() -> None:
            rounds = self.session.rounds
            if choice.place == NONE:
                rounds.disagree(self.instrument, self.item, rationale=choice.rationale, positions=kept)
            elif choice.place in {each.id for each in rows.places}:
                rounds.agree(self.instrument, self.item, level=choice.place, rationale=choice.rationale, dissent=kept)
            else:  # pragma: no cover - places are offered, not typed
                raise UsageError("choose a level first")

        def then() -> None:
            self.room.drafts.put(rows.key, "")
            if self.is_current:
                self.dismiss("settled")

        label = rows.compared.item.label
        if not self.room.record(act, f"{clipped(shown(label), 30)}: settled ✓", then):
            self.show()

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Take what is clicked."""
        self.rows.at = int(event.hit.partition(":")[2])
        if not self.session.closed:
            self.action_take()
