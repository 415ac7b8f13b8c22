"""Every format with pages keeps to the paper, the logo and the colour that a district asks for."""

from __future__ import annotations

import io

import pytest
from attrs import evolve
from pypdf import PdfReader

from hansei.document.logo import Logo
from hansei.document.look import Look
from hansei_reports.docx import DocxExporter
from hansei_reports.html import HtmlExporter
from hansei_reports.pdf import PdfExporter
from hansei_reports.xlsx import XlsxExporter

from ...core.document.test_look import PNG
from .reading import WP, word, workbook
from .sample import report

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0h9v9z"/></svg>'
LOGOS = {"png": Logo(PNG, "png", 1, 1, "Seal"), "svg": Logo(SVG, "svg", 30, 10, "Seal")}


@pytest.fixture(params=LOGOS)
def look(request: pytest.FixtureRequest) -> Look:
    return Look("a4", LOGOS[request.param], "#7a1f3d")


def test_a_page(look: Look) -> None:
    page = HtmlExporter().export(evolve(report(), look=look)).decode()
    assert "size: A4;" in page
    assert "--brand: #7a1f3d" in page
    assert 'alt="Seal"' in page
    assert "img-src data:" in page
    assert "img-src" not in HtmlExporter().export(report()).decode()


def test_a_pdf(look: Look) -> None:
    made = PdfReader(io.BytesIO(PdfExporter().export(evolve(report(), look=look))))
    assert [round(float(each)) for each in made.pages[0].mediabox[2:]] == [595, 842]
    assert b"0.47843137 0.12156863 0.23921569" in made.pages[0].get_contents().get_data()  # type: ignore[union-attr]


def test_a_workbook(look: Look) -> None:
    book = workbook(XlsxExporter().export(evolve(report(), record={}, look=look)))
    first = book.worksheets[0]
    assert {page.page_setup.paperSize for page in book} == {9}
    assert first["A2"].font.color.rgb == "FF7A1F3D"


def test_a_document_for_word(look: Look) -> None:
    made = word(DocxExporter().export(evolve(report(), look=look)))
    assert round(made.sections[0].page_width.mm) == 210
    assert next(each.get("descr") for each in made.element.iter(f"{WP}docPr")) == "Seal"
    for name in ("Title", "Heading 1", "Hyperlink"):
        assert str(made.styles[name].font.color.rgb) == "7A1F3D"
