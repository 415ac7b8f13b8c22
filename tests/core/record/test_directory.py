"""What people type leads to one organisation each, and stays so when it is put in order."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

import hansei
from hansei.errors import StoreError, UsageError
from hansei.plugins.host import Plugins
from hansei.record.directory import Directory
from hansei.record.organisations import OrgRecord, Said, organisation_id
from hansei.record.sqlite import SqliteLog

OAK = hansei.Team("Oak", kind="building", of="Riverside")
RECORDED = Path(__file__).parent / "recorded"


@pytest.fixture
def directory(engine: hansei.Engine) -> Directory:
    return engine.directory


def names(directory: Directory) -> list[str]:
    return [each.name for each in directory.all()]


def test_two_stores_that_type_the_same_come_to_the_same_id(tmp_path: Path) -> None:
    found = []
    for name, team in (("one", OAK), ("two", hansei.Team("  oAK ", kind="building", of="riverside "))):
        with hansei.open_engine(tmp_path / f"{name}.db") as engine:
            found.append(engine.directory.of(team).id)
    assert found[0] == found[1] == organisation_id("building", "Oak", "Riverside")
    assert organisation_id("building", "Oak", "Lake") != found[0]
    assert organisation_id("district", "Oak", "Ohio") == organisation_id("district", "Oak")


def test_a_session_says_whose_it_is_in_its_head_and_on_the_record(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=OAK)
    oak = engine.directory.known(OAK)
    assert oak is not None
    assert session.state.started is not None
    assert session.state.started.org == engine.sessions()[0].org == oak.id
    district = engine.directory.get(oak.district)
    assert district is not None
    assert (district.name, district.kind) == ("Riverside", "district")
    assert engine.directory.counts() == {oak.id: 1}


def test_what_is_refused_enters_no_organisation(engine: hansei.Engine) -> None:
    with pytest.raises(UsageError):
        engine.start("district-led-ci", team=OAK, people=["Ann", "Ann"])
    assert engine.directory.all() == ()


def test_a_building_without_its_district_is_the_only_one_of_its_name(directory: Directory) -> None:
    oak = directory.of(OAK)
    assert directory.of(hansei.Team("oak", kind="building")) == oak
    lake = directory.of(hansei.Team("Oak", kind="building", of="Lake"))
    assert lake.id != oak.id
    third = directory.of(hansei.Team("Oak", kind="building"))
    assert third.id not in (oak.id, lake.id)
    assert third.parent == ""


def test_a_building_typed_without_its_district_may_get_one_later(directory: Directory) -> None:
    bare = directory.of(hansei.Team("Oak", kind="building"))
    found = directory.of(OAK)
    assert found.id == bare.id
    riverside = directory.find("Riverside")
    assert found == directory.get(bare.id)
    assert found.district == riverside.id


def test_a_district_and_a_building_of_one_name_are_two(directory: Directory) -> None:
    assert directory.of(hansei.Team("Oak")).id != directory.of(hansei.Team("Oak", kind="building")).id


def test_renaming_keeps_history_and_both_names_lead_there(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=OAK)
    oak = engine.directory.find("Oak")
    elm = engine.directory.rename(oak, "Elm")
    assert (elm.id, elm.name) == (oak.id, "Elm")
    assert [each.value for each in engine.directory.names(elm)] == ["Oak", "Elm"]
    assert engine.open(session.id).team.name == "Oak"
    assert engine.sessions()[0].team == "Oak"
    for name in ("Oak", "Elm"):
        again = engine.start("district-led-ci", team=hansei.Team(name, kind="building", of="Riverside"))
        assert again.state.started is not None
        assert again.state.started.org == oak.id
    # Another school may take the old name: it is meant from then on.
    new = engine.directory.add("Oak", "building", engine.directory.find("Riverside"))
    assert new.id != oak.id
    assert engine.directory.of(OAK) == new
    assert engine.directory.find("oak") == new


def test_a_district_that_was_renamed_is_found_by_the_buildings_that_type_its_old_name(directory: Directory) -> None:
    oak = directory.of(OAK)
    directory.rename(directory.find("Riverside"), "River Valley")
    assert directory.of(OAK) == oak
    assert directory.of(hansei.Team("Oak", kind="building", of="River Valley")) == oak
    assert names(directory) == ["River Valley", "Oak"]


def test_actions_of_an_earlier_session_come_along_under_the_new_name(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=OAK)
    session.rate("culture", "vision", level="developing")
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Walk"}]})
    directory = engine.directory
    directory.rename(directory.find("Oak"), "Elm")
    for team in (OAK, hansei.Team("Elm", kind="building")):
        assert [each.action.text for each in engine.open_actions(team)] == ["Walk"]
    assert engine.open_actions(hansei.Team("Oak")) == ()
    assert engine.open_actions(hansei.Team("Oak", kind="building", of="Lake")) == ()


def test_the_list_is_a_tree_in_order_of_names(directory: Directory) -> None:
    for name, of in (("Zoo", ""), ("elm", "River"), ("Ash", "River"), ("Birch", "Lake")):
        directory.of(hansei.Team(name, kind="building", of=of))
    directory.add("Grade 3", "team", directory.find("Ash"))
    assert names(directory) == ["Lake", "Birch", "River", "Ash", "Grade 3", "elm", "Zoo"]


def test_two_that_each_say_they_belong_to_the_other_are_listed_too(directory: Directory) -> None:
    directory.learn(
        [
            OrgRecord("one", "district", (Said("One"),), (Said("two"),)),
            OrgRecord("two", "district", (Said("Two"),), (Said("one"),)),
        ]
    )
    assert sorted(names(directory)) == ["One", "Two"]


def test_what_is_said_last_holds_also_within_one_millisecond(store: Path) -> None:
    with hansei.open_engine(store, now=lambda: 1_000) as engine:
        directory = engine.directory
        oak, lake = directory.of(OAK), directory.add("Lake", "district")
        for name in ("Zoo", "Ash", "Oak", "Elm"):
            oak = directory.rename(oak, name)
            assert oak.name == name
        assert directory.move(directory.move(oak, lake), None).parent == ""


def test_moving_goes_no_way_round(directory: Directory) -> None:
    oak = directory.of(OAK)
    river, lake = directory.find("Riverside"), directory.add("Lake", "district")
    moved = directory.move(oak, lake)
    assert (moved.parent, moved.district) == (lake.id, lake.id)
    assert directory.move(oak, None).district == ""
    lake = directory.move(lake, river)
    assert lake.parent == river.id
    with pytest.raises(UsageError, match="Riverside cannot belong to Lake, which belongs to it"):
        directory.move(river, lake)
    with pytest.raises(UsageError, match="a district cannot belong to Oak, which is a building"):
        directory.move(river, oak)
    with pytest.raises(UsageError, match="a building cannot belong to Oak"):
        directory.add("Elm", "building", oak)


def test_a_name_that_is_taken_is_refused_and_so_is_none(directory: Directory) -> None:
    oak = directory.of(OAK)
    elm = directory.add("Elm", "building", directory.find("Riverside"))
    with pytest.raises(UsageError, match=r"there is Oak, building in Riverside \(.*\) already; `hansei orgs merge`"):
        directory.rename(elm, "OAK")
    with pytest.raises(UsageError, match="already"):
        directory.add("oak", "building", directory.find("Riverside"))
    with pytest.raises(UsageError, match="needs a name"):
        directory.rename(oak, " \n")
    assert directory.rename(oak, "oak").name == "oak"  # the same one, written otherwise


def test_merging_makes_one_of_two(engine: hansei.Engine) -> None:
    engine.start("district-led-ci", team=OAK)
    directory = engine.directory
    full = directory.add("Oak Elementary School", "building", directory.find("Riverside"), ident="17")
    typed = directory.find("Oak")
    one = directory.merge(typed, full)
    assert one == full
    assert directory.find("17") == directory.find("Oak") == directory.of(OAK) == full
    assert directory.find(typed.id) == full
    assert directory.merged(full) == (typed.id,)
    assert directory.counts() == {full.id: 1}
    with pytest.raises(UsageError, match="are one already"):
        directory.merge(full, full)
    with pytest.raises(UsageError, match="only two of a kind"):
        directory.merge(full, directory.find("Riverside"))


def test_what_is_not_clear_is_asked_back_with_what_there_is(directory: Directory) -> None:
    oak = directory.of(OAK)
    directory.of(hansei.Team("Oak", kind="building", of="Lake"))
    with pytest.raises(UsageError, match=r"2 are called 'Oak': Oak, building in (Lake|Riverside)") as error:
        directory.find("Oak")
    assert oak.id in str(error.value)
    assert directory.find(oak.id[:6]) == oak
    river = directory.find("River")
    directory.rename(river, "Valley Schools")
    assert directory.find("valley").id == directory.find("river").id == river.id
    directory.rename(directory.find("valley"), "Riverside")
    with pytest.raises(UsageError, match=r"no organisation is called 'Riversied'; did you mean 'Riverside'\?"):
        directory.find("Riversied")
    with pytest.raises(UsageError, match="no building is called 'Riverside'"):
        directory.find("Riverside", "building")
    with pytest.raises(UsageError):
        directory.find("")


def test_what_others_say_never_renames_what_was_named_here(directory: Directory, tmp_path: Path) -> None:
    oak = directory.of(OAK)
    with hansei.open_engine(tmp_path / "other.db") as other:
        theirs = other.directory.of(OAK)
        other.directory.rename(theirs, "Elm")
        records = other.directory.records(theirs)
    assert [each.kind for each in records] == ["building", "district"]
    directory.learn(records)
    renamed = directory.get(oak.id)
    assert renamed is not None
    assert renamed.name == "Elm"  # nobody here has said otherwise
    directory.rename(renamed, "Oak School")
    directory.learn(records)
    directory.learn([OrgRecord(oak.id, "building", (Said("Mine", 2**60, own=True),), ident="stolen")])
    kept = directory.get(oak.id)
    assert kept is not None
    assert (kept.name, kept.ident) == ("Oak School", "")


def test_sessions_of_the_first_format_get_their_organisations(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    shutil.copyfile(RECORDED / "v1" / "district.db", path)
    with hansei.open_engine(path) as engine:
        assert engine.sessions()[0].org == ""
        (org,) = engine.directory.all()
        assert engine.sessions()[0].org == org.id
        assert org.kind == "district"
        assert org.name == engine.open("last").team.name.strip()


def test_a_damaged_session_of_the_first_format_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    shutil.copyfile(RECORDED / "v1" / "district.db", path)
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE events SET body = x'78' WHERE number = 1")
    with hansei.open_engine(path) as engine:
        assert engine.directory.all() == ()


def test_a_store_without_organisations_is_told_and_works_otherwise(tmp_path: Path) -> None:
    class Bare:
        def __init__(self, log: SqliteLog) -> None:
            self._log = log

        def __getattr__(self, name: str) -> object:
            if name == "directory":
                raise AttributeError(name)
            return getattr(self._log, name)

    log = Bare(SqliteLog(str(tmp_path / "bare.db")))
    with hansei.Engine(log, Plugins()) as engine:  # type: ignore[arg-type]
        session = engine.start("district-led-ci", team=OAK)
        assert session.state.started is not None
        assert session.state.started.org == ""
        assert engine.open_actions(OAK) == ()
        with pytest.raises(StoreError, match="keeps no organisations"):
            _ = engine.directory
