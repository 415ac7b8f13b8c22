"""Handing in: who is to rate and how far they are, never what they gave; then the reveal, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType

from hansei.errors import HanseiError
from hansei.record.rating import Receipt
from hansei.record.rounds import Round
from hansei_tui.app.dialogs import Confirm
from hansei_tui.rounds.entry import rated_rows
from hansei_tui.rounds.open_round import OpenRound, few, round_words
from hansei_tui.rounds.rater import RaterScreen
from hansei_tui.rounds.shell import Rows
from hansei_tui.rounds.veil import Veil
from hansei_tui.run.canvas import Canvas
from hansei_tui.run.keyed import KEY, keyed
from hansei_tui.run.opens import Opens
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import clipped, padded, shown

NOBODY = N_("Nobody is there to rate: form groups (G), or add people with a vote (P).")


class Receipts(Rows):
    """Who is to rate, with receipts only.

    Args:
        room: The room.
        instrument: The instrument's id.
        number: The round, 1-based.
    """

    help_text = N_("Everybody who rates in this round, and whether they have handed in; what they gave is hidden.")

    def __init__(self, room: Room, instrument: str, number: int) -> None:
        super().__init__(room, tr("Handing in"))
        self.instrument, self.number = instrument, number
        self._receipts_at: tuple[int, tuple[Receipt, ...]] = (-1, ())

    @property
    def round(self) -> Round | None:
        """The round, while it is open."""
        found = self.room.session.state.rounds.get(self.instrument, self.number)
        return found if found is not None and found.open else None

    @property
    def receipts(self) -> Sequence[Receipt]:
        """The receipts, looked up once for each version of the record."""
        session, round_ = self.room.session, self.round
        if self._receipts_at[0] != session.state.version:
            found = session.rounds.receipts(self.instrument, round_.number) if round_ is not None else ()
            self._receipts_at = (session.state.version, found)
        return self._receipts_at[1]

    @property
    def receipt(self) -> Receipt | None:
        """The one that is stood on."""
        found = self.receipts
        return found[min(self.at, len(found) - 1)] if found else None

    @property
    def asked(self) -> int:
        """How many rows are rated."""
        round_ = self.round
        return sum(round_.covers(each.id) for each in rated_rows(self.room.session, self.instrument)) if round_ else 0

    @property
    def count(self) -> int:
        """How many rate."""
        return len(self.receipts)

    @property
    def beside(self) -> str:
        """Which round, and how many handed in."""
        round_ = self.round
        if round_ is None:
            return ""
        return trn(
            "{round}: {n} of {all} has handed in",
            "{round}: {n} of {all} have handed in",
            sum(each.handed_in for each in self.receipts),
            round=round_words(self.room, round_),
            all=self.count,
        )

    def above(self, on: Canvas) -> None:
        """Say that nobody is there."""
        if not self.count:
            on.text(tr(NOBODY), self.ink.text, indent=2)

    def row(self, on: Canvas, index: int, *, here: bool) -> None:
        """Paint a receipt."""
        ink, each, asked = self.ink, self.receipts[index], self.asked
        ground = ink.lit if here else Style()
        name = padded(shown(each.name), max(8, min(44, on.width - 34)))
        mark = "✓" if each.handed_in else "◐" if each.rated else "○"
        done = tr("handed in") if each.handed_in else tr("begun") if each.rated else tr("not yet")
        rows = trn("{rated} of {n} row ", "{rated} of {n} rows", asked, rated=f"{each.rated:>2}")
        style = ink.done if each.handed_in else ink.now if each.rated else ink.dim
        on.line(
            ("▸ " if here else "  ", ink.now + ground),
            (f"{mark} ", style + ground),
            (name, (ink.strong if here else ink.text) + ground),
            (f"  {rows}", ink.dim + ground),
            (f"   {done}", style + ground),
            (" " * on.width, ground),
        )

    def least_below(self, height: int) -> int:
        """Keep lines for what comes next."""
        return 2

    def below(self, on: Canvas, height: int) -> None:
        """Say what comes next."""
        ink, each = self.ink, self.receipt
        if self.room.session.only_read or each is None:
            return
        if all(each.handed_in for each in self.receipts):
            done = ("  " + tr("All have handed in.") + " ", ink.done)
            on.line(done, *keyed(tr("{key} reveals everything at once"), "v", ink.dim, ink.key))
        elif each.handed_in:
            says = tr("{key} gives it back to {name}", key=KEY, name=clipped(shown(each.name), 42))
            on.line(("  ", ink.dim), *keyed(says, "b", ink.dim, ink.key))
        else:
            says = tr("{key} begins with {name}", key=KEY, name=shown(clipped(each.name, 40)))
            on.line(("  ", ink.dim), *keyed(says, "enter", ink.dim, ink.key))


class HandInScreen(OpenRound):
    """Passes the keyboard from rater to rater.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
        number: The round, 1-based.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin"),
        Binding("v", "reveal", "reveal"),
        Binding("b", "hand_back", "give it back"),
        Binding("x", "drop", "call the round off"),
        Binding("P", "people", "who came"),
        Binding("G", "groups", "groups"),
        Binding("o", "other", "other rounds"),
        Binding("escape,q,r", "back", "back", key_display="q"),
        Binding("down,j,tab", "go(1)", "next", show=False),
        Binding("up,k,shift+tab", "go(-1)", "previous", show=False),
        Binding("pagedown,space", "go(10)", "further", show=False),
        Binding("pageup", "go(-10)", "further up", show=False),
        Binding("home", "go(-100000)", "first", show=False),
        Binding("end", "go(100000)", "last", show=False),
    ]
    HELP = N_(
        "Choose who rates now; the screen is cleared before and after them. What they give is hidden from everybody "
        "until the reveal, here and in reports. Who has handed in can change it only when it is given back. P lets "
        "somebody in who comes late, or out: who has a vote then rates in a round of persons too."
    )
    CHANGES = ("begin", "reveal", "hand_back", "drop")
    LOST = N_("What was given in it stays hidden and counts for nothing. Another round can be opened.")

    rows: Receipts

    def __init__(self, room: Room, instrument: str, number: int) -> None:
        super().__init__(room, instrument, number, Receipts(room, instrument, number))
        self.rows.at = self._next()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with who is stood on."""
        each = self.rows.receipt if not self.over else None
        if action in ("begin", "hand_back"):
            return not self.session.only_read and each is not None and each.handed_in == (action == "hand_back")
        if action == "reveal":
            return not self.session.only_read and any(each.rated for each in self.rows.receipts)
        return super().check_action(action, parameters)

    def _next(self) -> int:
        found = self.rows.receipts
        return next((index for index, each in enumerate(found) if not each.handed_in), 0)

    # ------------------------------------------------------------------------------------- one rater

    def action_begin(self) -> None:
        """Clear the screen, then let somebody rate."""
        each, round_ = self.rows.receipt, self.rows.round
        if each is None or round_ is None:
            return

        def begun(yes: bool | None) -> None:
            if yes and not self.over:
                self.app.push_screen(RaterScreen(self.room, self.instrument, each.rater, self.number), left)

        def left(handed: bool | None) -> None:
            self.room.renew()
            if handed:
                says = tr("{name} has handed in ✓", name=each.name)
                self.app.push_screen(Veil(says, tr("Pass it on."), tr("{key} goes on"), back=False), gone)

        def gone(_: bool | None) -> None:
            self.rows.at = self._next()
            self.look(force=True)

        if round_.opened.by == "team":
            begun(True)
            return
        says = tr("Only {name} looks now", name=each.name)
        if round_.opened.how == "paper":
            says = tr("The paper of {name}", name=each.name)
        beneath = tr("What is given stays hidden until the reveal.")
        self.app.push_screen(Veil(says, beneath, tr("{key} begins")), begun)

    def action_hand_back(self) -> None:
        """Let a rater change what they handed in, when that is wanted."""
        each = self.rows.receipt
        if each is None:
            return
        name, rater = each.name, each.rater

        def done(yes: bool | None) -> None:
            if yes:
                says = tr("given back to {name}: they can change it and hand in again", name=name)
                self.record(lambda: self.session.rounds.hand_back(self.instrument, rater, number=self.number), says)

        about = tr("They can change what they gave until they hand in.")
        self.app.push_screen(Confirm(tr("Give it back to {name}?", name=name), about), done)

    # ------------------------------------------------------------------------------------- the round

    def action_reveal(self) -> None:
        """Show everything at once, after naming who has not handed in."""
        open_ = [each for each in self.rows.receipts if not each.handed_in]
        if not open_:
            self.reveal(True)
            return
        text = trn(
            "{names} has not handed in. What they gave so far is shown, and the round takes nothing more.",
            "{names} have not handed in. What they gave so far is shown, and the round takes nothing more.",
            len(open_),
            names=few([each.name for each in open_], 6),
        )
        self.app.push_screen(Confirm(tr("Reveal now?"), text, again="v"), self.reveal)

    def action_people(self) -> None:
        """Let somebody in who comes late; in a round of persons they rate too."""
        next(each for each in self.app.screen_stack if isinstance(each, Opens)).action_people()

    def action_groups(self) -> None:
        """Change the groups; who comes to a table rates with it."""
        from hansei_tui.rounds.groups import GroupsScreen

        self.app.push_screen(GroupsScreen(self.room))

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Stand on who is clicked; a second click begins."""
        at = int(event.hit.partition(":")[2])
        if at == self.rows.at and self.check_action("begin", ()):
            self.action_begin()
            return
        self.rows.at = at
        self.action_go(0)

    def flush(self) -> None:
        """Nothing waits here but what the store is asked again for."""
        try:
            self.room.saving.retry()
        except HanseiError:
            return
