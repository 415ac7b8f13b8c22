"""Putting the pages of a report into a template, where its placeholders for pages stood, or at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.numbering import NumberingPart

from hansei.document import Document
from hansei.errors import UsageError
from hansei_reports.layout import summary_of
from hansei_reports.sentences import tr
from hansei_reports.word.body import Body
from hansei_reports.word.drawn import Drawn
from hansei_reports.word.elements import SPACES, Element, add, make, named
from hansei_reports.word.package import put, settle


def put_pages(made: Any, document: Document, drawn: Drawn, marks: Mapping[str, str], *, letterhead: bool) -> None:
    """Put pages into a filled template.

    Args:
        made: The Word document.
        document: What the pages are of.
        drawn: The bitmaps of its figures.
        marks: The word that stands where a placeholder stood, by the placeholder's name.
        letterhead: True to put the whole document at the end.

    Raises:
        UsageError: when a placeholder for pages stands in a header or a footer, or within a paragraph's words.
    """
    body = made.element.body
    if any(mark.encode() in blob for blob in _edges(made) for mark in marks.values()):
        raise UsageError(
            tr(
                "{marks} are pages and cannot stand in a header or a footer; move them to the text",
                marks=", ".join(marks),
            )
        )
    _alone(body, marks)
    last = _last_section(body)
    _number(made)
    writer = Body(document, made.part, last, drawn)
    summary, details = summary_of(document.blocks)
    blocks = {"report": document.blocks, "summary": summary, "details": details}
    for place, name in list(_places(body, marks)):
        at = next(each for each in (place, *place.iterancestors()) if each.getparent() is body)
        section = _section_of(at, last)
        _stand(writer, at, section, within=0 if at is place else _cell(place))
        _replace(place, writer.blocks(blocks[name]), section)
    if letterhead:
        _drop_blank_end(last)
        _stand(writer, last, last)
        put(writer.blocks(document.blocks, head=True), last)


def _alone(body: Element, marks: Mapping[str, str]) -> None:
    """Refuse a placeholder for pages that has words beside it: they would stand after all pages, joined."""
    for paragraph in body.iter(named("p")):
        words = "".join(each.text or "" for each in paragraph.iter(named("t")))
        for name, mark in marks.items():
            if mark in words and words.replace(mark, "", 1).strip():
                shown = words
                for other, each in marks.items():
                    shown = shown.replace(each, f"{{{{ {other} }}}}")
                raise UsageError(
                    tr(
                        "{name} is pages and stands alone in its paragraph; put the words beside it into another one "
                        "(near {words})",
                        name=name,
                        words=repr(shown.strip()[:120]),
                    )
                )


def _stand(writer: Body, at: Element, section: Element, *, within: int = 0) -> None:
    """Tell a writer where in the body it stands."""
    before = list(at.itersiblings(preceding=True))
    writer.section, writer.within, writer.begins = section, within, not before
    writer.first = all(_end_of(each) is None for each in before)


def _places(body: Element, marks: Mapping[str, str]) -> Iterator[tuple[Element, str]]:
    """Yield the paragraph of every mark, without the mark, and the name of its placeholder."""
    for element in list(body.iter()):
        for name, mark in marks.items():
            if element.tag == named("t") and mark in (element.text or ""):
                element.text = element.text.replace(mark, "")
                yield next(element.iterancestors(named("p"))), name
            # {{p report }} takes its paragraph away, and the mark stands between elements.
            if element is body and mark in (element.text or ""):
                element.text = None
                yield _paragraph(body, 0), name
            if mark in (element.tail or ""):
                element.tail = element.tail.replace(mark, "") or None
                parent = element.getparent()
                yield parent if parent.tag == named("p") else _paragraph(parent, parent.index(element) + 1), name


def _paragraph(parent: Element, at: int) -> Element:
    made = make("p")
    parent.insert(at, made)
    return made


def _replace(place: Element, content: Element, section: Element) -> None:
    """Put blocks where a paragraph is, which goes when nothing else is in it."""
    blocks = list(content)
    for each in blocks:
        place.addprevious(each)
    if _is_blank(place) and _end_of(place) is None and (blocks or place.getparent().tag != named("tc")):
        place.getparent().remove(place)
    settle(blocks, section)


def _is_blank(paragraph: Element) -> bool:
    shown = ("t", "drawing", "pict", "object", "br", "tab", "sym", "fldChar", "fldSimple")
    return paragraph.tag == named("p") and not any(
        each.tag != named("t") or each.text for name in shown for each in paragraph.iter(named(name))
    )


def _drop_blank_end(section: Element) -> None:
    """Take away empty paragraphs at the end of letterhead."""
    while (last := section.getprevious()) is not None and _is_blank(last) and _end_of(last) is None:
        last.getparent().remove(last)


def _end_of(element: Element) -> Element | None:
    """Return the section that ends with a paragraph."""
    return element.find(f"{named('pPr')}/{named('sectPr')}")


def _section_of(at: Element, last: Element) -> Element:
    """Return the section that something in the body stands in."""
    for each in (at, *at.itersiblings()):
        if (found := _end_of(each)) is not None:
            return found
    return last


def _last_section(body: Element) -> Element:
    """Return the body's own section; a document without one is on US letter."""
    if body.sectPr is None:
        section = add(body, "sectPr")
        add(section, "pgSz", w="12240", h="15840")
        add(
            section,
            "pgMar",
            top="1440",
            right="1440",
            bottom="1440",
            left="1440",
            header="720",
            footer="720",
            gutter="0",
        )
    return body.sectPr


def _cell(place: Element) -> int:
    """Return how wide the cell is that a paragraph stands in, in twentieths of a point."""
    for cell in place.iterancestors(named("tc")):
        width = cell.find(f"{named('tcPr')}/{named('tcW')}")
        if width is not None and width.get(named("type")) == "dxa" and width.get(named("w"), "").isdigit():
            return max(1000, int(width.get(named("w"))) - 230)
    return 4500


def _edges(made: Any) -> Iterator[bytes]:
    for each in made.part.rels.values():
        if each.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.FOOTNOTES):
            yield each.target_part.blob


def _number(made: Any) -> None:
    """Give a document lists when it has none yet."""
    if not any(each.reltype == RELATIONSHIP_TYPE.NUMBERING for each in made.part.rels.values()):
        blank = f'<w:numbering xmlns:w="{SPACES["w"]}"/>'.encode()
        name = PackURI("/word/numbering.xml")
        part = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, blank, made.part.package)
        made.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
