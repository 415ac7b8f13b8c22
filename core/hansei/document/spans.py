"""A toolkit's light markup: ``**strong**``, ``*emphasis*`` and ``[text](target)``, and nothing else.

Only an author's text is read this way. What people write in a session is text and is never parsed.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

_MARKUP = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<emphasis>[^*\s][^*]*)\*|\[(?P<link>[^\]\n]+)\]\((?P<target>[^)\s]*)\)"
)


class Span(msgspec.Struct, frozen=True, gc=False):
    """A run of text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    #: Where it leads: a handout's or an instrument's id, or an address. Empty: nowhere.
    target: str = ""


@lru_cache(maxsize=4096)
def spans(text: str) -> tuple[Span, ...]:
    """Read an author's text into runs of one style each.

    An author's texts are few and are read again and again: the last few thousand are kept.

    Args:
        text: Text with the light markup described above.

    Returns:
        The runs in order; joined, their texts are ``plain(text)``.
    """
    if "*" not in text and "[" not in text:
        return (Span(text),) if text else ()
    found: list[Span] = []
    end = 0
    for match in _MARKUP.finditer(text):
        if match.start() > end:
            found.append(Span(text[end : match.start()]))
        if match["strong"] is not None:
            found.append(Span(match["strong"], strong=True))
        elif match["emphasis"] is not None:
            found.append(Span(match["emphasis"], emphasis=True))
        else:
            found.append(Span(match["link"], target=match["target"]))
        end = match.end()
    if end < len(text):
        found.append(Span(text[end:]))
    return tuple(found)


@lru_cache(maxsize=2000)
def plain(text: str) -> str:
    """Return an author's text without its markup, as for a terminal or a message."""
    return "".join([span.text for span in spans(text)])
