"""Where an instrument stands in rounds of rating, in one line; never what anybody gave in one that is hidden."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from hansei.errors import HanseiError
from hansei.insight.progress import Task
from hansei.kinds import Item
from hansei.record.events import Agreed
from hansei.record.rounds import Round, Rounds, Settled
from hansei.record.session import Session
from hansei_tui.sentences import tr, trn


@frozen
class Standing:
    """Where an instrument stands in rounds."""

    #: ``none``: never rated in a round; ``open``: a round takes ratings; ``revealed``: the team settles.
    state: Literal["none", "open", "revealed"]
    #: In words, as in "Round 1 is open: 2 of 3 have handed in".
    words: str = ""
    #: The same where there is little room.
    brief: str = ""


def standing(session: Session, instrument: str) -> Standing:
    """Return where an instrument stands; a screen asks for it with every key."""
    return session.unchanged(("standing", instrument), lambda: _standing(session, instrument))


def _standing(session: Session, instrument: str) -> Standing:
    rounds = session.state.rounds
    open_ = rounds.all_open(instrument)
    if len(open_) > 1:
        numbers = ", ".join(str(each.number) for each in open_[:-1])
        words = tr("Rounds {numbers} and {last} are open: r chooses", numbers=numbers, last=open_[-1].number)
        return Standing("open", words)
    if open_:
        so_far = progress(session, instrument, open_[0])
        return Standing("open", tr("Round {n} is open: {progress}", n=open_[0].number, progress=so_far))
    all_ = _items(session, instrument)
    rows = [item.id for item in all_ if rounds.last(instrument, item.id) or rounds.settled.get((instrument, item.id))]
    if not rows:
        return Standing("none")
    settled = {item: rounds.settled.get((instrument, item), ()) for item in rows}
    clash = sum(len(each) > 1 for each in settled.values())
    again = sum(len(each) == 1 and _rated_since(rounds, instrument, item, each[0]) for item, each in settled.items())
    left = sum(len(each) != 1 for each in settled.values()) + again
    if left:
        words = trn(
            "Revealed: {left} of {n} row to settle", "Revealed: {left} of {n} rows to settle", len(rows), left=left
        )
        brief = trn("{left} of {n} row to settle", "{left} of {n} rows to settle", len(rows), left=left)
    else:
        words = brief = trn("The row is settled", "All {n} rows are settled", len(rows))
    more = ", " + tr("{n} in conflict", n=clash) if clash else ""
    more += ", " + tr("{n} rated again", n=again) if again else ""
    given = {item for item, _, _ in session.state.given(instrument)}
    unrated = sum(item.id not in rows and item.id not in given for item in all_)
    more += ", " + tr("{n} not rated yet", n=unrated) if unrated else ""
    return Standing("revealed", words + more, brief + more)


def in_rounds(session: Session, task: Task) -> bool:
    """Whether a task belongs to a round that is open or over, so that it is not asked in the step itself."""
    if task.instrument not in session.state.rounds.of:
        return False
    return task.wants != "answer" or session.state.rounds.open(task.instrument, task.item.id) is not None


def gathered(session: Session, asked: tuple[Task, ...]) -> tuple[Task, ...]:
    """Return tasks with all that an instrument has in rounds as one: it is gone on with elsewhere.

    Where items have rows and columns and only some are in rounds, each of those stays a task: the grid is whole.
    """
    found: list[Task] = []
    seen: set[tuple[str, str]] = set()
    for task in asked:
        if not in_rounds(session, task):
            found.append(task)
            continue
        of = [each for each in asked if each.instrument == task.instrument]
        apart = bool(task.item.row and task.item.column) and not all(in_rounds(session, each) for each in of)
        key = (task.instrument, task.item.id if apart else "")
        if key not in seen:
            seen.add(key)
            same = [each for each in of if in_rounds(session, each) and key[1] in ("", each.item.id)]
            done = all(each.answered and each.wants == "agreement" for each in same)
            found.append(Task(task.instrument, task.item, "team", done, task.round, task.wants))
    return tuple(found)


def stands(session: Session, task: Task) -> str:
    """Return where a cell that is rated in rounds stands, in a few words; never what is hidden."""
    rounds = session.state.rounds
    open_ = rounds.open(task.instrument, task.item.id)
    if open_ is not None:
        return tr("round {n} is open", n=open_.number)
    settled = rounds.settled.get((task.instrument, task.item.id), ())
    if len(settled) == 1 and isinstance(settled[0], Agreed):
        return session.say(settled[0])
    if len(settled) > 1:
        return tr("conflict")
    return tr("no agreement") if settled else tr("to settle")


def _rated_since(rounds: Rounds, instrument: str, item: str, settled: Settled) -> bool:
    """Whether a row was rated again since it was settled."""
    last = rounds.last(instrument, item)
    return last is not None and settled.round < last.number


def _items(session: Session, instrument: str) -> tuple[Item, ...]:
    try:
        return session.items(instrument)
    except HanseiError:
        return ()


def progress(session: Session, instrument: str, open_: Round) -> str:
    """Return how far an open round is: hand-ins, or rows counted."""
    if open_.opened.how == "hands":
        covered = [item for item in session.items(instrument) if open_.covers(item.id)]
        counted = {item for item, _ in open_.counted}
        return tr("hands are counted for {n} of {all} rows", n=len(counted), all=len(covered))
    receipts = session.rounds.receipts(instrument, open_.number)
    handed = sum(each.handed_in for each in receipts)
    return trn("{n} of {all} has handed in", "{n} of {all} have handed in", handed, all=len(receipts))
