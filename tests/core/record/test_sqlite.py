"""The SQLite store where things go wrong: what is refused, what is waited for, what is never lost."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import hansei
from hansei.errors import HanseiError, NewerStoreError, StoreBusyError, StoreError
from hansei.record.schema import APPLICATION_ID
from hansei.record.sqlite import SqliteLog, open_sqlite
from hansei.testing.stores import PIN, begin, head, line

from .permissions import unprivileged


@pytest.fixture
def log(store: Path) -> Iterator[SqliteLog]:
    opened = SqliteLog(str(store), patience=0.1)
    yield opened
    opened.close()


# ------------------------------------------------------------------------------------------- opening


def test_a_store_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "some" / "where" / "store.db"
    with contextlib.closing(SqliteLog(str(path))) as log:
        begin(log)
    assert path.is_file()
    assert not Path(f"{path}-wal").exists(), "one file that can be copied"


@pytest.mark.parametrize("url", ["{path}", "sqlite:///{path}", "sqlite:{path}"])
def test_a_store_is_named_by_path_or_url(store: Path, url: str) -> None:
    log = open_sqlite(url.format(path=store))
    assert log.path == str(store)
    log.close()


def test_three_slashes_are_a_path_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    log = open_sqlite("sqlite:///riverside.db")
    assert log.path == str(tmp_path / "riverside.db")
    log.close()


@pytest.mark.parametrize("url", ["", "sqlite:", "sqlite:///"])
def test_a_store_without_a_name_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="no name"):
        open_sqlite(url)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"is a folder; name a file in it, as .*/hansei\.db"):
        SqliteLog(str(tmp_path))


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be made"):
        SqliteLog(str(tmp_path / "file" / "store.db"))


def test_a_file_that_is_no_database_is_refused_and_left(store: Path) -> None:
    words = b"These are the minutes of our last meeting. " * 50
    store.write_bytes(words)
    with pytest.raises(StoreError, match="is not a Hansei store"):
        SqliteLog(str(store))
    assert store.read_bytes() == words


@pytest.mark.parametrize("version", [0, 1])
def test_the_database_of_another_program_is_refused_and_left(store: Path, version: int) -> None:
    with contextlib.closing(sqlite3.connect(store)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
        other.execute(f"PRAGMA user_version = {version}")
    before = store.read_bytes()
    with pytest.raises(StoreError, match="is a database of another program"):
        SqliteLog(str(store))
    assert store.read_bytes() == before


def test_the_database_of_another_program_with_a_version_is_told_apart(store: Path) -> None:
    with contextlib.closing(sqlite3.connect(store)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
        other.execute("PRAGMA user_version = 75")
    with pytest.raises(StoreError, match="is a database of another program"):
        SqliteLog(str(store))


def test_a_newer_store_is_refused_and_left(store: Path) -> None:
    with contextlib.closing(SqliteLog(str(store))) as log:
        log.make()
    with contextlib.closing(sqlite3.connect(store)) as other:
        other.execute("PRAGMA user_version = 99")
    before = store.read_bytes()
    with pytest.raises(NewerStoreError, match=r"newer Hansei \(format 99.*upgrade Hansei.*Nothing was changed"):
        SqliteLog(str(store))
    assert store.read_bytes() == before


def test_the_file_says_whose_it_is_and_is_durable(log: SqliteLog) -> None:
    log.make()

    def pragma(name: str) -> object:
        return log._connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("application_id") == APPLICATION_ID
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert log.faults() == []


def test_a_damaged_file_is_told(store: Path) -> None:
    log = SqliteLog(str(store))
    begin(log, "abc", *(line(f"{number}" * 500) for number in range(100)))
    log.close()
    data = bytearray(store.read_bytes())
    half = len(data) // 2  # before it lies what the tables are
    data[half:] = b"\xaa" * (len(data) - half)
    store.write_bytes(data)
    with contextlib.closing(SqliteLog(str(store))) as broken:
        assert broken.faults()
        with pytest.raises(StoreError, match=r"damaged.*hansei doctor"):
            broken.read("abc")


# ------------------------------------------------------------------------------------------- permission


def write_to(path: Path) -> None:
    """Open a store and append to it."""
    with contextlib.closing(SqliteLog(str(path))) as log:
        log.append("abc", 1, [line("2")])


def test_a_read_only_file_is_told(folder_of_anybody: Path) -> None:
    path = folder_of_anybody / "store.db"
    with unprivileged():
        log = SqliteLog(str(path))
        begin(log)
        log.close()
        path.chmod(0o444)
        folder_of_anybody.chmod(0o555)
        with pytest.raises(StoreError, match=r"read-only|cannot be opened"):
            write_to(path)
        folder_of_anybody.chmod(0o755)
        path.chmod(0o644)
        log = SqliteLog(str(path))
        assert log.read("abc") == [b"1"]
        log.close()


def test_a_file_that_turns_read_only_is_told_and_nothing_is_lost(folder_of_anybody: Path) -> None:
    path = folder_of_anybody / "store.db"
    with unprivileged():
        with contextlib.closing(SqliteLog(str(path))) as log:
            begin(log)
        path.chmod(0o444)
        with contextlib.closing(SqliteLog(str(path))) as log:
            with pytest.raises(StoreError, match="is read-only; make the file and its folder writable"):
                log.append("abc", 1, [line("2")])
            assert log.read("abc") == [b"1"]


def test_a_folder_that_cannot_be_made_is_told(folder_of_anybody: Path) -> None:
    with unprivileged():
        folder_of_anybody.chmod(0o555)
        for name, what in (("sub/store.db", "cannot be made: Permission denied"), ("store.db", "cannot be opened")):
            with contextlib.closing(SqliteLog(str(folder_of_anybody / name))) as log:
                with pytest.raises(StoreError, match=what):
                    log.make()
                with pytest.raises(StoreError, match=what):
                    begin(log)
                assert log.heads() == []


# ------------------------------------------------------------------------------------------- other programs

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
print("let go", flush=True)
"""


@contextlib.contextmanager
def another_program_holds(store: Path) -> Iterator[subprocess.Popen[str]]:
    """Let a real other program hold the store's write lock until a line is written to it, or the end."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        try:
            yield program
        finally:
            program.communicate("\n")


def test_a_store_that_another_program_holds_is_busy_and_nothing_is_lost(store: Path) -> None:
    with hansei.open_engine(store) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        assert isinstance(session.log, SqliteLog)
        session.log.patience = 0.1
        waited: list[float] = []
        session.log.waiting = waited.append
        session.rate("culture", "vision", level="evolving")
        with another_program_holds(store):
            with pytest.raises(StoreBusyError, match=r"another program is writing to .*nothing was lost, try again"):
                session.rate("culture", "vision", level="developing", evidence="Posters")
            with pytest.raises(StoreBusyError):
                engine.start("district-led-ci", team=hansei.Team("Other"))
            assert session.response("culture", "vision").level == "evolving", "what was not saved is not shown"
            assert [each.team for each in engine.sessions()] == ["Riverside"], "reading goes on"
        session.rate("culture", "vision", level="developing", evidence="Posters")
        assert engine.open(session.id).response("culture", "vision").evidence == "Posters"


def test_a_short_hold_is_waited_for(store: Path) -> None:
    waited: list[float] = []
    log = SqliteLog(str(store), patience=30)
    begin(log)
    with another_program_holds(store) as program:

        def let_go(seconds: float) -> None:
            waited.append(seconds)
            if len(waited) == 1:
                assert program.stdin is not None
                program.stdin.write("\n")
                program.stdin.flush()

        log.waiting = let_go
        log.append("abc", 1, [line("2")])
    assert waited
    assert waited[0] > 0
    assert log.read("abc") == [b"1", b"2"]
    log.close()


WRITE = """
import sys, hansei
with hansei.open_engine(sys.argv[1]) as engine:
    session = engine.open(sys.argv[2])
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(sys.argv[4])):
        session.note(f"{sys.argv[3]} {number}")
"""


def test_two_programs_that_write_to_one_session_at_once_lose_nothing(store: Path) -> None:
    many = 150
    with hansei.open_engine(store) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        programs = [
            subprocess.Popen(
                [sys.executable, "-c", WRITE, str(store), session.id, name, str(many)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for name in ("left", "right")
        ]
        for program in programs:
            assert program.stdout is not None
            assert program.stdout.readline() == "ready\n"
        for program in programs:
            assert program.stdin is not None
            program.stdin.write("\n")
            program.stdin.flush()
        for program in programs:
            assert program.communicate()[1] == ""
            assert program.returncode == 0
        assert session.refresh()
        texts = [note.text for note in session.state.notes.values()]
        for name in ("left", "right"):
            assert [text for text in texts if text.startswith(name)] == [f"{name} {number}" for number in range(many)]
        assert session.state.version == 1 + 2 * many


def test_threads_that_share_a_store_lose_nothing(store: Path) -> None:
    threads, many = 8, 150

    def write(thread: int) -> list[bytes]:
        for number in range(many):
            shared.append(f"s{thread}", 1 + number, [line(f"{thread} {number}")])
            shared.read(f"s{thread}")
        return shared.read(f"s{thread}")[1:]

    with contextlib.closing(SqliteLog(str(store))) as shared, ThreadPoolExecutor(threads) as pool:
        for thread in range(threads):
            begin(shared, f"s{thread}")
        for thread, found in enumerate(pool.map(write, range(threads))):
            assert found == [f"{thread} {number}".encode() for number in range(many)]


# ------------------------------------------------------------------------------------------- the disk


def test_a_file_deleted_while_open_is_written_back_whole(store: Path) -> None:
    with hansei.open_engine(store) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.rate("culture", "vision", level="evolving")
        session.join("Ann")
        session.put_aside("draft", "half a sent")
        for beside in store.parent.glob("store.db*"):
            beside.unlink()
        assert session.response("culture", "vision").level == "evolving"
        session.rate("culture", "goals", level="developing")
        session.rate("culture", "plans", level="beginning")
        assert store.is_file()
    with hansei.open_engine(store) as engine:
        found = engine.open("last")
        assert [item for item, _, _ in found.state.answers["culture"]] == ["vision", "goals", "plans"]
        assert [person.name for person in found.people] == ["Ann"]
        assert found.aside() == {"draft": "half a sent"}
        assert engine.log.faults() == []  # type: ignore[attr-defined]


def test_a_folder_deleted_while_open_is_made_again(tmp_path: Path) -> None:
    store = tmp_path / "sub" / "store.db"
    log = SqliteLog(str(store))
    begin(log)
    shutil.rmtree(store.parent)
    log.append("abc", 1, [line("2")])
    log.close()
    with contextlib.closing(SqliteLog(str(store))) as later:
        assert later.read("abc") == [b"1", b"2"]


def test_a_file_replaced_while_open_is_not_written_to(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine.db", tmp_path / "other.db"
    with contextlib.closing(SqliteLog(str(other))) as log:
        begin(log, "xyz")
    with contextlib.closing(SqliteLog(str(mine))) as log:
        begin(log, "abc")
        other.replace(mine)
        with pytest.raises(StoreError, match="was replaced by another file while it was open"):
            log.append("abc", 1, [line("2")])
        assert log.read("abc") == [b"1"]


def test_a_full_disk_is_told_and_nothing_is_lost(log: SqliteLog) -> None:
    begin(log)
    pages = log._connection.execute("PRAGMA page_count").fetchone()[0]
    log._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match=r"cannot grow: the disk is full; make room and try again, nothing was lost"):
        log.append("abc", 1, [line("2"), line("x" * 1_000_000)], head=head("abc", state="closed"))
    assert log.read("abc") == [b"1"]
    assert log.heads()[0].state == "open"
    log._connection.execute("PRAGMA max_page_count = 1000000")
    log.append("abc", 1, [line("2"), line("x" * 1_000_000)])
    assert len(log.read("abc")) == 3


# ------------------------------------------------------------------------------------------- only StoreError


@pytest.mark.parametrize("what", ["names", "aside", "team"])
def test_half_a_character_is_refused_as_an_error_of_ours(log: SqliteLog, what: str) -> None:
    begin(log)
    calls = {
        "names": lambda: log.append("abc", 1, [line("2")], names={"p": "A\ud800"}),
        "aside": lambda: log.put_aside("abc", "draft", "A\ud800"),
        "team": lambda: log.create(head("abd", team="A\ud800"), PIN, [line("1")], {}),
    }
    with pytest.raises(HanseiError):
        calls[what]()
    assert log.read("abc") == [b"1"]
    assert len(log.heads()) == 1


def test_a_tidied_store_has_everything_in_its_file_and_goes_on(log: SqliteLog, store: Path, tmp_path: Path) -> None:
    begin(log)
    log.append("abc", 1, [line("2")])
    log.tidy()
    shutil.copy(store, tmp_path / "alone.db")
    with contextlib.closing(SqliteLog(str(tmp_path / "alone.db"))) as alone:
        assert alone.read("abc") == log.read("abc")
    log.append("abc", 2, [line("3")])
    log.tidy()
    assert len(log.read("abc")) == 3


def test_nothing_is_tidied_where_the_file_is_gone(log: SqliteLog, store: Path) -> None:
    begin(log)
    store.unlink()
    log.tidy()
    log.append("abc", 1, [line("2")])
    assert len(log.read("abc")) == 2


def test_writing_after_closing_is_an_error_of_ours(log: SqliteLog) -> None:
    begin(log)
    log.close()
    with pytest.raises(StoreError):
        log.append("abc", 1, [line("2")])
