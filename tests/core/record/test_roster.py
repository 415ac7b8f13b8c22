"""A list of organisations is taken in whole or not at all; again it is nothing new, and history stays."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

import hansei
from hansei.errors import RosterError
from hansei.record.directory import Directory
from hansei.record.roster import Roster, RosterEntry, Taken

D1 = RosterEntry("d1", "Riverside", "district", line=2)
D2 = RosterEntry("d2", "Lake", "district", line=3)
OAK = RosterEntry("s1", "Oak School", "building", "d1", line=4)
ELM = RosterEntry("s2", "Elm School", "building", "d1", line=5)


@pytest.fixture
def directory(engine: hansei.Engine) -> Directory:
    return engine.directory


def take(directory: Directory, *entries: RosterEntry) -> Taken:
    return directory.take(Roster("orgs.csv", entries))


def changed(entry: RosterEntry, **fields: Any) -> RosterEntry:
    return evolve(entry, **fields)


def test_it_is_taken_in_whatever_its_order_and_again_it_is_nothing_new(directory: Directory) -> None:
    taken = take(directory, ELM, OAK, D2, D1)
    assert sorted(each.name for each in taken.new) == ["Elm School", "Lake", "Oak School", "Riverside"]
    before = directory.all()
    assert [(each.name, each.ident) for each in before] == [
        ("Lake", "d2"),
        ("Riverside", "d1"),
        ("Elm School", "s2"),
        ("Oak School", "s1"),
    ]
    assert before[2].district == directory.find("Riverside").id
    assert take(directory, D1, D2, OAK, ELM) == Taken(same=4)
    assert directory.all() == before


def test_looking_only_writes_nothing(directory: Directory) -> None:
    assert len(directory.take(Roster("orgs.csv", (D1, OAK)), write=False).new) == 2
    assert directory.all() == ()


def test_a_new_name_and_a_new_district_are_taken_over_and_the_old_name_stays_known(directory: Directory) -> None:
    take(directory, D1, D2, OAK, ELM)
    oak = directory.find("s1")
    taken = take(directory, D1, D2, changed(OAK, name="Oak Academy", parent="d2"), ELM)
    assert [(was.name, now.name) for was, now in taken.renamed] == [("Oak School", "Oak Academy")]
    assert [was.name for was, _ in taken.moved] == ["Oak School"]
    assert (taken.new, taken.same) == ((), 3)
    now = directory.find("Oak Academy")
    assert (now.id, now.district) == (oak.id, directory.find("Lake").id)
    assert directory.find("Oak School") == now
    assert [each.value for each in directory.names(now)] == ["Oak School", "Oak Academy"]


def test_what_was_typed_before_gets_its_number(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("oak school", kind="building", of="Riverside"))
    alone = engine.directory.of(hansei.Team("Elm School", kind="building"))
    taken = take(engine.directory, D1, OAK, ELM)
    assert taken.new == ()
    assert {now.name for _, now in taken.renamed} == {"Oak School"}
    oak = engine.directory.find("s1")
    assert session.state.started is not None
    assert oak.id == session.state.started.org
    assert engine.directory.find("s2").id == alone.id
    assert engine.directory.find("s2").parent == engine.directory.find("d1").id


def test_two_of_one_name_in_one_district_are_two_and_the_same_in_every_store(
    directory: Directory, tmp_path: object
) -> None:
    take(directory, D1, OAK, changed(OAK, ident="s9"))
    ids = {each.ident: each.id for each in directory.all()}
    assert len(set(ids.values())) == 3
    with hansei.open_engine(f"{tmp_path}/other.db") as other:
        take(other.directory, D1, OAK, changed(OAK, ident="s9"))
        assert {each.ident: each.id for each in other.directory.all()} == ids


def test_what_is_no_more_is_closed_and_kept_and_may_come_back(directory: Directory) -> None:
    take(directory, D1, OAK)
    gone = changed(OAK, gone=True, parent="")
    taken = take(directory, D1, gone, changed(ELM, gone=True))
    assert [each.name for each in taken.closed] == ["Oak School"]
    assert len(directory.all()) == 2
    assert directory.find("Oak School").closed
    assert directory.find("Oak School").parent == directory.find("Riverside").id
    assert take(directory, D1, gone).closed == ()
    assert [each.name for each in take(directory, D1, OAK).reopened] == ["Oak School"]
    assert not directory.find("Oak School").closed
    assert directory.close(directory.find("s1")).closed
    assert directory.close(directory.find("s1")).closed
    assert not directory.reopen(directory.find("s1")).closed


def test_a_part_of_the_list_finds_the_rest_here(directory: Directory) -> None:
    take(directory, D1)
    take(directory, OAK)
    assert directory.find("s1").parent == directory.find("d1").id


@pytest.mark.parametrize(
    ("entries", "line", "message"),
    [
        ((OAK,), 4, "belongs to 'd1', which is neither in the list nor in the directory"),
        ((changed(D1, parent="d2"), changed(D2, parent="d1")), 2, "Riverside belongs to itself in the end"),
        ((D1, OAK, changed(ELM, parent="s1")), 5, "a building cannot belong to a building"),
        ((D1, OAK, changed(D2, parent="s1")), 3, "a district cannot belong to a building"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line_and_nothing_is_written(
    directory: Directory, entries: tuple[RosterEntry, ...], line: int, message: str
) -> None:
    with pytest.raises(RosterError, match=message) as error:
        take(directory, *entries)
    assert error.value.problems[0].line == line
    assert directory.all() == ()


def test_a_school_that_became_a_district_is_another_organisation(directory: Directory) -> None:
    take(directory, D1, OAK)
    with pytest.raises(RosterError, match="Oak School is a building here and a district in the list"):
        take(directory, changed(OAK, kind="district", parent=""))
