"""The register: rows that people add, and instruments that are answered for each of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

import hansei
from hansei.errors import ResponseError
from hansei.insight.chain import chains
from hansei.insight.report import session_document
from hansei.kinds import Answer
from hansei.kinds.register import Listed, Register, RegisterColumn, RegisterKind
from hansei.testing import KindConformance, Sample, words

from ..samples import write_toolkit

KIND = RegisterKind()
DEFINITION = Register(
    (
        RegisterColumn("name", "Initiative"),
        RegisterColumn("lead", "Lead", "person", needed=True),
        RegisterColumn("cost", "Cost", "number", total=True),
        RegisterColumn("since", "Since", "date"),
        RegisterColumn("state", "State", "choice", ("running", "ended")),
    ),
    work_when={"state": ("running",)},
)
(ITEM,) = KIND.items(DEFINITION)
READING = {"name": "Reading [first]", "lead": "Ana Ruiz", "cost": "1200", "since": "2024-08-01", "state": "running"}
TOOLKIT = """\
toolkit: review
version: "1"
title: Review
sections:
  - id: only
    title: Only
    activities:
      - id: a
        title: A
        steps:
          - {id: list, text: List them., instruments: [initiatives]}
          - {id: fit, text: How does each fit?, instruments: [fit]}
instruments:
  initiatives: {kind: register, columns: [{id: name, title: Initiative}], empty: Nothing runs.}
  first: {kind: prioritise, way: rank, for_each: initiatives}
  fit:
    kind: rubric
    for_each: initiatives
    levels: [{id: low, title: Low}, {id: high, title: High}]
    criteria: [{id: need, title: Need, levels: {low: none, high: proven}}]
"""


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        good={
            "rows": [
                {
                    "rows": [
                        READING,
                        {"name": "Maths <b>circle</b>", "lead": "Ben Otto", "cost": "12,5", "state": "ended"},
                    ]
                },
                {"rows": []},
                {"rows": None},
            ]
        },
        bad=[
            ("rows", {"rows": "x"}, "rows"),
            ("rows", {"rows": [READING | {"id": "a.b"}]}, "rows"),
            ("rows", {"rows": [READING | {"nam": "x"}]}, "rows"),
            ("rows", {"rows": [{"lead": "Ana"}]}, "name"),
            ("rows", {"rows": [{"name": "Reading"}]}, "lead"),
            ("rows", {"rows": [READING | {"cost": "much"}]}, "cost"),
            ("rows", {"rows": [READING | {"since": "2024"}]}, "since"),
            ("rows", {"rows": [READING | {"state": "dead"}]}, "state"),
            ("rows", Listed(({"name": "a", "lead": "b", "cost": "1.2.3"},)), "cost"),
        ],
    )


def test_rows_keep_their_names_and_numbers_add_up() -> None:
    first = KIND.respond(DEFINITION, ITEM, {"rows": [READING]})
    changed = KIND.given(DEFINITION, ITEM, first)["rows"]
    changed[0]["name"] = "Reading for all"
    second = KIND.respond(DEFINITION, ITEM, {"rows": [*changed, READING | {"cost": "0,5", "state": "ended"}]})
    assert second.rows[0]["id"] == first.rows[0]["id"] != second.rows[1]["id"]
    found = KIND.summary(DEFINITION, (ITEM,), {"rows": [Answer("Ann", second)]})
    assert found.totals == {"cost": 1200.5}
    assert "1200.5" in list(words(KIND.document(DEFINITION, (ITEM,), found)))
    (need,) = KIND.needs(DEFINITION, {"rows": [Answer("Ann", second)]})
    assert (need.title, need.because) == ("Reading for all", "State: running")


def test_an_instrument_is_answered_for_each_row_and_what_was_said_of_one_that_goes_stays(
    engine: hansei.Engine, tmp_path: Path
) -> None:
    session = engine.start(str(write_toolkit(tmp_path / "toolkit", TOOLKIT)), team=hansei.Team("Riverside"))
    assert session.items("fit") == ()
    session.answer("initiatives", "rows", {"rows": [{"name": "Reading"}, {"name": "Maths"}]})
    reading, maths = session.items("fit")
    assert [each.label for each in (reading, maths)] == ["Reading: Need", "Maths: Need"]
    session.rate("fit", reading.id, level="high", evidence="Scores rose.")
    kept = session.response("initiatives", "rows").rows[1:]
    session.answer("initiatives", "rows", {"rows": [dict(row) for row in kept]})
    assert [item.id for item in session.items("fit")] == [maths.id, reading.id]
    text = "\n".join(words(session_document(session).blocks))
    assert "Reading" in text
    assert [chain.row.title for chain in chains(session)] == ["Maths"]
    with pytest.raises(ResponseError):
        session.rate("fit", "nothing.need", level="high")
    again = engine.start(str(tmp_path / "toolkit"), team=hansei.Team("Other"))
    assert again.items("fit") == ()


def test_a_vote_on_rows_is_of_those_that_are_there_and_forgets_none(engine: hansei.Engine, tmp_path: Path) -> None:
    session = engine.start(str(write_toolkit(tmp_path / "toolkit", TOOLKIT)), team=hansei.Team("Riverside"))
    session.answer("initiatives", "rows", {"rows": [{"name": "Reading", "id": "reading"}]})
    assert session.items("first") == (), "one row is no choice"
    rows = [{"name": name, "id": name.lower()} for name in ("Reading", "Maths", "Arts")]
    session.answer("initiatives", "rows", {"rows": rows})
    session.answer("first", "vote", {"place-1": "maths", "place-2": "reading"})
    session.answer("initiatives", "rows", {"rows": [*rows[1:], {"name": "Music", "id": "music"}]})
    (vote,) = session.items("first")
    assert [option.title for option in vote.among] == ["Maths", "Arts", "Music"]
    order = {each.title: each.points for each in session.summary("first").order}
    assert order == {"Maths": 2, "Reading": 1, "Arts": 0, "Music": 0}
    assert session.say(session.state.given("first")["vote", "team", 1]).startswith("1. Maths; 2. Reading")
    session.answer("first", "vote", {"place-1": "music", "place-2": "arts"})


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (Register(()), ("columns",)),
        (Register((RegisterColumn("id", "Id"),)), ("columns", 0, "id")),
        (Register((RegisterColumn("a", "A", "choice", ("x",)),)), ("columns", 0, "options")),
        (Register((RegisterColumn("a", "A", options=("x", "y")),)), ("columns", 0, "options")),
        (Register((RegisterColumn("a", "A", total=True),)), ("columns", 0, "total")),
        (evolve(DEFINITION, named_by="nam"), ("named_by",)),
        (evolve(DEFINITION, work_when={"cost": ("x",)}), ("work_when", "cost")),
        (evolve(DEFINITION, work_when={"state": ("x",)}), ("work_when", "state")),
    ],
)
def test_faults_of_an_author(definition: Register, path: tuple[str, ...]) -> None:
    assert path in [found.path for found in KIND.faults(definition)]


def test_a_register_without_a_row_says_what_is_asked_of_each() -> None:
    text = list(words(KIND.document(DEFINITION, (ITEM,), KIND.summary(DEFINITION, (ITEM,), {}))))
    assert "Asked of each: Initiative; Lead; Cost; Since; State" in text
