"""A drawing for a page: its SVG read element by element, and written anew with what a drawing may hold."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from attrs import Factory, define

from hansei.document.drawing import OwnDrawing
from hansei_reports._markup import Html
from hansei_reports._text import visible

#: What a drawing may hold. Scripts, foreign objects and style sheets are left out of the page.
_DRAWN: Final = frozenset(
    {"svg", "g", "title", "desc", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line"}
    | {"polyline", "polygon", "text", "tspan", "marker", "linearGradient", "radialGradient", "stop"}
    | {"clipPath", "mask", "pattern"}
)
#: Letters up to which an attribute is kept for the next drawing.
_SHORT: Final = 100
#: A page needs no namespace for its drawings.
_NAMESPACE: Final = ' xmlns="http://www.w3.org/2000/svg"'
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:_.-]*")
_LEADS_OUT = re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE)


def drawn(svg: str, alt: str) -> Html | None:
    """Return a drawing as part of a page, its name said once.

    Args:
        svg: The drawing.
        alt: What it shows, in words.

    Returns:
        The drawing; None when it is none, so that its words stand in for it.
    """
    if type(svg) is OwnDrawing:
        return _own(svg, alt)
    writer = _Writer(alt)
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(visible(svg), True)
    except ExpatError:
        return None
    return Html("".join(writer.parts)) if writer.whole else None


def _own(svg: OwnDrawing, alt: str) -> Html:
    """Return one of our own, which needs no reading: its name moves from a title, a tooltip, to its label."""
    head, _, rest = visible(svg).partition(">")
    if rest.startswith("<title>"):
        rest = rest.partition("</title>")[2]
    return Html(f'{head.replace(_NAMESPACE, "", 1)} aria-label="{escape(visible(alt))}">{rest}')


@define
class _Writer:
    alt: str
    parts: list[str] = Factory(list)
    #: Whether it is a drawing at all.
    whole: bool = False
    _depth: int = 0
    #: The depth of an element that is left out with all in it; 0: none.
    _out: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._depth += 1
        tag = name.rpartition("}")[2]
        if self._depth == 1:
            self.whole = tag == "svg"
        if self._out:
            return
        # A title right below the root would hang over the drawing as a tooltip.
        if tag not in _DRAWN or (tag == "title" and self._depth == 2):
            self._out = self._depth
            return
        kept = {key.rpartition("}")[2] if "}" in key else key: value for key, value in attributes.items()}
        if self._depth == 1:
            kept |= {"role": "img", "aria-label": visible(self.alt)}
        told = "".join([(_kept if len(value) < _SHORT else _attribute)(key, value) for key, value in kept.items()])
        self.parts.append(f"<{tag}{told}>")

    def end(self, name: str) -> None:
        """End an element."""
        if not self._out:
            self.parts.append(f"</{name.rpartition('}')[2]}>")
        elif self._out == self._depth:
            self._out = 0
        self._depth -= 1

    def text(self, text: str) -> None:
        """Write what stands in an element."""
        if not self._out:
            self.parts.append(escape(text, quote=False))


def _attribute(name: str, value: str) -> str:
    """Return an attribute with the space before it; nothing when it could do harm."""
    return f' {name}="{escape(value)}"' if _harmless(name, value) else ""


#: Drawings share nearly all of their attributes.
_kept = lru_cache(maxsize=4096)(_attribute)


def _harmless(name: str, value: str) -> bool:
    if name == "href":
        return value.startswith("#")
    if "(" in value and _LEADS_OUT.search(value):
        return False
    return name[:2] not in ("on", "On", "oN", "ON") and _NAME.fullmatch(name) is not None
