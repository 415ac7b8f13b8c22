"""The same facts in every format; what is hidden in a round that is not revealed in none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hansei
from hansei.insight.report import session_document
from hansei.testing import words

from ...core.filled import WRITTEN, fill
from ...core.samples import write_toolkit
from .reading import READERS, is_in_pdf, letters, of_pdf

SAID = {
    "evidence": '=HYPERLINK("http://x") posters <b>& [red]\nin 2 of 5 | schools 🌱',
    "other": "+1 هذا ما نراه * nobody _could_ say it",
    "rationale": "-agreed 'for' now \\ twice",
    "dissent": "@Not at Hawthorn, 100 % sure",
    "barrier": "\tthe contract \u202eof 2009",
    "action": "=cmd|'/C calc'!A0 walk every building",
    "note": '"a note", of the room; #1',
    "parked": "for later: 漢字",
}


@pytest.fixture
def rated(engine: hansei.Engine) -> hansei.Session:
    """A session whose every word is one that some format could take for its own."""
    session = engine.start("district-led-ci", team=hansei.Team("=Riverside & <Co>"))
    session.groups.form({"Table 1": 4, "Table 2": 3})
    session.rounds.open("culture", by="group")
    session.rate("culture", "vision", level="evolving", rater="Table 1", evidence=SAID["evidence"])
    session.rate("culture", "vision", level="beginning", rater="Table 2", evidence=SAID["other"])
    session.rounds.hand_in("culture", "Table 1")
    session.rounds.hand_in("culture", "Table 2")
    session.rounds.reveal("culture")
    dissent = {"Table 2": SAID["dissent"]}
    session.rounds.agree("culture", "vision", level="developing", rationale=SAID["rationale"], dissent=dissent)
    session.answer("moving-right", "vision.barriers", {"text": SAID["barrier"]})
    rows = [{"text": SAID["action"], "owner": "=Ana", "due": "2031-04-30"}]
    session.answer("moving-right", "vision.begin", {"actions": rows})
    session.note(SAID["note"])
    session.note(SAID["parked"], parked=True)
    return session


@pytest.fixture
def filled(store: Path, tmp_path: Path) -> Iterator[tuple[hansei.Engine, hansei.Session]]:
    with hansei.open_engine(store, toolkits=[write_toolkit(tmp_path / "every-kind")]) as engine:
        session = engine.start("every-kind", team=hansei.Team("Riverside"))
        fill(session)
        yield engine, session


def test_an_extract_says_that_it_is_one(engine: hansei.Engine) -> None:
    whole = {name for name, each in engine.exporters.items() if each.whole}
    assert set(READERS) <= whole
    assert {"ics", "micip"}.isdisjoint(whole)


@pytest.mark.parametrize("name", READERS)
def test_each_fact_is_in_each_format(engine: hansei.Engine, rated: hansei.Session, name: str) -> None:
    found = letters(READERS[name](engine.render(rated.id, name)))
    for fact in (*SAID.values(), "=Riverside & <Co>", "Table 1", "Table 2", "=Ana"):
        assert letters(fact) in found, fact


@pytest.mark.parametrize("name", ["csv", "xlsx", "json"])
def test_what_people_wrote_comes_back_to_the_letter(engine: hansei.Engine, rated: hansei.Session, name: str) -> None:
    found = READERS[name](engine.render(rated.id, name))
    for what, said in SAID.items():
        assert said.strip() in found, what


def test_each_fact_and_every_text_of_the_report_is_in_the_pdf(engine: hansei.Engine, rated: hansei.Session) -> None:
    document = session_document(rated)
    found = letters(of_pdf(engine.render(rated.id, "pdf")))
    for text in (*SAID.values(), "=Ana", document.title, document.subtitle, *words(document.blocks)):
        assert is_in_pdf(text, found), text


@pytest.mark.parametrize("name", READERS)
def test_every_kind_of_answer_is_in_each_format(filled: tuple[hansei.Engine, hansei.Session], name: str) -> None:
    engine, session = filled
    found = letters(READERS[name](engine.render(session.id, name)))
    for written in WRITTEN:
        assert letters(written) in found, written


@pytest.mark.parametrize("name", sorted(set(READERS) - {"json"}))
def test_every_text_of_the_report_is_in_each_format(engine: hansei.Engine, rated: hansei.Session, name: str) -> None:
    document = session_document(rated)
    found = letters(READERS[name](engine.render(rated.id, name)))
    for text in (document.title, document.subtitle, *words(document.blocks)):
        assert letters(text) in found, text


def test_what_is_hidden_is_in_no_format(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.groups.form({"Table 1": 4, "Table 2": 3})
    session.rounds.open("culture", by="group")
    session.rate("culture", "vision", level="beginning", rater="Table 1", evidence="Whispered")
    readers = READERS | {"ics": bytes.decode, "micip": bytes.decode}
    for name, read in readers.items():
        assert "Whispered" not in read(engine.render(session.id, name)), name
    session.rate("culture", "vision", level="beginning", rater="Table 2")
    session.rounds.hand_in("culture", "Table 1")
    session.rounds.hand_in("culture", "Table 2")
    session.rounds.reveal("culture")
    for name in READERS:
        assert "Whispered" in READERS[name](engine.render(session.id, name)), name


def test_an_empty_session_has_every_format(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    for name in engine.exporters:
        assert engine.render(session.id, name)
