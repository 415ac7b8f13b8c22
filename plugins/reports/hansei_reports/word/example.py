"""The example of a template: most placeholders in use, in our own styles, to be changed in Word."""

from __future__ import annotations

from typing import Final

from hansei_reports.word.elements import Element, add, make, run
from hansei_reports.word.package import empty, saved

#: Style and words of each paragraph; three columns are a row of the table of actions.
_LINES: Final[tuple[tuple[str, ...], ...]] = (
    ("Title", "{{ title }}"),
    ("Subtitle", "{{ subtitle }}"),
    ("Normal", "For the board of education: what the {{ team }} team found with {{ toolkit }}, begun {{ begun }}."),
    ("Normal", "{%p for fact in facts %}"),
    ("HanseiSaid", "{{ fact.label }}\t{{ fact.value }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{{ summary }}"),
    ("Heading1", "What we ask the board to support"),
    ("row", "Action", "Who", "By when"),
    ("row", "{%tr for action in actions %}", "", ""),
    ("row", "{{ action.text }}", "{{ action.owner }}", "{{ action.due }}"),
    ("row", "{%tr endfor %}", "", ""),
    ("Normal", "{%p if notes %}"),
    ("Heading2", "Notes"),
    ("Normal", "{%p for note in notes %}"),
    ("ListBullet", "{{ note.text }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endif %}"),
    ("Heading1", "Everything on the record"),
    ("Normal", "{{ details }}"),
)
_WIDTHS: Final = (5400, 2600, 1936)


def example() -> bytes:
    """Return a template to begin with."""
    made = empty()
    section = made.element.body.sectPr
    header = made.sections[0].header.paragraphs[0]._p  # noqa: SLF001 - the one element that holds it
    run(header, "Your district · {{ team }} · {{ changed }}")
    table: Element | None = None
    for style, *words in _LINES:
        if style != "row":
            section.addprevious(_paragraph(style, words[0]))
            table = None
            continue
        if table is None:
            table = _table()
            section.addprevious(table)
        _row(table, words, head=len(table) == 2)
    made.core_properties.title = "A template for reports"
    made.core_properties.language = "en"
    return saved(made)


def _paragraph(style: str, words: str) -> Element:
    paragraph = make("p")
    looks = add(paragraph, "pPr")
    if style != "Normal":
        add(looks, "pStyle", val=style)
    if words:
        run(paragraph, words)
    return paragraph


def _table() -> Element:
    table = make("tbl")
    looks = add(table, "tblPr")
    add(looks, "tblStyle", val="HanseiTable")
    add(looks, "tblW", w=str(sum(_WIDTHS)), type="dxa")
    add(looks, "tblLayout", type="fixed")
    add(looks, "tblLook", val="0620", firstRow="1", lastRow="0", firstColumn="0", noHBand="1", noVBand="1")
    grid = add(table, "tblGrid")
    for width in _WIDTHS:
        add(grid, "gridCol", w=str(width))
    return table


def _row(table: Element, words: list[str], *, head: bool) -> None:
    row = add(table, "tr")
    looks = add(row, "trPr")
    add(looks, "cantSplit")
    if head:
        add(looks, "tblHeader")
    for each, width in zip(words, _WIDTHS, strict=True):
        cell = add(row, "tc")
        add(add(cell, "tcPr"), "tcW", w=str(width), type="dxa")
        paragraph = _paragraph("HanseiCell", "")
        if each:
            run(paragraph, each, style="Strong" if head else "")
        cell.append(paragraph)
