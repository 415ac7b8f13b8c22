"""The examples in docs/kinds.md: each can be checked, asked and handed out blank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hansei
from hansei.insight.paper import on_paper
from hansei.plugins.builtin_kinds import KINDS
from hansei.testing import check_block
from tests.e2e.documents import Block, blocks

from ..samples import write_toolkit

EXAMPLES = blocks("yaml", "docs/kinds.md")


@pytest.mark.parametrize("block", EXAMPLES, ids=str)
def test_every_example_works(block: Block, engine: hansei.Engine, tmp_path: Path) -> None:
    ids = re.findall(r"^  ([\w-]+):", block.text, re.MULTILINE)
    head = f"""\
toolkit: example
version: "1"
title: Example
sections:
  - id: all
    title: All
    activities:
      - {{id: only, title: Only, steps: [{{id: do, text: Do it., instruments: [{", ".join(ids)}]}}]}}
"""
    session = engine.start(str(write_toolkit(tmp_path / "toolkit", head + block.text)), team=hansei.Team("T"))
    for id_ in ids:
        for each in [*on_paper(session, id_, under="", blank=True), *on_paper(session, id_, under="")]:
            check_block(each)
    assert any(session.items(id_) for id_ in ids)


def test_every_kind_has_an_example() -> None:
    text = "\n".join(block.text for block in (*EXAMPLES, *blocks("yaml", "docs/answers.md", "docs/toolkits.md")))
    used = set(re.findall(r"kind: ([\w-]+)", text))
    assert set(KINDS) - used <= {"role-matrix", "plan", "choice", "checklist"}  # the first toolkit shows these
