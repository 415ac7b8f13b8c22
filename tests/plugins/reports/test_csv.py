"""CSV: one table that holds every text, and never a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given

from hansei.document import Document, Figure, Heading, Paragraph, Table, said
from hansei.document.blocks import Cell
from hansei.document.exporter import Report
from hansei_reports._pieces import COLUMNS, pieces, values
from hansei_reports.csv import CsvExporter, guarded, plain

from .sample import report
from .strategies import DOCUMENTS, TEXTS


def rows(document: Document) -> list[list[str]]:
    data = CsvExporter().export(Report(document, {}))
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_columns_stay_as_they_are() -> None:
    expected = "part section heading kind line row column label mark tone text"
    assert rows(Document("T", ()))[0] == expected.split()
    assert " ".join(COLUMNS) == expected


def test_spreadsheets_know_its_letters_and_lines() -> None:
    data = CsvExporter().export(Report(Document("é", ()), {}))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\xc3\xa9\r\n")


@given(DOCUMENTS)
def test_every_line_comes_back(document: Document) -> None:
    expected = [[str(each) for each in values(piece)] for piece in pieces(document)]
    assert [[plain(cell) for cell in row] for row in rows(document)[1:]] == expected


@given(DOCUMENTS)
def test_no_cell_begins_a_formula(document: Document) -> None:
    for row in rows(document)[1:]:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(TEXTS)
def test_the_guard_can_be_taken_away(text: str) -> None:
    assert plain(guarded(text)) == text
    assert plain(guarded(guarded(text))) == guarded(text)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "＝1", "=cmd|'/C c'!A0"]
)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "'tis", "1-2", "a\n=b", "…"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert guarded(text) == plain(text) == text


def test_a_cell_of_a_table_says_its_row_and_its_column() -> None:
    table = Table(
        header=((Cell.of("", head=True), Cell.of("Lead", head=True)),),
        rows=((Cell.of(said("Vision"), head=True), Cell.of(said("José"), mark="from 2 rows")),),
    )
    found = rows(Document("T", (Heading("Plan"), Paragraph("x"), table)))
    assert found[-1] == ["3", "Plan", "", "cell", "1", "Vision", "Lead", "", "from 2 rows", "", "José"]


def test_a_picture_is_its_words() -> None:
    found = rows(Document("T", (Figure("<svg/>", alt="2 of 5", caption="Where we stand"),)))
    assert found[-1][3:] == ["figure", "0", "", "", "Where we stand", "", "", "2 of 5"]


def test_the_same_report_is_the_same_file() -> None:
    assert CsvExporter().export(report()) == CsvExporter().export(report())
