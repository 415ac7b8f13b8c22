"""Reading reports back: the texts that are in a file of each format."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import docx
import openpyxl
from pypdf import PdfReader

from hansei_reports._text import visible
from hansei_reports.csv import plain
from hansei_reports.glyphs import drawable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def of_html(data: bytes) -> str:
    body = data.decode("utf-8").partition("<body")[2]
    said = re.findall(r'aria-label="([^"]*)"', body)
    return html.unescape("\n".join([re.sub(r"<[^>]*>", "", body), *said]))


def of_markdown(data: bytes) -> str:
    return html.unescape(re.sub(r"</?(?:br|em|strong)>|\\", "", data.decode("utf-8")))


def of_csv(data: bytes) -> str:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return "\n".join(plain(cell) for row in rows for cell in row)


def of_json(data: bytes) -> str:
    return "\n".join(_texts(json.loads(data)))


def of_xlsx(data: bytes) -> str:
    book = workbook(data)
    return "\n".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value)


def of_docx(data: bytes) -> str:
    """Return the texts of the body, a paragraph a line, and what is said of its pictures."""
    body = word(data).element.body
    lines = ["".join(each.text or "" for each in line.iter(f"{W}t")) for line in body.iter(f"{W}p")]
    return "\n".join([*lines, *(str(each.get("descr")) for each in body.iter(f"{WP}docPr"))])


def word(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def of_pdf(data: bytes) -> str:
    """Return the words of the pages without what stands at their edges, and what is said of the pictures."""
    reader = PdfReader(io.BytesIO(data))
    title = reader.metadata.title if reader.metadata else None
    pages = [
        re.sub(r"[^\n]*\d+ / \d+\s*\Z", "", page.extract_text().removeprefix(title or "")) for page in reader.pages
    ]
    said = [str(each["/Alt"]) for each in pdf_tree(reader) if "/Alt" in each]
    return unicodedata.normalize("NFKC", "\n".join([title or "", *pages, *said]))


def pdf_tree(reader: PdfReader) -> Iterator[Any]:
    """Yield every element of a PDF's structure tree."""
    root: Any = reader.trailer["/Root"]
    waiting: list[Any] = [root["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            yield node
            waiting += [node["/K"]] if "/K" in node else []


def workbook(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    else:
        yield str(value)


#: What reads a format that holds the whole report. A new format adds its own.
READERS: dict[str, Callable[[bytes], str]] = {
    "html": of_html,
    "md": of_markdown,
    "csv": of_csv,
    "json": of_json,
    "xlsx": of_xlsx,
    "docx": of_docx,
}


def letters(text: str) -> str:
    """Return a text's letters and digits alone: what no format may lose, however it sets the rest."""
    return "".join(each for each in text if each.isalnum())


def is_in_pdf(text: str, found: str) -> bool:
    """Tell whether a text is among the letters of a PDF; words from right to left can come out of it turned round."""
    shown = drawable(visible(text))
    if not any(unicodedata.bidirectional(each) in ("R", "AL", "RLO") for each in shown):
        return letters(shown) in found
    return all(letters(word) in found or letters(word)[::-1] in found for word in shown.split())
