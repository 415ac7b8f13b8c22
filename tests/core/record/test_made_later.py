"""A store that is not there: whoever only reads makes nothing, and the first write makes it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

import hansei
from hansei.errors import StoreError, UnknownSessionError, VersionConflictError
from hansei.record.sqlite import SqliteLog
from hansei.testing.stores import begin, line


def read_everything(log: SqliteLog) -> None:
    """Read an empty store in every way there is."""
    assert log.heads() == []
    assert log.find("") == []
    assert log.head("abc") is None
    assert log.read("abc") == []
    assert log.names("abc") == {}
    assert log.aside("abc") == {}
    assert log.pinned("digest-1") is None
    assert log.faults() == []
    assert log.changes() == log.changes()


def test_reading_makes_neither_the_store_nor_its_folder(tmp_path: Path) -> None:
    with contextlib.closing(SqliteLog(str(tmp_path / "some" / "where" / "store.db"))) as log:
        read_everything(log)
        assert not log.there
    assert list(tmp_path.iterdir()) == []


def test_an_engine_makes_it_with_the_first_session(tmp_path: Path) -> None:
    path = tmp_path / "district" / "store.db"
    with hansei.open_engine(path) as engine:
        assert engine.sessions() == []
        with pytest.raises(UnknownSessionError, match=r"no session 'last': there is no store at .*store\.db yet"):
            engine.open("last")
        assert list(tmp_path.iterdir()) == []
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.note("one")
        assert path.is_file()
    with hansei.open_engine(path) as engine:
        assert [note.text for note in engine.open("last").state.notes.values()] == ["one"]


def test_it_can_be_made_at_once(store: Path) -> None:
    with contextlib.closing(SqliteLog(str(store))) as log:
        log.make()
        log.make()
        assert log.there
        assert store.is_file()
        read_everything(log)


def test_an_empty_file_is_a_store_to_be(store: Path) -> None:
    store.touch()
    with contextlib.closing(SqliteLog(str(store))) as log:
        read_everything(log)
        assert not log.there
        assert store.read_bytes() == b""
        begin(log)
        assert log.there
    with contextlib.closing(SqliteLog(str(store))) as log:
        assert log.read("abc") == [b"1"]


def test_what_another_one_makes_meanwhile_is_seen_and_written_to(store: Path) -> None:
    with contextlib.closing(SqliteLog(str(store))) as reader, contextlib.closing(SqliteLog(str(store))) as writer:
        read_everything(reader)
        begin(writer)
        assert reader.read("abc") == [b"1"]
        assert reader.there
        reader.append("abc", 1, [line("2")])
        assert writer.read("abc") == [b"1", b"2"]


def test_what_another_one_made_before_the_first_write_is_kept(store: Path) -> None:
    with contextlib.closing(SqliteLog(str(store))) as late, contextlib.closing(SqliteLog(str(store))) as first:
        begin(first)
        with pytest.raises(VersionConflictError):
            late.append("abc", 0, [line("other")])
        begin(late, "abd")
        assert first.find("") == ["abc", "abd"]


def test_a_folder_or_a_stranger_in_its_place_is_refused_when_it_is_met(store: Path) -> None:
    with contextlib.closing(SqliteLog(str(store))) as log:
        store.mkdir()
        with pytest.raises(StoreError, match="is a folder"):
            begin(log)
        store.rmdir()
        store.write_bytes(b"Minutes of the meeting " * 100)
        for act in (log.heads, lambda: begin(log)):
            with pytest.raises(StoreError, match="is not a Hansei store"):
                act()
        store.unlink()
        begin(log)
        assert log.read("abc") == [b"1"]


def test_it_is_deleted_right_after_it_was_made(store: Path) -> None:
    with contextlib.closing(SqliteLog(str(store))) as log:
        begin(log)
        for beside in store.parent.glob("store.db*"):
            beside.unlink()
        log.append("abc", 1, [line("2")])
    with contextlib.closing(SqliteLog(str(store))) as log:
        assert log.read("abc") == [b"1", b"2"]


def test_after_closing_nothing_is_made(store: Path) -> None:
    log = SqliteLog(str(store))
    log.close()
    log.close()
    with pytest.raises(StoreError):
        begin(log)
    with pytest.raises(StoreError):
        log.heads()
    assert not store.exists()


MAKE = """
import sys, hansei
with hansei.open_engine(sys.argv[1]) as engine:
    engine.shelf.get("district-led-ci")
    print("ready", flush=True)
    sys.stdin.readline()
    engine.start("district-led-ci", team=hansei.Team(sys.argv[2]))
"""


def test_several_programs_that_make_it_at_once_make_one(store: Path) -> None:
    names = [f"Team {number}" for number in range(6)]
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", MAKE, str(store), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    with contextlib.closing(SqliteLog(str(store))) as log:
        for program in programs:
            assert program.stdout is not None
            assert program.stdout.readline() == "ready\n"
        for program in programs:
            assert program.stdin is not None
            program.stdin.write("\n")
            program.stdin.flush()
        while any(program.poll() is None for program in programs):
            log.heads()  # in the middle of it all: never an error, whatever is there by now
        for program in programs:
            assert program.communicate()[1] == ""
        assert sorted(each.team for each in log.heads()) == names
