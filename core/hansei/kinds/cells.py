"""What a cell of a table takes: said where it is typed, and not only when all rows are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hansei.errors import ResponseError
from hansei.form import Column
from hansei.kinds.dates import is_past, need_date
from hansei.kinds.needed import need_decimal
from hansei.words.ours import tr


def refused(column: Column, text: str) -> str:
    """Return why a text cannot stand in a column, in words for people; empty: it can.

    Args:
        column: The column.
        text: What was typed; nothing at all is never refused here, see :func:`lacking`.
    """
    if not text:
        return ""
    try:
        if column.type == "date":
            need_date(text, column.id)
        if column.type == "number":
            need_decimal(text, column.id)
    except ResponseError as error:
        return error.message
    if column.type == "choice" and text not in column.options:
        return tr("{text} is none of them: {options}", text=repr(text), options=", ".join(column.options))
    return ""


def past(column: Column, text: str) -> str:
    """Return what there is to say of a day that should lie ahead and does not; it is taken all the same."""
    return tr("{day} is in the past", day=text) if column.ahead and is_past(text) else ""


def lacking(columns: Sequence[Column], row: Mapping[str, str]) -> Column | None:
    """Return the first column that a row needs and has nothing in; None: it has all."""
    return next((each for each in columns if each.needed and not row.get(each.id, "").strip()), None)
