"""A store is copied and put back whole or not at all, and only what reads the same takes its place."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import hansei
from hansei.care import restore
from hansei.errors import CopyError, HanseiError, NewerStoreError, StoreError
from hansei.record import sqlite_copies
from hansei.record.sqlite import SqliteLog
from hansei.record.sqlite_copies import back_up, put_back
from hansei.testing.stores import begin, line

RECORDED = Path(__file__).parent / "recorded"


@pytest.fixture
def full(store: Path) -> Path:
    """A store with two sessions, five lines in all."""
    with closing(SqliteLog(str(store))) as log:
        begin(log, "abc", line("1"), line("2"))
        begin(log, "abd", line("1"))
        log.append("abd", 1, [line("2"), line("3")], names={"p": "Ann"})
    return store


def read(path: Path) -> dict[str, list[bytes]]:
    with closing(SqliteLog(str(path))) as log:
        return {session: log.read(session) for session in log.find("")}


def around(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def test_a_copy_is_one_file_that_is_a_store_itself(full: Path, tmp_path: Path) -> None:
    copied = back_up(full, tmp_path / "copy.db")
    assert (copied.sessions, copied.events) == (2, 5)
    assert around(full) == {"store.db", "copy.db"}
    assert read(copied.path) == read(full)
    with closing(SqliteLog(str(copied.path))) as log:
        assert log.names("abd") == {"p": "Ann"}
        log.append("abc", 2, [line("3")])


def test_one_moment_is_copied_while_others_write(full: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with closing(SqliteLog(str(full))) as log:
            number = 2
            while not stop.is_set():
                log.append("abc", number, [line("more"), line("and more")])
                number += 2

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for index in range(5):
            copied = back_up(full, tmp_path / f"copy-{index}.db")
            assert len(read(copied.path)["abc"]) % 2 == 0
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize("name", ["there.db", "folder", "nowhere/copy.db", "store.db"])
def test_nothing_is_written_over_unasked(full: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "there.db").write_text("mine", "utf-8")
    (tmp_path / "folder").mkdir()
    before = full.read_bytes()
    with pytest.raises(CopyError, match=r"already|is a folder|is not there"):
        back_up(full, tmp_path / name)
    with pytest.raises(CopyError):
        back_up(full, full, force=True)
    assert full.read_bytes() == before
    assert around(full) == {"store.db", "there.db", "folder"}
    back_up(full, tmp_path / "there.db", force=True)
    assert read(tmp_path / "there.db") == read(full)


def test_a_copy_that_reads_otherwise_is_not_kept(full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite_copies._digests
    seen: list[Path] = []

    def lying(connection: sqlite3.Connection, path: Path) -> object:
        seen.append(path)
        if len(seen) == 2:
            connection.execute("UPDATE events SET body = 'x' WHERE session = 'abc' AND number = 2")
        return real(connection, path)

    monkeypatch.setattr(sqlite_copies, "_digests", lying)
    with pytest.raises(HanseiError):
        back_up(full, tmp_path / "copy.db")
    assert around(full) == {"store.db"}


def test_it_is_put_back_and_what_it_replaces_is_kept(full: Path, tmp_path: Path) -> None:
    copy = back_up(full, tmp_path / "copy.db").path
    before = read(full)
    with closing(SqliteLog(str(full))) as log:
        log.append("abc", 2, [line("lost again")])
    after = read(full)
    done = put_back(copy, full)
    assert (done.sessions, done.events) == (2, 5)
    assert read(full) == before
    assert done.kept is not None
    assert read(done.kept) == after
    again = put_back(copy, full)
    assert again.kept not in (None, done.kept)
    with closing(SqliteLog(str(full))) as log:
        log.append("abc", 2, [line("on")])
        mode = log.rows("PRAGMA journal_mode")[0][0]
    assert mode == "wal"


def test_it_is_put_where_nothing_was(full: Path, tmp_path: Path) -> None:
    done = put_back(full, tmp_path / "new" / "folder" / "store.db")
    assert done.kept is None
    assert read(tmp_path / "new" / "folder" / "store.db") == read(full)


def test_a_damaged_store_can_be_replaced_and_is_kept_as_it_was(full: Path, tmp_path: Path) -> None:
    copy = back_up(full, tmp_path / "copy.db").path
    full.write_bytes(b"SQLite format 3\x00 and then nothing of sense" * 400)
    done = put_back(copy, full)
    assert read(full) == read(copy)
    assert done.kept is not None
    assert done.kept.read_bytes().startswith(b"SQLite format 3\x00 and then nothing")


def _other(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def _newer(path: Path) -> None:
    shutil.copyfile(RECORDED / "v1" / "rounds.db", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def _half(path: Path) -> None:
    data = (RECORDED / "v1" / "rounds.db").read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _scribbled(path: Path) -> None:
    data = bytearray((RECORDED / "v1" / "rounds.db").read_bytes())
    data[4096:20000] = b"x" * (20000 - 4096)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda path: None, CopyError, "there is no file"),
        (lambda path: path.write_bytes(b""), CopyError, "is empty; it holds no store"),
        (lambda path: path.write_text("a shopping list " * 99, "utf-8"), StoreError, "is not a Hansei store"),
        (_other, StoreError, "is a database of another program"),
        (_newer, NewerStoreError, "was written by a newer Hansei"),
        (_half, HanseiError, "is damaged"),
        (_scribbled, HanseiError, "is damaged"),
    ],
)
def test_what_is_no_whole_copy_is_refused_and_nothing_changes(
    full: Path, tmp_path: Path, make: object, error: type[Exception], message: str
) -> None:
    source = tmp_path / "source.db"
    make(source)  # type: ignore[operator]
    before, there = full.read_bytes(), around(full)
    with pytest.raises(error, match=message):
        put_back(source, full)
    assert full.read_bytes() == before
    assert around(full) == there


def test_the_store_itself_is_no_copy_of_it(full: Path) -> None:
    with pytest.raises(CopyError, match="is the store itself"):
        put_back(full, full)


def test_a_store_that_is_open_elsewhere_is_not_replaced(full: Path, tmp_path: Path) -> None:
    copy = back_up(full, tmp_path / "copy.db").path
    with closing(SqliteLog(str(full))) as log:
        log.append("abc", 2, [line("3")])
        with pytest.raises(CopyError, match=r"another program has .* open; close it there and try again"):
            put_back(copy, full)
        log.append("abc", 3, [line("4")])
        assert len(log.read("abc")) == 4
    assert around(full) == {"store.db", "copy.db"}
    put_back(copy, full)


def test_a_store_of_the_first_format_is_put_back_and_opens(tmp_path: Path) -> None:
    target = tmp_path / "store.db"
    done = restore(RECORDED / "v1" / "district.db", target)
    assert done.sessions == 1
    with hansei.open_engine(target) as engine:
        assert engine.open("last").answered("culture", "vision", "team") is not None


def test_a_store_that_is_no_file_is_put_back_otherwise(full: Path) -> None:
    with pytest.raises(StoreError, match="put a copy back with the tools of that database"):
        restore(full, "postgresql://server/db")


def test_a_full_disk_leaves_nothing(full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    before = full.read_bytes()
    for act in (lambda: back_up(full, tmp_path / "copy.db"), lambda: put_back(RECORDED / "v1" / "rounds.db", full)):
        with pytest.raises(CopyError, match="No space left"):
            act()
    assert full.read_bytes() == before
    assert around(full) == {"store.db"}


@pytest.fixture(autouse=True)
def _no_leftovers(tmp_path: Path) -> Iterator[None]:
    yield
    assert [each for each in tmp_path.iterdir() if each.name.startswith(".")] == []
