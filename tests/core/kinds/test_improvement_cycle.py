"""Improvement cycles: parts, series, run charts."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

import pytest
from attrs import evolve

from hansei.document import Figure
from hansei.document.run_chart import Point, run_chart, signals
from hansei.kinds import Answer
from hansei.kinds.improvement_cycle import CycleMeasure, ImprovementCycle, ImprovementCycleKind, Part
from hansei.testing import KindConformance, Sample, words

KIND = ImprovementCycleKind()
DEFINITION = ImprovementCycle(2, (CycleMeasure("late", "Late pupils", "%", 10), CycleMeasure("calls", "Calls")))
ITEMS = {item.id: item for item in KIND.items(DEFINITION)}
PLAN = {
    "steps": [{"text": "Call [every] home", "owner": "Ana & Ben", "due": "2026-12-01"}],
    "prediction": "Fewer than 20 late",
}
DATA = [{"day": "2026-11-02", "late": "31"}, {"day": "2026-11-09", "late": "24,5", "calls": "12"}]


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        good={
            "1.plan": [PLAN],
            "1.do": [
                {"happened": "Half were <b>not</b> home", "data": DATA},
                {"happened": "Nothing yet", "data": None},
            ],
            "1.study": [{"outcome": "worse", "learned": "Call before eight"}],
            "1.act": [{"decision": "adapt", "next": "Text messages instead"}, {"decision": "abandon", "next": ""}],
        },
        bad=[
            ("1.plan", {"prediction": "x"}, "steps"),
            ("1.plan", {**PLAN, "prediction": " "}, "prediction"),
            ("1.plan", {**PLAN, "steps": [{"text": "x", "due": "soon"}]}, "due"),
            ("1.do", {"happened": ""}, "happened"),
            ("1.do", {"happened": "x", "data": [{"late": "3"}]}, "day"),
            ("1.do", {"happened": "x", "data": [{"day": "2026-11-02"}]}, "data"),
            ("1.do", {"happened": "x", "data": [{"day": "2026-11-02", "late": "many"}]}, "late"),
            ("1.do", {"happened": "x", "data": [{"day": "2026-11-02", "lat": "1"}]}, "data"),
            ("2.study", {"outcome": "good", "learned": "x"}, "outcome"),
            ("2.study", {"outcome": "better"}, "learned"),
            ("2.act", {"decision": "keep"}, "decision"),
        ],
    )


def part(item: str, **given: object) -> list[Answer[Part]]:
    return [Answer("The team", KIND.respond(DEFINITION, ITEMS[item], given))]


def test_cycles_follow_from_each_other_and_what_is_measured_is_one_series() -> None:
    answers = {
        "1.plan": part("1.plan", **PLAN),
        "1.do": part("1.do", happened="so so", data=DATA),
        "1.act": part("1.act", decision="adapt", next="Text messages"),
        "2.do": part("2.do", happened="well", data=[{"day": "2026-11-16", "late": "12"}]),
    }
    found = KIND.summary(DEFINITION, tuple(ITEMS.values()), answers)
    assert [(each.value, each.cycle) for each in found.series["late"]] == [(31, 1), (24.5, 1), (12, 2)]
    blocks = KIND.document(DEFINITION, tuple(ITEMS.values()), found)
    text = list(words(blocks))
    assert "Follows from cycle 1: adapt: Text messages" in text
    charts = [block.alt for block in blocks if isinstance(block, Figure)]
    assert "16 Nov 2026 12 %. Median: 24.5 %. Wanted: 10 %." in charts[0]
    (action,) = KIND.actions(DEFINITION, ITEMS["1.plan"], answers["1.plan"][0].response)
    assert (action.text, action.due) == ("Call [every] home", "2026-12-01")


def points(*values: float) -> list[Point]:
    return [Point(datetime.date(2026, 1, 1 + number), value) for number, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ((1, 9, 2, 8, 3, 7), ()),
        ((1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9), ()),  # six lie on the median and are passed over
        (
            (1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9),
            ("A shift: 6 points in a row below", "A shift: 6 points in a row above"),
        ),
        ((5, 1, 2, 3, 3, 4, 5, 1), ("A trend: 5 points in a row rise",)),
        ((5, 5, 5), ()),
    ],
)
def test_only_what_the_rules_see_is_said(values: tuple[float, ...], seen: tuple[str, ...]) -> None:
    found = signals(points(*values))
    assert len(found) == len(seen)
    assert all(said.startswith(each) for said, each in zip(found, seen, strict=True))


def test_a_chart_of_one_value_can_be_drawn() -> None:
    for values in ((0,), (3, 3), (-1, 0, 1)):
        ET.fromstring(run_chart("Late", points(*values), goal=0).svg)  # noqa: S314 - our own picture


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (evolve(DEFINITION, cycles=0), ("cycles",)),
        (evolve(DEFINITION, decisions=("go",)), ("decisions",)),
        (evolve(DEFINITION, outcomes=("a", "a")), ("outcomes",)),
        (evolve(DEFINITION, measures=(CycleMeasure("day", "Day"),)), ("measures", 0, "id")),
    ],
)
def test_faults_of_an_author(definition: ImprovementCycle, path: tuple[str, ...]) -> None:
    assert [found.path for found in KIND.faults(definition)] == [path]


def test_all_of_a_part_is_told() -> None:
    steps = [{**PLAN["steps"][0], "measure": "31 is 20"}]  # type: ignore[dict-item]
    told = {"1.plan": {**PLAN, "steps": steps}, "1.do": {"happened": "Few", "data": DATA}}
    found = {id_: KIND.whole(DEFINITION, ITEMS[id_], KIND.respond(DEFINITION, ITEMS[id_], told[id_])) for id_ in told}
    assert found["1.plan"][1:] == ("Call [every] home — How we will know: 31 is 20",)
    assert found["1.do"][1:] == ("2026-11-02: Late pupils 31 %", "2026-11-09: Late pupils 24,5 %, Calls 12")
