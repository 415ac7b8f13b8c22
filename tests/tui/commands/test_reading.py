"""Commands that only read: they make no store, say where the demo's is, and read what cannot be written to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import hansei
from tests.e2e.program import Here, Said, command
from tests.e2e.program import hansei as process

ABOUT_A_SESSION = (("show", "last"), ("report", "zz"), ("export", "zz"), ("resume", "last", "--plain"))


# ------------------------------------------------------------------------------------------- no store


def test_without_a_store_list_says_how_to_begin_and_makes_none(run: Here, tmp_path: Path) -> None:
    path = tmp_path / "district" / "new.db"
    said = run("list", "--store", path).done()
    assert f"No sessions in {path} yet" in said.out
    assert "hansei run" in said.out
    assert run("list", "--json", "--store", path).done().json == []
    assert run("export", "--store", path).done().json["sessions"] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", ABOUT_A_SESSION, ids=" ".join)
def test_without_a_store_there_is_no_session(run: Here, tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "district" / "new.db"
    run(*words, "--store", path).refused(2, f"no session {words[1]!r}: there is no store at {path} yet", "hansei run")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("toolkit", "list"), ("plugins",)], ids=" ".join)
def test_neither_do_others_make_one(run: Here, own_places: Path, words: tuple[str, ...]) -> None:
    run(*words).done()
    assert not (own_places / "hansei.db").exists()


def test_the_doctor_makes_none(run: Here, own_places: Path, tmp_path: Path) -> None:
    said = run("doctor").done()
    assert f"There is no store at {own_places / 'hansei.db'} yet" in said.out
    found = run("doctor", "--json").done().json
    assert (found["there"], found["sessions"], found["faults"]) == (False, 0, [])
    assert "There is no session to rescue; other.db was not made." in run("doctor", "--rescue", "other.db").done().out
    assert not (own_places / "hansei.db").exists()
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_tells_a_store_that_is_there(run: Here, district: str) -> None:
    assert run("doctor", "--json").done().json["there"] is True


def test_run_and_demo_make_it(run: Here, tmp_path: Path) -> None:
    path = tmp_path / "district" / "new.db"
    who = ("--plain", "--team", "T", "--kind", "district", "--people", "")
    run("run", *who, "--store", path).done()
    assert [row["team"] for row in run("list", "--json", "--store", path).done().json] == ["T"]


def test_what_is_in_the_way_is_told_before_anybody_types(run: Here, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for words in (("run", "--plain"), ("demo",)):
        run(*words, "--store", tmp_path / "file" / "new.db").refused(1, "cannot be made")


# ------------------------------------------------------------------------------------------- the demo's store


@pytest.fixture
def demo(own_places: Path, run: Here) -> Path:
    """The demo's store at its place, with a session in it."""
    from hansei_tui.commands.demo import demo_store

    path = Path(demo_store())
    with hansei.open_engine(path) as engine:
        engine.start("district-led-ci", team=hansei.Team("Riverside"))
    return path


@pytest.mark.parametrize("made", [False, True])
@pytest.mark.parametrize("words", ABOUT_A_SESSION, ids=" ".join)
def test_who_has_no_session_is_told_of_the_demos(run: Here, demo: Path, made: bool, words: tuple[str, ...]) -> None:
    if made:
        Path(os.environ["HANSEI_STORE"]).touch()
    run(*words).refused(2, f"no session {words[1]!r}", f"the demo's sessions are in {demo}", f"add --store {demo}")
    if words[1] == "last" and words[0] == "show":
        assert "Riverside" in run(*words, "--store", demo).done().out


def test_list_tells_of_the_demos_sessions(run: Here, demo: Path) -> None:
    assert f"The demo's sessions are in {demo}: add --store {demo}." in run("list").done().out
    assert run("list", "--json").done().json == []


def test_who_has_sessions_or_names_a_store_is_not(run: Here, demo: Path, district: str, tmp_path: Path) -> None:
    assert "demo" not in run("show", "zz").refused(2).err
    assert "demo's" not in run("show", "last", "--store", tmp_path / "new.db").refused(2).err
    assert "demo's" not in run("list", "--store", tmp_path / "new.db").done().out


def test_the_demos_own_empty_store_is_not_told_of_itself(
    run: Here, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANSEI_STORE", str(demo))
    assert "demo's" not in run("show", "zz").refused(2).err


# ------------------------------------------------------------------------------------------- a read-only medium

READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'


@pytest.fixture
def on_a_read_only_medium(tmp_path: Path) -> Callable[..., Said]:
    """Return what runs a command line in a process that sees a folder as a read-only medium."""
    as_somebody = ["--map-root-user"] if hasattr(os, "geteuid") and os.geteuid() else []
    unshare = ["unshare", *as_somebody, "--mount", "sh", "-c", READ_ONLY, "sh"]
    if sys.platform != "linux" or not shutil.which("unshare"):
        pytest.skip("a read-only medium can be made on Linux only, with unshare")
    if subprocess.run([*unshare, tmp_path, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a folder read-only")

    def run_there(folder: Path, *words: str | Path) -> Said:
        done = subprocess.run(
            [*unshare, folder, *command(*words)], capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_there


def test_a_store_on_a_read_only_medium(on_a_read_only_medium: Callable[..., Said], tmp_path: Path) -> None:
    folder = tmp_path / "medium"
    path = folder / "store.db"
    with hansei.open_engine(path) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.note("Posters in 2 of 5 schools")
    there = ("--store", path)
    for words in (("list",), ("show", session.id), ("report", "last", "-o", "-"), ("export",)):
        assert on_a_read_only_medium(folder, *words, *there).done().out == process(*words, *there).done().out
    assert "No faults." in on_a_read_only_medium(folder, "doctor", *there).done().out
    rescued = tmp_path / "rescued.db"
    assert "Rescued 1" in on_a_read_only_medium(folder, "doctor", "--rescue", rescued, *there).done().out
    assert "Posters in 2 of 5 schools" in process("show", "last", "--store", rescued).done().out
    who = ("--plain", "--team", "T", "--kind", "district", "--people", "")
    on_a_read_only_medium(folder, "run", *who, *there).refused(1, "is read-only")
    assert [each.name for each in folder.iterdir()] == ["store.db"]


def test_a_read_only_medium_without_a_store(on_a_read_only_medium: Callable[..., Said], tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    assert "No sessions in" in on_a_read_only_medium(tmp_path, "list", "--store", path).done().out
    who = ("--plain", "--team", "T", "--kind", "district", "--people", "")
    on_a_read_only_medium(tmp_path, "run", *who, "--store", path).refused(1, "cannot be opened")


def test_a_killed_programs_store_on_a_read_only_medium(
    on_a_read_only_medium: Callable[..., Said], tmp_path: Path
) -> None:
    folder = tmp_path / "medium"
    folder.mkdir()
    with hansei.open_engine(tmp_path / "store.db") as engine:
        engine.start("district-led-ci", team=hansei.Team("Riverside"))
        for ending in ("", "-wal"):
            shutil.copy(f"{tmp_path / 'store.db'}{ending}", f"{folder / 'killed.db'}{ending}")
    path = folder / "killed.db"
    on_a_read_only_medium(folder, "list", "--store", path).refused(1, f"lies beside it in {path}-wal", "copy both")
    assert "Riverside" in process("list", "--store", path).done().out
