"""XLSX, read back by another library: texts are texts, dates are dates, nothing is cut, heads stay."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

import hansei
from hansei.document import Document, Paragraph, said
from hansei.document.exporter import Report
from hansei_reports._pieces import pieces
from hansei_reports._text import visible
from hansei_reports._workbook import MOST
from hansei_reports.xlsx import XlsxExporter

from .reading import workbook
from .sample import report
from .strategies import DOCUMENTS

ACTION = ("text", "owner", "due", "status", "words", "measure", "about", "phase")


def made(document: Document, record: dict[str, Any] | None = None) -> Any:
    return workbook(XlsxExporter().export(Report(document, record or {})))


def many(groups: int, rows: int, evidence: str = "e") -> dict[str, Any]:
    """Return the record of a session in which every group rated every row."""
    levels = [{"id": id_, "title": id_.title(), "text": ""} for id_ in ("low", "mid", "high")]
    blank = {"short": "", "row": "", "column": "", "because": "", "levels": levels, "asides": []}
    items = [blank | {"item": f"r{row}", "title": f"Row {row}"} for row in range(rows)]
    answers = [
        {"instrument": "i", "item": f"r{row}", "rater": f"group:{group}", "rater_name": f"Table {group}", "round": 1}
        | {"at": "2031-04-30T10:00:00Z", "says": "Mid", "place": "mid", "response": {"evidence": evidence}}
        for row in range(rows)
        for group in range(groups)
    ]
    instrument = {"id": "i", "kind": "rubric", "title": "All [of]: it?*/\\", "short": "", "columns": [], "items": items}
    return {"instruments": [instrument], "answers": answers}


@settings(max_examples=25)
@given(DOCUMENTS)
def test_everything_that_is_said_comes_back_in_its_order(document: Document) -> None:
    page = made(document)["Report"]
    read = "\0".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None)
    at = 0
    for piece in (each for each in pieces(document) if each.kind != "room"):
        for words in ((piece.label, piece.text), (piece.mark, piece.text))[piece.kind in ("cell", "column")]:
            found = read.find(visible(words), 0 if piece.kind in ("title", "column", "cell") else at)
            assert found >= 0, (piece, read)
            at = max(at, found)


def test_nothing_is_a_formula_a_link_or_a_number() -> None:
    hostile = ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "{=1}", "http://example.org", "12", "1e5", "0012"]
    page = made(Document("=T", tuple(Paragraph(said(each)) for each in hostile)))["Report"]
    cells = [row[-1] for row in page.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == hostile
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


def test_signs_that_excel_reads_as_letters_stay_signs() -> None:
    page = made(Document("T", (Paragraph(said("_x0041_ [red] & <b>\x00\x1b é漢🌱")),)))["Report"]
    assert page.cell(2, 2).value == "_x0041_ [red] & <b>␀␛ é漢🌱"


def test_spaces_around_a_text_stay() -> None:
    page = made(Document("T", (Paragraph(said("  two lines \n of it  ")),)))["Report"]
    assert page.cell(2, 2).value == "  two lines \n of it  "


def test_every_cell_has_the_look_of_its_kind_and_a_page_says_how_far_it_goes() -> None:
    data = XlsxExporter().export(Report(Document("T", ()), many(3, 2)))
    book = workbook(data)
    title, head, row = book["Overview"]["A1"], book["Evidence"]["A1"], book["Ratings All of it"]["A4"]
    assert (title.font.size, title.font.bold) == (16, True)
    assert (head.font.color.rgb, head.fill.fgColor.rgb) == ("FFFFFFFF", "FF17365D")
    assert (row.font.bold, row.alignment.wrap_text, row.border.bottom.style) == (True, True, "thin")
    page = openpyxl.load_workbook(io.BytesIO(data), read_only=True)["Evidence"]
    assert page.calculate_dimension() == "A1:G7"


@pytest.mark.parametrize(("text", "height"), [("i" * 80, None), ("W" * 50, 30), ("漢" * 40, 30), ("a\nb\nc", 45)])
def test_a_row_is_as_tall_as_its_text(text: str, height: int | None) -> None:
    page = made(Document("T", (Paragraph(said(text)),)))["Report"]
    assert page.row_dimensions[2].height == height


@pytest.mark.parametrize("day", ["1900-01-01", "1900-02-28", "1900-03-01", "2031-04-30"])
def test_a_day_is_that_day(day: str) -> None:
    record = many(1, 1) | {"actions": [dict.fromkeys(ACTION, "") | {"text": "Walk", "due": day}]}
    assert made(Document("T", ()), record)["Actions"]["C2"].value == datetime.fromisoformat(day)


def test_a_text_that_is_too_long_for_a_cell_goes_on_below() -> None:
    long = "word 🌱 " * 15_000
    page = made(Document("T", (Paragraph(said(long), label="Q"), Paragraph("after"))))["Report"]
    texts = [row[1].value for row in page.iter_rows(min_row=2)]
    assert "".join(texts[:-1]) == long
    assert texts[-1] == "after"
    assert max(map(len, texts)) == MOST


def test_forty_groups_and_sixty_rows_are_all_there() -> None:
    book = made(Document("T", ()), many(40, 60))
    page = book["Ratings All of it"]
    assert page.freeze_panes == "B4"
    assert page.print_title_rows == "$3:$3"
    head = [cell.value for cell in page[3]]
    assert head == ["Row", "Round", *(f"Table {group}" for group in range(40)), "Agreed", "Why", "Dissent"]
    assert page.cell(64, 1).value is None
    assert {cell.value for row in page.iter_rows(4, 63, 3, 42) for cell in row} == {2}
    assert [rule.type for each in page.conditional_formatting for rule in each.rules] == ["colorScale", "colorScale"]
    assert book["Evidence"].max_row == 1 + 40 * 60


def test_how_many_stand_where_is_drawn_below_its_numbers_and_said_in_words() -> None:
    page = made(Document("T", ()), many(3, 2))["Ratings All of it"]
    counted = [[cell.value for cell in row[:5]] for row in page.iter_rows(min_row=9, max_row=10)]
    assert counted == [["Row 0", None, 0, 3, 0], ["Row 1", None, 0, 3, 0]]
    data = XlsxExporter().export(Report(Document("T", ()), many(3, 2)))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert b"Row 0: Mid 3. Row 1: Mid 3." in book.read("xl/drawings/drawing1.xml")


def test_a_row_that_nobody_rated_says_so() -> None:
    record = many(1, 2)
    record["answers"] = record["answers"][:1]
    page = made(Document("T", ()), record)["Ratings All of it"]
    assert [cell.value for cell in page[4]][:3] == ["Row 0", 1, 2]
    assert [cell.value for cell in page[5]][:3] == ["Row 1", 1, "–"]


def test_pages_of_one_name_are_told_apart() -> None:
    record = many(1, 1)
    one = record["instruments"][0]
    record["instruments"] = [one | {"short": "x" * 40}, one | {"id": "j", "short": "X" * 40}, one | {"short": "''"}]
    names = made(Document("T", ()), record).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= 31


def test_dates_are_real_and_can_be_sorted(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.rate("culture", "vision", level="beginning")
    rows = [{"text": "Walk", "owner": "Ana", "due": "2031-04-30"}, {"text": "Ask"}]
    session.answer("moving-right", "vision.begin", {"actions": rows})
    session.note("A note")
    book = workbook(engine.render(session.id, "xlsx"))
    actions = book["Actions"]
    assert actions["C2"].value == datetime(2031, 4, 30)  # noqa: DTZ001 - a workbook's days have no zone
    assert actions["C2"].is_date
    assert actions["C3"].value is None
    assert actions["D2"].value == "open"
    assert '"open,begun,done,dropped"' in [each.formula1 for each in actions.data_validations.dataValidation]
    assert book["Notes"]["D2"].is_date


def test_a_plan_can_be_gone_on_with(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside", kind="building"))
    session.answer("balance", "team.building", {"status": "create"})
    line = {"action": "Found the team", "lead": "Ana", "by-when": "2031-04-30"}
    session.answer("building-plan", "team.building", {"lines": [line]})
    page = workbook(engine.render(session.id, "xlsx"))["Plan Building plan"]
    assert [cell.value for cell in page[2]][2:5] == ["Action", "Lead", "By when"]
    assert [cell.value for cell in page[3]][2:4] == ["Found the team", "Ana"]
    assert page["E3"].is_date
    assert "E3" in next(iter(page.data_validations.dataValidation)).sqref


def test_it_says_what_it_is_of_and_each_page_can_be_printed() -> None:
    book = made(report().document)
    assert book.properties.title == report().document.title
    assert book["Overview"]["A1"].value == report().document.title
    for page in book:
        assert page.page_setup.paperSize == 1
        assert page.sheet_properties.pageSetUpPr.fitToPage


def test_a_register_has_a_page_of_its_rows_and_other_tables_are_among_the_answers(engine: hansei.Engine) -> None:
    session = engine.start("root-cause-analysis", team=hansei.Team("Riverside"))
    gap = {"gap": "Late buses", "who": "Grade 3", "now": "20 days", "wanted": "5 days", "source": "Attendance"}
    session.answer("gaps", "rows", {"rows": [gap]})
    session.answer("data-protocol", "see", {"went": "kept", "words": "Many gaps in May"})
    book = workbook(engine.render(session.id, "xlsx"))
    rows = [[cell.value for cell in row] for row in book["Gaps that we saw"].iter_rows(min_row=2)]
    assert rows[0][:2] == ["The gap, in a few words", "Which students"]
    assert rows[1][:5] == list(gap.values())
    assert "Plan Talking about data" not in book.sheetnames
    assert any("Many gaps in May" in str(cell.value) for row in book["Answers"].iter_rows() for cell in row)


def test_without_its_library_it_says_what_brings_it(engine: hansei.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    monkeypatch.setattr(XlsxExporter, "needs", ("xlsxwriter_is_not_here",))
    with pytest.raises(hansei.HanseiError, match=r'pip install "hansei\[reports\]" brings it'):
        engine.render(session.id, "xlsx")


def test_the_same_report_is_the_same_file() -> None:
    made_of = Report(report().document, {"changed": "2031-04-30T10:00:00Z"})
    assert XlsxExporter().export(made_of) == XlsxExporter().export(made_of)
