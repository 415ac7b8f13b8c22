"""HTML: one file that stands alone, to read on a screen, to print, to hand to a board.

The page is built as an element tree and serialized at the end, so no text can become markup. It holds
no script and fetches nothing; a content security policy in its head holds a browser to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree as ET

from attrs import Factory, define

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
)
from hansei.document.blocks import Block
from hansei.document.exporter import Exporter, Report
from hansei_reports._text import SIGNS, visible

_STYLE: Final = files("hansei_reports").joinpath("style.css").read_text(encoding="utf-8")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
#: What a drawing may hold. Scripts, foreign objects and style sheets are left out of the page.
_DRAWN: Final = frozenset(
    {"svg", "g", "title", "desc", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line"}
    | {"polyline", "polygon", "text", "tspan", "marker", "linearGradient", "radialGradient", "stop"}
    | {"clipPath", "mask", "pattern"}
)


class HtmlExporter(Exporter):
    """Writes the document as one self-contained page: light, dark, narrow and on paper."""

    name = "html"
    suffix = ".html"
    media_type = "text/html"
    title = "one page for a browser, to read and to print"
    pages = True

    def export(self, report: Report) -> bytes:
        """Return the page in UTF-8."""
        page = _page(report.document)
        return ("<!doctype html>\n" + ET.tostring(page, encoding="unicode", method="html") + "\n").encode()


def _page(document: Document) -> ET.Element:
    html = ET.Element("html", {"lang": visible(document.language)})
    head = _add(html, "head")
    _add(head, "meta", {"charset": "utf-8"})
    _add(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    _add(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    _add(head, "meta", {"name": "color-scheme", "content": "light dark"})
    _add(head, "title", {}, document.title)
    # Our own text: the serializer writes a style sheet as it is.
    ET.SubElement(head, "style").text = _STYLE
    body = _add(html, "body")
    _masthead(_add(body, "header"), document)
    names, links = _names(document.blocks)
    _contents(body, document.blocks, names)
    writer = _Writer(names, links, _add(body, "main"))
    for block in document.blocks:
        writer.write(block)
    return html


def _masthead(header: ET.Element, document: Document) -> None:
    _add(header, "h1", {"dir": "auto"}, document.title)
    if document.subtitle:
        _add(header, "p", {"class": "subtitle", "dir": "auto"}, document.subtitle)
    if document.facts:
        listed = _add(header, "dl")
        for label, value in document.facts:
            pair = _add(listed, "div")
            _add(pair, "dt", {"dir": "auto"}, label)
            _add(pair, "dd", {"dir": "auto"}, value)


def _contents(body: ET.Element, blocks: Sequence[Block], names: Sequence[str]) -> None:
    headings = [block for block in blocks if isinstance(block, Heading)]
    sections = [(each, name) for each, name in zip(headings, names, strict=True) if each.level <= 2]
    if len(sections) < 2:
        return
    nav = _add(body, "nav", {"aria-labelledby": "contents"})
    _add(nav, "h2", {"id": "contents"}, "Contents")
    listed = _add(nav, "ol")
    for heading, name in sections:
        words = "".join(span.text for span in heading.text)
        _add(_add(listed, "li"), "a", {"href": f"#{quote(name)}", "dir": "auto"}, words)


def _names(blocks: Sequence[Block]) -> tuple[list[str], dict[str, str]]:
    """Give each heading an id of its own; also say which id each anchor became."""
    names: list[str] = []
    links: dict[str, str] = {}
    taken = {"contents"}
    for number, heading in enumerate((block for block in blocks if isinstance(block, Heading)), 1):
        wanted = "-".join(visible(heading.anchor).split()) or f"part-{number}"
        name, again = wanted, 2
        while name in taken:
            name, again = f"{wanted}-{again}", again + 1
        taken.add(name)
        names.append(name)
        if heading.anchor:
            links.setdefault(heading.anchor, name)
    return names, links


@define
class _Writer:
    """Writes one block after another into the page."""

    names: list[str]
    links: dict[str, str]
    #: The page's main part; sections are appended to it.
    main: ET.Element
    #: Where the next block goes.
    here: ET.Element = Factory(lambda self: self.main, takes_self=True)
    _headings: int = 0

    def write(self, block: Block) -> None:
        """Append a block where the page has come to."""
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(self.here, block)
            case Bullets():
                self._bullets(self.here, block)
            case Table():
                self._table(block)
            case Figure():
                _figure(self.here, block)
            case Note():
                note = _add(self.here, "p", {"class": f"note {block.tone.value}", "dir": "auto"})
                _sign(note, block.tone)
                self._inline(note, block.text)
            case WriteLines():
                room = _add(self.here, "div", {"class": "write", "role": "img", "aria-label": "Room to write"})
                for _ in range(block.count):
                    _add(room, "i")

    def _heading(self, heading: Heading) -> None:
        level = min(max(heading.level, 2), 6)
        name = self.names[self._headings]
        self._headings += 1
        if level == 2:
            self.here = _add(self.main, "section", {"aria-labelledby": name})
        self._inline(_add(self.here, f"h{level}", {"id": name, "dir": "auto"}), heading.text)

    def _paragraph(self, parent: ET.Element, paragraph: Paragraph, sign: Tone = Tone.PLAIN) -> None:
        tone = paragraph.tone
        names = ["labelled"] if paragraph.label else []
        names += [tone.value] if tone is not Tone.PLAIN else []
        element = _add(parent, "p", {"class": " ".join(names)} if names else {})
        text = element
        if paragraph.label:
            _add(element, "b", {"class": "label", "dir": "auto"}, paragraph.label)
            _append(element, " ")
            text = _add(element, "span", {"class": "text"})
        text.set("dir", "auto")
        for each in dict.fromkeys((sign, tone)):
            _sign(text, each)
        self._inline(text, paragraph.text)

    def _bullets(self, parent: ET.Element, bullets: Bullets) -> None:
        listed = _add(parent, "ol" if bullets.numbered else "ul")
        for item in bullets.items:
            self._inline(_add(listed, "li", {"dir": "auto"}), item)

    def _table(self, table: Table) -> None:
        parent = self.here
        if table.wide:
            # On paper the table turns its page; the headings that lead to it turn with it.
            sheet = ET.Element("div", {"class": "wide"})
            while len(parent) and parent[-1].tag in _HEADINGS:
                sheet.insert(0, parent[-1])
                parent.remove(parent[-1])
            parent.append(sheet)
            parent = sheet
        attributes = {"class": "scroll", "tabindex": "0"}
        attributes |= {"role": "region", "aria-label": visible(table.caption)} if table.caption else {}
        columns = max((sum(cell.span for cell in row) for row in (*table.header, *table.rows)), default=1)
        style = {"class": "even"} if table.wide else {}
        style |= {"style": f"--columns: {columns}"}
        drawn = _add(_add(parent, "div", attributes), "table", style)
        if table.caption:
            _add(drawn, "caption", {"dir": "auto"}, table.caption)
        if table.header:
            head = _add(drawn, "thead")
            for row in table.header:
                self._row(_add(head, "tr"), row, "col")
        body = _add(drawn, "tbody")
        for row in table.rows:
            self._row(_add(body, "tr"), row, "row")

    def _row(self, line: ET.Element, row: Sequence[Cell], scope: str) -> None:
        for cell in row:
            heads = cell.head or scope == "col"
            names = [cell.tone.value] if cell.tone is not Tone.PLAIN else []
            names += ["short"] if _is_short(cell) else []
            attributes = {"class": " ".join(names)} if names else {}
            attributes |= {"colspan": str(cell.span)} if cell.span > 1 else {}
            attributes |= {"scope": f"{scope}group" if scope == "col" and cell.span > 1 else scope} if heads else {}
            self._cell(_add(line, "th" if heads else "td", attributes), cell)

    def _cell(self, element: ET.Element, cell: Cell) -> None:
        sign = cell.tone
        starts = bool(cell.blocks) and isinstance(cell.blocks[0], Paragraph)
        if cell.mark or (sign is not Tone.PLAIN and not starts):
            chip = _add(element, "p", {"class": "mark"})
            _sign(chip, sign, said=cell.mark)
            _add(chip, "span", {"dir": "auto"}, cell.mark)
            sign = Tone.PLAIN
        for block in cell.blocks:
            if isinstance(block, Bullets):
                self._bullets(element, block)
            else:
                self._paragraph(element, block, sign)
                sign = Tone.PLAIN
        if cell.mark and cell.head and cell.blocks:
            # What heads a row is named first, then marked.
            element.append(element[0])
            element.remove(element[0])

    def _inline(self, parent: ET.Element, text: Sequence[Span]) -> None:
        for span in text:
            inner, address = parent, self._address(span.target)
            if address:
                inner = _add(inner, "a", {"href": address, "rel": "noreferrer"})
            if span.strong:
                inner = _add(inner, "strong")
            if span.emphasis:
                inner = _add(inner, "em")
            _append(inner, visible(span.text))

    def _address(self, target: str) -> str:
        """Return where a span leads: into this page, or out to an address a reader may follow."""
        if target in self.links:
            return f"#{quote(self.links[target])}"
        outside = target.lower().startswith(("https://", "http://", "mailto:"))
        return visible(target) if outside else ""


def _is_short(cell: Cell) -> bool:
    """Tell whether a cell is one short word, as a date, that should not be broken."""
    words = "".join(span.text for block in cell.blocks if isinstance(block, Paragraph) for span in block.text)
    return len(cell.blocks) == 1 and 0 < len(words) <= 12 and not re.search(r"\s", words)


def _figure(parent: ET.Element, figure: Figure) -> None:
    element = _add(parent, "figure")
    drawing = _drawing(figure.svg)
    if drawing is None:
        _add(element, "p", {"dir": "auto"}, figure.alt)
    else:
        drawing.attrib |= {"role": "img", "aria-label": visible(figure.alt)}
        # The name is said once; a title would also hang over the drawing as a tooltip.
        for title in drawing.findall("title"):
            drawing.remove(title)
        frame = _add(element, "div", {"class": "scroll", "tabindex": "0"})
        frame.append(drawing)
    if figure.caption:
        _add(element, "figcaption", {"dir": "auto"}, figure.caption)


def _drawing(svg: str) -> ET.Element | None:
    """Read a drawing into plain elements; None when it is none, so that its words stand in for it."""
    try:
        root = ET.fromstring(visible(svg))  # noqa: S314 - a kind's own drawing; expat bounds its entities
    except ET.ParseError:
        return None
    _strip(root)
    return root if root.tag == "svg" else None


def _strip(element: ET.Element) -> None:
    element.tag = element.tag.rpartition("}")[2]
    kept = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    element.attrib.clear()
    element.attrib.update((name, value) for name, value in kept.items() if _harmless(name, value))
    for child in list(element):
        if child.tag.rpartition("}")[2] in _DRAWN:
            _strip(child)
        else:
            element.remove(child)


def _harmless(name: str, value: str) -> bool:
    if name == "href":
        return value.startswith("#")
    return not name.lower().startswith("on") and not re.search(r"url\(\s*['\"]?(?!#)", value, re.IGNORECASE)


def _sign(parent: ET.Element, tone: Tone, said: str = "") -> None:
    """Add a tone's shape; it is read aloud as its word unless a mark beside it says more."""
    if tone in SIGNS:
        spoken = {"aria-hidden": "true"} if said else {"role": "img", "aria-label": tone.value}
        _add(parent, "span", {"class": "sign"} | spoken, SIGNS[tone])
        _append(parent, " ")


def _add(parent: ET.Element, tag: str, attributes: dict[str, str] | None = None, text: str = "") -> ET.Element:
    element = ET.SubElement(parent, tag, attributes or {})
    if text:
        element.text = visible(text)
    return element


def _append(parent: ET.Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
