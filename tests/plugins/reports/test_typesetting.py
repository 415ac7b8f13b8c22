"""Texts made ready for the fonts of a PDF."""

from __future__ import annotations

import pytest

from hansei.document import Cell, Document, Paragraph, Table, said
from hansei.document.look import Look
from hansei_reports.typesetting import BREAK, typeset


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("building/enhancing", ["building/", "enhancing"]),
        ("expectations/accountability", ["expectations/", "accountability"]),
        ("well-known/half-forgotten", ["well-", "known/", "half-", "forgotten"]),
        ("enhancing", ["enhancing"]),
        ("a/" + "b" * 18, ["a/", *["bbb"] * 6]),
        ("b" * 18 + "/", [*["bbb"] * 6, "/"]),
    ],
)
def test_a_long_word_in_a_cell_breaks_where_people_would_break_it(word: str, parts: list[str]) -> None:
    document = Document("T", (Table(rows=((Cell.of(said(word)), Cell((Paragraph("x"),))),)),))
    (cell, _), *_ = typeset(document, Look())["parts"][0]["blocks"][0]["rows"]
    body = cell.get("bare") or cell["blocks"][0].get("bare") or cell["blocks"][0]["text"][0]
    assert body.split(BREAK) == parts
