"""The contract of a store that keeps organisations. Run it on a store of your own, as that of a store itself."""

from __future__ import annotations

from collections.abc import Callable

import hypothesis.strategies as st
import pytest
from hypothesis import given

from hansei.record.log import Head, Line, Log
from hansei.record.organisations import KeepsDirectory, Organisation, OrgKind, OrgRecord, OrgStore, Said

from .conformance import PIN, Again, StoreConformance

OAK = OrgRecord("oak", "building", (Said("Oak"),), (Said("riverside"),))
RIVERSIDE = OrgRecord("riverside", "district", (Said("Riverside"),))
LAKE = OrgRecord("lake", "district", (Said("Lake"),))

_said = st.builds(Said, st.sampled_from(["a", "A", "b", "ä 🌱"]), st.integers(0, 3), st.booleans())
_places = st.builds(Said, st.sampled_from(["x", "y", "z", "not there", ""]), st.integers(0, 3), st.booleans())
_KINDS: dict[str, OrgKind] = {"x": "district", "y": "building", "z": "team"}
_records = st.lists(
    st.builds(
        lambda id_, names, parents: OrgRecord(id_, _KINDS[id_], tuple(names), tuple(parents)),
        st.sampled_from(sorted(_KINDS)),
        st.lists(_said, max_size=2),
        st.lists(_places, max_size=2),
    ),
    max_size=6,
)


def begin(log: Log, session: str, org: str = "", origin: str = "") -> None:
    """Begin a session of an organisation."""
    head = Head(session, "a-toolkit", "A toolkit", "Oak", "building", "open", 1, org=org, origin=origin)
    log.create(head, PIN, [Line(1, b"first"), Line(2, b"second")], {})


class DirectoryConformance(StoreConformance):
    """What holds for every store that keeps organisations."""

    @pytest.fixture
    def empty(self) -> Callable[[], Log]:
        """Return what opens another empty store each time."""
        raise NotImplementedError

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

    def test_what_is_put_is_there_also_for_who_opens_the_store_later(self, orgs: OrgStore, again: Again) -> None:
        orgs.put([RIVERSIDE, OAK])
        later = again()
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

    @given(data=st.data(), records=_records)
    def test_the_order_of_what_is_said_does_not_matter(
        self, empty: Callable[[], Log], records: list[OrgRecord], data: st.DataObject
    ) -> None:
        shuffled = data.draw(
            st.permutations(records + data.draw(st.lists(st.sampled_from(records)) if records else st.just([])))
        )
        found = []
        for each in (records, shuffled):
            log = empty()
            assert isinstance(log, KeepsDirectory)
            for record in each:
                log.directory.put([record])
            found.append(sorted(log.directory.all(), key=lambda org: org.id))
            log.close()
        assert found[0] == found[1]
