"""Which way a text runs: what turns the direction of a person's text ends with it (Unicode's UAX 9, X1 to X8)."""

from __future__ import annotations

import re

#: What opens an embedding, an override or an isolate, and what closes the last one.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLOSED_BY = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}


def closed(text: str) -> str:
    """Return a person's text to stand before words of others: whatever direction it opens is closed at its end."""
    if text.isascii():
        return text
    open_: list[str] = []
    for each in _TURNS.findall(text):
        if each in _CLOSED_BY:
            open_.append(_CLOSED_BY[each])
        elif open_ and open_[-1] == each:
            open_.pop()
    return text + "".join(reversed(open_))
