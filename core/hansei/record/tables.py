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
    CREATE INDEX orgs_of ON orgs (district);
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

#: Since the second format: what stands for a team on a row (``facts``), how many teams stand where, each by what it
#: rated last (``totals``; one may be 0), and its actions. All of it follows from the events, and is written in the
#: transaction that writes them; the triggers keep the totals. ``measures.since`` is when a row was first met in its
#: words. ``uncounted`` says of which sessions all this is still to be made, and which kinds were missing when tried.
FACTS = """
    CREATE TABLE measures  (measure INTEGER PRIMARY KEY, toolkit TEXT NOT NULL, instrument TEXT NOT NULL,
                            item TEXT NOT NULL, wording TEXT NOT NULL, about TEXT NOT NULL, since INTEGER NOT NULL);
    CREATE TABLE facts     (org TEXT NOT NULL, measure INTEGER NOT NULL, session TEXT NOT NULL, kind TEXT NOT NULL,
                            at INTEGER NOT NULL, state TEXT NOT NULL, place TEXT NOT NULL,
                            how TEXT NOT NULL, by TEXT NOT NULL, raters INTEGER NOT NULL, rounds INTEGER NOT NULL,
                            protocol TEXT NOT NULL, PRIMARY KEY (org, measure, session)) WITHOUT ROWID;
    CREATE TABLE totals    (measure INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, place TEXT NOT NULL,
                            n INTEGER NOT NULL, PRIMARY KEY (measure, kind, state, place)) WITHOUT ROWID;
    CREATE TABLE actions   (org TEXT NOT NULL, session TEXT NOT NULL, answer TEXT NOT NULL, action TEXT NOT NULL,
                            number INTEGER NOT NULL, about TEXT NOT NULL, text TEXT NOT NULL, owner TEXT NOT NULL,
                            due TEXT NOT NULL, phase TEXT NOT NULL,
                            PRIMARY KEY (org, session, answer, action)) WITHOUT ROWID;
    CREATE TABLE followed  (session TEXT NOT NULL, action TEXT NOT NULL, looked TEXT NOT NULL, at INTEGER NOT NULL,
                            status TEXT NOT NULL, words TEXT NOT NULL,
                            PRIMARY KEY (session, action, looked)) WITHOUT ROWID;
    CREATE INDEX followed_by ON followed (looked);
    CREATE TABLE uncounted (session TEXT PRIMARY KEY, lacks TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
    INSERT INTO uncounted (session) SELECT session FROM sessions;
    -- A copy that lies beside another one is not counted; its id says so (log.BESIDE).

    CREATE TRIGGER session_in AFTER INSERT ON sessions WHEN instr(NEW.session, '~') = 0 BEGIN
        INSERT OR IGNORE INTO uncounted (session) VALUES (NEW.session);
    END;
    CREATE TRIGGER session_of AFTER UPDATE OF org ON sessions WHEN OLD.org <> NEW.org BEGIN
        DELETE FROM facts WHERE org = OLD.org AND session = OLD.session;
        DELETE FROM actions WHERE org = OLD.org AND session = OLD.session;
        INSERT OR IGNORE INTO uncounted (session) SELECT NEW.session WHERE instr(NEW.session, '~') = 0;
    END;
    CREATE TRIGGER session_out AFTER DELETE ON sessions BEGIN
        DELETE FROM facts WHERE org = OLD.org AND session = OLD.session;
        DELETE FROM actions WHERE org = OLD.org AND session = OLD.session;
        DELETE FROM followed WHERE looked = OLD.session;
        DELETE FROM uncounted WHERE session = OLD.session;
    END;
    CREATE TRIGGER fact_in AFTER INSERT ON facts
        WHEN NOT EXISTS (SELECT 1 FROM facts WHERE org = NEW.org AND measure = NEW.measure
                AND (at > NEW.at OR (at = NEW.at AND session > NEW.session))) BEGIN
        UPDATE totals SET n = n - 1 WHERE (measure, kind, state, place) = (
            SELECT measure, kind, state, place FROM facts
            WHERE org = NEW.org AND measure = NEW.measure AND session <> NEW.session
            ORDER BY at DESC, session DESC LIMIT 1);
        INSERT INTO totals VALUES (NEW.measure, NEW.kind, NEW.state, NEW.place, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    END;
    CREATE TRIGGER fact_on AFTER UPDATE ON facts
        WHEN (OLD.state <> NEW.state OR OLD.place <> NEW.place)
            AND NOT EXISTS (SELECT 1 FROM facts WHERE org = NEW.org AND measure = NEW.measure
                AND (at > NEW.at OR (at = NEW.at AND session > NEW.session))) BEGIN
        UPDATE totals SET n = n - 1
            WHERE measure = OLD.measure AND kind = OLD.kind AND state = OLD.state AND place = OLD.place;
        INSERT INTO totals VALUES (NEW.measure, NEW.kind, NEW.state, NEW.place, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    END;
    CREATE TRIGGER fact_out AFTER DELETE ON facts
        WHEN NOT EXISTS (SELECT 1 FROM facts WHERE org = OLD.org AND measure = OLD.measure
                AND (at > OLD.at OR (at = OLD.at AND session > OLD.session))) BEGIN
        UPDATE totals SET n = n - 1
            WHERE measure = OLD.measure AND kind = OLD.kind AND state = OLD.state AND place = OLD.place;
        INSERT INTO totals SELECT measure, kind, state, place, 1 FROM (
                SELECT * FROM facts WHERE org = OLD.org AND measure = OLD.measure
                ORDER BY at DESC, session DESC LIMIT 1)
            WHERE true ON CONFLICT DO UPDATE SET n = n + 1;
    END;
    """

#: Since the third format: facts that wait to be taken in (``sqlite_pending``); an empty state: nothing any more.
PENDING = """
    CREATE TABLE pending   (number INTEGER PRIMARY KEY, session TEXT NOT NULL, measure INTEGER NOT NULL,
                            state TEXT NOT NULL, place TEXT NOT NULL, how TEXT NOT NULL, by TEXT NOT NULL,
                            raters INTEGER NOT NULL, rounds INTEGER NOT NULL, protocol TEXT NOT NULL);
    CREATE TRIGGER session_out_pending AFTER DELETE ON sessions BEGIN
        DELETE FROM pending WHERE session = OLD.session;
    END;
    """

#: What came from other teams. A submission is kept in its parts, so that a name can be taken out of it; the report
#: in it is not kept, as it says nothing else. ``decisions`` are what people settled about copies.
INBOX = """
    CREATE TABLE submissions (digest TEXT PRIMARY KEY, session TEXT NOT NULL, team TEXT NOT NULL, head TEXT NOT NULL,
                              toolkit TEXT NOT NULL, sender TEXT NOT NULL, scope TEXT NOT NULL, made INTEGER NOT NULL,
                              received INTEGER NOT NULL, file TEXT NOT NULL, manifest BLOB NOT NULL,
                              signature BLOB NOT NULL, lines BLOB NOT NULL);
    CREATE INDEX submissions_of ON submissions (session);
    CREATE INDEX submissions_by ON submissions (team, sender);
    CREATE TABLE submitted_names (digest TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
                                  PRIMARY KEY (digest, person)) WITHOUT ROWID;
    CREATE TABLE decisions (session TEXT NOT NULL, number INTEGER NOT NULL, keep TEXT NOT NULL, over TEXT NOT NULL,
                            at INTEGER NOT NULL, PRIMARY KEY (session, number)) WITHOUT ROWID;
    CREATE TABLE refused (digest TEXT PRIMARY KEY, file TEXT NOT NULL, reason TEXT NOT NULL,
                          at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE questions (question TEXT NOT NULL, origin TEXT NOT NULL, session TEXT NOT NULL, team TEXT NOT NULL,
                            team_kind TEXT NOT NULL, about TEXT NOT NULL, place TEXT NOT NULL, words TEXT NOT NULL,
                            asked_by TEXT NOT NULL, sender TEXT NOT NULL, at INTEGER NOT NULL,
                            received INTEGER NOT NULL, PRIMARY KEY (question, origin)) WITHOUT ROWID;
    """
