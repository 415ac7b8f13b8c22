"""The laws of a store that keeps organisations, each a test."""

from __future__ import annotations

from itertools import permutations

import pytest

from hansei.record.log import Head, Line, Log
from hansei.record.organisations import KeepsDirectory, Organisation, OrgRecord, OrgStore, Said
from hansei.testing.stores import PIN, Again, OpensStore

OAK = OrgRecord("oak", "building", (Said("Oak"),), (Said("riverside"),))
RIVERSIDE = OrgRecord("riverside", "district", (Said("Riverside"),))
LAKE = OrgRecord("lake", "district", (Said("Lake"),))

#: What is said of two organisations at different times, in part at the same one.
SAID = (
    OrgRecord("x", "district", (Said("a", 1), Said("A", 1)), (Said("y", 2),)),
    OrgRecord("x", "district", (Said("b", 3, own=True),), (Said("not there", 2),)),
    OrgRecord("y", "building", (Said("ä 🌱"),), (Said("x", 1, own=True),)),
    OrgRecord("y", "building", (), (Said("", 1),)),
)


def begin(log: Log, session: str, org: str = "", origin: str = "") -> None:
    """Begin a session of an organisation."""
    head = Head(session, "a-toolkit", "A toolkit", "Oak", "building", "open", 1, org=org, origin=origin)
    log.create(head, PIN, [Line(1, b"first"), Line(2, b"second")], {})


class DirectoryConformance(OpensStore):
    """What holds for every store that keeps organisations."""

    @pytest.fixture
    def orgs(self, log: Log) -> OrgStore:
        """The organisations of the store."""
        assert isinstance(log, KeepsDirectory)
        return log.directory

    def test_an_empty_store_has_none(self, orgs: OrgStore) -> None:
        assert orgs.all() == []
        assert orgs.get("oak") is None
        assert orgs.record("oak") is None
        assert orgs.by_name("Oak") == []
        assert orgs.aliases() == {}
        assert orgs.counts() == {}
        assert orgs.strays() == []

    def test_what_is_put_is_there_also_for_who_opens_the_store_later(self, orgs: OrgStore, opened: Again) -> None:
        orgs.put([RIVERSIDE, OAK])
        later = opened()
        assert isinstance(later, KeepsDirectory)
        assert later.directory.get("oak") == Organisation("oak", "Oak", "building", "riverside", "riverside")
        assert later.directory.get("riverside") == Organisation(
            "riverside", "Riverside", "district", district="riverside"
        )
        assert later.directory.record("oak") == OAK
        later.close()

    def test_putting_the_same_again_is_nothing_new(self, orgs: OrgStore) -> None:
        orgs.put([RIVERSIDE, OAK])
        orgs.put([OAK, RIVERSIDE, OAK])
        assert orgs.record("oak") == OAK
        assert len(orgs.all()) == 2

    def test_the_latest_name_holds_and_the_earlier_ones_find_it(self, orgs: OrgStore) -> None:
        orgs.put([OAK])
        orgs.put([OrgRecord("oak", "building", (Said("Elm", 5),))])
        orgs.put([OrgRecord("oak", "building", (Said("Ash", 4),))])
        found = orgs.get("oak")
        assert found is not None
        assert found.name == "Elm"
        for name in ("Elm", "  oAk ", "ash"):
            assert orgs.by_name(name) == [found]
        assert orgs.by_name("El") == []

    def test_what_was_said_here_outranks_what_is_heard_later(self, orgs: OrgStore) -> None:
        orgs.put([OrgRecord("oak", "building", (Said("Elm", 5, own=True), Said("Ash", 9)))])
        found = orgs.get("oak")
        assert found is not None
        assert found.name == "Elm"

    def test_a_move_changes_the_district_of_all_below(self, orgs: OrgStore) -> None:
        team = OrgRecord("team", "team", (Said("Grade 3"),), (Said("oak"),))
        orgs.put([team, OAK, RIVERSIDE, LAKE])  # the child before what it belongs to
        assert {each.id: each.district for each in orgs.all()} == {
            "team": "riverside",
            "oak": "riverside",
            "riverside": "riverside",
            "lake": "lake",
        }
        orgs.put([OrgRecord("oak", "building", parents=(Said("lake", 3),))])
        assert {each.id: each.district for each in orgs.all()}["team"] == "lake"
        orgs.put([OrgRecord("oak", "building", parents=(Said("", 4),))])
        assert {each.id: each.district for each in orgs.all()}["team"] == ""

    def test_a_merged_id_leads_to_the_other_with_its_sessions(self, log: Log, orgs: OrgStore) -> None:
        typed = OrgRecord("typed", "building", (Said("Oak School"),), ident="7")
        orgs.put([RIVERSIDE, OAK, typed, OrgRecord("team", "team", (Said("Grade 3"),), (Said("typed"),))])
        begin(log, "one", "typed")
        orgs.merge("typed", "oak")
        begin(log, "two", "typed")  # from somebody who does not know of it
        found = orgs.get("typed")
        assert found == Organisation("oak", "Oak", "building", "riverside", "riverside", "7")
        assert orgs.by_name("Oak School") == [found]
        assert orgs.aliases() == {"typed": "oak"}
        assert sorted(each.id for each in orgs.all()) == ["oak", "riverside", "team"]
        assert orgs.counts() == {"oak": 2}
        assert {head.org for head in log.heads()} == {"oak"}
        team = orgs.get("team")
        assert team is not None
        assert (team.parent, team.district) == ("oak", "riverside")
        orgs.merge("oak", "typed")  # they are one already
        orgs.put([LAKE])
        orgs.merge("oak", "lake")
        assert orgs.aliases() == {"typed": "lake", "oak": "lake"}

    def test_sessions_without_one_are_listed_and_given_one(self, log: Log, orgs: OrgStore) -> None:
        begin(log, "old")
        begin(log, "new", "oak")
        begin(log, "received", origin="digest")
        assert orgs.strays() == [("old", b"first")]
        orgs.adopt({"old": "oak", "new": "lake"})
        assert orgs.strays() == []
        assert orgs.counts() == {"oak": 2}

    def test_the_order_of_what_is_said_does_not_matter(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        found = set()
        for order in permutations(SAID):
            log = self.open(tmp_path_factory.mktemp("empty"))
            assert isinstance(log, KeepsDirectory)
            for record in (*order, order[0]):
                log.directory.put([record])
            found.add(tuple(sorted(map(str, log.directory.all()))))
            log.close()
        assert len(found) == 1
