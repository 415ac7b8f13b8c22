"""The styles of a Word document by name: the document's own where it has them, and ours where it does not."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path

from attrs import Factory, define
from lxml import etree

from hansei_reports.word.elements import Element, add, make, named


@cache
def base(part: str) -> Element:
    """Return a part that we ship, parsed once. Copy what is taken from it."""
    data = Path(__file__).with_name("base").joinpath(f"{part}.xml").read_bytes()
    return etree.fromstring(data, etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False))


@define
class Styles:
    """Finds the id under which a document has a style; what is missing is added to it.

    Args:
        root: The document's styles.
    """

    root: Element
    _ids: dict[tuple[str, str], str] = Factory(dict)
    _ours: dict[str, Element] = Factory(dict)
    _found: dict[str, str] = Factory(dict)

    def __attrs_post_init__(self) -> None:
        for style in self.root.iter(named("style")):
            self._ids.setdefault(_key(style), style.get(named("styleId")))
        self._ours = {each.get(named("styleId")): each for each in base("styles").iter(named("style"))}

    def __call__(self, ours: str) -> str:
        """Return the document's id of a style that goes by this id in our own."""
        if ours not in self._found:
            style = self._ours[ours]
            self._found[ours] = self._ids.get(_key(style)) or self._added(style)
        return self._found[ours]

    def numbered(self, style: str) -> bool:
        """Tell whether a style of the document brings its own bullets or numbers."""
        found = next((each for each in self.root.iter(named("style")) if each.get(named("styleId")) == style), None)
        return found is not None and found.find(f"{named('pPr')}/{named('numPr')}") is not None

    def _added(self, style: Element) -> str:
        copied = deepcopy(style)
        taken = set(self._ids.values())
        id_ = style.get(named("styleId"))
        while id_ in taken:
            id_ += "1"
        copied.set(named("styleId"), id_)
        copied.attrib.pop(named("default"), None)
        self._ids[_key(style)] = id_
        for link in ("basedOn", "next"):
            other = copied.find(named(link))
            if other is not None:
                other.set(named("val"), self(other.get(named("val"))))
        # A number of ours means nothing in another document's lists.
        for listed in copied.iter(named("numPr")):
            listed.getparent().remove(listed)
        self.root.append(copied)
        return str(id_)


def _key(style: Element) -> tuple[str, str]:
    name = style.find(named("name"))
    return str(style.get(named("type"))), "" if name is None else str(name.get(named("val"))).casefold()


@define
class Lists:
    """Gives lists their bullets and numbers.

    Args:
        root: The document's numbering.
    """

    root: Element
    _ours: dict[int, str] = Factory(dict)
    _last: int = -1

    def bullets(self, *, cell: bool) -> str:
        """Return the number of a list with bullets, in a cell or in the text."""
        return self._of(3 if cell else 1, again=False)

    def numbers(self, *, cell: bool) -> str:
        """Return the number of a list that is counted from one."""
        return self._of(4 if cell else 2, again=True)

    def _of(self, kind: int, *, again: bool) -> str:
        if kind in self._ours and not again:
            return self._ours[kind]
        if self._last < 0:
            held = [each.get(named("numId")) for each in self.root.iter(named("num"))]
            self._last = max((int(each) for each in held), default=0)
        self._last += 1
        number = make("num", numId=str(self._last))
        add(number, "abstractNumId", val=self._abstract(kind))
        if again:
            add(add(number, "lvlOverride", ilvl="0"), "startOverride", val="1")
        self.root.append(number)
        self._ours[kind] = str(self._last)
        return self._ours[kind]

    def _abstract(self, kind: int) -> str:
        """Return the id of one of our kinds of list in this document, put there when it is not yet."""
        mark = f"48616E{kind:02X}"
        held = list(self.root.iter(named("abstractNum")))
        for each in held:
            nsid = each.find(named("nsid"))
            if nsid is not None and nsid.get(named("val")) == mark:
                return str(each.get(named("abstractNumId")))
        ours = base("numbering").find(f"{named('abstractNum')}[@{named('abstractNumId')}='{kind}']")
        copied = deepcopy(ours)
        id_ = str(max((int(each.get(named("abstractNumId"))) for each in held), default=-1) + 1)
        copied.set(named("abstractNumId"), id_)
        copied.insert(0, make("nsid", val=mark))
        # All kinds of lists stand before the lists.
        self.root.insert(held.index(held[-1]) + 1 if held else 0, copied)
        return id_
