"""Figures: small accessible SVG, drawn once and used by every exporter.

Built with the standard library's element tree, so that no text can break out of the drawing. Every
figure carries its numbers as text and says the same in words (``alt``). Ink is ``currentColor``, so a
drawing follows the ground it stands on, light or dark.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from xml.etree import ElementTree as ET

from attrs import frozen

from hansei.document.blocks import Figure
from hansei.words.ours import tr

#: A drawing's ink: that of the ground it stands on.
INK = "currentColor"
#: Okabe and Ito's blue: apart from the others for colour-blind readers, and dark enough in grey.
DOT = "#0072b2"

#: Letters up to which an attribute is kept for the next drawing.
_SHORT = 60

_LABELS = 250
_COLUMN = 126
_HEAD = 52
_ROW = 46


@frozen
class StandRow:
    """One row of the figure: how many raters stand at each level."""

    label: str
    #: Number of raters at each level, in the order of the levels.
    counts: tuple[int, ...]
    #: What was said instead of a level, if anything.
    aside: str = ""


def stand_figure(levels: Sequence[str], rows: Sequence[StandRow]) -> Figure:
    """Draw where the team stands on each row, one dot for each level that somebody chose.

    Args:
        levels: Titles of the levels, left to right.
        rows: The rows, top to bottom.
    """
    width, height = _LABELS + _COLUMN * len(levels), _HEAD + _ROW * len(rows) + 2
    alt = tr("Where the team stands.") + " " + " ".join(_in_words(row, levels) for row in rows)
    svg = drawing(width, height, alt)
    for index, level in enumerate(levels):
        write_lines(svg, _at(index), _HEAD / 2 - 4, level, most=15, anchor="middle", weight="bold")
    rule(svg, 0, _HEAD - 4, width, _HEAD - 4, width="1.5")
    for number, row in enumerate(rows):
        y = _HEAD - 4 + _ROW * (number + 0.5)
        _row(svg, row, y)
        rule(svg, 0, y + _ROW / 2, width, y + _ROW / 2, opacity="0.16")
    return Figure(written(svg), alt=alt, caption=tr("Where the team stands"))


def drawing(width: int, height: int, alt: str) -> ET.Element:
    """Begin a drawing that says its words to who cannot see it."""
    svg = ET.Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}", "width": str(width)}
        | {"role": "img", "class": "figure", "font-family": "sans-serif", "font-size": "14"},
    )
    ET.SubElement(svg, "title").text = alt
    return svg


class OwnDrawing(str):
    """A drawing that :func:`written` wrote: whole, with every text escaped, its words in a title that comes first.

    An exporter may take it as it stands; any other SVG has to be read first, for nobody knows what is in it.
    """

    __slots__ = ()


def written(svg: ET.Element) -> OwnDrawing:
    """Return a drawing as text: what ``ElementTree.tostring`` says of one without namespaces, four times as fast.

    Args:
        svg: What :func:`drawing` began, and shapes and words in it: nothing that comes from a file.
    """
    parts: list[str] = []
    _write_into(parts, svg)
    return OwnDrawing("".join(parts))


def _write_into(parts: list[str], element: ET.Element) -> None:
    told = "".join([(_kept if len(value) < _SHORT else _attribute)(name, value) for name, value in element.items()])
    if element.text or len(element):
        parts.append(f"<{element.tag}{told}>{_escaped(element.text or '')}")
        for each in element:
            _write_into(parts, each)
        parts.append(f"</{element.tag}>")
    else:
        parts.append(f"<{element.tag}{told} />")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(name: str, value: str) -> str:
    told = _escaped(value).replace('"', "&quot;")
    told = told.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")
    return f' {name}="{told}"'


#: Drawings share nearly all of their attributes.
_kept = lru_cache(maxsize=4096)(_attribute)


def _in_words(row: StandRow, levels: Sequence[str]) -> str:
    parts = [f"{level} ({count})" for level, count in zip(levels, row.counts, strict=True) if count]
    parts += [row.aside] if row.aside else []
    return f"{row.label}: {', '.join(parts) or 'not rated'}."


def _row(svg: ET.Element, row: StandRow, y: float) -> None:
    chosen = [index for index, count in enumerate(row.counts) if count]
    beside = row.aside if chosen else ""
    write_lines(svg, 0, y - (7 if beside else 0), row.label, most=32, lines=1 if beside else 2)
    if beside:
        write(svg, 0, y + 14, textwrap.shorten(beside, 42, placeholder="…"), size="12", style="italic")
    if not chosen:
        middle = _LABELS + _COLUMN * len(row.counts) / 2
        write(svg, middle, y + 5, row.aside or tr("not rated"), anchor="middle", style="italic")
        return
    for index in range(len(row.counts)):
        if index not in chosen:
            circle = {
                "cx": f"{_at(index):g}",
                "cy": f"{y:g}",
                "r": "3.5",
                "fill": INK,
                "fill-opacity": "0.28",
            }
            ET.SubElement(svg, "circle", circle)
    if len(chosen) > 1:
        rule(svg, _at(chosen[0]), y, _at(chosen[-1]), y, width="4", ink=DOT, opacity="0.6")
    for index in chosen:
        _dot(svg, _at(index), y, row.counts[index])


def _at(index: int) -> float:
    return _LABELS + _COLUMN * (index + 0.5)


def write_lines(
    parent: ET.Element,
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
        write(parent, x, y + 5 + 17 * (number - (len(wrapped) - 1) / 2), each, anchor=anchor, weight=weight)


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


def write(
    parent: ET.Element,
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    weight: str = "",
    style: str = "",
    size: str = "",
) -> None:
    """Write a text on one line."""
    attributes = {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor, "fill": INK}
    optional = {"font-weight": weight, "font-style": style, "font-size": size}
    attributes |= {name: value for name, value in optional.items() if value}
    ET.SubElement(parent, "text", attributes).text = text


def rule(
    parent: ET.Element,
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    width: str = "1",
    opacity: str = "1",
    ink: str = INK,
) -> None:
    """Draw a straight line."""
    ET.SubElement(
        parent,
        "line",
        {"x1": f"{x1:g}", "y1": f"{y1:g}", "x2": f"{x2:g}", "y2": f"{y2:g}"}
        | {"stroke": ink, "stroke-width": width, "stroke-opacity": opacity},
    )


def _dot(parent: ET.Element, x: float, y: float, count: int) -> None:
    ET.SubElement(parent, "circle", {"cx": f"{x:g}", "cy": f"{y:g}", "r": "13", "fill": DOT})
    attributes = {"x": f"{x:g}", "y": f"{y + 5:g}", "text-anchor": "middle", "fill": "#ffffff"}
    ET.SubElement(parent, "text", attributes | {"font-weight": "bold"}).text = str(count)
