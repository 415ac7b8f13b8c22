"""A session copied from one store to another is the same session."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

import hansei
from hansei.errors import StoreError
from hansei.record.copying import copy_session
from hansei.record.sqlite import SqliteLog


def test_a_copy_is_the_session_with_all_that_lies_beside_it(
    engine: hansei.Engine, session: hansei.Session, tmp_path: Path
) -> None:
    session.join("Ann 🌱")
    session.rate("culture", "vision", level="evolving", evidence="Posters")
    session.move("activity-2.rate")
    session.put_aside("draft", "half a sent")
    session.close()
    path = tmp_path / "copy.db"
    with contextlib.closing(SqliteLog(str(path))) as target:
        copy_session(session.id, engine.log, target)
    with hansei.open_engine(path) as other:
        copy = other.open(session.id)
        assert copy.state == session.state
        assert copy.people == session.people
        assert copy.aside() == {"draft": "half a sent"}
        assert copy.toolkit == session.toolkit
        assert other.sessions() == engine.sessions()


def test_a_session_that_is_there_already_is_not_copied_over(engine: hansei.Engine, session: hansei.Session) -> None:
    session.note("words")
    before = engine.log.read(session.id)
    with pytest.raises(StoreError):
        copy_session(session.id, engine.log, engine.log)
    assert engine.log.read(session.id) == before


def test_what_cannot_be_copied_is_told_and_nothing_written(
    engine: hansei.Engine, session: hansei.Session, tmp_path: Path
) -> None:
    with contextlib.closing(SqliteLog(str(tmp_path / "copy.db"))) as target:
        with pytest.raises(StoreError, match="no beginning"):
            copy_session("gone", engine.log, target)
        log = engine.log
        assert isinstance(log, SqliteLog)
        log._connection.execute("DELETE FROM toolkits")
        with pytest.raises(StoreError, match="toolkit of session"):
            copy_session(session.id, log, target)
        assert target.heads() == []
