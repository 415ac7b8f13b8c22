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
