"""The summary: short whatever was said, and nothing that is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hansei
from hansei.document import Figure, Heading, Paragraph, Table
from hansei.document.blocks import Block
from hansei.insight.fidelity import fidelity
from hansei.insight.report import session_document
from hansei.insight.summary import ACTIONS, ALL_ROWS, ANCHOR, LETTERS, summary_blocks
from hansei.testing import words
from hansei.words.speaking import speaking
from tests.toolkits.causes import CHALLENGE, TREE

from ..filled import fill
from ..samples import write_toolkit

ONE_STEP = """\
toolkit: one-step
version: "1"
title: One step
sections:
  - id: only
    title: Only
    activities:
      - {id: a, title: A, steps: [{id: b, text: Begin.}]}
"""


@pytest.fixture
def sample(store: Path, tmp_path: Path) -> Iterator[hansei.Session]:
    with hansei.open_engine(store, toolkits=[write_toolkit(tmp_path / "every-kind")]) as engine:
        yield engine.start("every-kind", team=hansei.Team("Riverside <b>& Co</b>"))


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    shown = [each.table if isinstance(each, Figure) else each for each in blocks]
    return [each for each in shown if isinstance(each, Table)]


def test_a_report_begins_with_it(sample: hansei.Session) -> None:
    first = session_document(sample).blocks[0]
    assert isinstance(first, Heading)
    assert first.anchor == ANCHOR


def test_an_empty_session_says_so(sample: hansei.Session) -> None:
    found = "\n".join(words(tuple(summary_blocks(sample))))
    assert "Nothing is rated yet" in found
    assert "No actions are on the record." in found


def test_a_single_step_is_counted_as_one(engine: hansei.Engine, tmp_path: Path) -> None:
    session = engine.start(str(write_toolkit(tmp_path / "one", ONE_STEP)), team=hansei.Team("Riverside"))
    assert "0 of 1 step done." in list(words(tuple(summary_blocks(session))))
    assert fidelity(session).steps == "of 1 step 0 done, 1 not finished"
    with speaking("es"):
        assert "0 de 1 paso hecho." in list(words(tuple(summary_blocks(session))))


def test_it_is_short_whatever_was_said(sample: hansei.Session) -> None:
    fill(sample)
    blocks = tuple(summary_blocks(sample))
    assert any(isinstance(each, Figure) for each in blocks)
    assert sum(len(each.rows) for each in tables(blocks)) <= ALL_ROWS + ACTIONS
    cells = [cell for each in tables(blocks) for row in each.rows for cell in row]
    longest = max(
        len("".join(span.text for span in block.text))
        for cell in cells
        for block in cell.blocks
        if isinstance(block, Paragraph)
    )
    assert longest <= 3 * LETTERS


def test_who_does_not_go_along_is_not_lost(store: Path) -> None:
    with hansei.open_engine(store) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.groups.form({"North": 4, "South": 5})
        session.rounds.open("culture", items=["vision"])
        for name, level in (("North", "evolving"), ("South", "beginning")):
            session.rate("culture", "vision", level=level, rater=name)
        session.rounds.reveal("culture")
        session.rounds.agree("culture", "vision", level="evolving", dissent={"South": "Not in ours"})
        assert "agreed on Evolving; Beginning (1), Evolving (1); 1 does not go along" in "\n".join(
            words(tuple(summary_blocks(session)))
        )


def test_what_was_decided_for_each_row_is_in_it_and_scales_are_counted_apart(store: Path) -> None:
    with hansei.open_engine(store) as engine:
        session = engine.start("initiative-review", team=hansei.Team("Lincoln"), people=("Ana",))
        names = ("Reading", "Chess", "Choir")
        session.answer("initiatives", "rows", {"rows": [{"name": each, "state": "running"} for each in names]})
        rows = [item.for_row for item in session.items("verdict")]
        for row, option in zip(rows, ("keep", "stop", "keep"), strict=True):
            session.answer("verdict", f"{row}.choice", {"options": option, "why": "said aloud"})
        for item in session.items("areas"):
            session.answer("areas", item.id, {"place": "great" if item.id.endswith("need") else "none"})
        found = list(summary_blocks(session))
    said = {each.label: "".join(span.text for span in each.text) for each in found if isinstance(each, Paragraph)}
    assert said["Keep"] == "Reading; Choir"
    assert said["Stop"] == "Chess"
    assert said["Need"] == "8 Great."
    assert said["Done"] == "8 Nothing."


def test_what_won_a_vote_the_root_cause_and_what_becomes_of_the_first_test_are_in_it(store: Path) -> None:
    with hansei.open_engine(store) as engine:
        session = engine.start("root-cause-analysis", team=hansei.Team("Lincoln"), people=("Ana", "Ben"))
        rows = [{"gap": "Days missed", "who": "all"}, {"gap": "Failed algebra", "who": "boys"}]
        session.answer("gaps", "rows", {"rows": rows})
        first, second = (option.id for option in session.items("first-gap")[0].among)
        for rater, dots in (("ana", ("2", "1")), ("ben", ("2", "0"))):
            session.answer(
                "first-gap", "vote", dict(zip((f"dots-{first}", f"dots-{second}"), dots, strict=True)), rater=rater
            )
        session.answer("cause-tree", "tree", TREE)
        session.answer("first-cycle", "nobody.1.act", {"decision": "adapt", "next": "Call in grade 10"})
        found = "\n".join(words(tuple(summary_blocks(session))))
        assert "left open" not in found, "no step was ended"
        session.end_step("test.strict")
        assert "1 of 11 steps done, 5 questions left open." in "\n".join(words(tuple(summary_blocks(session))))
    assert "Days missed (4 dots)" in found
    assert "Failed algebra" not in found
    assert f"{CHALLENGE} (root cause: Nobody set them)" in found
    assert "Adapt — Call in grade 10" in found


def test_what_is_due_first_is_in_it_whatever_was_written_first(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.rate("culture", "vision", level="developing")
    months = {"June": 6, "March": 3, "May": 5, "April": 4}
    actions = [{"text": "Some day"}, *({"text": f"In {name}", "due": f"2031-0{at}-01"} for name, at in months.items())]
    session.answer("moving-right", "vision.begin", {"actions": actions})
    *_, table = tables(tuple(summary_blocks(session)))
    assert [list(words(row[:1]))[-1] for row in table.rows] == ["In March", "In April", "In May", "In June"]
