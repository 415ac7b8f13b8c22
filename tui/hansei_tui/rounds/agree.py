"""Settling a row: one level with a rationale, or no agreement; who does not go along is kept, with their words."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key

from hansei.errors import HanseiError
from hansei_tui.app.dialogs import AskText
from hansei_tui.rounds.dissenting import Dissenting, went_on
from hansei_tui.rounds.settling import KEYS, NONE, Settling, Spot
from hansei_tui.rounds.shell import Rows
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import clipped, shown

ELSEWHERE = N_("settled in another window meanwhile, see below; enter on save decides anew")
#: The letters that are keys beside a name.
BESIDE_NAME = "djk"


def settled_words(label: str) -> str:
    """Return what is said when a row was settled."""
    return tr("{row}: settled ✓", row=clipped(shown(label), 30))


class AgreeScreen(Dissenting):
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
    HELP = N_(
        "A row that is settled begins with what stands. Choose a level by its number, or no agreement with 0; where it "
        "is asked who holds a function, the next numbers choose that. Then say why, and of everybody who stands "
        "elsewhere whether they go along or dissent, with their words: on a line for words, letters begin to write. "
        "Elsewhere w writes why, and d adds somebody by name or in free words; beside a name space or d says that they "
        "dissent. Nothing is on the record before it is saved; what was chosen and written stays as a draft."
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

    def take_key(self, event: Key) -> bool:
        """A number chooses; on a line for words a letter begins to write: who types there does not mean the keys."""
        spot, character = self.rows.here, event.character or ""
        if self.session.only_read or not self.is_current or not character.isprintable() or character in ("", " "):
            return False
        if character in KEYS + "0":
            return self._number(character)
        if spot.what == "why":
            self._why(character)
        elif spot.what == "other" and character not in BESIDE_NAME:
            self._words(self.rows.dissenting[spot.at], character)
        else:
            return False
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is a key on the line that is stood on."""
        at = self.rows.here.what
        if (action == "why" and at in ("why", "other")) or (action == "dissent" and at == "why"):
            return False
        return super().check_action(action, parameters)

    def _number(self, digit: str) -> bool:
        """Choose a level, or what goes with it, by its number; return whether there is one."""
        found = self.rows.numbered
        if digit == "0":
            self._choose(Spot("place", len(self.rows.places) - 1))
        elif (at := KEYS.index(digit)) < len(found):
            self._choose(found[at])
        else:
            return False
        return True

    def _choose(self, spot: Spot) -> None:
        self.room.saving.say("")
        before = self.rows.here.what
        self.rows.choose(spot)
        if self.rows.here.what != before:  # else the same keys do something
            self.refresh_bindings()

    def action_take(self) -> None:
        """Do what belongs to the line that is stood on."""
        spot = self.rows.here
        if spot.what in ("place", "beside"):
            self._choose(spot)
        elif spot.what == "why":
            self._why()
        elif spot.what == "other":
            self._words(self.rows.dissenting[spot.at])
        elif spot.what == "more":
            self._add()
        else:
            self.action_save()

    def action_why(self) -> None:
        """Write the rationale."""
        self._why()

    def _why(self, begun: str = "") -> None:
        """Write the rationale. Every letter is a draft: a laptop that dies, or escape, loses none.

        Args:
            begun: What was typed already; left out again by who leaves with nothing more.
        """
        before = self.rows.choice.rationale

        def typed(text: str) -> None:
            self.rows.choice.rationale = text.strip()
            self.rows.keep()

        def done(text: str | None) -> None:
            if text is not None:
                self.rows.choice.rationale = text.strip()
                self.rows.at = self.rows.spots.index(Spot("why")) + 1
                self.rows.keep()
            elif begun and self.rows.choice.rationale == went_on(before, begun):
                typed(before)

        ask = AskText(self.rows.why[0], went_on(before, begun), long=True, changed=typed)
        self.app.push_screen(ask, done)

    # ------------------------------------------------------------------------------------- the record

    def action_save(self) -> None:
        """Put it on the record, unless somebody else settled the row meanwhile: that is shown first."""
        rows, choice = self.rows, self.rows.choice
        if not choice.place:
            self.room.saving.say(tr("choose a level first: its number does it"), wrong=True)
            rows.repaint()
            return
        with suppress(HanseiError):  # a busy store, which saving finds out too
            self.session.refresh()
        now = {each.id for each in rows.compared.settled}
        if now != rows.seen:
            rows.seen = now
            rows.at = rows.count - 1
            self.room.saving.say(tr(ELSEWHERE), wrong=True)
            self.show()
            return
        kept = rows.kept

        def act() -> None:
            rounds, (instrument, item), why = self.session.rounds, (self.instrument, self.item), choice.rationale
            if choice.place == NONE:
                rounds.disagree(instrument, item, rationale=why, positions=kept)
            else:
                level, beside = choice.place, choice.beside
                rounds.agree(instrument, item, level=level, beside=beside, rationale=why, dissent=kept)

        def then() -> None:
            self.room.drafts.put(rows.key, "")
            if self.is_current:
                self.dismiss("settled")

        label = rows.compared.item.label
        apart = tr("{row}: no agreement, kept ✓", row=clipped(shown(label), 30))
        if not self.room.record(act, apart if choice.place == NONE else settled_words(label), then):
            self.show()

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Take what is clicked."""
        what, _, at = event.hit.partition(":")
        self.rows.at = int(at)
        if self.session.only_read:
            self.action_go(0)
        elif what == "box":
            self.action_dissent()
        else:
            self.action_take()
