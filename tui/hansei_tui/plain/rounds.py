"""Rounds of rating, line by line: opened, handed in, counted, revealed, rated again."""

from __future__ import annotations

from collections.abc import Callable

from hansei.errors import UsageError
from hansei.form import Option
from hansei.kinds import Item
from hansei.record.people import folded
from hansei.record.session import Session
from hansei_tui.plain.settling import SettlingLines, counts_of, rater_of
from hansei_tui.plain.turns import Turns
from hansei_tui.plain.ways import BY, HOW, opening
from hansei_tui.sentences import N_, tr

HELP = N_("""\
  /round           rate this step's instrument, hidden until the reveal
  /round by persons   or groups, or team;  /round hands   or paper;  /round rows vision, goals
  /handin          the keyboard is passed on   /handback RATER  they change what they handed in
  /hands [ROW] [of GROUP]   count raised hands, as in evolving 3, beginning 2, abstain 1
  /receipts        who has handed in           /reveal          everybody sees everything, at once
  /rerate ROW      a further round for one row  /calloff        end a round unseen""")


class RoundLines:
    """The commands about rounds.

    Args:
        session: The session.
        say: Prints a line.
        line: Returns the next line that is no command.
        settling: Finds rows and shows them side by side.
        turns: Who has the keyboard.
        instrument: Returns the instrument that is meant when nobody names one.
        changed: Called with an instrument after something else is to be asked of it than before.
    """

    def __init__(
        self,
        session: Session,
        say: Callable[[str], None],
        line: Callable[[str], str],
        settling: SettlingLines,
        turns: Turns,
        instrument: Callable[[], str],
        changed: Callable[[str], None],
    ) -> None:
        self.session = session
        self.say = say
        self._line = line
        self._settling = settling
        self._turns = turns
        self._instrument = instrument
        self._changed = changed
        self.commands: dict[str, Callable[[str], None]] = {
            "round": self._round,
            "handin": self._hand_in,
            "handback": self._hand_back,
            "hands": self._hands,
            "receipts": self._receipts,
            "reveal": lambda _: self._reveal_now(),
            "rerate": self._rerate,
            "calloff": self._call_off,
        }

    # ------------------------------------------------------------------------------------- opening

    def _round(self, text: str) -> None:
        head, rows, named = text.partition("rows ") if text.startswith("rows ") else text.partition(" rows ")
        words = [word for word in head.casefold().split() if word != "by"]
        instrument = ""
        by, way = "", ""
        for word in words:
            if word in BY:
                by = BY[word]
            elif word in HOW:
                way = HOW[word]
            elif word in self.session.toolkit.instruments:
                instrument = word
            else:
                example = "/round by groups hands rows vision, goals"
                says = tr("{word} is not understood; type it as in {example}", word=repr(word), example=example)
                raise UsageError(says)
        names = [each.strip() for each in named.split(",") if each.strip()]
        if rows and not names:
            raise UsageError(tr("name the rows, as in {command}", command="/round rows vision, goals"))
        found = [self._settling.find(each) for each in names]
        instrument = instrument or (found[0][0] if found else self._instrument())
        if any(id_ != instrument for id_, _ in found):
            says = tr("these rows are not all of {instrument}; open a round for each instrument", instrument=instrument)
            raise UsageError(says)
        self._open(instrument, by, way, [item.id for _, item in found])

    def _rerate(self, text: str) -> None:
        if not text:
            raise UsageError(tr("name the row, as in {command}", command="/rerate vision"))
        instrument, item = self._settling.find(text)
        before = self.session.state.rounds.last(instrument, item.id)
        by, way = (before.opened.by, before.opened.how) if before is not None else ("", "")
        self._open(instrument, by, way, [item.id])

    def _open(self, instrument: str, by: str, way: str, items: list[str]) -> None:
        self._turns.put_down()
        round_ = self.session.rounds.open(
            instrument,
            by=BY[by] if by else "group" if self.session.state.groups else "person",
            how=HOW[way] if way else "keyboard",
            items=items,
        )
        self.say(opening(round_))
        self._changed(instrument)

    # ------------------------------------------------------------------------------------- while it is open

    def _open_instrument(self) -> str:
        """Return the instrument of the round that is meant: the one in question, else any that is open."""
        first = self._instrument()
        others = [*self.session.running.step.instruments, *self.session.state.rounds.of]
        for id_ in dict.fromkeys([first, *others]):
            if self.session.rounds.current(id_) is not None:
                return id_
        raise UsageError(tr("no round is open; /round opens one"))

    def _hand_in(self, name: str) -> None:
        if self._turns.rater:
            self._turns.hand_in()
            self._changed("")
            return
        if not name:
            raise UsageError(tr("nobody has the keyboard; say who hands in, as in /handin North"))
        receipt = self.session.rounds.hand_in(self._open_instrument(), rater_of(self.session, name))
        self.say(tr("handed in {name}: {count} rated", name=receipt.name, count=receipt.rated))
        self._changed("")

    def _hand_back(self, name: str) -> None:
        instrument = self._open_instrument()
        receipts = self.session.rounds.receipts(instrument)
        found = next((each for each in receipts if folded(each.name) == folded(name) and each.handed_in), None)
        if found is None:
            handed = ", ".join(each.name for each in receipts if each.handed_in) or tr("nobody")
            who = repr(name) if name else tr("nobody")
            raise UsageError(tr("{who} has not handed in; handed in: {names}", who=who, names=handed))
        self._turns.put_down()
        self.session.rounds.hand_back(instrument, found.rater)
        self._turns.again(instrument, found.rater)
        self.say(tr("handed back to {name}", name=found.name))
        # What they gave is changed at their turn: at its end `/again ITEM` asks for one row anew.
        self._changed("")

    def _receipts(self, _: str) -> None:
        for each in self.session.rounds.receipts(self._open_instrument()):
            says = tr("{name}: {count} rated", name=each.name, count=each.rated)
            if each.handed_in:
                says = tr("{name}: {count} rated, handed in", name=each.name, count=each.rated)
            self.say(f"  {says}")

    def _call_off(self, _: str) -> None:
        instrument = self._open_instrument()
        self._turns.put_down()
        self.session.rounds.drop(instrument)
        says = tr("the round of {instrument} is called off; what was given in it stays hidden", instrument=instrument)
        self.say(says)
        self._changed(instrument)

    # ------------------------------------------------------------------------------------- raised hands

    def _hands(self, text: str) -> None:
        row, _, group = text.rpartition(" of ") if " of " in text else (text.removeprefix("of "), "", "")
        if text.startswith("of "):
            row, group = "", text.removeprefix("of ")
        instrument = self._open_instrument()
        items = list(self.session.items(instrument))
        if row:
            instrument, item = self._settling.find(row)
            items = [item]
        open_ = self.session.rounds.current(instrument, items[0].id if row else "")
        if open_ is None or open_.opened.how != "hands":
            raise UsageError(tr("no round is counted by hands now; /round hands opens one"))
        for item in (each for each in items if open_.covers(each.id)):
            if not self.count(instrument, item, group=group):
                break
        self._changed("")

    def count(self, instrument: str, item: Item, *, group: str = "") -> bool:
        """Ask for the hands of a row until they can be; return whether they were counted."""
        this, kind = self.session.instrument(instrument)
        scale = kind.scale(this.definition, item)
        options: tuple[Option, ...] = (*scale.levels, *scale.asides) if scale else ()
        self.say("")
        levels = ", ".join(each.id for each in options)
        if group:
            self.say(tr("{row}: hands of {group} for {levels}", row=item.label, group=group, levels=levels))
        else:
            self.say(tr("{row}: hands for {levels}", row=item.label, levels=levels))
        prompt = tr("hands, as in evolving 3, abstain 1; an empty line leaves the row open")
        while line := self._line(prompt).strip():
            try:
                self.session.rounds.count(instrument, item.id, counts_of(line, options), group=group)
            except UsageError as error:
                self.say(f"  {error}")
            else:
                self.say(tr("counted {row}", row=f"{instrument}/{item.id}"))
                return True
        return False

    # ------------------------------------------------------------------------------------- the reveal

    def _reveal_now(self) -> None:
        self.reveal(self._open_instrument())

    def reveal(self, instrument: str) -> None:
        """Show everybody a round, most spread first."""
        self._turns.put_down()
        round_ = self.session.rounds.reveal(instrument)
        where = {"number": round_.number, "instrument": instrument}
        self.say(tr("revealed round {number} of {instrument}, most spread first:", **where))
        self._settling.show(instrument, round_.number)
        self._changed(instrument)
