"""PDF, read back: its structure, and every text that went in."""

from __future__ import annotations

import io
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from hansei.document import (
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Table,
    Tone,
    WriteLines,
    said,
)
from hansei.document.blocks import Block
from hansei.document.exporter import Report
from hansei.document.figures import StandRow, stand_figure
from hansei_reports._text import visible
from hansei_reports.glyphs import OURS, drawable, has_emoji
from hansei_reports.pdf import PdfExporter
from tests.plugins.reports import sample
from tests.plugins.reports.reading import pdf_tree
from tests.plugins.reports.strategies import DOCUMENTS

HOSTILE = [
    '#panic("x") #import "a" #{ 1 + 1 } #(1,)',
    "*bold* _emph_ `raw` $x^2$ @ref <label> = heading",
    "// comment /* more */ \\ \\u{41} ~ -- --- ... 'a' \"b\"",
    "[red] & <b>Łukasz</b> [[/]]",
    "=cmd|' /C calc'!A0 https://example.org/a?b=c&d=e#f",
    "- item\n+ item\n/ term: x\n\n\n= after",
]


def render(*blocks: Block, **more: Any) -> bytes:
    return PdfExporter().export(Report(Document("A title", tuple(blocks), **more), {}))


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def squeezed(text: str) -> str:
    """Leave out what line breaking adds, so that texts can be compared."""
    return re.sub(r"[\s\u200b\u00ad]", "", text)


def words(data: bytes) -> str:
    """Return all text, without what stands at the edges of the pages."""
    pages = [page.extract_text() for page in read(data).pages]
    inner = [re.sub(r"\d+ / \d+", "", text.removeprefix("A title")) for text in pages]
    return squeezed("".join(inner))


def tags(reader: PdfReader) -> list[str]:
    return [str(each["/S"]) for each in pdf_tree(reader) if "/S" in each]


def names(outline: Any) -> list[str]:
    return [name for each in outline for name in (names(each) if isinstance(each, list) else [str(each.title)])]


@pytest.fixture(scope="module")
def page() -> bytes:
    return PdfExporter().export(sample.report())


def test_says_what_it_is(page: bytes) -> None:
    reader = read(page)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Riverside Area Schools: where we stand"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_bookmarks_lead_to_every_heading(page: bytes) -> None:
    found = names(read(page).outline)
    headings = [each for each in sample.document().blocks if isinstance(each, Heading)]
    assert found[0] == sample.document().title
    assert found[1:] == ["".join(span.text for span in each.text) for each in headings]


def test_headings_tables_lists_and_figures_are_tagged(page: bytes) -> None:
    found = tags(read(page))
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/THead", "/TH", "/TD", "/Figure"} <= set(found)
    tables = [each for each in sample.document().blocks if isinstance(each, Table)]
    assert found.count("/Table") == len(tables)


def test_a_figure_says_its_words(page: bytes) -> None:
    alts = [str(each["/Alt"]) for each in pdf_tree(read(page)) if "/Alt" in each]
    assert sample.figure().alt in alts


def test_headings_skip_no_level() -> None:
    found = [
        tag for tag in tags(read(render(Heading("a", 4), Heading("b", 2), Heading("c", 6)))) if re.match("/H[1-6]", tag)
    ]
    assert sorted(found) == ["/H1", "/H2", "/H2", "/H3"]


def test_only_the_shipped_fonts_are_in_it_and_whole(page: bytes) -> None:
    fonts = {
        str(font["/BaseFont"]).partition("+")[2]
        for each in read(page).pages
        for font in (value.get_object() for value in each["/Resources"]["/Font"].values())  # type: ignore[index]
    }
    assert fonts
    assert all(name.startswith(("Inter", "DejaVuSans", "NotoEmoji")) for name in fonts)


def test_every_text_of_a_document_is_in_it(page: bytes) -> None:
    found = words(page)
    for text in (
        "Posters hang in all six buildings.",
        "Asked in the hallway, two of nine could say it.",
        "then try it for *six* weeks",
    ):
        assert squeezed(text) in found, found
    assert "🌱" in found


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_text(text: str) -> None:
    data = render(
        Heading(said(text)),
        Paragraph(said(text), label=text),
        Bullets((said(text),)),
        Note(said(text)),
        Table(rows=((Cell.of(said(text), mark=text), Cell.of("")),), header=((Cell.of(said(text), head=True),),)),
    )
    assert words(data).count(squeezed(text)) >= 7


def test_a_wide_table_turns_its_page_with_the_heading_that_leads_to_it() -> None:
    data = render(Paragraph("p " * 900), Heading("The rubric"), sample.rubric(), Paragraph("q " * 900))
    turned = [each for each in read(data).pages if each.mediabox.width > each.mediabox.height]
    assert len(turned) == 1
    assert "The rubric" in turned[0].extract_text()


def test_header_rows_are_repeated_on_every_page() -> None:
    rows = tuple((Cell.of(f"row {number}"), Cell.of("text " * 12)) for number in range(90))
    reader = read(render(Table(rows=rows, header=((Cell.of("Number", head=True), Cell.of("Words", head=True)),))))
    assert len(reader.pages) > 2
    assert all("Number" in each.extract_text() for each in reader.pages)


def test_pages_are_numbered() -> None:
    reader = read(render(Paragraph("p " * 6000)))
    assert [f"{number} / {len(reader.pages)}" in each.extract_text() for number, each in enumerate(reader.pages, 1)]


def test_a_summary_that_would_take_a_quarter_more_than_a_page_is_set_smaller_with_all_around_it() -> None:
    levels = ["Weak", "Partial", "Strong"]
    pictures: list[Block] = []
    for number in range(3):
        rows = [StandRow(f"Row {number} {at}", (1, 0, 1)) for at in range(6)]
        pictures += [Heading(f"Picture {number}", 3), stand_figure(levels, rows)]
    said_: list[Block] = [
        Heading("What the team will do", 3),
        Table(tuple((Cell.of(f"Action {at}"),) for at in range(4))),
    ]
    pages = read(
        render(
            Heading("Summary", anchor="summary"), *pictures, *said_, Heading("Next"), Paragraph("p"), Heading("Last")
        )
    ).pages
    first = squeezed(pages[0].extract_text())
    assert "Picture0" in first
    assert "Action3" in first
    assert "Contents" in pages[1].extract_text()


def test_the_summary_has_the_first_page_to_itself() -> None:
    rows = tuple((Cell.of(f"row {number}"),) for number in range(34))
    reader = read(
        render(Heading("Summary", anchor="summary"), Table(rows=rows), Heading("Next"), Paragraph("p"), Heading("Last"))
    )
    first, second = (each.extract_text() for each in reader.pages)
    assert "row 33" in first
    assert "Contents" in second
    assert "Next" not in first
    assert "Last" in second


def test_a_word_longer_than_a_page_is_broken_and_whole() -> None:
    long = "Wörter" * 1500
    data = render(Paragraph(said(long)), Table(rows=((Cell.of(said(long)), Cell.of("short")),)))
    assert words(data).replace("short", "").count(long) == 2
    assert len(read(data).pages) > 2  # it would run out of one page otherwise


def test_a_cell_of_100_kilobytes_goes_on_over_pages() -> None:
    text = " ".join(f"word{number}" for number in range(11_500))
    data = render(Table(rows=((Cell.of("a"), Cell.of(said(text))),), header=((Cell.of("x", head=True),),)))
    found = words(data)
    assert len(text) > 100_000
    assert all(f"word{number}" in found for number in range(0, 11_500, 500))


def test_forty_columns_and_sixty_rows() -> None:
    head = tuple(Cell.of(f"Group {number}", head=True) for number in range(40))
    rows = tuple(tuple(Cell.of(f"{row}.{number}") for number in range(40)) for row in range(60))
    found = words(render(Table(rows=rows, header=(head,))))
    assert "59.39" in found


def test_an_empty_document_is_a_page() -> None:
    assert len(read(PdfExporter().export(Report(Document("", ()), {}))).pages) == 1
    assert "/Table" not in tags(read(render(Table(rows=()))))


def test_a_drawing_that_is_none_is_said_in_words() -> None:
    assert "thewords" in words(render(Figure("<svg", alt="the words")))
    assert "thewords" in words(render(Figure('<svg viewBox="0 0 9 9"><image href="x"/></svg>', alt="the words")))


def test_room_to_write_takes_its_place() -> None:
    assert len(read(render(WriteLines(60))).pages) > len(read(render(WriteLines(1))).pages)


def test_the_same_report_is_the_same_file(page: bytes) -> None:
    assert PdfExporter().export(sample.report()) == page


def test_without_typst_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert PdfExporter().missing() == (
        'the format pdf needs typst, which is not installed; pip install "hansei[reports]" brings it'
    )


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_any_document_with_any_text_becomes_a_pdf(document: Document) -> None:
    assert PdfExporter().export(Report(document, {})).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “quoted” é", "plain – “quoted” é"),
        ("Łódź, Ελλάδα, Київ, مرحبا, שלום", "Łódź, Ελλάδα, Київ, مرحبا, שלום"),
        ("🌱 1️⃣ 👩‍🏫 🇺🇸", "🌱 1️⃣ 👩‍🏫 🇺🇸"),
        ("漢", "[U+6F22]"),
        ("한", "[hangul syllable han]"),
        ("a\tb", "a\u2003b"),
    ],
)
def test_what_no_font_draws_is_said(text: str, shown: str) -> None:
    assert drawable(visible(text)) == shown


def test_every_emoji_is_drawn_and_their_font_is_read_for_none_else() -> None:
    every = " ".join(map(chr, range(0x1F300, 0x1FB00)))
    assert "[" not in drawable("".join(map(chr, range(0x1F600, 0x1F650))))
    assert PdfExporter().export(Report(Document("🌱", (Paragraph(said(every)),)), {})).startswith(b"%PDF-")
    assert has_emoji("a 🌱")
    assert has_emoji("⏰")
    assert not has_emoji("● ☐ ✓ → 漢")
    assert drawable(f"{OURS}\u0105") == f"{OURS}\u0105"  # beside a letter that has the fonts looked into


def test_tones_have_signs_and_not_colour_alone() -> None:
    found = words(render(*(Paragraph("x", tone=tone) for tone in Tone)))
    assert all(f"{sign}x" in found for sign in "●○✓◆–※")


def test_several_threads_may_ask_at_once() -> None:
    report = Report(Document("Title", (Paragraph("words " * 2000),)), {})
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: PdfExporter().export(report), range(8)))
    assert len(set(made)) == 1
