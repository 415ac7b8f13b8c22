"""Markup apart from text: what is :data:`Html` has been escaped, and mypy lets nothing else into a page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import NewType

from hansei_reports._text import visible

#: Markup that is done. Made here and of constants, nowhere else of anything that somebody wrote.
Html = NewType("Html", str)
#: Nothing.
NONE = Html("")
#: Letters up to which an escaped text is kept for the next time.
_SHORT = 2000


def text(words: str) -> Html:
    """Return a text as markup. A report's words are largely its toolkit's: those that are short are kept."""
    return _text(words) if len(words) < _SHORT else Html(escape(visible(words), quote=False))


@lru_cache(maxsize=4096)
def _text(words: str) -> Html:
    return Html(escape(visible(words), quote=False))


def attribute(name: str, value: str) -> Html:
    """Return an attribute, with the space before it."""
    return Html(f' {name}="{escape(visible(value))}"')


def tag(name: str, inner: Html, attributes: Html = NONE) -> Html:
    """Return an element.

    Args:
        name: A constant.
        inner: What stands in it.
        attributes: Each with the space before it.
    """
    return Html(f"<{name}{attributes}>{inner}</{name}>")


def around(name: str, parts: Iterable[Html]) -> Html:
    """Return an element of a constant's name around others."""
    return Html(f"<{name}>{''.join(parts)}</{name}>")


def labelled(label: Html, inner: Html) -> Html:
    """Return a text with what stands before it, as a question before its answer."""
    return Html(f'<b class="label" dir="auto">{label}</b> <span class="text" dir="auto">{inner}</span>')


def joined(*parts: Html) -> Html:
    """Return parts one after the other."""
    return Html("".join(parts))


def all_of(parts: Iterable[Html]) -> Html:
    """Return parts one after the other."""
    return Html("".join(parts))
