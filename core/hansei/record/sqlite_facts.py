"""What a store on SQLite keeps of what stands; the totals over it are kept by triggers (``tables.FACTS``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from hansei.errors import StoreError
from hansei.record.kept import Cell, Change, Due, Fact, Followed, KeptAction, Total
from hansei.record.measures import About, Measure
from hansei.record.sqlite_file import Run, SqliteFile
from hansei.record.sqlite_pending import put as put_fact
from hansei.record.sqlite_pending import take_in, wait

_ACTION = """INSERT INTO actions SELECT org, session, ?, ?, ?, ?, ?, ?, ?, ? FROM sessions
             WHERE session = ? AND org <> ''"""
_NO_ACTION = """DELETE FROM actions WHERE org = (SELECT org FROM sessions WHERE session = ?)
                AND session = ? AND answer = ?"""
#: In whatever order sessions come, the same is kept.
_MEASURE = """INSERT INTO measures SELECT ?, ?, ?, ?, ?, ?, started FROM sessions WHERE session = ?
              ON CONFLICT DO UPDATE SET about = max(about, excluded.about), since = min(since, excluded.since)
              WHERE about < excluded.about OR since > excluded.since"""
_CELLS = """SELECT org, session, kind, at, measure, state, place, how, by, raters, rounds, protocol FROM facts
            WHERE org IN (SELECT value FROM json_each(?)) AND at >= ? AND (? = 0 OR at < ?) ORDER BY at, session"""
#: Twice as quick as a window function, which sorts what is in order already.
_RECENT = """WITH last AS MATERIALIZED (
                 SELECT org, measure, count(*) AS times, max(printf('%015d', at) || session) AS key FROM facts
                 WHERE org IN (SELECT value FROM json_each(?1)) AND at >= ?2 AND (?3 = 0 OR at < ?3)
                 GROUP BY org, measure),
             before AS (
                 SELECT last.org, last.measure, times, max(printf('%015d', at) || session) AS key
                 FROM last JOIN facts USING (org, measure)
                 WHERE at >= ?2 AND (?3 = 0 OR at < ?3) AND session <> substr(key, 16) GROUP BY last.org, last.measure)
             SELECT org, session, kind, at, measure, state, place, how, by, raters, rounds, protocol, times
             FROM (SELECT * FROM last UNION ALL SELECT * FROM before) AS wanted
                 JOIN facts USING (org, measure) WHERE session = substr(key, 16) ORDER BY at, session"""
_DUE = """SELECT actions.org, actions.session, started, answer, action, number, about, text, owner, due, phase,
                 (SELECT status || char(10) || words FROM followed WHERE followed.session = actions.session
                  AND followed.action = answer || '#' || actions.action ORDER BY at DESC, looked DESC LIMIT 1)
          FROM actions JOIN sessions USING (session)
          WHERE ? OR actions.org IN (SELECT value FROM json_each(?))
          ORDER BY started, actions.session, answer, number"""
_FACTS_OF = """SELECT measure, state, place, how, by, raters, rounds, protocol FROM facts
               WHERE org = (SELECT org FROM sessions WHERE session = ?) AND session = ?"""
_ACTIONS_OF = """SELECT answer, action, number, about, text, owner, due, phase FROM actions
                 WHERE org = (SELECT org FROM sessions WHERE session = ?) AND session = ? ORDER BY answer, number"""
_FOLLOWED_OF = """SELECT session, action, at, status, words FROM followed WHERE looked = ? ORDER BY session, action"""
_TOTALS = "SELECT measure, kind, state, place, n FROM totals WHERE n <> 0"
#: SQLite gives the other columns of the row in which the greatest is found.
_TOTALS_ARE = """SELECT measure, kind, state, place, count(*) FROM (
                     SELECT org, measure, kind, state, place, max(printf('%020d', at) || session) FROM facts
                     WHERE at >= ? AND (? = 0 OR at < ?) GROUP BY org, measure)
                 GROUP BY 1, 2, 3, 4"""


class SqliteFacts:
    """What stands, of all sessions of one file.

    Args:
        file: The store's file.
    """

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    # ---------------------------------------------------------------------------------------- writing

    def put_all(self, changes: Iterable[tuple[str, Change]]) -> None:
        """Keep everything of sessions, at once or not at all."""

        def act(run: Run) -> None:
            for session, change in changes:
                put(run, session, change)

        self._file.transaction(act)

    def waiting(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the sessions of which nothing is kept yet, each with the kinds that were missing."""
        rows = self._file.rows("SELECT session, lacks FROM uncounted ORDER BY session")
        return [(session, tuple(lacks.split("\n")) if lacks else ()) for session, lacks in rows]

    # ---------------------------------------------------------------------------------------- reading

    def measures(self) -> dict[int, Measure]:
        """Return every row that any session was rated on."""
        rows = self._file.rows("SELECT measure, toolkit, instrument, item, wording, about, since FROM measures")
        return {row[0]: _measure(row) for row in rows}

    def cells(self, orgs: Sequence[str], since: int = 0, until: int = 0) -> list[Cell]:
        """Return what stood for teams in their sessions, the oldest first."""
        rows = self._rows(_CELLS, (_list(orgs), since, until, until))
        return list(map(_cell, rows))

    def recent(self, orgs: Sequence[str], since: int = 0, until: int = 0) -> list[Cell]:
        """Return of what :meth:`cells` does the last two of each team and row, counted, the oldest first."""
        rows = self._rows(_RECENT, (_list(orgs), since, until))
        return [_cell(row[:-1])._replace(times=row[-1]) for row in rows]

    def totals(self, since: int = 0, until: int = 0) -> list[Total]:
        """Return how many teams stand where, each by what it rated last; within a time by looking at every fact."""
        if since or until:
            return [Total(*row) for row in self._rows(_TOTALS_ARE, (since, until, until))]
        return [Total(*row) for row in self._rows(_TOTALS)]

    def due(self, orgs: Sequence[str] = ()) -> list[Due]:
        """Return actions and how they stand, those of the first session first."""
        return list(map(_due, self._file.rows(_DUE, (not orgs, _list(orgs)))))

    # ---------------------------------------------------------------------------------------- looking after it

    def of(self, session: str) -> Change:
        """Return everything that is kept of a session, without the measures."""
        rows = self._rows(_FACTS_OF, (session, session))
        actions: dict[str, tuple[KeptAction, ...]] = {}
        for row in self._file.rows(_ACTIONS_OF, (session, session)):
            actions[row[0]] = (*actions.get(row[0], ()), KeptAction(*row))
        followed = self._file.rows(_FOLLOWED_OF, (session,))
        return Change(
            whole=True,
            facts={row[0]: Fact(*row) for row in rows},
            actions=actions,
            followed=tuple(Followed(*row) for row in followed),
        )

    def faults(self) -> list[str]:
        """Return what is wrong with the totals, a line each."""
        wrong = set(self._rows(_TOTALS)).symmetric_difference(self._rows(_TOTALS_ARE, (0, 0, 0)))
        if not wrong:
            return []
        return [f"{len(wrong)} of them {'is' if len(wrong) == 1 else 'are'} not what the facts add up to"]

    def add_up(self) -> None:
        """Make the totals anew from the facts."""

        def act(run: Run) -> None:
            take_in(run)
            run("DELETE FROM totals")
            run("INSERT INTO totals " + _TOTALS_ARE, (0, 0, 0))

        self._file.transaction(act)

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        """Return what a query finds once everything that waited is taken in; what cannot be written, in a copy."""
        if self._file.rows("SELECT 1 FROM pending LIMIT 1"):
            try:
                self._file.transaction(take_in)
            except StoreError:
                with self._file.in_memory() as copy:
                    take_in(copy.execute)
                    return copy.execute(query, values).fetchall()
        return self._file.rows(query, values)


def put(run: Run, session: str, change: Change) -> None:
    """Keep what changed of a session, in the transaction that is open.

    Args:
        run: Runs a statement in it.
        session: The session's id; its head is there already.
        change: What changed.
    """
    if change.whole:
        _clear(run, session, change)
        for measure, fact in change.facts.items():
            put_fact(run, session, measure, fact)
    else:
        wait(run, session, change.facts)
    for answer, lines in change.actions.items():
        if not change.whole:
            run(_NO_ACTION, (session, session, answer))
        for line in lines:
            run(
                _ACTION,
                (answer, line.action, line.number, line.about, line.text, line.owner, line.due, line.phase, session),
            )
    for each in change.followed:
        row = (each.session, each.action, session, each.at, each.status, each.words)
        run("INSERT OR REPLACE INTO followed VALUES (?, ?, ?, ?, ?, ?)", row)


def _clear(run: Run, session: str, change: Change) -> None:
    """Make room for everything of a session; what stands as it stood before is left alone."""
    for each in change.measures:
        about = msgspec.json.encode(each.about).decode()
        run(_MEASURE, (each.id, each.toolkit, each.instrument, each.item, each.wording, about, session))
    org = run("SELECT org FROM sessions WHERE session = ?", (session,)).fetchone()
    whose = (org[0] if org else "", session)
    run("DELETE FROM pending WHERE session = ?", (session,))
    for (measure,) in run("SELECT measure FROM facts WHERE org = ? AND session = ?", whose).fetchall():
        if measure not in change.facts:
            put_fact(run, session, measure, None)
    run("DELETE FROM actions WHERE org = ? AND session = ?", whose)
    run("DELETE FROM followed WHERE looked = ?", (session,))
    if change.lacks:
        lacks = "\n".join(change.lacks)
        run("INSERT INTO uncounted VALUES (?, ?) ON CONFLICT DO UPDATE SET lacks = excluded.lacks", (session, lacks))
    elif whose[0]:
        run("DELETE FROM uncounted WHERE session = ?", (session,))


def _list(orgs: Sequence[str]) -> str:
    return msgspec.json.encode(orgs).decode()


def _measure(row: Sequence[Any]) -> Measure:
    id_, toolkit, instrument, item, wording, about, since = row
    return Measure(id_, toolkit, instrument, item, wording, msgspec.json.decode(about, type=About), since=since)


def _cell(row: Sequence[Any]) -> Cell:
    return Cell(row[0], row[1], row[2], row[3], Fact(*row[4:]))


def _due(row: Sequence[Any]) -> Due:
    org, session, at, *action, stands = row
    status, _, words = (stands or "open\n").partition("\n")
    return Due(org, session, at, KeptAction(*action), status, words)
