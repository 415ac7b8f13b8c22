"""Reading reports back: the texts that are in a file of each format."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl

from hansei_reports.csv import plain


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
}


def letters(text: str) -> str:
    """Return a text's letters and digits alone: what no format may lose, however it sets the rest."""
    return "".join(each for each in text if each.isalnum())
