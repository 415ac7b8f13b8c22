"""Care for a store: a name that is forgotten is gone from the file, a session that is deleted leaves a receipt."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

import hansei
from hansei.content.reading import read_toolkit
from hansei.errors import ExportError, StoreError, UnknownSessionError, UsageError
from hansei.insight.everything import TABLES
from hansei.plugins.host import Plugins
from hansei.record.sqlite import SqliteLog

NAME = "Łukasz [red] & <b> 🌱"


def begun(engine: hansei.Engine, *people: str, team: str = "Riverside") -> hansei.Session:
    return engine.start("district-led-ci", team=hansei.Team(team), people=people)


def holds(store: Path, words: str) -> bool:
    """Whether words are in the file of a store, or in what SQLite laid beside it."""
    files = [store, *store.parent.glob(f"{store.name}-*")]
    return any(words.encode() in file.read_bytes() for file in files)


# ------------------------------------------------------------------------------------------- forgetting


def test_a_forgotten_name_is_gone_from_the_file_and_what_was_given_stays(engine: hansei.Engine, store: Path) -> None:
    session = begun(engine, "Ann", NAME, "Bo")
    session.rename(session.people[2], "Quillfeather")
    session.rename(session.people[2], "Bo")
    session.rate("culture", "vision", level="developing", rater=NAME, evidence="Posters")
    session.put_aside("coming", f"then came {NAME.upper()} and Ann")
    session.close()
    assert holds(store, NAME)
    done = engine.care.forget(session.id, NAME)
    assert (done.called, done.mentions, done.elsewhere, done.wiped) == ("Person 2", (), (), True)
    assert not holds(store, NAME)
    assert not holds(store, NAME.upper())
    assert not holds(store, "Quillfeather")  # nor any that was given up before
    again = engine.open(session.id)
    assert [person.name for person in again.people] == ["Ann", "Person 2", "Bo"]
    assert again.aside()["coming"] == "then came Person 2 and Ann"
    assert again.answered("culture", "vision", again.people[1].rater) is not None
    assert again.rater_name(again.people[1].rater) == "Person 2"


@pytest.mark.parametrize("closed", [False, True])
def test_who_has_the_session_open_learns_of_it(engine: hansei.Engine, store: Path, closed: bool) -> None:
    session = begun(engine, "Ann", "Bo")
    if closed:
        session.close()
    with hansei.open_engine(store) as other:
        other.care.forget(session.id, "Ann")
    assert session.refresh()
    assert not session.refresh()
    assert [person.name for person in session.people] == ["Person 1", "Bo"]


def test_what_people_wrote_themselves_stays_and_is_told(engine: hansei.Engine) -> None:
    session = begun(engine, "Ann Lee", "Bo")
    session.rate("culture", "vision", level="developing", evidence="ANN LEE said so")
    session.note("ask Ann Lee")
    other = begun(engine, "ann lee")
    done = engine.care.forget(session.id, "Ann Lee")
    assert done.mentions == ("culture/vision", "a note")
    assert done.elsewhere == (other.id,)
    assert engine.open(session.id).answered("culture", "vision", "team") is not None


def test_the_name_goes_from_the_words_of_people_where_that_is_wanted(engine: hansei.Engine, store: Path) -> None:
    session = begun(engine, "Ann Lee", "Annabelle")
    session.groups.form({"Ann Lee's": ["Ann Lee", "Annabelle"]})
    session.rounds.open("culture", items=["vision"])
    session.rate("culture", "vision", level="developing", rater="Ann Lee's", evidence="ANN LEE said: ann lees")
    session.rounds.hand_in("culture", "Ann Lee's")
    session.rounds.reveal("culture")
    session.rounds.agree("culture", "vision", level="developing", dissent={"Ann Lee's": "Not Ann Lee"})
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Ask Ann Lee", "owner": "Ann Lee"}]})
    session.following.follow(session.following.all[0], "begun", "by Ann Lee")
    assert engine.portfolio.actions(engine.portfolio.scope())[0].due.action.owner == "Ann Lee"
    done = engine.care.forget(session.id, "Ann Lee", words=["Ann Lee"])
    assert (done.mentions, done.wiped) == ((), True)
    again = engine.open(session.id)
    assert again.state.version == session.state.version + 1  # that a name went, for who has it open
    assert [each.name for each in again.groups.all] == ["Person 1's"]
    rated = again.response("culture", "vision", rater="group:Person 1's")
    assert rated.evidence == "Person 1 said: ann lees"
    assert again.following.all[0].action.owner == "Person 1"
    assert (again.following.all[0].status, again.following.all[0].words) == ("begun", "by Person 1")
    assert again.people[1].name == "Annabelle"
    for words in ("Ann Lee", "ANN LEE", "nn Lee"):
        assert not holds(store, words)
    engine.portfolio.catch_up()
    assert engine.portfolio.actions(engine.portfolio.scope())[0].due.action.owner == "Person 1"
    assert engine.portfolio.faults() == []


def test_the_name_goes_from_a_column_whatever_that_is_called(engine: hansei.Engine, store: Path) -> None:
    session = engine.start("initiative-review", team=hansei.Team("Oak"), people=["Ann Lee"])
    session.answer("initiatives", "rows", {"rows": [{"name": "Choir", "state": "running"}]})
    (item,) = session.items("next-steps")
    session.answer("next-steps", item.id, {"lines": [{"step": "Ann Lee calls"}]})
    assert engine.care.forget(session.id, "Ann Lee", words=["Ann Lee"]).mentions == ()
    assert engine.open(session.id).actions()[0][2].text == "Person 1 calls"
    assert not holds(store, "Ann Lee")


def test_words_can_be_taken_out_later_and_by_another_name(engine: hansei.Engine) -> None:
    session = begun(engine, "Ann Lee")
    session.note("Annie and Ann Lee and Annette")
    assert engine.care.forget(session.id, "Ann Lee").mentions == ("a note",)
    engine.care.forget(session.id, "Person 1", words=["annie", "Ann Lee", " "])
    (note,) = engine.open(session.id).state.notes.values()
    assert note.text == "Person 1 and Person 1 and Annette"


def test_a_name_is_no_part_of_another_word(engine: hansei.Engine) -> None:
    session = begun(engine, "Ann", "Al")
    session.note("Annual plan, also by Alder")
    session.put_aside("draft", "Annual; Ann's")
    assert engine.care.forget(session.id, "Al").mentions == ()
    assert engine.care.forget(session.id, "Ann").mentions == ()
    assert engine.open(session.id).aside()["draft"] == "Annual; Person 1's"


@pytest.mark.parametrize("who", ["Ann", " aNN ", "Person 1", "person 1", "person:{id}", "{id}"])
def test_a_person_is_named_in_several_ways(engine: hansei.Engine, who: str) -> None:
    session = begun(engine, "Ann", "Bo")
    done = engine.care.forget(session.id, who.format(id=session.people[0].id))
    assert done.called == "Person 1"


def test_who_cannot_be_meant_is_refused_and_nothing_changes(engine: hansei.Engine) -> None:
    session = begun(engine, "Ann", "")
    session.leave(session.people[0])
    session.join("Ann")
    with pytest.raises(UsageError, match=r"2 people of session .* are called 'Ann'; name one of person:"):
        engine.care.forget(session.id, "Ann")
    with pytest.raises(UsageError, match=r"nobody in session .* is called 'Bo'; there are: Ann, Person 2, Ann"):
        engine.care.forget(session.id, "Bo")
    with pytest.raises(UsageError, match=r"Person 2 of session .* has no name that could be forgotten"):
        engine.care.forget(session.id, "Person 2")
    assert [person.name for person in engine.open(session.id).people] == ["Ann", "Person 2", "Ann"]


def test_forgetting_again_cleans_the_disk_again(engine: hansei.Engine) -> None:
    session = begun(engine, "Ann")
    engine.care.forget(session.id, "Ann")
    lines = engine.open(session.id).state.version
    assert engine.care.forget(session.id, "Person 1").wiped
    assert engine.open(session.id).state.version == lines


def test_a_reader_in_the_way_of_the_cleaning_is_told(engine: hansei.Engine, store: Path) -> None:
    session = begun(engine, "Ann")
    log = engine.log
    assert isinstance(log, SqliteLog)
    log.patience = 0.05
    with closing(sqlite3.connect(store, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM names").fetchone()
        done = engine.care.forget(session.id, "Ann")
        assert not done.wiped
        assert engine.open(session.id).people[0].name == "Person 1"
    assert engine.care.forget(session.id, "Person 1").wiped
    assert not holds(store, "Ann")


# ------------------------------------------------------------------------------------------- deleting, putting away


def test_a_deleted_session_leaves_a_receipt_and_nothing_else(engine: hansei.Engine, store: Path) -> None:
    kept = begun(engine, "Bo", team="Lake")
    session = begun(engine, "Ann Quillfeather")
    session.rate("culture", "vision", level="developing", evidence="Posters in the hall")
    session.put_aside("draft", "half a thought")
    lines = engine.log.read(session.id)
    receipt, wiped = engine.care.delete(session.id[:6])
    assert wiped
    assert (receipt.session, receipt.team, receipt.toolkit, receipt.events) == (
        session.id,
        "Riverside",
        "district-led-ci",
        len(lines),
    )
    assert receipt.sha256 == hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()
    assert engine.care.receipts() == [receipt]
    for words in ("Quillfeather", "Posters in the hall", "half a thought"):
        assert not holds(store, words)
    with pytest.raises(UnknownSessionError):
        engine.open(session.id)
    assert [head.session for head in engine.sessions()] == [kept.id]
    assert engine.open(kept.id).toolkit.id == "district-led-ci"
    assert engine.log.aside(session.id) == {}


def test_the_toolkit_goes_with_the_last_session_that_was_run_with_it(engine: hansei.Engine) -> None:
    session = begun(engine)
    assert session.state.started is not None
    digest = session.state.started.digest
    engine.care.delete(session.id)
    assert engine.log.pinned(digest) is None
    assert begun(engine).toolkit.id == "district-led-ci"


def test_a_session_is_put_away_and_taken_out_again(engine: hansei.Engine) -> None:
    session = begun(engine)
    assert engine.care.archive(session.id[:5]) == session.id
    head = engine.log.head(session.id)
    assert head is not None
    assert head.archived
    assert engine.sessions()[0].archived
    engine.open(session.id).note("still open")
    engine.care.archive(session.id, away=False)
    assert not engine.sessions()[0].archived


def test_a_store_that_cannot_do_it_says_so(tmp_path: Path) -> None:
    class Bare:
        name = "bare:"
        directory = None

        def __init__(self, log: SqliteLog) -> None:
            self._log = log

        def __getattr__(self, name: str) -> object:
            if name == "care":
                raise AttributeError(name)
            return getattr(self._log, name)

    with hansei.Engine(Bare(SqliteLog(str(tmp_path / "x.db"))), Plugins()) as engine:  # type: ignore[arg-type]
        with pytest.raises(StoreError, match="the store bare: cannot do that"):
            engine.care.receipts()
        with pytest.raises(StoreError, match="cannot do that"):
            engine.care.backup(tmp_path / "b.db")


# ------------------------------------------------------------------------------------------- everything


def test_everything_is_written_in_open_formats(engine: hansei.Engine, tmp_path: Path) -> None:
    session = begun(engine, NAME, "Ann")
    session.rate("culture", "vision", level="developing", rater="Ann", evidence='two\r\nlines, "quoted"; =1+1')
    session.groups.form({"Table 1": ["Ann"]})
    session.rounds.open("culture", items=["goals"])
    session.rate("culture", "goals", level="beginning", rater="Table 1", evidence="hidden as yet")
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Walk", "owner": "Bo"}]})
    session.note("remember")
    gone = begun(engine, team="Lake")
    engine.care.delete(gone.id)
    engine.directory.rename(engine.directory.find("Riverside"), "River Valley")
    done = engine.care.export(tmp_path / "all")
    assert (done.sessions, done.failed) == (1, {})
    files = {path.relative_to(done.path).as_posix() for path in done.path.rglob("*") if path.is_file()}
    assert len(files) == done.files
    assert {f"{name}.csv" for name in TABLES} | {f"sessions/{session.id}.json", "README.txt"} <= files
    record = json.loads((done.path / "sessions" / f"{session.id}.json").read_bytes())
    assert record["people"][0]["name"] == NAME
    rows = {}
    for name, columns in TABLES.items():
        with (done.path / f"{name}.csv").open(encoding="utf-8", newline="") as table:
            rows[name] = list(csv.DictReader(table))
            assert all(tuple(row) == columns for row in rows[name])
    (answer,) = [row for row in rows["answers"] if row["item"] == "vision" and row["instrument"] == "culture"]
    assert answer["rater_name"] == "Ann"
    assert json.loads(answer["response"])["evidence"] == 'two\r\nlines, "quoted"; =1+1'
    assert rows["actions"][0]["owner"] == "Bo"
    assert rows["notes"][0]["text"] == "remember"
    assert rows["sessions"][0]["team"] == "Riverside"
    assert {row["name"] for row in rows["organisations"]} == {"River Valley", "Lake"}
    names = json.loads((done.path / "organisations.json").read_bytes())
    assert {tuple(name["name"] for name in each["names"]) for each in names} == {
        ("Riverside", "River Valley"),
        ("Lake",),
    }
    assert json.loads((done.path / "deleted.json").read_bytes())[0]["session"] == gone.id
    (folder,) = (done.path / "toolkits").iterdir()
    assert session.state.started is not None
    assert read_toolkit(folder, engine.kinds).digest == session.state.started.digest
    for file in files:
        assert b"hidden as yet" not in (done.path / file).read_bytes()


def test_a_zip_holds_the_same_and_twice_the_same_bytes(engine: hansei.Engine, tmp_path: Path) -> None:
    begun(engine, "Ann")
    folder = engine.care.export(tmp_path / "all").path
    path = engine.care.export(tmp_path / "all.zip").path
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name != "README.txt":  # it tells the time
                assert archive.read(name) == (folder / name).read_bytes()
    with pytest.raises(ExportError, match="is there already; name another, or replace it with --force"):
        engine.care.export(path)
    engine.care.export(path, force=True)


@pytest.mark.parametrize("name", ["there", "file", "nowhere/x", "there.zip"])
def test_nothing_is_written_over_or_half(engine: hansei.Engine, tmp_path: Path, name: str) -> None:
    begun(engine)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine").write_text("mine", "utf-8")
    (tmp_path / "there.zip").mkdir()
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(ExportError, match=r"is there already|is not there"):
        engine.care.export(tmp_path / name)
    assert sorted(each.name for each in tmp_path.iterdir() if not each.name.startswith("store.db")) == [
        "file",
        "there",
        "there.zip",
    ]


def test_a_damaged_session_does_not_keep_the_others(engine: hansei.Engine, store: Path, tmp_path: Path) -> None:
    good, bad = begun(engine), begun(engine)
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE events SET body = x'7b' WHERE session = ?", (bad.id,))
    done = engine.care.export(tmp_path / "all")
    assert list(done.failed) == [bad.id]
    assert [path.stem for path in (done.path / "sessions").iterdir()] == [good.id]
