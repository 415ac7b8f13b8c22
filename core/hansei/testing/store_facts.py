"""The laws of a store that keeps what stands, each a test; the portfolio and earlier sessions rest on it."""

from __future__ import annotations

from typing import Any

import pytest

from hansei.errors import StoreError, VersionConflictError
from hansei.record.kept import Change, Fact, FactStore, Followed, KeepsFacts, KeptAction, Total
from hansei.record.log import BESIDE, Log
from hansei.record.measures import About, Measure
from hansei.testing.stores import PIN, Again, OpensStore, head, line

HELD = Measure.of("a-toolkit", "", "", "", About(instrument="A toolkit"))
ROW = Measure.of(
    "a-toolkit", "culture", "vision", "w1", About(levels=(("low", "Low"), ("high", "High")), short="Vision")
)
WALK = KeptAction("moving/vision/team", "w", 0, "Vision", "walk", "Ann", "2026-12-01", "begin")


def stands(place: str = "", state: Any = "level", *, measure: Measure = ROW) -> Fact:
    """Return what stands on the row."""
    return Fact(measure.id, state, place, "agreed", "group", 5, 2, "changed: [late] & <b>")


def everything(place: str = "", **more: Any) -> Change:
    """Return all that is kept of a session in which the team stands somewhere, or nowhere."""
    facts: dict[int, Fact | None] = {HELD.id: Fact(HELD.id, "held")}
    if place:
        facts[ROW.id] = stands(place)
    return Change(whole=True, measures=(HELD, ROW), facts=facts, **more)


class FactsConformance(OpensStore):
    """What holds for every store that keeps what stands."""

    @pytest.fixture
    def log(self, opened: Again) -> Any:
        """The store, empty."""
        log = opened()
        assert isinstance(log, KeepsFacts)
        return log

    def begin(
        self, log: Any, session: str, at: int = 1_000, *, org: str = "oak", kept: Change | None = None
    ) -> FactStore:
        """Begin a session of an organisation, with what stands in it."""
        log.create(head(session, started=at)._replace(org=org), PIN, [line("1", at)], {}, kept=kept)
        facts: FactStore = log.facts
        return facts

    def test_an_empty_store_keeps_nothing(self, log: Any) -> None:
        facts: FactStore = log.facts
        assert facts.waiting() == []
        assert facts.measures() == {}
        assert facts.cells(["oak"]) == []
        assert facts.totals() == []
        assert facts.due() == []
        assert facts.faults() == []

    def test_what_stands_is_there_with_the_event_or_not_at_all(self, log: Any, opened: Again) -> None:
        facts = self.begin(log, "one", kept=everything())
        with pytest.raises(VersionConflictError):
            log.append("one", 7, [line("2")], kept=Change(facts={ROW.id: stands("low")}))
        assert [cell.fact.state for cell in facts.cells(["oak"])] == ["held"]
        log.append("one", 1, [line("2")], kept=Change(facts={ROW.id: stands("low")}))
        other: Log = opened()
        assert isinstance(other, KeepsFacts)
        assert {cell.fact for cell in other.facts.cells(["oak"])} == {Fact(HELD.id, "held"), stands("low")}
        assert other.facts.measures()[ROW.id].about == ROW.about
        other.close()
        log.append("one", 2, [line("3")], kept=Change(facts={ROW.id: None}))
        assert [cell.fact.state for cell in facts.cells(["oak"])] == ["held"]

    def test_who_does_not_say_what_stands_is_asked_later(self, log: Any) -> None:
        facts = self.begin(log, "one")
        assert facts.waiting() == [("one", ())]
        facts.put_all([("one", everything("low"))])
        assert facts.waiting() == []
        log.append("one", 1, [line("2")])
        assert facts.waiting() == [("one", ())]
        facts.put_all([("one", everything(lacks=("survey", "a stranger's")))])
        assert facts.waiting() == [("one", ("survey", "a stranger's"))]

    def test_a_copy_that_lies_beside_is_not_counted(self, log: Any) -> None:
        facts = self.begin(log, f"one{BESIDE}abcdef")
        assert facts.waiting() == []

    def test_the_last_session_of_a_team_counts_whatever_comes_first(self, log: Any) -> None:
        facts = self.begin(log, "new", 3_000, kept=everything("high"))
        self.begin(log, "old", 1_000, kept=everything("low"))
        self.begin(log, "pine", 2_000, org="pine", kept=everything("high"))
        self.begin(log, "none", 4_000, kept=everything())
        levels = [total for total in facts.totals() if total.measure == ROW.id]
        assert levels == [Total(ROW.id, "district", "level", "high", 2)]
        assert [
            (cell.session, cell.at) for cell in facts.cells(["oak"], 1_000, 3_001) if cell.fact.state == "level"
        ] == [
            ("old", 1_000),
            ("new", 3_000),
        ]
        self.begin(log, "older", 500, kept=everything("low"))
        recent = [(cell.session, cell.times) for cell in facts.recent(["oak"]) if cell.fact.measure == ROW.id]
        assert recent == [("old", 3), ("new", 3)]
        recent = [(cell.session, cell.times) for cell in facts.recent(["oak"], 0, 3_000) if cell.fact.state == "held"]
        assert recent == [("older", 2), ("old", 2)]
        earlier = [total for total in facts.totals(0, 2_000) if total.measure == ROW.id]
        assert earlier == [Total(ROW.id, "district", "level", "low", 1)]
        log.append("new", 1, [line("2")], kept=Change(facts={ROW.id: stands("low")}))
        log.append("old", 1, [line("2")], kept=Change(facts={ROW.id: stands("", "apart")}))
        assert {(total.state, total.place, total.n) for total in facts.totals() if total.measure == ROW.id} == {
            ("level", "low", 1),
            ("level", "high", 1),
        }
        assert facts.faults() == []

    def test_everything_of_a_session_takes_the_place_of_what_was_kept(self, log: Any) -> None:
        looked = Followed("old", "moving/vision/team#w", 5, "done", "twice")
        facts = self.begin(log, "one", kept=everything("low", actions={WALK.answer: (WALK,)}, followed=(looked,)))
        kept = facts.of("one")
        assert kept.facts == everything("low").facts
        assert (kept.actions, kept.followed) == ({WALK.answer: (WALK,)}, (looked,))
        facts.put_all([("one", everything("high"))])
        kept = facts.of("one")
        assert kept.facts == everything("high").facts
        assert (kept.actions, kept.followed) == ({}, ())

    def test_actions_and_how_they_stand_in_any_order(self, log: Any) -> None:
        key = f"{WALK.answer}#{WALK.action}"
        facts = self.begin(log, "later", 2_000, kept=everything(followed=(Followed("one", key, 9, "done", "at last"),)))
        self.begin(log, "between", 1_500, kept=everything(followed=(Followed("one", key, 8, "begun"),)))
        self.begin(log, "one", 1_000, kept=everything(actions={WALK.answer: (WALK,)}))
        assert [(due.org, due.session, due.action, due.status, due.words) for due in facts.due()] == [
            ("oak", "one", WALK, "done", "at last")
        ]
        assert facts.due(["oak"]) == facts.due()
        assert facts.due(["pine"]) == []
        log.append("one", 1, [line("2")], kept=Change(actions={WALK.answer: ()}))
        assert facts.due() == []

    def test_the_totals_can_be_made_anew(self, log: Any) -> None:
        facts = self.begin(log, "one", kept=everything("low"))
        before = sorted(facts.totals())
        facts.add_up()
        assert sorted(facts.totals()) == before
        assert facts.faults() == []

    def test_a_store_that_is_closed_says_so(self, log: Any) -> None:
        facts: FactStore = log.facts
        log.close()
        with pytest.raises(StoreError):
            facts.totals()
