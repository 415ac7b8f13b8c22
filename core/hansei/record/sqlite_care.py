"""Care for a store on SQLite: put away, forget, delete, and be sure that it is gone from the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from hansei.errors import StoreError
from hansei.record.caring import Copied, Receipt
from hansei.record.log import BESIDE
from hansei.record.people import folded
from hansei.record.sqlite_file import Run, SqliteFile
from hansei.record.sqlite_rows import remove_session
from hansei.words.ours import tr

_WHOSE = """SELECT team, team_kind, org, toolkits.toolkit, version, origin, started FROM sessions
            LEFT JOIN toolkits ON toolkits.digest = sessions.digest WHERE session = ?"""
_LINES = "SELECT CAST(body AS BLOB) FROM events WHERE session = ? ORDER BY number"
_UNUSED = """DELETE FROM toolkits WHERE digest NOT IN (SELECT digest FROM sessions)
             AND digest NOT IN (SELECT toolkit FROM submissions)"""
_ORIGIN = "SELECT origin FROM sessions WHERE session = ?"
#: All that is shown of one session that came from elsewhere: what stands, and the copies beside it.
_COPIES = """SELECT session FROM sessions WHERE origin <> '' AND (session = ? OR (session > ? AND session < ?))
             ORDER BY session"""
_ANEW = (
    "DELETE FROM facts WHERE session = ?",
    "DELETE FROM pending WHERE session = ?",
    "DELETE FROM actions WHERE session = ?",
    "DELETE FROM followed WHERE looked = ?",
    "INSERT OR IGNORE INTO uncounted (session) VALUES (?)",
)
#: Comes after all that begins with the mark of a copy.
AFTER = BESIDE + "\x7f"
_SUBMITTED = "(SELECT digest FROM submissions WHERE session = ?)"
#: What came from elsewhere of a session.
_CAME = (
    f"DELETE FROM submitted_names WHERE digest IN {_SUBMITTED}",  # noqa: S608 - all of it is ours
    "DELETE FROM submissions WHERE session = ?",
    "DELETE FROM decisions WHERE session = ?",
)


class SqliteCare:
    """Care for one file.

    Args:
        file: The store's file.
    """

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    # ---------------------------------------------------------------------------------------- sessions

    def archive(self, session: str, away: bool) -> None:
        """Put a session away, or take it out again."""

        def act(run: Run) -> None:
            run("UPDATE sessions SET archived = ? WHERE session = ?", (away, session))

        self._file.transaction(act)

    def named(self, name: str) -> list[str]:
        """Return the sessions in which somebody bears a name."""
        rows = self._file.rows("SELECT DISTINCT session, name FROM names ORDER BY session")
        return [session for session, each in rows if folded(each) == folded(name)]

    def forgotten(self, session: str) -> frozenset[str]:
        """Return the people of a session whose name was forgotten, by id."""
        return frozenset(
            row[0] for row in self._file.rows("SELECT person FROM forgotten WHERE session = ?", (_base(session),))
        )

    def forget(self, session: str, person: str, at: int, drafts: Mapping[str, str], lines: Mapping[int, bytes]) -> bool:
        """Remove a person's name from a session, at once or not at all, and from the disk."""
        base = _base(session)

        def act(run: Run) -> None:
            for (each,) in [(session,), *run(_COPIES, (base, base + BESIDE, base + AFTER)).fetchall()]:
                run("DELETE FROM names WHERE session = ? AND person = ?", (each, person))
            run(f"DELETE FROM submitted_names WHERE person = ? AND digest IN {_SUBMITTED}", (person, base))  # noqa: S608
            run("INSERT OR REPLACE INTO forgotten VALUES (?, ?, ?)", (base, person, at))
            for number, line in lines.items():
                run("UPDATE events SET body = ? WHERE session = ? AND number = ?", (line, session, number))
            if lines:  # what is kept of it is made anew: actions have their words
                for statement in _ANEW:
                    run(statement, (session,))
            for key, value in drafts.items():
                run("UPDATE aside SET value = ? WHERE session = ? AND key = ?", (value, session, key))

        self._file.transaction(act)
        return self.wipe()

    def delete(self, session: str, at: int) -> tuple[Receipt, bool]:
        """Delete a session with all that lies beside it, at once or not at all, and from the disk.

        Of one that came from elsewhere every copy goes, and every submission it came with: they say the same.
        """
        made: list[Receipt] = []
        base = _base(session)

        def act(run: Run) -> None:
            row = run(_ORIGIN, (session,)).fetchone()
            if row is None:
                raise StoreError(tr("session {session} was deleted meanwhile", session=session), store=self._file.name)
            all_ = [session]
            if row[0]:
                copies = run(_COPIES, (base, base + BESIDE, base + AFTER)).fetchall()
                all_ += [each for (each,) in copies if each != session]
                for statement in _CAME:
                    run(statement, (base,))
            for each in all_:
                receipt = _receipt(run, each, at)
                made.append(receipt)
                remove_session(run, each)
                written = msgspec.json.encode(receipt).decode()
                run("INSERT OR REPLACE INTO deleted VALUES (?, ?, ?)", (each, at, written))
            if run("SELECT 1 FROM sessions WHERE session = ?", (base,)).fetchone() is None:
                run("DELETE FROM questions WHERE session = ?", (base,))
            run(_UNUSED)

        self._file.transaction(act)
        return made[0], self.wipe()

    def receipts(self) -> list[Receipt]:
        """Return the receipts of what was deleted, the oldest first."""
        rows = self._file.rows("SELECT receipt FROM deleted ORDER BY at, session")
        return [msgspec.json.decode(row[0], type=Receipt) for row in rows]

    # ---------------------------------------------------------------------------------------- the file

    def wipe(self) -> bool:
        """Write the store anew without what was deleted; return False when another program is in the way."""
        return self._file.rewrite()

    def backup(self, target: Path, *, force: bool = False) -> Copied:
        """Copy the whole store into a file and read it back, whole or not at all."""
        from hansei.record.sqlite_copies import back_up

        if not self._file.there:
            raise StoreError(tr("there is no store at {name} to copy", name=self._file.name), store=self._file.name)
        return back_up(Path(self._file.path), target, force=force)


def _receipt(run: Run, session: str, at: int) -> Receipt:
    team, team_kind, org, toolkit, version, origin, started = run(_WHOSE, (session,)).fetchone()
    digest, count = hashlib.sha256(), 0
    for (body,) in run(_LINES, (session,)):
        digest.update(body + b"\n")
        count += 1
    toolkit, version = toolkit or "", version or ""  # the store is damaged where they are missing
    return Receipt(session, team, team_kind, org, toolkit, version, count, digest.hexdigest(), origin, started, at)


def _base(session: str) -> str:
    """Return the id a session has where it was run; a copy that stands beside has a longer one here."""
    return session.partition(BESIDE)[0]
