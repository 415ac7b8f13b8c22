"""DOCX, read back: its structure, and every text that went in."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from hansei.document import Bullets, Cell, Document, Figure, Heading, Note, Paragraph, Table, Tone, WriteLines, said
from hansei.document.blocks import Block
from hansei.document.exporter import Report
from hansei_reports._text import visible
from hansei_reports.docx import DocxExporter
from hansei_reports.word.drawn import Drawn
from tests.plugins.reports import sample
from tests.plugins.reports.reading import WP, W, letters, of_docx, word
from tests.plugins.reports.strategies import DOCUMENTS

HOSTILE = "{{ team }} {% for x in y %} &amp; <w:p/> \x00\x1b]8;; \ud800 \t🌱 \u202e= {_{ ' \"\n\nend"


def render(*blocks: Block, **more: Any) -> bytes:
    return DocxExporter().export(Report(Document("A title", tuple(blocks), **more), {}))


def styled(made: Any) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in made.paragraphs]


@pytest.fixture(scope="module")
def data() -> bytes:
    return DocxExporter().export(sample.report())


@pytest.fixture(scope="module")
def made(data: bytes) -> Any:
    return word(data)


def test_says_what_it_is(data: bytes, made: Any) -> None:
    assert made.core_properties.title == sample.document().title
    assert made.core_properties.language == "en"
    assert made.styles.element.find(f".//{W}lang").get(f"{W}val") == "en-US"
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def test_is_dated_by_the_last_change_and_makes_no_record_for_it() -> None:
    def record() -> dict[str, Any]:
        raise AssertionError("it takes as long as a page")

    changed = datetime(2026, 5, 12, 14, 3, 9, 400_000, tzinfo=UTC)
    report = Report(Document("A title", ()), record, changed=int(changed.timestamp() * 1000))
    properties = word(DocxExporter().export(report)).core_properties
    assert properties.created == properties.modified == changed.replace(microsecond=0)


def test_a_bitmap_that_cannot_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> list[bytes]:
        raise OSError("no room")

    monkeypatch.setattr("hansei_reports.word.drawn.bitmaps", broken)
    square = Figure('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', alt="a square")
    drawn = Drawn([square])
    with pytest.raises(OSError, match="no room"):
        drawn.png(square.svg)


def test_headings_have_styles_and_skip_no_level(made: Any) -> None:
    found = styled(made)
    assert found[0] == ("Title", sample.document().title)
    headings = [each for each in sample.document().blocks if isinstance(each, Heading)]
    assert [each for each in found if each[0].startswith("Heading")] == [
        (f"Heading {each.level - 1}", "".join(span.text for span in each.text)) for each in headings
    ]
    skipping = word(render(Heading("a", 4), Heading("b", 2), Heading("c", 6)))
    names = [name for name, _ in styled(skipping) if name.startswith("Heading")]
    assert names == ["Heading 1", "Heading 1", "Heading 2"]


def test_the_look_is_in_styles(made: Any) -> None:
    """A district restyles a document by its styles: no run brings a size, a font or a colour of its own."""
    own = {each.tag.removeprefix(W) for looks in made.element.iter(f"{W}rPr") for each in looks}
    assert own <= {"rStyle", "i", "iCs", "rtl"}
    known = {each.style_id for each in made.styles}
    used = {
        each.get(f"{W}val") for name in ("pStyle", "rStyle", "tblStyle") for each in made.element.iter(f"{W}{name}")
    }
    assert used <= known


def test_a_picture_says_its_words_and_is_there_twice(data: bytes, made: Any) -> None:
    assert [each.get("descr") for each in made.element.iter(f"{WP}docPr")] == [sample.figure().alt]
    endings = {each.rpartition(".")[2] for each in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media/" in each}
    assert endings == {"png", "svg"}


def test_a_drawing_that_is_none_is_said_in_words() -> None:
    assert "the words" in of_docx(render(Figure("<svg", alt="the words")))


def test_header_rows_are_repeated_and_rows_stay_together(made: Any) -> None:
    for table in made.tables[1:]:
        *_, last = [row for row in table.rows if row._tr.find(f"{W}trPr/{W}tblHeader") is not None]
        assert last._tr is not table.rows[-1]._tr
        assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)


def test_a_cell_longer_than_a_page_may_go_on_on_the_next_one() -> None:
    text = " ".join(f"word{number}" for number in range(11_500))
    found = render(Table(rows=((Cell.of("a"), Cell.of(said(text))), (Cell.of("b"),))))
    first, second = word(found).tables[0].rows
    assert len(text) > 100_000
    assert text in of_docx(found)
    assert first._tr.find(f"{W}trPr/{W}cantSplit") is None
    assert second._tr.find(f"{W}trPr/{W}cantSplit") is not None


def test_a_wide_table_turns_its_page_with_the_heading_that_leads_to_it() -> None:
    made = word(render(Paragraph("p " * 900), Heading("The rubric"), sample.rubric(), Paragraph("q " * 900)))
    upright, turned, after = made.sections
    assert upright.page_width == after.page_width == turned.page_height
    assert turned.page_width > turned.page_height
    words = [each.text for each in turned.iter_inner_content() if hasattr(each, "text")]
    assert words[0] == "The rubric"
    alone = word(render(sample.rubric())).sections
    assert [each.page_width > each.page_height for each in alone] == [True]


def test_the_contents_lead_to_every_section() -> None:
    found = word(
        render(Heading("Summary", anchor="summary"), *(Heading(f"Part {each}", anchor="x y") for each in "ab"))
    )
    marks = {each.get(f"{W}name") for each in found.element.iter(f"{W}bookmarkStart")}
    links = [each.get(f"{W}anchor") for each in found.element.iter(f"{W}hyperlink")]
    assert len(marks) == len(links) == 3
    assert set(links) == marks
    codes = "".join(each.text for each in found.element.iter(f"{W}instrText"))
    assert "TOC \\o" in codes


def test_pages_are_numbered_and_named() -> None:
    section = word(render(Paragraph("p"))).sections[0]
    codes = [each.text.strip() for each in section.footer._element.iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text == "A title"


def test_what_people_write_is_text() -> None:
    found = render(
        Heading(said(HOSTILE)),
        Paragraph(said(HOSTILE), label=HOSTILE),
        Bullets((said(HOSTILE),)),
        Note(said(HOSTILE)),
        Figure("<svg", alt=HOSTILE, caption=HOSTILE),
        Table(rows=((Cell.of(said(HOSTILE), mark=HOSTILE),),), header=((Cell.of(said(HOSTILE), head=True),),)),
        subtitle=HOSTILE,
        facts=((HOSTILE, HOSTILE),),
    )
    shown = visible(HOSTILE).replace("\n", "").replace("\t", "")
    assert of_docx(found).count(shown) == 13


def test_a_text_from_right_to_left_runs_its_way() -> None:
    made = word(render(Paragraph(said("هذا ما نراه")), Paragraph(said("This"))))
    _, right, left = made.paragraphs
    assert right._p.find(f"{W}pPr/{W}bidi") is not None
    assert right._p.find(f"{W}r/{W}rPr/{W}rtl") is not None
    assert left._p.find(f"{W}pPr/{W}bidi") is None


def test_every_numbered_list_begins_at_one() -> None:
    made = word(render(*[Bullets(("a", "b"), numbered=True)] * 2))
    numbers = [each.get(f"{W}val") for each in made.element.iter(f"{W}numId")]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_room_to_write_takes_its_place() -> None:
    names = [name for name, _ in styled(word(render(WriteLines(4))))]
    assert names.count("Hansei Write Line") == 4


def test_forty_columns_and_sixty_rows() -> None:
    head = tuple(Cell.of(f"Group {number}", head=True) for number in range(40))
    rows = tuple(tuple(Cell.of(f"{row}.{number}") for number in range(40)) for row in range(60))
    table = word(render(Table(rows=rows, header=(head,)))).tables[0]
    assert len(table._tbl.findall(f"{W}tr")) == 61
    assert "59.39" in table._tbl.itertext()


def test_tones_have_signs_and_not_colour_alone() -> None:
    found = of_docx(render(*(Paragraph("x", tone=tone) for tone in Tone)))
    assert all(f"{sign} x" in found for sign in "●○✓◆–※")


def test_without_python_docx_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    assert DocxExporter().missing() == (
        'the format docx needs python-docx, which is not installed; pip install "hansei[reports]" brings it'
    )
    monkeypatch.setitem(sys.modules, "typst", None)
    assert DocxExporter().missing() == (
        "the format docx needs python-docx and typst, which are not installed; "
        'pip install "hansei[reports]" brings them'
    )


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_any_document_with_any_text_can_be_read_again(document: Document) -> None:
    found = letters(of_docx(DocxExporter().export(Report(document, {}))))
    assert letters(visible(document.title)) in found
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert letters("".join(visible(span.text) for span in block.text)) in found


def test_pictures_of_a_full_summary_are_drawn_smaller_so_that_it_stands_on_one_page() -> None:
    def wide(*more: Block) -> int:
        made = word(render(Heading("Summary", anchor="summary"), sample.figure(), *more, Heading("Rest")))
        return int(next(made.element.body.iter(f"{WP}extent")).get("cx"))

    rows = tuple((Cell.of(f"row {number}"),) for number in range(24))
    assert wide(Table(rows=rows)) < wide(Table(rows=rows[:2]))
    assert wide(Table(rows=rows * 9)) > wide() / 2


def test_headings_of_the_summary_stand_closer_than_those_of_the_rest() -> None:
    made = word(render(Heading("Summary", anchor="summary"), Heading("In", 3), Heading("Rest"), Heading("Out", 3)))
    above = {each.text: each.paragraph_format.space_before for each in made.paragraphs}
    assert above["In"].pt == 7
    assert above["Out"] is None
