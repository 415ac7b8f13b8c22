"""What single answers and agreements change of what stands: written with them, taken into the facts by who looks.

A line at the end of a small table costs an answer a third of what a fact with its totals costs. So that a look stays
quick, a write that finds many lines waiting takes them in itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from hansei.record.kept import Fact
from hansei.record.sqlite_file import Run

#: How many lines wait at most; that many are taken in within a few milliseconds.
MANY = 250

_WAIT = "INSERT INTO pending VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_LAST = """SELECT session, measure, state, place, how, by, raters, rounds, protocol FROM pending
           WHERE number IN (SELECT max(number) FROM pending GROUP BY session, measure) ORDER BY number"""
_FACT = """INSERT INTO facts SELECT org, ?, session, team_kind, started, ?, ?, ?, ?, ?, ?, ?
           FROM sessions WHERE session = ? AND org <> ''"""
#: The usual case, and quicker: there was a fact before.
_FACT_AGAIN = """UPDATE facts SET state = ?, place = ?, how = ?, by = ?, raters = ?, rounds = ?, protocol = ?
                 WHERE org = (SELECT org FROM sessions WHERE session = ?) AND measure = ? AND session = ?"""
_NO_FACT = """DELETE FROM facts WHERE org = (SELECT org FROM sessions WHERE session = ?)
              AND measure = ? AND session = ?"""
#: Stands in the table for a fact that is gone.
_NOTHING = ("", "", "", "", 0, 0, "")


def wait(run: Run, session: str, facts: Mapping[int, Fact | None]) -> None:
    """Write down what changes of a session's facts, in the transaction that is open.

    Args:
        run: Runs a statement in it.
        session: The session's id; its head is there already.
        facts: Measure to what stands; None: nothing any more.
    """
    for measure, fact in facts.items():
        if (run(_WAIT, (session, measure, *(_columns(fact) if fact else _NOTHING))).lastrowid or 0) > MANY:
            take_in(run)


def take_in(run: Run) -> None:
    """Take everything that waits into the facts, in the transaction that is open."""
    for session, measure, *stands in run(_LAST).fetchall():
        put(run, session, measure, Fact(measure, *stands) if stands[0] else None)
    run("DELETE FROM pending")


def put(run: Run, session: str, measure: int, fact: Fact | None) -> None:
    """Keep what stands in a session on a row, at once.

    Args:
        run: Runs a statement in the transaction that is open.
        session: The session's id; its head is there already.
        measure: The row.
        fact: What stands; None: nothing any more.
    """
    if fact is None:
        run(_NO_FACT, (session, measure, session))
    elif not run(_FACT_AGAIN, (*_columns(fact), session, measure, session)).rowcount:
        run(_FACT, (measure, *_columns(fact), session))


def _columns(fact: Fact) -> tuple[object, ...]:
    return (fact.state, fact.place, fact.how, fact.by, fact.raters, fact.rounds, fact.protocol)
