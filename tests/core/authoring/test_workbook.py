"""A toolkit written in a workbook: the skeleton reads back, and every slip is told by its sheet and cell."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import hansei
from hansei.authoring import extras
from hansei.authoring.importing import check_imported, read_foreign, write_imported
from hansei.authoring.workbook_skeleton import skeleton
from hansei.content.reading import read_toolkit
from hansei.content.toolkit import Toolkit
from hansei.errors import ExportError, ToolkitError

#: Changes a workbook.
Change = Callable[[Any], None]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "mine.xlsx"
    path.write_bytes(skeleton())
    return path


def changed(book: Path, folder: Path, change: Change) -> Path:
    """Return a copy of the skeleton that somebody worked on."""
    path = folder / "mine.xlsx"
    opened = openpyxl.load_workbook(book)
    change(opened)
    opened.save(path)
    return path


def made(engine: hansei.Engine, path: Path, folder: Path) -> Toolkit:
    imported = read_foreign(path)
    check_imported(imported, path, engine.kinds)
    return read_toolkit(write_imported(imported, folder), engine.kinds).toolkit


def put(sheet: str, **cells: Any) -> Change:
    """Return a change that writes cells."""

    def change(book: Any) -> None:
        for name, value in cells.items():
            book[sheet][name] = value

    return change


def habits(toolkit: Toolkit) -> tuple[int, int]:
    """Return how many levels and rows the rubric has."""
    found = toolkit.instruments["habits"].definition
    return len(found.levels), len(found.criteria)


def options(toolkit: Toolkit) -> tuple[str, ...]:
    (found,) = (column.options for column in toolkit.instruments["plan"].definition.columns if column.type == "choice")
    return tuple(found)


def test_the_skeleton_is_a_whole_toolkit(engine: hansei.Engine, book: Path, tmp_path: Path) -> None:
    found = made(engine, book, tmp_path / "mine")
    assert (found.id, found.version, found.source.licence) == ("how-we-meet", "0.1", "CC BY 4.0")
    assert [entry.path for entry in found.agenda()] == [
        "where-are-we.rate-each-row",
        "where-are-we.think-about-why",
        "what-do-we-do.who-does-what",
    ]
    assert {id_: each.kind for id_, each in found.instruments.items()} == {
        "habits": "rubric",
        "thinking": "prompts",
        "plan": "plan",
    }
    assert [each.id for each in found.instruments["habits"].definition.criteria] == ["purpose", "voices"]


@pytest.mark.parametrize(
    ("change", "look"),
    [
        (put("Agenda", C4=15.0), lambda it: str(it.sections[0].activities[1].minutes) == "15"),
        (put("Agenda", F2="What?\n- And why?\n"), lambda it: it.agenda()[0].step.questions == ("What?", "And why?")),
        (put("Agenda", G2=" HABITS ;plan"), lambda it: it.agenda()[0].step.instruments == ("habits", "plan")),
        (lambda book: book["Agenda"].merge_cells("A2:A4"), lambda it: len(it.sections) == 1),
        (put("Toolkit", B3=1.5, B2="Our Talk"), lambda it: (it.id, it.version) == ("our-talk", "1.5")),
        (put("habits", F6="Ever", F7="We do.", F8="They are."), lambda it: habits(it) == (4, 2)),
        (lambda book: book["Read me"].append(["More"]), lambda it: True),
        (put("plan", B6="choice", D6="by us, by you"), lambda it: options(it) == ("by us", "by you")),
        (put("habits", A9=None, A10="Third", C10="x", D10="y", E10="z"), lambda it: habits(it) == (3, 3)),
    ],
)  # fmt: skip
def test_what_people_do_in_a_workbook_is_understood(
    engine: hansei.Engine, book: Path, tmp_path: Path, change: Change, look: Callable[[Toolkit], bool]
) -> None:
    assert look(made(engine, changed(book, tmp_path, change), tmp_path / "mine"))


def hide(sheet: str, row: int = 0, column: str = "") -> Change:
    def change(book: Any) -> None:
        if row:
            book[sheet].row_dimensions[row].hidden = True
        else:
            book[sheet].column_dimensions[column].hidden = True

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("Agenda", C2=datetime.date(2031, 5, 20)), "Agenda!C2: Excel made a date of what was typed (2031"),
        (put("Agenda", C2="30-20"), 'Agenda!C2: "30-20": the range runs backwards; write "20-30"'),
        (put("Agenda", C3="25"), "Agenda!C3: minutes belong to the activity's first line"),
        (put("Agenda", G2="habit"), 'Agenda!G2: no sheet "habit"; did you mean "habits"?'),
        (put("Agenda", H2="school"), "Agenda!H2: school is not one of 'building', 'district'"),
        (put("Agenda", A2=None), "Agenda!A2: the first line needs a section"),
        (put("Agenda", D3=None, E3=None), "Agenda!D3: a step needs a few words"),
        (put("Agenda", D1="Stepp"), 'Agenda!D1: no column is called "Stepp"; did you mean "Step"?'),
        (put("Toolkit", A1="Titel"), 'Toolkit!A1: no line is called "Titel"; did you mean "Title"?'),
        (put("Toolkit", B1=None), 'Toolkit!B1: "Title" is empty'),
        (put("Toolkit", B1="=A2&A3"), "Toolkit!B1: a formula without a value"),
        (put("habits", B1="rubrik"), 'habits!B1: no kind "rubrik" in a workbook'),
        (put("habits", A1="What"), 'habits!A1: the first line is "Kind"'),
        (put("habits", D7=None), 'habits!D7: nothing is written for "Often"'),
        (put("habits", D6=None), "habits!D6: texts stand below, and no level above them"),
        (put("habits", A8=None), 'habits!A8: "Row" is empty'),
        (put("thinking", B3="habit"), 'thinking!B3: no sheet "habit"; did you mean "habits"?'),
        (put("thinking", B6="action"), 'thinking!B6: "action" is none of them; did you mean "actions"?'),
        (put("plan", B6="choice"), "plan!A6: a choice column needs at least 2 options"),
        (lambda book: book["habits"].merge_cells("C7:D7"), "habits!C7: C7:D7 are merged"),
        (hide("habits", row=8), "habits!A8: row 8 is hidden"),
        (hide("habits", column="D"), "habits!D1: the column is hidden"),
        (lambda book: book.remove(book["Agenda"]), 'there is no sheet "Agenda"'),
        (lambda book: book["thinking"].delete_rows(4, 9), "thinking!A4: the table is missing"),
    ],
)  # fmt: skip
def test_each_slip_is_told_by_its_sheet_and_cell(
    engine: hansei.Engine, book: Path, tmp_path: Path, change: Change, told: str
) -> None:
    path = changed(book, tmp_path, change)
    with pytest.raises(ToolkitError) as error:
        made(engine, path, tmp_path / "mine")
    said = [str(each).removeprefix(f"{path}: ") for each in error.value.problems]
    assert [each for each in said if each.startswith(told)], said
    assert len(said) == 1, said
    assert not (tmp_path / "mine").exists()


def test_all_slips_are_told_at_once_and_a_hidden_sheet_is_left_out(book: Path, tmp_path: Path) -> None:
    def change(book: Any) -> None:
        put("Agenda", G2="habit", G4="plans")(book)
        put("habits", D7=None, B1="rubric ")(book)
        book["thinking"].sheet_state = "hidden"

    with pytest.raises(ToolkitError) as error:
        read_foreign(changed(book, tmp_path, change))
    assert [each.path for each in error.value.problems] == ["Agenda!G2", "Agenda!G3", "Agenda!G4", "habits!D7"]

    def hidden(book: Any) -> None:
        book["thinking"].sheet_state = "hidden"
        book["Agenda"].delete_rows(3)

    assert read_foreign(changed(book, tmp_path, hidden)).remarks == ('the sheet "thinking" is hidden and was left out',)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "something else"),
        (b"PK\x03\x04 no", "something else"),
        (b"\xd0\xcf\x11\xe0 old", "old .xls or has a password"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(data)
    with pytest.raises(ToolkitError, match=told):
        read_foreign(path)
    with pytest.raises(ToolkitError, match="cannot be read"):
        read_foreign(tmp_path / "gone.xlsx")


def test_without_the_libraries_it_is_said_what_brings_them(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    with pytest.raises(ExportError, match=r"xlsxwriter, which is not installed; pip install \"hansei\[author\]\""):
        skeleton()
    with pytest.raises(ExportError, match="openpyxl, which is not installed"):
        read_foreign(book)
