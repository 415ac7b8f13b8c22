"""One instrument answered whole for each row: of a list, or of another instrument."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei.errors import ResponseError, ToolkitError
from hansei.insight.compare import compare
from hansei.insight.report import session_document
from hansei.kinds import Item
from hansei.kinds.repeated import Repeated
from hansei.kinds.rubric import RubricKind
from hansei.testing import KindConformance, Sample, words

from ..samples import write_toolkit
from .test_role_matrix import TestConformance as Matrix
from .test_rubric import DEFINITION

ROWS = (Item("reading", "Reading first", because="of the list"), Item("maths.now", "Maths", "Maths now"))
TOOLKIT = """\
toolkit: per-programme
version: "1"
title: Per programme
sections:
  - id: only
    title: Only
    activities:
      - {id: a, title: A, steps: [{id: fit, text: How does it fit?, instruments: [fit, next]}]}
instruments:
  fit:
    kind: rubric
    title: Fit
    each: [{id: reading, title: Reading first}, {id: maths, title: Maths circle}]
    levels: [{id: low, title: Low}, {id: high, title: High}]
    criteria: [{id: need, title: Need, levels: {low: none, high: proven}}]
  next:
    kind: prompts
    each: [{id: reading, title: Reading first}, {id: maths, title: Maths circle}]
    prompts: [{id: keep, text: Keep it?}]
"""


class TestOfARubric(KindConformance):
    sample = Sample(
        Repeated(RubricKind()),
        DEFINITION,
        good={
            "reading.vision": [{"level": {"level": "evolving"}, "evidence": "Only in reading."}],
            "maths.now.goal-setting": [{"level": {"level": "cannot-tell"}}],
        },
        bad=[("maths.now.vision", {}, "level")],
        rows=ROWS,
    )


class TestOfAMatrix(KindConformance):
    sample = Sample(
        Repeated(Matrix.sample.kind),
        Matrix.sample.definition,
        good={f"reading.{item}": given for item, given in Matrix.sample.good.items()},
        bad=[(f"reading.{item}", given, field) for item, given, field in Matrix.sample.bad],
        rows=ROWS,
    )


def test_every_row_has_answers_of_its_own(engine: hansei.Engine, tmp_path: Path) -> None:
    toolkit = str(write_toolkit(tmp_path / "toolkit", TOOLKIT))
    session = engine.start(toolkit, team=hansei.Team("Riverside"))
    assert [item.id for item in session.items("fit")] == ["reading.need", "maths.need"]
    assert [item.label for item in session.items("fit")] == ["Reading first: Need", "Maths circle: Need"]
    assert [item.id for item in session.items("next")] == ["reading.keep", "maths.keep"]
    session.rate("fit", "reading.need", level="high", rater="Table 1")
    session.rate("fit", "maths.need", level="low", rater="Table 1")
    assert [row.counts for row in compare(session, "fit")] == [(0, 1), (1, 0)]
    text = list(words(session_document(session).blocks))
    assert text.index("Reading first") < text.index("Maths circle")
    with pytest.raises(ResponseError):
        session.rate("fit", "need", level="low")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{id: maths, title: Maths circle}]\n    levels", "{id: reading, title: B}]\n    levels", 'second "reading"'),
        ("kind: prompts\n", "kind: prompts\n    for_each: fit\n", "write that list here too"),
    ],
)
def test_faults_of_a_list_of_rows(old: str, new: str, says: str, engine: hansei.Engine, tmp_path: Path) -> None:
    assert TOOLKIT.count(old) == 1
    with pytest.raises(ToolkitError) as found:
        engine.start(str(write_toolkit(tmp_path / "toolkit", TOOLKIT.replace(old, new))), team=hansei.Team("R"))
    assert any(says in str(problem) and problem.line for problem in found.value.problems)
