"""HTML: one file that stands alone, to read on a screen, to print, to hand to a board.

Texts become markup in one place (:mod:`hansei_reports._markup`). The page holds no script and fetches nothing; a
content security policy in its head holds a browser to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from attrs import Factory, define

from hansei.document import Bullets, Cell, Document, Figure, Heading, Note, Paragraph, Span, Table, Tone, WriteLines
from hansei.document.blocks import Block
from hansei.document.exporter import Report
from hansei.document.look import Look
from hansei_reports._markup import NONE, Html, all_of, around, attribute, joined, labelled, tag, text
from hansei_reports._page_drawing import drawn
from hansei_reports._text import SIGNS, introducing, visible
from hansei_reports.logos import as_address
from hansei_reports.sentences import N_, tr

_STYLE: Final = Html(Path(__file__).with_name("style.css").read_text(encoding="utf-8"))
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
#: The ground of the page where it is dark.
_DARK: Final = "#13171b"
#: Signs that an address leaves as they are, beside letters and digits.
_IN_NAMES: Final = {ord(each): None for each in "-._~/"}
_AUTO: Final = Html(' dir="auto"')
#: What is read aloud in place of a sign.
_READ: Final = {
    Tone.CHOSEN: N_("chosen"),
    Tone.REFUSED: N_("refused"),
    Tone.GOOD: N_("good"),
    Tone.NEEDS: N_("needs"),
    Tone.MISSING: N_("missing"),
    Tone.OURS: N_("ours"),
}
#: Headings and paragraphs that go along with a table that turns its page.
_LEADING: Final = 4
_SCROLLS: Final = Html(' class="scroll" tabindex="0"')


def page(report: Report) -> bytes:
    """Return a report as a page in UTF-8."""
    # Part by part: most are of letters that need no more than copying.
    return b"".join([each.encode() for each in _page(report.document, report.look)])


def _page(document: Document, look: Look) -> Iterator[Html]:
    names, links = _names(document.blocks)
    writer = _Writer(names, links)
    for block in document.blocks:
        writer.write(block)
    policy = f"{_POLICY}; img-src data:" if look.logo is not None else _POLICY
    yield joined(Html("<!doctype html>\n<html"), attribute("lang", document.language), Html("><head>"))
    yield joined(
        Html('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"'),
        attribute("content", policy),
        Html('><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="color-scheme" content="light dark">'),
        tag("title", text(document.title)),
    )
    yield tag("style", joined(_STYLE, _looks(look)))
    yield joined(Html("</head><body>"), tag("header", _masthead(document, look)), _contents(document.blocks, names))
    yield Html("<main>")
    yield from writer.done()
    yield Html("</main></body></html>\n")


def _looks(look: Look) -> Html:
    """Return what a look changes of the style sheet. Everything in it is checked before."""
    size = {"a4": "A4"}.get(look.paper, "letter")
    rules = f"@page {{ size: {size}; }}\n@page wide {{ size: {size} landscape; }}\n"
    if look.accent:
        rules += f":root {{ --brand: {look.accent}; --link: {look.accent}; }}\n"
        from hansei.document.colour import readable

        pale = readable(look.accent, _DARK)
        rules += f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --brand: {pale}; --link: {pale}; }} }}\n"
    return Html(rules)


def _masthead(document: Document, look: Look) -> Html:
    parts = []
    if look.logo is not None:
        picture = joined(attribute("src", as_address(look.logo)), attribute("alt", look.logo.alt))
        parts.append(Html(f'<img class="logo"{picture}>'))
    parts.append(tag("h1", text(document.title), _AUTO))
    if document.subtitle:
        parts.append(tag("p", text(document.subtitle), Html(' class="subtitle" dir="auto"')))
    if document.facts:
        pairs = (
            tag("div", joined(tag("dt", text(label), _AUTO), tag("dd", text(value), _AUTO)))
            for label, value in document.facts
        )
        parts.append(tag("dl", all_of(pairs)))
    return all_of(parts)


def _contents(blocks: Sequence[Block], names: Sequence[str]) -> Html:
    headings = [block for block in blocks if isinstance(block, Heading)]
    sections = [(each, name) for each, name in zip(headings, names, strict=True) if each.level <= 2]
    if len(sections) < 2:
        return NONE
    items = (
        tag("li", tag("a", all_of(text(span.text) for span in heading.text), _leads(_to(name), _AUTO)))
        for heading, name in sections
    )
    inner = joined(tag("h2", text(tr("Contents")), attribute("id", "contents")), tag("ol", all_of(items)))
    return tag("nav", inner, Html(' aria-labelledby="contents"'))


def _to(name: str) -> str:
    """Return the address of a place on the page."""
    if name.isascii() and name.translate(_IN_NAMES).isalnum():
        return f"#{name}"  # as nearly all are
    from urllib.parse import quote

    return f"#{quote(name)}"


def _leads(address: str, more: Html) -> Html:
    return joined(attribute("href", address), more)


def _names(blocks: Sequence[Block]) -> tuple[list[str], dict[str, str]]:
    """Give each heading an id of its own; also say which id each anchor became."""
    names: list[str] = []
    links: dict[str, str] = {}
    taken = {"contents"}
    for number, heading in enumerate((block for block in blocks if isinstance(block, Heading)), 1):
        wanted = _name(heading.anchor) or f"part-{number}"
        name, again = wanted, 2
        while name in taken:
            name, again = f"{wanted}-{again}", again + 1
        taken.add(name)
        names.append(name)
        if heading.anchor:
            links.setdefault(heading.anchor, name)
    return names, links


@lru_cache(maxsize=1024)
def _name(anchor: str) -> str:
    return "-".join(visible(anchor).split())


@define
class _Writer:
    """Writes one block after another."""

    names: list[str]
    links: dict[str, str]
    #: What is written, one entry a block.
    parts: list[Html] = Factory(list)
    #: Headings with no more than questions below them yet; a table that turns its page takes them along.
    _leading: list[Html] = Factory(list)
    _headings: int = 0
    _level: int = 1
    _sections: int = 0
    #: Of the table that is being written.
    _columns: int = 1

    def done(self) -> list[Html]:
        """Return everything that was written."""
        self._let_go()
        return [*self.parts, Html("</section>")] if self._sections else self.parts

    def write(self, block: Block) -> None:
        """Write a block where the page has come to."""
        if isinstance(block, Heading):
            self._heading(block)
            return
        if isinstance(block, Table) and block.wide:
            # On paper the table turns its page; the headings that lead to it turn with it.
            inner = joined(*self._leading, self._table(block))
            self._leading.clear()
            self.parts.append(tag("div", inner, Html(' class="wide"')))
            return
        if self._leading:
            if isinstance(block, Paragraph) and len(self._leading) < _LEADING:
                self._leading.append(self._paragraph(block))
                return
            self._let_go()
        self.parts.append(self._paragraph(block) if isinstance(block, Paragraph) else self._block(block))

    def _let_go(self) -> None:
        self.parts += self._leading
        self._leading.clear()

    def _block(self, block: Block) -> Html:
        match block:
            case Bullets():
                return self._bullets(block)
            case Table():
                return self._table(block)
            case Figure():
                return _figure(block)
            case Note():
                inner = joined(_sign(block.tone), self._inline(block.text))
                return tag("p", inner, Html(f' class="note {block.tone.value}" dir="auto"'))
            case WriteLines():
                lines = Html("<i></i>" * block.count)
                room = attribute("aria-label", tr("Room to write"))
                return tag("div", lines, joined(Html(' class="write" role="img"'), room))
            case _:
                return NONE

    def _heading(self, heading: Heading) -> None:
        level = self._level = min(max(heading.level, 2), self._level + 1, 6)  # none is skipped on the way down
        name = self.names[self._headings]
        self._headings += 1
        if heading.level <= 2:
            self._let_go()
            ended = Html("</section>") if self._sections else NONE
            self.parts.append(joined(ended, Html("<section"), attribute("aria-labelledby", name), Html(">")))
            self._sections += 1
        self._leading.append(tag(f"h{level}", self._inline(heading.text), joined(attribute("id", name), _AUTO)))

    def _paragraph(self, paragraph: Paragraph, sign: Tone = Tone.PLAIN, *, in_cell: bool = False) -> Html:
        tone, label, inner = paragraph.tone, paragraph.label, self._inline(paragraph.text)
        if tone is not Tone.PLAIN or sign is not Tone.PLAIN:
            signs = _sign(tone) if sign in (Tone.PLAIN, tone) else joined(_sign(sign), _sign(tone))
            inner = joined(signs, inner)
        if label:
            label = introducing(label) if in_cell else label
            return tag("p", labelled(text(label), inner), _classes(tone, "labelled"))
        return tag("p", inner, _AUTO if tone is Tone.PLAIN else _classes(tone, auto=True))

    def _bullets(self, bullets: Bullets) -> Html:
        items = [tag("li", self._inline(item), _AUTO) for item in bullets.items]
        return around("ol" if bullets.numbered else "ul", items)

    def _table(self, table: Table) -> Html:
        self._columns = 1
        caption = tag("caption", text(table.caption), _AUTO) if table.caption else NONE
        head = around("thead", [self._row(row, "col") for row in table.header]) if table.header else NONE
        body = around("tbody", [self._row(row, "row") for row in table.rows])
        even = ' class="even"' if table.wide else ""
        drawn_ = tag("table", joined(caption, head, body), Html(f'{even} style="--columns: {self._columns}"'))
        named = joined(Html(' role="region"'), attribute("aria-label", table.caption)) if table.caption else NONE
        return tag("div", drawn_, joined(_SCROLLS, named))

    def _row(self, row: Sequence[Cell], scope: str) -> Html:
        cells, top, columns = [], scope == "col", len(row)
        for cell in row:
            told = scope if top or cell.head else ""
            words = _bare(cell)
            if words is None:
                cells.append(self._full(cell, told))
                columns += cell.span - 1
            else:
                cells.append(_bare_cell(words, told))
        self._columns = max(self._columns, columns)
        return around("tr", cells)

    def _full(self, cell: Cell, scope: str) -> Html:
        """Return a cell that is more than a few plain words.

        Args:
            cell: The cell.
            scope: What it heads, "row" or "col"; empty: it heads nothing.
        """
        return tag("th" if scope else "td", self._cell(cell), _of_cell(cell.tone, scope, cell.span, _is_short(cell)))

    def _cell(self, cell: Cell) -> Html:
        sign, mark = cell.tone, NONE
        starts = bool(cell.blocks) and isinstance(cell.blocks[0], Paragraph)
        if cell.mark or (sign is not Tone.PLAIN and not starts):
            inner = joined(_sign(sign, said=bool(cell.mark)), tag("span", text(cell.mark), _AUTO))
            mark = tag("p", inner, Html(' class="mark"'))
            sign = Tone.PLAIN
        parts = []
        for block in cell.blocks:
            if isinstance(block, Bullets):
                parts.append(self._bullets(block))
            else:
                parts.append(self._paragraph(block, sign, in_cell=True))
                sign = Tone.PLAIN
        # What heads a row is named first, then marked.
        if mark:
            parts.insert(len(parts) if cell.head and cell.mark else 0, mark)
        return parts[0] if len(parts) == 1 else all_of(parts)

    def _inline(self, spans: Sequence[Span]) -> Html:
        if len(spans) == 1:
            span = spans[0]
            return self._span(span) if span.emphasis or span.strong or span.target else text(span.text)
        return all_of([self._span(span) for span in spans])

    def _span(self, span: Span) -> Html:
        inner = text(span.text)
        inner = tag("em", inner) if span.emphasis else inner
        inner = tag("strong", inner) if span.strong else inner
        address = self._address(span.target) if span.target else ""
        return tag("a", inner, _leads(address, Html(' rel="noreferrer"'))) if address else inner

    def _address(self, target: str) -> str:
        """Return where a span leads: into this page, or out to an address a reader may follow."""
        if target in self.links:
            return _to(self.links[target])
        outside = target.lower().startswith(("https://", "http://", "mailto:"))
        return visible(target) if outside else ""


def _bare(cell: Cell) -> str | None:
    """Return the words of a cell that holds a few plain ones and nothing else, as most do; None for any other."""
    if len(cell.blocks) != 1 or cell.span != 1 or cell.mark or cell.tone is not Tone.PLAIN:
        return None
    block = cell.blocks[0]
    if not isinstance(block, Paragraph) or len(block.text) != 1 or block.label or block.tone is not Tone.PLAIN:
        return None
    span = block.text[0]
    bare = len(span.text) < 1000 and not (span.emphasis or span.strong or span.target)
    return span.text if bare else None


@lru_cache(maxsize=1024)
def _of_cell(tone: Tone, scope: str, span: int, short: bool) -> Html:
    """Return the attributes of a cell."""
    over = Html(f' colspan="{span}"') if span > 1 else NONE
    ranges = "group" if scope == "col" and span > 1 else ""
    told = Html(f' scope="{scope}{ranges}"') if scope else NONE
    return joined(_classes(tone, after="short" if short else ""), over, told)


@lru_cache(maxsize=4096)
def _bare_cell(words: str, scope: str) -> Html:
    """Return a cell of plain words; a report shares most of them with others of its toolkit.

    Args:
        words: The words.
        scope: What it heads, "row" or "col"; empty: it heads nothing.
    """
    short = Html(' class="short"') if _one_short_word(words) else NONE
    told = Html(f' scope="{scope}"') if scope else NONE
    return tag("th" if scope else "td", tag("p", text(words), _AUTO), joined(short, told))


def _is_short(cell: Cell) -> bool:
    """Tell whether a cell is one short word, as a date, that should not be broken."""
    if len(cell.blocks) != 1 or not isinstance(block := cell.blocks[0], Paragraph):
        return False
    return _one_short_word("".join([span.text for span in block.text]))


def _one_short_word(words: str) -> bool:
    return 0 < len(words) <= 12 and len(words.split()) == 1 and words.strip() == words


def _figure(figure: Figure) -> Html:
    drawing = drawn(figure.svg, figure.alt)
    shown = tag("p", text(figure.alt), _AUTO) if drawing is None else tag("div", drawing, _SCROLLS)
    caption = tag("figcaption", text(figure.caption), _AUTO) if figure.caption else NONE
    return tag("figure", joined(shown, caption))


def _sign(tone: Tone, *, said: bool = False) -> Html:
    """Return a tone's shape; it is read aloud as its word unless a mark beside it says more."""
    if tone is Tone.PLAIN:
        return NONE
    return _drawn_sign(tone, "" if said else tr(_READ[tone]))


@cache
def _drawn_sign(tone: Tone, word: str) -> Html:
    spoken = joined(Html(' role="img"'), attribute("aria-label", word)) if word else Html(' aria-hidden="true"')
    return joined(tag("span", Html(SIGNS[tone]), joined(Html(' class="sign"'), spoken)), Html(" "))


@cache
def _classes(tone: Tone, before: str = "", after: str = "", *, auto: bool = False) -> Html:
    names = " ".join(filter(None, (before, "" if tone is Tone.PLAIN else tone.value, after)))
    return Html((f' class="{names}"' if names else "") + (_AUTO if auto else ""))
