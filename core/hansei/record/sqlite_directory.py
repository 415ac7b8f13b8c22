"""The organisations of a store on SQLite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hansei.record.organisations import Organisation, OrgRecord, Said, called, standing
from hansei.record.sqlite_file import Run, SqliteFile

_ORG = "SELECT org, name, kind, parent, district, ident, closed FROM orgs WHERE org = ?"
#: Organisations that stand for themselves.
_CURRENT = """SELECT org, name, kind, parent, district, ident, closed FROM orgs
              WHERE NOT EXISTS (SELECT 1 FROM org_aliases WHERE alias = orgs.org)"""
_WITHIN = f"{_CURRENT} AND (org = ? OR parent = ? OR district = ?)"
_ALIAS = "SELECT org FROM org_aliases WHERE alias = ?"
_NAMES = "SELECT name, since, own FROM org_names WHERE org = ? ORDER BY own, since, name"
_PARENTS = "SELECT parent, since, own FROM org_parents WHERE org = ? ORDER BY own, since, parent"
_BELOW = "SELECT org FROM orgs WHERE parent = ?"
_IDENT = "UPDATE orgs SET ident = (SELECT ident FROM orgs WHERE org = ?) WHERE org = ? AND ident = ''"
#: How many merges are followed from one id; people make one or two.
_HOPS = 32


class SqliteDirectory:
    """The organisations that one file keeps.

    Args:
        file: The store's file.
    """

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    # ---------------------------------------------------------------------------------------- reading

    def get(self, org: str) -> Organisation | None:
        """Return an organisation as it is now, or None."""
        rows = self._file.rows(_ORG, (self._leads_to(org),))
        return _organisation(rows[0]) if rows else None

    def by_name(self, name: str) -> list[Organisation]:
        """Return those that are called so, or ever were."""
        query = "SELECT DISTINCT org FROM org_names WHERE called = ? ORDER BY org"
        ids = dict.fromkeys(self._leads_to(org) for (org,) in self._file.rows(query, (called(name),)))
        return [found for org in ids if (found := self.get(org)) is not None]

    def all(self) -> list[Organisation]:
        """Return every organisation, in no order; none that was merged into another."""
        return [_organisation(row) for row in self._file.rows(_CURRENT)]

    def within(self, org: str) -> list[Organisation]:
        """Return an organisation and what belongs to it; of a district all of it."""
        return [_organisation(row) for row in self._file.rows(_WITHIN, (org, org, org))]

    def size(self) -> int:
        """Return how many organisations there are."""
        return int(self._file.rows("SELECT count(*) FROM orgs")[0][0])

    def record(self, org: str) -> OrgRecord | None:
        """Return all that is kept under an id, without what was merged into it, or None."""
        rows = self._file.rows("SELECT kind, ident, closed FROM orgs WHERE org = ?", (org,))
        if not rows:
            return None
        names = self._file.rows(
            "SELECT name, since, own FROM org_names WHERE org = ? ORDER BY own, since, name", (org,)
        )
        query = "SELECT parent, since, own FROM org_parents WHERE org = ? ORDER BY own, since, parent"
        return OrgRecord(org, rows[0][0], _said(names), _said(self._file.rows(query, (org,))), rows[0][1])

    def aliases(self) -> dict[str, str]:
        """Return what was merged, by id, and into which."""
        return {alias: self._leads_to(alias) for (alias,) in self._file.rows("SELECT alias FROM org_aliases")}

    def counts(self) -> dict[str, int]:
        """Return how many sessions each organisation has; a received copy that lies beside another one is none."""
        query = "SELECT org, count(*) FROM sessions WHERE org != '' AND NOT (archived AND origin != '') GROUP BY org"
        return dict(self._file.rows(query))

    def strays(self) -> list[tuple[str, bytes]]:
        """Return the sessions that say no organisation, each with its first line."""
        query = """SELECT sessions.session, body FROM sessions JOIN events ON events.session = sessions.session
                   AND number = 1 WHERE org = '' AND origin = ''"""
        return self._file.rows(query)

    def _leads_to(self, org: str) -> str:
        for _ in range(_HOPS):
            rows = self._file.rows(_ALIAS, (org,))
            if not rows:
                break
            org = rows[0][0]
        return org

    # ---------------------------------------------------------------------------------------- writing

    def put(self, records: Sequence[OrgRecord]) -> None:
        """Keep what records say beside what is kept already, at once or not at all."""
        self._file.transaction(lambda run: put_records(run, records))

    def merge(self, org: str, into: str) -> None:
        """Let one organisation be another one: its sessions and what belonged to it are the other's."""

        def act(run: Run) -> None:
            one, other = leads_to(run, org), leads_to(run, into)
            if one == other:
                return
            run("INSERT INTO org_aliases VALUES (?, ?)", (one, other))
            run("UPDATE sessions SET org = ? WHERE org = ?", (other, one))
            run(
                "UPDATE orgs SET ident = (SELECT ident FROM orgs WHERE org = ?) WHERE org = ? AND ident = ''",
                (one, other),
            )
            _settle(run, [child for (child,) in run(_BELOW, (one,)).fetchall()])

        self._file.transaction(act)

    def adopt(self, whose: Mapping[str, str]) -> None:
        """Say of sessions whose they are: session to organisation."""

        def act(run: Run) -> None:
            for session, org in whose.items():
                run("UPDATE sessions SET org = ? WHERE session = ? AND org = ''", (leads_to(run, org), session))

        self._file.transaction(act)


def put_records(run: Run, records: Sequence[OrgRecord]) -> None:
    """Keep what records say, in the transaction that is open.

    Args:
        run: Runs a statement in it.
        records: What was said of which organisations.
    """
    for each in records:
        run("INSERT OR IGNORE INTO orgs VALUES (?, '', ?, '', '', '', 0)", (each.id, each.kind))
        if each.ident:
            run("UPDATE orgs SET ident = ? WHERE org = ?", (each.ident, each.id))
        if each.closed is not None:
            run("UPDATE orgs SET closed = ? WHERE org = ?", (each.closed, each.id))
        for name, since, own in each.names:
            run("INSERT OR IGNORE INTO org_names VALUES (?, ?, ?, ?, ?)", (each.id, own, since, name, called(name)))
        for parent, since, own in each.parents:
            run("INSERT OR IGNORE INTO org_parents VALUES (?, ?, ?, ?)", (each.id, own, since, parent))
    _settle(run, [each.id for each in records])


def leads_to(run: Run, org: str) -> str:
    """Return where an id leads that may have been merged into another, in the transaction that is open."""
    for _ in range(_HOPS):
        row = run(_ALIAS, (org,)).fetchone()
        if row is None:
            break
        org = row[0]
    return org


def _settle(run: Run, orgs: Sequence[str]) -> None:
    """Write down what holds now of organisations, and of the district of all that belongs to them."""
    waiting = list(dict.fromkeys(orgs))
    seen: dict[str, int] = {}
    while waiting:
        org = waiting.pop(0)
        seen[org] = seen.get(org, 0) + 1
        row = run("SELECT name, kind, parent, district FROM orgs WHERE org = ?", (org,)).fetchone()
        if row is None or seen[org] > _HOPS:  # two that each say they belong to the other
            continue
        name = standing(_said(run(_NAMES, (org,)).fetchall()))
        parent = standing(_said(run(_PARENTS, (org,)).fetchall()))
        parent = leads_to(run, parent)
        district = org if row[1] == "district" else _district_above(run, org, parent)
        if (name, parent, district) != (row[0], row[2], row[3]):
            run("UPDATE orgs SET name = ?, parent = ?, district = ? WHERE org = ?", (name, parent, district, org))
        if district != row[3]:
            waiting += [child for (child,) in run(_BELOW, (org,)).fetchall()]


def _district_above(run: Run, org: str, parent: str) -> str:
    """Return the district that is met first on the way up; empty when there is none, or no end to the way."""
    seen = {org}
    while parent and parent not in seen:
        seen.add(parent)
        row = run("SELECT kind, parent FROM orgs WHERE org = ?", (parent,)).fetchone()
        if row is None:
            break
        if row[0] == "district":
            return parent
        parent = row[1]
    return ""


def _organisation(row: tuple[Any, ...]) -> Organisation:
    org, name, kind, parent, district, ident, closed = row
    return Organisation(org, name, kind, parent, district, ident, bool(closed))


def _said(rows: Sequence[tuple[Any, ...]]) -> tuple[Said, ...]:
    return tuple(Said(value, since, bool(own)) for value, since, own in rows)
