"""Handouts as documents: views over sections, outcomes and instruments, never a second text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hansei
from hansei.document import Document, Heading, Note, Table, Tone, plain
from hansei.insight.handout import handout_document, handouts, shows
from hansei.testing import check_block, words

TOOLKIT = """\
toolkit: pages
version: "1"
title: Pages
headings: {outcomes: What we learn}
outcomes: [{id: one, text: Understand *this*.}]
sections:
  - id: why
    title: Why we do it
    text: |-
      The first paragraph.

      The second one.
    activities:
      - id: first
        title: First
        handouts: [both]
        steps: [{id: rate, text: Rate., instruments: [culture]}]
      - id: second
        title: Second
        handouts: [buildings-only]
        steps: [{id: plan, team: building, text: Plan.}]
  - {id: ours, title: Our own section, text: Ours., provenance: ours}
handouts:
  - {id: both, title: Page 1, shows: [why, outcomes, culture], ours: {note: A note of ours.}}
  - {id: buildings-only, title: Page 2, shows: [ours]}
  - {id: free, title: Culture, shows: [culture]}
instruments:
  culture:
    kind: rubric
    title: Culture
    levels: [{id: low, title: Low}, {id: high, title: High}]
    evidence: What shows it?
    criteria: [{id: vision, title: Vision, levels: {low: none at all, high: everywhere}}]
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[hansei.Session]:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "toolkit.yaml").write_text(TOOLKIT, encoding="utf-8")
    with hansei.open_engine(tmp_path / "test.db", toolkits=[folder]) as engine:
        yield engine.start("pages", team=hansei.Team("Riverside", kind="district"))


def page(session: hansei.Session, number: int, *, blank: bool = False) -> Document:
    return handout_document(session, session.toolkit.handouts[number], blank=blank)


def test_a_team_has_the_handouts_of_its_agenda_and_those_nobody_hands_out(session: hansei.Session) -> None:
    assert [each.id for each in handouts(session)] == ["both", "free"]


def test_a_building_team_has_its_own_too(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "toolkit.yaml").write_text(TOOLKIT, encoding="utf-8")
    with hansei.open_engine(tmp_path / "test.db", toolkits=[folder]) as engine:
        there = engine.start("pages", team=hansei.Team("School", kind="building"))
        assert [each.id for each in handouts(there)] == ["both", "buildings-only", "free"]


def test_what_a_handout_shows_is_named(session: hansei.Session) -> None:
    first = session.toolkit.handouts[0]
    assert shows(session.toolkit, first) == ("Why we do it", "What we learn", "Culture")


def test_a_handout_holds_every_word_of_what_it_shows(session: hansei.Session) -> None:
    document = page(session, 0)
    for block in document.blocks:
        check_block(block)
    found = "\n".join(words(document.blocks))
    for text in ("The first paragraph.", "The second one.", "What we learn", "Understand", "none at all", "everywhere"):
        assert text in found
    assert document.title == "Page 1"
    assert Note("A note of ours.", Tone.OURS) in document.blocks
    assert [block.level for block in document.blocks if isinstance(block, Heading)][:3] == [2, 2, 2]


def test_the_form_is_blank_until_something_is_answered(session: hansei.Session) -> None:
    blank = page(session, 0)
    assert "Not rated." not in "\n".join(words(blank.blocks))
    session.rate("culture", "vision", level="low", evidence="posters")
    completed = page(session, 0)
    (table,) = (block for block in completed.blocks if isinstance(block, Table))
    assert [cell.tone for cell in table.rows[0]] == [Tone.PLAIN, Tone.CHOSEN, Tone.PLAIN]
    assert "posters" in "\n".join(words(completed.blocks))
    assert page(session, 0, blank=True) == blank
    session.clear("culture", "vision")
    assert page(session, 0) == blank


def test_a_title_is_not_said_twice_and_whose_words_they_are_is_said(session: hansei.Session) -> None:
    assert not any(isinstance(block, Heading) and plain(_text(block)) == "Culture" for block in page(session, 2).blocks)
    assert "This part is Hansei's, not the publisher's." in "\n".join(words(page(session, 1).blocks))


def _text(heading: Heading) -> str:
    return "".join(span.text for span in heading.text)


def test_a_handout_of_an_unknown_kind_shows_the_answers_as_text(tmp_path: Path, session: hansei.Session) -> None:
    session.rate("culture", "vision", level="low", evidence="posters")
    session.kinds = type(session.kinds)(())
    found = "\n".join(words(page(session, 0).blocks))
    assert "Shown as text" in found
    assert "posters" in found
