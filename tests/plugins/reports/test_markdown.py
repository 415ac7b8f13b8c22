from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hansei.document import (
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    Tone,
    WriteLines,
    said,
)
from hansei.document.blocks import Block, Spans
from hansei.document.exporter import Report
from hansei_reports._text import SIGNS, visible
from hansei_reports.markdown import MarkdownExporter
from tests.plugins.reports import sample
from tests.plugins.reports.strategies import DOCUMENTS, SPANS, TEXTS

READER = MarkdownIt("commonmark").enable("table")
#: Tags the exporter writes itself, where signs of emphasis would not be sure.
OURS = {"<br>", "<em>", "</em>", "<strong>", "</strong>"}


def render(*blocks: Block) -> str:
    return MarkdownExporter().export(Report(Document("T", blocks), {})).decode()


def read(markdown: str) -> list[tuple[str, str]]:
    """Read Markdown back: what each run of text stands in, and the text without spaces at line ends."""
    found: list[tuple[str, str]] = []
    inside: list[str] = []
    for token in READER.parse(markdown):
        assert token.type not in {"code_block", "fence", "html_block"}
        if token.nesting == 1:
            inside.append(token.tag)
        elif token.nesting == -1:
            inside.pop()
        elif token.type == "inline":
            found.append((next(tag for tag in reversed(inside) if tag != "p" or inside == ["p"]), of(token)))
    return found


def of(token: Token) -> str:
    text = ""
    for child in token.children or ():
        assert child.type in {
            *("text", "text_special", "softbreak", "hardbreak", "html_inline", "link_open", "link_close"),
            *("strong_open", "strong_close", "em_open", "em_close"),
        }
        if child.type == "html_inline":
            assert child.content in OURS
            text += "\n" if child.content == "<br>" else ""
        elif child.type == "hardbreak":
            text += "\n"
        else:
            assert child.type != "softbreak"
            text += child.content
    return text


def lines(text: str) -> str:
    """Return what Markdown can carry of a text: its lines without the spaces at their ends."""
    return "\n".join(line.strip() for line in visible(text).split("\n") if line.strip())


def one_line(text: str) -> str:
    return lines(text).replace("\n", " ")


def words(text: Spans) -> str:
    return "".join(span.text for span in text)


def sign(tone: Tone) -> str:
    return f"{SIGNS[tone]} " if tone in SIGNS else ""


@given(TEXTS)
def test_a_paragraph_stays_the_text_it_is(text: str) -> None:
    expected = [("p", lines(text))] if lines(text) else []
    assert read(render(Paragraph(said(text)))) == [("h1", "T"), *expected]


@given(SPANS)
def test_an_authors_spans_stay_their_text(text: Spans) -> None:
    # Breaks between spans may fall anywhere; the characters in their order may not change.
    expected = squeezed(words(text))
    assert squeezed("".join(found for _, found in read(render(Paragraph(text)))[1:])) == expected
    assert squeezed("".join(found for _, found in read(render(Bullets((text,))))[1:])) == expected


@given(TEXTS, TEXTS)
def test_a_cell_stays_the_text_it_is(text: str, other: str) -> None:
    table = Table(rows=((Cell.of(said(text)), Cell.of(said(other), tone=Tone.CHOSEN)),))
    cells = [found for tag, found in read(render(table)) if tag == "td"]
    bold = f"● {lines(other)}".strip()
    assert cells == [lines(text), bold]


@given(TEXTS, TEXTS, TEXTS)
def test_heads_stay_the_text_they_are(title: str, heading: str, label: str) -> None:
    document = Document(title, (Heading(said(heading)),), facts=((label, "v"),))
    found = read(MarkdownExporter().export(Report(document, {})).decode())
    name = one_line(label)
    name = f"{name}{'' if name.endswith((':', '?', '.')) else ':'} v" if name else "v"
    assert found == [("h1", one_line(title)), ("li", name), ("h2", one_line(heading))]


def squeezed(text: str) -> str:
    return "".join(visible(text).split())


def texts(document: Document) -> Iterator[str]:
    yield from (document.title, document.subtitle)
    for fact in document.facts:
        yield from fact
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
        case Figure():
            yield from ("" if block.alt.startswith(block.caption) else block.caption, block.alt)
        case Table():
            yield block.caption
            for cell in (cell for row in (*block.header, *block.rows) for cell in row):
                inside = [text for each in cell.blocks for text in of_block(each)]
                yield from (*inside, cell.mark) if cell.head else (cell.mark, *inside)
        case WriteLines():
            pass


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(DOCUMENTS)
@example(Document("", (Figure("", "\x1f", ""),)))
def test_every_text_of_a_document_comes_back(document: Document) -> None:
    found = squeezed("".join(text for _, text in read(MarkdownExporter().export(Report(document, {})).decode())))
    # Between the texts stand only signs, bullets, numbers and the colons of labels.
    at = 0
    for text in texts(document):
        for expected in squeezed(text):
            skipped = found.index(expected, at)
            assert re.fullmatch(r"[●○✓◆–※•:\d.]*", found[at:skipped])
            at = skipped + 1


def test_the_sample_reads_as_it_should() -> None:
    markdown = MarkdownExporter().export(sample.report()).decode()
    assert markdown.startswith("# Riverside Area Schools: where we stand\n\nDistrict-Led")
    assert "\n● **Table 1:** Developing\n" in markdown
    assert "| **● Table 4**<br>**District collaborative routines are" in markdown
    assert "| Amina \\[red\\] & \\<b>Łukasz\\</b> |" in markdown
    assert "> ※ Row titles are Hansei's; the source gives none." in markdown
    assert "**Vision, mission, beliefs**<br>**rated Developing**" in markdown
    assert markdown.endswith("_\n")
    assert "<svg" not in markdown


def test_headings_skip_no_level() -> None:
    text = render(Heading("S"), Heading("Deep", 4), Heading("Deeper", 5), Heading("T"))
    assert re.findall(r"^(#+) ", text, re.MULTILINE) == ["#", "##", "###", "####", "##"]


def test_emphasis_is_read_as_emphasis() -> None:
    text = render(Paragraph("**Why** this *one*, in(**side**)words? See [the guide](https://example.org/a)."))
    assert "**Why** this _one_, in(**side**)words? See [the guide](<https://example.org/a>)." in text
    html = READER.render(render(Paragraph((Span("a"), Span("b", strong=True), Span("-c-", emphasis=True)))))
    assert "<p>a<strong>b</strong><em>-c-</em></p>" in html


@pytest.mark.parametrize("numbered", [False, True])
def test_two_lists_in_a_row_stay_two(numbered: bool) -> None:
    html = READER.render(render(*[Bullets(("a", "b"), numbered=numbered)] * 3))
    assert html.count("<ol>" if numbered else "<ul>") == 3


def test_a_table_has_as_many_columns_as_its_widest_row() -> None:
    header = (Cell((Paragraph("a"),), span=2, head=True),)
    table = Table(rows=((Cell.of("x"),), (Cell.of("1"), Cell.of("2"), Cell.of("3"))), header=(header, header))
    assert render(table).endswith("| a | | |\n| --- | --- | --- |\n| **a** | | |\n| x | | |\n| 1 | 2 | 3 |\n")


def test_room_to_write_is_ruled() -> None:
    assert READER.render(render(WriteLines(2))).count("<hr />") == 2


@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.PLAIN])
def test_every_tone_has_its_sign(tone: Tone) -> None:
    for block in (Paragraph("x", tone=tone), Note("x", tone), Table(((Cell.of("x", tone=tone),),))):
        assert f"{SIGNS[tone]} x" in render(block)
