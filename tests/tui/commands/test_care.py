"""``hansei forget``, ``delete``, ``archive``, ``backup``, ``restore`` and ``export --all``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import hansei
from tests.e2e.program import Here


@pytest.fixture
def session(run: Here) -> str:
    with hansei.open_engine() as engine:
        return engine.start("district-led-ci", team=hansei.Team("Riverside"), people=["Ann Lee", "Bo"]).id


def ids(run: Here, *words: str) -> list[str]:
    return [row["session"] for row in run("list", "--json", *words).done().json]


def test_a_name_is_forgotten(run: Here, session: str, own_places: Path) -> None:
    with hansei.open_engine() as engine:
        engine.open(session).note("Ann Lee brings cake")
        engine.start("district-led-ci", team=hansei.Team("Lake"), people=["Bo"])
    said = run("forget", session, "ann lee").done().out
    assert f"Person 1 of session {session} has no name any more; what they gave is kept." in said
    assert "People wrote the name themselves, and that stays: a note." in said
    assert f"hansei forget {session} 'Person 1' --words NAME" in said
    run("forget", session, "Person 1", "--words", "Ann Lee").done()
    assert "Ann Lee" not in run("show", session).done().out
    done = run("forget", session, "Bo", "--json").done().json
    assert (done["called"], done["wiped"], len(done["elsewhere"])) == ("Person 2", True, 1)
    assert run("show", session, "--json").json["people"][0]["name"] == "Person 1"
    run("forget", session, "Bo").refused(2, "nobody in session", "Person 1, Person 2")
    run("forget", "zzz", "Bo").refused(2, "no session 'zzz'")


def test_a_session_is_deleted_after_its_id_was_typed(run: Here, session: str, tmp_path: Path) -> None:
    for typed in ("\n", "yes\n", session[:5] + "\n"):
        said = run("delete", session, stdin=typed)
        assert said.code == 1
        assert "Riverside" in said.err
        assert "Nothing was deleted." in said.err
    assert ids(run) == [session]
    said = run("delete", session[:5], "-o", tmp_path / "receipt.json", stdin=f" {session} \n")
    assert said.code == 0
    assert f"Deleted session {session} (Riverside, district-led-ci): 3 lines." in said.out
    receipt = json.loads((tmp_path / "receipt.json").read_bytes())
    assert receipt["sha256"] in said.out
    assert run("delete", "--receipts", "--json").done().json == [receipt]
    assert session in run("delete", "--receipts").done().out
    assert ids(run) == []
    run("delete", session, "--yes").refused(2, "no session")


def test_deleting_without_asking_and_what_is_refused(run: Here, session: str, tmp_path: Path) -> None:
    run("delete").refused(2, "Name the session to delete")
    (tmp_path / "there").write_text("mine", "utf-8")
    run("delete", session, "--yes", "-o", "there").refused(2, "there is there already")
    done = run("delete", session, "--yes", "--json").done().json
    assert (done["session"], done["events"], done["wiped"]) == (session, 3, True)
    assert "Nothing was deleted" not in run("delete", "--receipts").done().out


def test_a_receipt_that_cannot_be_written_is_told_after_the_deletion(run: Here, session: str) -> None:
    said = run("delete", session, "--yes", "-o", "x" * 300)
    assert said.code == 1
    assert f"Deleted session {session}" in said.out
    assert "The session is deleted, but" in said.err
    assert run("delete", "--receipts", "--json").done().json[0]["session"] == session


@pytest.mark.parametrize("name", ["x" * 300, "nowhere/x", "a/b\0c"])
def test_names_that_no_system_allows_are_refused_in_a_sentence(run: Here, session: str, name: str) -> None:
    run("backup", name).refused(1)
    run("export", "--all", "-o", name).refused(1)
    run("export", "--all", "-o", f"{name}.zip").refused(1)
    run("restore", name).refused(1)
    assert ids(run) == [session]


def test_a_session_is_put_away_and_out_of_the_list(run: Here, session: str) -> None:
    assert "No session was put away." in run("list", "--archived").done().out
    assert f"Put away: session {session}" in run("archive", session[:4]).done().out
    assert ids(run) == []
    assert "All sessions were put away" in run("list").done().out
    assert ids(run, "--archived") == [session]
    assert run("show", session).done().out
    run("archive", session, "--undo").done()
    assert ids(run) == [session]
    run("archive", session, "zzz").refused(2, "no session 'zzz'")
    assert ids(run) == [session]


def test_a_backup_is_made_and_put_back(run: Here, session: str, own_places: Path, tmp_path: Path) -> None:
    said = run("backup").done().out
    (made,) = tmp_path.glob("hansei-backup-*.db")
    assert "1 sessions, 3 lines, read back and equal." in said
    run("backup", made.name).refused(1, "is there already; name another file, or replace it with --force")
    assert run("backup", made.name, "--force", "--json").done().json["events"] == 3
    run("delete", session, "--yes").done()
    done = run("restore", made.name, "--json").done().json
    assert (done["sessions"], done["events"]) == (1, 3)
    assert Path(done["kept"]).is_file()
    assert ids(run) == [session]
    said = run("restore", made.name, "--store", "new.db").done().out
    assert "new.db is" in said
    assert "kept" not in said
    assert ids(run, "--store", "new.db") == [session]


def test_a_damaged_store_is_replaced_too(run: Here, session: str, own_places: Path) -> None:
    run("backup", "b.db").done()
    (own_places / "hansei.db").write_bytes(b"nothing of sense" * 1000)
    assert run("list").code == 1
    assert "what was there before is kept" in run("restore", "b.db").done().out.lower()
    assert ids(run) == [session]


def test_what_is_no_backup_is_refused(run: Here, session: str, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("eggs, flour " * 200, "utf-8")
    run("restore", "list.txt").refused(1, "is not a Hansei store")
    run("restore", "nowhere.db").refused(1, "there is no file nowhere.db")
    run("backup", "nowhere/b.db").refused(1, "is not there; make it")
    run("backup", "b.db", "--store", "none.db").refused(1, "there is no store at none.db to copy")
    assert ids(run) == [session]


def test_everything_is_exported(run: Here, session: str, tmp_path: Path) -> None:
    run("export", "--all").refused(2, "hansei export --all -o everything.zip")
    run("export", "--all", session, "-o", "x").refused(2, "takes no sessions")
    assert "(1 sessions, " in run("export", "--all", "-o", "everything").done().out
    assert (tmp_path / "everything" / "sessions" / f"{session}.json").is_file()
    run("export", "--all", "-o", "everything").refused(1, "is there already")
    run("export", "--all", "-o", "everything.zip").done()
    run("export", "--all", "-o", "everything.zip", "--force").done()
