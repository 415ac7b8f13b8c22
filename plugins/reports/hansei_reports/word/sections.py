"""Sections: the paper, and pages turned sideways."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from hansei_reports.word.elements import Element, named

#: Width and height of papers, in twentieths of a point.
PAPERS: Final = {"letter": (12240, 15840), "a4": (11906, 16838)}


def set_paper(section: Element, paper: str) -> None:
    """Set the paper of a section that stands upright."""
    width, height = PAPERS[paper]
    size = section.find(named("pgSz"))
    size.set(named("w"), str(width))
    size.set(named("h"), str(height))


def is_turned(section: Element) -> bool:
    """Tell whether the pages of a section lie on their side."""
    size = section.find(named("pgSz"))
    return size is not None and int(size.get(named("w"), "12240")) > int(size.get(named("h"), "15840"))


def text_width(section: Element, *, turned: bool) -> int:
    """Return how wide the text is on a section's pages, in twentieths of a point; ``turned``: on their side."""
    size, margins = section.find(named("pgSz")), section.find(named("pgMar"))
    sides = [int(size.get(named(each), "0")) if size is not None else 0 for each in "wh"]
    width = max(sides) if turned else sides[0]
    gap = sum(int(margins.get(named(each), "0")) for each in ("left", "right")) if margins is not None else 2880
    return max(width - gap, 2000) if width else 9360


def text_height(section: Element) -> float:
    """Return how tall the text is on a section's upright pages, in points."""
    size, margins = section.find(named("pgSz")), section.find(named("pgMar"))
    tall = int(size.get(named("h"), "15840")) if size is not None else 15840
    gap = sum(int(margins.get(named(each), "0")) for each in ("top", "bottom")) if margins is not None else 2880
    return (tall - gap) / 20


def another(section: Element, *, turned: bool, first: bool) -> Element:
    """Return a section with the same edges; ``first``: it begins the document and may have its own first page."""
    made = deepcopy(section)
    size = made.find(named("pgSz"))
    if turned and size is not None and not is_turned(made):
        width, height = size.get(named("w")), size.get(named("h"))
        size.set(named("w"), height)
        size.set(named("h"), width)
        size.set(named("orient"), "landscape")
    if not first:
        go_on(made)
    return made


def go_on(section: Element) -> None:
    """Let a section go on where another one ended: on a new page, with no first page of its own."""
    for each in ("titlePg", "pgNumType", "type"):
        found = section.find(named(each))
        if found is not None:
            section.remove(found)
