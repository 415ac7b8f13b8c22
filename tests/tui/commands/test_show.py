"""``hansei show`` and ``hansei export``: the complete record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import hansei
from tests.e2e.program import Here
from tests.toolkits.causes import CHALLENGE, found_causes


def answer(record: dict[str, Any], instrument: str, item: str, rater: str = "The team") -> dict[str, Any]:
    """Return one answer of a record."""
    found = [
        each
        for each in record["answers"]
        if (each["instrument"], each["item"], each["rater_name"]) == (instrument, item, rater)
    ]
    assert len(found) == 1
    return dict(found[0])


def test_json_is_the_complete_record(run: Here, district: str) -> None:
    record = run("show", district, "--json").done().json
    assert record["state"] == "closed"
    assert record["team"] == {"name": "Riverside", "kind": "district", "of": ""}
    people = [(each["name"], each["role"], each["votes"]) for each in record["people"]]
    assert people == [
        ("Ana Ruiz", "respondent", True),
        ("Ben Okafor", "respondent", True),
        ("Kim Lee", "facilitator", False),
    ]
    vision = answer(record, "culture", "vision")
    assert vision["response"] == {
        "level": "developing",
        "aside": "",
        "half": False,
        "refused": {"accomplished": "No data", "evolving": ""},
        "evidence": "Posters in 2 of 5",
    }
    assert (vision["rater"], vision["round"]) == ("team", 1)
    assert vision["at"].endswith("Z")
    assert answer(record, "culture", "policies")["response"]["aside"] == "cannot-tell"
    assert answer(record, "readiness", "cycles")["response"]["remark"] == "Read it [red] & <b>twice</b>"
    assert answer(record, "resonates", "choice", "Ana Ruiz")["response"]["options"] == ["balance"]
    assert answer(record, "resonates", "choice", "Ben Okafor")["response"]["options"] == ["importance"]
    assert answer(record, "balance", "team.district")["response"]["status"] == "in place"
    assert answer(record, "district-plan", "team.building")["response"]["lines"][0]["support"] == "Half a day"
    assert [(each["text"], each["owner"], each["due"]) for each in record["actions"]] == [
        ("Read the five plans", "Ana Ruiz", "2026-12-01"),
        ("Name a deputy", "Ben Okafor", "2027-01-15"),
    ]
    assert [(each["step"], each["parked"], each["text"]) for each in record["notes"]] == [
        ("activity-2.rate", False, "The second row took long"),
        ("closing.next", True, "Who owns the data wall?"),
    ]
    assert {step["state"] for step in record["agenda"]} == {"done"}
    assert record["history"][0]["type"] == "started/1"


def test_words_for_people(run: Here, district: str) -> None:
    out = run("show", district).done().out
    assert "Riverside (district team), District-Led Continuous Improvement 1.0.0" in out
    assert "Kim Lee (facilitator, no vote)" in out
    assert "Vision, mission, beliefs (culture/vision), The team: Developing" in out
    assert "        Accomplished – not yet: No data\n" in out
    assert "Name a deputy (Ben Okafor, by 2027-01-15)" in out
    assert "parked: Who owns the data wall?" in out
    assert "Read it [red] & <b>twice</b>" in out


def test_people_are_told_as_they_are_now(run: Here, building: str) -> None:
    with hansei.open_engine() as engine:
        session = engine.open(building)
        ana, ben, cy = session.join_all(["Ana N.", "Ben N.", "Cy N."])
        session.enrol(ana, role="note taker")
        session.enrol(ben, role="observer")
        session.rename(ben, "Benno N.")
        session.leave(cy)
        session.leave(ben)
    out = run("show", building).done().out
    assert "Ana N. (note taker), Benno N. (observer, no vote, left), Cy N. (left)" in out
    record = run("show", building, "--json").done().json
    assert [(each["name"], each["role"], each["votes"], each["present"]) for each in record["people"][-3:]] == [
        ("Ana N.", "note taker", True, True),
        ("Benno N.", "observer", False, False),
        ("Cy N.", "respondent", True, False),
    ]
    assert [each["type"] for each in record["history"][-2:]] == ["left/1", "left/1"]
    report = run("report", building, "--format", "md", "-o", "-").done().out
    assert "with a vote; 2 left" in report
    assert "Benno N. (left)" in report


def test_groups_rounds_what_was_settled_and_how_actions_stand(run: Here, building: str) -> None:
    with hansei.open_engine() as engine:
        session = engine.open(building)
        session.groups.form({"North": ["Person 1"], "West": 4})
        session.groups.send("West", "examples")
        session.rounds.open("culture", items=["goals", "plans"])
        session.rate("culture", "goals", level="evolving", rater="North", evidence="in the cellar")
        session.rounds.hand_in("culture", "North")
        hidden = run("show", building).done().out
        session.rate("culture", "goals", level="beginning", rater="West")
        session.rounds.reveal("culture")
        session.rounds.agree("culture", "goals", level="evolving", rationale="In most", dissent={"West": "Not in ours"})
        session.rounds.disagree("culture", "plans", rationale="Whose?", positions={"North": "Ours"})
        session.rounds.open("culture", how="hands", items=["goals"])
        session.rounds.count("culture", "goals", {"evolving": 3, "abstain": 1})
        session.rounds.reveal("culture")
        session.answer("moving-right", "goals.begin", {"actions": [{"text": "Ask them"}]})
        session.following.follow(session.following.all[0], "begun", "two of five")
        session.keep_protocol("rate", kept=False, why="Two rows together")
    assert "cellar" not in hidden
    assert "round 2 of Goal setting, Plans and portfolio, by group, keyboard: not revealed yet" in hidden
    assert "        North: 1 rated, handed in" in hidden
    assert "        West: 0 rated" in hidden
    out = run("show", building).done().out
    for line in (
        "Group North: Person 1",
        "Group West: 4 people (at activity-1.examples)",
        "      changed: Two rows together",
        "      Goal setting (culture/goals), North, round 2: Evolving — in the cellar",
        "        hands, Goal setting: Evolving 3, Abstain 1",
        "      Goal setting (culture/goals), agreed: Evolving (In most)",
        "        West does not go along: Not in ours",
        "      Plans and portfolio (culture/plans), no agreement (Whose?)",
        "        North says: Ours",
        "      Ask them — Goal setting — begun: two of five",
    ):
        assert line in out.splitlines()


def test_each_row_is_told_in_words_and_a_register_whole(run: Here, own_places: Path) -> None:
    with hansei.open_engine() as engine:
        session = engine.start("initiative-review", team=hansei.Team("Riverside"))
        session.answer("readiness", "list", {"mark": "yes"})
        session.answer("initiatives", "rows", {"rows": [{"name": "Math Circle", "state": "planned", "hours": "12"}]})
        (verdict,) = session.items("verdict")
        session.answer("verdict", verdict.id, {"options": ["keep"], "why": "it works"})
    lines = run("show", "last").done().out.splitlines()
    at = lines.index("      Which initiatives are there? (initiatives/rows), The team: 1 row")
    assert lines[at + 1] == "        Math Circle — State: planned; Hours of adults a month: 12"
    assert "      A first list (readiness/list), The team: Yes" in lines
    said = f"      Math Circle: What do we do with it? (verdict/{verdict.id}), The team: Keep — it works"
    assert said in lines
    record = run("show", "last", "--json").done().json
    assert answer(record, "initiatives", "rows")["says"] == "1 row: Math Circle"
    assert answer(record, "readiness", "list")["says"] == "yes"
    assert "whole" not in answer(record, "initiatives", "rows")


def test_a_session_goes_by_its_id_its_beginning_or_last(run: Here, district: str, building: str) -> None:
    length = next(n for n in range(1, 11) if not building.startswith(district[:n]))
    for name in (district, district[:length]):
        assert run("show", name, "--json").done().json["session"] == district
    assert run("show", "last", "--json").done().json["session"] == building


def test_an_ambiguous_beginning_names_the_candidates(run: Here, own_places: Path) -> None:
    with hansei.open_engine() as engine:
        ids = [engine.start("district-led-ci", team=hansei.Team(f"Team {n}")).id for n in range(60)]
    letters = [id_[0] for id_ in ids]
    often = max(letters, key=letters.count)
    said = run("show", often).refused(2, f"{letters.count(often)} sessions begin with '{often}'", "add a letter")
    assert sum(id_ in said.err for id_ in ids) == min(5, letters.count(often))


def test_export_holds_the_records_of_all(run: Here, district: str, building: str) -> None:
    whole = run("export").done().json
    assert {record["session"] for record in whole["sessions"]} == {district, building}
    one = run("export", district[:6]).done().json
    assert one["sessions"] == [run("show", district, "--json").json]


def test_export_to_a_file_refuses_to_replace(run: Here, tmp_path: Path, district: str) -> None:
    target = tmp_path / "all.json"
    assert "Wrote" in run("export", "-o", target).done().out
    before = target.read_bytes()
    run("export", "-o", target).refused(1, "is there already", "--force")
    assert target.read_bytes() == before
    run("export", "-o", target, "--force").done()
    assert len(json.loads(target.read_text("utf-8"))["sessions"]) == 1


def test_export_of_an_empty_store(run: Here) -> None:
    assert run("export").done().json["sessions"] == []


@pytest.mark.parametrize("words", [("show", "last"), ("report", "last"), ("resume", "last", "--plain")])
def test_last_in_an_empty_store_is_no_session(run: Here, words: tuple[str, ...]) -> None:
    run(*words).refused(2, "no session")


def test_an_earlier_session_names_what_began_with_it(run: Here, own_places: Path) -> None:
    with hansei.open_engine() as engine:
        causes = found_causes(engine, hansei.Team("Oak Street"))
        cycle = engine.start("improvement-cycle", team=hansei.Team("Oak Street"))
        (each,) = engine.beginnings(cycle)
        cycle.origins.take(each.instrument, each.origin, each.item)
    said = run("show", causes.id).done().out.partition("What began with it\n")[2]
    assert CHALLENGE in said
    assert f"Improvement Cycle (session {cycle.id})" in said
    assert "What began with it" not in run("show", cycle.id).done().out
