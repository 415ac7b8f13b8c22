"""The body of a Word document: one block after another, the summary first, wide tables on pages turned sideways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import Factory, define, field

from hansei.document import Bullets, Document, Figure, Heading, Note, Paragraph, Span, Table, Tone, WriteLines
from hansei.document.blocks import Block
from hansei_reports._text import visible
from hansei_reports.layout import Part, joined, leads, parts
from hansei_reports.sentences import tr
from hansei_reports.word.drawn import Drawn
from hansei_reports.word.elements import Element, add, field_of, make, run
from hansei_reports.word.fitting import head_of, share_of_pictures
from hansei_reports.word.pictures import Pictures
from hansei_reports.word.sections import another, is_turned, text_height, text_width
from hansei_reports.word.styles import Lists, Styles
from hansei_reports.word.tables import Tables
from hansei_reports.word.texts import Texts

if TYPE_CHECKING:
    from hansei.document.logo import Logo

#: Our bookmarks have numbers above this one, so that they are not those of a template.
_BOOKMARKS: Final = 7000
#: Lines to write on that stay on one page.
_TOGETHER: Final = 12
_W: Final = make("p").tag[:-1]


@define
class Body:
    """Writes a document's blocks as elements of a Word document.

    Args:
        document: The document.
        part: The main part of the Word document; its styles, lists, pictures and links are added to.
        section: The section that the blocks stand in.
        drawn: The bitmaps of its figures.
        first: Whether no section ended before them.
        begins: Whether nothing stands before them on their page.
        within: How wide the cell of a table is that they stand in, where no page can be turned; 0: they are in none.
    """

    document: Document
    part: Any
    section: Element
    drawn: Drawn
    first: bool = True
    begins: bool = True
    within: int = 0
    #: What stands above the title.
    logo: Logo | None = None
    pictures: Pictures = Factory(lambda self: Pictures(self.part, self.drawn), takes_self=True)
    texts: Texts = field(init=False)
    #: The bookmark of each heading.
    _names: dict[int, str] = Factory(dict)
    #: Those that are written.
    _marked: set[str] = Factory(set)
    _level: int = 1
    _width: int = 0
    #: Whether what is written is to stand on one page.
    _close: bool = False
    #: How large pictures are drawn.
    _share: float = 1.0

    def __attrs_post_init__(self) -> None:
        headings = [each for each in self.document.blocks if isinstance(each, Heading)]
        self._names = {id(each): _bookmark(at, each) for at, each in enumerate(headings, 1)}
        anchors: dict[str, str] = {}
        for each in headings:
            if each.anchor:
                anchors.setdefault(each.anchor, self._names[id(each)])
        numbering = Lists(self.part.numbering_part.element)
        self.texts = Texts(self.part, Styles(self.part.styles.element), numbering, anchors)

    def blocks(self, blocks: Sequence[Block], *, head: bool = False) -> Element:
        """Return blocks as children of an element of no meaning; ``head``: the title and the facts before them."""
        here = make("body")
        last: Part | None = None
        for part in parts(blocks):
            self._part(here, part, last, head=head)
            last = part
        if last is not None and last.landscape and self._turning:
            self._end(here, turned=True)
        return here

    @property
    def _turning(self) -> bool:
        """Whether wide tables turn the page."""
        return not self.within and not is_turned(self.section)

    def _part(self, here: Element, part: Part, last: Part | None, *, head: bool) -> None:
        turned = self._turning and part.landscape
        was = self._turning and last is not None and last.landscape
        if (last is not None or not self.begins) and turned != was:
            self._end(here, turned=was)
        self._width = self.within or text_width(self.section, turned=turned)
        if head and last is None:
            self._masthead(here)
        if part.contents:
            self._contents(here, part.contents)
            return
        at = len(here)
        self._close = part.alone
        self._share = self._fitting(part, head=head and last is None) if part.alone else 1.0
        for number, block in enumerate(part.blocks, 1):
            self._block(here, block)
            following = part.blocks[number] if number < len(part.blocks) else None
            if leads(block, following, part.blocks[number - 2] if number > 1 else None):
                _set(here[-1], "keepNext", after=("pStyle",))
        if last is not None and last.alone and not turned and len(here) > at:
            _on_new_page(self.texts, here, at)

    def _fitting(self, part: Part, *, head: bool) -> float:
        """Return how large pictures are drawn where all of a part is to stand on one page."""
        of, width = self.document, self._width / 20
        above = head_of(of.title, of.subtitle, len(of.facts), width, logo=self.logo is not None) if head else 0.0
        return share_of_pictures(part.blocks, width, text_height(self.section), above)

    def _end(self, here: Element, *, turned: bool) -> None:
        """End the section that the blocks before stand in."""
        section = another(self.section, turned=turned, first=self.first)
        self.first = False
        paragraph = here[-1] if len(here) and here[-1].tag == f"{_W}p" else None
        if paragraph is None or paragraph.find(f"{_W}pPr/{_W}sectPr") is not None:
            paragraph = self.texts.paragraph(here, "HanseiBreak")
        _low(self.texts, paragraph)
        paragraph[0].append(section)

    def _block(self, here: Element, block: Block) -> None:
        match block:
            case Heading():
                self._heading(here, block)
            case Paragraph():
                self.texts.labelled(here, block)
            case Bullets():
                self.texts.items(here, block)
            case Table():
                Tables(self.texts).table(here, block, self._width, close=self._close)
            case Figure():
                self._figure(here, block)
            case Note():
                self.texts.said(
                    here, "HanseiNoteOurs" if block.tone is Tone.OURS else "HanseiNote", block.text, tone=block.tone
                )
            case WriteLines():
                for left in range(block.count, 0, -1):
                    line = self.texts.paragraph(here, "HanseiWriteLine")
                    if left > 1 and block.count <= _TOGETHER:
                        _set(line, "keepNext", after=("pStyle",))
                self.texts.paragraph(here, "HanseiAfter")

    def _heading(self, here: Element, heading: Heading) -> None:
        self._level = max(2, min(heading.level, self._level + 1))
        said = heading.text if joined(heading.text).strip() else (Span("–"),)
        paragraph = self.texts.said(here, f"Heading{min(self._level - 1, 6)}", said)
        if self._close and self._level > 2:
            paragraph[0].append(make("spacing", before="140", after="60"))
        name = self._names[id(heading)]
        if name not in self._marked:
            self._marked.add(name)
            number = str(_BOOKMARKS + len(self._marked))
            paragraph.insert(1, make("bookmarkStart", id=number, name=name))
            add(paragraph, "bookmarkEnd", id=number)

    def _figure(self, here: Element, figure: Figure) -> None:
        drawn = self.pictures.picture(figure, int(self._width * self._share))
        if drawn is None:
            if figure.alt:
                self.texts.words(here, "HanseiNote", figure.alt)
        else:
            paragraph = self.texts.paragraph(here, "HanseiPicture")
            if figure.caption:
                _set(paragraph, "keepNext", after=("pStyle",))
            paragraph.append(drawn)
        if figure.caption:
            self.texts.words(here, "Caption", figure.caption)

    def _masthead(self, here: Element) -> None:
        if self.logo is not None:
            self.texts.paragraph(here, "HanseiPicture").append(self.pictures.logo(self.logo))
        self.texts.words(here, "Title", self.document.title or tr("Report"))
        if self.document.subtitle:
            self.texts.words(here, "Subtitle", self.document.subtitle)
        if self.document.facts:
            self._facts(here, self.document.facts)

    def _facts(self, here: Element, facts: Sequence[tuple[str, str]]) -> None:
        """Add facts side by side; one without a value is a line to write on."""
        side = min(len(facts), 4 if len(facts) == 4 else 3)
        width = self._width
        table = add(here, "tbl")
        looks = add(table, "tblPr")
        add(looks, "tblStyle", val=self.texts.styles("HanseiFacts"))
        add(looks, "tblW", w=str(width), type="dxa")
        add(looks, "tblLayout", type="fixed")
        grid = add(table, "tblGrid")
        for _ in range(side):
            add(grid, "gridCol", w=str(width // side))
        for at in range(0, len(facts), side):
            line = add(table, "tr")
            add(add(line, "trPr"), "cantSplit")
            for label, value in (*facts[at : at + side], *[("", "")] * (side - len(facts[at : at + side]))):
                box = add(line, "tc")
                add(add(box, "tcPr"), "tcW", w=str(width // side), type="dxa")
                if not label and not value:
                    self.texts.paragraph(box, "HanseiFact")
                    continue
                self.texts.words(box, "HanseiFactLabel", label)
                self.texts.words(box, "HanseiFact" if value.strip() else "HanseiFactLine", value.strip())
        self.texts.paragraph(here, "HanseiAfter")

    def _contents(self, here: Element, depth: int) -> None:
        """Add the table of contents: links at once, and the numbers of pages when the reader has them worked out."""
        if len(here):
            _low(self.texts, here[-1])
        block = add(here, "sdt")
        kind = add(add(block, "sdtPr"), "docPartObj")
        add(kind, "docPartGallery", val="Table of Contents")
        add(kind, "docPartUnique")
        held = add(block, "sdtContent")
        title = self.texts.words(held, "TOCHeading", tr("Contents"))
        _set(title, "pageBreakBefore", after=("pStyle", "keepNext", "keepLines"))
        listed = [each for each in self.document.blocks if isinstance(each, Heading) and each.level <= depth]
        for at, heading in enumerate(listed):
            name = self._names[id(heading)]
            entry = self.texts.paragraph(held, f"TOC{max(1, min(heading.level - 1, 3))}")
            if at == 0:
                for code in _begun(f'TOC \\o "1-{depth - 1}" \\h \\z'):
                    entry.append(code)
            link = add(entry, "hyperlink", anchor=name, history="1")
            run(link, joined(heading.text) or "–")
            add(add(link, "r"), "tab")
            field_of(link, f"PAGEREF {name} \\h")
            if at == len(listed) - 1:
                add(add(entry, "r"), "fldChar", fldCharType="end")


def _begun(code: str) -> Iterator[Element]:
    """Yield the beginning of a field that goes on over paragraphs."""
    whole = make("p")
    field_of(whole, code)
    yield from list(whole)[:-1]


def _low(texts: Texts, paragraph: Element) -> None:
    """Make what stands after a table as low as can be, so that before a new page it begins no page of its own."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and style.get(f"{_W}val") == texts.styles("HanseiAfter"):
        style.set(f"{_W}val", texts.styles("HanseiBreak"))


def _on_new_page(texts: Texts, here: Element, at: int) -> None:
    """Begin a page with the element at a place."""
    if at:
        _low(texts, here[at - 1])
    if here[at].tag != f"{_W}p":
        texts.paragraph(here, "HanseiBreak")
        here.insert(at, here[-1])
    _set(here[at], "pageBreakBefore", after=("pStyle", "keepNext", "keepLines"))


def _set(paragraph: Element, what: str, *, after: Sequence[str]) -> None:
    """Give a paragraph a property, in its place among the others."""
    looks = paragraph[0]
    looks.insert(sum(each.tag[len(_W) :] in after for each in looks), make(what))


def _bookmark(number: int, heading: Heading) -> str:
    """Return the name of a heading's bookmark: letters, digits and underscores, at most forty, each only once."""
    words = re.sub(r"\W+", "_", visible(heading.anchor), flags=re.ASCII).strip("_")
    return f"part_{number}_{words}"[:40].rstrip("_")
