"""The chain: walked from the row to the actions and from an action back to the evidence."""

from __future__ import annotations

import pytest

import hansei
from hansei.errors import UsageError
from hansei.insight.chain import chains, why_do_we
from hansei.insight.report import session_document
from hansei.insight.transcript import transcript
from hansei.testing import words


@pytest.fixture
def shifted(session: hansei.Session) -> hansei.Session:
    session.rate("culture", "vision", level="developing", evidence="Posters in 2 of 5 schools")
    session.rate("culture", "policies", level="accomplished")
    session.rate("culture", "routines", level="beginning")
    session.answer("moving-right", "vision.theories", {"text": "Nobody asked the schools"})
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Ask them", "owner": "Ana"}]})
    session.answer("balance", "team.building", {"status": "create"})
    session.answer("district-plan", "team.building", {"lines": [{"action": "Found a team", "by-when": "2026-12-01"}]})
    return session


def test_from_the_row_to_its_actions(shifted: hansei.Session) -> None:
    vision, routines, team = chains(shifted)
    assert [chain.row.id for chain in (vision, routines, team)] == ["vision", "routines", "team.building"]
    assert [words.says for words in vision.words] == ["Developing — Posters in 2 of 5 schools"]
    assert [link.item.short for link in vision.links] == [
        "Causal theories",
        "Barriers",
        "Begin the shift",
        "Maintain the shift",
    ]
    assert [[words.says for words in link.words] for link in vision.links] == [
        ["Nobody asked the schools"],
        [],
        ["Ask them (Ana)"],
        [],
    ]
    assert [link.item.short for link in vision.open] == ["Barriers", "Maintain the shift"]
    assert [(each.action.text, each.action.phase) for each in vision.actions] == [("Ask them", "begin")]
    assert [each.action.text for each in team.actions] == ["Found a team"]
    assert len(routines.open) == 4


def test_from_an_action_back_to_the_evidence(shifted: hansei.Session) -> None:
    for action in shifted.following.all:
        chain = why_do_we(shifted, action.key)
        assert chain is not None
        assert action in chain.actions
    ask = next(each for each in shifted.following.all if each.action.text == "Ask them")
    chain = why_do_we(shifted, ask.key)
    assert chain is not None
    assert chain.words[0].says.endswith("Posters in 2 of 5 schools")
    assert why_do_we(shifted, "no/such/action#1") is None


def test_an_action_keeps_its_status_when_its_words_change(shifted: hansei.Session) -> None:
    (ask,) = [each for each in shifted.following.all if each.action.text == "Ask them"]
    shifted.following.follow(ask, "begun", "two schools so far")
    rows = [{"text": "Ask all five", "owner": "Ben", "id": ask.action.id}]
    shifted.answer("moving-right", "vision.begin", {"actions": rows})
    (now,) = [each for each in shifted.following.all if each.action.id == ask.action.id]
    assert (now.action.text, now.status, now.words) == ("Ask all five", "begun", "two schools so far")
    shifted.undo()
    shifted.undo()
    (was,) = [each for each in shifted.following.all if each.action.id == ask.action.id]
    assert (was.action.text, was.status) == ("Ask them", "open")


def test_what_was_not_agreed_calls_for_work_too(session: hansei.Session) -> None:
    session.groups.form({"A": 2, "B": 2})
    session.rounds.open("culture", items=["vision"])
    session.rate("culture", "vision", level="accomplished", rater="A")
    session.rate("culture", "vision", level="beginning", rater="B")
    session.rounds.reveal("culture")
    session.rounds.disagree("culture", "vision")
    (chain,) = chains(session)
    assert [words.rater for words in chain.words] == ["A", "B"]
    session.rounds.agree("culture", "vision", level="accomplished")
    assert chains(session) == ()


def test_the_open_actions_of_earlier_sessions_are_carried_on(engine: hansei.Engine, shifted: hansei.Session) -> None:
    team = hansei.Team("riverside ")
    found = engine.open_actions(team)
    assert sorted(each.action.text for each in found) == ["Ask them", "Found a team"]
    assert {each.session for each in found} == {shifted.id}
    later = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    assert engine.open_actions(later.team, but=shifted.id) == ()
    ask = next(each for each in found if each.action.text == "Ask them")
    later.following.follow(ask, "begun", "half of them")
    (carried,) = [each for each in engine.open_actions(team) if each.key == ask.key]
    assert (carried.status, carried.words) == ("begun", "half of them")
    later.following.follow(carried, "done")
    assert [each.action.text for each in engine.open_actions(team)] == ["Found a team"]
    assert engine.open_actions(hansei.Team("Riverside", kind="building")) == ()


def test_what_cannot_be_followed(shifted: hansei.Session) -> None:
    ask = shifted.following.all[0]
    with pytest.raises(UsageError, match="open, begun, done, dropped"):
        shifted.following.follow(ask, "finished")  # type: ignore[arg-type]
    shifted.clear("moving-right", "vision.begin")
    with pytest.raises(UsageError, match="no action"):
        shifted.following.follow(ask, "done")


def test_the_chain_is_in_the_record_and_in_the_report(shifted: hansei.Session) -> None:
    vision, routines, team = transcript(shifted)["chain"]
    assert vision["says"] == [{"rater_name": "The team", "says": "Developing — Posters in 2 of 5 schools"}]
    assert [link["label"] for link in vision["links"]][:2] == ["Causal theories", "Barriers"]
    keys = {action["key"]: action["text"] for action in transcript(shifted)["actions"]}
    assert [keys[key] for link in (*vision["links"], *team["links"]) for key in link["actions"]] == [
        "Ask them",
        "Found a team",
    ]
    assert not any(link["says"] for link in routines["links"])
    said = list(words(session_document(shifted).blocks))
    trace = said[said.index("From the evidence to the actions") :]
    for line in ("Vision, mission, beliefs", "Causal theories: Nobody asked the schools", "Barriers: not answered"):
        assert line in trace
    assert "Begin the shift: Ask them (Ana) — open" in trace
    assert "Collaborative routines" not in trace[: trace.index("Actions")], "nothing follows from it yet"


def test_a_hidden_row_is_in_no_chain(session: hansei.Session) -> None:
    session.groups.form({"North": 3})
    session.rounds.open("culture")
    session.rate("culture", "vision", level="beginning", rater="North")
    assert transcript(session)["chain"] == []


def test_what_was_given_is_told_once_where_nothing_was_agreed(session: hansei.Session) -> None:
    session.groups.form({"North": 4, "South": 5})
    session.rounds.open("culture", items=["vision"])
    for group, level in (("North", "evolving"), ("South", "beginning")):
        session.rate("culture", "vision", level=level, rater=group)
    session.rounds.reveal("culture")
    session.rounds.disagree("culture", "vision", rationale="Whose vision?")
    (chain,) = chains(session)
    assert [each.rater for each in chain.words] == ["North", "South"]
    assert chain.rests_on == ()
    assert chain.reasons == ("Whose vision?",)
    session.rounds.agree("culture", "vision", level="developing")
    assert [each.rater for each in chains(session)[0].rests_on] == ["North", "South"]


def test_a_trace_on_paper_says_how_one_will_know(session: hansei.Session) -> None:
    session.rate("culture", "vision", level="developing")
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Ask them", "measure": "5 of 5 answers"}]})
    assert "Ask them (known by: 5 of 5 answers)" in " ".join(words(session_document(session).blocks))
