"""Handing in and taking in, as a building and a district do it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

import hansei
from hansei.errors import BundleError, ExportError, HanseiError, ReceivedSessionError, StoreError, UsageError
from hansei.handoff.bundle import read_bundle
from hansei.handoff.keys import Key
from hansei.insight.report import report
from hansei.insight.transcript import transcript
from hansei.record.recounting import amiss, catch_up
from tests.core.samples import write_toolkit

from .teams import Place, changed, lines_of, with_lines


def test_what_was_submitted_is_read_there_as_it_is_here(engine: hansei.Engine, tmp_path: Path) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Lincoln [red] & <b>", kind="building", of="R"))
    session.join("Ann 🌱")
    session.rate("culture", "vision", level="evolving", evidence="العربية, \x1b[31m")
    path = tmp_path / "a.hansei"
    done = engine.handoff.submit(session, path)
    assert (done.path, done.size, done.left_out) == (path, path.stat().st_size, {})
    with hansei.open_engine(tmp_path / "district.db") as district:
        received = district.handoff.receive(path)
        assert (received.outcome, received.fingerprint) == ("new", engine.handoff.fingerprint)
        there = district.open(session.id)
        assert {**transcript(there), "clock": []} == {**transcript(session), "clock": []}
        assert there.origin
        with pytest.raises(ReceivedSessionError, match="came from Lincoln"):
            there.rate("culture", "vision", level="beginning")
        with pytest.raises(ReceivedSessionError, match="send the file it came in"):
            district.handoff.submit(there, tmp_path / "b.hansei")
        assert district.log.head(session.id) == engine.log.head(session.id)._replace(  # type: ignore[union-attr]
            origin=there.origin
        )


def test_a_submission_holds_a_report_of_what_it_holds_and_nothing_else(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Lincoln"), people=["Ann Secret"])
    session.rounds.open("culture", by="person")
    session.rate("culture", "vision", level="evolving", rater="Ann Secret", evidence="hidden words")
    data = engine.handoff.bundle(session, names=False).data
    told = read_bundle(data).members["report.html"].decode()
    assert "Lincoln" in told
    assert "Secret" not in told
    assert "hidden words" not in told
    assert "Secret" not in str(read_bundle(data).members)


def test_files_that_cannot_be(building: Place, tmp_path: Path) -> None:
    session = building.start()
    with pytest.raises(UsageError, match="no file"):
        building.handoff.receive(tmp_path / "nothing.hansei")
    with pytest.raises(UsageError, match="is a folder"):
        building.handoff.receive(tmp_path)
    with pytest.raises(UsageError, match="no scope 'some'"):
        building.handoff.submit(session, tmp_path / "a", scope="some")
    building.handoff.submit(session, tmp_path / "a.hansei")
    with pytest.raises(ExportError, match="--force"):
        building.handoff.submit(session, tmp_path / "a.hansei")
    building.handoff.submit(session, tmp_path / "a.hansei", force=True)


def test_the_name_that_is_offered(building: Place) -> None:
    assert building.handoff.offered_name(building.start()) == "lincoln-district-led-ci-2026-11-23.hansei"


def test_what_was_refused_is_listed_without_its_content(building: Place, district: Place) -> None:
    data = building.bundle(building.start())
    for _ in range(2):
        with pytest.raises(BundleError, match=r"lincoln\.hansei: it is cut off"):
            district.handoff.receive_bytes(data[:-30], "lincoln.hansei")
    (refused,) = district.handoff.refused()
    assert (refused.file, refused.reason[:13]) == ("lincoln.hansei", "it is cut off")
    assert district.engine.sessions() == []
    assert district.engine.log.pinned(read_bundle(data).manifest.toolkit.digest) is None  # type: ignore[union-attr]


def test_senders_are_told_apart(building: Place, district: Place, tmp_path: Path) -> None:
    first, second = building.start("Lincoln"), building.start("Lincoln")
    assert district.handoff.receive_bytes(building.bundle(first), "1").sender == "new"
    assert district.handoff.receive_bytes(building.bundle(second), "2").sender == "same"
    elsewhere = Place(tmp_path / "new.db", "n")
    third = elsewhere.start("Lincoln")
    changed_key = district.handoff.receive_bytes(elsewhere.bundle(third), "3")
    assert (changed_key.sender, changed_key.outcome) == ("changed", "new")
    assert district.handoff.receive_bytes(elsewhere.bundle(elsewhere.start("Adams")), "4").sender == "new"
    standing = {copy.file: copy.sender for entry in district.handoff.entries() for copy in entry.copies}
    assert standing == {"1": "new", "2": "same", "3": "changed", "4": "new"}
    elsewhere.engine.close()


def test_the_team_and_its_district_are_known_there_and_counted(building: Place, district: Place) -> None:
    session = building.start()
    session.rate("culture", "vision", level="evolving")
    org = building.engine.directory.get(building.engine.log.head(session.id).org)  # type: ignore[union-attr]
    assert org is not None
    building.engine.directory.rename(org, "Lincoln Elementary")
    above = building.engine.directory.get(org.parent)
    assert above is not None
    building.engine.directory.rename(above, "Not for a building to say")
    district.handoff.receive_bytes(building.bundle(session), "file")
    there = district.engine.directory.get(org.id)
    assert there is not None
    assert (there.name, there.parent) == ("Lincoln Elementary", org.parent)
    assert district.engine.directory.get(org.parent).name == "Riverside"  # type: ignore[union-attr]
    facts: Any = district.engine.log.facts  # type: ignore[attr-defined]
    assert facts.waiting() == []
    assert {each.session for each in facts.cells([org.id])} == {session.id}
    # A copy that is not settled counts for nothing.
    other = with_lines(building.bundle(session), lines_of(building.bundle(session))[:-1], Key(b"x" * 32))
    assert district.handoff.receive_bytes(other, "other").outcome == "conflict"
    catch_up(facts, district.engine.open, district.engine.kinds)
    assert {each.session for each in facts.cells([org.id])} == {session.id}
    assert list(amiss(facts, district.engine.open, district.engine.log.find(""))) == []


def test_a_lesser_submission_that_goes_further_stands(building: Place, district: Place) -> None:
    session = building.start()
    session.rate("culture", "vision", level="evolving")
    session.note("a note")
    assert district.handoff.receive_bytes(building.bundle(session), "1").outcome == "new"
    session.rate("culture", "vision", level="accomplished")
    received = district.handoff.receive_bytes(building.bundle(session, "agreed", names=False), "2")
    assert (received.outcome, received.left_out) == ("extended", {"other": 3})
    assert not district.engine.open(session.id).state.notes
    # The earlier one is not lost: it can be read as it came.
    earlier = district.handoff.entry(session.id).copies[-1]
    look = district.handoff.look(earlier.digest)
    assert [note.text for note in look.state.notes.values()] == ["a note"]
    assert {person.name for person in look.people} == {"Ann", "Bob"}
    with pytest.raises(HanseiError):
        look.note("nothing can be written there")


def test_a_kind_that_is_not_at_hand_is_kept_and_shown_as_text(building: Place, district: Place) -> None:
    session = building.start()
    session.rate("culture", "vision", level="evolving", evidence="Posters")
    data = building.bundle(session)
    tree = read_bundle(data).members["toolkit.json"].replace(b'"kind":"rubric"', b'"kind":"dream"')
    import hashlib

    digest = hashlib.sha256(tree).hexdigest()
    old = read_bundle(data).manifest.toolkit
    assert old is not None
    lines = [each.replace(old.digest.encode(), digest.encode()) for each in lines_of(data)]
    strange = changed(
        with_lines(data, lines, building.key),
        building.key,
        toolkit__json=tree,
        manifest=lambda manifest: msgspec.structs.replace(
            manifest, toolkit=msgspec.structs.replace(old, digest=digest)
        ),
    )
    assert district.handoff.receive_bytes(strange, "strange").outcome == "new"
    there = district.engine.open(session.id)
    assert there.state.answers["culture"]
    assert "Posters" in str(report(there))


def test_every_sample_toolkit_travels(tmp_path: Path, district: Place) -> None:
    folder = write_toolkit(tmp_path / "every-kind")
    with hansei.open_engine(tmp_path / "one.db", toolkits=[folder]) as engine:
        session = engine.start("every-kind", team=hansei.Team("Lincoln"), people=["Ann"])
        session.answer("outcome", "choice", {"options": "b", "why": "🌱"}, rater="Ann")
        session.answer("ready", "one", {"mark": "yes"})
        session.move("second.roles")
        received = district.handoff.receive_bytes(engine.handoff.bundle(session).data, "file")
        assert received.outcome == "new"
        assert district.engine.log.head(session.id).place == engine.log.head(session.id).place  # type: ignore[union-attr]


def test_a_store_without_an_inbox_says_so(building: Place, tmp_path: Path) -> None:
    from hansei.handoff.held import Held

    session = building.start()
    head = building.engine.log.head(session.id)
    assert head is not None
    building.handoff._log = Held(head, [], {})
    with pytest.raises(StoreError, match="keeps no submissions"):
        building.handoff.entries()
