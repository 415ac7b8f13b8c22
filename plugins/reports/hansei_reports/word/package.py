"""A Word document as a package: our empty one, what it is called, and its bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import docx
from docx.shared import RGBColor

from hansei.document.exporter import Report
from hansei_reports._text import visible
from hansei_reports.word.body import Body
from hansei_reports.word.drawn import Drawn
from hansei_reports.word.elements import Element, named, run
from hansei_reports.word.sections import go_on, set_paper

#: The files of our empty document, and where each is in the package.
_PARTS: Final = {
    "[Content_Types].xml": "content_types",
    "_rels/.rels": "package.rels",
    "docProps/core.xml": "core",
    "word/document.xml": "document",
    "word/_rels/document.xml.rels": "document.rels",
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
    "word/header1.xml": "header1",
    "word/footer1.xml": "footer1",
}
#: Styles in a district's colour.
_COLOURED: Final = ("Title", "TOC Heading", *(f"Heading {level}" for level in range(1, 7)), "Hyperlink")


def written(report: Report, drawn: Drawn) -> bytes:
    """Return a report as a Word document, in our own styles and on the paper it asks for."""
    made = empty()
    document = report.document
    section = made.element.body.sectPr
    set_paper(section, report.look.paper)
    writer = Body(document, made.part, section, drawn, logo=report.look.logo)
    content = writer.blocks(document.blocks, head=True)
    put(content, section)
    _running(made, document.title)
    _language(made, document.language)
    if report.look.accent:
        _accent(made, report.look.accent)
    describe(made, report)
    return saved(made)


def put(content: Element, section: Element) -> None:
    """Put written blocks before the last section of a body.

    Where they end on pages turned sideways the last section turns, so that no empty page follows.
    """
    blocks = list(content)
    for each in blocks:
        section.addprevious(each)
    settle(blocks, section)


def settle(blocks: list[Element], section: Element) -> None:
    """Let a section go on after blocks that stand before it now."""
    path = f"{named('pPr')}/{named('sectPr')}"
    ends = [end for each in blocks if each.tag == named("p") and (end := each.find(path)) is not None]
    if not ends:
        return
    if blocks[-1].getnext() is section and ends[-1].getparent().getparent() is blocks[-1]:
        ends[-1].getparent().remove(ends[-1])
        section[:] = list(ends[-1])
    else:
        go_on(section)


def empty() -> Any:
    """Return an empty document with our styles."""
    return docx.Document(io.BytesIO(_empty()))


@cache
def _empty() -> bytes:
    held = io.BytesIO()
    folder = Path(__file__).with_name("base")
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as package:
        for name, part in _PARTS.items():
            package.writestr(name, folder.joinpath(f"{part}.xml").read_bytes())
    return held.getvalue()


def describe(made: Any, report: Report) -> None:
    """Say in the properties of a document what it is."""
    document = report.document
    properties = made.core_properties
    properties.title = visible(document.title)[:255] or "Report"
    properties.subject = visible(document.subtitle)[:255]
    properties.language = visible(document.language)[:255]
    if report.changed:
        properties.created = properties.modified = datetime.fromtimestamp(report.changed // 1000, UTC)


def _running(made: Any, title: str) -> None:
    """Put the title at the head of every page but the first."""
    line = " ".join(visible(title).split())
    paragraph = made.sections[0].header.paragraphs[0]._p  # noqa: SLF001 - the one element that holds it
    run(paragraph, line if len(line) <= 110 else f"{line[:109]}…")


def _language(made: Any, language: str) -> None:
    told = "en-US" if language == "en" else visible(language)
    for each in made.part.styles.element.iter(named("lang")):
        each.set(named("val"), told)


def _accent(made: Any, colour: str) -> None:
    """Give titles, links and the rules below the heads of tables a colour: ``#rrggbb``."""
    for name in _COLOURED:
        made.styles[name].font.color.rgb = RGBColor.from_string(colour[1:].upper())
    head = f"{named('tblStylePr')}/{named('tcPr')}/{named('tcBorders')}/{named('bottom')}"
    made.styles["Hansei Table"].element.find(head).set(named("color"), colour[1:].upper())


def saved(made: Any) -> bytes:
    """Return a document's bytes."""
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()
