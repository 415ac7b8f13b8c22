"""What every picture is drawn with: a small accessible SVG, its shapes, lines and words.

Written as text at once, shape after shape, as a picture of ours is drawn from front to back and never looked at again:
a tree of elements that is written out afterwards takes four times as long. Whatever words go into it are escaped here
and nowhere else, so that no text can break out of a drawing.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

#: A drawing's ink: that of the ground it stands on.
INK = "currentColor"
#: Okabe and Ito's blue: apart from the others for colour-blind readers, and dark enough in grey.
DOT = "#0072b2"

#: Letters up to which an attribute is kept for the next drawing.
_SHORT = 60


class OwnDrawing(str):
    """A drawing that :func:`written` wrote: whole, with every text escaped, its words in a title that comes first.

    An exporter may take it as it stands; any other SVG has to be read first, for nobody knows what is in it.
    """

    __slots__ = ()


class Drawing:
    """A picture that is being drawn.

    Args:
        width: How wide it is, in its own units.
        height: How high it is.
        alt: What it shows, for who cannot see it.
    """

    __slots__ = ("parts",)

    def __init__(self, width: int, height: int, alt: str) -> None:
        size = f'viewBox="0 0 {width} {height}" width="{width}"'
        looks = 'role="img" class="figure" font-family="sans-serif" font-size="14"'
        self.parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {looks}><title>{_escaped(alt)}</title>']

    def shape(self, name: str, attributes: Mapping[str, str]) -> None:
        """Draw any shape.

        Args:
            name: Its element, as in ``polygon``.
            attributes: Where it is and how it looks, in the words of SVG.
        """
        self.parts.append(f"<{name}{_told(attributes)} />")

    def circle(self, x: float, y: float, radius: float, looks: Looks) -> None:
        """Draw a circle around a point."""
        self.parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"{_looks(looks)} />')


#: How something looks: attributes and their values, in order.
Looks = tuple[tuple[str, str], ...]


def drawing(width: int, height: int, alt: str) -> Drawing:
    """Begin a drawing that says its words to who cannot see it."""
    return Drawing(width, height, alt)


def written(svg: Drawing) -> OwnDrawing:
    """Return a drawing as text."""
    return OwnDrawing("".join([*svg.parts, "</svg>"]))


def write_lines(
    svg: Drawing,
    x: float,
    y: float,
    text: str,
    *,
    most: int,
    lines: int = 2,
    anchor: str = "start",
    weight: str = "",
) -> None:
    """Write a text on a few lines around ``y``; what does not fit is in the figure's words."""
    if not text.isascii() and any(unicodedata.east_asian_width(each) in "WF" for each in text):
        most //= 2
    wrapped = wrap(text, most, lines) or [""]
    for number, each in enumerate(wrapped):
        write(svg, x, y + 5 + 17 * (number - (len(wrapped) - 1) / 2), each, anchor=anchor, weight=weight)


def wrap(text: str, most: int, lines: int) -> list[str]:
    """Break a text into lines; what does not fit ends with an ellipsis.

    Args:
        text: The text.
        most: Letters of a line.
        lines: How many there may be.
    """
    if 0 < len(text) <= most and text.isprintable() and text == text.strip():
        return [text]  # as most of them are, and it takes a fraction of the time
    return textwrap.wrap(text, most, max_lines=lines, placeholder="…")


def shorten(text: str, most: int, placeholder: str = "…") -> str:
    """Return a text on one line; what does not fit ends with an ellipsis.

    Args:
        text: The text.
        most: Letters of the line.
        placeholder: What a text ends with that was cut.
    """
    line = " ".join(text.split())
    return line if len(line) <= most else textwrap.shorten(line, most, placeholder=placeholder)


def write(
    svg: Drawing,
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    ink: str = INK,
    weight: str = "",
    style: str = "",
    size: str = "",
) -> None:
    """Write a text on one line."""
    told = f'<text x="{x:g}" y="{y:g}"{_type(anchor, ink, weight, style, size)}'
    svg.parts.append(f"{told}>{_escaped(text)}</text>" if text else f"{told} />")


def rule(
    svg: Drawing,
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    width: str = "1",
    opacity: str = "1",
    ink: str = INK,
    dashes: str = "",
) -> None:
    """Draw a straight line."""
    stroke = _stroke(ink, width, opacity, dashes)
    svg.parts.append(f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"{stroke} />')


def _escaped(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def _attribute(name: str, value: str) -> str:
    told = _escaped(value).replace('"', "&quot;")
    told = told.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")
    return f' {name}="{told}"'


#: Drawings share nearly all of their attributes.
_kept = lru_cache(maxsize=4096)(_attribute)


def _told(attributes: Mapping[str, str]) -> str:
    told = attributes.items()
    return "".join([(_kept if len(value) < _SHORT else _attribute)(name, value) for name, value in told])


@lru_cache(maxsize=256)
def _looks(looks: Looks) -> str:
    return _told(dict(looks))


@lru_cache(maxsize=256)
def _type(anchor: str, ink: str, weight: str, style: str, size: str) -> str:
    optional = {"font-weight": weight, "font-style": style, "font-size": size}
    return _told({"text-anchor": anchor, "fill": ink} | {name: value for name, value in optional.items() if value})


@lru_cache(maxsize=256)
def _stroke(ink: str, width: str, opacity: str, dashes: str) -> str:
    dashed = {"stroke-dasharray": dashes} if dashes else {}
    return _told({"stroke": ink, "stroke-width": width, "stroke-opacity": opacity, **dashed})
