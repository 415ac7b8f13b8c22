"""A document as plain data for the PDF's layout: texts ready for the fonts, columns weighed, pages turned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from math import sqrt
from typing import Any, Final
from xml.etree import ElementTree as ET

from attrs import Factory, define

from hansei.document import Bullets, Cell, Document, Figure, Heading, Note, Paragraph, Span, Table, Tone, WriteLines
from hansei.document.blocks import Block, Spans
from hansei_reports._text import SIGNS, visible
from hansei_reports.glyphs import drawable

#: The anchor of the part that has the first page to itself.
SUMMARY: Final = "summary"
#: Where a word may be broken: a sign that no text has, as :func:`visible` lets no control character pass.
BREAK: Final = "\x01"
#: A word longer than this may be broken anywhere: letters in a cell, and elsewhere.
_CELL_WORD, _WORD = 17, 48
#: From so many columns on a table turns its page and is set smaller.
_MANY, _CROWD = 6, 10
#: Letters of a cell from which its row may go on on the next page.
_LONG = 1400
#: Letters of a header row from which it is not repeated.
_LONG_HEAD = 600
#: Letters of what leads to a turned table and turns with it.
_LEAD = 700
#: A figure taller than this many times its width is made narrower, so that it stands on one page.
_TALL = 1.15


def typeset(document: Document, paper: str) -> dict[str, Any]:
    """Return a document as plain data for ``document.typ``.

    Args:
        document: The document.
        paper: typst's name of the paper: ``us-letter`` or ``a4``.
    """
    language, _, region = visible(document.language).partition("-")
    writer = _Setter(_labels(document.blocks))
    parts = _parts(document.blocks, writer)
    title = _text(document.title) or "Report"
    return {
        "title": title,
        "dir": _way(document.title),
        "subtitle": _text(document.subtitle),
        "lang": language.lower() if re.fullmatch("[A-Za-z]{2,3}", language) else "en",
        "region": region if re.fullmatch("[A-Za-z]{2}", region) else None,
        "facts": [[_text(label), _text(value)] for label, value in document.facts],
        "paper": paper,
        "running": _short(document.title),
        "foot": _short(document.subtitle),
        "parts": parts,
    }


def _parts(blocks: Sequence[Block], writer: _Setter) -> list[dict[str, Any]]:
    """Return runs of blocks that share a page's way up; the contents come after the summary."""
    summary, rest = _summary(blocks)
    parts = []
    if summary:
        parts.append(_part(summary, writer, alone=True))
        sections = sum(isinstance(each, Heading) and each.level <= 2 for each in rest)
        if sections > 1:
            parts.append({"contents": True, "title": "Contents", "depth": 3 if sections < 8 else 2, "blocks": []})
    run: list[Block] = []
    for block in rest:
        run.append(block)
        if isinstance(block, Table) and _turns(block):
            stays, lead = _lead(run[:-1])
            if stays:
                parts.append(_part(stays, writer))
            _turned(parts, [*lead, block], writer)
            run = []
    # A few last words stay on the turned page they follow.
    stays, lead = _lead(run)
    if run and not stays and parts and parts[-1].get("landscape"):
        _turned(parts, lead, writer)
    elif run or not parts:
        parts.append(_part(run, writer))
    return parts


def _summary(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Part the summary that a document begins with from the rest."""
    first = blocks[0] if blocks else None
    if not (isinstance(first, Heading) and first.anchor == SUMMARY):
        return (), blocks
    ends = (at for at, each in enumerate(blocks) if at and isinstance(each, Heading) and each.level <= 2)
    end = next(ends, len(blocks))
    return blocks[:end], blocks[end:]


def _part(blocks: Sequence[Block], writer: _Setter, *, landscape: bool = False, alone: bool = False) -> dict[str, Any]:
    set_ = [writer.block(each) for each in blocks]
    return {"contents": False, "landscape": landscape, "alone": alone, "blocks": set_}


def _turned(parts: list[dict[str, Any]], blocks: Sequence[Block], writer: _Setter) -> None:
    """Add blocks on turned pages; those that follow each other share them."""
    if parts and parts[-1].get("landscape"):
        parts[-1]["blocks"] += [writer.block(each) for each in blocks]
    else:
        parts.append(_part(blocks, writer, landscape=True))


def _lead(run: list[Block]) -> tuple[list[Block], list[Block]]:
    """Part what stands before a turned table: what stays, and what leads to the table and turns with it.

    A few short words turn too, from their heading on, so that no page is left with a line or two.
    """
    at, letters = len(run), 0
    begins = at
    while (
        at and letters <= _LEAD and isinstance(block := run[at - 1], Heading | Paragraph | Note | Bullets | WriteLines)
    ):
        texts = _texts(block)
        letters += sum(len(_joined(each)) + 20 for each in texts)
        at -= 1
        if letters <= _LEAD and (isinstance(block, Heading) or not at):
            begins = at
    return run[:begins], run[begins:]


def _texts(block: Heading | Paragraph | Note | Bullets | WriteLines) -> tuple[Spans, ...]:
    if isinstance(block, WriteLines):
        return ((),) * block.count
    return block.items if isinstance(block, Bullets) else (block.text,)


def _turns(table: Table) -> bool:
    return table.wide or _columns(table) > _MANY


def _columns(table: Table) -> int:
    return max((sum(cell.span for cell in row) for row in (*table.header, *table.rows)), default=0)


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
        said = heading.text if _joined(heading.text).strip() else (Span("–"),)  # PDF/UA knows no heading without words
        return {"kind": "heading", "level": self._level, "name": name, **self._toned(said, Tone.PLAIN)}

    def _paragraph(self, paragraph: Paragraph, *, word: int = _WORD, sign: bool = True) -> dict[str, Any]:
        toned = self._toned(paragraph.text, paragraph.tone, word=word, sign=sign)
        return {"kind": "paragraph", "label": _text(paragraph.label, word=_CELL_WORD), **toned}

    def _bullets(self, bullets: Bullets, *, word: int = _WORD) -> dict[str, Any]:
        items = [{"text": self._spans(item, word), "dir": _way(_joined(item))} for item in bullets.items]
        return {"kind": "bullets", "numbered": bullets.numbered, "items": items}

    def _table(self, table: Table) -> dict[str, Any]:
        columns = _columns(table)
        if not columns:
            return {"kind": "note", **self._toned((Span(table.caption),), Tone.PLAIN)}
        letters = [_letters(cell) for row in table.rows for cell in row]
        head = sum(_letters(cell) for row in table.header for cell in row)
        return {
            "kind": "table",
            "caption": _text(table.caption),
            "columns": _weights(table, columns),
            "size": 6.2 if columns > _CROWD else 7.6 if columns > _MANY else 8.8,
            "repeat": head < _LONG_HEAD,
            "broken": max(letters, default=0) > _LONG,
            "header": [self._row(row, columns, room=False) for row in table.header],
            "rows": [self._row(row, columns, room=_to_write_in(row)) for row in table.rows],
        }

    def _row(self, row: Sequence[Cell], columns: int, *, room: bool) -> list[dict[str, Any]]:
        cells = [self._cell(cell, room=room) for cell in row]
        short = columns - sum(cell.span for cell in row)
        return cells + [self._cell(Cell(), room=False)] * short

    def _cell(self, cell: Cell, *, room: bool) -> dict[str, Any]:
        starts = bool(cell.blocks) and isinstance(cell.blocks[0], Paragraph)
        beside = cell.mark != "" or not starts  # otherwise the sign stands before the first words
        return {
            "head": cell.head,
            "span": cell.span,
            "tone": cell.tone.value,
            "sign": SIGNS.get(cell.tone, "") if beside else "",
            "mark": _text(cell.mark, word=_CELL_WORD),
            "mark-dir": _way(cell.mark),
            "room": room and not cell.blocks,
            "blocks": [
                self._bullets(each, word=_CELL_WORD)
                if isinstance(each, Bullets)
                else self._in_cell(each, Tone.PLAIN if beside or at else cell.tone, told=cell.tone)
                for at, each in enumerate(cell.blocks)
            ],
        }

    def _in_cell(self, paragraph: Paragraph, before: Tone, told: Tone) -> dict[str, Any]:
        """Return a paragraph of a cell; ``before``: the cell's tone where its sign stands here."""
        done = self._paragraph(paragraph, word=_CELL_WORD, sign=paragraph.tone is not told)
        sign = SIGNS.get(before, "")
        return {**done, "sign": sign, "tone": before.value} if sign and not done["sign"] else done

    def _toned(self, text: Sequence[Span], tone: Tone, *, word: int = _WORD, sign: bool = True) -> dict[str, Any]:
        shape = SIGNS.get(tone, "") if sign else ""
        return {"text": self._spans(text, word), "dir": _way(_joined(text)), "tone": tone.value, "sign": shape}

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


def _text(text: str, *, word: int = _WORD) -> str:
    """Return a text that the fonts can draw, with places to break in words longer than a line may be."""
    shown = drawable(visible(text))
    return re.sub(rf"\S{{{word + 1},}}", lambda found: _breakable(found[0]), shown)


def _breakable(word: str) -> str:
    """Let a long word break after every few letters; a mark that belongs to the letter before it stays with it."""
    most = 3 if len(word) < 1000 else 9  # so that a page of one word does not take a minute
    return BREAK.join(re.findall(rf"(?:.[\u0300-\u036f\u200d\ufe0f]*){{1,{most}}}", word))


def _short(text: str, most: int = 110) -> str:
    """Return a text for one line at the edge of every page."""
    line = " ".join(text.split())
    return _text(line if len(line) <= most else f"{line[: most - 1]}…", word=10_000)


def _joined(text: Sequence[Span]) -> str:
    return "".join(span.text for span in text)


def _way(text: str) -> str:
    """Return which way a text runs, by its first letter that runs at all (Unicode's rule P2)."""
    for each in text[:400]:
        kind = unicodedata.bidirectional(each)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def _letters(cell: Cell) -> int:
    return sum(
        sum(len(_joined(item)) for item in each.items) if isinstance(each, Bullets) else len(_joined(each.text))
        for each in cell.blocks
    ) + len(cell.mark)


def _longest(cell: Cell) -> int:
    """Return the letters of a cell's longest word."""
    words = [cell.mark]
    for each in cell.blocks:
        words += (
            [_joined(item) for item in each.items] if isinstance(each, Bullets) else [each.label, _joined(each.text)]
        )
    return max((len(word) for text in words for word in text.split()), default=0)


def _to_write_in(row: Sequence[Cell]) -> bool:
    """Tell whether a row is there to be written in: most of it is empty."""
    empty = sum(not cell.blocks and not cell.mark for cell in row)
    return empty * 2 > len(row) or (len(row) == 2 and empty == 1)


def _weights(table: Table, columns: int) -> list[float]:
    """Return how wide each column is beside the others: by how much is in it, within reason."""
    most, word = [4.0] * columns, [3.0] * columns
    empty = [True] * columns
    for row in (*table.header, *table.rows):
        at = 0
        for cell in row:
            if cell.span == 1:
                most[at] = max(most[at], float(min(_letters(cell), 600)))
                word[at] = max(word[at], float(min(_longest(cell), _CELL_WORD)))
            at += cell.span
    for row in table.rows:
        at = 0
        for cell in row:
            empty[at] &= not cell.blocks and not cell.mark
            at += cell.span
    if table.wide:
        heads = all(row and row[0].head for row in table.rows)
        first = 0.7 if heads and most[0] < 90 else 1.0
        return [first, *[1.0] * (columns - 1)]
    wanted = [
        max(letters, 90.0) if blank and table.rows else letters for letters, blank in zip(most, empty, strict=True)
    ]
    return [round(max(longest + 3.0, 2.4 * sqrt(each)), 2) for each, longest in zip(wanted, word, strict=True)]


def _figure(figure: Figure) -> dict[str, Any]:
    drawn = _drawn(figure.svg)
    if drawn is None:
        words = [_text(figure.alt)] if figure.alt else []
        return {"kind": "note", "text": words, "dir": _way(figure.alt), "tone": "plain", "sign": ""}
    svg, width, height = drawn
    tall = height / width if width else 1.0
    wide = min(100.0, max(25.0, width / 7.2))
    return {
        "kind": "figure",
        "svg": svg,
        "alt": visible(figure.alt) or "A figure",
        "caption": _text(figure.caption),
        "width": round(wide if wide * tall <= _TALL * 100 else _TALL * 100 / tall, 2),
    }


def _drawn(svg: str) -> tuple[str, float, float] | None:
    """Return a drawing with our fonts and ink, and its size; None when it is none."""
    try:
        root = ET.fromstring(visible(svg))  # noqa: S314 - a kind's own drawing; expat bounds its entities
    except ET.ParseError:
        return None
    if root.tag.rpartition("}")[2] != "svg":
        return None
    try:
        _, _, width, height = (float(each) for each in root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        return None
    if not 0 < width < 1e5 or not 0 < height < 1e6:
        return None
    root.set("font-family", "Inter")
    root.set("color", "#1b2126")
    for each in root.iter():
        name = each.tag.rpartition("}")[2]
        if name == "title":
            each.text = ""
        elif each.text and name in ("text", "tspan"):
            each.text = drawable(each.text)
            if any(ord(letter) > 0x2FF for letter in each.text):
                each.set("font-family", "DejaVu Sans")
        if name == "image":
            return None
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    return ET.tostring(root, encoding="unicode"), width, height
