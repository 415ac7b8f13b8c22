"""``hansei handout``."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from tests.e2e.program import Here
from tests.plugins.reports.reading import of_docx

TOOLKIT = "district-led-ci"


def text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages).split())


def test_all_of_them_blank_in_a_folder(run: Here, tmp_path: Path) -> None:
    assert run("handout", TOOLKIT).done().out == f"Wrote {TOOLKIT}-handouts (3 handouts)\n"
    made = sorted((tmp_path / f"{TOOLKIT}-handouts").iterdir())
    assert [each.name for each in made] == [f"{TOOLKIT}-handout-{number}.pdf" for number in (1, 2, 3)]
    rubric = text(made[1])
    assert "Accomplished (Collaborative)" in rubric
    assert "What evidence can you cite" in rubric
    assert "Team" in rubric
    run("handout", TOOLKIT).refused(1, "there already", "--force")
    run("handout", TOOLKIT, "--force").done()


def test_several_go_into_a_folder_that_is_there(run: Here, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "other.txt").write_text("stays")
    run("handout", TOOLKIT, "1", "2", "--format", "md", "-o", "mine").done()
    run("handout", TOOLKIT, "2", "3", "--format", "md", "-o", "mine").refused(1, "handout-2.md is there already")
    made = sorted(each.name for each in (tmp_path / "mine").iterdir())
    assert made == [f"{TOOLKIT}-handout-1.md", f"{TOOLKIT}-handout-2.md", "other.txt"]


def test_what_the_screen_offers_beside_handouts_can_be_named(run: Here, tmp_path: Path, district: str) -> None:
    run(
        "handout", TOOLKIT, "district-plan", "building-plan", "about-this-toolkit", "--format", "md", "-o", "more"
    ).done()
    made = {each.name: each.read_text("utf-8") for each in (tmp_path / "more").iterdir()}
    assert set(made) == {f"{TOOLKIT}-{id_}.md" for id_ in ("district-plan", "building-plan", "about-this-toolkit")}
    assert "How we will know" in made[f"{TOOLKIT}-district-plan.md"]
    assert run("handout", TOOLKIT, "--format", "md").done().out.endswith("(3 handouts)\n")
    done = run("handout", TOOLKIT, "district-plan", "--session", district, "--format", "md", "-o", "-").done().out
    assert "Name a deputy" in done


def test_all_there_are_go_into_a_folder_also_when_they_are_one(run: Here, tmp_path: Path) -> None:
    run("handout", "initiative-review", "--format", "xlsx", "-o", "plans").done()
    assert [each.suffix for each in (tmp_path / "plans").iterdir()] == [".xlsx"]


def test_several_formats_at_once_and_all_of_them(run: Here, tmp_path: Path) -> None:
    said = run("handout", TOOLKIT, "1", "2", "--format", "md, html", "-o", "mine").done().out
    assert said == "Wrote mine (2 handouts as md, html)\n"
    assert len(list((tmp_path / "mine").iterdir())) == 4
    run("handout", TOOLKIT, "2", "--all").done()
    with zipfile.ZipFile(tmp_path / f"{TOOLKIT}-handouts.zip") as archive:
        found = {name.rpartition(".")[2] for name in archive.namelist()}
    assert found == {"html", "pdf", "docx", "md"}
    run("handout", TOOLKIT, "--all", "-o", "folder").refused(2, "does not end in .zip")
    run("handout", TOOLKIT, "--all", "--format", "md").refused(2, "--all is every format")


def test_the_end_of_a_name_chooses_the_format_of_a_handout(run: Here, tmp_path: Path) -> None:
    run("handout", TOOLKIT, "2", "-o", "mine.html").done()
    assert (tmp_path / "mine.html").read_text("utf-8").startswith("<!doctype html>")
    run("handout", TOOLKIT, "2", "-o", "mine.docx", "--format", "md").refused(2, "mine.docx ends in .docx")


def test_one_by_its_number_or_id_into_a_file(run: Here, tmp_path: Path) -> None:
    run("handout", TOOLKIT, "2").done()
    run("handout", TOOLKIT, "handout-2", "-o", "mine.pdf").done()
    assert (tmp_path / "mine.pdf").read_bytes() == (tmp_path / f"{TOOLKIT}-handout-2.pdf").read_bytes()
    run("handout", TOOLKIT, "handout-2", "-o", "mine.pdf").refused(1, "is there already", "--force")


def test_with_what_a_session_answered(run: Here, tmp_path: Path, district: str) -> None:
    run("handout", TOOLKIT, "2", "--session", district, "-o", "done.pdf").done()
    found = text(tmp_path / "done.pdf")
    assert "Riverside" in found
    assert "Posters in 2 of 5" in found


def test_as_a_document_to_go_on_with(run: Here, tmp_path: Path, district: str) -> None:
    run("handout", TOOLKIT, "2", "--format", "docx", "-o", "blank.docx").done()
    run("handout", TOOLKIT, "2", "--format", "docx", "--session", district, "-o", "done.docx").done()
    blank, done = (of_docx((tmp_path / name).read_bytes()) for name in ("blank.docx", "done.docx"))
    assert "Every school has its own vision" in blank
    assert "Posters in 2 of 5" not in blank
    assert "Posters in 2 of 5" in done


def test_several_in_a_zip_as_html(run: Here, tmp_path: Path) -> None:
    run("handout", TOOLKIT, "1", "3", "--format", "html", "-o", "h.zip").done()
    with zipfile.ZipFile(tmp_path / "h.zip") as made:
        assert made.namelist() == [f"{TOOLKIT}-handout-1.html", f"{TOOLKIT}-handout-3.html"]


def test_what_is_not_there_is_named(run: Here, district: str) -> None:
    run("handout", TOOLKIT, "9").refused(2, "no handout '9'", "handout-1")
    run("handout", TOOLKIT, "handuot-2").refused(2, "no handout 'handuot-2'", "did you mean 'handout-2'?")
    run("handout", TOOLKIT, "distict-plan", "--format", "xlsx").refused(2, "no handout 'distict-plan'", "handout-3")
    run("handout", "nothing").refused(2, "nothing")
    run("handout", TOOLKIT, "--format", "json").refused(2, "pdf")
    run("handout", TOOLKIT, "--format", "odt").refused(2, "no format 'odt'")
    run("handout", TOOLKIT, "--session", "zzz").refused(2, "no session")
    run("handout", TOOLKIT, "-o", "-").refused(2, "one handout")


def test_without_the_extra_it_says_how_to_get_it(
    run: Here, tmp_path: Path, district: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    run("handout", TOOLKIT).refused(1, 'pip install "hansei[reports]"')
    run("report", district, "--format", "pdf").refused(1, 'pip install "hansei[reports]"')
    assert not list(tmp_path.glob("*.pdf"))
    run("report", district, "--format", "odt").refused(2, "pdf")


def test_the_report_as_pdf_holds_what_was_said(run: Here, tmp_path: Path, district: str) -> None:
    run("report", district, "--format", "pdf", "-o", "r.pdf").done()
    found = text(tmp_path / "r.pdf")
    assert "Posters in 2 of 5" in found
    assert "Read it [red] & <b>twice</b>" in found
    first = " ".join(PdfReader(tmp_path / "r.pdf").pages[0].extract_text().split())
    assert "Summary" in first
    assert "Who took part" not in first


def test_handouts_on_a_districts_own_paper(run: Here, tmp_path: Path) -> None:
    letterhead = docx.Document()
    letterhead.add_paragraph("Lindenwood Community Schools")
    letterhead.save(str(tmp_path / "paper.docx"))
    run("handout", TOOLKIT, "handout-2", "--template", "paper.docx", "-o", "rubric.docx").done()
    told = of_docx((tmp_path / "rubric.docx").read_bytes())
    assert "Lindenwood Community Schools" in told
    assert "Accomplished (Collaborative)" in told
    run("handout", TOOLKIT, "--template", "paper.docx", "--format", "pdf").refused(2, "pdf takes no template")
    run("handout", TOOLKIT, "--template", "paper.docx", "--all").refused(2, "a template is for one format")
    sheet = ("handout", TOOLKIT, "district-plan", "--format", "xlsx")
    run(*sheet, "--template", "paper.docx").refused(2, "takes no template", "docx")
    run("handout", TOOLKIT, "--template", "gone.docx").refused(2, "the template gone.docx cannot be read")


def test_a_sheet_of_a_closed_session_says_when_it_can_be_taken_in(
    run: Here, tmp_path: Path, district: str, building: str
) -> None:
    sheet = ("handout", TOOLKIT, "--format", "xlsx", "--session")
    run(*sheet, building, "building-plan", "-o", "open.xlsx").done()
    said = run(*sheet, district, "district-plan", "-o", "closed.xlsx")
    assert (said.code, said.out) == (0, "Wrote closed.xlsx\n")
    assert f"session {district} is closed" in said.err
    assert "--reopen" in run("receive", "closed.xlsx").err
