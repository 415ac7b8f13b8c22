"""What a response needs to be: each returns what was given in the form a kind wants, or refuses it in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from hansei.errors import ResponseError
from hansei.form import Given
from hansei.words.ours import tr


def need_rows(value: Any, field: str) -> list[dict[str, Any]]:
    """Return the rows given for a table, none when it was left out.

    Raises:
        ResponseError: when something else than rows was given.
    """
    if value is None or value == "":
        return []
    if not isinstance(value, (list, tuple)) or not all(isinstance(row, dict) for row in value):
        raise ResponseError(tr("give a list of rows, each {column: text}"), field=field)
    return list(value)


def need_text(given: Given, key: str) -> str:
    """Return the text given for a question, empty when it was left out.

    Raises:
        ResponseError: when something else than text was given.
    """
    value = given.get(key, "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ResponseError(tr("give text, not {kind}", kind=type(value).__name__), field=key)
    return value


#: A number as people write it, with a point or a comma.
_DECIMAL = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)


def need_decimal(text: str, field: str) -> float:
    """Return the number that a text says.

    Raises:
        ResponseError: when it is none.
    """
    if not _DECIMAL.fullmatch(text.strip()):
        raise ResponseError(tr("{text} is no number; write it as 1200 or 12.5", text=repr(text)), field=field)
    return float(text.strip().replace(",", "."))


def need_id(text: str, field: str) -> str:
    """Return the name of a row that others are joined to by a dot.

    Raises:
        ResponseError: when it cannot be one.
    """
    if not re.fullmatch(r"[\w-]{1,80}", text):
        raise ResponseError(
            tr("{text} cannot name a row; use letters, digits, - and _", text=repr(text[:80])), field=field
        )
    return text


def need_one_of(value: Any, allowed: Sequence[str], field: str) -> str:
    """Return ``value`` when it is one of the allowed ids.

    Raises:
        ResponseError: naming the nearest allowed one.
    """
    if isinstance(value, str) and value in allowed:
        return value
    import difflib

    near = difflib.get_close_matches(str(value), allowed, n=1)
    hint = tr("; did you mean {near}?", near=repr(near[0])) if near else ""
    raise ResponseError(
        tr("{value} is not one of {allowed}{hint}", value=repr(value), allowed=", ".join(allowed), hint=hint),
        field=field,
    )
