"""What the team makes of a revealed round, line by line: rows side by side, agreement, and no agreement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hansei.errors import ResponseError, UsageError
from hansei.form import Choose, Option
from hansei.insight.compare import ComparedRow, by_spread, compare
from hansei.kinds import Item
from hansei.record.events import Agreed
from hansei.record.people import TEAM, folded, voice
from hansei.record.session import Session
from hansei.record.view import HANDS
from hansei_tui.plain.asking import LineAsker, NotUnderstoodError, means, pick
from hansei_tui.plain.filling import fill
from hansei_tui.plain.people import pair
from hansei_tui.sentences import N_, tr, trn

HELP = N_("""\
  /compare [ROW]   positions, levels apart and agreement; most spread first
  /why ROW         how the number of a row comes about
  /agree ROW = LEVEL   what the team settles on, why, and who does not go along
  /disagree ROW    the team did not come together; every position stays""")

#: What became of a row that is not open.
STATES = {
    "agreed": N_("agreed"),
    "not agreed": N_("not agreed"),
    "conflict": N_("settled twice, differently"),
}


class SettlingLines:
    """The commands that compare a round's raters and settle rows.

    Args:
        session: The session.
        say: Prints a line.
        line: Returns the next line that is no command.
        asker: Asks the questions of a form.
        instrument: Returns the instrument that is meant when nobody names one.
    """

    def __init__(
        self,
        session: Session,
        say: Callable[[str], None],
        line: Callable[[str], str],
        asker: LineAsker,
        instrument: Callable[[], str],
    ) -> None:
        self.session = session
        self.say = say
        self._line = line
        self._asker = asker
        self._instrument = instrument
        self.commands: dict[str, Callable[[str], None]] = {
            "compare": self._compare,
            "why": self._why,
            "agree": self._agree,
            "disagree": self._disagree,
        }

    # ------------------------------------------------------------------------------------- looking

    def show(self, instrument: str, number: int = 0) -> None:
        """Print all rows that somebody rated, most spread first; of a round, or of each row its last one."""
        rows = [row for row in by_spread(compare(self.session, instrument, number)) if row.positions]
        for row in rows:
            self.row(row)
        if not rows:
            self.say("  " + tr("nothing that may be seen is rated yet"))

    def row(self, row: ComparedRow) -> None:
        """Print a row: the numbers, who stands where, and who is behind the numbers."""
        for line in row_lines(self.session, row):
            self.say(line)

    def find(self, row: str) -> tuple[str, Item]:
        """Return the instrument and the item that a row names; the one in question first.

        Raises:
            UsageError: naming the rows there are.
        """
        first = self._instrument()
        others = [*self.session.running.step.instruments, *self.session.state.rounds.of]
        for id_ in dict.fromkeys([first, *others]):
            for item in self.session.items(id_):
                if folded(row) in (item.id, folded(item.label)):
                    return id_, item
        known = ", ".join(item.id for item in self.session.items(first))
        raise UsageError(tr("there is no row {row}; there are: {known}", row=repr(row), known=known))

    def compared(self, instrument: str, item: str) -> ComparedRow:
        """Return one row side by side."""
        return next(row for row in compare(self.session, instrument) if row.item.id == item)

    def _compare(self, text: str) -> None:
        if text:
            instrument, item = self.find(text)
            self.row(self.compared(instrument, item.id))
        else:
            self.show(self._instrument())

    def _why(self, text: str) -> None:
        if not text:
            raise UsageError(tr("name the row, as in {command}", command="/why vision"))
        instrument, item = self.find(text)
        row = self.compared(instrument, item.id)
        if not row.positions:
            raise UsageError(tr("nothing that may be seen is rated at {row} yet", row=item.id))
        for line in row.why():
            self.say(f"  {line}")

    # ------------------------------------------------------------------------------------- settling

    def _agree(self, text: str) -> None:
        row, level = pair(text, "/agree vision = evolving")
        instrument, item = self.find(row)
        self.agree(instrument, item, level)

    def _disagree(self, text: str) -> None:
        if not text:
            raise UsageError(tr("name the row, as in {command}", command="/disagree vision"))
        self.disagree(*self.find(text))

    def ask(self, instrument: str, item: Item) -> bool:
        """Ask what the team makes of a row; return whether it is settled.

        The words are those of the commands: ``agree LEVEL``, ``disagree``, or an empty line for later.
        """
        self.row(self.compared(instrument, item.id))
        line = self._line(tr("agree LEVEL, disagree, or an empty line to leave it open")).strip()
        word, _, rest = line.partition(" ")
        if not word or means(word, "skip"):
            return False
        if means(word, "disagree"):
            self.disagree(instrument, item)
        elif means(word, "agree"):
            self.agree(instrument, item, rest.strip())
        else:
            self.agree(instrument, item, line)
        return True

    def agree(self, instrument: str, item: Item, level: str) -> None:
        """Record a level, after asking why and who does not go along."""
        session = self.session
        this, kind = session.instrument(instrument)
        scale = kind.scale(this.definition, item)
        row = self.compared(instrument, item.id)
        if scale is None:
            given = fill(session, instrument, item, self._asker, (instrument, item.id, "team"))
            if given is None:
                return
        else:
            try:
                level = pick((*scale.levels, *scale.asides), level)
            except NotUnderstoodError as error:
                raise UsageError(str(error)) from None
            given = None
        self._may_settle(instrument, item)
        beside = {question.id: self._beside(question) for question in row.disputed} if scale is not None else {}
        rationale = self._line(tr("why this; empty for no reason"))
        dissent = self._words(tr("who does not go along, as in North: not in ours; an empty line ends"), row)
        session.rounds.agree(
            instrument, item.id, given, level=level, beside=beside, rationale=rationale, dissent=dissent
        )
        self.say(agreed_words(session, instrument, item.id))

    def _beside(self, question: Choose) -> str:
        """Ask for what is settled with the level and raters differ in; empty leaves it open."""
        choices = ", ".join(option.id for option in question.options)
        prompt = f"{question.ask} " + tr("One of {choices}; empty leaves it open", choices=choices)
        while line := self._line(prompt).strip():
            try:
                return pick(question.options, line)
            except NotUnderstoodError as error:
                self.say(f"  {error}")
        return ""

    def disagree(self, instrument: str, item: Item) -> None:
        """Record that there is no agreement, after asking what stands between."""
        row = self.compared(instrument, item.id)
        self._may_settle(instrument, item)
        rationale = self._line(tr("what stands between you; empty for no words"))
        asked = tr("what somebody wants said, as in North: only posters; an empty line ends")
        positions = self._words(asked, row)
        self.session.rounds.disagree(instrument, item.id, rationale=rationale, positions=positions)
        self.say(tr("no agreement {row}; every position stays", row=f"{instrument}/{item.id}"))

    def _may_settle(self, instrument: str, item: Item) -> None:
        """Refuse before anybody has typed a reason for nothing."""
        open_ = self.session.rounds.current(instrument, item.id)
        if open_ is not None and open_.hidden:
            says = tr(
                "round {number} of {instrument} is still hidden; /reveal it first",
                number=open_.number,
                instrument=instrument,
            )
            raise UsageError(says)
        for event in self.session.rounds.settled(instrument, item.id):
            stands = self.session.say(event) if isinstance(event, Agreed) else tr("no agreement")
            says = tr("{level} stands until now; what you say takes its place, dissent too", level=stands)
            self.say(f"  {says}")
            for each in event.dissent if isinstance(event, Agreed) else event.positions:
                self.say(f"    {self.session.rater_name(each.rater)}: {each.words}")

    def _words(self, prompt: str, row: ComparedRow) -> dict[str, str]:
        """Return raters with their words, each asked for until it names one."""
        found: dict[str, str] = {}
        while line := self._line(prompt).strip():
            name, _, words = line.partition(":")
            try:
                found[self._voice(name.strip(), row)] = words.strip()
            except UsageError as error:
                self.say(f"  {error}")
        return found

    def _voice(self, name: str, row: ComparedRow) -> str:
        """Return who speaks: a rater, or where all rated together anybody, as in "one of us"."""
        together = {each.rater for each in row.positions} <= {self.session.rater_name(TEAM), HANDS}
        try:
            return rater_of(self.session, name, row)
        except UsageError:
            if not together or not name:
                raise
            return voice(name)


def rater_of(session: Session, name: str, row: ComparedRow | None = None) -> str:
    """Return the rater of a name as the record writes it: who rated the row, a group, or a person with a vote.

    Raises:
        UsageError: naming those there are.
    """
    known = [each.rater for each in row.positions] if row else []
    known += [each.name for each in session.groups.all]
    known += [person.name for person in session.people if person.votes and person.present]
    found = next((each for each in known if folded(each) == folded(name)), None)
    if found is None:
        there = ", ".join(dict.fromkeys(known))
        raise UsageError(tr("nobody who rates is called {name}; there are: {known}", name=repr(name), known=there))
    return session.rater(found)


def row_lines(session: Session, row: ComparedRow) -> Iterator[str]:
    """Yield a row side by side."""
    numbers = [tr("round {number}", number=row.round)]
    if row.rated:
        numbers.append(trn("{n} level apart", "{n} levels apart", row.spread))
        numbers.append(tr("agreement {agreement}", agreement=f"{row.consensus:.2f}"))
    if row.state != "open":
        numbers.append(tr(STATES.get(row.state, row.state)))
    if row.again:
        numbers.append(tr("rated again since"))
    yield f"  {row.item.id} ({row.item.label}): {', '.join(numbers)}"
    for each in row.positions:
        many = f" ({each.count})" if each.count != 1 else ""
        yield f"    {each.rater}{many}: {each.says}"
    if row.scale is not None:
        yield f"    {row.denominator()}"
    for event in row.settled:
        if isinstance(event, Agreed):
            yield "    " + tr("agreed: {level}", level=session.say(event))
        for apart in event.dissent if isinstance(event, Agreed) else event.positions:
            who, why = session.rater_name(apart.rater), apart.words or tr("no reason given")
            says = tr("{who} says: {words}", who=who, words=why)
            if isinstance(event, Agreed):
                says = tr("{who} does not go along: {words}", who=who, words=why)
            yield f"    {says}"


def agreed_words(session: Session, instrument: str, item: str) -> str:
    """Return what is said when the team agreed on a row."""
    level = settled_words(session, instrument, item)
    return tr("agreed {row}: {level}", row=f"{instrument}/{item}", level=level)


def settled_words(session: Session, instrument: str, item: str) -> str:
    """Return what was agreed on, in words."""
    return "; ".join(
        session.say(event) for event in session.rounds.settled(instrument, item) if isinstance(event, Agreed)
    )


def counts_of(text: str, options: tuple[Option, ...]) -> dict[str, int]:
    """Return hands by level, as in "evolving 3, beginning 2, abstain 1".

    Raises:
        UsageError: when a part names no level or no number.
    """
    found: dict[str, int] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        match = re.fullmatch(r"(?P<name>.+?)\s*[:=x]?\s*(?P<many>\d{1,5})", part)
        if match is None:
            example = f"{options[0].id} 2, {options[-1].id} 1"
            says = tr("{text} has no number of hands; type it as in {example}", text=repr(part), example=example)
            raise UsageError(says)
        try:
            place = pick(options, match["name"].strip())
        except NotUnderstoodError as error:
            raise ResponseError(str(error)) from None
        if place in found:
            raise UsageError(tr("{level} is there twice; count its hands once", level=match["name"].strip()))
        found[place] = int(match["many"])
    return found
