"""MICIP: fields in the platform's order, each with the length of what stands below it."""

from __future__ import annotations

import re

import pytest

import hansei
from hansei.words.speaking import speaking
from hansei_reports.micip import NOTHING, MicipExporter

_FIELD = re.compile(r"={72}\n(?P<name>.+) \((?P<length>\d+) characters\)\n={72}\n")


def fields(engine: hansei.Engine, session: hansei.Session) -> dict[str, tuple[int, str]]:
    text = engine.render(session.id, "micip").decode()
    _, *parts = _FIELD.split(text)
    found = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {name: (int(length), words.rstrip("\n")) for name, length, words in found}


@pytest.fixture
def session(engine: hansei.Engine) -> hansei.Session:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.rate("culture", "vision", level="developing", evidence="Posters <b> & 🌱\nin 2 of 5")
    session.answer("moving-right", "vision.theories", {"text": "Four principals in six years"})
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Walk", "owner": "Ana", "due": "2031-04-30"}]})
    session.answer("balance", "team.building", {"status": "create"})
    session.answer("district-plan", "team.building", {"lines": [{"action": "Found the team"}]})
    return session


def test_each_field_says_its_length(engine: hansei.Engine, session: hansei.Session) -> None:
    found = fields(engine, session)
    expected = ["Data summary", "Challenge statement", "Evidence", "Goal", "Strategy", "Activity 1", "Activity 2"]
    assert list(found) == expected
    for length, words in found.values():
        assert length == (0 if words == NOTHING else len(words))


def test_each_field_holds_what_was_said_for_it(engine: hansei.Engine, session: hansei.Session) -> None:
    found = {name: words for name, (_, words) in fields(engine, session).items()}
    assert "Vision, mission, beliefs: Developing" in found["Data summary"]
    assert "Four principals in six years" in found["Challenge statement"]
    assert "Posters <b> & 🌱\nin 2 of 5" in found["Evidence"]
    assert (
        found["Activity 1"] == "Walk\nOwner: Ana\nDue date: 2031-04-30\nAbout: Vision, mission, beliefs\nStatus: open"
    )
    assert found["Activity 2"].startswith("Found the team\n")
    assert found["Strategy"]


def test_a_field_with_nothing_on_the_record_says_so(engine: hansei.Engine) -> None:
    found = fields(engine, engine.start("district-led-ci", team=hansei.Team("Riverside")))
    assert set(found.values()) == {(0, NOTHING)}
    assert list(found)[-1] == "Activity"


def test_how_an_action_stands_is_said_in_the_language_of_the_report(
    engine: hansei.Engine, session: hansei.Session
) -> None:
    report = engine.report(session)
    with speaking("es"):
        assert "abierta" in MicipExporter().export(report).decode()


def test_an_empty_field_is_said_in_the_language_of_the_report(engine: hansei.Engine) -> None:
    session = engine.start("root-cause-analysis", team=hansei.Team("Ribera"), language="es")
    text = engine.render(session.id, "micip").decode()
    assert "(nada en el registro)" in text
    assert NOTHING not in text
