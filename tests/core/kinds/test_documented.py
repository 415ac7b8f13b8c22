"""The examples in docs/kinds.md: each can be checked, asked and handed out blank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hansei
from hansei.form import Given
from hansei.insight.paper import on_paper
from hansei.plugins.builtin_kinds import KINDS
from hansei.testing import answer_to, check_block
from tests.e2e.documents import Block, blocks

from ..samples import write_toolkit

EXAMPLES = blocks("yaml", "docs/kinds.md")


def head(ids: list[str]) -> str:
    """Return what stands before the instruments: a step that asks for all of them."""
    return f"""\
toolkit: example
version: "1"
title: Example
sections:
  - id: all
    title: All
    activities:
      - {{id: only, title: Only, steps: [{{id: do, text: Do it., instruments: [{", ".join(ids)}]}}]}}
"""


@pytest.mark.parametrize("block", EXAMPLES, ids=str)
def test_every_example_works(block: Block, engine: hansei.Engine, tmp_path: Path) -> None:
    ids = re.findall(r"^  ([\w-]+):", block.text, re.MULTILINE)
    session = engine.start(str(write_toolkit(tmp_path / "toolkit", head(ids) + block.text)), team=hansei.Team("T"))
    for id_ in ids:
        for each in [*on_paper(session, id_, under="", blank=True), *on_paper(session, id_, under="")]:
            check_block(each)
    assert any(session.items(id_) for id_ in ids)


def test_every_kind_is_asked_and_told_in_every_format(engine: hansei.Engine, tmp_path: Path) -> None:
    text = "".join(block.text.removeprefix("instruments:\n") for block in EXAMPLES)
    ids = re.findall(r"^  ([\w-]+):", text, re.MULTILINE)
    assert len(set(ids)) == len(ids), "an id is that of one example"
    folder = str(write_toolkit(tmp_path / "toolkit", f"{head(ids)}instruments:\n{text}"))
    session = engine.start(folder, team=hansei.Team("T"))
    for id_ in ids:
        this, kind = session.instrument(id_)
        for item in session.items(id_):
            given: Given = {}
            while (question := kind.form(this.definition, item, given)) is not None:
                given[question.id] = answer_to(question, 1)
            session.answer(id_, item.id, given)
    assert all(session.state.given(id_) for id_ in ids), "what follows follows from something"
    for name in engine.exporters:
        assert engine.render(session.id, name)


def test_every_kind_has_an_example() -> None:
    text = "\n".join(block.text for block in (*EXAMPLES, *blocks("yaml", "docs/answers.md", "docs/toolkits.md")))
    used = set(re.findall(r"kind: ([\w-]+)", text))
    assert set(KINDS) - used <= {"role-matrix", "plan", "choice", "checklist"}  # the first toolkit shows these
