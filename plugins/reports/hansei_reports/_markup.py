"""Markup apart from text: what is :data:`Html` has been escaped, and mypy lets nothing else into a page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType

from hansei_reports._text import visible

#: Markup that is done. Made here and of constants, nowhere else of anything that somebody wrote.
Html = NewType("Html", str)
#: Nothing.
NONE = Html("")


def text(words: str) -> Html:
    """Return a text as markup."""
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


def joined(*parts: Html) -> Html:
    """Return parts one after the other."""
    return Html("".join(parts))


def all_of(parts: Iterable[Html]) -> Html:
    """Return parts one after the other."""
    return Html("".join(parts))
