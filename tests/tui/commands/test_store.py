"""Stores that cannot be used: each is named, with the likely fix, and nothing is lost."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

import hansei
from tests.e2e.program import Here, command
from tests.e2e.program import hansei as process

COMMANDS = (
    ("list",),
    ("list", "--json"),
    ("show", "last", "--json"),
    ("report", "last"),
    ("export",),
    ("resume", "last", "--plain"),
    ("run", "--plain", "--team", "T", "--kind", "district", "--people", ""),
    ("demo",),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_folder(run: Here, tmp_path: Path, words: tuple[str, ...]) -> None:
    run(*words, "--store", tmp_path).refused(1, f"{tmp_path} is a folder", "name a file in it")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_text_file(run: Here, tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Minutes of the meeting\n" * 200)
    before = path.read_bytes()
    run(*words, "--store", path).refused(1, "notes.txt is not a Hansei store")
    assert path.read_bytes() == before


def test_a_short_text_file(run: Here, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Minutes\n")
    run("list", "--store", path).refused(1, "notes.txt is not a Hansei store")
    assert path.read_text() == "Minutes\n"


def test_a_newer_version(run: Here, tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with hansei.open_engine(path) as engine:
        engine.start("district-led-ci", team=hansei.Team("Riverside"))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    run("list", "--store", path).refused(1, "newer", "format 99", "upgrade Hansei", "Nothing was changed")


def test_a_database_of_another_program(run: Here, tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE accounts (id)")
    connection.close()
    run("list", "--store", path).refused(1, "another program")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("accounts",)]


def test_an_unknown_scheme_and_no_name(run: Here) -> None:
    run("list", "--store", "postgres://host/district").refused(1, "no plugin opens postgres:")
    run("list", "--store", "sqlite:").refused(1, "no name")


def test_a_folder_that_cannot_be_made(run: Here, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run("list", "--store", tmp_path / "file" / "in" / "s.db").refused(1, "cannot be made")


@pytest.mark.parametrize("url", ["sqlite:///{}", "sqlite:{}", "{}"])
def test_a_url_and_a_path_are_one_store(run: Here, tmp_path: Path, district: str, own_places: Path, url: str) -> None:
    assert run("list", "--json", "--store", url.format(own_places / "hansei.db")).done().json[0]["session"] == district


def until(stream: IO[bytes], words: bytes) -> None:
    """Read lines until one has these words."""
    for line in stream:
        if words in line:
            return
    pytest.fail(f"it ended before it said {words!r}")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Let another process hold the store."""
    script = f"""
import sqlite3, sys
connection = sqlite3.connect({str(path)!r}, isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            holder.stdin.close()
            holder.wait()


def test_held_by_another_process_for_too_long(
    run: Here, own_places: Path, district: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hansei_tui.commands.options.PATIENCE", 1.5)
    with held(own_places / "hansei.db"):
        assert run("list", "--json").done().json  # reading goes on
        said = run("run", "--plain", "--team", "T", "--kind", "district", "--people", "")
    said.refused(1, "Waiting for another program", "another program is writing to")
    assert len(run("list", "--json").json) == 1


def test_the_patience_of_a_command_outlasts_ten_seconds() -> None:
    from hansei_tui.commands.options import PATIENCE

    assert PATIENCE > 10


@pytest.mark.parametrize("how", ["folder", "text"])
def test_the_doctor_names_what_is_no_store(run: Here, tmp_path: Path, how: str) -> None:
    path = tmp_path / how
    if how == "folder":
        path.mkdir()
    else:
        path.write_text("Minutes of the meeting\n" * 200)
    said = run("doctor", "--store", path)
    assert said.code == 1
    assert str(path) in said.out + said.err
    assert "is a folder" in said.out + said.err or "is not a Hansei store" in said.out + said.err
    assert run("doctor", "--store", path, "--json").json["faults"]


def test_an_answer_typed_while_the_store_is_held_is_kept(own_places: Path) -> None:
    """Held for longer than anybody's patience: the words somebody typed must not be lost."""
    start = command("run", "--plain", "--team", "T", "--kind", "district", "--people", "")
    with subprocess.Popen(start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"/goto examples\n")
        running.stdin.flush()
        until(running.stdout, b"Examples")
        with held(own_places / "hansei.db"):
            running.stdin.write(b"Typed once and never again\n")
            running.stdin.flush()
            time.sleep(7)
        running.stdin.write(b"/quit\n")
        _, err = running.communicate(timeout=20)
    assert b"Traceback" not in err
    assert "Typed once and never again" in str(process("show", "last", "--json").json["answers"])


def test_deleted_while_it_is_open(own_places: Path) -> None:
    path = own_places / "hansei.db"
    start = command("run", "--plain", "--team", "T", "--kind", "district", "--people", "")
    with subprocess.Popen(start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"/goto examples\nBefore\n")
        running.stdin.flush()
        until(running.stdout, b"saved examples/examples: Before")
        path.unlink()
        running.stdin.write(b"\nAfter\n/quit\n")
        out, err = running.communicate(timeout=20)
    assert running.returncode == 0, err
    assert b"saved hindsight/hindsight: After" in out
    record = str(process("show", "last", "--json").done().json["answers"])
    assert "Before" in record
    assert "After" in record


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes cannot be limited there")
def test_a_full_disk(tmp_path: Path, own_places: Path, district: str) -> None:
    """No file may grow beyond its size, as on a full disk: refused in a sentence, and all is still there."""
    import resource

    size = max(each.stat().st_size for each in own_places.glob("hansei.db*"))
    answers = "/goto examples\n" + "x" * 200_000 + "\n"
    done = subprocess.run(
        command("run", "--plain", "--team", "T", "--kind", "district", "--people", ""),
        input=answers,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, size + 40_000)),
        check=False,
    )
    assert done.returncode == 1
    assert "saved examples" not in done.stdout
    assert "Traceback" not in done.stderr
    assert "fault of its own" not in done.stderr
    assert "full" in done.stderr
    records = process("list", "--json").done().json
    assert [row["team"] for row in records] == ["T", "Riverside"]
    assert "Posters in 2 of 5" in process("show", district).done().out
