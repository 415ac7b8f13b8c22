"""Markdown: plain text that stays readable as it is; CommonMark with pipe tables.

Every text is escaped, so that what a person wrote is text in whatever renders it. Spaces at the ends of
a line, which Markdown cannot carry, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

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
from hansei_reports._text import SIGNS, introducing, visible
from hansei_reports.sentences import N_, own

_SPECIAL = re.compile(
    r"[\\`*\[\]<|~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is only an underscore
    r"|&(?=[#\w]|\Z)"
    r"|(?<!\S)\#"
)
_NUMBER = re.compile(r"\d+(?=[.)])")
_BREAK = "\\\n"
#: Where a mark of emphasis may touch what stands outside it.
_OUTSIDE = frozenset(("", " ", "\n", *"(),.;:!?"))
_RULE = "_" * 60


class MarkdownExporter(Exporter):
    """Writes the document as Markdown; a figure as its words."""

    name = "md"
    suffix = ".md"
    media_type = "text/markdown"
    title = N_("plain text with headings and lists")
    sentences = own
    pages = True

    def export(self, report: Report) -> bytes:
        """Return the document as Markdown in UTF-8."""
        return ("\n\n".join(part for part in _document(report.document) if part) + "\n").encode()


def _document(document: Document) -> Iterable[str]:
    yield f"# {_line(document.title)}".rstrip()
    if document.subtitle:
        yield _line(document.subtitle)
    yield "\n".join(f"- {_label(label)}{_line(value)}".rstrip() for label, value in document.facts)
    before: Block | None = Bullets(()) if document.facts else None
    turn, level = False, 1
    for block in document.blocks:
        # Two lists in a row would flow together; a change of their marker keeps them apart.
        alike = isinstance(block, Bullets) and isinstance(before, Bullets) and block.numbered == before.numbered
        turn = alike and not turn
        if isinstance(block, Heading):
            level = min(max(block.level, 2), level + 1, 6)  # none is skipped on the way down
            yield f"{'#' * level} {_inline(block.text, ' ')}".rstrip()
        else:
            yield _bullets(block, turn=turn) if isinstance(block, Bullets) else _block(block)
        before = block


def _block(block: Paragraph | Table | Figure | Note | WriteLines) -> str:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Table():
            return _table(block)
        case Figure():
            words = f"_{alt}_" if (alt := _line(block.alt)).strip() else ""
            told = not block.caption or block.alt.startswith(block.caption)
            return words if told else f"**{_line(block.caption)}**\n\n{words}"
        case Note():
            return _indented(f"{_sign(block.tone)}{_inline(block.text, _BREAK)}", "> ", "> ")
        case WriteLines():
            return "\n\n".join([_RULE] * block.count)


def _paragraph(paragraph: Paragraph) -> str:
    head = _sign(paragraph.tone) + _label(paragraph.label)
    return (head + _inline(paragraph.text, _BREAK)).rstrip()


def _bullets(bullets: Bullets, *, turn: bool) -> str:
    lines = []
    for number, item in enumerate(bullets.items, 1):
        mark = f"{number}{')' if turn else '.'} " if bullets.numbered else "* " if turn else "- "
        lines.append(_indented(_inline(item, _BREAK), mark, " " * len(mark)).rstrip())
    return "\n".join(lines)


def _table(table: Table) -> str:
    caption = _line(table.caption)
    parts = [f"**{caption}**"] if caption else []
    rows = (*table.header, *table.rows)
    columns = max((sum(cell.span for cell in row) for row in rows), default=0)
    if columns:
        # A pipe table has exactly one header row: further ones stay bold above the body.
        lines = [_row(table.header[0] if table.header else (), columns, plain=True), "|" + " --- |" * columns]
        lines += [_row(row, columns) for row in (*table.header[1:], *table.rows)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _row(row: Sequence[Cell], columns: int, *, plain: bool = False) -> str:
    texts: list[str] = []
    for cell in row:
        texts += [_cell(cell, plain=plain), *[""] * (cell.span - 1)]
    texts += [""] * (columns - len(texts))
    return "|" + "".join(f" {text} |" if text else " |" for text in texts)


def _cell(cell: Cell, *, plain: bool) -> str:
    """Return a cell on one line; the first header row is ``plain``, as a renderer makes it bold."""
    bold = not plain and (cell.head or cell.tone is Tone.CHOSEN)
    mark = (_sign(cell.tone) + _line(cell.mark)).strip()
    parts = []
    for block in cell.blocks:
        if isinstance(block, Bullets):
            items = (_inline(item, "<br>", bold=bold) for item in block.items)
            parts += [f"{f'{n}.' if block.numbered else '•'} {item}" for n, item in enumerate(items, 1) if item]
        else:
            words = _label(block.label, bold=bold) + _inline(block.text, "<br>", bold=bold)
            parts.append((_sign(block.tone if block.tone is not cell.tone else Tone.PLAIN) + words).strip())
    text = "<br>".join(part for part in parts if part)
    if mark and cell.mark:
        told = [f"**{mark}**", f"**{text}**" if bold and text else text]
        # What heads a row is named first, then marked.
        return "<br>".join(part for part in (reversed(told) if cell.head else told) if part)
    text = f"{mark} {text}".strip()
    return f"**{text}**" if bold and text else text


def _label(label: str, *, bold: bool = False) -> str:
    words = _line(label)
    if not words:
        return ""
    words = introducing(words)
    return f"{words} " if bold else f"**{words}** "


def _sign(tone: Tone) -> str:
    return f"{SIGNS[tone]} " if tone in SIGNS else ""


def _line(text: str) -> str:
    return _inline((Span(text),), " ")


def _inline(text: Sequence[Span], newline: str, *, bold: bool = False) -> str:
    """Return a text on lines joined by ``newline``; empty lines, which would end it, are left out."""
    text = [span for span in text if span.text]
    marked = "".join(_marked(text, place, bold=bold) for place in range(len(text)))
    lines = (line.strip() for line in marked.split("\n"))
    return newline.join(_at_start(line) for line in lines if line)


def _marked(text: Sequence[Span], place: int, *, bold: bool) -> str:
    span = text[place]
    words = _escaped(visible(span.text))
    following = text[place + 1] if place + 1 < len(text) else Span("")
    if words.endswith("!") and _leads_out(following):
        words = f"{words[:-1]}\\!"  # or the link would be a picture
    core = words.strip()
    if not core:
        return words
    left, right = words[: words.index(core[0])], words[len(words.rstrip()) :]
    before = left[-1:] or (text[place - 1].text[-1:] if place else "")
    after = right[:1] or following.text[:1]
    wrap = _wrapper(core, before, after)
    if span.emphasis:
        core = wrap("_", "em", core)
    if span.strong and not bold:
        core = wrap("**", "strong", core)
    if _leads_out(span):
        core = f"[{core}](<{_address(span.target)}>)"
    return left + core + right


def _leads_out(span: Span) -> bool:
    return span.target.lower().startswith(("https://", "http://", "mailto:"))


def _wrapper(core: str, before: str, after: str) -> Callable[[str, str, str], str]:
    """Choose signs where CommonMark is sure to read them as emphasis, and tags elsewhere."""
    sure = core[0].isalnum() and core[-1].isalnum() and "\n" not in core
    if sure and before in _OUTSIDE and after in _OUTSIDE:
        return lambda sign, _tag, inner: f"{sign}{inner}{sign}"
    return lambda _sign, tag, inner: "\n".join(f"<{tag}>{line}</{tag}>" for line in inner.split("\n"))


def _address(target: str) -> str:
    return re.sub(r"[\\<>|\s`*_\[\]]", lambda found: f"%{ord(found[0]):02X}", visible(target))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def _at_start(line: str) -> str:
    """Escape what would make a line begin a list, a heading's rule, a quotation or a table."""
    if line[0] in "-+=>:":
        return "\\" + line
    number = _NUMBER.match(line)
    return f"{number[0]}\\{line[number.end() :]}" if number else line


def _indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", "\n" + rest)
