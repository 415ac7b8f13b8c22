"""The built-in store keeps the contract of a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from hansei.record.sqlite import SqliteLog

from .conformance import Again, LogConformance


class TestSqlite(LogConformance):
    @pytest.fixture
    def again(self, store: Path) -> Again:
        return lambda: SqliteLog(str(store))
