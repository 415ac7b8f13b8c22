"""A figure's drawing as a page needs it: checked, measured, with the shipped fonts or those of a word processor."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final

from attrs import frozen

from hansei.document.drawing import OwnDrawing
from hansei_reports._text import visible
from hansei_reports.glyphs import drawable

if TYPE_CHECKING:  # our own drawings are seldom read as a tree
    from xml.etree import ElementTree as ET

#: The ink of everything that is drawn in the page's own colour.
INK: Final = "#1b2126"
#: A figure taller than this many times its width is made narrower, so that it stands on one page.
_TALL = 1.15
#: How one of our own begins, up to what is drawn, and letters that the first of the shipped fonts has.
_HEAD: Final = re.compile(
    r'(<svg xmlns="[^"]+" viewBox="0 0 (\d+) (\d+)"[^>]*? )font-family="[^"]+"([^>]*)><title>[^<]*</title>'
)
_PLAIN: Final = re.compile("[\n\x20-\x7e\xa0-\xff]*")


@frozen
class Drawing(ABC):
    """A drawing that can be put on a page."""

    #: Its size in its own units.
    width: float
    height: float

    @property
    def share(self) -> float:
        """How much of the width of the text it takes, in percent."""
        tall = self.height / self.width
        wide = min(100.0, max(25.0, self.width / 7.2))
        return round(wide if wide * tall <= _TALL * 100 else _TALL * 100 / tall, 2)

    @abstractmethod
    def in_shipped_fonts(self) -> str:
        """Return it with the fonts that this package brings, and with what they cannot draw said in words."""

    @abstractmethod
    def in_fonts(self, family: str) -> str:
        """Return it with the fonts of whoever opens it, and its ink named: not every program knows its own."""


@frozen
class _Own(Drawing):
    """One of our own, which is known to be well formed."""

    head: tuple[str, str]
    drawn: str

    def in_shipped_fonts(self) -> str:
        if not _PLAIN.fullmatch(self.drawn):
            return _Read(self.width, self.height, _tree(self._with("Inter"))).in_shipped_fonts()
        return self._with("Inter")

    def in_fonts(self, family: str) -> str:
        return self._with(family).replace('="currentColor"', f'="{INK}"')

    def _with(self, family: str) -> str:
        before, after = self.head
        return f'{before}font-family="{family}"{after} color="{INK}"><title />{self.drawn}'


@frozen
class _Read(Drawing):
    """Any other, as a tree."""

    root: ET.Element

    def in_shipped_fonts(self) -> str:
        self.root.set("font-family", "Inter")
        for each in self.root.iter():
            if each.tag.rpartition("}")[2] in ("text", "tspan") and each.text:
                each.text = drawable(each.text)
                if any(ord(letter) > 0x2FF for letter in each.text):
                    each.set("font-family", "DejaVu Sans")
        return self._written()

    def in_fonts(self, family: str) -> str:
        self.root.set("font-family", family)
        for each in self.root.iter():
            for name, value in each.attrib.items():
                if value == "currentColor":
                    each.set(name, INK)
        return self._written()

    def _written(self) -> str:
        from xml.etree import ElementTree as ET

        ET.register_namespace("", "http://www.w3.org/2000/svg")
        return ET.tostring(self.root, encoding="unicode")


def drawing(svg: str) -> Drawing | None:
    """Read a drawing; None when it is none, or one that would fetch something, so that its words stand in for it."""
    shown = visible(svg)
    if type(svg) is OwnDrawing and (head := _HEAD.match(shown)):
        return _Own(float(head[2]), float(head[3]), (head[1], head[4]), shown[head.end() :])
    try:
        root = _tree(shown)
    except SyntaxError:  # as the parser's error is one
        return None
    if root.tag.rpartition("}")[2] != "svg":
        return None
    try:
        _, _, width, height = (float(each) for each in root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        return None
    if not 0 < width < 1e5 or not 0 < height < 1e6:
        return None
    root.set("color", INK)
    for each in root.iter():
        name = each.tag.rpartition("}")[2]
        if name == "title":
            each.text = ""
        if name == "image":
            return None
    return _Read(width, height, root)


def _tree(svg: str) -> ET.Element:
    from xml.etree import ElementTree as ET

    return ET.fromstring(svg)  # noqa: S314 - a kind's own drawing; expat bounds its entities
