"""The built-in store loses nothing of an inbox where the disk is full."""

from __future__ import annotations

from pathlib import Path

import pytest

from hansei.errors import StoreError
from hansei.record.sqlite import SqliteLog
from hansei.testing.store_inbox import LINES, PIN, showing, submission


def _all(log: SqliteLog) -> list[object]:
    tables = ("sessions", "events", "names", "submissions", "submitted_names", "toolkits")
    return [log.rows(f"SELECT * FROM {table}") for table in tables]  # noqa: S608


def test_a_full_disk_in_the_middle_is_as_if_nothing_had_come(store: Path) -> None:
    log = SqliteLog(str(store))
    log.inbox.receive(submission("d1"), PIN, {}, showing("abc"))
    before = _all(log)
    pages = log.rows("PRAGMA page_count")[0][0]
    log.rows(f"PRAGMA max_page_count = {pages + 3}")
    large = submission("d2", "abd", lines=(*LINES, *(LINES[1].replace(b'"2"', b'"%d"' % n) for n in range(3, 5_000))))
    with pytest.raises(StoreError, match="the disk is full"):
        log.inbox.receive(large, PIN._replace(digest="toolkit-2"), {"p": "Ann"}, showing("abd"))
    assert _all(log) == before
    assert log.faults() == []
    log.rows("PRAGMA max_page_count = 1000000")
    assert log.inbox.receive(large, PIN, {}, showing("abd"))
    log.close()
