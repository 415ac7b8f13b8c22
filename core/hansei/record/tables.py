"""The tables of a store's file, by the part of the house that keeps them. Plain SQL that SQLite and others read."""

from __future__ import annotations

#: The first format: toolkits, sessions, their events, names and what lies beside them.
SESSIONS = """
    CREATE TABLE toolkits (digest TEXT PRIMARY KEY, toolkit TEXT NOT NULL, version TEXT NOT NULL,
                           tree BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE sessions (session TEXT PRIMARY KEY, toolkit TEXT NOT NULL, title TEXT NOT NULL,
                           team TEXT NOT NULL, team_kind TEXT NOT NULL, state TEXT NOT NULL,
                           started INTEGER NOT NULL, place TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE events   (session TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,
                           body BLOB NOT NULL, PRIMARY KEY (session, number)) WITHOUT ROWID;
    CREATE TABLE names    (session TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
                           PRIMARY KEY (session, person)) WITHOUT ROWID;
    CREATE TABLE aside    (session TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
                           PRIMARY KEY (session, key)) WITHOUT ROWID;
    """

#: Since the second format a session says whose it is (``org``) and, when it came from elsewhere, with what
#: (``origin``, the digest of a submission; empty: it was run here).
WHOSE = """
    ALTER TABLE sessions ADD COLUMN org TEXT NOT NULL DEFAULT '';
    ALTER TABLE sessions ADD COLUMN origin TEXT NOT NULL DEFAULT '';
    """

#: Since the second format: districts, buildings and teams (``orgs`` says what holds now, the two others all that was
#: ever said, ``own`` by a person here), what was merged, and whose a session is at a glance.
ORGANISATIONS = """
    CREATE TABLE orgs        (org TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, parent TEXT NOT NULL,
                              district TEXT NOT NULL, ident TEXT NOT NULL, closed INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE org_names   (org TEXT NOT NULL, own INTEGER NOT NULL, since INTEGER NOT NULL, name TEXT NOT NULL,
                              called TEXT NOT NULL, PRIMARY KEY (org, own, since, name)) WITHOUT ROWID;
    CREATE TABLE org_parents (org TEXT NOT NULL, own INTEGER NOT NULL, since INTEGER NOT NULL, parent TEXT NOT NULL,
                              PRIMARY KEY (org, own, since, parent)) WITHOUT ROWID;
    CREATE TABLE org_aliases (alias TEXT PRIMARY KEY, org TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX orgs_within ON orgs (parent);
    CREATE INDEX orgs_called ON org_names (called);
    CREATE INDEX sessions_of ON sessions (org, started);
    """

#: Since the second format: sessions that are put away, those that were deleted, and whose name was forgotten.
CARE = """
    ALTER TABLE sessions ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE deleted   (session TEXT PRIMARY KEY, at INTEGER NOT NULL, receipt TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE forgotten (session TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL,
                            PRIMARY KEY (session, person)) WITHOUT ROWID;
    """
