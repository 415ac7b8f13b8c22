"""Paragraphs of a Word document: runs of one look each, links, signs, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import Factory, define

from hansei.document import Bullets, Paragraph, Span, Tone
from hansei_reports._text import SIGNS, visible
from hansei_reports.layout import joined, way
from hansei_reports.word.elements import Element, add, plain, run
from hansei_reports.word.styles import Lists, Styles

_LINK: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
#: What a word processor takes as an address; a longer one stays text.
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,2000}", re.IGNORECASE)
#: Letters of a label that stands beside its text.
_BESIDE: Final = 32


@define
class Texts:
    """Writes texts into paragraphs.

    Args:
        part: The document's main part, which holds the addresses that links lead to.
        styles: Its styles.
        lists: Its lists.
        anchors: The bookmark of each anchor that a link may lead to.
    """

    part: Any
    styles: Styles
    lists: Lists
    anchors: Mapping[str, str]
    _out: dict[str, str] = Factory(dict)

    def paragraph(self, parent: Element, style: str, *, rtl: bool = False) -> Element:
        """Add an empty paragraph in one of our styles."""
        paragraph = add(parent, "p")
        looks = add(paragraph, "pPr")
        if style != "Normal":
            add(looks, "pStyle", val=self.styles(style))
        if rtl:
            add(looks, "bidi")
        return paragraph

    def said(self, parent: Element, style: str, text: Sequence[Span], *, tone: Tone = Tone.PLAIN) -> Element:
        """Add a paragraph with the sign of its tone and its text."""
        rtl = way(joined(text)) == "rtl"
        paragraph = self.paragraph(parent, style, rtl=rtl)
        self.sign(paragraph, tone)
        self.spans(paragraph, text, rtl=rtl)
        return paragraph

    def words(self, parent: Element, style: str, text: str) -> Element:
        """Add a paragraph of plain words."""
        return self.said(parent, style, (Span(text),) if text else ())

    def sign(self, paragraph: Element, tone: Tone, words: str = "", *, style: str = "") -> None:
        """Add the sign of a tone, and the words of a mark."""
        sign = SIGNS.get(tone, "")
        if sign or words:
            looks = style or ("" if tone is Tone.PLAIN else f"Hansei{tone.value.capitalize()}Mark") or "Strong"
            text = f"{sign} {words}" if sign else words
            run(paragraph, text, style=self.styles(looks), rtl=way(words) == "rtl")

    def spans(self, paragraph: Element, text: Sequence[Span], *, rtl: bool = False, strong: bool = False) -> None:
        """Add runs of one look each."""
        for span in text:
            if not span.text:
                continue
            parent, style = self._linked(paragraph, span.target)
            if span.strong or strong:
                style = self.styles("Strong")
            elif span.emphasis and not style:
                style = self.styles("Emphasis")
            run(parent, span.text, style=style, italic=span.emphasis and strong, rtl=rtl)

    def items(self, parent: Element, bullets: Bullets, style: str = "") -> None:
        """Add a list; ``style``: that of a cell's text."""
        if bullets.numbered:
            number = self.lists.numbers(cell=bool(style))
        elif style or not self.styles.numbered(self.styles("ListBullet")):
            number = self.lists.bullets(cell=bool(style))
        else:
            number = ""
        for item in bullets.items:
            paragraph = self.said(parent, style or ("ListNumber" if bullets.numbered else "ListBullet"), item)
            if number:
                looks = paragraph[0]
                listed = looks.makeelement(looks.tag.replace("pPr", "numPr"))
                add(listed, "ilvl", val="0")
                add(listed, "numId", val=number)
                looks.insert(1, listed)

    def labelled(self, parent: Element, paragraph: Paragraph) -> None:
        """Add a paragraph; a short label stands beside it, a long one, such as a question, above."""
        tone = paragraph.tone
        if not paragraph.label:
            self.said(parent, "HanseiMissing" if tone is Tone.MISSING else "Normal", paragraph.text, tone=tone)
            return
        rtl = way(joined(paragraph.text)) == "rtl"
        if len(paragraph.label) > _BESIDE or "\n" in paragraph.label or rtl != (way(paragraph.label) == "rtl"):
            self.words(parent, "HanseiQuestion", paragraph.label)
            self.said(parent, "HanseiAnswer", paragraph.text, tone=tone)
            return
        element = self.paragraph(parent, "HanseiSaid", rtl=rtl)
        run(element, paragraph.label, style=self.styles("HanseiLabel"), rtl=rtl)
        add(add(element, "r"), "tab")
        self.sign(element, tone)
        self.spans(element, paragraph.text, rtl=rtl)

    def _linked(self, paragraph: Element, target: str) -> tuple[Element, str]:
        """Return where the words of a link go, and their style."""
        if target in self.anchors:
            return add(paragraph, "hyperlink", anchor=self.anchors[target], history="1"), self.styles("Hyperlink")
        address = visible(target)
        if not _ADDRESS.fullmatch(address):
            return paragraph, ""
        if address not in self._out:
            self._out[address] = self.part.relate_to(address, _LINK, is_external=True)
        return plain(paragraph, "w:hyperlink", {"r:id": self._out[address]}), self.styles("Hyperlink")
