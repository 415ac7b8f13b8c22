"""The inbox of the store on SQLite."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hansei.record.inbox import MOST_REFUSED, Arrange, Asked, Decision, Refused, Situation, Submission
from hansei.record.kept import Change
from hansei.record.lines import decode_all
from hansei.record.log import BESIDE, Head, Line, Pin
from hansei.record.organisations import OrgRecord
from hansei.record.sqlite_directory import put_records
from hansei.record.sqlite_facts import put as put_kept
from hansei.record.sqlite_file import Run, SqliteFile
from hansei.record.sqlite_rows import put_session, put_toolkit, remove_session

_LISTED = "digest, head, toolkit, sender, scope, made, received, file, manifest, signature"
_SUBMIT = f"INSERT INTO submissions ({_LISTED}, session, team, lines) VALUES ({', '.join('?' * 13)})"  # noqa: S608
_NAMES = "SELECT person, name FROM submitted_names WHERE digest = ?"
#: A name that was forgotten here does not come back.
_NAMED = """INSERT INTO submitted_names SELECT ?, ?, ?
            WHERE NOT EXISTS (SELECT 1 FROM forgotten WHERE session = ? AND person = ?)"""
#: Comes after every character that can follow it.
AFTER = "\x7f"
_ANYTHING = """SELECT 1 FROM submissions UNION ALL SELECT 1 FROM questions UNION ALL SELECT 1 FROM refused LIMIT 1"""


class SqliteInbox:
    """What came from other teams, in the store's file.

    Args:
        file: The store's file.
    """

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    # ---------------------------------------------------------------------------------------- writing

    def receive(
        self,
        arrived: Submission,
        pin: Pin,
        names: Mapping[str, str],
        arrange: Arrange,
        orgs: Sequence[OrgRecord] = (),
        kept: Change | None = None,
    ) -> bool:
        """Keep a submission and show what follows from it, at once or not at all."""
        new = True
        lines = zlib.compress(b"\n".join(arrived.lines), 6)
        head = json.dumps(arrived.head)

        def act(run: Run) -> None:
            nonlocal new
            if run("SELECT 1 FROM submissions WHERE digest = ?", (arrived.digest,)).fetchone():
                new = False
                return
            put_toolkit(run, pin)
            put_records(run, orgs)
            run(_SUBMIT, (arrived.digest, head, *arrived[2:10], arrived.session, arrived.team, lines))
            for person, name in names.items():
                run(_NAMED, (arrived.digest, person, name, arrived.session, person))
            shown = _show(run, arrived.session, arrange)
            if kept is not None and shown.get(arrived.session) == arrived.digest:
                put_kept(run, arrived.session, kept)

        self._file.transaction(act)
        return new

    def settle(self, session: str, keep: str, over: Sequence[str], at: int, arrange: Arrange) -> None:
        """Keep what a person decided and show what follows from it, at once or not at all."""

        def act(run: Run) -> None:
            last = run("SELECT max(number) FROM decisions WHERE session = ?", (session,)).fetchone()[0] or 0
            run("INSERT INTO decisions VALUES (?, ?, ?, ?, ?)", (session, last + 1, keep, json.dumps(list(over)), at))
            _show(run, session, arrange)

        self._file.transaction(act)

    def refuse(self, refused: Refused) -> None:
        """Keep that a file was refused, and why."""

        def act(run: Run) -> None:
            run("INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?)", refused)
            run(
                "DELETE FROM refused WHERE digest NOT IN (SELECT digest FROM refused ORDER BY at DESC, digest LIMIT ?)",
                (MOST_REFUSED,),
            )

        self._file.transaction(act)

    def ask(self, questions: Sequence[Asked]) -> int:
        """Keep questions; return how many were new."""
        new = 0

        def act(run: Run) -> None:
            nonlocal new
            for each in questions:
                new += run("INSERT OR IGNORE INTO questions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", each).rowcount

        self._file.transaction(act)
        return new

    def remove_refused(self, digest: str) -> None:
        """Take a refused file off the list."""

        def act(run: Run) -> None:
            run("DELETE FROM refused WHERE digest = ?", (digest,))

        self._file.transaction(act)

    def withdraw(self, question: str) -> None:
        """Take the words of a question that was asked here out, and keep that it was asked."""
        query = "UPDATE questions SET words = '', about = '', place = '' WHERE question = ? AND origin = ''"

        def act(run: Run) -> None:
            run(query, (question,))

        self._file.transaction(act)

    # ---------------------------------------------------------------------------------------- reading

    def submissions(self, session: str = "", team: str = "") -> list[Submission]:
        """Return the submissions of a session or a team, or all, without their lines; those that arrived last first."""
        asked = {name: value for name, value in (("session", session), ("team", team)) if value}
        where = "WHERE " + " AND ".join(f"{name} = ?" for name in asked) if asked else ""
        query = f"SELECT {_LISTED} FROM submissions {where} ORDER BY received DESC, digest"  # noqa: S608
        return [_submission(row) for row in self._file.rows(query, tuple(asked.values()))]

    def anything(self) -> bool:
        """Return whether there is anything at all: a submission, a question or a file that was refused."""
        return bool(self._file.rows(_ANYTHING))

    def lines(self, digest: str) -> list[bytes]:
        """Return the lines of a submission; none for an unknown one."""
        rows = self._file.rows("SELECT lines FROM submissions WHERE digest = ?", (digest,))
        return _lines(rows[0][0]) if rows else []

    def senders(self, team: str) -> set[str]:
        """Return the public keys that a team's submissions came with."""
        return {row[0] for row in self._file.rows("SELECT DISTINCT sender FROM submissions WHERE team = ?", (team,))}

    def names(self, digest: str) -> dict[str, str]:
        """Return the names that came with a submission, by person id."""
        return dict(self._file.rows("SELECT person, name FROM submitted_names WHERE digest = ?", (digest,)))

    def situation(self, session: str) -> Situation:
        """Return all that is known of a session."""
        return _situation(self._file.rows, session)

    def refused(self) -> list[Refused]:
        """Return what was refused, the last first."""
        return [Refused(*row) for row in self._file.rows("SELECT * FROM refused ORDER BY at DESC, digest")]

    def asked(self, session: str = "") -> list[Asked]:
        """Return the questions about a session, or all, in the order in which they were asked."""
        where = "WHERE session = ?" if session else ""
        query = f"SELECT * FROM questions {where} ORDER BY at, question, origin"  # noqa: S608
        return [Asked(*row) for row in self._file.rows(query, (session,) if session else ())]


#: Returns the rows that a query finds.
_Rows = Callable[[str, tuple[object, ...]], list[Any]]


def _show(run: Run, session: str, arrange: Arrange) -> dict[str, str]:
    """Make the sessions that are shown those that follow from all that is known; what is right already stays.

    Returns:
        Those that were put in: the id of each to its submission.
    """

    def rows(query: str, values: tuple[object, ...]) -> list[Any]:
        return run(query, values).fetchall()

    known = _situation(rows, session)
    wanted = dict(arrange(known))
    by_digest = {each.digest: each for each in known.submissions}
    beside = session + BESIDE
    query = "SELECT session, origin, archived FROM sessions WHERE session = ? OR (session > ? AND session < ?)"
    away: set[str] = set()
    for id_, origin, archived in rows(query, (session, beside, beside + AFTER)):
        if archived:
            away.add(id_)
        if wanted.get(id_) == origin:
            del wanted[id_]
        elif origin:
            remove_session(run, id_)
    for id_, digest in wanted.items():
        each = by_digest[digest]
        names = rows(_NAMES, (digest,))
        lines = [Line(event.at, line) for event, line in zip(decode_all(each.lines), each.lines, strict=True)]
        put_session(run, each.head._replace(session=id_, origin=digest), each.toolkit, lines, dict(names))
        if id_ in away:
            run("UPDATE sessions SET archived = 1 WHERE session = ?", (id_,))
    return wanted


def _situation(rows: _Rows, session: str) -> Situation:
    found = rows(f"SELECT {_LISTED}, lines FROM submissions WHERE session = ? ORDER BY digest", (session,))  # noqa: S608
    submissions = [_submission(row)._replace(lines=tuple(_lines(row[-1]))) for row in found]
    decided = rows("SELECT * FROM decisions WHERE session = ? ORDER BY number", (session,))
    decisions = [Decision(name, number, keep, tuple(json.loads(over)), at) for name, number, keep, over, at in decided]
    own = None
    if rows("SELECT 1 FROM sessions WHERE session = ? AND origin = ''", (session,)):
        own = [row[0] for row in rows("SELECT body FROM events WHERE session = ? ORDER BY number", (session,))]
    return Situation(submissions, decisions, own)


def _submission(row: tuple[Any, ...]) -> Submission:
    digest, head, *rest = row[:10]
    return Submission(digest, Head(*json.loads(head)), *rest)


def _lines(kept: bytes) -> list[bytes]:
    return zlib.decompress(kept).split(b"\n")
