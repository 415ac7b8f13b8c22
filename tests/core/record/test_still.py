"""A store that may be read and not written to: no permission, or a medium that nobody can write on."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import hansei
from hansei.errors import NewerStoreError, StoreError
from hansei.record.sqlite import SqliteLog
from hansei.testing.stores import begin, line

from .permissions import unprivileged

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
READ_ONLY = "is read-only; make the file and its folder writable"


@pytest.fixture
def path(folder_of_anybody: Path) -> Iterator[Path]:
    """A store with a line in it; whoever runs the test must ask for permission."""
    path = folder_of_anybody / "store.db"
    with unprivileged():
        with contextlib.closing(SqliteLog(str(path))) as log:
            begin(log)
        yield path


def lock(path: Path) -> None:
    """Take away the permission to write."""
    for each in path.parent.iterdir():
        each.chmod(0o444)
    path.parent.chmod(0o555)


def unlock(path: Path) -> None:
    """Give it back."""
    path.parent.chmod(0o755)
    for each in path.parent.iterdir():
        each.chmod(0o644)


def test_it_is_read_and_writing_is_refused(path: Path) -> None:
    lock(path)
    before = path.read_bytes()
    with contextlib.closing(SqliteLog(str(path))) as log:
        assert log.there
        assert log.read("abc") == [b"1"]
        assert [each.session for each in log.heads()] == ["abc"]
        assert log.faults() == []
        writing: list[Callable[[], None]] = [
            lambda: log.append("abc", 1, [line("2")]),
            lambda: begin(log, "abd"),
            lambda: log.put_aside("abc", "draft", "x"),
        ]
        for act in writing:
            with pytest.raises(StoreError, match=READ_ONLY):
                act()
        assert log.read("abc") == [b"1"]
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["store.db"]


def test_an_engine_reads_it_and_makes_reports(folder_of_anybody: Path) -> None:
    path = folder_of_anybody / "store.db"
    with hansei.open_engine(path) as engine:
        # All of it once as ourselves, so that nobody need be able to read our code.
        engine.render(engine.start("district-led-ci", team=hansei.Team("Riverside")).id, "md")
    lock(path)
    with unprivileged(), hansei.open_engine(path) as engine:
        session = engine.open("last")
        assert session.team.name == "Riverside"
        assert engine.sessions()[0].session == session.id
        assert b"Riverside" in engine.render("last", "md")
        with pytest.raises(StoreError, match=READ_ONLY):
            session.note("one")
        assert not session.state.notes, "what was not saved is not shown"


@pytest.mark.parametrize("folder", [0o555, 0o777])
def test_a_store_of_the_first_format_is_read_and_stays_as_it_is(folder_of_anybody: Path, folder: int) -> None:
    path = folder_of_anybody / "store.db"
    shutil.copyfile(Path(__file__).parent / "recorded" / "v1" / "district.db", path)
    before = path.read_bytes()
    with hansei.open_engine(folder_of_anybody / "other.db") as engine:  # our code, once as ourselves
        engine.start("district-led-ci", team=hansei.Team("Riverside"))
        assert len(engine.directory.all()) == 1
    lock(path)
    path.parent.chmod(folder)
    with unprivileged(), hansei.open_engine(path) as engine:
        assert engine.open("last").answered("culture", "vision", "team") is not None
        assert [head.org for head in engine.sessions()] == [""]
        assert engine.directory.all() == ()
        with pytest.raises(StoreError, match=READ_ONLY):
            engine.log.put_aside("abc", "draft", "x")
    assert path.read_bytes() == before


def test_what_waits_to_be_taken_in_is_seen_where_nothing_can_be_written(folder_of_anybody: Path) -> None:
    path = folder_of_anybody / "store.db"
    with hansei.open_engine(path) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.rate("culture", "vision", level="evolving")
    lock(path)
    path.parent.chmod(0o555)
    with unprivileged(), hansei.open_engine(path) as engine:
        assert {"evolving": 1}.items() <= {each.place: each.n for each in engine.log.facts.totals()}.items()  # type: ignore[attr-defined]


def test_what_its_owner_writes_meanwhile_is_seen(path: Path) -> None:
    lock(path)
    with contextlib.closing(SqliteLog(str(path))) as log:
        before = log.changes()
        assert log.read("abc") == [b"1"]
        assert log.changes() == before
        unlock(path)
        with contextlib.closing(SqliteLog(str(path))) as owner:
            owner.append("abc", 1, [line("2")])
            assert log.read("abc") == [b"1", b"2"], "while the owner has it open"
            owner.append("abc", 2, [line("3")])
            assert log.read("abc") == [b"1", b"2", b"3"]
        assert log.changes() != before
        lock(path)
        assert log.read("abc") == [b"1", b"2", b"3"]


def test_what_its_owner_wrote_and_closed_is_seen(path: Path) -> None:
    lock(path)
    with contextlib.closing(SqliteLog(str(path))) as log:
        assert log.read("abc") == [b"1"]
        for number in (1, 2, 3):
            unlock(path)
            with contextlib.closing(SqliteLog(str(path))) as owner:
                owner.append("abc", number, [line(str(number + 1))])
            lock(path)
            assert len(log.read("abc")) == number + 1


def test_it_is_read_while_its_owner_has_it_open(path: Path) -> None:
    with contextlib.closing(SqliteLog(str(path))) as owner:
        owner.append("abc", 1, [line("2")])
        lock(path)
        with contextlib.closing(SqliteLog(str(path))) as log:
            assert log.read("abc") == [b"1", b"2"]
            with pytest.raises(StoreError, match=READ_ONLY):
                log.append("abc", 2, [line("late")])
            owner.append("abc", 2, [line("3")])
            assert log.read("abc") == [b"1", b"2", b"3"]


def test_once_permission_is_given_it_is_written_to(path: Path) -> None:
    lock(path)
    with contextlib.closing(SqliteLog(str(path))) as log:
        with pytest.raises(StoreError, match=READ_ONLY):
            log.append("abc", 1, [line("2")])
        unlock(path)
        log.append("abc", 1, [line("2")])
    with contextlib.closing(SqliteLog(str(path))) as log:
        assert log.read("abc") == [b"1", b"2"]


def left_behind(path: Path, *endings: str) -> Path:
    """Copy a store out of the hands of a program that writes to it, as a kill leaves it."""
    other = path.with_name("killed.db")
    with contextlib.closing(SqliteLog(str(path))) as log:
        log.append("abc", 1, [line("2")])
        for ending in ("", *endings):
            shutil.copy(f"{path}{ending}", f"{other}{ending}")
    return other


def test_what_lies_beside_it_is_read_where_sqlite_can(path: Path) -> None:
    killed = left_behind(path, "-wal", "-shm")
    lock(path)
    with contextlib.closing(SqliteLog(str(killed))) as log:
        assert log.read("abc") == [b"1", b"2"]


def test_what_lies_beside_it_and_cannot_be_read_is_told_and_nothing_old_is_shown(path: Path) -> None:
    killed = left_behind(path, "-wal")
    lock(path)
    with pytest.raises(StoreError, match=r"written to it last lies beside it in .*killed\.db-wal.*copy both files"):
        SqliteLog(str(killed))
    unlock(path)
    with contextlib.closing(SqliteLog(str(killed))) as log:
        assert log.read("abc") == [b"1", b"2"]


def test_an_empty_file_beside_it_holds_nothing_back(path: Path) -> None:
    path.with_name("store.db-wal").touch()
    lock(path)
    with contextlib.closing(SqliteLog(str(path))) as log:
        assert log.read("abc") == [b"1"]


def test_deleted_or_replaced_while_it_is_read(path: Path) -> None:
    lock(path)
    with contextlib.closing(SqliteLog(str(path))) as log:
        unlock(path)
        with contextlib.closing(SqliteLog(str(path.with_name("other.db")))) as other:
            begin(other, "xyz")
        path.with_name("other.db").replace(path)
        assert log.read("abc") == [b"1"]
        with pytest.raises(StoreError, match="was replaced by another file while it was open"):
            log.append("abc", 1, [line("2")])
        path.unlink()
        assert log.read("abc") == [b"1"], "we have all of it"
        log.append("abc", 1, [line("2")])
    with contextlib.closing(SqliteLog(str(path))) as log:
        assert log.read("abc") == [b"1", b"2"]


def test_a_newer_store_and_a_stranger_are_refused_as_ever(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 99")
    lock(path)
    with pytest.raises(NewerStoreError, match="format 99"):
        SqliteLog(str(path))
    unlock(path)
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    lock(path)
    with pytest.raises(StoreError, match="another program"):
        SqliteLog(str(path))


def test_a_damaged_one_is_told(path: Path) -> None:
    with contextlib.closing(SqliteLog(str(path))) as log:
        log.append("abc", 1, [line("x" * 500_000)])
    data = path.read_bytes()
    half = len(data) // 2  # before it lies what the tables are
    path.write_bytes(data[:half] + b"\xaa" * (len(data) - half))
    lock(path)
    with contextlib.closing(SqliteLog(str(path))) as log:
        assert log.faults()
        with pytest.raises(StoreError, match="damaged"):
            log.read("abc")


def test_one_that_may_not_even_be_read_is_told(path: Path) -> None:
    path.chmod(0)
    with pytest.raises(StoreError, match="cannot be opened"):
        SqliteLog(str(path))
    path.parent.chmod(0)
    with pytest.raises(StoreError, match=r"cannot be opened: Permission denied; may you read in its folder\?"):
        SqliteLog(str(path))
    path.parent.chmod(0o755)
    os.chmod(path, 0o644)  # noqa: PTH101
