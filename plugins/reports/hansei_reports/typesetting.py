"""A document as plain data for the PDF's layout: texts ready for the fonts, columns weighed, pages turned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from attrs import Factory, define

from hansei.document import Bullets, Cell, Document, Figure, Heading, Note, Paragraph, Span, Table, Tone, WriteLines
from hansei.document.blocks import Block
from hansei.document.look import Look
from hansei_reports import layout
from hansei_reports._text import SIGNS, introducing, visible
from hansei_reports.drawing import drawing
from hansei_reports.glyphs import drawable
from hansei_reports.layout import (
    CELL_WORD,
    CROWD,
    LONG,
    LONG_HEAD,
    MANY,
    Part,
    joined,
    leads,
    letters,
    small,
    to_write_in,
    way,
    weights,
)
from hansei_reports.logos import as_svg
from hansei_reports.sentences import tr

if TYPE_CHECKING:
    from hansei.document.logo import Logo

#: typst's names of papers.
_PAPERS: Final = {"letter": "us-letter", "a4": "a4"}
#: Where a word may be broken: a sign that no text has, as :func:`visible` lets no control character pass.
BREAK: Final = "\x01"
#: A word longer than this may be broken anywhere, outside a cell: letters.
_WORD = 48
#: How broad a label is that stands on the line of its answer: points, of the 154 that ``document.typ`` has for it.
_LABEL = 146.0
#: How broad letters are in ten points of Inter, a little more than most of them: narrow ones, broad ones, others.
_NARROW, _BROAD = frozenset("ijlftr.,:;'|!()[]- "), frozenset("mwMW@%—…")


def typeset(document: Document, look: Look) -> dict[str, Any]:
    """Return a document as plain data for ``document.typ``.

    Args:
        document: The document.
        look: The paper, the logo, the colour.
    """
    language, _, region = visible(document.language).partition("-")
    writer = _Setter(_labels(document.blocks))
    set_ = [_part(each, writer) for each in layout.parts(document.blocks)]
    title = _text(document.title) or tr("Report")
    return {
        "title": title,
        "dir": way(document.title),
        "subtitle": _text(document.subtitle),
        "lang": language.lower() if re.fullmatch("[A-Za-z]{2,3}", language) else "en",
        "region": region if re.fullmatch("[A-Za-z]{2}", region) else None,
        "facts": [[_text(label), _text(value)] for label, value in document.facts],
        "paper": _PAPERS[look.paper],
        "accent": look.accent,
        "logo": None if look.logo is None else {"svg": as_svg(look.logo), "alt": look.logo.alt, **_sized(look.logo)},
        "running": _short(document.title),
        "parts": set_,
    }


def _sized(logo: Logo) -> dict[str, float]:
    """Return how large a logo is printed, in points: no higher than a heading and its line, no wider than a third."""
    high = min(42.0, 170 * logo.height / logo.width)
    return {"height": high, "width": high * logo.width / logo.height}


def _part(part: Part, writer: _Setter) -> dict[str, Any]:
    if part.contents:
        return {"contents": True, "title": tr("Contents"), "depth": part.contents, "blocks": []}
    blocks = [writer.block(each) for each in part.blocks]
    around = [None, *part.blocks, None]
    for at, made in enumerate(blocks, 1):
        if leads(part.blocks[at - 1], around[at + 1], around[at - 1]):
            made["leads"] = True
    return {"contents": False, "landscape": part.landscape, "alone": part.alone, "blocks": blocks}


def _labels(blocks: Sequence[Block]) -> dict[str, str]:
    """Give each anchor the name its heading has in the PDF; the first of two keeps it."""
    anchors = [each.anchor for each in blocks if isinstance(each, Heading) and each.anchor]
    return {anchor: f"part-{number}" for number, anchor in enumerate(dict.fromkeys(anchors), 1)}


@define
class _Setter:
    """Turns one block after another into data; headings never skip a level on the way down."""

    labels: dict[str, str]
    _level: int = 1
    _named: set[str] = Factory(set)

    def block(self, block: Block) -> dict[str, Any]:
        """Return one block."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Bullets():
                return self._bullets(block)
            case Table():
                return self._table(block)
            case Figure():
                return _figure(block)
            case Note():
                return {"kind": "note", **self._toned(block.text, block.tone)}
            case WriteLines():
                return {"kind": "room", "count": block.count}

    def _heading(self, heading: Heading) -> dict[str, Any]:
        self._level = max(2, min(heading.level, self._level + 1))
        name = self.labels.get(heading.anchor, "") if heading.anchor not in self._named else ""
        self._named.add(heading.anchor)
        said = heading.text if joined(heading.text).strip() else (Span("–"),)  # PDF/UA knows no heading without words
        return {"kind": "heading", "level": self._level, "name": name, **self._toned(said, Tone.PLAIN)}

    def _paragraph(self, paragraph: Paragraph, *, word: int = _WORD, sign: bool = True) -> dict[str, Any]:
        toned = self._toned(paragraph.text, paragraph.tone, word=word, sign=sign)
        label = _text(paragraph.label, word=CELL_WORD)
        short = _breadth(label) <= _LABEL and BREAK not in label and "rtl" not in (way(label), toned["dir"])
        return {"kind": "paragraph", "label": label, "short": short, **toned}

    def _bullets(self, bullets: Bullets, *, word: int = _WORD) -> dict[str, Any]:
        items = [
            _plain(item, word) or {"text": self._spans(item, word), "dir": way(joined(item))} for item in bullets.items
        ]
        return {"kind": "bullets", "numbered": bullets.numbered, "items": items}

    def _table(self, table: Table) -> dict[str, Any]:
        columns = layout.columns(table)
        if not columns:
            return {"kind": "note", **self._toned((Span(table.caption),), Tone.PLAIN)}
        most = [letters(cell) for row in table.rows for cell in row]
        head = sum(letters(cell) for row in table.header for cell in row)
        return {
            "kind": "table",
            "caption": _text(table.caption),
            "columns": weights(table, columns),
            "size": 6.2 if columns > CROWD else 7.6 if columns > MANY else 8.8,
            "repeat": head < LONG_HEAD,
            "broken": max(most, default=0) > LONG,
            "whole": small(table),
            "header": [self._row(row, columns, room=False) for row in table.header],
            "rows": [self._row(row, columns, room=to_write_in(row)) for row in table.rows],
        }

    def _row(self, row: Sequence[Cell], columns: int, *, room: bool) -> list[dict[str, Any]]:
        cells = [self._cell(cell, room=room) for cell in row]
        short = columns - sum(cell.span for cell in row)
        return cells + [self._cell(Cell(), room=False)] * short

    def _cell(self, cell: Cell, *, room: bool) -> dict[str, Any]:
        bare = _bare(cell)
        if bare is not None:
            return {"head": cell.head, "span": cell.span, "tone": "plain", "bare": bare}
        starts = bool(cell.blocks) and isinstance(cell.blocks[0], Paragraph)
        beside = cell.mark != "" or not starts  # otherwise the sign stands before the first words
        return {
            "head": cell.head,
            "span": cell.span,
            "tone": cell.tone.value,
            "sign": SIGNS.get(cell.tone, "") if beside else "",
            "mark": _text(cell.mark, word=CELL_WORD),
            "mark-dir": way(cell.mark),
            "room": room and not cell.blocks,
            "blocks": [
                self._bullets(each, word=CELL_WORD)
                if isinstance(each, Bullets)
                else self._in_cell(each, Tone.PLAIN if beside or at else cell.tone, told=cell.tone)
                for at, each in enumerate(cell.blocks)
            ],
        }

    def _in_cell(self, paragraph: Paragraph, before: Tone, told: Tone) -> dict[str, Any]:
        """Return a paragraph of a cell; ``before``: the cell's tone where its sign stands here."""
        done = self._paragraph(paragraph, word=CELL_WORD, sign=paragraph.tone is not told)
        done["label"] = introducing(done["label"]) if done["label"] else ""
        sign = SIGNS.get(before, "")
        return {**done, "sign": sign, "tone": before.value} if sign and not done["sign"] else done

    def _toned(self, text: Sequence[Span], tone: Tone, *, word: int = _WORD, sign: bool = True) -> dict[str, Any]:
        told = {"tone": tone.value, "sign": SIGNS.get(tone, "") if sign else ""}
        bare = _plain(text, word)
        if bare is not None:
            return {"bare": bare, "dir": "ltr", **told}
        return {"text": self._spans(text, word), "dir": way(joined(text)), **told}

    def _spans(self, text: Sequence[Span], word: int) -> list[Any]:
        return [self._span(span, word) for span in text if span.text]

    def _span(self, span: Span, word: int) -> Any:
        words = _text(span.text, word=word)
        to = self.labels.get(span.target, "")
        outside = span.target.lower().startswith(("https://", "http://", "mailto:"))
        if not (span.strong or span.emphasis or to or outside):
            return words
        out = visible(span.target) if outside else ""
        return {"text": words, "strong": span.strong, "emphasis": span.emphasis, "to": to, "out": out}


def _bare(cell: Cell) -> str | None:
    """Return the words of a cell that holds a few plain ones and nothing else, as most do; None for any other."""
    if len(cell.blocks) != 1 or cell.mark or cell.tone is not Tone.PLAIN:
        return None
    block = cell.blocks[0]
    if not isinstance(block, Paragraph) or block.label or block.tone is not Tone.PLAIN:
        return None
    return _plain(block.text, CELL_WORD)


def _plain(text: Sequence[Span], word: int) -> str | None:
    """Return a text that is a few plain words and nothing else, as most are; None for any other."""
    if len(text) != 1:
        return None
    (span,) = text
    if span.strong or span.emphasis or span.target or way(span.text) == "rtl":
        return None
    words = _text(span.text, word=word)
    return words if words and BREAK not in words else None


def _text(text: str, *, word: int = _WORD) -> str:
    """Return a text that the fonts can draw, with places to break in words longer than a line may be."""
    shown = drawable(visible(text))
    return shown if len(shown) <= word else _longer(word).sub(lambda found: _breakable(found[0], word), shown)


@cache
def _longer(word: int) -> re.Pattern[str]:
    return re.compile(rf"\S{{{word + 1},}}")


def _breakable(word: str, longest: int) -> str:
    """Let a long word break: after its strokes and hyphens, and within what is too long all the same.

    There it breaks after every few letters; a mark that belongs to the letter before it stays with it.
    """
    most = 3 if len(word) < 1000 else 9  # so that a page of one word does not take a minute
    few = rf"(?:.[\u0300-\u036f\u200d\ufe0f]*){{1,{most}}}"
    parts = filter(None, re.split(r"(?<=[/\-])", word))
    return BREAK.join(each if len(each) <= longest else BREAK.join(re.findall(few, each)) for each in parts)


def _breadth(label: str) -> float:
    """Return about how broad a label is, in points; what is no Latin letter counts as a broad one."""
    return sum(
        3.2 if each in _NARROW else 9.5 if each in _BROAD or each > "\u024f" else 7.2 if each.isupper() else 6.1
        for each in label
    )


def _short(text: str, most: int = 110) -> str:
    """Return a text for one line at the edge of every page."""
    line = " ".join(text.split())
    return _text(line if len(line) <= most else f"{line[: most - 1]}…", word=10_000)


def _figure(figure: Figure) -> dict[str, Any]:
    drawn = drawing(figure.svg)
    if drawn is None:
        words = [_text(figure.alt)] if figure.alt else []
        return {"kind": "note", "text": words, "dir": way(figure.alt), "tone": "plain", "sign": ""}
    return {
        "kind": "figure",
        "svg": drawn.in_shipped_fonts(),
        "alt": visible(figure.alt) or tr("A figure"),
        "caption": _text(figure.caption),
        "width": drawn.share,
    }
