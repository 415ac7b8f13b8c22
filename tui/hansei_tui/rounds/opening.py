"""Opening a round: who rates, how it comes in, and which rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding, BindingType

from hansei.errors import UsageError
from hansei_tui.rounds.entry import rated_rows
from hansei_tui.rounds.groups import GroupsScreen
from hansei_tui.rounds.shell import RoundScreen, Rows
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.run.keyed import KEY, keyed
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import clipped, padded, shown

#: Who rates: id, and how it is said.
BY = (("group", N_("groups")), ("person", N_("each person")), ("team", N_("the whole team")))
#: How it comes in.
HOW = (("keyboard", N_("pass the keyboard")), ("hands", N_("raised hands")), ("paper", N_("paper")))
#: The lines above the rows.
HEADS = (N_("Who rates"), N_("How"))
ABOUT = {
    ("group", "keyboard"): N_(
        "The laptop goes from table to table; nobody sees what another one gave until the reveal."
    ),
    ("person", "keyboard"): N_(
        "The laptop goes from person to person; nobody sees what another one gave until the reveal."
    ),
    ("team", "keyboard"): N_("The team rates together, aloud; then it settles what it agrees on."),
    "hands": N_("For each row the hands are counted, level by level; the picture is shown at the reveal."),
    "paper": N_("Everybody rates on paper, and what the sheets say is typed in, one after the other."),
}


class Offer(Rows):
    """What is to be chosen.

    Args:
        room: The room.
        instrument: The instrument's id.
        only: Ids of the rows that are rated; empty: all.
    """

    help_text = N_(
        "Left and right change who rates and how; space takes a row in or leaves it out. Enter opens the round."
    )

    def __init__(self, room: Room, instrument: str, only: Sequence[str] = ()) -> None:
        super().__init__(room, tr("A round of rating"))
        self.instrument = instrument
        self.items = rated_rows(room.session, instrument)
        session = room.session
        #: Item to the number of the round that is open for it.
        self.taken = {
            item.id: open_.number for item in self.items if (open_ := session.rounds.current(instrument, item.id))
        }
        self.wanted = set(only) or {item.id for item in self.items} - set(self.taken)
        voters = any(each.votes and each.present for each in session.people)
        before = [each.opened for each in session.rounds.of(instrument)]
        self.by = before[-1].by if before else "group" if session.groups.all or not voters else "person"
        self.how = before[-1].how if before else "keyboard"

    @property
    def all(self) -> bool:
        """Whether every row is rated."""
        return len(self.wanted) == len(self.items)

    @property
    def count(self) -> int:
        """Who, how, and the rows."""
        return 2 + len(self.items)

    @property
    def beside(self) -> str:
        """What is rated."""
        this = self.room.session.toolkit.instruments[self.instrument]
        return this.ours.short or this.title or self.instrument

    def turn(self, by: int) -> None:
        """Choose the next or the previous way on the line that is stood on."""
        options = BY if self.at == 0 else HOW
        ids = [id_ for id_, _ in options]
        now = ids.index(self.by if self.at == 0 else self.how)
        self.take(self.at, ids[(now + by) % len(ids)])

    def take(self, line: int, id_: str) -> None:
        """Choose a way."""
        if line == 0:
            self.by = id_  # type: ignore[assignment]
        else:
            self.how = id_  # type: ignore[assignment]
        self.repaint()

    def toggle(self, index: int) -> None:
        """Take a row in or leave it out; not one that another round is open for."""
        self.wanted ^= {self.items[index].id} - set(self.taken)
        self.repaint()

    def row(self, on: Canvas, index: int, *, here: bool) -> None:
        """Paint who rates, how, or a row."""
        ink = self.ink
        ground = ink.lit if here else Style()
        mark: Part = ("▸ " if here else "  ", ink.now + ground)
        if index >= 2:
            item = self.items[index - 2]
            taken = item.id in self.wanted
            note = ""
            if item.id in self.taken:
                note = "   " + tr("round {number} is open", number=self.taken[item.id])
            words = clipped(shown(item.label), on.width - 8 - len(note)) + note
            box = ("[x] " if taken else "[ ] ", (ink.done if taken else ink.dim) + ground)
            style = (ink.strong if here else ink.text if taken else ink.dim) + ground
            on.line(mark, box, (words, style), (" " * on.width, ground))
            return
        options, chosen = ((BY, self.by), (HOW, self.how))[index]
        wide = 2 + max(cell_len(tr(each)) for each in HEADS)
        parts: list[Part] = [mark, (padded(tr(HEADS[index]), wide), ink.dim + ground)]
        x = 2 + wide
        for id_, title in options:
            lit = id_ == chosen
            text = ("● " if lit else "○ ") + tr(title)
            on.zone(x, cell_len(text), f"take:{index}:{id_}")
            parts += [(text, (ink.now if lit else ink.text) + ground), ("  ", ground)]
            x += cell_len(text) + 2
        on.line(*parts, (" " * on.width, ground))

    def least_below(self, height: int) -> int:
        """Keep lines for what it means."""
        return 4

    def below(self, on: Canvas, height: int) -> None:
        """Say what it means."""
        ink = self.ink
        on.text(tr(ABOUT.get((self.by, self.how)) or ABOUT[self.how]), ink.text, indent=2, most=2)
        says = tr("{key} opens the round: all rows")
        if not self.all:
            count, all_ = len(self.wanted), len(self.items)
            says = tr("{key} opens the round: {count} of {all} rows", key=KEY, count=count, all=all_)
        on.line(("  ", ink.dim), *keyed(says, "enter", ink.dim, ink.key), hit="open:")


class OpenScreen(RoundScreen):
    """Opens a round.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
        only: Ids of the rows to rate; empty: all.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open the round"),
        Binding("right,l", "turn(1)", "change", key_display="→"),
        Binding("left,h", "turn(-1)", "change back", show=False),
        Binding("space", "row_in", "in or out"),
        Binding("a", "every", "all rows"),
        Binding("o", "only", "only this row"),
        Binding("G", "groups", "groups"),
        Binding("escape,q,r", "back", "back", key_display="q"),
        Binding("down,j,tab", "go(1)", "next", show=False),
        Binding("up,k,shift+tab", "go(-1)", "previous", show=False),
    ]
    HELP = N_(
        "What is given in a round is hidden until the reveal, however it comes in; what the whole team says aloud is "
        "not. A later round never erases an earlier one, and one row can be rated again alone."
    )
    CHANGES = ("open", "turn", "row_in", "every", "only")

    rows: Offer

    def __init__(self, room: Room, instrument: str, only: Sequence[str] = ()) -> None:
        super().__init__(room, Offer(room, instrument, only))
        self.instrument = instrument
        self._began = len(room.session.rounds.of(instrument))

    @property
    def over(self) -> bool:
        """Whether a round was opened, here or elsewhere."""
        return len(self.session.rounds.of(self.instrument)) > self._began

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what means something on the line that is stood on."""
        if action == "turn" and self.rows.at >= 2:
            return False
        if action in ("row_in", "only") and self.rows.at < 2:
            return False
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """Choose another way."""
        self.rows.turn(by)

    def action_row_in(self) -> None:
        """Take a row in or leave it out."""
        self.rows.toggle(self.rows.at - 2)

    def action_every(self) -> None:
        """Take all rows in."""
        self.rows.wanted = {item.id for item in self.rows.items} - set(self.rows.taken)
        self.rows.repaint()

    def action_only(self) -> None:
        """Take only the row that is stood on."""
        self.rows.wanted = {self.rows.items[self.rows.at - 2].id} - set(self.rows.taken)
        self.rows.repaint()

    def action_groups(self) -> None:
        """Form groups first; who forms them means to rate in them."""
        before = self.session.state.groups

        def formed(_: object) -> None:
            if self.session.state.groups != before and self.session.groups.all:
                self.rows.by = "group"
            self.look(force=True)

        self.app.push_screen(GroupsScreen(self.room), formed)

    def action_open(self) -> None:
        """Open the round; without groups these come first."""
        rows, session = self.rows, self.session
        by: Any = rows.by
        if by == "group" and not session.groups.all:
            self.app.push_screen(GroupsScreen(self.room), self._formed)
            return
        items = () if rows.all else [item.id for item in rows.items if item.id in rows.wanted]

        def act() -> None:
            if not rows.wanted:
                raise UsageError(tr("take at least one row in: space on a row does it"))
            session.rounds.open(self.instrument, by=by, how=rows.how, items=items)

        self.record(act, tr("the round is open"))

    def _formed(self, _: object) -> None:
        if not self.session.groups.all:
            says = tr("there are no groups yet: right chooses each person or the whole team")
            self.room.saving.say(says, wrong=True)
        self.look(force=True)

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Take what is clicked."""
        kind, _, what = event.hit.partition(":")
        if kind == "open":
            self.action_open()
            return
        if self.session.only_read:
            return
        line, _, id_ = what.partition(":")
        self.rows.at = int(line)
        if kind == "take":
            self.rows.take(self.rows.at, id_)
        elif self.rows.at >= 2:
            self.rows.toggle(self.rows.at - 2)
        self.action_go(0)
