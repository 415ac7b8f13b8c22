from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hansei_reports.html
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
from hansei.document.blocks import Block, Spans
from hansei.document.drawing import OwnDrawing
from hansei.document.exporter import Report
from hansei.document.standing_figure import StandingRow, standing_figures
from hansei_reports._page_drawing import drawn
from hansei_reports._text import visible
from hansei_reports.html import HtmlExporter
from tests.plugins.reports import sample
from tests.plugins.reports.strategies import DOCUMENTS, TEXTS, figures

VOID = {"meta"}
TAGS = (
    {"html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "div"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "p", "b", "strong", "em", "a", "span", "i", "dl", "dt", "dd"}
    | {"ol", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"}
    | {"svg", "g", "line", "circle", "text"}
)


class Page(HTMLParser):
    """Reads a page back: every element with its path, and every text outside signs and drawings."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.all = ""
        self.strange: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open.pop()
        assert opened == tag

    def handle_comment(self, data: str) -> None:
        self.strange.append(data)

    def handle_pi(self, data: str) -> None:
        self.strange.append(data)

    def unknown_decl(self, data: str) -> None:
        self.strange.append(data)

    def handle_data(self, data: str) -> None:
        if not any(tag in {"style", "svg"} or attrs.get("class") == "sign" for tag, attrs in self.open):
            self.all += data

    def having(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for each, attrs in self.elements if each == tag]


def render(*blocks: Block, language: str = "en") -> str:
    return HtmlExporter().export(Report(Document("T", blocks, language=language), {})).decode()


def page(*blocks: Block, language: str = "en") -> Page:
    return Page(render(*blocks, language=language))


def words(text: Spans) -> str:
    return "".join(visible(span.text) for span in text)


def in_order(document: Document) -> Iterator[str]:
    """Yield every text of a document in the order a reader meets it."""
    yield from (document.title, document.title, document.subtitle)
    for fact in document.facts:
        yield from fact
    sections = [each for each in document.blocks if isinstance(each, Heading) and each.level <= 2]
    if len(sections) > 1:
        yield from ("Contents", *(words(each.text) for each in sections))
    for block in document.blocks:
        yield from of_block(block)


def of_block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (block.label, words(block.text))
        case Heading() | Note():
            yield words(block.text)
        case Bullets():
            yield from map(words, block.items)
        case Table():
            yield block.caption
            for cell in (cell for row in (*block.header, *block.rows) for cell in row):
                inside = [text for each in cell.blocks for text in in_cell(each)]
                last = cell.head and cell.blocks
                yield from (*inside, cell.mark) if last else (cell.mark, *inside)
        case Figure():
            yield from ("" if block.svg.startswith("<svg") else block.alt, block.caption)
        case WriteLines():
            pass


def in_cell(block: Block) -> Iterator[str]:
    first, *rest = (*of_block(block), "")
    yield f"{first}:" if isinstance(block, Paragraph) and first and first[-1] not in ":?." else first
    yield from rest


def squeezed(text: str) -> str:
    # The exporter sets a space of its own after a sign and a label.
    return visible(text).replace(" ", "")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(DOCUMENTS)
def test_every_text_comes_back_and_nothing_else(document: Document) -> None:
    read = Page(HtmlExporter().export(Report(document, {})).decode())
    assert {tag for tag, _ in read.elements} <= TAGS
    assert not read.strange
    assert not read.open
    assert squeezed(read.all).strip("\n") == "".join(map(squeezed, in_order(document))).strip("\n")


@given(DOCUMENTS)
def test_ids_are_unique_and_links_lead_somewhere(document: Document) -> None:
    read = Page(HtmlExporter().export(Report(document, {})).decode())
    ids = [attrs["id"] for _, attrs in read.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for link in read.having("a"):
        href = link["href"]
        assert href
        assert href.startswith(("#", "https://example.org/"))


@given(TEXTS)
def test_a_text_alone_is_kept_to_the_character(text: str) -> None:
    assert Page(render(Paragraph(said(text)))).all.strip("\n") == f"TT{visible(text)}".strip("\n")


@given(figures())
def test_a_figure_is_drawn_with_its_words_as_its_name(figure: Figure) -> None:
    read = page(figure)
    assert [svg["aria-label"] for svg in read.having("svg")] == [visible(figure.alt)]
    assert all("xmlns" not in attrs for _, attrs in read.elements)


def test_a_figure_that_is_no_drawing_is_said_in_words() -> None:
    read = page(Figure("<svg><broken", "Three of five.", "Stand"))
    assert not read.having("svg")
    assert read.all.strip() == "TTThree of five.Stand"


def test_a_figure_brings_no_script_and_no_address() -> None:
    hostile = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()">'
        "<script>x()</script><style>* { background: url(http://x) }</style>"
        "<foreignObject><p>x</p></foreignObject>"
        '<image href="http://x"/><use xlink:href="http://x"/><rect fill="url(http://x)" onclick="x()"/>'
        '<rect fill="url(#a)"/></svg>'
    )
    text = render(Figure(hostile, "alt"))
    drawn = text[text.index("<svg") : text.index("</svg>")]
    assert drawn == '<svg role="img" aria-label="alt"><use></use><rect></rect><rect fill="url(#a)"></rect>'


def test_control_characters_are_shown() -> None:
    text = render(Paragraph(said("a\x00b\x1bc\x7fd\ud800e\x85f\ufffeg\r\nh\ti")))
    assert "a␀b␛c␡d\ufffde\ufffdf\ufffdg\nh\ti" in text


def test_a_hundred_kilobytes_are_one_paragraph() -> None:
    text = "<b>&" * 25_000
    assert page(Paragraph(said(text))).all.strip("\n") == "TT" + text


def test_the_page_is_one_file_that_fetches_nothing() -> None:
    text = HtmlExporter().export(sample.report()).decode()
    read = Page(text)
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert not read.having("script") + read.having("link") + read.having("img")
    assert not re.search(r"https?://|url\(|@import", text)
    assert {"charset": "utf-8"} in read.having("meta")
    assert any("default-src 'none'" in (meta.get("content") or "") for meta in read.having("meta"))


def test_the_language_is_said() -> None:
    assert page(language="es-MX").having("html") == [{"lang": "es-MX"}]


def test_contents_lead_to_sections() -> None:
    read = page(Heading("One"), Paragraph("[see](two)"), Heading("Two", anchor="two"), Heading("Deep", 3))
    assert [link["href"] for link in read.having("a")] == ["#part-1", "#two", "#two"]
    assert [section["aria-labelledby"] for section in read.having("section")] == ["part-1", "two"]


def test_headings_skip_no_level() -> None:
    text = render(Heading("S"), Heading("Deep", 4), Heading("Deeper", 5), Heading("T"), Heading("H", 3))
    assert re.findall(r"<h(\d) id=\"part", text) == ["2", "3", "4", "2", "3"]


def test_words_of_need_in_a_drawing_read_on_a_dark_screen() -> None:
    row = StandingRow("Vision", (1, 2), beside=("not agreed",), needs=True)
    css = render(Heading("S"), *standing_figures("Where we stand", ("One", "Two"), [row]))
    (ink,) = re.findall(r'<text[^>]* fill="(#[0-9a-f]{6})"[^>]*>not agreed', css)
    assert contrast(ink, "#ffffff") >= 4.5
    (instead,) = re.findall(rf'scheme: dark\) \{{ figure svg text\[fill="{ink}"\] \{{ fill: var\(--([a-z]+)\)', css)
    dark = list(schemes())[1]
    assert contrast(dark[instead], dark["paper"]) >= 4.5


def test_one_section_needs_no_contents() -> None:
    assert not page(Heading("One")).having("nav")


def test_headers_say_what_they_head() -> None:
    head = (Cell((Paragraph("a"),), span=2), Cell.of("b"))
    row = (Cell.of("r", head=True), Cell.of("x"), Cell.of("y"))
    read = page(Table(rows=(row,), header=(head,)))
    assert [th.get("scope") for th in read.having("th")] == ["colgroup", "col", "row"]
    assert len(read.having("thead")) == 1


def test_a_wide_table_turns_its_page_with_the_headings_before_it() -> None:
    text = render(Heading("S"), Heading("H", 3), Table(rows=((Cell.of("x"),),), wide=True))
    assert '<div class="wide"><h2 id="part-1" dir="auto">S</h2><h3 id="part-2" dir="auto">H</h3><div' in text


def test_a_wide_table_takes_the_question_above_it_along() -> None:
    asked = Paragraph(said("What do we do?"))
    text = render(Heading("S"), asked, Table(rows=((Cell.of("x"),),), wide=True), Paragraph(said("After.")))
    turned = text.split('<div class="wide">')[1]
    assert turned.index(">S<") < turned.index("What do we do?") < turned.index("<table") < turned.index("After.")
    assert ">S<" not in text.split('<div class="wide">')[0].split("<main")[1]


@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.PLAIN])
def test_no_tone_rests_on_colour_alone(tone: Tone) -> None:
    for block in (Paragraph("x", tone=tone), Note("x", tone), Table(((Cell.of("x", tone=tone),),))):
        assert f'<span class="sign" role="img" aria-label="{tone.value}">' in render(block)
    marked = render(Table(((Cell.of("x", tone=tone, mark="Table 1"),),)))
    assert re.search(
        r'<p class="mark"><span class="sign" aria-hidden="true">.</span> <span dir="auto">Table 1<', marked
    )


def test_what_heads_a_row_is_named_before_its_mark() -> None:
    assert page(Table(((Cell.of("Vision", head=True, mark="rated"),),))).all.strip("\n") == "TTVisionrated"


def test_only_addresses_a_reader_may_follow_become_links() -> None:
    links = page(Paragraph("[a](javascript:x) [b](HTTPS://b.org) [c](mailto:c@d.org) [e](nowhere)")).having("a")
    assert [link["href"] for link in links] == ["HTTPS://b.org", "mailto:c@d.org"]


def schemes() -> Iterator[dict[str, str]]:
    css = Path(hansei_reports.html.__file__).with_name("style.css").read_text(encoding="utf-8")
    for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL):
        yield dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", list(schemes()), ids=["light", "dark", "print"])
def test_every_text_can_be_read(scheme: dict[str, str]) -> None:
    grounds = [scheme["paper"], scheme["said-ground"], scheme["good-ground"], scheme["needs-ground"]]
    pairs = [(scheme[ink], ground) for ink in ("ink", "quiet") for ground in grounds]
    pairs += [(scheme[ink], scheme[f"{ink}-ground"]) for ink in ("said", "good", "needs")]
    pairs += [(scheme[ink], scheme["paper"]) for ink in ("said", "good", "needs")]
    # WCAG 2.2, 1.4.3: text at 4.5 to 1.
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
    # 1.4.11: the figures' mark against the ground at 3 to 1.
    assert contrast("#0072b2", scheme["paper"]) >= 3


def test_exporting_twice_gives_the_same() -> None:
    assert HtmlExporter().export(sample.report()) == HtmlExporter().export(sample.report())


def test_a_name_that_runs_the_other_way_begins_where_its_column_does() -> None:
    text = render(Table(((Cell.of("أحمد"),),)))
    assert '<p dir="auto">أحمد</p>' in text
    assert "table :is(p, li) { text-align: -webkit-match-parent; text-align: match-parent; }" in text


@given(st.text(max_size=40), st.text(max_size=40))
def test_our_own_drawings_stand_as_they_would_if_they_were_read(label: str, title: str) -> None:
    for figure in standing_figures(title, ("One", "Two"), [StandingRow(label, (1, 2))]):
        ours, read = drawn(figure.svg, figure.alt), drawn(str(figure.svg), figure.alt)
        assert ours is not None
        assert read is not None
        assert type(figure.svg) is OwnDrawing
        assert ElementTree.canonicalize(ours) == ElementTree.canonicalize(read)
