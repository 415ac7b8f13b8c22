"""The built-in store keeps the contract of a store."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from hansei.record.log import Log
from hansei.record.sqlite import SqliteLog

from .conformance import Again, LogConformance
from .directory_conformance import DirectoryConformance
from .facts_conformance import FactsConformance


class TestSqlite(LogConformance):
    @pytest.fixture
    def again(self, store: Path) -> Again:
        return lambda: SqliteLog(str(store))


class TestSqliteDirectory(DirectoryConformance):
    @pytest.fixture(scope="class")
    def empty(self, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Log]:
        folder, number = tmp_path_factory.mktemp("empty"), count()
        return lambda: SqliteLog(str(folder / f"{next(number)}.db"))

    @pytest.fixture
    def again(self, store: Path) -> Again:
        return lambda: SqliteLog(str(store))


class TestSqliteFacts(FactsConformance):
    @pytest.fixture
    def again(self, store: Path) -> Again:
        return lambda: SqliteLog(str(store))
