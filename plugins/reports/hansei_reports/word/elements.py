"""Making the elements of a Word document: a tree, so that no text can become markup."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from lxml import etree

from hansei_reports._text import visible

#: An element of the tree.
Element = Any

SPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
_PIECES = re.compile("([\n\t])")
_ROOT: Final = etree.Element(f"{{{SPACES['w']}}}body", nsmap={key: SPACES[key] for key in ("w", "r", "wp")})


@cache
def named(name: str) -> str:
    """Return a name such as ``w:p`` or ``p`` (then of ``w``) as the tree has it."""
    space, _, local = name.rpartition(":")
    return f"{{{SPACES[space or 'w']}}}{local}"


def make(name: str, /, **attributes: str) -> Element:
    """Make an element that stands in no tree yet; its attributes are of ``w``."""
    element = _ROOT.makeelement(named(name), nsmap=_ROOT.nsmap)
    for key, value in attributes.items():
        element.set(named(key), value)
    return element


def add(parent: Element, name: str, /, **attributes: str) -> Element:
    """Add an element at the end of another one; its attributes are of ``w``."""
    if not attributes:
        return etree.SubElement(parent, named(name))
    return etree.SubElement(parent, named(name), {named(key): value for key, value in attributes.items()})


def plain(parent: Element, name: str, attributes: dict[str, str]) -> Element:
    """Add an element whose attributes are of no namespace, or of the one they name, as in ``r:id``."""
    space = name.partition(":")[0]
    element = etree.SubElement(parent, named(name), nsmap={space: SPACES[space]})
    for key, value in attributes.items():
        element.set(named(key) if ":" in key else key, value)
    return element


def run(parent: Element, text: str, *, style: str = "", italic: bool = False, rtl: bool = False) -> None:
    """Add a run of text; line ends and tabs become those of Word."""
    element = add(parent, "r")
    if style or italic or rtl:
        looks = add(element, "rPr")
        if style:
            add(looks, "rStyle", val=style)
        if italic:
            add(looks, "i")
            add(looks, "iCs")
        if rtl:
            add(looks, "rtl")
    shown = visible(text)
    for piece in _PIECES.split(shown) if "\n" in shown or "\t" in shown else (shown,):
        if piece == "\n":
            add(element, "br")
        elif piece == "\t":
            add(element, "tab")
        elif piece:
            written = add(element, "t")
            written.text = piece
            if piece[0].isspace() or piece[-1].isspace():
                written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def field_of(parent: Element, code: str, result: str = "") -> None:
    """Add a field, such as the number of a page, with what it shows until it is worked out."""
    for kind in ("begin", "", "separate", "result", "end"):
        if kind == "result":
            if result:
                run(parent, result)
            continue
        element = add(parent, "r")
        if kind:
            add(element, "fldChar", fldCharType=kind)
        else:
            told = add(element, "instrText")
            told.text = f" {code} "
            told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
