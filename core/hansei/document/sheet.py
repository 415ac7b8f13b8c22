"""A sheet to fill in by people who have no Hansei: what is on it, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen


@frozen
class SheetColumn:
    """A column that is filled in."""

    id: str
    title: str
    #: ``text``, ``date`` or ``choice``.
    type: str = "text"
    options: tuple[str, ...] = ()


@frozen
class SheetRow:
    """Something that lines can be about."""

    id: str
    #: Unique on the sheet.
    label: str
    because: str = ""


@frozen
class SheetLine:
    """A line as it is on the sheet when it is written."""

    row: SheetRow
    #: Column id to text; empty: to be filled in.
    values: Mapping[str, str] = field(factory=dict)
    #: What belongs to the line and is not shown.
    beside: Mapping[str, str] = field(factory=dict)


@frozen
class SheetField:
    """Something that is filled in once, above the table."""

    id: str
    label: str
    value: str = ""
    #: False where it is only to be read.
    open: bool = True


@frozen
class Sheet:
    """A sheet to fill in."""

    title: str
    #: A few words for the tab.
    short: str
    #: What heads the column that says what a line is about, and the one that says why it is there.
    about: str
    why: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    lines: tuple[SheetLine, ...]
    fields: tuple[SheetField, ...] = ()
    #: How it is filled in and given back, a sentence each.
    told: tuple[str, ...] = ()
    #: What is needed to take it in again: texts, lists and mappings. Hidden in the file.
    marks: Mapping[str, Any] = field(factory=dict)
    language: str = "en"


@frozen
class FilledLine:
    """A line as it came back, with at least one word in it."""

    #: What it is about, by :attr:`SheetRow.id`.
    row: str
    values: Mapping[str, str]
    beside: Mapping[str, str]
    #: Where it stands, as ``Plan!B7``; by column id.
    cells: Mapping[str, str]
    #: The first cell.
    place: str


@frozen
class FilledSheet:
    """A sheet that came back."""

    marks: Mapping[str, Any]
    lines: tuple[FilledLine, ...] = ()
    #: Field id to what was written there.
    fields: Mapping[str, str] = field(factory=dict)
    #: Field id to where it stands.
    places: Mapping[str, str] = field(factory=dict)
    #: What cannot be taken in: where, and what is wrong.
    problems: tuple[tuple[str, str], ...] = ()
    #: What was taken in and may surprise, a sentence each.
    remarks: tuple[str, ...] = ()
