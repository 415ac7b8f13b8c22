"""A plan as a sheet to fill in, and what people filled in: all of it or nothing, every fault with its cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import hansei
from hansei.document.look import Look
from hansei.errors import ExportError, SheetError, UsageError
from hansei.insight.handout import nobodys
from hansei.insight.sheets import Taken

PLAN = "district-plan"
#: The first row below the head of a blank sheet.
FIRST = 7


@pytest.fixture
def sheet(engine: hansei.Engine, tmp_path: Path) -> Callable[..., Path]:
    """Return what makes a sheet and lets it be changed before it is saved."""

    def made(change: Callable[[Any], None] = lambda page: None, *, of: hansei.Session | None = None) -> Path:
        view = of or nobodys(engine.shelf.get("district-led-ci").toolkit, engine.kinds)
        path = tmp_path / "plan.xlsx"
        path.write_bytes(engine.sheets.made(view, PLAN, "xlsx", Look()))
        book = openpyxl.load_workbook(path)
        change(book.worksheets[0])
        book.save(path)
        return path

    return made


def filled(page: Any) -> None:
    page["B4"] = "Riverside"
    page.cell(FIRST, 2).value, page.cell(FIRST, 3).value = "Ask the schools", "Ana"
    page.cell(FIRST, 4).value = date(2031, 4, 30)
    page.cell(FIRST + 1, 2).value, page.cell(FIRST + 1, 4).value = 12, "2031-05-01"


def lines(engine: hansei.Engine, taken: Taken) -> list[tuple[str, str, str]]:
    return [(action.text, action.owner, action.due) for _, _, action in engine.open(taken.session).actions()]


def test_heads_cannot_be_overwritten_and_cells_offer_what_fits(sheet: Callable[..., Path]) -> None:
    page = openpyxl.load_workbook(sheet()).worksheets[0]
    assert page.protection.sheet
    assert page.cell(FIRST - 1, 2).protection.locked
    assert page.row_dimensions[FIRST - 1].height == 21  # one line: a hidden column's title takes no room
    assert not page.cell(FIRST, 2).protection.locked
    rules = {rule.type: str(rule.sqref) for rule in page.data_validations.dataValidation}
    assert rules["list"].startswith(f"A{FIRST}:")
    assert rules["date"].startswith(f"D{FIRST}:")


def test_a_sheet_begins_a_session_of_its_team_and_twice_is_nothing_new(
    engine: hansei.Engine, sheet: Callable[..., Path]
) -> None:
    taken = engine.sheets.receive(sheet(filled))
    assert (taken.begun, taken.team, taken.lines) == (True, "Riverside", 2)
    assert lines(engine, taken) == [("Ask the schools", "Ana", "2031-04-30"), ("12", "", "2031-05-01")]
    again = engine.sheets.receive(sheet(filled))
    assert (again.session, again.begun, again.rows) == (taken.session, False, 0)
    assert len(engine.sessions()) == 1


def test_what_a_sheet_was_made_from_may_be_longer_than_a_cell(
    engine: hansei.Engine, sheet: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hansei_reports.sheet_writing.MOST", 900)
    path = sheet(filled)
    assert openpyxl.load_workbook(path)["hansei-marks"]["A2"].value
    assert len(lines(engine, engine.sheets.receive(path))) == 2


def test_another_sheet_of_a_team_with_a_session_asks_which_is_meant(
    engine: hansei.Engine, sheet: Callable[..., Path]
) -> None:
    first = engine.sheets.receive(sheet(filled))

    def other(page: Any) -> None:
        filled(page)
        page.cell(FIRST + 2, 2).value = "Something else"

    with pytest.raises(UsageError, match=first.session):
        engine.sheets.receive(sheet(other))
    assert engine.sheets.receive(sheet(other), session=first.session).rows == 1
    assert engine.sheets.receive(sheet(other), new=True).session != first.session


def test_every_fault_is_named_with_its_cell_and_nothing_is_recorded(
    engine: hansei.Engine, sheet: Callable[..., Path]
) -> None:
    def wrong(page: Any) -> None:
        filled(page)
        page["B4"] = None
        page.cell(FIRST, 4).value = "next week"
        page.cell(FIRST + 1, 5).value = "=1+1"
        page.cell(FIRST + 2, 3).value = "only who"
        page.cell(FIRST + 3, 2).value = "wide"
        page.merge_cells(start_row=FIRST + 3, start_column=2, end_row=FIRST + 3, end_column=3)
        page.cell(FIRST + 4, 1).value, page.cell(FIRST + 4, 2).value = "No such row", "About nothing"
        page.cell(FIRST - 1, 8).value, page.cell(FIRST + 1, 8).value = "Notes", "lost?"

    with pytest.raises(SheetError) as error:
        engine.sheets.receive(sheet(wrong))
    assert [each.path.partition("!")[2] for each in error.value.problems] == [
        "B4", "D7", "E8", "H8", "B9", "B10", "A11",
    ]  # fmt: skip
    assert engine.sessions() == []


def test_what_people_do_to_sheets_is_understood(engine: hansei.Engine, sheet: Callable[..., Path]) -> None:
    def done(page: Any) -> None:
        filled(page)
        page.cell(FIRST, 4).value = 47968  # a date whose form was lost
        page.row_dimensions[FIRST + 1].hidden = True
        free = next(row for row in range(FIRST, page.max_row) if page.cell(row, 1).value is None)
        page.cell(free, 1).value = page.cell(FIRST, 1).value.upper() + " "
        page.cell(free, 2).value = "One more"
        page.cell(free + 1, 2).value = "And more"
        page.merge_cells(start_row=free, start_column=1, end_row=free + 1, end_column=1)

    taken = engine.sheets.receive(sheet(done))
    texts = [line[0] for line in lines(engine, taken)]
    assert texts == ["Ask the schools", "One more", "And more", "12"]
    assert lines(engine, taken)[0][2] == "2031-04-30"
    assert taken.remarks == ("1 hidden row of District plan with words taken in",)


def test_no_words_are_left_behind_in_silence(engine: hansei.Engine, sheet: Callable[..., Path]) -> None:
    def more(page: Any) -> None:
        filled(page)
        page["J20"] = "ask the treasurer"
        page.parent.create_sheet("Notes")["A1"] = "of the meeting"
        page.parent.create_sheet("Empty")

    assert engine.sheets.receive(sheet(more)).remarks == (
        "words beside the table were not taken in: District plan!J20",
        "the page Notes was not read",
    )

    def copied(page: Any) -> None:
        filled(page)
        page.parent.copy_worksheet(page).cell(FIRST + 2, 2).value = "On the copy alone"

    with pytest.raises(SheetError, match="District plan Copy!B9: District plan Copy has this table as well"):
        engine.sheets.receive(sheet(copied), new=True)


def test_a_date_that_is_none_is_told_as_it_was_written(engine: hansei.Engine, sheet: Callable[..., Path]) -> None:
    def wrong(page: Any) -> None:
        filled(page)
        page.cell(FIRST, 4).value = "31/31/2027"
        page.cell(FIRST + 1, 4).value = "12/31/2027"

    with pytest.raises(SheetError, match="D7: '31/31/2027' is no date") as error:
        engine.sheets.receive(sheet(wrong))
    assert len(error.value.problems) == 1


def test_a_sheet_of_a_session_comes_back_to_it_and_keeps_what_lines_are(
    engine: hansei.Engine, sheet: Callable[..., Path]
) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.answer("balance", "team.building", {"status": "create"})
    session.answer(PLAN, "team.building", {"lines": [{"action": "Old words", "lead": "Ana"}]})
    before = session.actions()[0][2]

    def change(page: Any) -> None:
        page.cell(FIRST, 3).value = "New words"

    path = sheet(change, of=session)
    taken = engine.sheets.receive(path)
    after = engine.open(taken.session).actions()[0][2]
    assert (taken.session, after.text, after.id) == (session.id, "New words", before.id)
    session.refresh()
    session.answer(PLAN, "team.building", {"lines": [{"action": "Meanwhile"}]})
    with pytest.raises(SheetError, match=r"A7|C7") as error:
        engine.sheets.receive(path)
    assert "--replace" in str(error.value)
    assert engine.sheets.receive(path, replace=True).rows == 1


def test_a_text_that_fits_no_cell_is_named(engine: hansei.Engine, sheet: Callable[..., Path]) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.answer(PLAN, "team.building", {"lines": [{"action": "long " * 4000}]})
    with pytest.raises(ExportError, match="The team: Building, Action"):
        sheet(of=session)


def test_a_missing_column_and_files_that_are_no_sheets_are_refused(
    engine: hansei.Engine, sheet: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(SheetError, match="the column 'Lead' is missing"):
        engine.sheets.receive(sheet(lambda page: page.delete_cols(3)))
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    with pytest.raises(SheetError, match="hidden page is not there"):
        engine.sheets.receive(other)
    other.write_bytes(b"no workbook")
    with pytest.raises(SheetError, match="no workbook"):
        engine.sheets.receive(other)
    with pytest.raises(UsageError, match="save the sheet itself as a workbook"):
        engine.sheets.receive(tmp_path / "plan.csv")
    with pytest.raises(UsageError, match="no file"):
        engine.sheets.receive(tmp_path / "away.xlsx")
    assert engine.sessions() == []


def test_a_sheet_speaks_the_language_of_its_toolkit(engine: hansei.Engine, tmp_path: Path) -> None:
    spanish = engine.shelf.translated(engine.shelf.get("root-cause-analysis"), "es").toolkit
    path = tmp_path / "brechas.xlsx"
    path.write_bytes(engine.sheets.made(nobodys(spanish, engine.kinds), "gaps", "xlsx", Look()))
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    said = {str(cell.value): cell for row in page.iter_rows() for cell in row if cell.value is not None}
    assert any(each.startswith("Escriba en las celdas") for each in said)
    assert {each.error for each in page.data_validations.dataValidation} >= {"Elija de la lista."}
    for label, words in (("Equipo", "Ribera"), ("escuela o distrito", "Escuela")):
        page.cell(said[label].row, 2).value = words
    head = said["La brecha, en pocas palabras"]
    for at, words in enumerate(("Lectura", "Quienes llegan tarde"), head.column):
        page.cell(head.row + 1, at).value = words
    book.save(path)
    session = engine.open(engine.sheets.receive(path).session)
    assert (session.team.name, session.team.kind, session.toolkit.language) == ("Ribera", "building", "es")


def test_answers_in_a_workbook_are_said_in_the_language_of_the_report(engine: hansei.Engine) -> None:
    session = engine.start("root-cause-analysis", team=hansei.Team("Ribera"), language="es")
    rows = [{"gap": "Lectura", "who": "Quienes llegan tarde"}, {"gap": "Sumas", "who": "Segundo grado"}]
    session.answer("gaps", "rows", {"rows": rows})
    report = engine.report(session)
    assert "2 rows" in str(report.record["answers"])
    assert "2 filas" in str(report.told["answers"])
