from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hansei.document import Document
from hansei.document.exporter import Report
from hansei_reports.json import JsonExporter

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def export(record: Any) -> str:
    return JsonExporter().export(Report(Document("T", ()), record)).decode()


@given(st.dictionaries(st.text(), PLAIN))
def test_the_record_comes_back_in_its_order(record: dict[str, Any]) -> None:
    read = json.loads(export(record))
    assert read == record
    assert list(read) == list(record)


def test_it_is_indented_by_two_and_ends_with_a_line_end() -> None:
    assert export({"z": [1, {"é": "漢🌱"}], "a": None}) == (
        '{\n  "z": [\n    1,\n    {\n      "é": "漢🌱"\n    }\n  ],\n  "a": null\n}\n'
    )


def test_a_lone_surrogate_is_replaced() -> None:
    record = {"a": "x\ud800y", "b": [("\udfff", 1)], "c\ud83d": {"d": "🌱"}}
    assert json.loads(export(record)) == {"a": "x\ufffdy", "b": [["\ufffd", 1]], "c\ufffd": {"d": "🌱"}}


def test_any_mapping_is_a_record() -> None:
    assert json.loads(export(MappingProxyType({"a": 1}))) == {"a": 1}
