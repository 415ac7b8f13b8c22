"""The review of what buildings handed in, line by line: side by side, row by row, and lines taken into the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from hansei.content.tree import Place
from hansei.errors import UsageError
from hansei.insight.prefilling import Proposal
from hansei.insight.review import Review, ReviewedRow
from hansei.insight.review_row import row_document
from hansei.insight.reviewing import Reviewing, reviews_here
from hansei.kinds.actions import say_action
from hansei.record.people import folded
from hansei.record.session import Session
from hansei_tui.plain.answers_session import TakenGiven
from hansei_tui.plain.pages import number_of, page
from hansei_tui.review.words import overview, proposal_words
from hansei_tui.sentences import N_, tr, trn

HELP = N_("""\
  /review          what buildings handed in, side by side, where they differ most first
  /review ROW      everybody's evidence on a row and what is planned for it
  /review lines    the lines proposed for your plan, numbered
  /review take 2   write line 2 into the plan;   /review take 2 = other words   /review take all
  /review ask ROW BUILDING = words   ask a building back about a row
  /review looked   keep on the record that you looked, without taking a line""")


#: Keeps a question: the session it is about, its words, the item as ``instrument/item``, and who asks.
AskBack = Callable[[str, str, str, str], object]


class ReviewLines:
    """The command about the review.

    Args:
        session: The session.
        say: Prints a line.
        ask: Asks a building back; None: it cannot be done from here.
    """

    def __init__(self, session: Session, say: Callable[[str], None], ask: AskBack | None = None) -> None:
        self.session = session
        self.say = say
        self._ask = ask
        self.commands: dict[str, Callable[[str], None]] = {"review": self._review}

    def greet(self, path: str) -> None:
        """Say at a step that reviews what there is to review."""
        plan = reviews_here(self.session, path)
        if plan:
            handed = Reviewing(self.session, plan).review().handed
            names = ", ".join(each.team for each in handed)
            says = tr("Handed in by {teams}; /review lays it side by side", teams=names)
            self.say(says if handed else tr("No building handed in yet"))

    def _review(self, text: str) -> None:
        reviewing = Reviewing(self.session)
        review = reviewing.review()
        proposed = reviewing.proposals(review)
        word, _, rest = text.partition(" ")
        if not text:
            self._tell(review, proposed)
        elif folded(text) == "lines":
            for line in proposal_words(proposed):
                self.say(line)
            if not proposed:
                self.say("  " + tr("no line is proposed: no building strengthens, creates or plans anything"))
        elif folded(word) == "take":
            self._take(reviewing, review, proposed, rest.strip())
        elif folded(word) == "ask":
            self._ask_back(review, rest)
        elif folded(text) == "looked":
            new = reviewing.looked(review)
            says = trn("saved: reviewed {n} session", "saved: reviewed {n} sessions", len(review.handed))
            self.say(says if new else "  " + tr("that is on the record already"))
        else:
            self._row(review, text)

    def _tell(self, review: Review, proposed: Sequence[Proposal]) -> None:
        for line in overview(review):
            self.say(f"  {line}" if line else "")
        open_ = sum(not each.taken for each in proposed)
        if open_:
            self.say("")
            says = trn(
                "{n} line proposed for your plan: /review lines",
                "{n} lines proposed for your plan: /review lines",
                open_,
            )
            self.say(f"  {says}")

    def _row(self, review: Review, text: str) -> None:
        for row in _rows(review, text):
            for line in page(row_document(self.session, row)):
                self.say(line)

    def _ask_back(self, review: Review, text: str) -> None:
        about, equals, words = text.partition("=")
        id_, _, team = about.strip().partition(" ")
        if not equals or not team.strip() or not words.strip():
            example = "/review ask team.building Oak = Who is in it?"
            raise UsageError(tr("say whom you ask about which row, as in {command}", command=example))
        row = _rows(review, id_)[0]
        found = [each for each in row.stands if folded(each.team) == folded(team)] or [
            each for each in row.stands if folded(each.team).startswith(folded(team))
        ]
        if len(found) != 1:
            known, name = ", ".join(each.team for each in found or row.stands) or tr("none"), repr(team.strip())
            if found:
                raise UsageError(tr("which building {name}; handed in by: {known}", name=name, known=known))
            raise UsageError(tr("no building {name}; handed in by: {known}", name=name, known=known))
        (stand,) = found
        if self._ask is None:
            raise UsageError(
                tr("a question goes to {team} by `hansei ask {session}`", team=stand.team, session=stand.session)
            )
        self._ask(stand.session, words, f"{row.instrument}/{row.item.id}", self.session.team.name)
        whom = {"team": stand.team, "session": stand.session}
        self.say(tr("asked {team}: `hansei ask {session}` writes the file for them", **whom))

    def _take(self, reviewing: Reviewing, review: Review, proposed: Sequence[Proposal], text: str) -> None:
        number, equals, words = text.partition("=")
        if folded(number) == "all" and not equals:
            chosen = [each for each in proposed if not each.taken]
            if not chosen:
                self.say("  " + tr("every proposed line is in the plan"))
        else:
            refusal = N_("there is no proposed line {number}; /review lines lists what there is")
            chosen = [proposed[number_of(number, len(proposed), refusal)]]
        for each in chosen:
            take(reviewing, review, each, {reviewing.words: words.strip()} if words.strip() else {}, self.say)


def _rows(review: Review, text: str) -> list[ReviewedRow]:
    """Return the rows that are called so: one, or one of each instrument that has it."""
    rows = [row for part in review.parts for row in part.rows]
    found = [row for row in rows if folded(text) in (row.item.id, folded(row.item.label))]
    if not found:
        known = ", ".join(row.item.id for row in rows) or tr("none yet")
        raise UsageError(tr("there is no row {row}; there are: {known}", row=repr(text), known=known))
    return found


class Taking:
    """Takes over what a file of answers says.

    Args:
        reviewing: The review.
        say: Prints a line.
    """

    def __init__(self, reviewing: Reviewing, say: Callable[[str], None]) -> None:
        self.reviewing = reviewing
        self.say = say
        self.review = reviewing.review()

    def take(self, given: Literal["all", "looked"] | Sequence[TakenGiven]) -> Iterator[tuple[str, Place]]:
        """Take lines into the plan; yield what does not fit and where."""
        proposed = [each for each in self.reviewing.proposals(self.review) if not each.taken]
        if given == "all":
            for each in proposed:
                take(self.reviewing, self.review, each, {}, self.say)
        elif given != "looked":
            for entry in given:
                yield from self._entry(entry, proposed)
        if self.reviewing.looked(self.review):
            self.say(trn("reviewed {n} session", "reviewed {n} sessions", len(self.review.handed)))

    def _entry(self, given: TakenGiven, proposed: Sequence[Proposal]) -> Iterator[tuple[str, Place]]:
        found = [
            each
            for each in proposed
            if each.item == given.row and (not given.team or folded(given.team) in map(folded, each.teams))
        ]
        if len(found) != 1:
            known = "; ".join(
                tr("{row} from {teams}: {line}", row=each.item, teams=", ".join(each.teams), line=each.says)
                for each in found or proposed
            )
            row = repr(given.row)
            if given.team:
                row = tr("{row} from {team}", row=row, team=given.team)
            none = tr("no line is proposed for {row}; there are: {known}", row=row, known=known or tr("none"))
            several = trn(
                "{n} line is proposed for {row}; there are: {known}",
                "{n} lines are proposed for {row}; there are: {known}",
                len(found),
                row=row,
                known=known,
            )
            yield several if found else none, given.place
            return
        try:
            take(self.reviewing, self.review, found[0], given.changes, self.say)
        except UsageError as error:
            yield str(error), given.place


def take(
    reviewing: Reviewing, review: Review, line: Proposal, changes: dict[str, str], say: Callable[[str], None]
) -> None:
    """Write a proposed line into the plan, and say so."""
    reviewing.take(review, line, changes)
    written = tuple(map(str, line.sources))
    action = next(each.action for each in reviewing.session.following.all if each.action.sources == written)
    says = tr("{line} (from {teams})", line=say_action(action), teams=", ".join(line.teams))
    say(tr("saved {row}: {what}", row=f"{reviewing.plan}/{line.item}", what=says))
