"""The chain on paper: what a row rests on in one line, what was agreed and why, and what follows."""

from __future__ import annotations

import hansei
from hansei.document import Bullets, Paragraph
from hansei.insight.chain_paper import chain_values, chains_on_paper


def agreed(engine: hansei.Engine) -> hansei.Session:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.groups.form({"Door": 4, "Window": 3, "Wall": 2})
    session.rounds.open("culture", by="group")
    for group, level in (("Door", "evolving"), ("Window", "beginning"), ("Wall", "evolving")):
        session.rate("culture", "vision", level=level, rater=group, evidence=f"{group} saw it")
    session.rounds.reveal("culture")
    session.rounds.agree("culture", "vision", level="developing", rationale="Posters alone")
    session.answer("moving-right", "vision.barriers", {"text": "the contract"})
    return session


def labelled(session: hansei.Session) -> dict[str, str]:
    found = (each for each in chains_on_paper(session) if isinstance(each, Paragraph))
    return {each.label: "".join(span.text for span in each.text) for each in found}


def test_what_a_row_rests_on_is_one_line_and_the_evidence_stays_with_the_round(engine: hansei.Engine) -> None:
    session = agreed(engine)
    told = labelled(session)
    assert told["Rests on"] == "Beginning (Window); Evolving (Door, Wall)"
    assert told["Why"] == "Posters alone"
    assert "with its round" in told[""]
    assert "Door saw it" not in str(told)
    (chain,) = chain_values(session)
    assert {each["says"] for each in chain["rests_on"]} >= {"Evolving — Door saw it"}


def test_what_stands_without_a_round_keeps_its_evidence(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.rate("culture", "vision", level="beginning", evidence="Posters hang")
    session.answer("moving-right", "vision.barriers", {"text": "the contract"})
    told = labelled(session)
    assert "Beginning — Posters hang" in told.values()
    assert "Rests on" not in told
    assert "" not in told


def test_a_line_of_the_plan_does_not_name_the_row_it_stands_under_again(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.answer("balance", "team.building", {"status": "create"})
    line = {"action": "Found a team", "lead": "Ann"}
    session.answer("building-plan", "team.building", {"lines": [line]})
    bullets = [item[0].text for each in chains_on_paper(session) if isinstance(each, Bullets) for item in each.items]
    assert "Found a team (Ann) — open" in bullets
