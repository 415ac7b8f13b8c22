"""The built-in store keeps the contract of a store."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from hansei.record.organisations import OrgKind, OrgRecord, Said
from hansei.record.sqlite import SqliteLog
from hansei.testing import DirectoryConformance, FactsConformance, InboxConformance, StoreConformance

_said = st.builds(Said, st.sampled_from(["a", "A", "b", "ä 🌱"]), st.integers(0, 3), st.booleans())
_places = st.builds(Said, st.sampled_from(["x", "y", "z", "not there", ""]), st.integers(0, 3), st.booleans())
_KINDS: dict[str, OrgKind] = {"x": "district", "y": "building", "z": "team"}
_records = st.lists(
    st.builds(
        lambda id_, names, parents: OrgRecord(id_, _KINDS[id_], tuple(names), tuple(parents)),
        st.sampled_from(sorted(_KINDS)),
        st.lists(_said, max_size=2),
        st.lists(_places, max_size=2),
    ),
    max_size=6,
)


class _Sqlite:
    def open(self, folder: Path) -> SqliteLog:
        return SqliteLog(str(folder / "store.db"))


class TestSqlite(_Sqlite, StoreConformance):
    pass


class TestSqliteFacts(_Sqlite, FactsConformance):
    pass


class TestSqliteInbox(_Sqlite, InboxConformance):
    pass


class TestSqliteDirectory(_Sqlite, DirectoryConformance):
    @pytest.fixture(scope="class")
    def empty(self, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], SqliteLog]:
        folder, number = tmp_path_factory.mktemp("empty"), count()
        return lambda: SqliteLog(str(folder / f"{next(number)}.db"))

    @given(data=st.data(), records=_records)
    def test_no_order_of_what_is_said_matters(
        self, empty: Callable[[], SqliteLog], records: list[OrgRecord], data: st.DataObject
    ) -> None:
        shuffled = data.draw(
            st.permutations(records + data.draw(st.lists(st.sampled_from(records)) if records else st.just([])))
        )
        found = []
        for each in (records, shuffled):
            log = empty()
            for record in each:
                log.directory.put([record])
            found.append(sorted(log.directory.all(), key=lambda org: org.id))
            log.close()
        assert found[0] == found[1]
