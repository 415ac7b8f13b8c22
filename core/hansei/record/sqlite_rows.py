"""Sessions as rows of the store on SQLite: put in and taken out in a transaction that somebody else opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hansei.record.log import Head, Line, Pin
from hansei.record.sqlite_file import Run

INSERT = "INSERT INTO events VALUES (?, ?, ?, ?)"
_BEGIN = """INSERT INTO sessions (session, toolkit, title, team, team_kind, state, started, place, digest, org, origin)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def put_toolkit(run: Run, pin: Pin) -> None:
    """Keep a toolkit's text in the transaction that is open; one of its digest that is there stays."""
    run("INSERT OR IGNORE INTO toolkits VALUES (?, ?, ?, ?)", (pin.digest, pin.toolkit, pin.version, pin.tree))


def put_session(run: Run, head: Head, toolkit: str, lines: Sequence[Line], names: Mapping[str, str]) -> None:
    """Begin a session in the transaction that is open.

    Args:
        run: Runs a statement in it.
        head: Its head; when it changed, the lines tell.
        toolkit: The digest of its toolkit.
        lines: Its lines.
        names: Person id to name.
    """
    # All of the head but when it changed, which the lines tell.
    run(_BEGIN, (*head[:8], toolkit, _leads_to(run, head.org), head.origin))
    for number, line in enumerate(lines, 1):
        run(INSERT, (head.session, number, line.at, line.body))
    put_names(run, head.session, names)


def remove_session(run: Run, session: str) -> None:
    """Take a session out in the transaction that is open: its lines and all that lies beside them."""
    for table in ("events", "names", "aside", "sessions"):
        run(f"DELETE FROM {table} WHERE session = ?", (session,))  # noqa: S608 - the names are ours


def put_names(run: Run, session: str, names: Mapping[str, str]) -> None:
    """Keep names of a session's people, each in the place of the one before, in the transaction that is open."""
    for person, name in names.items():
        run("INSERT OR REPLACE INTO names VALUES (?, ?, ?)", (session, person, name))


def _leads_to(run: Run, org: str) -> str:
    if not org:
        return org
    from hansei.record.sqlite_directory import leads_to

    return leads_to(run, org)
