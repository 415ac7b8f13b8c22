"""What a format's library alone needs for the words of a report: the floor below which no exporter of ours can be.

PDF: typst, told to set the same words as plain paragraphs and plain tables, tagged, without our look, pictures, lists,
contents, header and footer. DOCX: lxml and python-docx, told to make the very same elements and to save them; the
bitmaps of pictures, which are drawn meanwhile, are left out.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import hansei_reports
from hansei.document import Bullets, Cell, Figure, Heading, Note, Paragraph, Span, Table, WriteLines
from hansei.document.exporter import Report
from hansei_reports.layout import columns, joined


def plain_pdf(reports: Sequence[Report]) -> Callable[[int], object]:
    """Return what has typst alone set the words of the report with a number."""
    import typst

    here, fonts = Path(__file__).parent, Path(hansei_reports.__file__).with_name("fonts")
    compiler = typst.Compiler(
        str(here / "plain.typ"), root=str(here), font_paths=[str(fonts)], ignore_system_fonts=True
    )
    told = [json.dumps(_words(each), ensure_ascii=False) for each in reports]
    return lambda at: compiler.compile(sys_inputs={"words": told[at]}, format="pdf", pdf_standards=["ua-1"])


def same_elements(made: bytes) -> Callable[[], object]:
    """Return what makes the elements of a Word document once more, and saves them as a package."""
    import docx
    from lxml import etree

    parts = zipfile.ZipFile(io.BytesIO(made))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as empty:
        for name in parts.namelist():
            if not name.startswith("word/media"):
                data = parts.read(name)
                if name == "word/_rels/document.xml.rels":
                    root = etree.fromstring(data)
                    for each in [each for each in root if each.get("Target", "").startswith("media")]:
                        root.remove(each)
                    data = etree.tostring(root)
                empty.writestr(name, data)
    told = _told(etree.fromstring(parts.read("word/document.xml"))[0])
    package = _emptied(held.getvalue())

    def make() -> object:
        document = docx.Document(io.BytesIO(package))
        root = etree.Element("body", nsmap=document.element.nsmap)
        stack = [root]
        for depth, tag, attributes, text in told:
            del stack[depth:]
            element = etree.SubElement(stack[-1], tag, attributes)
            if text:
                element.text = text
            stack.append(element)
        document.element.body.extend(list(root))
        saved = io.BytesIO()
        document.save(saved)
        return saved

    return make


def _told(body: Any) -> list[tuple[int, str, dict[str, str], str]]:
    """Return each element below the body with its depth, in the order of the file."""
    told: list[tuple[int, str, dict[str, str], str]] = []

    def tell(element: Any, depth: int) -> None:
        for each in element:
            told.append((depth, each.tag, dict(each.attrib), each.text or ""))
            tell(each, depth + 1)

    tell(body, 1)
    return told


def _emptied(package: bytes) -> bytes:
    """Return a package whose document has an empty body."""
    from lxml import etree

    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as parts, zipfile.ZipFile(held, "w") as empty:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                for each in list(root[0]):
                    root[0].remove(each)
                data = etree.tostring(root)
            empty.writestr(name, data)
    return held.getvalue()


def _words(report: Report) -> list[Any]:
    words: list[Any] = []
    for block in report.document.blocks:
        match block:
            case Heading() | Note():
                words.append(_shown(block.text))
            case Paragraph():
                words.append(f"{block.label} {_shown(block.text)}")
            case Bullets():
                words += [_shown(item) for item in block.items]
            case Table():
                cells = [_cell(cell) for row in (*block.header, *block.rows) for cell in row]
                words.append({"columns": columns(block), "cells": cells})
            case Figure() | WriteLines():
                pass
    return words


def _cell(cell: Cell) -> dict[str, Any]:
    said = [cell.mark]
    for block in cell.blocks:
        if isinstance(block, Bullets):
            said += [_shown(item) for item in block.items]
        else:
            said.append(f"{block.label} {_shown(block.text)}")
    return {"span": cell.span, "text": " ".join(said)}


def _shown(text: Sequence[Span]) -> str:
    return joined(text)
