"""Care for what came from elsewhere: a name stays forgotten, and a session goes with all that it came with."""

from __future__ import annotations

from pathlib import Path

import pytest

from hansei.errors import UsageError
from hansei.record.recounting import amiss, catch_up

from .teams import Place


def in_the_file(place: Place, words: str) -> bool:
    path = Path(place.engine.log.name)
    return any(words.encode() in each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def test_a_forgotten_name_stays_forgotten_whatever_arrives(building: Place, district: Place) -> None:
    session = building.start(people=("Ann Quillfeather", "Bob"))
    district.handoff.receive_bytes(building.bundle(session), "a.hansei")
    done = district.engine.care.forget(session.id, "Ann Quillfeather")
    assert (done.called, done.wiped) == ("Person 1", True)
    assert not in_the_file(district, "Quillfeather")
    session.rate("culture", "vision", level="evolving")
    district.handoff.receive_bytes(building.bundle(session), "b.hansei")
    assert [person.name for person in district.engine.open(session.id).people] == ["Person 1", "Bob"]
    assert not in_the_file(district, "Quillfeather")
    assert building.engine.open(session.id).people[0].name == "Ann Quillfeather"


def test_the_words_of_another_team_are_theirs(building: Place, district: Place) -> None:
    session = building.start()
    district.handoff.receive_bytes(building.bundle(session), "a.hansei")
    with pytest.raises(UsageError, match="what is written in it is theirs to change"):
        district.engine.care.forget(session.id, "Ann", words=["Ann"])
    assert district.engine.open(session.id).people[0].name == "Ann"


def test_a_name_is_forgotten_in_every_copy(building: Place, district: Place, tmp_path: Path) -> None:
    session = building.start()
    building.engine.care.backup(tmp_path / "other.db")
    other = Place(tmp_path / "other.db", "b")
    session.rate("culture", "vision", level="evolving")
    other.engine.open(session.id).rate("culture", "vision", level="beginning")
    for place in (building, other):
        district.handoff.receive_bytes(place.bundle(place.engine.open(session.id)), "x.hansei")
    other.engine.close()
    copies = district.engine.log.find("")
    assert len(copies) == 2
    district.engine.care.forget(copies[1], "Ann")
    for copy in copies:
        assert [person.name for person in district.engine.open(copy).people] == ["Person 1", "Bob"]
    receipt, _ = district.engine.care.delete(copies[0])
    assert receipt.origin
    assert district.engine.log.find("") == []
    assert len(district.engine.care.receipts()) == 2


def test_a_deleted_session_takes_what_it_came_with_and_may_come_again(building: Place, district: Place) -> None:
    session, other = building.start(), building.start("Jefferson")
    for each in (session, other):
        each.rate("culture", "vision", level="evolving", evidence="Posters in the hall")
        district.handoff.receive_bytes(building.bundle(each), "a.hansei")
    other.rate("culture", "goals", level="developing")
    district.handoff.receive_bytes(building.bundle(other), "b.hansei")
    log = district.engine.log
    district.engine.care.delete(other.id)
    assert [each.session for each in log.inbox.submissions()] == [session.id]  # type: ignore[attr-defined]
    assert log.find("") == [session.id]
    assert session.state.started is not None
    assert log.pinned(session.state.started.digest) is not None
    catch_up(log.facts, district.engine.open, district.engine.kinds)  # type: ignore[attr-defined]
    assert list(amiss(log.facts, district.engine.open, log.find(""))) == []  # type: ignore[attr-defined]
    district.engine.care.delete(session.id)
    assert not in_the_file(district, "Posters in the hall")
    district.handoff.receive_bytes(building.bundle(session), "a.hansei")
    assert log.find("") == [session.id]


def test_a_session_that_was_run_here_goes_without_the_copies_of_others(building: Place, district: Place) -> None:
    session = district.start()
    data = district.bundle(session)
    session.rate("culture", "vision", level="evolving")
    building.handoff.receive_bytes(data, "a.hansei")
    district.engine.care.delete(session.id)
    assert district.engine.log.find("") == []
    district.handoff.receive_bytes(data, "a.hansei")
    assert district.engine.open(session.id).origin


def test_what_came_in_is_taken_out_with_everything(building: Place, district: Place, tmp_path: Path) -> None:
    session = building.start()
    district.handoff.receive_bytes(building.bundle(session), "a.hansei")
    folder = district.engine.care.export(tmp_path / "all").path
    (one,) = (folder / "submissions").iterdir()
    assert {each.name for each in one.iterdir()} == {"manifest.json", "signature", "events.jsonl", "names.json"}
    assert (one / "events.jsonl").read_bytes().splitlines() == district.engine.log.read(session.id)
