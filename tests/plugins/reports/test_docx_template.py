"""A district's own document as the template."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from attrs import evolve
from docx.shared import Mm

from hansei.document import Heading, Paragraph, said
from hansei.document.exporter import Report
from hansei.errors import UsageError
from hansei_reports.docx import DocxExporter
from hansei_reports.word.placeholders import LISTS, PAGES, WORDS
from tests.plugins.reports import sample
from tests.plugins.reports.reading import W, of_docx, word

HOSTILE = "{{ team }} & <w:p/> {% x %} {_{ }_} \x07\x0c"
SHOWN = "{{ team }} & <w:p/> {% x %} {_{ }_} ␇␌"
DOCS = Path(__file__).parents[3] / "docs" / "templates.md"


def report() -> Report:
    document = sample.document()
    blocks = (Heading("Summary", anchor="summary"), Paragraph(said("In short")), *document.blocks[1:])
    record = {
        "session": "s1",
        "team": {"name": HOSTILE},
        "toolkit": {"title": "A toolkit", "version": "1.0"},
        "started": "2025-10-14T19:30:00Z",
        "actions": [{"text": "Walk", "owner": HOSTILE, "due": "2031-04-30"}, {"text": "Ask"}],
        "notes": [{"text": "two\nlines", "parked": True}],
    }
    return Report(evolve(document, blocks=blocks), record)


def template(*texts: str, change: Callable[[Any], object] = lambda _: None) -> bytes:
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    change(made)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def fill(data: bytes) -> Any:
    return word(DocxExporter().fill(report(), data))


def lines(made: Any) -> list[str]:
    return [each.text for each in made.paragraphs]


def test_what_people_wrote_stays_text_in_a_placeholder() -> None:
    made = fill(template("For {{ team }}.", "{%p for a in actions %}", "{{ a.text }}/{{ a.owner }}", "{%p endfor %}"))
    assert lines(made) == [f"For {SHOWN}.", f"Walk/{SHOWN}", "Ask/"]
    assert fill(template("{{ notes[0].text }}, {{ notes[0].parked }}")).paragraphs[0].text == "two\nlines, yes"


def test_pages_stand_where_their_placeholder_stood() -> None:
    for written in ("{{ report }}", "{{p report }}"):
        found = lines(fill(template("Dear board,", written, "Yours")))
        assert found[:3] == ["Dear board,", "Summary", "In short"]
        assert found[-1] == "Yours"
        assert "What we will do" in found
        assert sample.document().title not in found


def test_the_summary_and_the_details_are_the_report() -> None:
    apart = lines(fill(template("{{ summary }}", "between", "{{ details }}")))
    middle = apart.index("between")
    assert apart[:2] == ["Summary", "In short"]
    assert "What we will do" not in apart[:middle]
    assert "What we will do" in apart[middle:]


def test_letterhead_keeps_its_paper_and_its_look_and_the_report_follows() -> None:
    def letter(made: Any) -> None:
        made.sections[0].page_width, made.sections[0].page_height = Mm(210), Mm(297)
        made.sections[0].header.paragraphs[0].text = "{{ team }}, letterhead"
        made.styles["Heading 1"].font.name = "Georgia"

    made = fill(template("Our district", "", change=letter))
    found = lines(made)
    assert found[:2] == ["Our district", sample.document().title]
    assert "" not in found[:2]
    papers = {tuple(sorted((round(each.page_width.mm), round(each.page_height.mm)))) for each in made.sections}
    assert papers == {(210, 297)}
    assert any(each.page_width > each.page_height for each in made.sections)
    assert all(each.header.paragraphs[0].text == f"{SHOWN}, letterhead" for each in made.sections)
    assert made.styles["Heading 1"].font.name == "Georgia"
    assert [each.name for each in made.styles].count("Heading 1") == 1
    used = {each.get(f"{W}val") for name in ("pStyle", "rStyle") for each in made.element.iter(f"{W}{name}")}
    assert used <= {each.style_id for each in made.styles}


def test_in_the_cell_of_a_table_no_page_is_turned() -> None:
    made = fill(template("x", change=lambda made: made.add_table(1, 1).cell(0, 0).add_paragraph("{{ report }}")))
    assert len(made.sections) == 1
    assert "What we will do" in "\n".join(each.text for each in made.tables[0].cell(0, 0).paragraphs)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ distrct }}", "unknown placeholder 'distrct'"),
        (
            "{{ teem }} {{ zzz }}",
            "unknown placeholder 'teem'; did you mean 'team'? unknown placeholder 'zzz'. There are",
        ),
        ("{% for a in action %}{% endfor %}", "did you mean 'actions'"),
        ("{% for a in actions %}{{ a.ownr }}{% endfor %}", "ownr"),
        ("Dear {{ team", "near 'Dear {{ team'"),
        ("{{ title.__class__ }}", "may not have"),
        ("{{ 1/0 }}", "cannot be filled"),
        ("{% for a in actions %}{{ a.txt }}{% endfor %}", "an entry of the list has no 'txt', but text, owner, due"),
        ("{{ 'x' * 1000000000 }}", "only numbers can be multiplied"),
        ("{{ team.boss }}", "words have no 'boss'"),
        ("{% include 'head.docx' %}", "another file (head.docx)"),
        (
            "All: {{ actions }}",
            "actions is a list; go through it, as {%p for a in actions %} {{ a.text }} {%p endfor %}",
        ),
        ("{% for a in actions %}{{ a }}{% endfor %}", "an entry of a list is many words; name one, as {{ a.text }}"),
        ("{%tr for a in actions %}", "{%tr … %} stands in the row of a table, {%p … %} elsewhere (near '{%tr for"),
    ],
)
def test_a_placeholder_that_cannot_be_filled_is_named(text: str, words: str) -> None:
    with pytest.raises(UsageError) as raised:
        fill(template(text))
    assert words in str(raised.value)


def test_pages_in_a_header_are_refused() -> None:
    def header(made: Any) -> None:
        made.sections[0].header.paragraphs[0].text = "{{ report }}"

    with pytest.raises(UsageError, match="cannot stand in a header"):
        fill(template("x", change=header))


@pytest.mark.parametrize("text", ["Here: {{ report }} Yours", "{{ summary }}{{ details }}"])
def test_pages_with_words_beside_them_are_refused_and_the_words_named(text: str) -> None:
    with pytest.raises(UsageError, match="stands alone in its paragraph") as raised:
        fill(template(text))
    assert repr(text) in str(raised.value)


def test_what_is_no_document_is_refused() -> None:
    whole = template("x")
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as package:
        package.writestr("a.txt", "x")
    for data in (b"", b"text", whole[: len(whole) // 2], sheet.getvalue()):
        with pytest.raises(UsageError, match=r"save it (anew )?as \.docx"):
            fill(data)


def test_the_example_can_be_filled() -> None:
    found = of_docx(DocxExporter().fill(report(), DocxExporter().example()))
    assert f"what the {SHOWN} team found with A toolkit, begun 14 October 2025." in found
    assert "{%" not in found.replace(SHOWN, "")


def test_the_page_lists_every_placeholder() -> None:
    page = DOCS.read_text(encoding="utf-8")
    rows = [f"| `{{{{ {name} }}}}` | {what} |" for name, what in {**PAGES, **WORDS}.items()]
    lists = [f"| `{name}` | {what} | {', '.join(f'`{key}`' for key in keys)} |" for name, (what, keys) in LISTS.items()]
    assert [each for each in page.splitlines() if each.startswith("| `")] == rows + lists
